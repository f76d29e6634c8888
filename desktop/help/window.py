"""The help window: a search field and the chapters on the left, the page on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.help.pages import Chapter

NAME = Qt.ItemDataRole.UserRole


class HelpWindow(QDialog):
    """Stays open beside the draft; a search filters the chapters and highlights the words in the page."""

    def __init__(self, chapters: Sequence[Chapter], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Help")
        self._chapters: dict[str, Chapter] = {}
        self._plain: dict[str, str] = {}
        self.search = QLineEdit(clearButtonEnabled=True, placeholderText="Words to look for")
        label = QLabel("&Search the help")
        label.setBuddy(self.search)
        self.contents = QListWidget()
        self.contents.setAccessibleName("Chapters")
        self.page = QTextBrowser(openLinks=False)
        self.page.setAccessibleName("Page of the help")
        self.page.document().setDocumentMargin(18)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self.find_next)
        self.contents.currentItemChanged.connect(self._turn_to)
        self.page.anchorClicked.connect(self._follow)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (label, self.search, self.contents):
            column.addWidget(part)
        parts = QSplitter(childrenCollapsible=False)
        parts.addWidget(side)
        parts.addWidget(self.page)
        parts.setStretchFactor(1, 1)
        parts.setSizes([240, 620])
        QVBoxLayout(self).addWidget(parts)
        self.resize(860, 640)
        self.show_chapters(chapters)

    def show_chapters(self, chapters: Sequence[Chapter]) -> None:
        """Replace the chapters, for example after a key was changed; the current page stays open."""
        shown = self.current()
        self._chapters = {chapter.name: chapter for chapter in chapters}
        self._plain = {chapter.name: _plain(chapter.source) for chapter in chapters}
        self.contents.clear()
        for chapter in chapters:
            item = QListWidgetItem(chapter.title)
            item.setData(NAME, chapter.name)
            self.contents.addItem(item)
        self._search(self.search.text())
        self.open_at(shown if shown in self._chapters else chapters[0].name)

    def current(self) -> str:
        """Return the name of the current chapter, empty for none."""
        item = self.contents.currentItem()
        return str(item.data(NAME)) if item else ""

    def open_at(self, name: str) -> None:
        """Show a chapter."""
        for row in range(self.contents.count()):
            if self.contents.item(row).data(NAME) == name:
                self.contents.setCurrentRow(row)

    def changeEvent(self, event: QEvent) -> None:
        """Render the page again after a change of palette, as links and highlights contain its colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._chapters:
            scrolled = self.page.verticalScrollBar().value()
            self._turn_to(self.contents.currentItem())
            self.page.verticalScrollBar().setValue(scrolled)

    def _turn_to(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self.page.setMarkdown(self._chapters[str(item.data(NAME))].source)
        _add_spacing(self.page.document())
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        self._highlight()

    def _search(self, typed: str) -> None:
        """Show the chapters that contain all the words, and highlight these in the page."""
        words = typed.casefold().split()
        first = None
        for row in range(self.contents.count()):
            item = self.contents.item(row)
            matches = all(word in self._plain[str(item.data(NAME))] for word in words)
            item.setHidden(not matches)
            first = first or (item if matches else None)
        current = self.contents.currentItem()
        if current is not None and current.isHidden() and first is not None:
            self.contents.setCurrentItem(first)
        else:
            self._highlight()

    def _highlight(self) -> None:
        """Highlight the search words in the page, and scroll to the first match."""
        marks = []
        for word in self.search.text().split():
            found = self.page.document().find(word)
            while not found.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = found  # type: ignore[attr-defined]
                mark.format.setBackground(self.palette().highlight())  # type: ignore[attr-defined]
                mark.format.setForeground(self.palette().highlightedText())  # type: ignore[attr-defined]
                mark.format.setFontUnderline(True)  # type: ignore[attr-defined]
                marks.append(mark)
                found = self.page.document().find(word, found)
        self.page.setExtraSelections(marks)
        if marks:
            first = min((mark.cursor for mark in marks), key=lambda c: c.position())  # type: ignore[attr-defined]
            self._show(first)

    def find_next(self) -> None:
        """Go to the next match, and from the last one of a chapter to the next chapter."""
        matches = sorted(mark.cursor.selectionEnd() for mark in self.page.extraSelections())  # type: ignore[attr-defined]
        at = self.page.textCursor().position()
        if after := [position for position in matches if position > at]:
            cursor = self.page.textCursor()
            cursor.setPosition(after[0])
            self._show(cursor)
            return
        count = self.contents.count()
        rows = (
            n % count
            for n in range(self.contents.currentRow() + 1, self.contents.currentRow() + 1 + count)
        )
        self.contents.setCurrentRow(next(r for r in rows if not self.contents.item(r).isHidden()))

    def _show(self, cursor: QTextCursor) -> None:
        at = QTextCursor(cursor)
        at.setPosition(cursor.selectionEnd())
        self.page.setTextCursor(at)
        self.page.ensureCursorVisible()

    def _follow(self, link: QUrl) -> None:
        if link.scheme():
            QDesktopServices.openUrl(link)
        else:
            self.search.clear()
            self.open_at(link.path())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ignore Enter, which would close the dialog."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


def _add_spacing(document: QTextDocument) -> None:
    """Increase the line height, and add margins around headings."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        format = block.blockFormat()
        cursor.setPosition(block.position())
        if not cursor.currentTable():
            format.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if format.headingLevel() > 1:
            format.setTopMargin(20)
            format.setBottomMargin(6)
        cursor.setBlockFormat(format)
        block = block.next()


def _plain(source: str) -> str:
    document = QTextDocument()
    document.setMarkdown(source)
    return document.toPlainText().casefold()
