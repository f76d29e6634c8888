"""What a drafter lets be is known by rule, paragraph and words, and is kept in the draft's file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from resolution.checks import Ignoring, Problem, check, split_ignored
from resolution.formats.akn import reader as akn
from resolution.formats.akn import writer as written
from resolution.model import Block, Division, Ignored, Kind, Note, Resolution
from resolution.text import make

BLOCKS = (
    Block(Kind.FORMULA, make("The General Assembly,"), id="o"),
    Block(Kind.PREAMBULAR, make("Recalling one thing;"), id="a"),
    Block(Kind.PREAMBULAR, make("Recalling another;"), id="b"),
    Block(Kind.OPERATIVE, make("Decides to act."), "1.", id="c"),
)


def text(*ignored: Ignored, blocks: tuple[Block, ...] = BLOCKS) -> Resolution:
    return Resolution(divisions=(Division(blocks=blocks),), ignored=ignored)


def marks(resolution: Resolution) -> tuple[list[Problem], list[Problem]]:
    return split_ignored(resolution, [p for p in check(resolution) if p.code == "final-mark"])


def test_here_is_one_paragraph_alone() -> None:
    first, second = marks(text())[0]
    here = Ignoring(text()).here(first)
    assert here == Ignored("final-mark", "a", ";")
    assert marks(text(here)) == ([second], [first])


def test_it_goes_along_with_its_paragraph_and_comes_back_with_other_words() -> None:
    here = Ignored("final-mark", "a", ";")
    opening, one, other, decides = BLOCKS
    moved = text(here, blocks=(opening, other, one, decides))
    assert [problem.where for problem in marks(moved)[1]] == ["PP2"]
    changed = replace(one, text=make("Recalling one thing"))
    assert len(marks(text(here, blocks=(opening, changed, other, decides)))[0]) == 2


def test_words_anywhere_and_the_whole_rule() -> None:
    first, second = marks(text())[0]
    ignoring = Ignoring(text())
    for way in (ignoring.anywhere(first), ignoring.rule(first)):
        assert marks(text(way)) == ([], [first, second])
    other = Ignored("label")
    assert marks(text(other)) == ([first, second], [])


def test_problems_of_no_paragraph_can_be_ignored_too() -> None:
    bare = replace(text(blocks=BLOCKS[1:]), notes=(Note(None),))
    found = [p for p in check(bare) if p.code in ("opening-missing", "note-missing")]
    assert len(found) == 2
    ignoring = Ignoring(bare)
    quiet = replace(bare, ignored=tuple(map(ignoring.here, found)))
    assert split_ignored(quiet, found) == ([], found)


def test_the_file_keeps_it(tmp_path: Path) -> None:
    ignored = (
        Ignored("final-mark", "a", ";"),
        Ignored("spelling", "", "Xyzzy & <co> “ ”  \N{NO-BREAK SPACE}"),
        Ignored("serial-comma"),
    )
    path = tmp_path / "draft.akn"
    path.write_bytes(written.to_bytes(text(*ignored)))
    again = akn.read(path).resolution
    assert again.ignored == ignored
    assert [problem.where for problem in marks(again)[0]] == [
        "PP2"
    ]  # the paragraph's id came along
