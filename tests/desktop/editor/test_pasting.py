"""Pasting from elsewhere: structure, italics and notes come along, the rest does not, and no word is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor
from pytestqt.qtbot import QtBot

from desktop.editor import DraftEditor
from desktop.editor.document.clipboard import BLOCKS
from desktop.editor.document.pasting import Pasted, PasteTarget, from_html, from_words
from resolution.formats.plain.reader import read
from resolution.model import Block, Division, DivisionKind, Kind, Resolution, cells
from resolution.text import Mark, NoteRef, Run, make, note_indexes, plain, with_lead
from tests.resolution.formats.html.test_reading import PAGES, lines, pages

At = Callable[..., None]
OPERATIVE = PasteTarget(Kind.OPERATIVE)


def html(source: str, words: str = "") -> QMimeData:
    """Return a clipboard with a page, and the same as plain text where that is given."""
    data = QMimeData()
    data.setHtml(source)
    if words:
        data.setText(words)
    return data


def page(name: str) -> str:
    return (PAGES / f"{name}.html").read_text(encoding="utf-8")


def pasted(source: str, place: PasteTarget = OPERATIVE) -> Pasted:
    what = from_html(source, place)
    assert what is not None
    return what


# --- HTML ---------------------------------------------------------------------------------------


def test_words_of_one_line_stay_within_the_clause_with_italics_and_notes(
    editor: DraftEditor, at: At
) -> None:
    at("p2", len("Noting the work"))
    source = (
        '<p> <i>inter alia</i>,<a style="mso-footnote-id:ftn1" href="#_ftn1"><sup>[1]</sup></a></p>'
        '<div style="mso-element:footnote" id=ftn1><p><a href="#x">[1]</a> A note.</p></div>'
    )
    editor.insertFromMimeData(html(source, " inter alia,[1]"))
    clause = editor.resolution().main.blocks[2]
    assert plain(clause.text) == "Noting the work inter alia, of the Commission,"
    assert Run("inter alia", Mark.ITALIC) in clause.text
    [note] = note_indexes(clause.text)
    assert plain(editor.resolution().notes[note].text or ()) == "A note."


def test_a_text_of_word_becomes_clauses_items_and_notes_in_one_step(
    editor: DraftEditor, full: Resolution, at: At
) -> None:
    at("o2")
    left: list[tuple[str, ...]] = []
    editor.left_over.connect(left.append)
    editor.insertFromMimeData(html(page("word")))
    assert lines(editor.resolution())[11:19] == [
        "preambular /Recalling/ its resolution 55/63 of 4\N{NO-BREAK SPACE}December 2000,[4]",
        "preambular /Recognizing/ the need to act, and document A/55/63,",
        "heading1 A. Cooperation",
        "operative 3. /Requests/ the Secretary-General:",
        "item1 (a) To report annually;",
        "item2 (i) In writing;",
        "item1 (b) To inform everybody;",
        "operative 4. /Decides/ to remain seized of the matter.[5]",
    ]
    assert left == [("The General Assembly,", "[picture: A map]")]
    editor.undo()
    assert editor.resolution() == full


def test_bold_underlined_and_links_are_dropped() -> None:
    what = pasted(
        "<p><b>Urges</b> the <u>States</u> to <b>act</b>;</p><p>Invites <a href='http://x'>all</a>.</p>"
    )
    marks = {run.marks for b in what.blocks for run in b.text if isinstance(run, Run)}
    assert marks <= {Mark.NONE, Mark.LEAD}
    assert not any(run.href for b in what.blocks for run in b.text if isinstance(run, Run))


def test_bullets_become_letters_and_letters_follow_from_their_place(
    editor: DraftEditor, at: At
) -> None:
    at("b")
    editor.insertFromMimeData(
        html("<ul><li>To read;</li><li>To write;<ul><li>books.</li></ul></li></ul>")
    )
    assert lines(editor.resolution())[7:10] == [
        "item1 (c) To read;",
        "item1 (d) To write;",
        "item2 (i) books.",
    ]


def test_a_whole_text_of_the_web_pasted_into_a_draft_not_begun_is_that_draft(
    editor: DraftEditor,
) -> None:
    editor.load(Resolution())
    editor.insertFromMimeData(html(page("web_page")))
    assert editor.heading().symbol == "S/RES/2250 (2015)"
    assert [b.kind for b in editor.resolution().blocks()][:2] == [Kind.FORMULA, Kind.PREAMBULAR]


def test_labels_of_another_manner_are_those_of_a_resolution_in_a_whole_text_too(
    editor: DraftEditor,
) -> None:
    editor.load(Resolution())
    editor.insertFromMimeData(html(page("word")))
    labels = [b.label for b in editor.resolution().blocks() if b.label]
    assert labels == ["A.", "1.", "(a)", "(i)", "(b)", "2."]


def test_what_stands_above_an_annex_or_closes_a_text_is_not_lost() -> None:
    what = pasted(
        "<p>1. Requests a report;</p><p>81st plenary meeting</p><h2>Annex II<br>Rules</h2><p>First rule.</p>"
    )
    assert "Annex II: Rules" in [plain(b.text) for b in what.blocks]
    assert "81st plenary meeting" in what.left


def test_paragraphs_of_no_kind_pasted_into_an_annex_without_numbers_get_none(
    editor: DraftEditor,
) -> None:
    annex = Division(DivisionKind.ANNEX, "Annex", blocks=(Block(Kind.PARAGRAPH, auto=False),))
    editor.load(Resolution(divisions=(Division(), annex)))
    editor.goto(2)
    editor.insertFromMimeData(html("<p>Some words.</p><p>Others.</p>"))
    assert [b.label for b in editor.resolution().divisions[1].blocks] == ["", ""]


def test_pasting_without_formatting_takes_the_words_alone(
    qtbot: QtBot, editor: DraftEditor, at: At
) -> None:
    at("p2")
    QGuiApplication.clipboard().setMimeData(html("<p> <i>inter alia</i></p>", " inter alia"))
    editor.paste_plain()
    assert editor.resolution().main.blocks[2].text == (
        *with_lead(make("Noting the work of the Commission, inter alia"), 6),
    )


def test_what_cannot_be_pasted_says_why(editor: DraftEditor, full: Resolution) -> None:
    told: list[str] = []
    editor.refused.connect(told.append)
    picture, rich = QMimeData(), QMimeData()
    picture.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    rich.setData("text/rtf", b"{\\rtf1 x}")
    for data in (picture, rich, html("<img src=x>")):
        editor.insertFromMimeData(data)
    assert [
        word in line for word, line in zip(("picture", "Rich Text", "no words"), told, strict=True)
    ] == [True] * 3
    assert editor.resolution() == full


def everything(what: Pasted) -> str:
    """Return every word of a paste: in its blocks, its notes, and what is left."""
    parts = [b.label for b in what.blocks] + [plain(b.text) for b in what.blocks]
    parts += [plain(text) for b in what.blocks for cell in cells(b) for text in cell.paragraphs]
    parts += [plain(anchored.note.text or ()) for anchored in what.notes]
    return "\n".join((*parts, *what.left))


@settings(max_examples=60, deadline=None)
@given(pages())
def test_no_word_of_a_page_is_lost(made: tuple[str, list[str]]) -> None:
    source, seen = made
    what = from_html(source, OPERATIVE)
    found = everything(what) if what else ""
    assert [word for word in seen if word not in found] == []


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_every_paste_of_a_program_is_one_step_and_nothing_but_its_words(
    editor: DraftEditor, full: Resolution, at: At, name: str
) -> None:
    for block in ("p2", "o1", "i", "h", "t", "r1"):
        editor.load(full)
        at(block)
        editor.insertFromMimeData(html(page(name)))
        assert editor.resolution() != full
        editor.undo()
        assert editor.resolution() == full


# --- copied by us, pasted by others and back ---------------------------------------------------


def test_clauses_copied_as_html_alone_come_back_with_notes_and_italics(
    editor: DraftEditor, full: Resolution
) -> None:
    editor.goto(2)
    cursor = editor.textCursor()
    annex = editor.document().findBlockByNumber(12)
    cursor.setPosition(annex.position(), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    data = editor.createMimeDataFromSelection()
    assert data.hasFormat(BLOCKS)
    what = from_html(data.html(), OPERATIVE)
    assert what is not None and what.left == ()
    shown = [(b.kind, b.level, plain(b.text), len(note_indexes(b.text))) for b in what.blocks]
    assert shown == [
        (b.kind, b.level, plain(b.text), len(note_indexes(b.text))) for b in full.main.blocks[1:11]
    ]
    assert [plain(a.note.text or ()) for a in what.notes] == [
        "See resolution 55/63.",
        "",
        "In the table.",
    ]


def test_words_copied_from_a_clause_are_no_paragraph_elsewhere(editor: DraftEditor, at: At) -> None:
    at("o2", 0)
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    source = editor.createMimeDataFromSelection().html()
    body = source.partition("<!--StartFragment-->")[2].partition("<!--EndFragment-->")[0]
    assert body.startswith("<span>") and "<p" not in body and "<i>Requests</i>" in body


# --- PDF ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "clauses", "notes"),
    [
        ("A_RES_73_8-EN", 14, 1),
        ("S_2018_437-EN", 8, 0),
        ("S_2022_158-EN", 61, 0),
        ("S_2024_302-EN", 21, 0),
    ],
)
def test_the_text_of_a_pdf_gives_its_clauses_and_no_furniture_of_its_pages(
    samples: Path, name: str, clauses: int, notes: int
) -> None:
    document = pypdfium2.PdfDocument(samples / f"{name}.pdf")
    words = "\n".join(each.get_textpage().get_text_range() for each in document)
    what = from_words(words, OPERATIVE)
    assert what is not None and what.whole is not None
    assert (len(what.whole.resolution.main.blocks), len(what.notes)) == (clauses, notes)
    assert what.whole.unread == ()


def test_a_note_mark_that_a_pdf_viewer_sets_on_a_line_of_its_own_goes_back_to_its_word() -> None:
    resolution = read(
        "The General Assembly,\n1. Takes note of the report on the implementation of\nresolution 72/4;\n1\n"
        "2. Requests another report.\n30th plenary meeting\n1 November 2018\n__________________\n1 A/73/85."
    ).resolution
    first = resolution.main.blocks[1]
    assert first.text[-1] == NoteRef(0) and plain(resolution.notes[0].text or ()) == "A/73/85."
