"""Searching the record: by symbol, phrase, keywords and first words, within filters; slips and other forms still find."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from precedent_corpus.corpus import By, Corpus, ensure_starter
from precedent_corpus.search.matches import RECORDED_VOTE, WITHOUT_A_VOTE, Filters, FoundBy
from precedent_corpus.search.meaning import searched, sense
from precedent_corpus.search.symbols import SymbolQuery, parse_symbol
from precedent_corpus.search.vocabulary import CAPACITY, character, number_of
from resolution.model import Kind, Status, Vote

FLOW = "Recognizing that the free flow of information can promote economic and social development"


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("starter")
    ensure_starter(folder)
    with Corpus.open(folder) as corpus:
        yield corpus


@pytest.fixture
def record(folder: Path, written):
    """Return a corpus of five texts that differ in all that filters go by."""
    texts = [
        written(
            "A/RES/55/63", ["Noting the weapons of all States,"], adopted=date(2000, 12, 4),
            vote=Vote("without a vote"), topics=["Computer crime"], agenda_item="105",
        ),
        written(
            "A/RES/74/247", ["Noting the weapons of most States,"], adopted=date(2019, 12, 27),
            vote=Vote("recorded vote", 79, 60, 33), topics=["Information technology--Law"], agenda_item="107",
        ),
        written(
            "S/RES/2231 (2015)", ["Noting the weapons of some States,"], organ="Security Council",
            adopted=date(2015, 7, 20), topics=["Nuclear non-proliferation"],
        ),
        written("A/C.3/74/L.11", ["Noting the weapons of no States,"], status=Status.DRAFT),
        written("A/RES/74/24", ["Noting the weapons of few States,"], adopted=date(2019, 12, 12), agenda_item="107 (a)"),
    ]  # fmt: skip
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add(texts)
        yield corpus


@pytest.mark.parametrize(
    ("text", "symbol", "place"),
    [
        ("74/247", "74/247", ""),
        ("74/247 para 2", "74/247", "2"),
        ("74/247, paragraph 12 (a)", "74/247", "12 (a)"),
        ("A/RES/55/63 PP3", "A/RES/55/63", "PP3"),
        ("A/RES/55/63 OP1 (a)", "A/RES/55/63", "OP1 (a)"),
        ("resolution 2231 (2015)", "2231 (2015)", ""),
        ("S/RES/2231 (2015) para. 4", "S/RES/2231 (2015)", "4"),
        ("A/C.3/74/L.11", "A/C.3/74/L.11", ""),
        ("A/HRC/RES/57/21 op 3", "A/HRC/RES/57/21", "OP3"),
    ],
)
def test_a_symbol_and_a_paragraph_are_read_as_they_are_written(
    text: str, symbol: str, place: str
) -> None:
    assert parse_symbol(text) == SymbolQuery(symbol, place)


@pytest.mark.parametrize("text", ["", "Recalling its resolution 74/247", "3 of 4 States", "2030"])
def test_words_are_not_taken_for_a_symbol(text: str) -> None:
    assert parse_symbol(text) is None


def test_a_symbol_or_its_end_leads_to_the_text_and_its_paragraph(starter: Corpus) -> None:
    whole = starter.search("56/121", limit=100)
    assert whole.by is By.SYMBOL and {match.symbol for match in whole.matches} == {"A/RES/56/121"}
    assert whole.matches[0].paragraph == "PP1"
    (only,) = starter.search("56/121 para 2").matches
    assert (only.symbol, only.paragraph, only.how) == ("A/RES/56/121", "OP2", FoundBy.SYMBOL)
    (third,) = starter.search("A/RES/55/63 PP3").matches
    assert third.paragraph == "PP3"
    with_items = starter.search("55/63 para 1", limit=50)
    assert [m.paragraph for m in with_items.matches][:2] == ["OP1", "OP1 (a)"]


def test_a_longer_number_is_another_resolution(record: Corpus) -> None:
    assert {m.symbol for m in record.search("74/24").matches} == {"A/RES/74/24"}
    assert {m.symbol for m in record.search("2231 (2015)").matches} == {"S/RES/2231 (2015)"}


def test_a_phrase_must_stand_there_word_by_word(starter: Corpus) -> None:
    found = starter.search("“criminal misuse of information”", limit=50)
    assert found.by is By.PHRASE and found.matches
    assert all("criminal misuse of information" in m.text for m in found.matches)
    reordered = starter.search('"information misuse criminal"')
    assert reordered.by is By.WORDS and reordered.instead == "information misuse criminal"
    assert all(match.score < 100 for match in reordered.matches)
    both = starter.search('"private sector" cooperation', limit=50)
    assert both.matches and all("private sector" in m.text for m in both.matches)
    assert all("cooperat" in m.text.casefold() for m in both.matches)


def test_keywords_find_the_clauses_that_have_them_whatever_their_order(starter: Corpus) -> None:
    for text in ("industry cooperation private", "millennium technologies benefits"):
        matches = starter.suggest(text)
        assert matches and matches[0].how is FoundBy.HOLDS
        assert all(word in matches[0].text.casefold() for word in text.split())


def test_first_words_find_the_clauses_that_begin_so_from_the_third_word_on(starter: Corpus) -> None:
    words = FLOW.split()
    for count in range(3, 9):
        first = starter.suggest(" ".join(words[:count]))[0]
        assert first.text.startswith(" ".join(words[:count])) and first.score == 90
        assert first.how is FoundBy.OPENING


def test_a_word_typed_in_part_counts(starter: Corpus) -> None:
    assert starter.suggest("Recognizing that the fr")[0].text.startswith(FLOW)


@pytest.mark.parametrize(
    "slip",
    [
        "Recognising that the free flow",
        "Recognizing that teh free flwo",
        "Recognizng that the free",
    ],
)
def test_a_slip_still_finds_and_scores_less(starter: Corpus, slip: str) -> None:
    first = starter.suggest(slip)[0]
    assert first.text.startswith(FLOW) and first.score < 100


def test_reordered_words_still_find(starter: Corpus) -> None:
    words = "States should in the fight against such misuse and the private industry cooperate;"
    moved = "Recognizing in combating the criminal misuse of information technologies the need for cooperation between States and private industry;"
    assert "cooperation between States and private industry" in starter.suggest(moved)[0].text
    assert starter.suggest(moved)[0].score < 100
    assert all(match.score < 70 for match in starter.suggest(words))


def test_other_forms_and_synonyms_come_nearer_than_other_words(folder: Path, written) -> None:
    clause = "Urges Member States to combat the misuse of technologies by organized groups;"
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([written("A/RES/56/121", operative := [clause], operative)])
        said = corpus.suggest(
            "Urges Member State to counter the abuse of technology by organized groups;"
        )
        other = corpus.suggest(
            "Urges Member banana to violet the harbour of whistle by organized groups;"
        )
    assert 70 <= said[0].score < 100 and (not other or other[0].score < said[0].score)


def test_abbreviations_find_what_they_stand_for(folder: Path, written) -> None:
    clause = (
        "Recalling the Sustainable Development Goals and the work of the World Health Organization,"
    )
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([written("A/RES/70/1", [clause])])
        assert corpus.suggest("SDGs WHO")[0].text == clause
    assert {"sdg", "who"} <= set(
        searched(["sustainable", "development", "goals", "world", "health", "organization"])
    )


def test_forms_of_a_word_have_one_sense() -> None:
    for forms in (
        "recall recalls recalled recalling",
        "recognize recognizes recognised recognising",
        "technology technologies",
        "urge urges urging urged",
        "agree agrees agreed agreeing",
        "stop stopped stopping",
    ):
        assert len({sense(word) for word in forms.split()}) == 1
    assert sense("status") != sense("state")


def test_the_filters_go_by_uses(record: Corpus) -> None:
    def found(**filters: object) -> set[str]:
        matches = record.search("Noting the weapons of", Filters(**filters)).matches  # type: ignore[arg-type]
        return {m.symbol for m in matches}

    everything = {
        "A/RES/55/63",
        "A/RES/74/247",
        "S/RES/2231 (2015)",
        "A/C.3/74/L.11",
        "A/RES/74/24",
    }
    assert found() == everything
    assert found(organ="Security Council") == {"S/RES/2231 (2015)"}
    assert found(organ="Economic and Social Council") == set()
    assert found(since=2015) == {"A/RES/74/247", "S/RES/2231 (2015)", "A/RES/74/24"}
    assert found(since=2001, until=2015) == {"S/RES/2231 (2015)"}
    assert found(until=2000) == {"A/RES/55/63"}
    assert found(vote=WITHOUT_A_VOTE) >= {"A/RES/55/63"}
    assert found(vote=RECORDED_VOTE) >= {"A/RES/74/247"} and "A/RES/55/63" not in found(
        vote=RECORDED_VOTE
    )
    assert found(status=Status.DRAFT) == {"A/C.3/74/L.11"}
    assert found(status=Status.ADOPTED) == everything - {"A/C.3/74/L.11"}
    assert found(agenda_item="107") == {"A/RES/74/247", "A/RES/74/24"}
    assert found(topic="information law") == {"A/RES/74/247"}
    operative = record.search("Noting the weapons of", Filters(kind=Kind.OPERATIVE)).matches
    assert {m.part for m in operative} <= {Kind.OPERATIVE}
    assert found(exclude="A/RES/55/63") == everything - {"A/RES/55/63"}


def test_a_topic_alone_lists_what_is_filed_under_it(record: Corpus) -> None:
    found = record.search("", Filters(topic="nuclear"))
    assert found.by is By.TOPIC and {m.symbol for m in found.matches} == {"S/RES/2231 (2015)"}
    assert record.topics("tech") == ["information technology law"]
    assert record.search("").matches == ()


def test_a_search_says_whether_there_is_more(record: Corpus) -> None:
    assert record.search("Noting the weapons of", limit=2).more
    assert not record.search("Noting the weapons of", limit=5).more


def test_a_wording_used_by_two_organs_counts_the_uses_within_the_filter(
    folder: Path, written
) -> None:
    words = "Noting the wording that two organs have used,"
    texts = [
        written("A/RES/50/1", [words], adopted=date(1995, 1, 1)),
        written("A/RES/51/1", [words], adopted=date(1996, 1, 1)),
        written("S/RES/2000 (2011)", [words], organ="Security Council", adopted=date(2011, 1, 1)),
    ]
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add(texts)
        (council,) = corpus.suggest(words, organ="Security Council", threshold=90)
        (assembly,) = corpus.suggest(words, organ="General Assembly", threshold=90)
        (every,) = corpus.suggest(words, threshold=90)
    assert (council.uses, council.symbol) == (1, "S/RES/2000 (2011)")
    assert (assembly.uses, assembly.first, assembly.latest) == (2, "A/RES/50/1", "A/RES/51/1")
    assert (every.uses, every.first, every.latest) == (3, "A/RES/50/1", "S/RES/2000 (2011)")


def test_a_short_clause_that_is_whole_is_not_near_one_that_only_begins_so(
    folder: Path, written
) -> None:
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add(
            [
                written(
                    "A/RES/56/121",
                    ["Alarmed by the wars of our time and by all that comes of them,"],
                )
            ]
        )
        assert corpus.suggest("Alarmed by the wars,")[0].score == 90
        assert corpus.suggest("Alarmed by the wars,", threshold=70, finished=True) == []


def test_every_word_has_a_character_that_text_can_hold() -> None:
    numbers = [1, 2, 0xD7FF, 0xD800, 0xDFFF, 0xE000, 70_000, CAPACITY]
    characters = [character(number) for number in numbers]
    assert len(set(characters)) == len(numbers)
    assert [number_of(char) for char in characters] == numbers
    assert "".join(characters).encode("utf-8").decode("utf-8") == "".join(characters)


def test_texts_of_an_older_schema_are_taken_over(folder: Path, written) -> None:
    import sqlite3
    import zlib

    folder.mkdir()
    file = written("A/RES/56/121")
    with sqlite3.connect(folder / "corpus.sqlite") as old:
        old.executescript(
            "CREATE TABLE meta (name TEXT PRIMARY KEY, value); CREATE TABLE documents (id INTEGER PRIMARY KEY, file, source);"
            "INSERT INTO meta VALUES ('generation', 4), ('starter', '1'); PRAGMA user_version = 1;"
        )
        old.execute(
            "INSERT INTO documents (file, source) VALUES (?, ?)",
            (file.name, zlib.compress(file.read_bytes())),
        )
    old.close()
    assert not ensure_starter(folder)
    with Corpus.open(folder) as corpus:
        assert [d.symbol for d in corpus.documents()] == ["A/RES/56/121"]
        assert corpus.notice == ""
    assert not (folder / "corpus-older.sqlite").exists()
