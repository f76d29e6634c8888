"""Languages as values: every entry has its module, and asking for one loads no other."""

import subprocess
import sys
from pathlib import Path

import pytest

from resolution.language import DEFAULT, LANGUAGES, OFFICIAL, of
from resolution.language.language import Language
from resolution.language.organs import ORGANS
from resolution.text import Mark

ROOT = Path(__file__).resolve().parents[3]

EXPRESSIONS = {
    "ordinals": "ordinals",
    "organs": "organ_expressions",
    "leads": "lead_grammar",
    "lines": "line_expressions",
    "clauses": "clause_expressions",
    "notes": "note_expressions",
    "pages": "page_expressions",
    "masthead": "masthead_expressions",
    "references": "reference_expressions",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_entry_has_a_module_of_its_language(code: str) -> None:
    language = of(code)
    assert language.code == code
    assert language.name == LANGUAGES[code].name
    assert language.own_name
    assert language.script.tag.startswith(f"{code}-")
    assert len(language.months) == 12


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_a_language_says_it_recognizes_can_be_loaded(code: str) -> None:
    language = of(code)
    assert set(language.expressions) <= set(EXPRESSIONS)
    for name in language.expressions:
        assert getattr(language, EXPRESSIONS[name])


def test_english_is_complete() -> None:
    english = of(DEFAULT)
    assert set(english.expressions) == set(EXPRESSIONS)
    assert (
        english.final_marks
        and english.sides
        and english.openings
        and english.dictionary
        and english.leads
    )


def test_english_says_how_the_resolutions_of_every_organ_open() -> None:
    assert [organ.opening for organ in ORGANS] == [f"The {organ.name}," for organ in ORGANS]


@pytest.mark.parametrize("code", OFFICIAL)
def test_official_languages_know_the_principal_organs(code: str) -> None:
    principal = {organ.name for organ in ORGANS if not organ.parent} | {"Human Rights Council"}
    language = of(code)
    assert principal <= set(language.openings)
    assert code == DEFAULT or principal == set(language.masthead.organs)


def test_a_language_is_found_by_any_of_its_tags() -> None:
    assert of("fr-CA") is of("FR") is of("fr_CH") is of("fr")


def test_an_unknown_language_has_nothing_of_its_own() -> None:
    unknown = of("tlh")
    assert unknown == Language(code="tlh")
    assert unknown.name == ""
    assert unknown.leads == ()
    with pytest.raises(LookupError, match="no expressions for leads"):
        _ = unknown.lead_grammar


def test_leads_are_printed_as_the_united_nations_prints_them() -> None:
    faces = {language.code: language.lead_typeface for language in map(of, LANGUAGES)}
    assert faces == dict.fromkeys(LANGUAGES, Mark.ITALIC) | {
        "zh": Mark.BOLD,
        "ar": Mark.BOLD | Mark.ITALIC,
    }


def test_arabic_alone_is_written_from_right_to_left() -> None:
    assert [language.code for language in map(of, LANGUAGES) if language.right_to_left] == ["ar"]


def test_the_official_languages_are_six() -> None:
    assert OFFICIAL == ("en", "fr", "es", "ru", "zh", "ar")


def test_a_language_loads_no_other() -> None:
    """In a process of its own, with everything imported that reads and writes texts."""
    program = (
        "import sys, resolution.recognition.recognizer, resolution.formats.word.writer, resolution.references\n"
        "from resolution.language import LANGUAGES, of\n"
        "of('en').leads\n"
        "print(*(c for c in LANGUAGES if f'resolution.language.{c}' in sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["en"]
