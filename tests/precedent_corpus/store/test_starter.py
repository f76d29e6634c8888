"""The starter corpus is what the readers make of the seed texts today, with the right facts about each."""

from __future__ import annotations

from pathlib import Path

import pytest
from make_starter import DATA, starter

from precedent_corpus.corpus import Corpus, ensure_starter
from resolution.formats.akn import reader as akn
from resolution.model import Status

FACTS = {
    "A/RES/55/63": (Status.ADOPTED, "2000-12-04", "without a vote", ""),
    "A/RES/56/121": (Status.ADOPTED, "2001-12-19", "without a vote", ""),
    "A/C.3/74/L.11": (Status.DRAFT, None, None, "A/RES/74/247"),
    "A/C.3/73/L.9/Rev.1": (Status.DRAFT, None, None, "A/RES/73/187"),
    "E/CN.15/RES/20/7": (Status.ADOPTED, "2011-04-15", None, ""),
}


@pytest.mark.parametrize("seed", range(5))
def test_a_starter_text_is_its_seed(seeds: list[Path], seed: int) -> None:
    wanted = starter(seeds[seed])
    target = DATA / f"{wanted.masthead.symbol.replace('/', '_')}.akn"
    assert akn.read(target).resolution == wanted


def test_the_corpus_knows_what_each_text_is(tmp_path: Path) -> None:
    ensure_starter(tmp_path)
    with Corpus.open(tmp_path) as corpus:
        found = {
            d.symbol: (d.status, d.adopted and d.adopted.isoformat(), d.vote, d.adopted_as)
            for d in corpus.documents()
        }
    assert found == FACTS
