"""Quoted phrases: exactly the wordings that hold them are found, figures included, and nothing else scores 100."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from precedent_corpus.corpus import By, Corpus, ensure_starter
from precedent_corpus.search import phrase_search
from precedent_corpus.search.matches import Filters, FoundBy
from precedent_corpus.search.phrases import phrase_of, printed
from resolution.diff.facts import citations
from resolution.language.typography import plain_typography
from resolution.text import plain

SEEDS = Path(__file__).parents[2] / "seeds"
SHARED = Path(__file__).parents[4] / "shared" / "corpus"
ALL = 100_000


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder = tmp_path_factory.mktemp("starter")
    ensure_starter(folder)
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([SEEDS])
        yield corpus


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """Return a corpus of the texts that the Security Council adopted in a year."""
    if not SHARED.is_dir():
        pytest.skip("the published texts in ../shared/corpus are not here")
    with Corpus.open(tmp_path_factory.mktemp("published"), writer=True) as corpus:
        corpus.add([SHARED / "SC-2022"])
        yield corpus


def wordings(corpus: Corpus) -> list[str]:
    """Return one printing of every English wording, with plain typography."""
    query = (
        "SELECT min(c.body) FROM clauses c JOIN wordings w ON w.id = c.wording"
        " WHERE w.language = 'en' GROUP BY w.id ORDER BY w.id"
    )
    with corpus.store.reading() as connection:
        packing = corpus.store.packing(connection)
        bodies = [packing.unpacked(row[0])[0] for row in connection.execute(query)]
    return sorted(plain_typography(plain(body)) for body in bodies)


def drawn(printings: Sequence[str], count: int) -> list[str]:
    """Return phrases that hold a date, figure or symbol, with up to two words more on either side."""
    chance = random.Random(1540)
    citing = [words for words in printings if any(citations(words))]
    found: list[str] = []
    while len(found) < count:
        words = chance.choice(citing)
        fact = chance.choice(list(citations(words)))
        places = [word.span() for word in re.finditer(r"\S+", words)]
        inside = [
            n for n, (start, end) in enumerate(places) if end > fact.start and start < fact.end
        ]
        first = max(0, inside[0] - chance.randint(0, 2))
        last = min(len(places) - 1, inside[-1] + chance.randint(0, 2))
        phrase = words[places[first][0] : places[last][1]].strip(" ,;.:")
        if '"' not in phrase and phrase not in found:
            found.append(phrase)
    return found


def holds_to_the_letter(words: str, phrase: str) -> bool:
    """Return whether the phrase stands between spaces, or with marks between it and them."""
    whole = rf"""(?<!\S)["'(\[]*{re.escape(phrase.casefold())}["')\].,;:?!]*(?!\S)"""
    return phrase.casefold() in words.casefold() and bool(re.search(whole, words.casefold()))


def holds_in_words(words: str, phrase: str) -> bool:
    """Return whether the words of the phrase stand one after another, figures included, whatever marks there are."""
    return f" {bare(phrase)} " in f" {bare(words)} "


def bare(words: str) -> str:
    """Return words parted by single spaces: no marks but those within a word, and both ends of a range apart."""
    apart = re.sub(r"(?<=\d)-(?=\d)", " ", words.casefold())
    return " ".join(re.findall(r"[\w%$]+(?:['./,-]\w+)*", apart))


def assert_exact(corpus: Corpus, printings: Sequence[str], phrase: str) -> None:
    found = corpus.search(f"“{phrase}”", limit=ALL)
    texts = [plain_typography(match.text) for match in found.matches]
    assert found.by is By.PHRASE and not found.more and not found.instead, phrase
    assert {match.score for match in found.matches} == {100}, phrase
    assert [one for one in texts if not holds_in_words(one, phrase)] == [], phrase
    holders = sum(holds_to_the_letter(words, phrase) for words in printings)
    assert sum(holds_to_the_letter(text, phrase) for text in texts) == holders > 0, phrase
    few = corpus.search(f"“{phrase}”", limit=3)
    assert few.matches == found.matches[:3] and few.more is (len(texts) > 3), phrase


def test_phrases_with_figures_find_exactly_their_holders_in_published_texts(
    published: Corpus,
) -> None:
    printings = wordings(published)
    for phrase in drawn(printings, 60):
        assert_exact(published, printings, phrase)


def test_phrases_with_figures_find_exactly_their_holders_in_the_texts_that_come_along(
    starter: Corpus,
) -> None:
    printings = wordings(starter)
    for phrase in drawn(printings, 40):
        assert_exact(starter, printings, phrase)


def test_phrases_of_words_find_exactly_their_holders(starter: Corpus) -> None:
    printings = wordings(starter)
    for phrase in (
        "free flow of information",
        "the General Assembly",
        "of the",
        "and",
        "States to",
    ):
        assert_exact(starter, printings, phrase)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("RESOLUTION 1540 (2004)", "its resolution\u00a01540 (2004) of 28 April 2004,"),
        ("March 2006", "its resolution of 29 March 2006;"),
        ("55/63", "resolutions 55/63 and 56/121"),
        ("the States' own laws", "the States’ own laws"),
        ("twenty-fifth session", "at its twenty–fifth session"),
        ("15 May", "from 14–15 May 2006"),
        ("peace security", "peace, security and development"),
        ("peace, security", "international peace, security and development"),
        ("women and peace agenda", "the “women and peace” agenda"),
        ("the matter,", "seized of the matter."),
        ("5 per cent", "by 5 per cent"),
        ("大会第", "联合国大会第六十届会议"),
    ],
)
def test_a_phrase_stands_in_words_that_print_it(phrase: str, words: str) -> None:
    assert phrase_of(phrase).stands_in(printed(words))


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("resolution 1540 (2004)", "its resolution 1540 (2005)"),
        ("29 March 2006", "of 29 March 2007"),
        ("resolution 60/1", "resolution 60/180"),
        ("A/60/1", "see A/60/1/Add.1"),
        ("55/63", "A/RES/55/63"),
        ("500 dollars", "1,500 dollars"),
        ("2 per cent", "3.2 per cent"),
        ("5 States", "5 % States"),
        ("session", "sessions"),
        ("proliferation of weapons", "the non-proliferation of weapons"),
        ("fifth session", "twenty-fifth session"),
        ("peace, security", "peace security"),
        ("peace security", "peace/security"),
    ],
)
def test_a_phrase_does_not_stand_in_words_that_print_another(phrase: str, words: str) -> None:
    assert not phrase_of(phrase).stands_in(printed(words))


CITING = [
    "Recalling its resolution 1540 (2004) of 28 April 2004,",
    "Recalling its resolution 1542 (2004) of 30 April 2004,",
    "Noting A/RES/55/63 and the ranges 2010–2015 of annex II.A,",
    "Noting the technologies of 15 May and a 15-member body,",
]


@pytest.fixture
def citing(folder: Path, written) -> Iterator[Corpus]:
    """Return a corpus of clauses that cite."""
    texts = [
        written("A/RES/60/1", CITING, ["Decides to meet in 2006;"], adopted=date(2005, 9, 16)),
        written(
            "S/RES/1673 (2006)",
            ["Recalling its resolution 1540 (2004) anew,"],
            organ="Security Council",
            adopted=date(2006, 4, 27),
        ),
    ]
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add(texts)
        yield corpus


@pytest.mark.parametrize(
    "phrase",
    [
        "1540",
        "(2004) of 28",
        "April",
        "A/RES/55/63",
        "2015",
        "II.A",
        "annex ii.a",
        "15-member",
        "15",
    ],
)
def test_a_part_of_a_date_or_symbol_finds_all_that_print_it(citing: Corpus, phrase: str) -> None:
    printings = wordings(citing)
    found = citing.search(f'"{phrase}"', limit=ALL)
    holders = [words for words in printings if phrase_of(phrase).stands_in(printed(words))]
    assert holders and len(found.matches) == len(holders) and found.by is By.PHRASE


def test_the_filters_hold_for_phrases(citing: Corpus) -> None:
    def symbols(**filters: object) -> list[str]:
        found = citing.search('"resolution 1540 (2004)"', Filters(**filters), limit=1)  # type: ignore[arg-type]
        assert found.more is (len(filters) == 0)
        return [match.symbol for match in found.matches]

    assert len(symbols()) == 1
    assert symbols(organ="Security Council") == ["S/RES/1673 (2006)"]
    assert symbols(until=2005) == ["A/RES/60/1"]


def test_all_holders_are_found_where_more_wordings_have_the_words_than_are_looked_at_first(
    starter: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = starter.search('"of the"', limit=ALL)
    monkeypatch.setattr(phrase_search, "LOOKED_AT", 5)
    again = starter.search('"of the"', limit=ALL)
    assert {match.text for match in again.matches} == {match.text for match in whole.matches}
    assert len(whole.matches) > 5


def test_a_phrase_that_nothing_holds_is_searched_for_as_words_and_scores_below_100(
    citing: Corpus,
) -> None:
    found = citing.search('"28 April 2004 resolution 1540 (2004)"')
    assert found.by is By.WORDS and found.instead == "28 April 2004 resolution 1540 (2004)"
    assert found.matches[0].text == CITING[0] and found.matches[0].score < 100
    assert all(match.how is not FoundBy.PHRASE for match in found.matches)
    for missing in ('"29 March 2099"', '"resolution 1540 (2099)"', '"Decides to meet in 2007"'):
        answer = citing.search(missing, threshold=0)
        assert answer.instead == missing.strip('"')
        assert all(match.score < 100 for match in answer.matches)


def test_a_score_beside_no_exact_match_falls_with_every_word_that_is_not_there(
    citing: Corpus,
) -> None:
    (first, *_) = citing.search('"Decides to meet in 2007"', threshold=0).matches
    assert first.text == "Decides to meet in 2006;" and first.score == 80


def test_words_beside_a_phrase_must_be_there_too(citing: Corpus) -> None:
    exact = citing.search('"resolution 1540 (2004)" anew')
    assert exact.by is By.PHRASE and [match.score for match in exact.matches] == [100]
    other_form = citing.search('"15 May" technology')
    assert other_form.by is By.PHRASE and [m.score < 100 for m in other_form.matches] == [True]
    assert citing.search('"resolution 1540 (2004)" 28').matches[0].text == CITING[0]
    for missing in ("harbour", "2099"):
        assert citing.search(f'"resolution 1540 (2004)" {missing}').instead


def test_a_phrase_of_marks_alone_is_no_phrase(citing: Corpus) -> None:
    found = citing.search('"…;" technologies')
    assert found.by is By.WORDS and not found.instead
