"""The question the corpus answers: what adopted wording is nearest to this clause."""

import random
from datetime import date
from pathlib import Path

import pytest

from precedent_corpus.corpus import Corpus
from precedent_corpus.search.ranking import nearness
from precedent_corpus.search.vocabulary import spelled
from precedent_corpus.search.wording import normalised
from resolution.formats.detect import read
from resolution.model import Kind, Resolution, Status, Vote
from resolution.text import NoteRef, plain

REPLACEMENTS = [
    "banana",
    "violet",
    "harbour",
    "whistle",
    "gravel",
    "lantern",
    "meadow",
    "pepper",
    "saddle",
    "thimble",
]


def one_word_in_seven_replaced(words: str, chance: random.Random) -> str:
    out = words.split()
    for at in chance.sample(range(len(out)), max(1, round(len(out) / 7))):
        out[at] = chance.choice(REPLACEMENTS)
    return " ".join(out)


def as_near(a: str, b: str, query: str) -> bool:
    texts = [normalised(words).words for words in (a, b, query)]
    numbers = {word: at for at, word in enumerate(sorted({w for t in texts for w in t}), 1)}
    *forms, asked = (spelled(words, numbers) for words in texts)
    left, right = nearness(asked, forms, typing=False)
    return left >= right


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory):
    seeds = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
    with Corpus.open(tmp_path_factory.mktemp("seeds"), writer=True) as corpus:
        corpus.add(seeds)
        yield corpus


def clauses(resolution: Resolution) -> list[str]:
    return [
        plain(b.text)
        for b in resolution.main.blocks
        if b.kind in (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ITEM) and plain(b.text).strip()
    ]


@pytest.mark.parametrize("seed", range(5))
def test_a_clause_with_one_word_in_seven_changed_finds_itself_or_a_twin_first(
    seed: int, corpus: Corpus, seeds: list[Path]
) -> None:
    chance = random.Random(seed)
    for words in clauses(read(seeds[seed]).resolution):
        query = one_word_in_seven_replaced(words, chance)
        first = corpus.suggest(query)[0]
        assert first.text == " ".join(words.split()) or as_near(first.text, words, query)


def test_a_clause_of_56_121_shows_its_forebear_with_the_words_that_differ(corpus: Corpus) -> None:
    words = "Recognizing the need for cooperation between States and the private sector in combating the criminal misuse of information technologies,"
    itself, forebear, *_ = corpus.suggest(words)
    assert (itself.symbol, itself.score) == ("A/RES/56/121", 100)
    assert forebear.symbol == "A/RES/55/63" and 80 <= forebear.score < 100
    assert [(h.old.strip(), h.new.strip()) for h in forebear.hunks if h.op != "equal"] == [
        ("the", ""),
        ("sector", "industry"),
    ]


def test_neither_case_nor_typography_nor_the_final_mark_counts(corpus: Corpus) -> None:
    words = "NOTING the necessity\N{NO-BREAK SPACE}of preventing the  criminal misuse of information technologies;"
    assert corpus.suggest(words)[0].score == 100


def test_a_wording_that_stands_in_two_texts_is_one_row(corpus: Corpus) -> None:
    matches = corpus.suggest(
        "Noting the necessity of preventing the criminal misuse of information technologies,"
    )
    same = [match for match in matches if match.score == 100]
    assert [(m.uses, m.first, m.latest, m.symbol) for m in same] == [
        (2, "A/RES/55/63", "A/RES/56/121", "A/RES/56/121")
    ]


def test_a_few_typed_words_find_the_clauses_that_begin_so(corpus: Corpus) -> None:
    matches = corpus.suggest("Recalling the United Nations Mill")
    assert [m.symbol for m in matches[:2]] == ["A/RES/56/121", "A/RES/55/63"]
    assert all(
        m.text.startswith("Recalling the United Nations Millennium") and m.score < 100
        for m in matches[:2]
    )


@pytest.mark.parametrize("words", ["", "   ", ",;.", "“”", "\N{NO-BREAK SPACE}", "56/121"])
def test_a_question_without_words_has_no_answer_and_no_error(corpus: Corpus, words: str) -> None:
    assert all(match.score <= 100 for match in corpus.suggest(words))
    assert corpus.suggest("") == []


def test_the_filters_hold(corpus: Corpus) -> None:
    words = "Noting the necessity of preventing the criminal misuse of information technologies,"
    assert {m.part for m in corpus.suggest(words, kind=Kind.OPERATIVE, threshold=0)} == {
        Kind.OPERATIVE
    }
    assert {m.kind for m in corpus.suggest(words, kind=Kind.PREAMBULAR, threshold=0)} == {
        Kind.PREAMBULAR
    }
    assert {m.kind for m in corpus.suggest(words, kind=Kind.ITEM, threshold=0)} == {Kind.ITEM}
    assert corpus.suggest(words, organ="Security Council", threshold=0) == []
    assert corpus.suggest(words, language="fr", threshold=0) == []
    assert "A/RES/56/121" not in {m.symbol for m in corpus.suggest(words, exclude="A/RES/56/121")}
    assert len(corpus.suggest(words, threshold=0, limit=3)) == 3
    assert corpus.suggest(words, threshold=101) == []


def test_the_best_stands_first_and_the_answer_is_always_the_same(corpus: Corpus) -> None:
    words = "Recognizing the need for cooperation between States in combating the misuse of technologies"
    matches = corpus.suggest(words, threshold=0, limit=20)
    assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)
    assert matches == corpus.suggest(words, threshold=0, limit=20)


def test_what_is_cited_is_told_and_not_in_the_score(folder: Path, written) -> None:
    file = written("A/RES/56/121", ["Recalling its resolution 55/63 of 4 December 2000,"])
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([file])
        match = corpus.suggest("Recalling its resolution 45/121 of 14 December 1990,")[0]
    assert match.score == 100
    assert match.differs == (
        "resolution 45/121",
        "14 December 1990",
        "resolution 55/63",
        "4 December 2000",
    )


def test_the_wording_that_cites_the_same_stands_before_the_others(folder: Path, written) -> None:
    cited = [f"Recalling its resolution 55/{n} of {n} December 2000," for n in range(1, 25)]
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([written("A/RES/56/121", cited)])
        for words in cited:
            match = corpus.suggest(words)[0]
            assert (match.text, match.differs) == (words, ())


def test_a_hundred_means_that_the_words_are_the_same(folder: Path, written) -> None:
    words = (
        "Recalling "
        + " ".join(f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(400))
        + ","
    )
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([written("A/RES/56/121", [words])])
        assert corpus.suggest(words.replace("wordbb", "other"))[0].score == 99
        assert corpus.suggest(words)[0].score == 100


def test_a_drafts_wording_is_never_shown_as_adopted(folder: Path, written) -> None:
    ours = "Noting the drafts that were not adopted in this form,"
    draft = written("A/C.3/74/L.11", [ours], status=Status.DRAFT)
    unknown = written(
        "",
        ["Noting the papers of which nothing is known,"],
        status=Status.UNKNOWN,
        file="paper.akn",
    )
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([draft, unknown])
        for words in (ours, "Noting the papers of which nothing is known,"):
            match = corpus.suggest(words)[0]
            assert (match.score, match.status, match.adopted, match.vote) == (
                100,
                Status.DRAFT,
                None,
                None,
            )


def test_where_a_draft_and_an_adopted_text_share_a_wording_the_adopted_one_is_shown(
    folder: Path, written
) -> None:
    words = "Noting the wording that both of them have,"
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add(
            [
                written("A/C.3/56/L.16", [words], status=Status.DRAFT),
                written("A/RES/56/121", [words], vote=Vote("without a vote")),
            ]
        )
        match = corpus.suggest(words)[0]
    assert (match.symbol, match.status, match.uses, match.vote) == (
        "A/RES/56/121",
        Status.ADOPTED,
        1,
        "without a vote",
    )


def test_equally_near_wordings_come_adopted_first_then_most_used_then_latest(
    folder: Path, written
) -> None:
    a, b, c, d = (
        f"Noting the {what} of all Member States,"
        for what in ("rights", "duties", "hopes", "fears")
    )
    texts = [
        written("A/RES/50/1", [a], adopted=date(1995, 1, 1)),
        written("A/RES/51/1", [b], adopted=date(1996, 1, 1)),
        written("A/RES/52/1", [b], adopted=date(1997, 1, 1)),
        written("A/RES/53/1", [c], adopted=date(1998, 1, 1)),
        written("A/C.3/54/L.1", [d], status=Status.DRAFT),
    ]
    for order in (texts, texts[::-1]):
        with Corpus.open(folder, writer=True) as corpus:
            corpus.add(order)
            assert [m.text for m in corpus.suggest("Noting the plans of all Member States,")] == [
                b,
                c,
                a,
                d,
            ]
            for text in corpus.documents():
                corpus.remove(text.symbol)


def test_a_match_brings_its_marks_and_its_notes(folder: Path, written) -> None:
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([written("A/RES/56/121", notes=["See resolution 55/2.", "Ibid."])])
        match = corpus.suggest("Recalling the Charter of the United Nations,")[0]
        clause = corpus.clause("A/RES/56/121", "PP1")
    assert [i for i in match.runs if isinstance(i, NoteRef)] == [NoteRef(0), NoteRef(1)]
    assert [plain(note or ()) for note in match.notes] == ["See resolution 55/2.", "Ibid."]
    assert (clause.text, clause.notes) == (match.runs, match.notes)


def test_another_language_is_found_only_when_it_is_asked_for(folder: Path, written) -> None:
    words = "Rappelant la Charte des Nations Unies et les principes du droit international,"
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([written("A/RES/56/121", [words], language="fr")])
        assert corpus.suggest(words) == []
        assert corpus.suggest(words, language="fr")[0].score == 100


def test_chinese_is_compared_by_characters(folder: Path, written) -> None:
    words = "回顾 《联合国宪章》的宗旨和原则，"
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([written("A/RES/56/121", [words], language="zh")])
        assert (
            80 < corpus.suggest("回顾 《联合国宪章》的目的和原则，", language="zh")[0].score < 100
        )


def test_quoted_blocks_and_annexes_are_no_precedents(folder: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    from resolution.formats.akn import writer as akn
    from resolution.model import Block, Division, DivisionKind
    from resolution.text import make

    operative = Block(Kind.OPERATIVE, make("Decides to amend the rules as follows:"), "1.")
    quoted = Block(
        Kind.OPERATIVE, make("Invites whoever reads this quotation to smile."), "1.", quoted=True
    )
    annexed = Block(Kind.OPERATIVE, make("Invites whoever reads this annex to frown."), "1.")
    text = Resolution(
        divisions=(
            Division(blocks=(operative, quoted)),
            Division(DivisionKind.ANNEX, "Annex", blocks=(annexed,)),
        )
    )
    text = replace(
        text,
        masthead=replace(
            text.masthead, symbol="A/RES/56/1", status=Status.ADOPTED, organ="General Assembly"
        ),
    )
    file = tmp_path / "quoting.akn"
    file.write_bytes(akn.to_bytes(text))
    with Corpus.open(folder, writer=True) as corpus:
        assert corpus.add([file]).clauses == 1


def test_on_the_whole_working_set_a_changed_clause_finds_itself_first(
    corpus_files: list[Path], folder: Path
) -> None:
    chance = random.Random(7)
    files = [file for file in corpus_files if "/English/" in file.as_posix()][::4]
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add(files)
        for file in chance.sample(files, 40):
            for words in chance.sample(clauses(read(file).resolution), 1):
                query = one_word_in_seven_replaced(words, chance)
                first = corpus.suggest(query, language=read(file).resolution.masthead.language)
                assert first and (
                    first[0].text == " ".join(words.split()) or as_near(first[0].text, words, query)
                )


def test_a_comma_does_not_end_what_is_being_typed(corpus: Corpus) -> None:
    begun = "Underlining the need for enhanced coordination and cooperation among States in combating the criminal misuse of information technologies,"
    assert corpus.suggest(begun)[0].text.startswith(begun)
    assert corpus.suggest("Invites Member States,")[0].text.startswith("Invites Member States,")


def test_the_highest_thresholds_hold_while_one_types(corpus: Corpus) -> None:
    assert all(match.score >= 99 for match in corpus.suggest("Recalling the United", threshold=99))
