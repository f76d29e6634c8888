"""The dialog for changing shortcuts: every command with its key, and a warning if another command has the key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.base.commands import COMMANDS, MENUS, Command
from desktop.base.dialogs import Dialogs
from desktop.base.digit_keys import DigitField
from desktop.base.keymap import Keymap, is_media, native, refusal

COMMAND = Qt.ItemDataRole.UserRole


class KeysDialog(QDialog):
    """Edits a copy of the keymap; nothing changes before OK."""

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.keymap = keymap
        self._commands = {c.id: c for c in COMMANDS if not c.given}
        self._items: dict[str, QTreeWidgetItem] = {}
        self._tops: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self.filter = QLineEdit(clearButtonEnabled=True, placeholderText="Words or a key")
        filter_label = QLabel("&Show")
        filter_label.setBuddy(self.filter)
        self.tree = self._tree()
        self.edit = DigitField()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setClearButtonEnabled(True)
        self.edit.setAccessibleName("New key")
        edit_label = QLabel("&New key")
        edit_label.setBuddy(self.edit)
        self.status_label = QLabel(wordWrap=True)
        self.status_label.setMinimumHeight(2 * self.status_label.fontMetrics().lineSpacing())
        self.status_label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.give = QPushButton("&Give it this key")
        self.take = QPushButton("No &key")
        self.reset = QPushButton("&Reset")
        self.reset_all = QPushButton("Reset &all")
        row = QGridLayout()
        row.addWidget(edit_label, 0, 0)
        row.addWidget(self.edit, 0, 1)
        for column, button in enumerate((self.give, self.take, self.reset, self.reset_all), 2):
            button.setAutoDefault(False)
            row.addWidget(button, 0, column)
        row.addWidget(self.status_label, 1, 1, 1, 5)
        row.setColumnStretch(1, 1)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setDefault(True)
        top = QGridLayout()
        top.addWidget(filter_label, 0, 0)
        top.addWidget(self.filter, 0, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.tree, 1)
        layout.addLayout(row)
        layout.addWidget(buttons)
        self.filter.textChanged.connect(self._narrow)
        self.tree.currentItemChanged.connect(self._show_current)
        self.edit.keySequenceChanged.connect(self._check)
        self.give.clicked.connect(self._give)
        self.take.clicked.connect(self._take)
        self.reset.clicked.connect(self._reset)
        self.reset_all.clicked.connect(self._reset_all)
        self.resize(680, 560)
        self._show()
        self.choose(next(iter(self._items)))

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName("Commands and their keys")
        tree.setHeaderLabels(["Command", "Key"])
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for menu in MENUS:
            top = QTreeWidgetItem([menu.replace("&", "")])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            rows: list[QTreeWidgetItem] = []
            tree.addTopLevelItem(top)
            self._tops.append((top, rows))
            for command in self._commands.values():
                if command.menu == menu:
                    item = QTreeWidgetItem([command.path.split(" › ", 1)[1]])
                    item.setData(0, COMMAND, command.id)
                    item.setToolTip(0, command.tip)
                    top.addChild(item)
                    self._items[command.id] = item
                    rows.append(item)
        tree.expandAll()
        return tree

    def current(self) -> Command | None:
        """Return the command of the current row."""
        item = self.tree.currentItem()
        return self._commands.get(item.data(0, COMMAND)) if item else None

    def choose(self, id: str) -> None:
        """Select the row of a command."""
        self.tree.setCurrentItem(self._items[id])

    def _show(self) -> None:
        """Show every command's key; keys that differ from the default are marked as changed."""
        for id, item in self._items.items():
            command = self._commands[id]
            key = ", ".join(native(k) for k in self.keymap.sequences(command) if not is_media(k))
            changed = self.keymap.changed(command)
            item.setText(1, f"{key or 'none'} (changed)" if changed else key)
            spoken = f"{command.plain_text}, {key or 'no key'}{', changed' if changed else ''}"
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        self._show_current()
        self.reset_all.setEnabled(bool(self.keymap.own))

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        for top, rows in self._tops:
            shown = 0
            for item in rows:
                known = f"{top.text(0)} {item.text(0)} {item.text(1)} {item.toolTip(0)}".casefold()
                matches = all(word in known for word in words)
                item.setHidden(not matches)
                shown += matches
            top.setHidden(not shown)

    def _show_current(self, *_: object) -> None:
        command = self.current()
        self.edit.clear()
        for part in (self.edit, self.give, self.take, self.reset):
            part.setEnabled(command is not None)
        if command is not None:
            self.take.setEnabled(bool(self.keymap.sequences(command)))
            self.reset.setEnabled(self.keymap.changed(command))
        self._check()

    def _check(self, *_: object) -> None:
        """Explain the effect of assigning the key; the button is enabled only if that is allowed."""
        command, key = self.current(), self.edit.keySequence()
        self.give.setEnabled(command is not None and not refusal(key, command))
        if command is None or key.isEmpty():
            self.status_label.setText("Choose a command, then press the new key in this field.")
            return
        holder = self.keymap.holder(key)
        if why := refusal(key, command):
            self.status_label.setText(why)
        elif holder is None:
            self.status_label.setText(f"{native(key)} is free.")
        elif holder.id == command.id:
            self.status_label.setText(f"{native(key)} is its key already.")
        else:
            self.status_label.setText(
                f"{native(key)} belongs to “{holder.path}”, which has no such key any more once it is given away."
            )

    def _give(self) -> None:
        if command := self.current():
            self.keymap = self.keymap.with_key(command, self.edit.keySequence())
            self._show()

    def _take(self) -> None:
        if command := self.current():
            self.keymap = self.keymap.with_key(command, QKeySequence())
            self._show()

    def _reset(self) -> None:
        if command := self.current():
            self.keymap = self.keymap.with_default(command)
            self._show()

    def _reset_all(self) -> None:
        self.keymap = Keymap({})
        self._show()


def ask_keymap(dialogs: Dialogs, keymap: Keymap) -> Keymap | None:
    """Let the user change the shortcuts; return the new keymap, or None if cancelled."""
    return dialogs.ask(KeysDialog(keymap, dialogs.parent), lambda dialog: dialog.keymap)
