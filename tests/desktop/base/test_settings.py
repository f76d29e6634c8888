"""The settings and the preferences dialog."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QApplication, QLabel, QSpinBox

from desktop.base.settings import (
    RECENT_LIMIT,
    ROWS,
    SETTINGS,
    THEME,
    THRESHOLD,
    Settings,
    SettingSpec,
    section,
    valid,
)
from desktop.shell.preferences import Preferences


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.name)
def test_every_setting_is_explained_and_its_default_is_valid(setting: SettingSpec) -> None:
    assert setting.title
    assert setting.description.endswith(".")
    assert valid(setting, setting.default) == setting.default


def test_a_value_survives_a_restart(tmp_path: Path) -> None:
    first = Settings(tmp_path)
    first.set_value(ROWS, 7)
    first.save_state("geometry", QByteArray(b"\x01\x02"))
    first.save()
    again = Settings(tmp_path)
    assert again.number(ROWS) == 7
    assert again.state("geometry") == QByteArray(b"\x01\x02")


@pytest.mark.parametrize(
    ("value", "kept"), [("12", 9), ("-3", 1), ("many", ROWS.default), ("4", 4)]
)
def test_an_invalid_number_is_corrected(value: str, kept: int) -> None:
    assert valid(ROWS, value) == kept


def test_an_unknown_choice_gives_the_default() -> None:
    assert valid(THEME, "mauve") == "system"


def test_a_damaged_settings_file_gives_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "settings.ini").write_bytes(b"\x00\xff[precedent\nrows=\xfe\xfe")
    settings = Settings(tmp_path)
    assert settings.number(ROWS) == ROWS.default
    assert settings.recent() == ()


def test_changed_is_emitted_only_for_a_different_value(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    told: list[str] = []
    settings.changed.connect(told.append)
    settings.set_value(THRESHOLD, THRESHOLD.default)
    settings.set_value(THRESHOLD, 70)
    settings.set_value(THRESHOLD, 70)
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


def test_every_setting_has_a_field_under_the_heading_of_its_section(
    qapp: QApplication, tmp_path: Path
) -> None:
    dialog = Preferences(Settings(tmp_path))
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    plain = [words.replace("&", "") for words in labels]
    for setting in SETTINGS:
        assert setting.title in plain
        assert f"<h3>{section(setting)}</h3>" in labels
        assert setting.description in labels
    letters = [words.casefold().split("&")[1][0] for words in labels if "&" in words]
    assert len(letters) == len(set(letters)) == len(SETTINGS)
    dialog.deleteLater()


def test_the_preferences_fit_a_small_screen(qapp: QApplication, tmp_path: Path) -> None:
    dialog = Preferences(Settings(tmp_path))
    assert dialog.height() <= 640
    assert dialog.minimumSizeHint().height() < 400
    dialog.deleteLater()


def test_preferences_take_effect_only_after_ok(qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    for end, rows in ((Preferences.reject, ROWS.default), (Preferences.accept, 8)):
        dialog = Preferences(settings)
        field = next(f for f in dialog.findChildren(QSpinBox) if f.accessibleName() == ROWS.title)
        field.setValue(8)
        end(dialog)
        assert settings.number(ROWS) == rows
        dialog.deleteLater()
