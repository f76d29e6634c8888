"""The word count: the numbers of paragraphs, words and notes in the parts of a draft."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.base.dialogs import Dialogs
from desktop.base.memo import Memo
from resolution.model import Division, DivisionKind, Kind, Resolution
from resolution.text import Text, plain, word_count
from resolution.tree import clauses, tree

Rows = list[tuple[str, int]]

_words_in: Memo[Text, int] = Memo(word_count)


def counts(resolution: Resolution) -> tuple[int, int, int]:
    """Return the numbers of preambular and operative paragraphs outside annexes, and of words in the whole text."""
    nodes = [
        node for d in resolution.divisions if d.kind is not DivisionKind.ANNEX for node in tree(d)
    ]
    words = sum(_words_in(block.text) for block in resolution.blocks())
    return len(clauses(nodes, Kind.PREAMBULAR)), len(clauses(nodes, Kind.OPERATIVE)), words


def word_counts(resolution: Resolution) -> Rows:
    """Return the labels and numbers of the word count; the notes and the title do not count as text."""
    own = [d for d in resolution.divisions if d.kind is not DivisionKind.ANNEX]
    nodes = [node for division in own for node in tree(division)]
    blocks = list(resolution.blocks())
    text = [plain(block.text) for block in blocks]
    rows: Rows = [
        ("Preambular paragraphs", len(clauses(nodes, Kind.PREAMBULAR))),
        ("Operative paragraphs", len(clauses(nodes, Kind.OPERATIVE))),
        ("Items", sum(block.kind is Kind.ITEM for block in blocks)),
        ("Words of the preamble", _words(own, Kind.PREAMBULAR)),
        ("Words of the operative part", _words(own, Kind.OPERATIVE)),
        ("Words of the whole text", sum(word_count(block.text) for block in blocks)),
        ("Characters with spaces", sum(map(len, text))),
        ("Characters without spaces", sum(len("".join(words.split())) for words in text)),
        ("Notes", len(resolution.notes)),
        ("Words of the notes", sum(word_count(note.text or ()) for note in resolution.notes)),
    ]
    annexes = sum(d.kind is DivisionKind.ANNEX for d in resolution.divisions)
    return [*rows, ("Annexes", annexes)] if annexes else rows


def _words(divisions: Iterable[Division], kind: Kind) -> int:
    """Return the number of words in the paragraphs of a kind and everything below them."""
    return sum(
        word_count(node.block.text)
        for division in divisions
        for top in clauses(tree(division), kind)
        for node in top.walk()
    )


class WordCount(QDialog):
    """Shows the numbers in two columns."""

    def __init__(self, rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Word count")
        table = QTreeWidget()
        table.setAccessibleName("Word count")
        table.setRootIsDecorated(False)
        table.setColumnCount(2)
        table.setHeaderHidden(True)
        table.header().setStretchLastSection(False)
        table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for words, number in rows:
            item = QTreeWidgetItem([words, f"{number:,}"])
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{words}: {number}")
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
            table.addTopLevelItem(item)
        table.setCurrentItem(table.topLevelItem(0))  # type: ignore[arg-type]
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        layout.addWidget(buttons)
        self.resize(340, 330)


def show_word_count(dialogs: Dialogs, resolution: Resolution) -> None:
    """Show the word count of a resolution."""
    dialogs.run(WordCount(word_counts(resolution), dialogs.parent))
