"""What delegations propose, kept with the document so that undo covers it, and what accepting it does to the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QTextCursor, QTextDocument, QTextFrameFormat

from desktop.editor.document.codec import HeadingData
from desktop.editor.document.parsed_document import ParsedDocument
from desktop.editor.document.properties import Property
from desktop.editor.document.structure import Structure
from resolution.model import TITLE, Block, Negotiation
from resolution.text import Text


class ProposalStore:
    """The proposals of one document. Each command is one edit, to be made one step with others by who calls it."""

    def __init__(
        self,
        document: QTextDocument,
        parsed: ParsedDocument,
        structure: Structure,
        frame: Callable[[HeadingData], QTextFrameFormat],
    ) -> None:
        self._document = document
        self._parsed = parsed
        self._structure = structure
        self._frame = frame

    @property
    def negotiation(self) -> Negotiation:
        """Return what delegations propose; the same object until that changes."""
        self._parsed.parse_pending(words=False)
        return self._parsed.heading.negotiation

    def put(self, negotiation: Negotiation) -> None:
        """Put other proposals in place."""
        self._parsed.parse_pending()
        heading = replace(self._parsed.heading, negotiation=negotiation)
        self._document.rootFrame().setFrameFormat(self._frame(heading))

    def index_of(self, clause: str) -> int:
        """Return the block that a proposal is on, -1 where it is no longer in the text."""
        self._parsed.parse_pending(words=False)
        if clause == TITLE:
            return 0
        named = (n for n, block in enumerate(self._parsed.placed) if block.id == clause)
        return next(named, -1)

    def name_of(self, index: int) -> str:
        """Return what proposals on a block name."""
        self._parsed.parse_pending(words=False)
        return TITLE if index == 0 else self._parsed.placed[index].id

    def reword(self, index: int, text: Text) -> None:
        """Put another wording in place of a block's; its references count in the draft's notes."""
        self._parsed.parse_pending()
        block = replace(self._parsed.blocks[index], text=text)
        language = self._parsed.heading.masthead.language
        self._structure.replace_words(index, block, self._parsed.keys, language)

    def insert_behind(self, index: int, block: Block) -> str:
        """Put a new block behind another and what belongs to it; return its name."""
        self._parsed.parse_pending()
        last = self._structure.reach(index)
        language = self._parsed.heading.masthead.language
        behind = self._structure.insert_after(last, [block], (), language)
        return str(behind.blockFormat().property(Property.ID))

    def delete(self, index: int) -> bool:
        """Delete a block with what belongs to it."""
        return self._structure.delete_group(QTextCursor(self._document.findBlockByNumber(index)))
