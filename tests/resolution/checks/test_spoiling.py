"""What is spoilt in adopted texts is found at its place, and the fix brings the text back: a sample of the benchmark."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from precedent_corpus.store.register import Register
from resolution.checks import Checker, all_rules
from resolution.checks.rules.updates import CODES
from resolution.formats.akn import reader as akn
from resolution.language.spelling import Speller, dictionary
from resolution.model import Resolution
from tests.resolution.checks.spoiling import Entry, spoilers, tried

TEXTS = 50
TRIES = 3


@pytest.fixture(scope="module")
def texts(corpus_files: list[Path]) -> list[Resolution]:
    english = [path for path in corpus_files if path.parent.name == "English"]
    chosen = Random(7).sample(english, min(TEXTS, len(english)))
    read = [text for path in chosen if len((text := akn.read(path).resolution).main.blocks) > 12]
    return sorted(read, key=lambda text: len(text.main.blocks))  # the short ones are checked sooner


@pytest.fixture(scope="module")
def checker() -> Checker:
    words = dictionary()
    return Checker(Register(), Speller(words) if words else None)


@pytest.mark.parametrize(
    ("code", "entry"), [(code, entry) for code, all_ in spoilers().items() for entry in all_]
)
def test_a_defect_is_found_where_it_is_and_mended(
    code: str, entry: Entry, texts: list[Resolution], checker: Checker
) -> None:
    if code.startswith("spelling") and checker.speller is None:
        pytest.skip("the English dictionary is not here")
    chance, trials = Random(7), []
    for text in texts:
        if text.masthead.language == "en":
            trials.append(tried(code, entry, text, chance, checker))
        if sum(trial is not None for trial in trials) == TRIES:
            break
    done = [trial for trial in trials if trial is not None]
    assert sum(trial.found is not None for trial in done) >= 0.6 * len(done), code
    fixed = [trial.restored for trial in done if trial.restored is not None]
    assert sum(fixed) >= 0.6 * len(fixed), code


def test_every_rule_has_a_defect() -> None:
    """What usually changes in a draft is no defect: `bench_succession` measures it on texts of two years."""
    told_of_the_record = {"voted-wording"}  # no defect either: how a wording was adopted
    assert {rule.code for rule in all_rules()} - CODES - told_of_the_record == set(spoilers())
