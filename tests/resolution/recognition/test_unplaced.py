"""Lines that found no place go along with the text, at its end."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pypdfium2
import pytest

from desktop.files.exports import export
from resolution.formats.detect import read, read_bytes
from resolution.model import Block, DivisionKind, Kind
from resolution.reading import Reading
from resolution.recognition.unplaced import HEADING, with_unread
from resolution.text import plain

ROOT = Path(__file__).parents[3]
LINES = ("20-15851 (E)", "1. Decides something;", "Annex", "Recalling <the> past,", "(a) item")


@pytest.fixture
def reading(seeds: list[Path]) -> Reading:
    """A reading of a real text of which five lines found no place."""
    return replace(read(seeds[1]), unread=LINES)


def unplaced(reading: Reading) -> list[str]:
    """Return the lines that stand in the last division of what was read."""
    last = reading.resolution.divisions[-1]
    return [plain(block.text) for block in last.blocks] if last.label == HEADING else []


def test_a_text_without_unread_lines_stays_as_it_is(seeds: list[Path]) -> None:
    read_whole = read(seeds[1])
    assert with_unread(read_whole) is read_whole.resolution


def test_unread_lines_stand_at_the_end_as_paragraphs_under_a_heading(reading: Reading) -> None:
    resolution = with_unread(reading)
    last = resolution.divisions[-1]
    assert resolution.divisions[:-1] == reading.resolution.divisions
    assert (last.kind, last.label) == (DivisionKind.ANNEX, HEADING)
    assert {block.kind for block in last.blocks} == {Kind.PARAGRAPH}
    assert [plain(block.text) for block in last.blocks] == list(LINES)


@pytest.mark.parametrize("ending", [".akn", ".docx"])
def test_our_own_formats_bring_unread_lines_back_as_they_are(
    reading: Reading, tmp_path: Path, ending: str
) -> None:
    export(with_unread(reading), tmp_path / f"out{ending}")
    again = read(tmp_path / f"out{ending}")
    assert again.resolution.divisions == with_unread(reading).divisions
    assert not again.unread
    assert with_unread(again) is again.resolution, "nothing is there twice"


@pytest.mark.parametrize("ending", [".txt", ".html", ".pdf"])
def test_every_format_shows_unread_lines(
    reading: Reading, qapp: object, tmp_path: Path, ending: str
) -> None:
    export(with_unread(reading), tmp_path / f"out{ending}")
    said = " ".join(words_in(tmp_path / f"out{ending}").split())
    assert all(line in said for line in (HEADING, *LINES))


def words_in(path: Path) -> str:
    """Return the bare words of a file, however it would be read."""
    if path.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(path)
        return "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    words = path.read_text(encoding="utf-8")
    return unescape(re.sub(r"<[^>]*>", "", words)) if path.suffix == ".html" else words


def test_lines_are_added_to_those_that_a_text_has_already(reading: Reading) -> None:
    again = Reading(with_unread(reading), unread=("another", HEADING))
    assert unplaced(Reading(with_unread(again))) == [*LINES, "another"]
    assert len(with_unread(again).divisions) == len(with_unread(reading).divisions)


def test_a_line_is_a_paragraph_of_its_own_whatever_it_holds(reading: Reading) -> None:
    lines = with_unread(replace(reading, unread=("one\ntwo", "  ", "three"))).divisions[-1].blocks
    assert [plain(block.text) for block in lines] == ["one", "two", "three"]
    assert all(block == Block(Kind.PARAGRAPH, block.text, auto=False) for block in lines)


ALLOWED = {"desktop/help/sample.py", "desktop/trials/self_test.py"}
"""They read texts of the program's own."""


def test_nobody_takes_the_resolution_of_a_reading_without_its_unread_lines() -> None:
    found = []
    for room in ("desktop", "precedent_corpus"):
        for path in sorted((ROOT / room).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                if (
                    isinstance(node, ast.Attribute)
                    and node.attr == "resolution"
                    and isinstance(node.value, ast.Call)
                    and "read" in ast.unparse(node.value.func).rpartition(".")[2]
                ):
                    found.append(path.relative_to(ROOT).as_posix())
    # What the review takes of two texts is only whether their numbers follow from position.
    assert set(found) - ALLOWED == {"desktop/review/controller.py"}


def test_a_stored_text_comes_out_of_the_corpus_with_its_unread_lines(tmp_path: Path) -> None:
    from precedent_corpus.corpus import Corpus

    text = (
        "<Page 1 of 2>\nDear colleagues,\nA/RES/99/999\n\nThe General Assembly,\n\n"
        "Recalling its resolution 55/63,\n\n1. Decides to act.\n"
    )
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    unread = read_bytes(text.encode(), "text.txt").unread
    assert unread
    with Corpus.open(tmp_path / "data", writer=True) as corpus:
        report = corpus.add([tmp_path / "text.txt"])
        assert unplaced(Reading(corpus.document("A/RES/99/999"))) == list(unread)
    (told,) = report.unplaced
    assert (told.name, told.symbol, told.lines) == ("text.txt", "A/RES/99/999", len(unread))
    assert told.first == unread[:3]
    assert unread[0] in str(told)
