"""Announce the clause that the cursor enters to a screen reader, which cannot read the painted numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.editor import DraftEditor
from desktop.editor.draft_view import CurrentClause
from desktop.navigation.outline import KIND_NAMES
from resolution.model import Kind

_NUMBERED = re.compile(r"(PP|OP)(\d+)")
_NAMES = {"PP": KIND_NAMES[Kind.PREAMBULAR], "OP": KIND_NAMES[Kind.OPERATIVE]}


def spoken_place(clause: CurrentClause) -> str:
    """Return the location of a clause in words: "operative paragraph 2, item (a)"."""
    block = clause.block
    if clause.place == "title":
        return clause.place
    named = _NUMBERED.sub(lambda found: f"{_NAMES[found[1]]} {found[2]}", clause.place)
    if block.kind is Kind.ITEM:
        return re.sub(r" ?((?:\([^)]+\) ?)+)$", r", item \1", named).strip(", ")
    if block.kind in (Kind.HEADING, Kind.CONTINUATION, Kind.TABLE, Kind.PARAGRAPH):
        kind = " ".join(filter(None, (KIND_NAMES[block.kind], block.label)))
        return f"{kind}, {named}" if named and named != kind else kind
    return named or KIND_NAMES[block.kind]


class Announcer(QObject):
    """Follows the cursor of one editor; announces entering a clause, not typing in it."""

    def __init__(self, editor: DraftEditor, announce: Callable[[str], None]) -> None:
        super().__init__(editor)
        self._announce = announce
        self._announced: tuple[int, str] | None = None
        editor.clause_changed.connect(self._follow)

    def _follow(self, clause: CurrentClause) -> None:
        now = (clause.index, clause.place)
        if now != self._announced:
            self._announced = now
            self._announce(spoken_place(clause))
