"""Fold and unfold items: the rows of the outline if it has the focus, otherwise those in the text."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.editor import DraftEditor
from desktop.editor.item_folding import ItemFolding
from desktop.navigation.outline import Outline


class FoldCommands(QObject):
    """The folding commands, for the text and the outline."""

    message = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, editor: DraftEditor, outline: Outline, parent: QObject) -> None:
        super().__init__(parent)
        self.text = ItemFolding(editor)
        self.text.message.connect(self.message)
        self._outline = outline

    def toggle_fold(self) -> None:
        """Fold or unfold the items of the clause."""
        if not self._outline.hasFocus():
            self.text.toggle_fold()
        elif item := self._outline.currentItem():
            owner = item if item.childCount() else item.parent() or item
            owner.setExpanded(not owner.isExpanded())
            self._outline.setCurrentItem(owner)

    def fold_all(self) -> None:
        """Fold the items of every clause."""
        if self._outline.hasFocus():
            self._outline.collapseAll()
            self.message.emit("All rows are folded.")
        else:
            self.text.fold_all()

    def unfold_all(self) -> None:
        """Show all items again."""
        if self._outline.hasFocus():
            self._outline.expandAll()
            self.message.emit("All rows are shown.")
        else:
            self.text.unfold_all()
