"""The report on a seed, against a corpus without it, as it is handed on."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from precedent_corpus.analysis.report import ReportEntry, as_text, report
from precedent_corpus.analysis.report_pages import ENDINGS, written
from precedent_corpus.analysis.standing import (
    ClauseStanding,
    assess_clause,
    difference_words,
    newer_words,
)
from precedent_corpus.corpus import Corpus, ensure_starter
from precedent_corpus.store.clauses import clauses_of
from resolution.model import Status
from resolution.recognition.recognizer import read_text
from resolution.text import folded

FREE_FLOW = (
    "Recognizing that the free flow of information can promote economic and social development,"
    " education and democratic governance,"
)
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SEED, OTHER = "A/C.3/73/L.9/Rev.1", "A/C.3/74/L.11"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder: Path = tmp_path_factory.mktemp("corpus")
    ensure_starter(folder)
    with Corpus.open(folder, writer=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def entries(corpus: Corpus) -> list[ReportEntry]:
    text = corpus.document(SEED)
    corpus.remove(SEED)
    return report(corpus, text)


def test_the_other_drafts_clauses_are_found_and_called_a_drafts(entries: list[ReportEntry]) -> None:
    found = [entry for entry in entries if entry.draft and entry.draft.symbol == OTHER]
    assert found and all(e.draft and e.draft.status is Status.DRAFT for e in found)
    assert all(entry.standing is not ClauseStanding.AGREED for entry in found)


def test_the_seed_as_it_was_printed_has_every_clause_that_the_other_draft_took_over(
    corpus: Corpus, entries: list[ReportEntry]
) -> None:
    assert entries, "the seed is out of the corpus by now"
    file = SEEDS / "3_A_C.3_73_L.9_Rev.1.txt"
    read = report(corpus, read_text(file.read_text("utf-8")).resolution)
    found = {e.clause.place: (e.draft.symbol, e.draft.paragraph) for e in read if e.draft}
    same = {f"PP{n}": (OTHER, f"PP{n}") for n in range(1, 15)}
    assert found == {**same, "OP3": (OTHER, "OP5")}
    assert {e.clause.place for e in read if not e.shown} == {"OP1", "OP2"}, "these exist nowhere"
    assert all(e.standing is ClauseStanding.NEW for e in read), (
        "no adopted text of the corpus has any"
    )
    shown = as_text(read)
    assert "PP7 (draft)" in shown
    assert "cites fourth meetings; the precedent cites fifth meetings, 27 to 29 March 2019" in shown
    assert "leaves out “and frameworks”" in shown


def test_a_clause_rewritten_by_half_is_still_found_in_the_other_draft_of_that_title(
    entries: list[ReportEntry],
) -> None:
    found = {e.clause.place: (e.draft.paragraph, e.draft.score) for e in entries if e.draft}
    assert found["PP7"] == ("PP7", 56)
    assert {place for place in ("OP1", "OP2") if place in found} == set()


@pytest.mark.parametrize("ending", [".html", ".txt", ".docx"])
def test_a_sentence_stands_first_where_there_is_one(
    entries: list[ReportEntry], ending: str
) -> None:
    page = written(entries, SEED, ending, "It is the draft & itself.")
    shown = (
        "\n".join(p.text for p in Document(io.BytesIO(page)).paragraphs)
        if ending == ".docx"
        else page.decode()
    )
    assert shown.count("itself.") == 1


@pytest.mark.parametrize("ending", [".html", ".txt"])
def test_every_difference_and_the_status_is_named(entries: list[ReportEntry], ending: str) -> None:
    import html

    shown = html.unescape(written(entries, SEED, ending).decode())
    assert f"{OTHER} " in shown and "(draft" in shown
    for entry in entries:
        assert all(words in shown for match in entry.shown for words in difference_words(match))


def test_word_opens_with_a_row_a_clause(entries: list[ReportEntry]) -> None:
    table = Document(io.BytesIO(written(entries, SEED, ".docx"))).tables[0]
    assert [row.cells[0].text for row in table.rows][1:] == [e.clause.place for e in entries]


def test_what_cannot_stand_in_xml_is_left_out(entries: list[ReportEntry]) -> None:
    assert all(written(entries, "a\x0b<&", ending) for ending in ENDINGS)


def test_a_clause_that_exists_nowhere_is_new(corpus: Corpus) -> None:
    words = "Deploring the loss of coral reefs in the warm seas of the southern hemisphere,"
    assert assess_clause(corpus, words, "en", None).standing is ClauseStanding.NEW


def test_what_is_cited_otherwise_is_named(corpus: Corpus) -> None:
    clauses = [folded(c.text) for c in clauses_of(corpus.document("A/RES/56/121"))]
    words = next(c for c in clauses if "55/63" in c).replace("55/63", "55/999")
    found = assess_clause(corpus, words, "en", None)
    assert found.standing is ClauseStanding.ADAPTED and found.match
    named = difference_words(found.match)[0]
    assert named.startswith("cites") and "55/999; the precedent cites" in named


def test_no_newer_text_is_pointed_out_where_the_clause_is_the_latest(corpus: Corpus) -> None:
    found = assess_clause(corpus, FREE_FLOW, "en", None)
    assert found.standing is ClauseStanding.AGREED and found.match
    assert found.newer is None
    assert newer_words(found.match) == "the General Assembly last said this in A/RES/56/121, PP2"
