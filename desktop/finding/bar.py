"""The find bar below the text, with fields for the search words and their replacement.

It does not search: it emits signals for what the user wants, and shows the results it is given.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from desktop.base.icons import theme_icon
from desktop.base.theme import Theme
from desktop.editor.document.pattern import SearchOptions

SIGNS = (
    "A space finds a non-breaking one too, a hyphen a non-breaking hyphen, a straight quotation mark a curly one. "
    "Enter goes to the next, Shift+Enter to the one before."
)


class FindBar(QFrame):
    """Fields for the words and their replacement, buttons, options and the count."""

    edited = Signal()
    """The search words or options have changed."""
    next_wanted = Signal()
    previous_wanted = Signal()
    replace_wanted = Signal()
    replace_all_wanted = Signal()
    precedents_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find")
        self.words = _field("Find", SIGNS)
        self.template = _field(
            "Replace with",
            "In a regular expression \\1 stands for the first group. Italics and notes around the words stay.",
        )
        self.count = QLabel()
        self.count.setAccessibleName("How many were found")
        self.status_label = QLabel()
        self.status_label.setTextFormat(Qt.TextFormat.PlainText)
        self.status_label.setWordWrap(True)
        self.status_label.hide()
        self.case = _choice("Match case", "Capitals and small letters are told apart")
        self.whole = _choice("Whole words", "Not within longer words")
        self.expression = _choice(
            "Regular expression", "The words are a pattern: \\d+ finds numbers"
        )
        self.notes = _choice("Notes, tables", "Look in the words of notes and tables too", on=True)
        self.previous = _button("Previous", "The one before (Shift+F3)", self.previous_wanted)
        self.next = _button("Next", "The next one (F3)", self.next_wanted)
        self.precedents = _button(
            "In precedents",
            "Find these words in the precedents (Ctrl+Shift+F)",
            self.precedents_wanted,
        )
        self.close_button = _button("Close", "Close the bar (Esc)", self.closed)
        self.one, self.all = QPushButton("Replace"), QPushButton("Replace all")
        self.one.setToolTip("Replace this one and go to the next (Enter)")
        self.all.setToolTip("Replace all of them; one Undo brings them back")
        self.one.clicked.connect(self.replace_wanted)
        self.all.clicked.connect(self.replace_all_wanted)
        self._lay_out()
        self.words.currentTextChanged.connect(self.edited)
        for box in (self.case, self.whole, self.expression, self.notes):
            box.toggled.connect(self.edited)
        for field in (self.words, self.template):
            line = field.lineEdit()
            assert line is not None
            line.installEventFilter(self)
        self.show_replace(False)
        self.hide()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 10, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        self._labels = []
        for row, (name, field) in enumerate(
            (("Find", self.words), ("Replace with", self.template))
        ):
            label = QLabel(name)
            label.setBuddy(field)
            self._labels.append(label)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        for row, buttons in enumerate(
            ((self.previous, self.next, self.precedents, self.close_button), (self.one, self.all))
        ):
            line = QHBoxLayout()
            line.setSpacing(4)
            if row == 0:
                line.addWidget(self.count)
                line.addSpacing(6)
            for button in buttons:
                line.addWidget(button)
            line.addStretch(1)
            grid.addLayout(line, row, 2)
        options = QHBoxLayout()
        options.setSpacing(10)
        for box in (self.case, self.whole, self.expression, self.notes):
            options.addWidget(box)
        options.addStretch(1)
        grid.addLayout(options, 2, 0, 1, 3)
        grid.addWidget(self.status_label, 3, 0, 1, 3)
        grid.setColumnStretch(1, 1)

    # Input

    def options(self) -> SearchOptions:
        """Return the search words and options."""
        return SearchOptions(
            self.words.currentText(),
            case=self.case.isChecked(),
            whole=self.whole.isChecked(),
            expression=self.expression.isChecked(),
            notes=self.notes.isChecked(),
        )

    def ask(self, words: str, replace: bool) -> None:
        """Show the bar and focus its search field, with all words selected; empty `words` keep the current ones."""
        if words:
            self.words.setCurrentText(words)
        self.show_replace(replace)
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if line := self.words.lineEdit():
            line.selectAll()

    def show_replace(self, shown: bool) -> None:
        """Show or hide the replacement field and buttons."""
        for part in (self._labels[1], self.template, self.one, self.all):
            part.setVisible(shown)

    @property
    def holds_keyboard(self) -> bool:
        """Return whether the bar has the focus."""
        focus = self.window().focusWidget()
        return self.isVisible() and focus is not None and self.isAncestorOf(focus)

    # Output

    def show_count(self, words: str, found: bool) -> None:
        """Show the count, as text. found: whether there are matches; without any the buttons are disabled"""
        self.count.setText(words)
        for button in (self.previous, self.next, self.one, self.all):
            button.setEnabled(found)

    def show_status(self, sentence: str) -> None:
        """Show a sentence below the fields; an empty one hides the line."""
        self.status_label.setText(sentence)
        self.status_label.setVisible(bool(sentence))
        self.status_label.setToolTip(sentence)

    def offer(self, words: Sequence[str], templates: Sequence[str]) -> None:
        """Set the history of the fields; their current text stays."""
        for field, history in ((self.words, words), (self.template, templates)):
            current = field.currentText()
            field.blockSignals(True)
            field.clear()
            field.addItems(list(history))
            field.setCurrentText(current)
            field.blockSignals(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Find the next match on Enter, the previous on Shift+Enter, instead of choosing from the history."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                if watched is self.template.lineEdit():
                    self.replace_wanted.emit()
                else:
                    (self.previous_wanted if back else self.next_wanted).emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the bar on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paint_in(self, theme: Theme) -> None:
        """Use a theme's colours."""
        for button, name in (
            (self.previous, "up"),
            (self.next, "down"),
            (self.precedents, "precedent"),
            (self.close_button, "close"),
        ):
            button.setIcon(theme_icon(name, theme))
        for button in (self.previous, self.next, self.close_button):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.precedents.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setStyleSheet(f"FindBar {{ border: none; border-top: 1px solid {theme.line}; }}")


def _field(name: str, tip: str) -> QComboBox:
    field = QComboBox()
    field.setEditable(True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    field.setCompleter(None)  # type: ignore[arg-type]
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    field.setMinimumContentsLength(6)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    line = field.lineEdit()
    if isinstance(line, QLineEdit):
        line.setAccessibleName(name)
        line.setClearButtonEnabled(False)
    field.setAccessibleName(name)
    field.setToolTip(tip)
    return field


def _choice(name: str, tip: str, on: bool = False) -> QCheckBox:
    box = QCheckBox(name)
    box.setToolTip(tip)
    box.setChecked(on)
    return box


def _button(name: str, tip: str, signal: object) -> QToolButton:
    button = QToolButton()
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    button.setText(name)
    button.setToolTip(tip)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.clicked.connect(signal)
    return button
