"""A paragraph with changes marked in it looks as delegations expect, and is read back to what it says."""

from __future__ import annotations

import pytest

from resolution.model import Standing
from resolution.negotiating.marking import is_marked, marked, read_marked
from resolution.text import Mark, Run, Text, join, make, plain

BASE = make("Urges all States to act, and invites the Secretary-General to report;")


def shown(text: Text) -> str:
    """Return a text with ** around what is bold and ~~ around what is struck through."""
    out = ""
    for run in text:
        assert isinstance(run, Run)
        sign = "**" if Mark.BOLD in run.marks else "~~" if Mark.STRUCK in run.marks else ""
        out += f"{sign}{run.text}{sign}"
    return out


def typed(words: str) -> Text:
    """Return what `shown` shows so: a paragraph as somebody types it."""
    parts = []
    for n, part in enumerate(words.split("**")):
        for m, inner in enumerate(part.split("~~")):
            parts.append(make(inner, Mark.BOLD if n % 2 else Mark.STRUCK if m % 2 else Mark.NONE))
    return join(*parts)


def test_additions_are_bold_with_the_name_in_the_bracket() -> None:
    wanted = make(
        "Urges all States and organizations to act, and invites the Secretary-General to report;"
    )
    text = marked(BASE, [(("Mexico", "Chile"), wanted)])
    assert shown(text).startswith("Urges all States **[Mexico, Chile: and organizations]** to act")


def test_deletions_are_struck_with_the_names_behind() -> None:
    wanted = make("Urges States to act, and invites the Secretary-General to report;")
    text = marked(BASE, [(("Israel",), wanted), (("United States of America",), wanted)])
    assert shown(text).startswith("Urges ~~all ~~[Israel; United States of America] States to act")


def test_a_paragraph_that_is_agreed_says_so_at_its_end() -> None:
    text = marked(BASE, (), (), Standing.AGREED)
    assert plain(text).endswith("to report; (agreed ad ref.)")
    assert text[-2] == Run("ad ref.", Mark.ITALIC)


def test_a_contested_paragraph_stands_in_square_brackets() -> None:
    assert plain(marked(BASE, (), (), Standing.BRACKETED)) == f"[{plain(BASE)}]"


@pytest.mark.parametrize("standing", [Standing.OPEN, Standing.AGREED, Standing.BRACKETED])
def test_what_is_marked_is_read_back(standing: Standing) -> None:
    mexico = make(
        "Urges States and organizations to act, and invites the Secretary-General to report annually;"
    )
    cuba = make("Also urges all States to act;")
    text = marked(BASE, [(("Mexico", "Chile"), mexico), (("Cuba",), cuba)], [("Norway",)], standing)
    read = read_marked(text)
    assert read.text == BASE
    assert read.wordings == {("Mexico", "Chile"): mexico, ("Cuba",): cuba}
    assert read.deletions == (("Norway",),)
    assert read.standing is standing


@pytest.mark.parametrize(
    ("words", "names", "wording"),
    [
        (
            "Urges all States **[Mexico: and peoples]** to act;",
            "Mexico",
            "Urges all States and peoples to act;",
        ),
        (
            "Urges all States**[Mexico: and peoples]** to act;",
            "Mexico",
            "Urges all States and peoples to act;",
        ),
        ("Urges ~~all~~ [USA] States to act;", "USA", "Urges States to act;"),
        ("Urges ~~all ~~[USA] States to act;", "USA", "Urges States to act;"),
        ("Urges ~~all~~ [USA] **[USA: many]** States to act;", "USA", "Urges many States to act;"),
        (
            "Urges all States to act**[EU: , where possible]**;",
            "EU",
            "Urges all States to act, where possible;",
        ),
    ],
)
def test_what_others_typed_is_read_by_the_same_rules(words: str, names: str, wording: str) -> None:
    read = read_marked(typed(words))
    assert plain(read.text) == "Urges all States to act;"
    assert {names[0]: plain(text) for names, text in read.wordings.items()} == {names: wording}


def test_brackets_in_a_text_are_no_marks() -> None:
    assert not is_marked(make("Urges [all] States: [Mexico: and Chile] to act;"))
    assert read_marked(make("Urges [all] States;")).text == make("Urges [all] States;")
