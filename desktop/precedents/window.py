"""A window with the full text of a precedent, scrolled to the matching clause."""

from __future__ import annotations

import html
from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextBlock, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.base.painted_list import SERIF
from desktop.base.theme import Theme
from resolution.language.dates import printed
from resolution.model import Block, Kind, Resolution, Status, Table
from resolution.text import Mark, NoteRef, Text, plain
from resolution.tree import forest

INDENT = 28
"""Indentation of an item per level, in pixels."""

TYPEFACES = (
    (Mark.LEAD, "i"),
    (Mark.ITALIC, "i"),
    (Mark.BOLD, "b"),
    (Mark.UNDERLINE, "u"),
    (Mark.SUPER, "sup"),
)


class PrecedentWindow(QDialog):
    """Shows a text read-only, its status above it."""

    draft_wanted = Signal(str)
    """Make a draft from the text with this symbol."""
    compare_wanted = Signal(object, object)
    """Compare the text (its name and content) with the current draft (None)."""

    def __init__(
        self, symbol: str, resolution: Resolution, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{symbol} – precedent")
        self._symbol, self._resolution, self._theme = symbol, resolution, theme
        self._place = ""
        status = QLabel(status_line(resolution))
        status.setContentsMargins(14, 10, 14, 8)
        self.page = QTextBrowser(openExternalLinks=False)
        self.page.setOpenLinks(False)
        self.page.setAccessibleName(f"Text of {symbol}")
        self.page.document().setDocumentMargin(22)
        self.page.setHtml(page_html(symbol, resolution, theme))
        draft = QPushButton("Make a &draft of it…")
        draft.setToolTip("Make this year’s draft of this text, its clauses and notes carried over")
        draft.clicked.connect(lambda: self.draft_wanted.emit(symbol))
        compare = QPushButton("&Compare with the draft")
        compare.setToolTip("Show what leads from this text to the draft")
        compare.clicked.connect(lambda: self.compare_wanted.emit((symbol, resolution), None))
        for button in (draft, compare):
            button.setAutoDefault(False)
        close = QPushButton("Close")
        close.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.addWidget(status)
        layout.addWidget(self.page, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 14, 2)
        foot.addWidget(draft)
        foot.addWidget(compare)
        foot.addStretch(1)
        foot.addWidget(close)
        layout.addLayout(foot)
        self.resize(680, 760)

    def show_at(self, place: str) -> None:
        """Show the window scrolled to a paragraph ("OP1 (a)"), which is highlighted."""
        self.show()
        self.page.scrollToAnchor(anchor(place))
        self._place = place
        self._mark(place)

    def paint_in(self, theme: Theme) -> None:
        """Apply the theme to the open window."""
        self._theme = theme
        scrolled = self.page.verticalScrollBar().value()
        self.page.setHtml(page_html(self._symbol, self._resolution, theme))
        self._mark(self._place)
        self.page.verticalScrollBar().setValue(scrolled)

    def _mark(self, place: str) -> None:
        self.page.setExtraSelections([self._marked(block) for block in self._blocks_of(place)])

    def _blocks_of(self, place: str) -> Iterator[QTextBlock]:
        """Yield the text blocks of the paragraph with this name."""
        block = self.page.document().begin()
        while block.isValid():
            fragments = block.textFormats()
            if place and any(anchor(place) in part.format.anchorNames() for part in fragments):
                yield block
            block = block.next()

    def _marked(self, block: QTextBlock) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = QTextCursor(block)  # type: ignore[attr-defined]
        mark.cursor.movePosition(  # type: ignore[attr-defined]
            QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
        )
        mark.format.setBackground(QColor(self._theme.chosen))  # type: ignore[attr-defined]
        return mark


def status_line(resolution: Resolution) -> str:
    """Return the status of the text as a sentence."""
    head = resolution.masthead
    if head.status is not Status.ADOPTED:
        return "<b>Draft, not adopted</b>: its wording is not agreed language."
    day = f" on {printed(head.adopted)}" if head.adopted else ""
    vote = resolution.adoption.vote.summary if resolution.adoption.vote else None
    return f"<b>Adopted</b>{day}{', ' + html.escape(vote) if vote else ''}"


def anchor(place: str) -> str:
    """Return the anchor name of a paragraph."""
    return "".join(c if c.isalnum() else "-" for c in place)


def page_html(symbol: str, resolution: Resolution, theme: Theme) -> str:
    """Return the full text as HTML."""
    marks = resolution.note_marks()
    parts = [f"<h3>{html.escape(symbol)}</h3>"]
    for division, nodes in forest(resolution):
        title = " ".join(p for p in (division.label, plain(division.title)) if p)
        parts.append(f"<h2>{html.escape(title)}</h2>" if title else "")
        places = {id(n.block): n.place for top in nodes for n in top.walk()}
        parts += [_paragraph(block, places.get(id(block), ""), marks) for block in division.blocks]
        parts += [
            f'<p style="margin-left:{INDENT * 2}px"><i>{html.escape(line)}</i></p>'
            for line in division.closing
        ]
    parts += _notes(resolution, marks, theme)
    return f'<body style="font-family:{SERIF}; font-size:12pt; color:{theme.ink}">{"".join(parts)}</body>'


def _paragraph(block: Block, place: str, marks: dict[int, str]) -> str:
    words = "".join(_inlines(block.text, marks))
    if block.kind is Kind.TABLE and block.table:
        return _table(block.table, marks)
    if block.kind is Kind.HEADING:
        return f'<p style="margin-top:14px"><b>{html.escape(block.label)} {words}</b></p>'
    inset = INDENT * (block.level + (0 if block.kind is Kind.FORMULA else 1))
    label = f"{html.escape(block.label)}&nbsp;&nbsp;" if block.label else ""
    return f'<p style="margin-left:{inset}px"><a name="{anchor(place)}"></a>{label}{words}</p>'


def _table(table: Table, marks: dict[int, str]) -> str:
    rows = []
    for row in table.rows:
        cells = (
            "<br>".join("".join(_inlines(text, marks)) for text in cell.paragraphs) for cell in row
        )
        spans = (f'colspan="{cell.colspan}" rowspan="{cell.rowspan}"' for cell in row)
        rows.append(
            "".join(f"<td {span}>{words}</td>" for span, words in zip(spans, cells, strict=True))
        )
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<table border="1" cellspacing="0" cellpadding="4">{body}</table>'


def _inlines(text: Text, marks: dict[int, str]) -> Iterator[str]:
    for inline in text:
        if isinstance(inline, NoteRef):
            yield f"<sup>{html.escape(marks[inline.note])}</sup>"
            continue
        words = html.escape(inline.text)
        for mark, tag in TYPEFACES:
            if mark in inline.marks:
                words = f"<{tag}>{words}</{tag}>"
        yield words


def _notes(resolution: Resolution, marks: dict[int, str], theme: Theme) -> list[str]:
    if not resolution.notes:
        return []
    out = [f'<hr style="color:{theme.line}">']
    for index, mark in marks.items():
        text = resolution.notes[index].text
        words = (
            "".join(_inlines(text, marks))
            if text is not None
            else "(the source does not give this note)"
        )
        out.append(f'<p style="font-size:10pt"><sup>{html.escape(mark)}</sup> {words}</p>')
    return out
