"""The review window: the text with its tracked changes, and a list of them with author and date."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QMouseEvent, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.base.theme import Theme
from desktop.review.decisions import Decisions
from desktop.review.page import ReviewPage, did_words
from resolution.formats.word.reading.tracked import Tracked, TrackedChange
from resolution.language.dates import printed
from resolution.text import abridged

EVERYBODY = "Everybody"
LISTED = 70
"""The largest number of characters of a change shown in the list."""

LEGEND = (
    "<u>Underlined</u>: inserted, dashed where it was moved there. <s>Struck through</s>: deleted. "
    "Behind each its author, in brackets."
)


def format_count(count: int, name: str = "change") -> str:
    """Return "1 change", "12 changes"."""
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


class ReviewWindow(QDialog):
    """Shows the tracked changes of one file. The decisions exist only in the window until it makes a draft."""

    draft_wanted = Signal(object)
    """Make the draft, given for each change id whether it is accepted."""

    def __init__(
        self,
        name: str,
        tracked: Tracked,
        theme: Theme,
        say: Callable[[str], None],
        ask: Callable[[int], bool | None],
        sure: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        """Make the window. ask: returns whether to accept the open changes, None to cancel; sure: confirms closing."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Changes in {name}")
        self._say, self._ask, self._sure = say, ask, sure
        self._done = False
        self.decisions = Decisions(tracked)
        self.text = QTextBrowser(openLinks=False)
        self.text.setAccessibleName("The text with its changes")
        self.text.document().setDocumentMargin(22)
        self.text.viewport().installEventFilter(self)
        self.page = ReviewPage(self.text.document(), self.decisions, theme)
        self.list = QListWidget()
        self.list.setAccessibleName("Changes, with author and day")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.author = QComboBox()
        self.author.setAccessibleName("Whose changes are shown")
        self.status_label = QLabel(wordWrap=True)
        self.status_label.setTextFormat(Qt.TextFormat.PlainText)
        self._arrange()
        self.page.write()
        self._offer_authors()
        self._connect()
        self._list()

    # Building

    def _arrange(self) -> None:
        button = self._button
        self.accept_one = button("&Accept", "Alt+A", "Accept the change")
        self.reject_one = button("&Reject", "Alt+R", "Reject the change")
        self.previous = button("&Previous", "Shift+F3", "Previous open change")
        self.next = button("&Next", "F3", "Next open change")
        self.back = button("&Undo", "Ctrl+Z", "Take the last decision back")
        self.accept_all = button("A&ccept all", "Ctrl+Shift+Return", "Accept all that are listed")
        self.reject_all = button(
            "Re&ject all", "Ctrl+Shift+Backspace", "Reject all that are listed"
        )
        self.draft = button("&Open as draft", "Ctrl+Return", "Open the text as a draft, as decided")
        self._close = button("C&lose", "", "Decide nothing and close")
        legend = QLabel(LEGEND, wordWrap=True)
        head = QVBoxLayout()
        head.setContentsMargins(14, 10, 14, 6)
        head.addWidget(self.status_label)
        head.addWidget(legend)
        whose = QLabel("&By")
        whose.setBuddy(self.author)
        choice = QHBoxLayout()
        choice.setContentsMargins(8, 0, 8, 0)
        choice.addWidget(whose)
        choice.addWidget(self.author, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(choice)
        column.addWidget(self.list, 1)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.text)
        parts.addWidget(right)
        parts.setChildrenCollapsible(False)
        parts.setSizes([620, 340])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.addLayout(head)
        layout.addWidget(parts, 1)
        first = (self.accept_one, self.reject_one, self.previous, self.next, self.back)
        layout.addLayout(_row(*first))
        layout.addLayout(_row(self.accept_all, self.reject_all, None, self.draft, self._close))
        self.resize(1000, 760)

    def _button(self, words: str, key: str, tip: str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{tip} ({shown})" if key else tip)
        if key and not key.startswith("Alt+"):  # those are the mnemonics
            QShortcut(QKeySequence(key), self, button.click)
        return button

    def _connect(self) -> None:
        self.accept_one.clicked.connect(lambda: self._decide_current(True))
        self.reject_one.clicked.connect(lambda: self._decide_current(False))
        self.accept_all.clicked.connect(lambda: self._decide_all(True))
        self.reject_all.clicked.connect(lambda: self._decide_all(False))
        self.previous.clicked.connect(lambda: self.go(-1))
        self.next.clicked.connect(lambda: self.go(1))
        self.back.clicked.connect(self._undo)
        self.draft.clicked.connect(self._make_draft)
        self._close.clicked.connect(self.close)
        self.author.currentIndexChanged.connect(lambda _: self._list())
        self.list.currentRowChanged.connect(lambda _: self._point())

    def _offer_authors(self) -> None:
        every = self.decisions.tracked.changes
        self.author.addItem(f"{EVERYBODY} ({len(every)})", None)
        for author in self.decisions.tracked.authors:
            count = len(self.decisions.of(author))
            self.author.addItem(f"{author or 'Unknown author'} ({count})", author)

    # The list

    def _list(self) -> None:
        """List the changes of the selected author."""
        selected = self.current()
        self.list.blockSignals(True)
        self.list.clear()
        for change in self.decisions.of(self.author.currentData()):
            item = QListWidgetItem(self._words(change))
            item.setData(Qt.ItemDataRole.UserRole, change.id)
            self.list.addItem(item)
        rows = [self._id(n) for n in range(self.list.count())]
        self.list.setCurrentRow(rows.index(selected.id) if selected and selected.id in rows else 0)
        self.list.blockSignals(False)
        self._point()

    def _id(self, row: int) -> str:
        name: str = self.list.item(row).data(Qt.ItemDataRole.UserRole)
        return name

    def _words(self, change: TrackedChange) -> str:
        """Return a change as a line: "Peru · 25 November 2026 · inserted: “all States” · accepted"."""
        parts = [change.author or "Unknown author"]
        if change.made:
            parts.append(printed(change.made.date()))
        excerpt = abridged(change.words, LISTED)
        parts.append(f"{did_words(change.did)}: “{excerpt}”" if excerpt else did_words(change.did))
        decided = self.decisions.accepted_by_id.get(change.id)
        if decided is not None:
            parts.append("accepted" if decided else "rejected")
        return " · ".join(parts)

    def current(self) -> TrackedChange | None:
        """Return the selected change."""
        item = self.list.currentItem()
        return self.decisions.change(item.data(Qt.ItemDataRole.UserRole)) if item else None

    def choose(self, change: str) -> None:
        """Select a change, showing all authors if needed."""
        rows = [n for n in range(self.list.count()) if self._id(n) == change]
        if not rows and self.author.currentIndex():
            self.author.setCurrentIndex(0)
            rows = [n for n in range(self.list.count()) if self._id(n) == change]
        if rows:
            self.list.setCurrentRow(rows[0])

    def go(self, step: int) -> None:
        """Go to the next or the previous open change, wrapping around."""
        count = self.list.count()
        at = self.list.currentRow()
        for n in range(1, count + 1):
            row = (at + n * step) % count
            if self._id(row) not in self.decisions.accepted_by_id:
                self.list.setCurrentRow(row)
                return
        self._say("No change is open any more: Open as draft takes what was decided.")

    def _point(self) -> None:
        """Show the current change in the text."""
        change = self.current()
        self.page.point_at(change.id if change else "")
        if change and (place := self.page.place(change.id)) >= 0:
            cursor = QTextCursor(self.text.document())
            cursor.setPosition(place)
            self.text.setTextCursor(cursor)
            self.text.ensureCursorVisible()
        self._update_buttons()

    # Deciding

    def _decide_current(self, accepted: bool) -> None:
        change = self.current()
        if change is None:
            return
        self._show(self.decisions.decide([change.id], accepted))
        self.go(1)

    def _decide_all(self, accepted: bool) -> None:
        shown = [change.id for change in self.decisions.of(self.author.currentData())]
        open_ones = [name for name in shown if name not in self.decisions.accepted_by_id]
        done = self.decisions.decide(open_ones or shown, accepted)
        self._show(done)
        self._say(f"{format_count(len(done))} {'accepted' if accepted else 'rejected'}.")

    def _undo(self) -> None:
        back = self.decisions.undo()
        self._show(back)
        if back:
            self.choose(back[0])

    def _show(self, changes: Iterable[str]) -> None:
        """Update the display of changes."""
        names = set(changes)
        self.page.again({at for name in names for at in self.decisions.change(name).paragraphs})
        for row in range(self.list.count()):
            if self._id(row) in names:
                self.list.item(row).setText(self._words(self.decisions.change(self._id(row))))
        self._update_buttons()

    def _update_buttons(self) -> None:
        every, still = len(self.decisions.tracked.changes), len(self.decisions.open())
        decided = self.decisions.accepted_by_id.values()
        accepted = sum(decided)
        self.status_label.setText(
            f"{format_count(every)} by {', '.join(a or 'an unknown author' for a in self.decisions.tracked.authors)}: "
            f"{accepted} accepted, {len(decided) - accepted} rejected, {still} open."
        )
        for button in (self.accept_one, self.reject_one, self.accept_all, self.reject_all):
            button.setEnabled(self.list.count() > 0)
        for button in (self.previous, self.next):
            button.setEnabled(still > 0)
        self.back.setEnabled(self.decisions.can_undo)

    # Closing

    def _make_draft(self) -> None:
        still = self.decisions.open()
        accepted: bool | None = True
        if still:
            accepted = self._ask(len(still))
            if accepted is None:
                return
        rest = {change.id: bool(accepted) for change in still}
        self.draft_wanted.emit(rest | self.decisions.accepted_by_id)

    def finish(self) -> None:
        """Close the window after its decisions have been applied."""
        self._done = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before discarding decisions."""
        if self.decisions.accepted_by_id and not self._done and not self._sure():
            event.ignore()
            return
        event.accept()

    def reject(self) -> None:
        """Close on Esc, with the same question as the button."""
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Select the change that was clicked in the text."""
        if event.type() is QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            position = self.text.cursorForPosition(event.position().toPoint()).position()
            if name := self.page.change_at(position):
                self.choose(name)
        return super().eventFilter(watched, event)

    def paint_in(self, theme: Theme) -> None:
        """Apply the theme."""
        self.page.theme = theme
        self.page.write()
        self._point()


def _row(*buttons: QPushButton | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(14, 2, 14, 2)
    for button in buttons:
        if button is None:
            row.addStretch(1)
        else:
            row.addWidget(button)
    if None not in buttons:
        row.addStretch(1)
    return row
