"""The next revision of a draft: L.11 becomes L.11/Rev.1, then L.11/Rev.2; each refers to the one before."""

from __future__ import annotations

import re
from dataclasses import replace

from resolution.model import Masthead, Resolution, Status
from resolution.note_order import without_heading_notes

_REVISED = re.compile(r"/Rev\.(\d+)(?=\*?$)")
_KINDS = re.compile(r"\b(?:revised )?draft (resolution|decision)\b", re.IGNORECASE)


def next_symbol(symbol: str) -> str:
    """Return the symbol of the next revision; an empty one stays empty."""
    bare = symbol.rstrip("*")
    if not bare:
        return ""
    if found := _REVISED.search(bare):
        return f"{bare[: found.start()]}/Rev.{int(found[1]) + 1}"
    return f"{bare}/Rev.1"


def next_revision(draft: Resolution) -> Resolution:
    """Return the next revision of a draft, with symbol and sponsor line updated and `base` set to the one before.

    Date, job number and the asterisk of a reissue belong to the one before and are omitted. Paragraphs keep their ids,
    so that they are identified however much their text changes.
    """
    masthead = draft.masthead
    return replace(
        without_heading_notes(draft),
        masthead=replace(
            masthead,
            notes=(),
            status=Status.DRAFT,
            symbol=next_symbol(masthead.symbol),
            base=masthead.symbol.rstrip("*") or masthead.base,
            proposal=_proposal(masthead),
            issued=None,
            job="",
        ),
    )


def _proposal(masthead: Masthead) -> str:
    """Return the end of the sponsor line: "revised draft resolution"."""
    if not masthead.proposal:
        return "revised draft resolution" if masthead.sponsors else ""
    return _KINDS.sub(lambda match: f"revised draft {match[1]}", masthead.proposal, count=1)
