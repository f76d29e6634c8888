"""What delegations propose on the draft is asked for, listed, marked and settled; each is one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from desktop.base.auto_hide_dock import AutoHideDock
from desktop.base.dialogs import Dialogs
from desktop.base.theme import ThemeController
from desktop.editor import DraftEditor
from desktop.editor.draft_view import CurrentClause
from desktop.negotiation.panel import STANDINGS, ProposalsPanel, Shown
from desktop.negotiation.rows import KINDS, ProposalRow, rows_of, who
from desktop.negotiation.signs import Signs, signs_of
from resolution.language.leads import lead_length
from resolution.model import (
    TITLE,
    Block,
    Kind,
    Negotiation,
    Proposal,
    ProposalKind,
    ProposalStatus,
    Standing,
)
from resolution.text import Text, make, plain, runs, with_lead

if TYPE_CHECKING:
    from desktop.negotiation.dialog import ProposalAnswer, ProposalRequest

NOTHING = (
    "No proposals yet. The menu Negotiate notes what a delegation proposes on the paragraph at the cursor; "
    "the text itself stays as it stands."
)


class NegotiationController(QObject):
    """Stands between the draft and its panel of proposals."""

    message = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self,
        editor: DraftEditor,
        panel: ProposalsPanel,
        fold: AutoHideDock,
        export: Callable[[], object],
        dialogs: Dialogs,
        look: ThemeController,
        parent: QObject | None = None,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._panel = panel
        self._fold = fold
        self._export = export
        self._dialogs = dialogs
        self._look = look
        self._clock = clock
        self._signs = Signs(editor)
        self._rows: list[ProposalRow] = []
        self._known: tuple[object, object] = (None, None)
        self._clause = ""
        self._entered: tuple[str, Text] = ("", ())
        self._by: tuple[str, ...] = ()
        editor.before.append(self._signs)
        editor.clause_changed.connect(self._come_to)
        editor.loaded.connect(self.follow)
        panel.choice_changed.connect(self._list)
        panel.wanted.connect(lambda name: getattr(self, name)())
        panel.entered.connect(self._go_to_chosen)
        panel.list.offer = self._offer

    def put_back(self) -> None:
        """Show the panel as its content asks, after the window's kept arrangement was put back."""
        self._fold.settle()

    # --- keeping in step ---------------------------------------------------------------------

    def follow(self) -> None:
        """Bring the panel and the signs in step with the draft, when typing rests."""
        negotiation = self._editor.proposal_store.negotiation
        self._fold.fill(negotiation != Negotiation())
        if negotiation == Negotiation():
            self._rows, self._known = [], (None, None)
            self._signs.show({})
        elif self._known != (negotiation, resolution := self._editor.resolution()):
            self._rows = rows_of(resolution)
            self._signs.show(signs_of(resolution))
            self._known = (negotiation, resolution)
        self._list()

    def _list(self) -> None:
        """List what the panel is to list."""
        negotiation = self._editor.proposal_store.negotiation
        names = {name for row in self._rows for name in row.proposal.delegations}
        self._panel.offer_delegations(sorted(names, key=str.casefold))
        shown = self._panel.shown
        match shown:
            case Shown.HERE:
                rows = [row for row in self._rows if row.proposal.clause == self._clause]
            case Shown.OPEN:
                rows = [row for row in self._rows if row.proposal.is_open]
            case Shown.EVERY:
                rows = self._rows
            case _:
                rows = [row for row in self._rows if shown in row.proposal.delegations]
        self._panel.show_rows(rows)
        self._panel.show_head(
            self._totals(negotiation), self._here(negotiation), self._empty(shown)
        )

    def _totals(self, negotiation: Negotiation) -> str:
        opened = sum(each.is_open for each in negotiation.proposals)
        agreed = sum(how is Standing.AGREED for _, how in negotiation.standings)
        bracketed = sum(how is Standing.BRACKETED for _, how in negotiation.standings)
        words = [f"{opened} open of {_counted(len(negotiation.proposals), 'proposal')}"]
        words += [f"{_counted(agreed, 'paragraph')} agreed"] if agreed else []
        words += [f"{bracketed} in brackets"] if bracketed else []
        return " · ".join(words)

    def _here(self, negotiation: Negotiation) -> str:
        current = self._editor.current_clause()
        place = _place(current)
        words = plain(current.block.text)
        return f"{place}: {STANDINGS[negotiation.standing(self._clause, words)]}"

    def _empty(self, shown: Shown | str) -> str:
        if not self._rows:
            return NOTHING
        return "No proposals on this paragraph." if shown is Shown.HERE else "None."

    def _come_to(self, clause: CurrentClause) -> None:
        """Note where the cursor came to, and the words that stood there; list what is on it."""
        name = TITLE if clause.index == 0 else clause.block.id
        if name == self._clause:
            return
        self._clause = name
        self._entered = (name, clause.block.text)
        if self._panel.isVisible():
            self._list()

    # --- proposing ---------------------------------------------------------------------------

    def propose(self, kind: ProposalKind) -> None:
        """Ask what a delegation proposes on the paragraph at the cursor."""
        current = self._paragraph()
        if current is None:
            return
        if kind is ProposalKind.NEW:
            current = self._editor.clause_at(self._head_of(current.index))
        old = plain(current.block.text)
        words = old if kind is ProposalKind.AMENDMENT else ""
        answer = self._ask(kind, current, old, words)
        if answer is None:
            return
        base = tuple(runs(current.block.text))
        text: Text = ()
        if kind is ProposalKind.AMENDMENT:
            text = self._worded(answer.words, current.block, base)
        elif kind in (ProposalKind.ALTERNATIVE, ProposalKind.NEW):
            text = self._worded(answer.words, replace(current.block, kind=self._becomes(current)))
        made = self._made(kind, current, answer, text, base)
        self._editor.as_one(lambda: self._add(made))
        self._told_of(made)

    def propose_changes(self) -> None:
        """Make what was changed since the cursor came here a proposal; the words that stood here come back."""
        current = self._paragraph()
        if current is None:
            return
        name, before = self._entered
        base, now = tuple(runs(before)), tuple(runs(current.block.text))
        if name != self._clause or base == now:
            self.message.emit("Nothing was changed in this paragraph since the cursor came to it.")
            return
        kind = ProposalKind.AMENDMENT
        answer = self._ask(
            kind, current, plain(before), plain(now), title="Make my changes a proposal"
        )
        if answer is None:
            return
        text = now if answer.words == plain(now) else self._worded(answer.words, current.block, now)
        made = self._made(kind, current, answer, text, base)

        def change() -> None:
            from resolution.negotiating.wording import with_wording

            self._editor.proposal_store.reword(
                current.index, with_wording(current.block.text, base)
            )
            self._add(made)

        self._editor.as_one(change)
        self._told_of(made)

    def support_proposal(self) -> None:
        """Ask which delegations join the chosen proposal."""
        row = self._target()
        if row is None:
            return
        each = row.proposal
        asked = self._asked(each.kind, row.place, plain(row.old), plain(each.text), by=())
        answer = self._request(
            replace(
                asked,
                title=f"Who supports it: {each.delegations[0]}",
                fixed=True,
                comment=each.comment,
            )
        )
        if answer is not None:
            names = tuple(dict.fromkeys((*each.delegations, *answer.delegations)))
            self._put(replace(each, delegations=names, comment=answer.comment))
            self.message.emit(f"{who(replace(each, delegations=names))}.")

    def change_proposal(self) -> None:
        """Ask for the chosen proposal anew: its delegations, wording and reason."""
        row = self._target()
        if row is None:
            return
        each = row.proposal
        asked = self._asked(
            each.kind, row.place, plain(row.old), plain(row.wording), each.delegations
        )
        answer = self._request(replace(asked, comment=each.comment))
        if answer is None:
            return
        text = each.text
        if answer.words != plain(row.wording):
            index = self._editor.proposal_store.index_of(each.clause)
            block = self._editor.clause_at(index).block if index >= 0 else Block(each.becomes)
            text = self._worded(answer.words, block, row.wording)
        base = row.old if text != each.text else each.base
        self._put(
            replace(
                each, delegations=answer.delegations, text=text, base=base, comment=answer.comment
            )
        )
        self.message.emit("The proposal was changed.")

    def remove_proposal(self) -> None:
        """Take the chosen proposal off the list, as if it had never been made."""
        from resolution.negotiating.resolving import remove_proposal

        if row := self._target():
            self._change(remove_proposal(self._negotiation, row.proposal.id))
            self.message.emit("The proposal was removed.")

    def _ask(
        self, kind: ProposalKind, current: CurrentClause, old: str, words: str, title: str = ""
    ) -> ProposalAnswer | None:
        asked = replace(self._asked(kind, _place(current), old, words, self._by), title=title)
        answer = self._request(asked)
        if answer is not None:
            self._by = answer.delegations
        return answer

    def _request(self, request: ProposalRequest) -> ProposalAnswer | None:
        from desktop.negotiation.dialog import ask_proposal

        return ask_proposal(self._dialogs, request, self._look.theme)

    def _asked(
        self, kind: ProposalKind, place: str, old: str, words: str, by: tuple[str, ...]
    ) -> ProposalRequest:
        from desktop.negotiation.dialog import ProposalRequest
        from resolution.negotiating.resolving import delegations

        return ProposalRequest(kind, place, old, words, delegations(self._negotiation), by)

    def _made(
        self,
        kind: ProposalKind,
        current: CurrentClause,
        answer: ProposalAnswer,
        text: Text,
        base: Text,
    ) -> Proposal:
        return Proposal(
            self._editor.proposal_store.name_of(current.index),
            kind,
            answer.delegations,
            text,
            base if kind in (ProposalKind.AMENDMENT, ProposalKind.ALTERNATIVE) else (),
            answer.comment,
            made=self._clock().isoformat(timespec="minutes"),
            place=_place(current),
            becomes=self._becomes(current) if kind is ProposalKind.NEW else Kind.PARAGRAPH,
        )

    def _worded(self, words: str, block: Block, old: Text = ()) -> Text:
        """Return words as a text: what stays of an old one keeps its looks, and a clause has its lead."""
        from resolution.negotiating.wording import apply_changes, word_changes

        text = (
            apply_changes(old, word_changes(make(plain(old)), make(words))) if old else make(words)
        )
        length = lead_length(words, block.kind, self._editor.heading().language)
        return with_lead(text, length) if length else text

    def _becomes(self, current: CurrentClause) -> Kind:
        kind = current.block.kind
        return Kind.PREAMBULAR if kind is Kind.FORMULA else kind

    def _head_of(self, index: int) -> int:
        """Return the clause or item that a new paragraph is to follow: a continuation or table is part of one."""
        while index > 1 and self._editor.clause_at(index).block.kind in (
            Kind.CONTINUATION,
            Kind.TABLE,
        ):
            index -= 1
        return index

    def _paragraph(self) -> CurrentClause | None:
        """Return the paragraph at the cursor; tell why nothing can be proposed on it, where that is so."""
        current = self._editor.current_clause()
        if current.block.kind is Kind.TABLE and current.index:
            self.message.emit(
                "Nothing can be proposed in a table; put the cursor into a paragraph."
            )
            return None
        return current

    def _told_of(self, made: Proposal) -> None:
        self.follow()
        self.message.emit(f"{who(made)}: {KINDS[made.kind].lower()} noted on {made.place}.")
        self._panel.list.choose(self._negotiation.proposals[-1].id)

    # --- settling ----------------------------------------------------------------------------

    def accept_proposal(self) -> None:
        """Put the chosen proposal into the text."""
        row = self._target()
        if row is None:
            return
        each = row.proposal
        if not each.is_open:
            self.message.emit("It is settled already; open it again first.")
            return
        index = self._editor.proposal_store.index_of(each.clause)
        if index < 0 and each.kind is not ProposalKind.COMMENT:
            self.message.emit("Its paragraph is no longer in the text; it cannot be accepted.")
            return
        if each.kind is ProposalKind.DELETION and index == 0:
            self.message.emit("The title of the draft stays.")
            return

        def accept() -> None:
            self._carry_out(row, index)
            self._settle(each.id, ProposalStatus.ACCEPTED)

        stale = row.is_stale
        self._editor.as_one(accept)
        self._after_settling(index)
        end = " It was made on an earlier wording; its whole wording was taken." if stale else ""
        self.message.emit(f"Accepted: {who(each)}, {row.place}.{end}")

    def _carry_out(self, row: ProposalRow, index: int) -> None:
        from resolution.negotiating.wording import with_wording

        each, proposal_store = row.proposal, self._editor.proposal_store
        match each.kind:
            case ProposalKind.AMENDMENT | ProposalKind.ALTERNATIVE:
                now = self._editor.clause_at(index).block.text
                proposal_store.reword(index, with_wording(now, row.wording))
                self._editor.final_marks.bring_bare(each.clause)
            case ProposalKind.DELETION:
                proposal_store.delete(index)
            case ProposalKind.NEW:
                level = self._editor.clause_at(index).block.level
                level = level if each.becomes in (Kind.ITEM, Kind.HEADING) else 0
                name = proposal_store.insert_behind(
                    index, Block(each.becomes, each.text, level=level)
                )
                self._editor.final_marks.bring_bare(name)

    def reject_proposal(self) -> None:
        """Note that the chosen proposal is not taken."""
        self._close(ProposalStatus.REJECTED, "Rejected")

    def withdraw_proposal(self) -> None:
        """Note that its delegation took the chosen proposal back."""
        self._close(ProposalStatus.WITHDRAWN, "Withdrawn")

    def reopen_proposal(self) -> None:
        """Open the chosen proposal again; the text stays as it stands."""
        self._close(ProposalStatus.OPEN, "Open again")

    def _close(self, status: ProposalStatus, words: str) -> None:
        if row := self._target():
            self._editor.as_one(lambda: self._settle(row.proposal.id, status))
            self._after_settling(-1)
            self.message.emit(f"{words}: {who(row.proposal)}, {row.place}.")

    def stand(self, how: Standing) -> None:
        """Note that the paragraph at the cursor is agreed, or stands in brackets; or take that back."""
        from resolution.negotiating.resolving import set_standing

        current = self._paragraph()
        if current is None:
            return
        name = self._editor.proposal_store.name_of(current.index)
        words = plain(current.block.text)
        wanted = Standing.OPEN if self._negotiation.standing(name, words) is how else how
        self._change(set_standing(self._negotiation, name, wanted, words))
        opened = sum(each.is_open and each.clause == name for each in self._negotiation.proposals)
        left = f" {_counted(opened, 'proposal')} on it still open." if opened else ""
        self.message.emit(
            f"{_place(current)}: {STANDINGS[wanted]}{'' if wanted is Standing.AGREED else '.'}{left}"
        )

    def toggle_brackets(self) -> None:
        """Put square brackets round the selected words, or take them away where they stand there."""
        cursor = self._editor.textCursor()
        block = cursor.block()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if start == end or self._editor.document().findBlock(end) != block:
            self.message.emit("Select words of one paragraph first.")
            return
        words = block.text()
        low, high = start - block.position(), end - block.position()
        inside = words[low:high]
        if inside.startswith("[") and inside.endswith("]"):
            start, end = start + 1, end - 1
            low, high = low + 1, high - 1
        around = words[low - 1 : low] == "[" and words[high : high + 1] == "]" and low > 0
        work = QTextCursor(self._editor.document())

        def change() -> None:
            work.setPosition(end)
            if around:
                work.deleteChar()
                work.setPosition(start)
                work.deletePreviousChar()
            else:
                work.insertText("]")
                work.setPosition(start)
                work.insertText("[")

        self._editor.as_one(change)
        shift = -1 if around else 1
        work.setPosition(start + shift)
        work.setPosition(end + shift, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(work)
        self.message.emit("Brackets taken away." if around else "Put in brackets.")

    def _target(self) -> ProposalRow | None:
        """Return the chosen proposal, else the first open one on the paragraph at the cursor."""
        self.follow()
        row = self._panel.list.chosen() if self._panel.isVisible() else None
        if row is None:
            here = [r for r in self._rows if r.proposal.clause == self._clause]
            row = next((r for r in here if r.proposal.is_open), None)
        if row is None:
            self.message.emit(
                "Choose a proposal first, or put the cursor into a paragraph that has an open one."
            )
        return row

    @property
    def _negotiation(self) -> Negotiation:
        return self._editor.proposal_store.negotiation

    def _add(self, made: Proposal) -> None:
        from resolution.negotiating.resolving import add_proposal

        self._editor.proposal_store.put(add_proposal(self._negotiation, made))

    def _settle(self, id: str, status: ProposalStatus) -> None:
        from resolution.negotiating.resolving import resolve_proposal

        self._editor.proposal_store.put(resolve_proposal(self._negotiation, id, status))

    def _put(self, each: Proposal) -> None:
        from resolution.negotiating.resolving import replace_proposal

        self._change(replace_proposal(self._negotiation, each))

    def _change(self, negotiation: Negotiation) -> None:
        self._editor.as_one(lambda: self._editor.proposal_store.put(negotiation))
        self.follow()

    def _after_settling(self, index: int) -> None:
        """Bring all in step, and choose the next open proposal that is listed."""
        self.follow()
        if index >= 0:
            current = self._editor.current_clause()
            self._entered = (self._clause, current.block.text)
        rows = self._panel.list.rows.rows
        at = self._panel.list.currentIndex().row()
        if 0 <= at < len(rows) and not rows[at].proposal.is_open:
            following = next((r for r in rows[at:] if r.proposal.is_open), None)
            if following is not None:
                self._panel.list.choose(following.proposal.id)

    def export_compilation(self) -> None:
        """Write the text with the open proposals in it."""
        self._export()

    # --- moving about ------------------------------------------------------------------------

    def next_proposal(self) -> None:
        """Go to the next open proposal."""
        self._step(1)

    def previous_proposal(self) -> None:
        """Go to the open proposal before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        self.follow()
        opened = [row for row in self._rows if row.proposal.is_open]
        if not opened:
            self.message.emit("No proposal is open.")
            return
        chosen = self._panel.list.chosen()
        here = self._editor.textCursor().blockNumber()
        at = [self._editor.proposal_store.index_of(row.proposal.clause) for row in opened]
        ids = [row.proposal.id for row in opened]
        known = (
            chosen is not None
            and chosen.proposal.id in ids
            and chosen.proposal.clause == self._clause
        )
        if chosen is not None and known:
            number = (ids.index(chosen.proposal.id) + by) % len(opened)
        elif by > 0:
            number = next((n for n, index in enumerate(at) if index >= here), 0)
        else:
            number = next((n for n in reversed(range(len(at))) if at[n] <= here), len(at) - 1)
        self._show(opened[number])

    def _show(self, row: ProposalRow) -> None:
        """Go to a proposal's paragraph, and choose it in the panel."""
        index = self._editor.proposal_store.index_of(row.proposal.clause)
        if index >= 0:
            self._editor.goto(index)
        self._fold.show()
        self._list()
        if not self._panel.list.choose(row.proposal.id):
            self._panel.choice.setCurrentText(Shown.OPEN)
            self._panel.list.choose(row.proposal.id)
        self.message.emit(f"{row.place}: {who(row.proposal)}, {KINDS[row.proposal.kind].lower()}.")

    def _go_to_chosen(self) -> None:
        row = self._panel.list.chosen()
        index = self._editor.proposal_store.index_of(row.proposal.clause) if row else -1
        if index >= 0:
            self._editor.goto(index)
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif row:
            self.message.emit("Its paragraph is no longer in the text.")

    def _offer(self, menu: QMenu) -> None:
        """Put what can be done with the chosen proposal into a menu."""
        row = self._panel.list.chosen()
        opened = row is not None and row.proposal.is_open
        for words, command, usable in (
            ("&Go to the paragraph", self._go_to_chosen, True),
            ("&Accept\tA", self.accept_proposal, opened),
            ("&Reject\tR", self.reject_proposal, opened),
            ("&Withdraw\tW", self.withdraw_proposal, opened),
            ("&Open again\tO", self.reopen_proposal, not opened),
            ("&Support…\tS", self.support_proposal, True),
            ("&Change…\tC", self.change_proposal, True),
            ("Remo&ve\tDel", self.remove_proposal, True),
        ):
            menu.addAction(words, command).setEnabled(usable)


def _place(current: CurrentClause) -> str:
    if current.index == 0:
        return "Title"
    return "Opening" if current.block.kind is Kind.FORMULA else current.place or "Paragraph"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
