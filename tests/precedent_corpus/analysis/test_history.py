"""The life of a wording: which wordings are one clause, in what order, and what each changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from precedent_corpus.analysis import series
from precedent_corpus.analysis.history import History
from precedent_corpus.analysis.history_words import NONE_FOUND, as_json, as_text, marked
from precedent_corpus.analysis.lineage import same_matter
from precedent_corpus.analysis.series import same_title, title_words
from precedent_corpus.analysis.standing import ClauseStanding, assess_clause, newer_words
from precedent_corpus.corpus import Corpus, TextMark, ensure_starter
from precedent_corpus.store.import_report import ImportReport
from precedent_corpus.store.importing import write_batch
from precedent_corpus.store.ingest import read_incoming
from resolution.diff.facts import word_diff
from resolution.model import Status, Vote

Written = Callable[..., Path]

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
REAL_SERIES = (
    "GA-74/English/74_99.xml", "GA-74/English/74_111.xml", "GA-74/English/74_192.xml", "GA-74/English/74_247.xml",
    "GA-75/English/75_108_E.xml", "GA-75/English/75_120_E.xml", "GA-75/English/75_142_E.xml", "GA-75/English/75_282_E.xml",
)  # fmt: skip

FREE_FLOW = (
    "Recognizing that the free flow of information can promote economic and social development,"
    " education and democratic governance,"
)
OCEANS = "Recognizing that the protection of the deep ocean needs patient cooperation among coastal States{},"
OTHER = "Recognizing that young pilots of small aircraft deserve better training in the mountains,"


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder = tmp_path_factory.mktemp("starter")
    ensure_starter(folder)
    with Corpus.open(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    if not CORPUS.exists():
        pytest.skip("the working set of real resolutions is not here")
    folder = tmp_path_factory.mktemp("record")
    ensure_starter(folder)
    with Corpus.open(folder, writer=True) as opened:
        opened.add([CORPUS / name for name in REAL_SERIES])
        yield opened


@pytest.fixture
def made(folder: Path, written: Written) -> Iterator[Corpus]:
    """Yield a corpus of a series of three years with a draft, and of another series that has nearly the same words."""
    again = "Protection of the deep ocean"
    paths = [
        written("A/RES/60/10", [OCEANS.format("")], title=again, adopted=date(2005, 12, 1)),
        written(
            "A/RES/61/20", [OTHER, OCEANS.format(" and of islands")], title=again, adopted=date(2006, 12, 1),
            vote=Vote("recorded vote", 120, 2, 30),
        ),
        written(
            "A/C.2/62/L.5", [OCEANS.format(", of islands and of ports")], title=again, status=Status.DRAFT,
            issued=date(2007, 10, 1),
        ),
        written(
            "A/RES/62/30", [OCEANS.format(", of islands and of 12 ports")], title=again, adopted=date(2007, 12, 1)
        ),
        written(
            "A/RES/62/31",
            [OCEANS.format("").replace("deep ocean", "Arctic Ocean")], title="The Arctic", adopted=date(2007, 12, 1),
        ),
        written("A/HRC/RES/10/1", [OCEANS.format("")], title="A healthy sea", organ="Human Rights Council",
                adopted=date(2009, 3, 1)),
    ]  # fmt: skip
    with Corpus.open(folder, writer=True) as opened:
        opened.add(paths)
        yield opened


def symbols(history: History) -> list[list[str]]:
    return [[use.symbol for use in stage.uses] for stage in history.stages]


@pytest.mark.parametrize(
    "words",
    [FREE_FLOW, "Recognizing that the free flow of information can promote…", "recognizing that the free flow of"],
)  # fmt: skip
def test_the_free_flow_of_information_was_adopted_twice_in_the_same_words(
    starter: Corpus, words: str
) -> None:
    found = starter.history(words)
    assert symbols(found) == [["A/RES/55/63", "A/RES/56/121"]]
    first, second = found.stages[0].uses
    assert (first.paragraph, first.adopted) == ("PP4", date(2000, 12, 4))
    assert (second.paragraph, second.vote) == ("PP2", "without a vote")
    assert "The words did not change." in as_text(found)


def test_a_series_is_followed_from_its_first_year_and_each_step_says_what_changed(
    made: Corpus,
) -> None:
    found = made.history(OCEANS.format(" and of islands"))
    assert symbols(found) == [
        ["A/RES/60/10", "A/HRC/RES/10/1"],
        ["A/RES/61/20"],
        ["A/C.2/62/L.5"],
        ["A/RES/62/30"],
    ]
    first, second, draft, last = found.stages
    assert first.before is None and first.match.uses == 2
    assert (second.before, second.added, second.dropped) == (0, ("and of islands",), ())
    assert second.uses[0].vote == "120-2-30"
    assert not draft.is_adopted and draft.uses[0].issued == date(2007, 10, 1)
    assert last.before == 1, (
        "an adopted wording is compared with the adopted one before, not with a draft"
    )
    assert last.facts_new == ("12",) and last.facts_gone == ()


def test_another_name_and_another_clause_are_no_part_of_the_life(made: Corpus) -> None:
    found = [use.symbol for use in made.history(OCEANS.format("")).uses]
    assert "A/RES/62/31" not in found
    assert symbols(made.history(OTHER)) == [["A/RES/61/20"]]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Notes the people of Anguilla", "Notes the people of Bermuda", False),
        ("the people of the island", "the people of the islands", True),
        ("the General Assembly", "the Human Rights Council", True),
        (
            "its resolution 60/1 of 16 September 2005",
            "its resolution 61/2 of 3 October 2006",
            False,
        ),
        ("its resolution 60/1 and its resolution 61/2", "its resolution 60/1", True),
        ("at its seventy-fifth session", "at its seventy-sixth session", True),
        ("一个岛的人民的权利", "两个岛的人民的权利", False),
        ("一个岛的人民的权利，", "一个岛的人民的权利；", True),
    ],
)
def test_another_name_or_citation_is_another_matter(one: str, other: str, same: bool) -> None:
    assert same_matter(one, other) is same


def test_what_no_text_has_has_no_history(made: Corpus) -> None:
    for words in (
        "",
        "   ",
        "…",
        "Deploring the loss of coral reefs in the warm seas of the south,",
    ):
        assert made.history(words).stages == ()
    assert as_text(made.history("Deploring the loss of coral reefs,")) == NONE_FOUND
    assert as_json(made.history("Deploring the loss of coral reefs,")) == []


def test_the_drafts_own_text_is_no_history_of_it(made: Corpus) -> None:
    found = made.history(OCEANS.format(""), exclude="A/RES/60/10")
    assert found.stages[0].uses[0].symbol != "A/RES/60/10"
    assert "A/RES/60/10" not in [use.symbol for use in found.uses]


def test_the_text_gives_each_wording_with_its_uses_status_and_changes(made: Corpus) -> None:
    lines = as_text(made.history(OCEANS.format(" and of islands"))).splitlines()
    assert lines[0].startswith(
        "4 wordings in 4 adopted texts and 1 draft. First in A/RES/60/10 of 1 December 2005,"
    )
    assert "{+and of islands+}" in " ".join(" ".join(lines).split())
    assert "   1 December 2006   A/RES/61/20 PP2  adopted, 120-2-30  General Assembly" in lines
    assert any(
        line.startswith("   1 October 2007") and "draft, not adopted" in line for line in lines
    )
    assert "   Against wording 2 (A/RES/61/20): new: 12." in lines


def test_the_data_tell_every_use_with_the_number_of_its_wording(made: Corpus) -> None:
    found = as_json(made.history(OCEANS.format("")))
    assert [(use["symbol"], use["wording"], use["against"], use["status"]) for use in found] == [
        ("A/RES/60/10", 1, None, "adopted"),
        ("A/RES/61/20", 2, 1, "adopted"),
        ("A/C.2/62/L.5", 3, 2, "draft"),
        ("A/RES/62/30", 4, 2, "adopted"),
        ("A/HRC/RES/10/1", 1, None, "adopted"),
    ]
    assert found[0]["uses"] == 2 and found[0]["latest"] == "A/HRC/RES/10/1"
    assert found[1]["added"] == ["and of islands"] and found[0]["score"] == 100


def test_changed_words_are_marked_with_the_spaces_outside() -> None:
    assert marked(word_diff("all the States", "all States")) == "all [-the-] States"
    assert marked(word_diff("no later", "not ever later")) == "[-no-]{+not ever+} later"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Oceans and the law of the sea", "Oceans and the law of the sea", True),
        ("Special subjects relating to the programme budget for 2021",
         "Special subjects relating to the programme budget for 2022", True),
        ("Question of Anguilla", "Question of Bermuda", False),
        ("Situation of human rights in the Islamic Republic of Iran",
         "Situation of human rights in the Syrian Arab Republic", False),
        ("", "", False),
    ],
)  # fmt: skip
def test_a_series_is_told_by_its_title(one: str, other: str, same: bool) -> None:
    assert same_title(title_words(one), title_words(other)) is same


def test_a_title_that_very_many_texts_have_tells_no_series(
    made: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made.store.snapshot("en") as snapshot:
        wanted = series.title_words("Protection of the deep ocean")
        assert len(series.Series(snapshot.connection, 1, "en").titled(wanted)) == 4
        monkeypatch.setattr(series, "MOST_TEXTS", 3)
        assert series.Series(snapshot.connection, 1, "en").titled(wanted) == ()


def test_texts_of_an_import_that_goes_on_are_known(made: Corpus, written: Written) -> None:
    assert len(made.history(OTHER).uses) == 1
    path = written(
        "A/RES/63/40", [OTHER], title="Protection of the deep ocean", adopted=date(2008, 12, 1)
    )
    with made.store.reading() as connection:
        packing = made.store.packing(connection)
    text = read_incoming(path.name, path.read_bytes(), made.register, packing)
    write_batch(made.store, [(path.name, text)], ImportReport())  # the index is not committed yet
    assert symbols(made.history(OTHER)) == [["A/RES/61/20", "A/RES/63/40"]]
    assert assess_clause(made, OTHER, "en", None).newer is None


# -- a newer text of the series ----------------------------------------------------------------------------------------


def test_the_newer_text_of_the_series_is_pointed_out_and_no_other(made: Corpus) -> None:
    words = OCEANS.format(" and of islands")
    found = assess_clause(made, words, "en", None)
    assert found.match and found.match.symbol == "A/RES/61/20"
    assert found.newer and (found.newer.symbol, found.newer.paragraph) == ("A/RES/62/30", "PP1")
    assert found.newer.differs == ("12",)
    assert assess_clause(made, words, "en", "A/RES/62/30").newer is None, "it is the draft itself"
    made.mark(["A/RES/62/30"], TextMark.EXCLUDED)
    assert assess_clause(made, words, "en", None).newer is None, "the user excludes it"
    made.mark(["A/RES/62/30"], TextMark.NONE)
    latest = assess_clause(made, OCEANS.format(", of islands and of 12 ports"), "en", None)
    assert latest.standing is ClauseStanding.AGREED and latest.newer is None
    assert assess_clause(made, OTHER, "en", None).newer is None, "the series dropped it"


# -- real series -------------------------------------------------------------------------------------------------------


def test_the_same_words_on_two_territories_are_two_clauses(record: Corpus) -> None:
    anguilla = record.clause("A/RES/74/99", "OP1")
    found = record.history("".join(getattr(run, "text", "") for run in anguilla.text))
    assert {use.symbol for use in found.uses} == {"A/RES/74/99", "A/RES/75/108"}


def test_a_list_of_resolutions_grows_by_the_last_one_from_year_to_year(record: Corpus) -> None:
    listed = record.clause("A/RES/75/142", "PP2")
    found = record.history("".join(getattr(run, "text", "") for run in listed.text))
    assert symbols(found) == [["A/RES/74/192"], ["A/RES/75/142"]]
    assert found.stages[1].facts_new == ("resolution 74/192", "18 December 2019")


def test_a_draft_and_what_was_adopted_of_it_are_one_life(record: Corpus) -> None:
    found = record.history(
        "Noting also the potential of emerging technologies, including artificial intelligence, in preventing and"
        " combating the use of information and communications technologies for criminal purposes,"
    )
    assert symbols(found)[:2] == [["A/C.3/73/L.9/Rev.1", "A/C.3/74/L.11"], ["A/RES/74/247"]]
    assert [stage.is_adopted for stage in found.stages[:2]] == [False, True]
    assert any("risk" in words for words in found.stages[1].added)
    assert found.stages[0].uses[1].adopted_as == "A/RES/74/247"


def test_the_assembly_last_said_it_in_the_text_of_the_next_session(record: Corpus) -> None:
    listed = record.clause("A/RES/74/192", "PP2")
    words = "".join(getattr(run, "text", "") for run in listed.text)
    newer = assess_clause(record, words, "en", None).newer
    assert (
        newer and newer_words(newer) == "the General Assembly last said this in A/RES/75/142, PP2"
    )


def test_a_later_text_of_another_series_is_no_newer_one(record: Corpus, folder: Path) -> None:
    clause = record.clause("A/RES/74/99", "OP1")
    words = "".join(getattr(run, "text", "") for run in clause.text)
    assert assess_clause(record, words, "en", None).newer is None, (
        "its own series has it word for word in 75/108"
    )
    with Corpus.open(folder, writer=True) as alone:
        alone.add([CORPUS / name for name in REAL_SERIES if "108" not in name])
        found = assess_clause(alone, words, "en", None)
        near = {match.symbol for match in alone.suggest(words, threshold=70, finished=True)}
    assert found.match and found.match.symbol == "A/RES/74/99"
    assert "A/RES/75/120" in near, "another territory's text is near, and newer"
    assert found.newer is None
