"""What the user may choose."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from desktop.settings import (
    RECENT_LIMIT,
    ROWS,
    SETTINGS,
    THEME,
    THRESHOLD,
    Setting,
    Settings,
    valid,
)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.name)
def test_every_setting_is_explained_and_its_default_is_valid(setting: Setting) -> None:
    assert setting.title
    assert setting.description.endswith(".")
    assert valid(setting, setting.default) == setting.default


def test_a_value_survives_the_program(tmp_path: Path) -> None:
    first = Settings(tmp_path)
    first.choose(ROWS, 7)
    first.keep_state("geometry", QByteArray(b"\x01\x02"))
    first.save()
    again = Settings(tmp_path)
    assert again.number(ROWS) == 7
    assert again.state("geometry") == QByteArray(b"\x01\x02")


@pytest.mark.parametrize(
    ("value", "kept"), [("12", 9), ("-3", 1), ("many", ROWS.default), ("4", 4)]
)
def test_a_number_out_of_bounds_or_not_a_number_is_mended(value: str, kept: int) -> None:
    assert valid(ROWS, value) == kept


def test_a_word_that_is_no_choice_gives_the_default() -> None:
    assert valid(THEME, "mauve") == "system"


def test_a_damaged_file_of_settings_gives_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "settings.ini").write_bytes(b"\x00\xff[precedent\nrows=\xfe\xfe")
    settings = Settings(tmp_path)
    assert settings.number(ROWS) == ROWS.default
    assert settings.recent() == ()


def test_only_a_new_value_is_told(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    told: list[str] = []
    settings.changed.connect(told.append)
    settings.choose(THRESHOLD, THRESHOLD.default)
    settings.choose(THRESHOLD, 70)
    settings.choose(THRESHOLD, 70)
    assert told == ["precedent/threshold"]


def test_recent_files_come_latest_first_each_once_and_not_too_many(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    for n in range(RECENT_LIMIT + 5):
        settings.add_recent(tmp_path / f"{n}.akn")
    settings.add_recent(tmp_path / "10.akn")
    assert [p.name for p in settings.recent()][:3] == ["10.akn", "14.akn", "13.akn"]
    assert len(settings.recent()) == RECENT_LIMIT
    settings.clear_recent()
    assert settings.recent() == ()


def test_a_single_recent_file_is_read_back(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.add_recent(tmp_path / "only.akn")
    settings.save()
    assert Settings(tmp_path).recent() == (tmp_path / "only.akn",)
