"""A proposal as a row: who, what, the words that change, and what became of it; for the eye and for the ear."""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from desktop.base.difference import changes_html, difference_words
from desktop.base.painted_list import SERIF
from desktop.base.theme import Theme
from resolution.language.dates import MONTHS
from resolution.model import TITLE, Kind, Proposal, ProposalKind, ProposalStatus, Resolution
from resolution.text import Text, folded, plain
from resolution.tree import forest

KINDS = {
    ProposalKind.AMENDMENT: "Amendment",
    ProposalKind.DELETION: "Deletion",
    ProposalKind.NEW: "New paragraph below",
    ProposalKind.ALTERNATIVE: "Alternative",
    ProposalKind.COMMENT: "Comment",
}

SIGNS = {
    ProposalStatus.OPEN: "○",
    ProposalStatus.ACCEPTED: "✓",
    ProposalStatus.REJECTED: "✗",
    ProposalStatus.WITHDRAWN: "↩",
}


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal beside what it is on now.

    place: where that stands, or stood; text: its words as they stand, None where it is no longer in the draft
    carried: the wording that the proposal comes to on the words of today, None where it no longer fits them
    """

    proposal: Proposal
    place: str
    text: Text | None
    carried: Text | None

    @property
    def is_stale(self) -> bool:
        """Return whether it was made on an earlier wording that it no longer fits."""
        reworded = self.proposal.kind in (ProposalKind.AMENDMENT, ProposalKind.ALTERNATIVE)
        return reworded and self.proposal.is_open and self.text is not None and self.carried is None

    @property
    def wording(self) -> Text:
        """Return the words that are proposed, as they would stand now."""
        return self.carried if self.carried is not None else self.proposal.text

    @property
    def old(self) -> Text:
        """Return the words that it changes: those of today while it is open and fits, else those it was made on."""
        now = self.proposal.is_open and self.carried is not None
        return self.text or () if now else self.proposal.base


@lru_cache(maxsize=2048)
def _carried(proposal: Proposal, text: Text) -> Text | None:
    """Return what a proposal comes to on a text; asked again whenever typing rests."""
    from resolution.negotiating.wording import rebased_wording

    return rebased_wording(proposal, text)


def rows_of(resolution: Resolution) -> list[ProposalRow]:
    """Return every proposal on a draft in the order of the text, those on what is gone at the end."""
    from resolution.negotiating.resolving import texts_by_name
    from resolution.negotiating.wording import REWORDS, without_anchors

    places = {TITLE: "Title"}
    for division, nodes in forest(resolution):
        places.setdefault(division.id, "Title")
        for node in (each for top in nodes for each in top.walk()):
            opening = node.block.kind is Kind.FORMULA
            places[node.block.id] = "Opening" if opening else node.place or "Paragraph"
    texts = texts_by_name(resolution)
    order = {name: n for n, name in enumerate(texts)}
    rows = []
    for each in resolution.negotiation.proposals:
        text = texts.get(each.clause)
        fits = _carried(each, text) if text is not None and each.kind in REWORDS else None
        gone = f"Former {each.place or 'paragraph'}"
        shown = None if text is None else without_anchors(text)
        rows.append(ProposalRow(each, places.get(each.clause, gone), shown, fits))
    return sorted(rows, key=lambda row: order.get(row.proposal.clause, len(order)))


def _remarks(row: ProposalRow) -> str:
    """Return what is to be known of the wording it was made on."""
    if row.text is None:
        return "Its paragraph is no longer in the text."
    return "Made on an earlier wording that has changed since." if row.is_stale else ""


def who(proposal: Proposal) -> str:
    """Return "Mexico, supported by Chile and Peru"."""
    first, *others = proposal.delegations or ("No delegation named",)
    if not others:
        return first
    last = others[-1]
    joined = f"{', '.join(others[:-1])} and {last}" if len(others) > 1 else last
    return f"{first}, supported by {joined}"


def when(proposal: Proposal) -> str:
    """Return when it was made, "25 November, 10:15"; empty where that is not known."""
    try:
        made = datetime.fromisoformat(proposal.made)
    except ValueError:
        return ""
    return f"{made.day} {MONTHS[made.month - 1]}, {made:%H:%M}"


def spoken(row: ProposalRow) -> str:
    """Return everything a row shows, as a screen reader says it."""
    from resolution.diff.facts import word_diff

    each = row.proposal
    words = f"{who(each)}. {KINDS[each.kind]} on {row.place}, {each.status}."
    words += f" Made on {when(each)}." if when(each) else ""
    match each.kind:
        case ProposalKind.AMENDMENT:
            hunks = word_diff(plain(row.old), plain(row.wording))
            words += f" {difference_words(hunks)}"
        case ProposalKind.ALTERNATIVE | ProposalKind.NEW:
            words += f" “{folded(each.text)}”"
    return " ".join(filter(None, (words, each.comment, _remarks(row))))


def row_html(row: ProposalRow, theme: Theme, words_size: float) -> str:
    """Return one row as the delegate paints it."""
    from resolution.diff.facts import word_diff

    each = row.proposal
    colour = {
        ProposalStatus.ACCEPTED: theme.adopted,
        ProposalStatus.OPEN: theme.accent,
    }.get(each.status, theme.quiet)
    status = f'<span style="color:{colour}">{SIGNS[each.status]} {each.status}</span>'
    status += f" · {when(each)}" if when(each) else ""
    lines = [
        f'<p style="margin:0"><b>{html.escape(who(each))}</b></p>',
        f'<p style="margin:0 0 4px 0; color:{theme.quiet}">{html.escape(row.place)} · '
        f"{KINDS[each.kind].lower()} · {status}</p>",
    ]
    words = ""
    match each.kind:
        case ProposalKind.AMENDMENT:
            words = changes_html(word_diff(plain(row.old), plain(row.wording)), theme)
        case ProposalKind.ALTERNATIVE | ProposalKind.NEW:
            words = f'<u style="color:{theme.added}">{html.escape(plain(each.text))}</u>'
        case ProposalKind.DELETION if row.text:
            words = f'<s style="color:{theme.removed}">{html.escape(plain(row.text))}</s>'
    if words:
        style = f"margin:0; font-family:{SERIF}; font-size:{words_size:.1f}pt; line-height:112%"
        lines.append(f'<p style="{style}">{words}</p>')
    if each.comment:
        lines.append(f'<p style="margin:4px 0 0 0"><i>{html.escape(each.comment)}</i></p>')
    if remarks := _remarks(row):
        lines.append(
            f'<p style="margin:4px 0 0 0; color:{theme.removed}">⚠ {html.escape(remarks)}</p>'
        )
    return "".join(lines)
