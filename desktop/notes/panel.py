"""The notes under the text: listed by their marks, each edited in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QMenu,
    QStackedLayout,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.base.painted_list import ENTER, Index, RowDelegate, RowList, RowModel
from desktop.base.theme import Theme
from desktop.editor.document.note_edits import ListedNote
from desktop.notes.field import NoteField
from resolution.text import Mark, Text, folded, make, plain, runs

FAMILIES = ("Times New Roman", "Liberation Serif", "Tinos", "Times", "serif")
MARK = 44
"""Room for the mark at the left, in pixels at the usual letter size."""
PLACE = 96
"""Room for the clause's number at the right."""
ABOVE = 5
LOST = "The source has lost the words of this note. Press Enter to write them."
EMPTY = "No words yet. Press Enter to write them."


def spoken(note: ListedNote) -> str:
    """Return a row as a screen reader says it."""
    words = folded(note.text) if note.text else EMPTY if note.text == () else LOST
    return f"Note {note.mark}, {where(note)}: {words}"


def where(note: ListedNote) -> str:
    """Return where a note's mark stands, in words."""
    if not note.place:
        return "no mark in the text"
    more = note.uses - 1
    return f"{note.place} and {more} more" if more > 0 else note.place


class NotesModel(RowModel):
    """The notes in the order of their marks."""

    def spoken(self, number: int) -> str:
        """Return everything a row shows, as a screen reader says it."""
        return spoken(self.rows[number])

    def tip(self, number: int) -> str:
        """Return which note it is, and what a click does."""
        note = self.rows[number]
        return f"Note {note.mark}: {where(note)}. Click its number to go to its mark."

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def row_of(self, key: str) -> int:
        """Return the row of a note, -1 where it is not listed."""
        return next((row for row, note in enumerate(self.rows) if note.key == key), -1)

    def show(self, notes: Sequence[ListedNote]) -> None:
        """Take other notes in place, row by row, so that the list keeps its place."""
        old, new = self.rows, list(notes)
        keys = [[note.key for note in some] for some in (old, new)]
        first = next(
            (i for i, (a, b) in enumerate(zip(*keys, strict=False)) if a != b), min(map(len, keys))
        )
        if keys[0] == keys[1]:
            self.rows = new
        else:  # what stands before the first that is another stays, and so does a field open in it
            if first < len(old):
                self.beginRemoveRows(QModelIndex(), first, len(old) - 1)
                self.rows = old[:first]
                self.endRemoveRows()
            if first < len(new):
                self.beginInsertRows(QModelIndex(), first, len(new) - 1)
                self.rows = new
                self.endInsertRows()
            self.rows = new
        changed = [row for row in range(first) if old[row] != new[row]]
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))


class NotesDelegate(RowDelegate):
    """Paints a note: its mark, its words as they wrap, where it stands; and makes the field it is edited in."""

    opened = Signal(object)
    """A `NoteField` was made."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._laid: dict[tuple[str, Text | None, int], QTextLayout] = {}

    def forget(self) -> None:
        """Lay every row out anew, after another theme or font."""
        self._laid.clear()

    def face(self) -> QFont:
        """Return the font that notes are shown in: the page's, in the size of the list's."""
        font = QFont(self._view.font())
        font.setFamilies(list(FAMILIES))
        font.setPointSizeF(self.words_size())
        return font

    def _side(self, pixels: int) -> int:
        """Return a width in the proportion of the letters."""
        return round(pixels * QFontMetricsF(self._view.font()).height() / 15.0)

    def _field(self, index: Index) -> NoteField | None:
        """Return the field that is open in a row, or None."""
        widget = self._view.indexWidget(self._view.model().index(index.row(), 0))
        return widget if isinstance(widget, NoteField) else None

    def _width(self) -> int:
        return max(120, self._view.viewport().width() - self._side(MARK) - self._side(PLACE))

    def _layout(self, note: ListedNote) -> QTextLayout:
        key = (note.key, note.text, self._width())
        if key not in self._laid:
            if len(self._laid) > 600:
                self._laid.clear()
            shown = note.text or make(LOST if note.text is None else EMPTY, Mark.ITALIC)
            self._laid[key] = _laid_out(shown, self.face(), key[2])
        return self._laid[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        note = self.row(index)
        field = self._field(index)
        height = self._layout(note).boundingRect().height() if note else 0.0
        if field is not None:
            height = float(field.room())
        least = QFontMetricsF(self.face()).height()
        return QSize(self._view.viewport().width(), round(max(height, least)) + 2 * ABOVE)

    def paint_row(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the mark, the words unless they are being edited, and the place."""
        note = self.row(index)
        painter.setFont(self.face())
        painter.setPen(QColor(self.theme.ink))
        line = QFontMetricsF(self.face()).height()
        room = QRect(rect.left(), rect.top() + ABOVE, self._side(MARK) - 12, round(line))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, note.mark)
        if self._field(index) is None:
            painter.setPen(QColor(self.theme.ink if note.text else self.theme.quiet))
            self._layout(note).draw(
                painter, QPointF(rect.left() + self._side(MARK), rect.top() + ABOVE)
            )
        self._paint_place(painter, rect, note)

    def _paint_place(self, painter: QPainter, rect: QRect, note: ListedNote) -> None:
        painter.setFont(self._view.font())
        painter.setPen(QColor(self.theme.quiet))
        side = self._side(PLACE)
        room = QRect(rect.right() - side + 10, rect.top() + ABOVE, side - 18, rect.height())
        shown = painter.fontMetrics().elidedText(
            note.place or "no mark", Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, shown)

    def over_mark(self, place: QPoint) -> bool:
        """Return whether a place of the list lies in the column of the marks."""
        return place.x() < self._side(MARK)

    # --- the field ---------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = NoteField(parent)
        field.set_face(self.face())
        self.opened.emit(field)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        note = self.row(index)
        if isinstance(editor, NoteField) and note is not None:
            editor.put(note.text or ())

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Words are written into the draft as they are typed: nothing is left to do."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        left = self._side(MARK) - 4
        editor.setGeometry(rect.left() + left, rect.top() + 1, self._width() + 4, rect.height() - 3)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Qt would close the field on Esc and whenever the keyboard leaves; the panel sees to that itself."""
        return False


def _laid_out(text: Text, font: QFont, width: int) -> QTextLayout:
    words = plain(text).replace("\n", "\N{LINE SEPARATOR}")
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    ranges, at = [], 0
    for run in runs(text):
        length = len(run.text.encode("utf-16-le")) // 2
        if run.marks & (Mark.ITALIC | Mark.LEAD):
            each = QTextLayout.FormatRange()
            each.start, each.length = at, length
            typeface = QTextCharFormat()
            typeface.setFontItalic(True)
            each.format = typeface
            ranges.append(each)
        at += length
    layout.setFormats(ranges)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


class NotesList(RowList):
    """The rows; Enter or a click on the words edits one, a click on its mark goes there, Delete deletes it."""

    edit_wanted = Signal(str)
    mark_wanted = Signal(str)
    delete_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(NotesModel, NotesDelegate, "Notes, in the order of their marks", parent)
        self.setAccessibleDescription(
            "Enter edits the note, Ctrl+Enter goes to its mark in the text, Delete deletes it."
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)

    def current_key(self) -> str | None:
        """Return the key of the chosen note, or None."""
        note = self.current()
        return note.key if note else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            key = self.rows.at(index).key
            over = self.delegate.over_mark(place)
            (self.mark_wanted if over else self.edit_wanted).emit(key)

    def press(self, event: QKeyEvent) -> bool:
        """Edit the note or go to its mark with Enter, delete it with Delete."""
        key = self.current_key()
        if event.key() in (*ENTER, Qt.Key.Key_F2):
            to_mark = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            (self.mark_wanted if to_mark else self.edit_wanted).emit(key)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(key)
        else:
            return False
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
        if index.isValid():
            place = self.visualRect(index).center()
            mouse = event.reason() is QContextMenuEvent.Reason.Mouse
            self.menu_wanted.emit(
                self.rows.at(index).key,
                event.globalPos() if mouse else self.viewport().mapToGlobal(place),
            )


class NotesPanel(QWidget):
    """The list with the field of the note that is edited; signals say what is done, naming notes by their keys."""

    written = Signal(str, object)
    """Words typed into a note: its key and the text."""
    left = Signal(str)
    """Enter or Esc in a note's field: back to the text."""
    opened = Signal(object)
    """A `NoteField` was opened: whoever helps to write may watch it."""
    closed = Signal(str)
    """A note is edited no more."""
    mark_wanted = Signal(str)
    again_wanted = Signal(str)
    move_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = NotesList()
        self.none = QLabel("No notes yet. Ctrl+Alt+F in the text makes one.")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.none.setWordWrap(True)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.none)
        self._stack.addWidget(self.list)
        self._open: QPersistentModelIndex | None = None
        self.field: NoteField | None = None
        self.list.delegate.opened.connect(self._take_field)
        self.list.edit_wanted.connect(self.edit)
        self.list.mark_wanted.connect(self.mark_wanted)
        self.list.delete_wanted.connect(self.delete_wanted)
        self.list.menu_wanted.connect(self._show_menu)

    def sizeHint(self) -> QSize:
        """Qt asks how large the panel would be: three notes high."""
        return QSize(400, round(QFontMetricsF(self.list.delegate.face()).height() + 2 * ABOVE) * 4)

    def show_notes(self, notes: Sequence[ListedNote]) -> None:
        """Show the draft's notes; the one that is edited goes on being edited."""
        editing = self.edited()
        has_keyboard = self.field is not None and self.field.hasFocus()
        chosen = self.list.current_key()
        cursor = self.field.textCursor().position() if self.field else 0
        self.list.rows.show(notes)
        self._stack.setCurrentIndex(1 if notes else 0)
        if editing and self.edited() != editing:
            self._forget_field()
            if self.list.rows.row_of(editing) >= 0:
                self._open_field(editing, has_keyboard, cursor)
        if chosen and self.list.current_key() != chosen:
            self.choose(chosen)
        row = self.list.rows.row_of(self.edited() or "")
        if self.field is not None and row >= 0:
            self.field.put(notes[row].text or ())
            self._fit()

    def choose(self, key: str) -> None:
        """Show a note as the chosen one; the keyboard stays where it is."""
        row = self.list.rows.row_of(key)
        if row >= 0:
            self.list.go_to(row)

    def edited(self) -> str | None:
        """Return the key of the note that is edited, or None."""
        row = self._open.row() if self._open is not None and self._open.isValid() else -1
        return self.list.rows.rows[row].key if row >= 0 else None

    def edit(self, key: str) -> None:
        """Open a note's field with the keyboard in it."""
        if self.edited() != key:
            self.close_field()
            self._open_field(key, True, None)
        elif self.field is not None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_field(self, key: str, keyboard: bool, cursor: int | None) -> None:
        row = self.list.rows.row_of(key)
        if row < 0:
            return
        index = self.list.rows.index(row)
        self.list.setCurrentIndex(index)
        self._open = QPersistentModelIndex(index)
        self.list.openPersistentEditor(index)
        field = self.field
        if field is None:
            return
        note = self.list.rows.rows[row]
        field.setAccessibleName(f"Words of note {note.mark}, {where(note)}")
        if cursor is not None:
            place = field.textCursor()
            place.setPosition(min(cursor, field.document().characterCount() - 1))
            field.setTextCursor(place)
        self._fit()
        self.list.scrollTo(index)
        if keyboard:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_field(self, field: NoteField) -> None:
        self.field = field
        self.opened.emit(field)
        field.written.connect(self._write)
        field.left.connect(self._leave)
        # Later, because the row must not go while Qt still moves the keyboard away from it.
        field.deserted.connect(lambda: QTimer.singleShot(0, self, lambda: self._desert(field)))

    def _write(self) -> None:
        key = self.edited()
        if key is not None and self.field is not None:
            self._fit()
            self.written.emit(key, self.field.words())

    def _fit(self) -> None:
        """Let the row be as high as what is typed in it."""
        if self.field is None or self._open is None:
            return
        index = self.list.rows.index(self._open.row())
        if self.field.height() != self.field.room() + 2 * ABOVE - 3:
            self.list.delegate.sizeHintChanged.emit(index)
            self.list.doItemsLayout()
            self.list.scrollTo(index)

    def _leave(self) -> None:
        key = self.edited()
        self.close_field()
        if key is not None:
            self.left.emit(key)

    def _desert(self, field: NoteField) -> None:
        if field is self.field and not field.hasFocus():
            self.close_field()

    def close_field(self) -> None:
        """Close the field that is open; its words are in the draft already."""
        key, index = self.edited(), self._open
        if index is not None and index.isValid() and self.field is not None:
            self.list.closePersistentEditor(self.list.rows.index(index.row()))
        self._forget_field()
        if key is not None:
            self.list.doItemsLayout()
            self.closed.emit(key)

    def _forget_field(self) -> None:
        self.field, self._open = None, None

    def _show_menu(self, key: str, place: QPoint) -> None:
        menu = self.menu(key)
        menu.exec(place)
        menu.deleteLater()

    def menu(self, key: str) -> QMenu:
        """Return what can be done with a note, as a menu."""
        menu = QMenu(self)
        menu.addAction("&Edit\tEnter", lambda: self.edit(key))
        menu.addAction("&Go to its mark\tCtrl+Enter", lambda: self.mark_wanted.emit(key))
        menu.addSeparator()
        menu.addAction("&Refer to it once more at the cursor", lambda: self.again_wanted.emit(key))
        menu.addAction("&Move its mark to the cursor", lambda: self.move_wanted.emit(key))
        menu.addSeparator()
        menu.addAction("&Delete\tDel", lambda: self.delete_wanted.emit(key))
        return menu

    def paint_in(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.list.paint_in(theme)
