"""Words are judged as the United Nations spells them, and adopted texts pass."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from resolution.formats.akn import reader as akn
from resolution.formats.plain import reader as plain
from resolution.language import spelling
from resolution.language.spelling import Speller, dictionary
from resolution.model import Masthead
from resolution.text import Mark, Run, Text, make

CORPUS = Path(__file__).resolve().parents[3].parent / "shared" / "corpus"
pytestmark = pytest.mark.skipif(dictionary() is None, reason="no dictionary for this machine")


@pytest.fixture(scope="module")
def speller() -> Speller:
    words = dictionary()
    assert words is not None
    return Speller(words)


def found(speller: Speller, text: str | Text) -> list[tuple[str, str]]:
    slips = speller.slips(make(text) if isinstance(text, str) else text)
    return [(slip.word, slip.un) for slip in slips]


@pytest.mark.parametrize(
    ("american", "un"),
    [
        ("labor", "labour"), ("Center", "Centre"), ("programs", "programmes"), ("percent", "per cent"),
        ("fulfill", "fulfil"), ("traveling", "travelling"), ("analyzed", "analysed"), ("defense", "defence"),
        ("neighboring", "neighbouring"), ("organisation", "organization"), ("Recognising", "Recognizing"),
        ("mobilised", "mobilized"), ("globalisation", "globalization"), ("subprograms", "subprogrammes"),
        ("co‑operation", "cooperation"), ("paralyzes", "paralyses"), ("pediatric", "paediatric"), ("toward", "towards"),
        ("benefitting", "benefiting"),
    ],
)  # fmt: skip
def test_a_form_of_another_house_is_turned(speller: Speller, american: str, un: str) -> None:
    assert speller.judge(american) == un


@pytest.mark.parametrize(
    "words",
    [
        "labour programmes of the Centre, 40 per cent fulfilled, analysing behaviour and favourable colours",
        "to advertise, exercise, supervise, comprise, televise, franchise and compromise",
        "multilateralism, peacebuilding, interoperability and operationalization; Kazakhstan’s neighbours",
        "Côte d’Ivoire, Türkiye, Timor-Leste, Addis Ababa, N’Djamena and Chişinău",
        "a/an and/or women/men; subprogramme, microplastics, cyberexploitation, pre-deployment, non-self-governing",
        "A/RES/65/230, A/C.3/74/L.11, S/PRST/2020/5, www.un.org, drafts@un.org, 75th, 2231 (2015), U.S.",
        "NGOs, IDPs, UNiTE, UNAMI’s, HIV/AIDS, (iii) and (xiv), Mr., No. 4, e.g., a–b",
        "judgment or judgement, advisor or adviser, practice and practise, metre and meter",
        "the Organisation for the Prohibition of Chemical Weapons and a computer program",
    ],
)  # fmt: skip
def test_what_is_right_is_left_alone(speller: Speller, words: str) -> None:
    assert found(speller, words) == []


def test_a_misspelt_word_is_found_where_it_stands(speller: Speller) -> None:
    words = "Requests the Secretary-Genral to reprot to the Assemby"
    assert found(speller, words) == [("Genral", ""), ("reprot", ""), ("Assemby", "")]
    assert [words[s.start : s.end] for s in speller.slips(make(words))] == [
        "Genral", "reprot", "Assemby"
    ]  # fmt: skip


def test_words_in_italics_are_of_another_language_but_a_lead_is_not(speller: Speller) -> None:
    text = (
        Run("Reafirming", Mark.LEAD | Mark.ITALIC),
        Run(" the "),
        Run("loya jirga", Mark.ITALIC),
        Run(" of xenophon"),
    )
    assert found(speller, text) == [("Reafirming", ""), ("xenophon", "")]


def test_ones_own_words_are_right_with_a_capital_too() -> None:
    words = dictionary()
    assert words is not None
    speller = Speller(words)
    text = make("Zorbification and zorbification, Qualquan and qualquan")
    assert len(speller.slips(text)) == 4
    speller.own = {"zorbification", "Qualquan"}
    assert [slip.word for slip in speller.slips(text)] == ["qualquan"]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("goverment", "government"), ("Securty", "Security"), ("multilaterism", "multilateralism"), ("organisation", "organization"),
     ("colr", "colour"), ("programes", "programmes"), ("peacebulding", "peacebuilding")],
)  # fmt: skip
def test_what_was_meant_is_proposed_in_the_forms_of_the_united_nations(
    speller: Speller, wrong: str, meant: str
) -> None:
    proposed = speller.suggestions(wrong)
    assert meant in proposed
    assert all(speller.judge(word) is None for words in proposed for word in words.split())


def test_letters_that_the_dictionary_cannot_write_do_no_harm(speller: Speller) -> None:
    assert found(speller, "Ştefan Łódź Ω 東京") == [("Ştefan", ""), ("Łódź", ""), ("東京", "")]
    assert isinstance(speller.suggestions("Ştefan"), list)


def test_a_language_without_a_dictionary_is_told() -> None:
    assert "English alone" in spelling.unchecked("fr", dictionary())
    assert "library" in spelling.unchecked("en", None)
    assert spelling.unchecked("en", dictionary()) == ""


def test_own_words_are_read_a_line_each(tmp_path: Path) -> None:
    assert spelling.own_words(tmp_path) == frozenset()
    (tmp_path / spelling.OWN_WORDS).write_text("﻿Zorb\n\n l’Zorb \n", encoding="utf-8")
    assert spelling.own_words(tmp_path) == {"Zorb", "l'Zorb"}


def test_no_row_of_the_tables_contradicts_another(speller: Speller) -> None:
    """What is told of is not proposed for another, and no listed word is a form that is told."""
    forms = spelling.forms()
    assert not [un for american, un in forms.to_un.items() if un in forms.told]
    assert not [word for word in spelling.written() if word.lower() in forms.told]


def spoilt(word: str, random_: random.Random) -> str:
    """Return a word with two neighbouring letters in each other's place."""
    pairs = [n for n in range(1, len(word) - 1) if word[n] != word[n + 1]]
    if not pairs:
        return word
    n = random_.choice(pairs)
    return word[:n] + word[n + 1] + word[n] + word[n + 2 :]


def test_nearly_every_slip_of_the_fingers_is_found(speller: Speller) -> None:
    """Letters that changed places: what is not found is another word ("form" for "from")."""
    seeds = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
    words = sorted({
        w for path in seeds for w in re.findall(r"\b[a-z]{5,}\b", path.read_text(encoding="utf-8"))
        if speller.judge(w) is None
    })  # fmt: skip
    random_ = random.Random(4)
    tried = [(w, s) for w in words if (s := spoilt(w, random_)) != w]
    assert len(tried) > 400
    assert sum(speller.judge(s) is not None for _, s in tried) / len(tried) > 0.97


def test_the_seeds_have_no_slip(speller: Speller) -> None:
    for path in sorted((Path(__file__).parents[2] / "seeds").glob("*.txt")):
        resolution = plain.read(path).resolution
        assert [slip for text in resolution.texts() for slip in speller.slips(text)] == [], path


@pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the working set of real texts lies outside the repository"
)
def test_adopted_texts_have_less_than_one_unknown_word_in_a_thousand(speller: Speller) -> None:
    words = unknown = 0
    for path in sorted(CORPUS.glob("*/English/*.xml"))[::8]:
        resolution = akn.read(path).resolution
        for text in resolution.texts():
            words += len(re.findall(r"\w+", "".join(r.text for r in text if isinstance(r, Run))))
            unknown += sum(not slip.un for slip in speller.slips(text))
    assert words > 100_000
    assert unknown / words < 0.001


def test_only_english_is_checked(speller: Speller) -> None:
    from resolution.checks import check

    read = plain.read_text("The General Assembly,\n\nRecalling its reslution,\n\n1. Decides.")
    english = read.resolution
    found = [p for p in check(english, None, speller) if p.code == "spelling"]
    assert [(p.where, p.code, p.line, p.fix) for p in found] == [("PP1", "spelling", 2, None)]
    from dataclasses import replace

    french = replace(english, masthead=replace(english.masthead or Masthead(), language="fr"))
    assert [p for p in check(french, None, speller) if p.code == "spelling"] == []
