"""A rule applies to the languages that it names: official texts in the other languages have no problem of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from precedent_corpus.store.register import Register
from resolution.checks import EVERY_LANGUAGE, Checker, all_rules, apply_fix, applying, check
from resolution.checks.rules.form import as_printed
from resolution.formats.akn import reader as akn
from resolution.language.names import NAMES
from resolution.language.spelling import Speller, dictionary
from resolution.model import Block, Division, Kind, Masthead, Note, Resolution
from resolution.reading import Joined
from resolution.text import NoteRef, Run, make
from tests.conftest import SHARED

OFFICIAL = ("fr", "es", "ru", "zh", "ar")
SLIPS = {
    "SC_2584_2021-F": {"label"},  # goes from 15 to 17
    "A_RES_76_256-2204678R": {"label"},  # numbers its first paragraph with the letter l
    "A_RES_76_54-2118495C": {"label"},  # has paragraphs 1 to 6 as items, 7 as a paragraph
    "A_HRC_RES_56_6C": {"heading-date"},  # says that it was adopted in 2014
}
"""Rules that official texts break, by the name of the file."""

PP, OP, ITEM = Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ITEM


def written(language: str, *blocks: Block, notes: tuple[Note, ...] = ()) -> Resolution:
    head = Masthead(organ="General Assembly", language=language)
    return Resolution(head, (Division(blocks=(Block(Kind.FORMULA, make("X,")), *blocks)),), notes)


def official(language: str) -> list[Path]:
    """Return every text of the working set in a language, and every tenth of the record; skip where there is none."""
    folder = NAMES[language]
    paths = sorted(SHARED.glob(f"corpus/*/{folder}/*.xml"))
    paths += sorted(SHARED.glob(f"record/*/{folder}/*.xml"))[::10]
    if not paths:
        pytest.skip("the official texts (../shared/corpus, ../shared/record) are not here")
    return paths


@pytest.mark.parametrize("language", OFFICIAL)
def test_official_texts_have_no_problem_in_any_language(language: str) -> None:
    paths, words = official(language), dictionary()
    checker = Checker(Register(), Speller(words) if words else None)
    told: dict[str, set[str]] = {}
    for path in paths:
        resolution = akn.read(path).resolution
        assert resolution.masthead.language == language
        codes = {problem.code for problem in checker.check(resolution)} - SLIPS.get(
            path.stem, set()
        )
        if codes:
            told[path.name] = codes
    assert told == {}, f"{len(told)} of {len(paths)} texts"


def test_only_rules_that_look_at_no_words_claim_other_languages() -> None:
    claimed = {rule.code: rule.languages for rule in all_rules() if rule.languages != ("en",)}
    assert claimed == {
        **dict.fromkeys(
            ("empty-clause", "note-missing", "note-repeated", "note-unused", "heading-date", "voted-wording"),
            EVERY_LANGUAGE,
        ),
        "label": ("en", "es", "fr", "ru", "zh"),
    }  # fmt: skip


def test_every_rule_applies_to_english_in_all_its_spellings() -> None:
    assert applying("en") == applying("en-GB") == applying("EN") == all_rules()


ENGLISH_SLIPS = (
    Block(PP, make('Request the states, the  sates ;and "labor" from 2018-2021 (10%')),
    Block(OP, make("noting with concern, , that it was is 5 percent"), label="1."),
)


@pytest.mark.parametrize("language", [*OFFICIAL, "de", "pt", "fr-CA"])
def test_no_rule_of_english_speaks_of_another_language(language: str) -> None:
    words = dictionary()
    speller = Speller(words) if words else None
    assert len(check(written("en", *ENGLISH_SLIPS), Register(), speller)) > 5
    assert check(written(language, *ENGLISH_SLIPS), Register(), speller) == []


def test_chinese_keeps_its_own_punctuation() -> None:
    clauses = (
        Block(PP, make("回顾其关于发展事业，")),
        Block(OP, make("决定继续处理此案。"), label="1."),
    )
    assert check(written("zh", *clauses)) == []


@pytest.mark.parametrize("language", ["en", *OFFICIAL])
def test_paragraphs_without_words_and_notes_without_marks_are_told_in_every_language(
    language: str,
) -> None:
    empty = Block(OP, (), label="1."), Block(OP, (Run("X."), NoteRef(0)), label="2.")
    text = written(language, *empty, notes=(Note(None), Note(make("A/74/10."))))
    told = {problem.code for problem in check(text)}
    assert {"empty-clause", "note-missing", "note-unused"} <= told


@pytest.mark.parametrize("language", ["fr", "es", "ru", "zh"])
def test_numbers_that_skip_are_told_in_the_languages_that_write_them_alike(language: str) -> None:
    text = written(language, *(Block(OP, make("X"), label, auto=False) for label in ("1.", "3.")))
    (problem,) = check(text)
    assert (problem.code, problem.fix) == ("label", "2.")
    fixed = apply_fix(text, problem)
    assert fixed is not None and [b.label for b in fixed.main.blocks[1:]] == ["1.", "2."]


@pytest.mark.parametrize(
    ("language", "labels"), [("zh", ("(1)", "(2)")), ("zh", ("(a)", "(c)")), ("ar", ("(أ)", "(ب)"))]
)
def test_letters_of_other_languages_are_not_judged(language: str, labels: tuple[str, ...]) -> None:
    items = (Block(ITEM, make("X"), label, auto=False, level=1) for label in labels)
    assert check(written(language, Block(OP, make("X")), *items)) == []


def test_what_reading_joined_is_told_of_english_documents_only() -> None:
    joined = [Joined("OP1", 1, 0, 9, "co- operation")]
    assert len(list(as_printed(joined, "en"))) == 1
    assert list(as_printed(joined, "fr")) == []
