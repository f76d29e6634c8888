"""Checking what changed alone finds what checking everything finds; the table of rules is whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from precedent_corpus.store.register import Register
from resolution.checks import Checker, Problem, all_rules, check
from resolution.checks.table import table
from resolution.formats.akn import reader as akn
from resolution.formats.plain import reader as plain
from resolution.labels import numbered
from resolution.language.spelling import Dictionary, Speller, dictionary
from resolution.model import Block, Kind, Note, Resolution
from resolution.text import make
from resolution.text import plain as words_of

Step = tuple[str, int, int]
SNIPPETS = (
    "x",
    "",
    "Request the",
    " of 22 December 2010",
    "thereby",
    "goverment",
    ":",
    ";",
    " 10 %",
)
KINDS = (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ITEM, Kind.HEADING, Kind.CONTINUATION)


def edited(resolution: Resolution, step: Step) -> Resolution:
    """Return the text after one edit: what it is, where, and a number that settles the rest."""
    what, at, much = step
    division = resolution.divisions[at % len(resolution.divisions)]
    blocks = list(division.blocks) or [Block(Kind.OPERATIVE)]
    at %= len(blocks)
    block, snippet = blocks[at], SNIPPETS[much % len(SNIPPETS)]
    words = words_of(block.text)
    cut = much % (len(words) + 1)
    match what:
        case "type":
            blocks[at] = replace(block, text=make(words[:cut] + snippet + words[cut:]))
        case "rub out":
            blocks[at] = replace(block, text=make(words[:cut] + words[cut + 3 :]))
        case "insert":
            blocks.insert(at, Block(KINDS[much % len(KINDS)], make(snippet), level=1))
        case "double":
            blocks.insert(at, block)
        case "delete":
            del blocks[at]
        case "move":
            blocks.insert(much % len(blocks), blocks.pop(at))
        case "turn":
            kind = KINDS[much % len(KINDS)]
            blocks[at] = replace(block, kind=kind, level=1 if kind is Kind.ITEM else 0)
        case "embed":
            blocks[at] = replace(block, quoted=not block.quoted)
        case "label":
            blocks[at] = replace(block, auto=False, label=f"{much % 30}.")
        case "note":
            notes = (*resolution.notes, Note(make(snippet) if much % 2 else None))
            return replace(resolution, notes=notes)
        case "heading":
            organs = ("Security Council", "General Assembly", "Human Rights Council")
            sponsors = ("Peru", "Chad", "Nowhere")[: much % 4]
            head = replace(resolution.masthead, organ=organs[much % 3], sponsors=sponsors)
            return replace(resolution, masthead=head)
        case "language":
            language = ("en", "fr")[much % 2]
            return replace(resolution, masthead=replace(resolution.masthead, language=language))
        case "title":
            division = replace(division, title=make(words_of(division.title) + snippet))
    blocks_now = numbered(blocks)
    new = replace(division, blocks=blocks_now)
    divisions = tuple(
        new if d.kind is new.kind and d.label == new.label else d for d in resolution.divisions
    )
    return replace(resolution, divisions=divisions)


EDITS = (
    *("type", "rub out", "insert", "double", "delete", "move", "turn"),
    *("embed", "label", "note", "heading", "language", "title"),
)
steps = st.lists(
    st.tuples(st.sampled_from(EDITS), st.integers(0, 400), st.integers(0, 5_000)),
    min_size=1,
    max_size=12,
)


@pytest.fixture(scope="module")
def words() -> Dictionary:
    found = dictionary()
    if not found:
        pytest.skip("the English dictionary is not here")
    return found


def read(paths: list[Path], at: int) -> Resolution:
    path = paths[at % len(paths)]
    source = akn if path.suffix == ".xml" else plain
    return source.read(path).resolution


def compare(resolution: Resolution, walk: list[Step], words: Dictionary) -> None:
    """Edit and check step by step with one checker that remembers, and anew each time."""
    record, speller = Register(), Speller(words)
    checker = Checker(record, speller)
    checker.check(resolution)
    for step in walk:
        resolution = edited(resolution, step)
        assert checker.check(resolution) == check(resolution, record, speller), step


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, 4), walk=steps)
def test_what_changed_alone_finds_what_everything_finds(
    at: int, walk: list[Step], seeds: list[Path], words: Dictionary
) -> None:
    compare(read(seeds, at), walk, words)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, 5_000), walk=steps)
def test_so_it_does_in_adopted_texts(
    at: int, walk: list[Step], corpus_files: list[Path], words: Dictionary
) -> None:
    english = [path for path in corpus_files if path.parent.name == "English"]
    compare(read(english, at), walk, words)


def test_only_what_changed_is_looked_at(seeds: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    resolution = read(seeds, 0)
    checker = Checker(Register())
    checker.check(resolution, between=lambda: looked.append("at first"))
    pieces = looked.count("at first")
    blocks = list(resolution.main.blocks)
    blocks[4] = replace(blocks[4], text=make(words_of(blocks[4].text) + "x"))
    changed = replace(
        resolution,
        divisions=(replace(resolution.main, blocks=tuple(blocks)), *resolution.divisions[1:]),
    )
    looked.clear()
    checker.check(changed, between=lambda: looked.append("again"))
    whole = len(table().whole)
    assert pieces - whole > 20
    assert len(looked) - whole <= 6  # its words; itself, and those that have it for a neighbour


def test_giving_up_midway_loses_and_invents_nothing(seeds: list[Path]) -> None:
    class Enough(Exception):
        pass

    def after(pieces: int) -> Callable[[], None]:
        left = iter(range(pieces))

        def between() -> None:
            if next(left, None) is None:
                raise Enough

        return between

    resolution = read(seeds, 3)
    checker, full = Checker(Register()), check(resolution, Register())
    for pieces in (0, 3, 10, 20):
        with pytest.raises(Enough):
            checker.check(resolution, between=after(pieces))
    assert checker.check(resolution) == full


def test_a_word_of_ones_own_is_heeded_at_once(words: Dictionary) -> None:
    text = plain.read_text(
        "The General Assembly,\n\nRecalling the Xyzzian question,\n\n1. Decides to act."
    ).resolution
    speller = Speller(words)
    checker = Checker(None, speller)

    def misspelt() -> list[Problem]:
        return [problem for problem in checker.check(text) if problem.code == "spelling"]

    assert len(misspelt()) == 1
    speller.own = {"Xyzzian"}
    assert misspelt() == []


def test_every_rule_is_said_once_and_in_full() -> None:
    codes = [rule.code for rule in all_rules()]
    assert len(codes) == len(set(codes))
    for check_ in table():
        assert check_.rules
        for rule in check_.rules:
            assert rule in all_rules()  # not another of the same code
    for rule in all_rules():
        assert rule.title and not rule.title.endswith(".")
        assert rule.why.endswith(".") and rule.source and not rule.source.endswith(".")
