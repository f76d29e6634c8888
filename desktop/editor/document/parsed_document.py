"""What the document says, as a `Resolution`: parsed block by block, and only where it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock, QTextDocument

from desktop.editor.document.blocks import ParsedBlock, block_with_notes, moved_notes, read_block
from desktop.editor.document.codec import (
    AnchoredNote,
    DivisionOpening,
    HeadingData,
    decode,
)
from desktop.editor.document.properties import OBJECT, Property
from resolution.labels import labelled, labels
from resolution.model import Block, Division, Masthead, Note, Resolution
from resolution.text import NoteRef
from resolution.tree import forest


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What an edit did: to the words, to kinds, labels, order or notes, to the heading."""

    words: bool = False
    structure: bool = False
    heading: bool = False

    def __bool__(self) -> bool:
        return self.words or self.structure or self.heading

    def __or__(self, other: DocumentChange) -> DocumentChange:
        return DocumentChange(
            self.words or other.words,
            self.structure or other.structure,
            self.heading or other.heading,
        )


Counts = dict[int, tuple[ParsedBlock, tuple[int, ...], Block]]
"""By the identity of a passage: itself (so that no other takes its number), where its notes are listed, its block."""


class ParsedDocument(QObject):
    """Follows a document and knows what each of its blocks says; a view of it, never a second store.

    Qt reports which characters an edit touched; their blocks are forgotten, and parsed again when they are needed.
    Of a block in which only words were written the place among the others, the label and the notes are known without:
    it is parsed when its words are needed, not at every key.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._passages: list[ParsedBlock | None] = [None] * document.blockCount()
        self._blocks: list[Block] = []
        self._looks: list[int] = [-1] * document.blockCount()
        self._before: dict[int, ParsedBlock] = {}
        self._reworded: set[int] = set()
        self._pending = self._reported_words = False
        self._stale = range(document.blockCount())
        self._restructured = True
        self._heading_json = ""
        self._heading = HeadingData()
        self._order: dict[str, int] = {}
        self._notes: tuple[Note, ...] = ()
        self._openings: list[int] = []
        self._counts: Counts = {}
        self._places: list[str] | None = None
        self._resolution: Resolution | None = None
        self._unreported = DocumentChange()
        self.keys: list[AnchoredNote] = []
        self.marks: dict[str, str] = {}
        document.contentsChange.connect(self._forget)

    def reset(self) -> None:
        """Forget everything: another draft was loaded."""
        self._forget_all()
        self.parse_pending()
        self._unreported, self._pending = DocumentChange(), False

    # --- following the document --------------------------------------------------------------

    def _forget_all(self) -> None:
        self._passages = [None] * self._document.blockCount()
        self._looks = [-1] * len(self._passages)
        self._stale, self._restructured = range(len(self._passages)), True
        self._before = {}
        self._reworded.clear()

    def _forget(self, position: int, removed: int, added: int) -> None:
        """Forget the blocks that an edit touched; blocks after it keep what is known of them."""
        document = self._document
        self._pending = True
        end = min(position + added, document.characterCount() - 1)
        block = document.findBlock(position)
        first = block.blockNumber()
        last = max(first, document.findBlock(end).blockNumber())
        grown = document.blockCount() - len(self._passages)
        if (
            not grown
            and first == last
            and self._words_alone(block, first, position, removed, added)
        ):
            self._reworded.add(first)
            return
        self._forget_reworded()
        self._reported_words = False
        gone = self._passages[first : last + 1 - grown]
        self._passages[first : last + 1 - grown] = [None] * (last + 1 - first)
        self._looks[first : last + 1 - grown] = [-1] * (last + 1 - first)
        if grown:
            self._restructured = True
        else:
            for index, passage in enumerate(gone, first):
                if passage is not None:
                    self._before.setdefault(index, passage)
        if self._stale:
            low, high = self._stale.start, self._stale.stop - 1
            high += grown if high >= first else 0
            self._stale = range(min(low, first), max(high, last) + 1)
        else:
            self._stale = range(first, last + 1)

    def _words_alone(
        self, block: QTextBlock, index: int, position: int, removed: int, added: int
    ) -> bool:
        """Return whether an edit within a block can have changed its words only, no note and nothing of its format."""
        known = self._passages[index]
        if (
            known is None
            or self._looks[index] != block.blockFormatIndex()
            or len(self._passages) == 1  # a change of the heading is reported as one of all blocks
        ):
            return False
        words = block.text()
        if OBJECT not in words:
            return not known.notes
        start = position - block.position()
        counted = len(words) == block.length() - 1  # letters beyond the basic plane count twice
        return not removed and counted and OBJECT not in words[start : start + added]

    def _forget_reworded(self) -> None:
        """Have the blocks parsed in which words were written."""
        for index in self._reworded:
            passage = self._passages[index]
            if passage is not None:
                self._before.setdefault(index, passage)
            self._passages[index] = None
            low = min(self._stale.start, index) if self._stale else index
            self._stale = range(low, max(self._stale.stop, index + 1))
        self._reworded.clear()

    @property
    def pending(self) -> bool:
        """Return whether something changed that `changes` has not reported yet."""
        return self._pending

    def changes(self) -> DocumentChange:
        """Return what changed since this was last asked."""
        self._pending = False
        if self._reworded and not self._stale and not self._restructured:
            self._unreported |= DocumentChange(words=True)
            self._reported_words = True
        else:
            self.parse_pending()
        changes, self._unreported = self._unreported, DocumentChange()
        return changes

    def parse_pending(self, words: bool = True) -> None:
        """Parse the blocks that were forgotten. words: those too in which only words were typed."""
        if not self._stale and not self._restructured and not (words and self._reworded):
            return
        self._forget_reworded()
        reported, self._reported_words = self._reported_words, False
        heading = self._read_heading()
        language = self._heading.masthead.language
        if heading:
            self._forget_all()
        self._read(language, heading, reported)

    def _read(self, language: str, heading: bool, reported: bool) -> None:
        words = structure = self._restructured
        touched: list[int] = []
        block = self._document.findBlockByNumber(self._stale.start) if self._stale else None
        for index in self._stale:
            if block is not None and self._passages[index] is None:
                passage = read_block(block, language)
                self._passages[index] = passage
                self._looks[index] = block.blockFormatIndex()
                before = self._before.get(index)
                if before != passage or before.block.id != passage.block.id:
                    words = True
                    touched.append(index)
                    structure = structure or before is None or before.shape != passage.shape
            block = block.next() if block is not None else None
        self._stale, self._before, self._restructured = range(0), {}, False
        if structure:
            self._number()
        else:
            for index in touched:
                self._refresh(index)
        if words or heading:
            self._resolution = None
        self._unreported |= DocumentChange(words and not reported, structure, heading)

    def _read_heading(self) -> bool:
        written = self._document.rootFrame().frameFormat().property(Property.HEADING) or ""
        if written == self._heading_json:
            return False
        self._heading_json = written
        self._heading = decode(HeadingData, written) if written else HeadingData()
        return True

    # --- labels, notes -----------------------------------------------------------------------

    @property
    def passages(self) -> list[ParsedBlock]:
        """Return what each block says, its own notes beside it."""
        if self._reworded:
            self.parse_pending()
        return self._passages  # type: ignore[return-value]

    def opening(self, index: int) -> DivisionOpening | None:
        """Return what a block begins, None where it begins no division; asked of blocks whose place is known."""
        passage = self._passages[index]
        return passage.opening if passage is not None else None

    def _number(self) -> None:
        """Number notes by their first anchors and blocks by their positions."""
        self._number_notes()
        self._openings = [i for i, p in enumerate(self.passages) if p.opening]
        self._blocks = []
        before, self._counts = self._counts, {}
        for start, stop in self._divisions():
            said = self.passages[start:stop]
            shown = ["", *labels(passage.block for passage in said[1:])]
            self._blocks += [
                self._shown(passage, label, before)
                for passage, label in zip(said, shown, strict=True)
            ]
        self._places = None

    def _shown(self, passage: ParsedBlock, label: str, before: Counts) -> Block:
        """Return a passage's block with its label and its notes counted; the one of before where both still hold."""
        order = tuple(self._order[anchored.key] for anchored in passage.notes)
        known = before.get(id(passage))
        if known is None or known[1] != order or known[2].label != label:
            known = (passage, order, labelled(self._counted(passage), label))
        self._counts[id(passage)] = known
        return known[2]

    def _number_notes(self) -> None:
        met: dict[str, AnchoredNote] = {}
        for group in self._groups():
            for anchored in group:
                met.setdefault(anchored.key, anchored)
        self.keys = [met[key] for key in self._listed(met)]
        self._order = {anchored.key: index for index, anchored in enumerate(self.keys)}
        self._notes = tuple(anchored.note for anchored in self.keys)
        self.marks, number = {}, 0
        for anchored in met.values():
            number += 0 if anchored.note.mark else 1
            self.marks[anchored.key] = anchored.note.mark or str(number)

    def _groups(self) -> Iterator[tuple[AnchoredNote, ...]]:
        """Yield the notes of the heading, of each block, and those without a mark, as they are numbered."""
        yield self._heading.notes
        yield from (p.notes for p in self.passages if p.notes)
        yield self._heading.loose

    def _first(self, key: str) -> AnchoredNote:
        """Return a note as its first mark has it: what counts where two marks of it should not agree."""
        return next(a for group in self._groups() for a in group if a.key == key)

    def _listed(self, met: dict[str, AnchoredNote]) -> list[str]:
        """Return the keys in the order the notes are listed: as loaded while the numbers agree, else as anchored."""
        loaded = list(self._heading.order)

        def numbers(keys: Iterable[str]) -> list[str]:
            return [key for key in keys if not met[key].note.mark]

        agree = set(loaded) == set(met) and numbers(loaded) == numbers(met)
        return loaded if agree else list(met)

    def _counted(self, passage: ParsedBlock) -> Block:
        """Return a passage's block with its references counted in the whole draft's notes."""
        if not passage.notes:
            return passage.block
        return block_with_notes(passage.block, [self._order[n.key] for n in passage.notes])

    def _refresh(self, index: int) -> None:
        """Take over new words, the notes' among them, where nothing else changed."""
        passage, label = self.passages[index], self._blocks[index].label
        for anchored in passage.notes:
            at = self._order[anchored.key]
            if self.keys[at] != anchored:
                self.keys[at] = self._first(anchored.key)
                self._notes = tuple(each.note for each in self.keys)
        self._blocks[index] = self._shown(passage, label, {})

    def _divisions(self) -> list[tuple[int, int]]:
        starts = self._openings
        return list(zip(starts, [*starts[1:], len(self.passages)], strict=True))

    # --- the value ---------------------------------------------------------------------------

    def resolution(self) -> Resolution:
        """Return the draft as a value; the same object until the document changes."""
        self.parse_pending()
        if self._resolution is None:
            divisions = []
            for start, stop in self._divisions():
                opening = self.passages[start].opening
                if opening:
                    blocks, title = tuple(self._blocks[start + 1 : stop]), self._blocks[start].text
                    name = self._blocks[start].id
                    divisions.append(
                        Division(opening.kind, opening.label, title, blocks, opening.closing, name)
                    )
            self._resolution = Resolution(
                self.masthead(),
                tuple(divisions) or (Division(),),
                self._notes,
                self._heading.adoption,
                self._heading.ignored,
                self._heading.negotiation,
                self._heading.extensions,
            )
        return self._resolution

    def masthead(self) -> Masthead:
        """Return the masthead, its references counted in the draft's notes."""
        masthead = self._heading.masthead
        if not masthead.notes:
            return masthead
        places = [self._order[anchored.key] for anchored in self._heading.notes]
        notes = tuple(i for i in moved_notes(masthead.notes, places) if isinstance(i, NoteRef))
        return replace(masthead, notes=notes)

    @property
    def heading(self) -> HeadingData:
        """Return the heading as the root frame keeps it."""
        return self._heading

    @property
    def blocks(self) -> list[Block]:
        """Return each block as the draft has it, label and note numbers set; a division's title as a heading."""
        if self._reworded:
            self.parse_pending()
        return self._blocks

    @property
    def placed(self) -> list[Block]:
        """Return the blocks for what follows from their places: their words may be those of a moment ago."""
        return self._blocks

    @property
    def openings(self) -> list[int]:
        """Return at which blocks divisions begin."""
        return self._openings

    def places(self) -> list[str]:
        """Return the name of each block's place: "PP3", "OP1 (a)", "title"."""
        if self._places is None:
            named = [""] * len(self._blocks)
            for start, (_, nodes) in zip(self._openings, forest(self.resolution()), strict=True):
                named[start] = "title" if not start else ""
                for top in nodes:
                    for node in top.walk():
                        named[start + 1 + node.index] = node.place
            self._places = named
        return self._places
