"""The preferences dialog: a form generated from the table of settings, with a heading for each section."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.base.settings import SETTINGS, Settings, SettingSpec, Value, section


class Preferences(QDialog):
    """Shows every setting with its description; nothing changes before OK."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Preferences")
        self._settings = settings
        self._values: dict[str, Callable[[], Value]] = {}
        self._mnemonics = set("oc")  # those of OK and Cancel
        measure = self.fontMetrics().horizontalAdvance
        self._widest = max(measure(setting.title) for setting in SETTINGS) + 4
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(18, 8, 18, 8)
        for name, group in groupby(sorted(SETTINGS, key=_order), key=section):
            heading = QLabel(f"<h3>{name}</h3>")
            column.addWidget(heading)
            column.addLayout(self._form(group))
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(whole)
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
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 6, 18, 14)
        foot.addWidget(buttons)
        layout.addLayout(foot)
        room = (parent or self).screen().availableSize()
        self.resize(580, min(whole.sizeHint().height() + 80, 640, room.height() - 80))

    def _form(self, settings: Iterable[SettingSpec]) -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(4)
        for setting in settings:
            field = self._field(setting)
            field.setAccessibleName(setting.title)
            field.setAccessibleDescription(setting.description)
            label = QLabel(self._with_mnemonic(setting.title))
            label.setBuddy(field)
            label.setMinimumWidth(self._widest)
            form.addRow(label, field)
            form.addRow("", _description(setting.description))
        return form

    def _with_mnemonic(self, title: str) -> str:
        """Return the title with a mnemonic that no other title has."""
        for at, letter in enumerate(title.casefold()):
            if letter.isalpha() and letter not in self._mnemonics:
                self._mnemonics.add(letter)
                return f"{title[:at]}&{title[at:]}"
        return title

    def _field(self, setting: SettingSpec) -> QWidget:
        if isinstance(setting.default, int):
            number = QSpinBox(minimum=setting.low, maximum=setting.high, suffix=setting.unit)
            number.setValue(self._settings.number(setting))
            self._values[setting.name] = number.value
            return number
        if setting.choices:
            box = QComboBox()
            for choice in setting.choices:
                box.addItem(choice.capitalize(), choice)
            box.setCurrentIndex(box.findData(self._settings.text(setting)))
            self._values[setting.name] = lambda: str(box.currentData())
            return box
        line = QLineEdit(self._settings.text(setting))
        line.setAccessibleName(setting.title)
        line.setAccessibleDescription(setting.description)
        self._values[setting.name] = line.text
        return _with_browse(line, setting.title) if setting.file else line

    def _restore(self) -> None:
        for setting in SETTINGS:
            self._settings.set_value(setting, setting.default)
        self.reject()

    def accept(self) -> None:
        for setting in SETTINGS:
            self._settings.set_value(setting, self._values[setting.name]())
        super().accept()


def _order(setting: SettingSpec) -> int:
    """Return the position of a setting's section: sections follow the order of the table."""
    names = list(dict.fromkeys(section(s) for s in SETTINGS))
    return names.index(section(setting))


def _description(words: str) -> QLabel:
    label = QLabel(words, wordWrap=True)
    label.setContentsMargins(0, 0, 0, 8)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label


def _with_browse(line: QLineEdit, title: str) -> QWidget:
    whole, browse = QWidget(), QPushButton("Choose…")
    browse.setAccessibleName(f"{title}: choose a file")
    browse.setAutoDefault(False)
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
