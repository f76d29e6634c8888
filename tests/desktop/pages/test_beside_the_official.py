"""Our pages beside official documents: where lines end, where they stand, how large their letters are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from desktop.pages import PrintedPage, layout, write_pdf
from desktop.pages.paging import PageLine
from resolution.model import Division, Resolution


def paragraphs_of(pages: Sequence[PrintedPage]) -> list[list[str]]:
    """Return the lines of each paragraph of the text, labels left out."""
    found: dict[int, list[PageLine]] = {}
    for page in pages:
        for line in page.lines:
            if line.part == "text":
                found.setdefault(line.place, []).append(line)
    return [[line.text.strip() for line in lines] for lines in found.values()]


def line_ends(resolution: Resolution, printed: Iterable[Any]) -> tuple[int, int, list[str]]:
    """Return how many lines end at the word where the printed ones do, of how many, and those that do not."""
    ours = iter(paragraphs_of(layout(resolution)))
    same = total = 0
    other = []
    for theirs in printed:
        begin = _bare(theirs.words)[:30]
        mine = next(p for p in ours if begin in _bare(" ".join(p)))
        for n, line in enumerate(theirs.lines[:-1]):
            total += 1
            if n < len(mine) and _bare(mine[n])[-6:] == _bare(line)[-6:]:
                same += 1
            else:
                other.append(f"{line} | {mine[n] if n < len(mine) else None}")
    return same, total, other


def _bare(words: str) -> str:
    """Return the words without spaces, and with one kind of hyphen."""
    return "".join(words.split()).replace("\u2011", "-")


def test_lines_end_at_the_words_where_the_secretariats_end(official: Any) -> None:
    same, total, other = line_ends(official.resolution, official.paragraphs)
    assert total > 40
    assert same / total >= 0.98, other


@pytest.mark.parametrize("name", ["S_2018_437-EN", "S_2022_158-EN", "S_2024_302-EN"])
def test_lines_of_drafts_end_where_the_secretariats_end(
    samples: Path, name: str, read_pdf: Any
) -> None:
    paragraphs, blocks = read_pdf(samples / f"{name}.pdf")
    same, total, other = line_ends(Resolution(divisions=(Division(blocks=blocks),)), paragraphs)
    assert total >= 18
    assert same / total >= 0.98, other


def test_lines_and_letters_stand_where_the_secretariats_do(
    official: Any, tmp_path: Path, seen_lines: Any
) -> None:
    target = tmp_path / "73_8.pdf"
    write_pdf(official.resolution, target)
    ours = seen_lines(target)
    theirs = [line for line in official.lines if len(_bare(line.text)) > 3]
    pairs = [(line, near) for line in theirs if (near := _same(line, ours))]
    assert len(pairs) / len(theirs) > 0.9
    assert [(t.text, t.x, o.x) for t, o in pairs if abs(t.x - o.x) > _beside(t)] == []
    assert [(t.text, t.y, o.y) for t, o in pairs if abs(t.y - o.y) > 1.5] == []
    assert [(t.text, t.size, o.size) for t, o in pairs if abs(t.size - o.size) > 0.1] == []


def _beside(line: Any) -> float:
    """Return how far a line may begin from its place: the running title ends at an edge, its beginning is its width."""
    return 1.5 if line.size < 9 and line.x > 250 else 0.5


def _same(line: Any, others: Sequence[Any]) -> Any:
    """Return the line with the same words on the same page that is nearest, or None."""
    found = [o for o in others if o.page == line.page and _bare(o.text) == _bare(line.text)]
    return min(found, key=lambda o: abs(o.y - line.y), default=None)
