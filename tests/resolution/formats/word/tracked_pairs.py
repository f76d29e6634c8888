"""Pairs of texts for tracked changes, and what must be the same after all are settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from openxml_audit import OpenXmlValidator

from resolution.diff.compare import compare
from resolution.formats.akn import reader as akn
from resolution.formats.word import reader as docx
from resolution.formats.word.writer import tracked_to_bytes
from resolution.model import Resolution
from resolution.text import folded, plain

Pair = tuple[str, Resolution, Resolution]


def bare(resolution: Resolution) -> Resolution:
    """Return the text without what no Word file tells: what the checks let be."""
    return replace(resolution, ignored=())


def check(old: Resolution, new: Resolution, target: Path) -> None:
    """Assert that the tracked file is valid, and gives back both texts to the letter."""
    target.write_bytes(tracked_to_bytes(compare(old, new), "Peru"))
    after, before = docx.read(target), docx.read(target, rejected=True)
    assert (bare(after.resolution), after.unread) == (bare(new), ())
    assert (bare(before.resolution), before.unread) == (bare(old), ())
    problems = OpenXmlValidator().validate(str(target))
    assert problems.is_valid, problems.errors


def consecutive(files: list[Path]) -> Iterator[Pair]:
    """Yield the texts of two sessions of the General Assembly that have the same title."""
    earlier: dict[str, Resolution] = {}
    for path in (p for p in files if "GA-74" in p.parts):
        text = akn.read(path).resolution
        earlier.setdefault(text.title, text)
    met: dict[str, int] = defaultdict(int)
    for path in (p for p in files if "GA-75" in p.parts):
        text = akn.read(path).resolution
        met[text.title] += 1
        if text.title in earlier and met[text.title] == 1:
            yield path.stem, earlier[text.title], text


def words(resolution: Resolution) -> list[str]:
    """Return every line of a text and of its notes, labels included, without looks."""
    out: list[str] = []
    for division in resolution.divisions:
        out += [division.label, plain(division.title), *division.closing]
        for block in division.blocks:
            out.append(f"{block.label} {plain(block.text)}")
            if block.table:
                cells = (cell for row in block.table.rows for cell in row)
                out += [plain(text) for cell in cells for text in cell.paragraphs]
    out += [plain(resolution.notes[n].text or ()) for n in resolution.note_marks()]
    return [line for line in map(folded, out) if line]
