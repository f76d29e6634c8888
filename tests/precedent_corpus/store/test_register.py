"""The register of adopted resolutions."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from precedent_corpus.store.register import Register


@pytest.fixture(scope="module")
def register() -> Register:
    return Register()


def test_a_resolution_is_found_by_symbol_and_as_it_is_cited(register: Register) -> None:
    entry = register.by_symbol("A/RES/74/247")
    assert entry is not None and entry == register.by_number("74/247")
    assert (entry.adopted, entry.vote.summary, entry.certain) == (
        date(2019, 12, 27),
        "79-60-33",
        True,
    )
    assert (
        entry.title
        == "Countering the use of information and communications technologies for criminal purposes"
    )


@pytest.mark.parametrize(
    ("cited", "organ", "day"),
    [
        ("65/230", "General Assembly", date(2010, 12, 21)),
        ("2231 (2015)", "Security Council", date(2015, 7, 20)),
        ("2017/26", "Economic and Social Council", date(2017, 7, 25)),
        ("38/11", "Human Rights Council", date(2018, 7, 6)),
        ("1/9999", "General Assembly", None),
        ("65/230", "Sports Club", None),
    ],
)
def test_dates_are_told_as_checks_ask_for_them(
    register: Register, cited: str, organ: str, day: date | None
) -> None:
    assert register.adoption_date(cited, organ) == day


def test_a_date_that_is_only_cited_is_not_certain(register: Register) -> None:
    entry = register.by_number("65/230")
    assert entry is not None and not entry.certain


def test_every_row_can_be_read(register: Register) -> None:
    entries = list(register)
    assert len(entries) == len(register) > 7000
    assert all(entry.symbol and entry.organ and entry.adopted for entry in entries)


def test_a_missing_register_knows_nothing(tmp_path: Path) -> None:
    assert Register(tmp_path / "none.csv").by_symbol("A/RES/65/230") is None


def test_nothing_is_read_until_a_question_is_asked() -> None:
    code = "import builtins, pathlib; pathlib.Path.open = None; from precedent_corpus.store.register import Register; Register()"
    subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=Path(__file__).resolve().parents[3]
    )


def test_the_agenda_item_of_a_title_at_a_session_is_known(register: Register) -> None:
    title = "Report of the International Criminal Court"
    assert register.agenda_item(title, "General Assembly", 74) == "73"
    assert register.agenda_item(title.upper(), "General Assembly", 74) == "73"
    assert register.agenda_item(title, "General Assembly", 12) == ""
    assert register.agenda_item(title, "Security Council", 74) == ""
    assert register.agenda_item("", "General Assembly", 74) == ""
