"""Reading PDF: official documents, pages of our own, and what is no text."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pypdfium2
import pytest

from resolution.formats import detect as files
from resolution.formats.akn import reader as akn
from resolution.formats.pdf import reader as pdf
from resolution.model import Kind, Resolution, Status
from resolution.reading import ReadingError
from resolution.text import Mark, Run, folded, lead, note_indexes, plain
from tests.conftest import working_set

SAMPLE = 4
"""How many texts of the working set are set as pages and read again; the benchmark reads many more."""


def words_of(resolution: Resolution) -> list[tuple[str, str, int, str]]:
    """Return what stands in every paragraph."""
    return [
        (block.kind.value, block.label, block.level, folded(block.text))
        for block in resolution.blocks()
    ]


def test_an_official_resolution_is_read_with_its_heading_notes_and_italics(samples: Path) -> None:
    reading = pdf.read(samples / "A_RES_73_8-EN.pdf")
    resolution = reading.resolution
    head = resolution.masthead
    assert (head.symbol, head.session, head.agenda_item, head.meeting) == (
        "A/RES/73/8", "Seventy-third session", "43", "30th plenary meeting",
    )  # fmt: skip
    assert (
        head.status is Status.ADOPTED and head.adopted and head.adopted.isoformat() == "2018-11-01"
    )
    kinds = [block.kind for block in resolution.main.blocks]
    assert (kinds.count(Kind.PREAMBULAR), kinds.count(Kind.OPERATIVE)) == (8, 5)
    assert [folded(note.text or ()) for note in resolution.notes] == ["A/73/85."]
    takes_note = next(b for b in resolution.main.blocks if b.label == "1.")
    assert note_indexes(takes_note.text) == (0,)
    assert lead(resolution.main.blocks[1].text) == "Determined"
    assert reading.unread == ()


@pytest.mark.parametrize(
    ("name", "preambular", "operative"),
    [("S_2018_437-EN", 4, 3), ("S_2024_302-EN", 12, 8)],
)
def test_official_drafts_are_read_with_all_their_clauses(
    samples: Path, name: str, preambular: int, operative: int
) -> None:
    reading = pdf.read(samples / f"{name}.pdf")
    blocks = reading.resolution.main.blocks
    kinds = [block.kind for block in blocks]
    assert (kinds.count(Kind.PREAMBULAR), kinds.count(Kind.OPERATIVE)) == (preambular, operative)
    assert [b.label for b in blocks if b.kind is Kind.OPERATIVE] == [
        f"{n}." for n in range(1, operative + 1)
    ]
    assert reading.resolution.masthead.status is Status.DRAFT
    assert "Da’esh )" not in plain(blocks[-1].text) and reading.unread == ()


def test_words_in_italics_within_a_clause_keep_them(samples: Path) -> None:
    blocks = pdf.read(samples / "S_2018_437-EN.pdf").resolution.main.blocks
    italic = [
        run.text.strip()
        for block in blocks
        for run in block.text
        if isinstance(run, Run) and Mark.ITALIC in run.marks
    ]
    assert "authorizes" in italic and "recalls" in italic


def marks(resolution: Resolution) -> list[list[str]]:
    """Return the note marks in every paragraph, as shown."""
    shown = resolution.note_marks()
    return [[shown[i] for i in note_indexes(block.text)] for block in resolution.blocks()]


@pytest.mark.skipif(not working_set("English"), reason="the working set (../shared) is not here")
@pytest.mark.parametrize("at", range(SAMPLE))
def test_pages_of_our_own_are_read_as_the_text_they_were_made_of(
    at: int, tmp_path: Path, qapp: object
) -> None:
    from desktop.files.exports import export

    whole = [path for path in working_set("English") if path.stat().st_size < 120_000]
    source = akn.read(whole[at * 71 % len(whole)]).resolution
    if any(block.kind is Kind.TABLE for block in source.blocks()):
        pytest.skip("a PDF does not tell tables from rows")
    export(source, tmp_path / "pages.pdf")
    read = files.read(tmp_path / "pages.pdf").resolution
    bare = [(k, n, d, " ".join(w.translate(PLAIN).split())) for k, n, d, w in words_of(source)]
    assert [
        (k, n, d, " ".join(w.translate(PLAIN).split())) for k, n, d, w in words_of(read)
    ] == bare
    assert len(read.notes) == len(source.notes)
    assert marks(read) == marks(source)


PLAIN = {0x2011: "-", 0x00A0: " ", 0x202F: " "}


def blank_pdf(pages: int = 1) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(612, 792)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_pages_without_words_say_what_to_do() -> None:
    with pytest.raises(ReadingError, match=r"scan\.pdf: The PDF has no words"):
        files.read_bytes(blank_pdf(), "scan.pdf")


def test_a_damaged_pdf_is_told_in_a_sentence() -> None:
    with pytest.raises(ReadingError, match="damaged"):
        files.read_bytes(b"%PDF-1.7\n" + os.urandom(2_000), "broken.pdf")


def test_a_book_is_refused() -> None:
    with pytest.raises(ReadingError, match="too many to be a resolution"):
        pdf.read(blank_pdf(1_001))
