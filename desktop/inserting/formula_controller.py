"""Inserts stock formulas: into the empty clause at the cursor, or among the clauses of their part."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.base.dialogs import Dialogs
from desktop.editor import DraftEditor
from precedent_corpus.store.register import Register
from resolution.language.final_marks import MARKS
from resolution.language.leads import lead_length
from resolution.model import DivisionKind, Kind
from resolution.text import make, plain, with_lead

CLAUSES = (Kind.PREAMBULAR, Kind.OPERATIVE)
STANDING = (*CLAUSES, Kind.ITEM, Kind.CONTINUATION, Kind.TABLE)
"""Kinds of a clause, and of the blocks that belong to one."""


class FormulaController(QObject):
    """Asks for a formula and inserts it in one undo step."""

    message = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self,
        editor: DraftEditor,
        dialogs: Dialogs,
        register: Register,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._dialogs = dialogs
        self._register = register

    def insert_formula(self) -> None:
        """Ask for a formula, and insert it as a clause."""
        from desktop.inserting.formula_dialog import ask_formula
        from resolution.drafting.formulas import FormulaError, formulas  # loads Jinja2

        try:
            known = formulas()
        except FormulaError as error:
            self._dialogs.show_warning("Formulas", str(error))
            return
        editor = self._editor
        masthead = editor.heading()
        filled = ask_formula(self._dialogs, known, masthead, self._part(), self._register)
        if filled:
            self.put(filled.kind, filled.words)
        editor.setFocus()

    def _part(self) -> Kind:
        """Return the part at the cursor: preambular or operative."""
        for index in range(self._editor.current_clause().index, 0, -1):
            kind = self._editor.clause_at(index).block.kind
            if kind in CLAUSES:
                return kind
        return Kind.PREAMBULAR

    def put(self, kind: Kind, words: str) -> None:
        """Insert a clause: into the empty one at the cursor, after the one at the cursor, or at the end of its part."""
        if words[-1:] not in MARKS:
            words += "," if kind is Kind.PREAMBULAR else ";"
        text = with_lead(make(words), lead_length(words, kind))
        editor = self._editor
        here = editor.current_clause()
        if here.block.kind in CLAUSES and not plain(here.block.text):
            editor.fill_clause(text, kind)
        elif here.block.kind in STANDING and self._part() is kind:
            editor.insert_below(text, kind)
        else:
            editor.insert_below(text, kind, after=self._last(kind))
        self.message.emit(f"Inserted as {editor.current_clause().place}.")

    def _last(self, kind: Kind) -> int:
        """Return the index of the last block of a part, in the division at the cursor; an annex has no parts."""
        editor = self._editor
        division, resolution = editor.current_clause().division, editor.resolution()
        if resolution.divisions[division].kind is DivisionKind.ANNEX:
            division = 0
        start, blocks = editor.index_of(division), resolution.divisions[division].blocks
        wanted = [Kind.FORMULA, Kind.PREAMBULAR]
        if kind is Kind.OPERATIVE:
            wanted.append(Kind.OPERATIVE)
        found = [start + 1 + at for at, block in enumerate(blocks) if block.kind in wanted]
        return found[-1] if found else start
