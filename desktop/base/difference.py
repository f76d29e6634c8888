"""Differences between two wordings, as rich text and as sentences."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.base.theme import Theme

if TYPE_CHECKING:
    from resolution.diff.facts import Hunk

ENDS = (",", ";", ".", ":")
"""The marks that end a clause; a draft clause without one is still being typed."""


def unfinished(hunks: Sequence[Hunk]) -> bool:
    """Return whether the draft's clause is merely not finished yet.

    The rest of the precedent then does not count as a difference.
    """
    if not hunks or hunks[-1].old.strip() or not hunks[-1].new.strip():
        return False
    typed = "".join(hunk.old for hunk in hunks).rstrip()
    return not typed.endswith(ENDS)


def changes_html(hunks: Sequence[Hunk], theme: Theme) -> str:
    """Return the newer text, with additions underlined and deletions struck through."""
    return "".join(_hunk_html(hunk, theme, ahead=False) for hunk in hunks)


def difference_html(hunks: Sequence[Hunk], theme: Theme) -> str:
    """Return the precedent's text, with words that the draft lacks underlined and words of the draft alone struck."""
    last = len(hunks) - 1 if unfinished(hunks) else len(hunks)
    return "".join(_hunk_html(hunk, theme, ahead=n == last) for n, hunk in enumerate(hunks))


def _hunk_html(hunk: Hunk, theme: Theme, ahead: bool) -> str:
    old, new = html.escape(hunk.old), html.escape(hunk.new)
    if hunk.op == "equal":
        return new
    if ahead:
        return f'<span style="color:{theme.quiet}">{new}</span>'
    struck = f'<s style="color:{theme.removed}">{old}</s>' if old.strip() else ""
    space = (
        " "
        if struck and new.strip() and not hunk.old[-1:].isspace() and not hunk.new[:1].isspace()
        else ""
    )
    under = f'<u style="color:{theme.added}">{new}</u>' if new.strip() else ""
    return f"{struck}{space}{under}" or new


def difference_words(hunks: Sequence[Hunk]) -> str:
    """Return the differences as sentences, for screen readers and tooltips."""
    ahead = len(hunks) - 1 if unfinished(hunks) else len(hunks)
    changed = [h for h in hunks[:ahead] if h.op != "equal"]
    there = "; ".join(f"“{h.new.strip()}”" for h in changed if h.new.strip())
    here = "; ".join(f"“{h.old.strip()}”" for h in changed if h.old.strip())
    parts = [
        f"Only the precedent has {there}." if there else "",
        f"Only your clause has {here}." if here else "",
    ]
    return " ".join(part for part in parts if part) or "Word for word the same so far as typed."
