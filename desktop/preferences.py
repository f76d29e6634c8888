"""The preferences: a form made from the table of settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.settings import SETTINGS, Setting, Settings, Value


class Preferences(QDialog):
    """Shows every setting with what it means; nothing changes before OK."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Preferences")
        self._settings = settings
        self._chosen: dict[str, Callable[[], Value]] = {}
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(6)
        for setting in SETTINGS:
            field = self._field(setting)
            field.setAccessibleDescription(setting.description)
            form.addRow(setting.title, field)
            form.addRow("", _explained(setting.description))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok
            | QDialogButtonBox.StandardButton.Cancel
            | QDialogButtonBox.StandardButton.RestoreDefaults
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        restore = buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults)
        restore.clicked.connect(self._restore)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.resize(520, self.sizeHint().height())

    def _field(self, setting: Setting) -> QWidget:
        if isinstance(setting.default, int):
            number = QSpinBox(minimum=setting.low, maximum=setting.high, suffix=setting.unit)
            number.setValue(self._settings.number(setting))
            self._chosen[setting.name] = number.value
            return number
        if setting.choices:
            box = QComboBox()
            for choice in setting.choices:
                box.addItem(choice.capitalize(), choice)
            box.setCurrentIndex(box.findData(self._settings.words(setting)))
            self._chosen[setting.name] = lambda: str(box.currentData())
            return box
        line = QLineEdit(self._settings.words(setting))
        self._chosen[setting.name] = line.text
        return _with_browse(line, setting.title) if setting.file else line

    def _restore(self) -> None:
        for setting in SETTINGS:
            self._settings.choose(setting, setting.default)
        self.reject()

    def accept(self) -> None:
        for setting in SETTINGS:
            self._settings.choose(setting, self._chosen[setting.name]())
        super().accept()


def _explained(words: str) -> QLabel:
    label = QLabel(words, wordWrap=True)
    label.setContentsMargins(0, 0, 0, 8)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label


def _with_browse(line: QLineEdit, title: str) -> QWidget:
    whole, browse = QWidget(), QPushButton("Choose…")
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(line, 1)
    row.addWidget(browse)
    whole.setFocusProxy(line)

    def choose() -> None:
        start = str(Path(line.text()).parent) if line.text() else ""
        name, _ = QFileDialog.getOpenFileName(whole, title, start, "Images (*.png *.jpg *.jpeg)")
        if name:
            line.setText(name)

    browse.clicked.connect(choose)
    return whole
