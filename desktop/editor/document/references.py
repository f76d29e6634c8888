"""Cross-references in the running text: their words follow what they lead to, within the step that moved it.

A reference is words with a link to the name of a block ("#…"). What the words must be, `resolution.references` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from desktop.editor.document.blocks import ParsedBlock, char_format
from desktop.editor.document.parsed_document import ParsedDocument
from desktop.editor.document.structure import one_step
from resolution.references import (
    HASH,
    Target,
    leads_within,
    rewritten,
    targets,
    typed_references,
    worded,
)
from resolution.text import Mark, Run, Text, abridged, folded


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as it stands in the document: where its words begin, the words, their look, what they lead to."""

    start: int
    words: str
    typeface: QTextCharFormat
    name: str


class References(QObject):
    """The cross-references of one document."""

    lost = Signal(str)
    """A reference leads nowhere any more: its words, which stay as they are."""

    def __init__(self, document: QTextDocument, parsed: ParsedDocument) -> None:
        super().__init__(document)
        self._document = document
        self._parsed = parsed
        self._leading: set[str] = set()

    def begin(self) -> None:
        """Look at the references of a draft that was loaded."""
        self._leading = set()
        self._look()

    def follow(self) -> None:
        """Bring the words of every reference up to date, as one step with what was done last; return what is lost.

        After undo nothing is written: the words are those of that time, and redo must stay possible.
        """
        stale = self._look()
        if stale and not self._document.isRedoAvailable():
            self._write(stale)

    def _look(self) -> list[tuple[Reference, str]]:
        """Return the references whose words are no longer right, with the right ones, and those that lead nowhere."""
        here = [i for i, passage in enumerate(self._parsed.passages) if _refers(passage)]
        if not here:
            self._leading = set()
            return []
        known = targets(self._parsed.resolution())
        leading: set[str] = set()
        stale: list[tuple[Reference, str]] = []
        for index in here:
            for reference in references(self._document.findBlockByNumber(index)):
                target = known.get(reference.name)
                if target is None:
                    if reference.name in self._leading:
                        self.lost.emit(reference.words)
                    continue
                leading.add(reference.name)
                wanted = rewritten(reference.words, target, index)
                if wanted != reference.words:
                    stale.append((reference, wanted))
        self._leading = leading
        return stale

    def _write(self, stale: list[tuple[Reference, str]]) -> None:
        cursor = QTextCursor(self._document)
        with one_step(cursor, join=self._document.isUndoAvailable()):
            for reference, words in reversed(stale):
                cursor.setPosition(reference.start)
                end = reference.start + _units(reference.words)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(words, reference.typeface)

    # --- going, telling ----------------------------------------------------------------------

    def at(self, cursor: QTextCursor) -> str:
        """Return the name that a reference under a cursor leads to, empty where there is none."""
        for reference in references(cursor.block()):
            end = reference.start + _units(reference.words)
            if reference.start <= cursor.position() <= end:
                return reference.name
        return ""

    def index_of(self, name: str) -> int | None:
        """Return the number in the document of the block that bears a name, or None."""
        self._parsed.parse_pending()
        return next((i for i, p in enumerate(self._parsed.passages) if p.block.id == name), None)

    def described(self, href: str) -> str:
        """Return what a reference leads to, as a tooltip shows it."""
        index = self.index_of(href.removeprefix(HASH))
        if index is None:
            return "What this refers to is no longer in the draft; the words stay as they are."
        place = self._parsed.places()[index]
        words = folded(self._parsed.blocks[index].text)
        shown = words if len(words) < 160 else f"{words[:157]}…"
        return f"Refers to {place}: {shown}\nCtrl+click goes there." if place else shown

    # --- making ------------------------------------------------------------------------------

    def offered(self, here: int) -> list[tuple[str, str]]:
        """Return what can be referred to from a block: its name, and how a list shows it."""
        known = targets(self._parsed.resolution())
        found = []
        for name, target in known.items():
            if target.at != here and target.parts:
                words = abridged(folded(self._parsed.blocks[target.at].text), 70)
                found.append((name, f"{self._place(target)}  {words}"))
        return found

    def _place(self, target: Target) -> str:
        place = self._parsed.places()[target.at]
        if target.kind is None:
            return target.parts[0]
        return place or f"section {target.parts[0]}"

    def worded(self, name: str, here: int) -> Text:
        """Return a new reference to what bears a name, put into a block: "paragraph 3 above"."""
        resolution = self._parsed.resolution()
        return worded(name, targets(resolution), resolution, here)

    def bind_typed(self) -> int:
        """Make references of the numbers of paragraphs that are typed as words, as one step; return how many."""
        found = typed_references(self._parsed.resolution())
        cursor = QTextCursor(self._document)
        with one_step(cursor):
            for typed in found:
                block = self._document.findBlockByNumber(typed.at)
                text = self._parsed.blocks[typed.at].text
                start, end = (
                    block.position() + _place_in(text, plain_at, last)
                    for plain_at, last in ((typed.start, False), (typed.end, True))
                )
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(char_format(Mark.NONE, HASH + typed.name))
        return len(found)


def _refers(passage: ParsedBlock) -> bool:
    return any(isinstance(i, Run) and i.href and leads_within(i.href) for i in passage.block.text)


def references(block: QTextBlock) -> Iterator[Reference]:
    """Yield the references of a block in their order; neighbours with the same link are one."""
    found: Reference | None = None
    for start, words, typeface in _pieces(block):
        href = typeface.anchorHref()
        name = href[1:] if leads_within(href) else ""
        if found and name == found.name:
            found = Reference(found.start, found.words + words, found.typeface, name)
            continue
        if found:
            yield found
        found = Reference(start, words, typeface, name) if name else None
    if found:
        yield found


def _pieces(block: QTextBlock) -> Iterator[tuple[int, str, QTextCharFormat]]:
    step = block.begin()
    while not step.atEnd():
        fragment = step.fragment()
        yield fragment.position(), fragment.text(), fragment.charFormat()
        step += 1  # type: ignore[operator]


def _units(words: str) -> int:
    """Return how long words are as Qt counts."""
    return len(words.encode("utf-16-le")) // 2


def _place_in(text: Text, at: int, last: bool) -> int:
    """Return the place in a block of a character of its plain words; note marks are characters of the block.

    last: it ends a stretch, so that a mark standing right there is left outside.
    """
    units = seen = 0
    for inline in text:
        if not isinstance(inline, Run):
            if seen < at or (seen == at and not last):
                units += 1
            continue
        part = inline.text[: max(0, at - seen)]
        units += _units(part)
        seen += len(inline.text)
    return units


def within_link(cursor: QTextCursor) -> bool:
    """Return whether a cursor stands inside a link: the letters at both sides belong to the same one."""
    if cursor.atBlockEnd() or cursor.atBlockStart():
        return False
    after = QTextCursor(cursor)
    after.movePosition(QTextCursor.MoveOperation.NextCharacter)
    before = cursor.charFormat()
    return before.isAnchor() and after.charFormat().anchorHref() == before.anchorHref()


def without_link(typeface: QTextCharFormat) -> QTextCharFormat:
    """Return a typeface for words that are no part of a link."""
    made = QTextCharFormat(typeface)
    made.clearProperty(QTextCharFormat.Property.IsAnchor)
    made.clearProperty(QTextCharFormat.Property.AnchorHref)
    if made.underlineStyle() == QTextCharFormat.UnderlineStyle.DotLine:
        made.clearProperty(QTextCharFormat.Property.TextUnderlineStyle)
    return made
