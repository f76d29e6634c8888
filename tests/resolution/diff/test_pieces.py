"""Words are told apart as a person would mark them, and both texts can be read off to the letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolution.diff.pieces import Pieces, pieces
from resolution.diff.revision import Op
from resolution.text import Mark, NoteRef, Run, Text, join, make, plain

words = st.one_of(
    st.sampled_from(
        [
            "Recalling",
            " its resolution 55/63 ",
            "of 4 December 2000",
            "\N{NO-BREAK SPACE}",
            " ",
            "  ",
            ",",
            " and ",
            "Secretary\N{NON-BREAKING HYPHEN}General",
            "’",
            "'",
            "\ufffc",
            "\u200f",
            "国际",
            "合作",
        ]
    ),
    st.text(max_size=6),
)
run = st.builds(
    Run, words, st.integers(0, 3).map(Mark), st.sampled_from(["", "", "", "#a", "https://un.org"])
)
text = st.lists(st.one_of(run, run, run, st.integers(0, 3).map(NoteRef)), max_size=8).map(
    lambda parts: join(parts)
)


def marked(old: str | Text, new: str | Text) -> str:
    """The pieces as a line: [-went-]{+came+}, <typography>."""
    found = pieces(
        old if isinstance(old, tuple) else make(old), new if isinstance(new, tuple) else make(new)
    )
    return "".join(map(sign, found))


def sign(piece) -> str:  # type: ignore[no-untyped-def]
    old, new = plain(piece.old), plain(piece.new)
    if piece.op is Op.SAME:
        return new
    if piece.op in (Op.RESTYLED, Op.TYPOGRAPHY):
        return f"<{new}>"
    return (f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else "")


def read_off(found: Pieces) -> tuple[Text, Text]:
    return join(*(piece.old for piece in found)), join(*(piece.new for piece in found))


@given(text, text)
def test_both_texts_are_read_off_to_the_letter(old: Text, new: Text) -> None:
    assert read_off(pieces(old, new)) == (old, new)


@given(text)
def test_a_text_is_the_same_as_itself(whole: Text) -> None:
    assert all(piece.op is Op.SAME for piece in pieces(whole, whole))


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (  # a phrase, not "72/196 of 19 December 2017, and 73/187"
            "Recalling its resolutions 72/196 of 19 December 2017 and 71/1 of 2 May 2016,",
            "Recalling its resolutions 73/187 of 17 December 2018, 72/196 of 19 December 2017 and 71/1 of 2 May 2016,",
            "Recalling its resolutions {+73/187 of 17 December 2018, +}72/196 of 19 December 2017 and 71/1 of 2 May 2016,",
        ),
        (  # small words alone do not keep two changes apart
            "to share it in Geneva and Vienna.",
            "to share it in Paris and Rome.",
            "to share it in [-Geneva and Vienna-]{+Paris and Rome+}.",
        ),
        (  # a day is one word
            "adopted on 4 December 2000 by consensus",
            "adopted on 5 December 2000 by consensus",
            "adopted on [-4 December 2000-]{+5 December 2000+} by consensus",
        ),
        (
            "to improve national legislation and build the capacity",
            "to improve national legislation and frameworks and build the capacity",
            "to improve national legislation {+and frameworks +}and build the capacity",
        ),
        (
            "Requests all States to act.",
            "Requests all States to act, and to report.",
            "Requests all States to act{+, and to report+}.",
        ),
        ("国际合作十分重要。", "国际的合作重要。", "国际{+的+}合作[-十分-]重要。"),
    ],
)
def test_changes_are_whole_words_and_whole_phrases(old: str, new: str, wanted: str) -> None:
    assert marked(old, new) == wanted


def test_where_little_is_common_the_whole_is_replaced() -> None:
    old = "Decides to maintain the question of the misuse of technologies on the agenda of its fifty-sixth session"
    new = "Welcomes with interest the adoption of an ambitious plan of action, and the support of donors to it"
    assert marked(old, new) == f"[-{old}-]{{+{new}+}}"


def test_what_stands_whole_in_a_longer_text_is_not_replaced() -> None:
    old = "Urges States to cooperate"
    new = f"Deeply concerned by the growing number of such attacks on hospitals, schools and energy networks everywhere, {old}"
    assert [p.op for p in pieces(make(old), make(new))] == [Op.INSERTED, Op.SAME]


def test_typography_is_told_apart_from_words() -> None:
    old, new = (
        'the Secretary-General\'s "report" of 4 December',
        "the Secretary\N{NON-BREAKING HYPHEN}General’s “report” of\N{NO-BREAK SPACE}4 December",
    )
    found = pieces(make(old), make(new))
    assert {piece.op for piece in found} == {Op.SAME, Op.TYPOGRAPHY}


def test_the_same_words_in_another_typeface_are_told_as_restyled() -> None:
    old = (Run("See "), Run("Official Records"), Run(", chap. I"))
    new = (Run("See "), Run("Official Records", Mark.ITALIC), Run(", chap. I"))
    assert [(p.op, plain(p.new)) for p in pieces(join(old), join(new))] == [
        (Op.SAME, "See "), (Op.RESTYLED, "Official Records"), (Op.SAME, ", chap. I"),
    ]  # fmt: skip


def test_a_word_added_to_the_lead_leaves_the_space_after_it_alone() -> None:
    old = (Run("Noting", Mark.LEAD), Run(" the importance of unity,"))
    new = (Run("Noting also", Mark.LEAD), Run(" the importance of unity,"))
    assert marked(old, new) == "Noting{+ also+} the importance of unity,"


def test_an_anchor_of_the_same_note_is_the_same_and_another_is_a_change() -> None:
    old, new = (
        (Run("in 2013,"), NoteRef(0), Run(" as told,")),
        (Run("in 2013,"), NoteRef(4), Run(" as told,")),
    )
    same = pieces(old, new, lambda n: "a", lambda n: "a")
    other = pieces(old, new, lambda n: "a", lambda n: "b")
    assert [piece.op for piece in same] == [Op.SAME]
    assert [piece.op for piece in other] == [Op.SAME, Op.REPLACED, Op.SAME]
    assert other[1] == (Op.REPLACED, (NoteRef(0),), (NoteRef(4),))
