"""The dialog of all rules: for each its title, reason and source, and a check box to switch it off."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.base.dialogs import Dialogs
from resolution.checks import Rule, groups, rule_of
from resolution.checks.rates import often, rates
from resolution.checks.reporting import languages_of

CODE = Qt.ItemDataRole.UserRole
COLUMNS = ["Rule", "Severity", "Adopted texts", "Source"]


class RulesDialog(QDialog):
    """Ticked rules are applied; nothing changes before OK.

    off: the codes of the rules that are switched off; chosen: the rule selected at first
    """

    def __init__(
        self, off: Collection[str], chosen: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Rules of the checks")
        self._kept = frozenset(code for code in off if rule_of(code) is None)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._tops: list[QTreeWidgetItem] = []
        self.filter = QLineEdit(clearButtonEnabled=True, placeholderText="Words of a rule")
        label = QLabel("&Show")
        label.setBuddy(self.filter)
        self.tree = self._tree(off)
        self.words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setMinimumHeight(5 * self.words.fontMetrics().lineSpacing())
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        top = QGridLayout()
        top.addWidget(label, 0, 0)
        top.addWidget(self.filter, 0, 1)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.tree, 1)
        column.addWidget(self.words)
        column.addWidget(buttons)
        self.filter.textChanged.connect(self._narrow)
        self.tree.currentItemChanged.connect(self._show_details)
        self.tree.itemChanged.connect(lambda item: self._update_accessible_text(item))
        self.resize(980, 640)
        item = self._items.get(chosen) or next(iter(self._items.values()))
        self.tree.setCurrentItem(item)
        self.tree.scrollToItem(item, QTreeWidget.ScrollHint.PositionAtCenter)
        self.tree.setFocus()

    def _tree(self, off: Collection[str]) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName("Rules of the checks")
        tree.setAccessibleDescription("Space switches a rule on or off.")
        tree.setHeaderLabels(COLUMNS)
        tree.setUniformRowHeights(True)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        letter = tree.fontMetrics().averageCharWidth()
        for column, letters in enumerate((11, 14, 30), 1):
            header.resizeSection(column, letters * letter + 20)
        for name, rules in groups().items():
            top = QTreeWidgetItem([name])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            tree.addTopLevelItem(top)
            self._tops.append(top)
            for rule in rules:
                top.addChild(self._item(rule, rule.code not in off))
        tree.expandAll()
        return tree

    def _item(self, rule: Rule, on: bool) -> QTreeWidgetItem:
        severity = rule.severity.value.capitalize()
        rate = rates().get(rule.code)
        fires = f"{rate.texts:,} of {rate.of:,}" if rate else ""
        source = rule.source[:1].upper() + rule.source[1:]
        item = QTreeWidgetItem([rule.title, severity, fires, source])
        item.setData(0, CODE, rule.code)
        item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        for column in range(len(COLUMNS)):
            item.setToolTip(column, item.text(column))
        self._items[rule.code] = item
        self._update_accessible_text(item)
        return item

    def _update_accessible_text(self, item: QTreeWidgetItem) -> None:
        """Put the state into the accessible text: not every screen reader announces check boxes in trees."""
        rule = rule_of(item.data(0, CODE) or "")
        if rule is None:
            return
        state = "on" if item.checkState(0) is Qt.CheckState.Checked else "off"
        spoken = f"{rule.title}, {rule.severity.value}, {state}"
        if item.data(0, Qt.ItemDataRole.AccessibleTextRole) != spoken:
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)

    def off(self) -> frozenset[str]:
        """Return the codes of the rules switched off, including those unknown to this version of the program."""
        unticked = (
            code
            for code, item in self._items.items()
            if item.checkState(0) is not Qt.CheckState.Checked
        )
        return self._kept.union(unticked)

    def _show_details(self, *_: object) -> None:
        item = self.tree.currentItem()
        rule = rule_of(item.data(0, CODE) or "") if item else None
        if rule is None:
            self.words.clear()
            return
        fires = often(rule.code)
        facts = [
            ("Why", rule.why),
            ("Source", f"{rule.source}."),
            ("Applies to", f"{languages_of(rule)}."),
            *([("Fires", f"{fires}.")] if fires else []),
            ("Code", rule.code),
        ]
        html = "<br>".join(f"<b>{name}:</b> {escape(words)}" for name, words in facts)
        self.words.setText(f"<b>{escape(rule.title)}</b><br>{html}")
        spoken = " ".join(f"{name}: {words}" for name, words in facts)
        self.words.setAccessibleName(f"{rule.title}. {spoken}")

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        for top in self._tops:
            shown = 0
            for item in filter(None, map(top.child, range(top.childCount()))):
                rule = rule_of(item.data(0, CODE))
                known = " ".join(item.text(column) for column in range(len(COLUMNS)))
                known = f"{known} {rule.code} {rule.why}".casefold() if rule else known
                fits = all(word in known for word in words)
                item.setHidden(not fits)
                shown += fits
            top.setHidden(not shown)


def ask_rules(dialogs: Dialogs, off: Collection[str], chosen: str = "") -> frozenset[str] | None:
    """Show the rules with one selected, and return the codes of those to switch off; None if cancelled."""
    return dialogs.ask(RulesDialog(off, chosen, dialogs.parent), RulesDialog.off)
