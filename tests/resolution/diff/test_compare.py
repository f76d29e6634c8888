"""Two texts compared: paragraphs paired even when moved, split or merged; both texts read off the rows."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolution.diff.compare import compare
from resolution.diff.revision import (
    Revision,
    RevisionRow,
    RowKind,
    What,
    new_text,
    old_text,
    totals,
)
from resolution.formats.detect import read
from resolution.model import Block, Cell, Division, Kind, Masthead, Note, Resolution, Table
from resolution.text import NoteRef, Run, folded, make, plain
from tests.conftest import seed_paths, working_set
from tests.resolution.random_edits import edited

SEEDS = [read(path).resolution for path in seed_paths()]

ALPHA = (
    "Requests the Secretary-General to seek the views of Member States on the challenges they face;"
)
BETA = "Decides that the additional costs should be met from voluntary contributions alone;"
GAMMA = (
    "Invites donor countries to provide assistance to the work of the ad hoc committee of experts;"
)
DELTA = (
    "Welcomes the progress made by regional organizations towards a common standard of reporting;"
)


def text(*clauses: str, kind: Kind = Kind.OPERATIVE) -> Resolution:
    return Resolution(
        divisions=(Division(blocks=tuple(Block(kind, make(words)) for words in clauses)),)
    )


def told(revision: Revision) -> list[str]:
    return [_told(row) for row in revision.rows if row.part is RowKind.BLOCK]


def _told(row: RevisionRow) -> str:
    old, new = (end.place if end else "" for end in (row.old, row.new))
    return f"{row.what} {old}>{new}"


def pairs(revision: Revision) -> dict[str, str]:
    """Which place of the old text became which of the new, for what stands in both."""
    return {
        row.old.place: row.new.place
        for row in revision.rows
        if row.old and row.new and row.part is RowKind.BLOCK
    }


def whole(revision: Revision) -> None:
    assert old_text(revision) == revision.old
    assert new_text(revision) == revision.new


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 4), st.integers(0, 4))
def test_both_texts_are_read_off_the_rows_whatever_was_edited(
    seed: int, base: int, other: int
) -> None:
    start = SEEDS[base]
    end = edited(SEEDS[other] if seed % 5 == 0 else start, seed)
    whole(compare(start, end))


def test_both_texts_are_read_off_for_real_texts_of_any_shape(corpus_files: list[Path]) -> None:
    chance = random.Random(6)
    for one, other in zip(
        chance.sample(corpus_files, 12), chance.sample(corpus_files, 12), strict=True
    ):
        a, b = read(one).resolution, read(other).resolution
        whole(compare(a, b))
        whole(compare(a, edited(a, 1)))


@pytest.mark.parametrize("seed", range(5))
def test_a_text_is_the_same_as_itself(seed: int) -> None:
    revision = compare(SEEDS[seed], SEEDS[seed])
    assert revision.same
    assert totals(revision) == totals(compare(Resolution(), Resolution()))


def test_the_revised_draft_and_next_years_are_paired_as_a_reader_would() -> None:
    revision = compare(SEEDS[3], SEEDS[2])
    assert pairs(revision) == {
        "opening": "opening", **{f"PP{n}": f"PP{n}" for n in range(1, 15)}, "OP3": "OP5",
    }  # fmt: skip
    assert [place for place in told(revision) if place.startswith(("deleted", "inserted"))] == [
        "deleted OP1>", "deleted OP2>", "inserted >OP1", "inserted >OP2", "inserted >OP3", "inserted >OP4",
    ]  # fmt: skip


def test_55_63_and_56_121_are_paired_as_a_reader_would() -> None:
    revision = compare(SEEDS[0], SEEDS[1])
    assert pairs(revision) == {
        "opening": "opening", "PP1": "PP1", "PP4": "PP2", "PP5": "PP3", "PP6": "PP4", "PP7": "PP5", "PP8": "PP6",
        "PP9": "PP7", "PP10": "PP8", "PP11": "PP9", "PP12": "PP10", "OP2": "OP2",
    }  # fmt: skip


def test_citations_and_counts_that_differ_are_called_out() -> None:
    row = next(row for row in compare(SEEDS[3], SEEDS[2]).rows if row.end.place == "PP11")
    assert row.gone == ()
    assert row.come == (
        "resolution 73/27",
        "5 December 2018",
        "resolution 73/187",
        "17 December 2018",
    )


def test_a_moved_clause_has_two_ends_tied_by_a_number() -> None:
    revision = compare(
        text(ALPHA, BETA, GAMMA, DELTA), text(BETA, GAMMA, DELTA, ALPHA.replace("seek", "gather"))
    )
    assert told(revision) == [
        "moved OP1>",
        "same OP2>OP1",
        "same OP3>OP2",
        "same OP4>OP3",
        "moved >OP4",
    ]
    first, last = revision.rows[1], revision.rows[-1]
    assert first.tie == last.tie > 0
    assert revision.tied(first) == (first, last)
    assert [plain(piece.new) for piece in last.pieces if piece.old != piece.new] == ["gather"]
    whole(revision)


def test_a_clause_keeps_its_pair_by_its_name_whatever_becomes_of_its_words() -> None:
    old, new = text(ALPHA, BETA), text("Something else altogether.", BETA)
    named = [
        replace(
            t,
            divisions=(
                replace(t.main, blocks=(replace(t.main.blocks[0], id="a"), t.main.blocks[1])),
            ),
        )
        for t in (old, new)
    ]
    assert told(compare(*named)) == ["changed OP1>OP1", "same OP2>OP2"]


def test_one_clause_that_became_two_is_told_as_split() -> None:
    joint = f"{ALPHA[:-1]}, and {GAMMA[0].lower()}{GAMMA[1:]}"
    revision = compare(text(joint, BETA), text(ALPHA, GAMMA, BETA))
    assert told(revision) == ["split OP1>OP1", "split OP1>OP2", "same OP2>OP3"]
    whole(revision)


def test_two_clauses_that_became_one_are_told_as_merged() -> None:
    joint = f"{ALPHA[:-1]}, and {GAMMA[0].lower()}{GAMMA[1:]}"
    revision = compare(text(ALPHA, GAMMA, BETA), text(joint, BETA))
    assert told(revision) == ["merged OP1>OP1", "merged OP2>OP1", "same OP3>OP2"]
    whole(revision)


def test_what_went_stands_before_what_came_but_the_preamble_before_the_operative_part() -> None:
    old = Resolution(divisions=(Division(blocks=(Block(Kind.OPERATIVE, make(ALPHA)),)),))
    new = Resolution(
        divisions=(
            Division(
                blocks=(Block(Kind.PREAMBULAR, make(DELTA)), Block(Kind.OPERATIVE, make(GAMMA)))
            ),
        )
    )
    assert told(compare(old, new)) == ["inserted >PP1", "deleted OP1>", "inserted >OP1"]


def test_a_number_that_follows_from_the_place_is_no_change() -> None:
    old, new = text(ALPHA, BETA), text(GAMMA, ALPHA, BETA)
    revision = compare(old, new)
    assert told(revision) == ["inserted >OP1", "same OP1>OP2", "same OP2>OP3"]


def test_an_item_that_went_down_a_level_changed() -> None:
    blocks = (Block(Kind.OPERATIVE, make(ALPHA)), Block(Kind.ITEM, make(GAMMA), level=1))
    lower = (blocks[0], replace(blocks[1], level=2))
    revision = compare(
        Resolution(divisions=(Division(blocks=blocks),)),
        Resolution(divisions=(Division(blocks=lower),)),
    )
    (row,) = (row for row in revision.rows if row.changed)
    assert (row.what, row.form) == (What.CHANGED, ("level",))


def test_notes_are_paired_by_their_words_wherever_they_stand() -> None:
    def noted(*notes: str) -> Resolution:
        blocks = tuple(
            Block(Kind.PREAMBULAR, (Run(w), NoteRef(n)))
            for n, w in enumerate([ALPHA, BETA, GAMMA][: len(notes)])
        )
        return Resolution(
            divisions=(Division(blocks=blocks),), notes=tuple(Note(make(n)) for n in notes)
        )

    revision = compare(
        noted("Resolution 55/2.", "A/74/130."),
        noted("A/55/1.", "A/74/130 and Add.1.", "Resolution 217 A (III)."),
    )
    assert [(note.what.value, note.old, note.new) for note in revision.notes] == [
        ("changed", 0, 0), ("changed", 1, 1), ("inserted", None, 2),
    ]  # fmt: skip
    whole(revision)


def test_tables_are_compared_cell_by_cell_and_row_by_row() -> None:
    def table(*rows: tuple[str, ...]) -> Resolution:
        cells = tuple(tuple(Cell((make(words),)) for words in row) for row in rows)
        return Resolution(divisions=(Division(blocks=(Block(Kind.TABLE, table=Table(cells)),)),))

    revision = compare(
        table(("Section", "Amount"), ("1", "5 000"), ("2", "7 000")),
        table(("Section", "Amount"), ("1", "6 000"), ("1A", "9"), ("2", "7 000")),
    )
    (row,) = (row for row in revision.rows if row.table)
    assert [(each.old, each.new, each.changed) for each in row.table] == [
        (0, 0, False), (1, 1, True), (None, 2, True), (2, 3, False),
    ]  # fmt: skip
    whole(revision)


def test_sponsors_that_joined_and_withdrew_are_named() -> None:
    old = Resolution(Masthead(sponsors=("Chad", "Peru")))
    new = Resolution(Masthead(sponsors=("Chad", "Togo", "Zambia")))
    assert compare(old, new).sponsors == (("Togo", "Zambia"), ("Peru",))


def test_yearly_texts_of_one_title_pair_almost_all_their_clauses() -> None:
    """A year's text and the next one's: what is told as changed must hold most of what is not the same."""
    files = [p for p in working_set("English") if p.parent.parent.name in ("GA-74", "GA-75")]
    if not files:
        pytest.skip("the working set of real resolutions (../shared/corpus) is not here")
    texts = {
        path.stem: read(path).resolution
        for path in files
        if path.stem[:6] in ("74_18", "74_116", "74_178", "75_89_", "75_125", "75_198")
    }
    by_title: dict[str, list[Resolution]] = {}
    for _, each in sorted(texts.items()):
        by_title.setdefault(folded(each.title), []).append(each)
    series = [each for each in by_title.values() if len(each) == 2]
    assert len(series) >= 3
    for one, other in series:
        counts = totals(compare(one, other))
        assert counts.inserted + counts.deleted <= 3
