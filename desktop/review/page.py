"""Renders the text with its tracked changes struck through and underlined, each followed by its author."""

from __future__ import annotations

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from desktop.base.painted_list import SERIF
from desktop.base.theme import Theme
from desktop.review.decisions import Decisions, Fate
from resolution.formats.word.reading.tracked import Did, TrackedParagraph

CHANGE = QTextCharFormat.Property.UserProperty + 41
"""Text property with the ids of the changes that the words are within, the innermost last."""

HERE = "\N{CARET}"
"""Takes the place of words removed by a decision."""

WHERE = {"note": "Note: ", "head": "Heading: ", "table": "Table: "}

_WORDS = {
    Did.INSERTED: "inserted",
    Did.DELETED: "deleted",
    Did.MOVED: "moved",
    Did.PARTED: "new paragraph",
    Did.JOINED: "joined with the next paragraph",
    Did.FORMATTED: "formatting",
}


def did_words(did: Did) -> str:
    """Return the type of a change in words."""
    return _WORDS[did]


class ReviewPage:
    """Writes the paragraphs of a file into a document, a text block each, and rewrites those with new decisions."""

    def __init__(self, document: QTextDocument, decisions: Decisions, theme: Theme) -> None:
        self._document = document
        self._decisions = decisions
        self.theme = theme
        self._current = ""

    def write(self) -> None:
        """Write all paragraphs."""
        self._document.setUndoRedoEnabled(False)
        self._document.clear()
        font = QFont()
        font.setFamilies([name.strip(" '") for name in SERIF.split(",")])
        font.setPointSizeF(QFont().pointSizeF() * 1.1)
        self._document.setDefaultFont(font)
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        space = QTextBlockFormat()
        space.setBottomMargin(8)
        for at, paragraph in enumerate(self._decisions.tracked.paragraphs):
            if at:
                cursor.insertBlock(space, QTextCharFormat())
            else:
                cursor.setBlockFormat(space)
            self._fill(cursor, paragraph)
        cursor.endEditBlock()

    def again(self, paragraphs: set[int]) -> None:
        """Rewrite some paragraphs."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for at in sorted(paragraphs):
            block = self._document.findBlockByNumber(at)
            cursor.setPosition(block.position())
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            cursor.removeSelectedText()
            self._fill(cursor, self._decisions.tracked.paragraphs[at])
        cursor.endEditBlock()

    def point_at(self, change: str) -> None:
        """Highlight a change as the current one."""
        before, self._current = self._current, change
        changes = {c.id: c for c in self._decisions.tracked.changes}
        touched = [changes[c].paragraphs for c in (before, change) if c in changes]
        self.again({at for paragraphs in touched for at in paragraphs})

    def place(self, change: str) -> int:
        """Return the position of a change in the document, -1 if it is not shown."""
        for at in self._decisions.change(change).paragraphs:
            block = self._document.findBlockByNumber(at)
            for shown in block.textFormats():
                if change in (shown.format.property(CHANGE) or "").split():
                    return block.position() + shown.start
        return -1

    def change_at(self, position: int) -> str:
        """Return the id of the innermost change at a position; empty if there is none."""
        block = self._document.findBlock(position)
        for shown in block.textFormats():
            start = block.position() + shown.start
            if start <= position < start + shown.length:
                names = (shown.format.property(CHANGE) or "").split()
                return names[-1] if names else ""
        return ""

    # Paragraphs

    def _fill(self, cursor: QTextCursor, paragraph: TrackedParagraph) -> None:
        if before := WHERE.get(paragraph.where, ""):
            cursor.insertText(before, self._quiet())
        last = len(paragraph.stretches) - 1
        for at, stretch in enumerate(paragraph.stretches):
            fate = self._decisions.fate(stretch)
            words = stretch.words.replace("\n", " ")
            names = [change for change, _ in stretch.under]
            self._put(cursor, words, fate, names)
            after = paragraph.stretches[at + 1].under if at < last else paragraph.end
            ended = [c for c in names if c not in {change for change, _ in after}]
            self._tell(cursor, ended, fate)
        self._end(cursor, paragraph)

    def _put(self, cursor: QTextCursor, words: str, fate: Fate, names: list[str]) -> None:
        look = self._look(fate, names)
        cursor.insertText(HERE if fate is Fate.OUT and names else words, look)

    def _end(self, cursor: QTextCursor, paragraph: TrackedParagraph) -> None:
        """Show an inserted or deleted paragraph end."""
        names = [change for change, _ in paragraph.end]
        if not names:
            return
        fate = self._decisions.fate_of(paragraph.end)
        if fate is not Fate.PLAIN:
            self._put(cursor, "¶", fate, names)
        self._tell(cursor, names, fate)

    def _tell(self, cursor: QTextCursor, ended: list[str], fate: Fate) -> None:
        """Write the author of a change after it, with its decision, or its type if the words do not show it."""
        for name in ended:
            change = self._decisions.change(name)
            decided = self._decisions.accepted_by_id.get(name)
            label = change.author or "unknown author"
            if decided is not None:
                label += ", accepted" if decided else ", rejected"
            elif change.did in (Did.MOVED, Did.FORMATTED, Did.PARTED, Did.JOINED):
                label += f", {did_words(change.did)}"
            look = self._quiet()
            look.setProperty(CHANGE, name)
            cursor.insertText(f" [{label}] ", look)

    def _quiet(self) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setForeground(QColor(self.theme.quiet))
        look.setProperty(QTextCharFormat.Property.FontSizeAdjustment, -1)
        return look

    def _look(self, fate: Fate, names: list[str]) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setForeground(QColor(self.theme.ink))
        if names:
            look.setProperty(CHANGE, " ".join(names))
        if fate is Fate.DELETED:
            look.setFontStrikeOut(True)
            look.setForeground(QColor(self.theme.removed))
        elif fate in (Fate.INSERTED, Fate.MOVED):
            style = QTextCharFormat.UnderlineStyle
            moved = fate is Fate.MOVED
            look.setUnderlineStyle(style.DashUnderline if moved else style.SingleUnderline)
            look.setForeground(QColor(self.theme.added))
        elif fate is Fate.FORMATTED:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        elif fate is Fate.OUT:
            look.setForeground(QColor(self.theme.quiet))
        if self._current in names:
            look.setBackground(QColor(self.theme.chosen))
            look.setFontWeight(QFont.Weight.Bold)
        return look
