"""Where in a sentence a citation is being typed, and the resolutions that would complete it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from precedent_corpus.store.register import Register, RegisterEntry
from resolution.checks.cited import cited_organ

REACH = 400
"""How far back the word "resolution" is looked for, in characters."""

_SYMBOL = re.compile(r"(?<![\w/])(?:A/(?:HRC/)?RES/|S/RES/|E/(?:CN\.\d+/)?RES/)[^\s,;“”]*$")
_NUMBER = re.compile(
    r"(?<![\w/.])(?:(?:ES-|S-)?\d{1,4}(?:/\d{0,3}(?: ?[A-Z])?|(?: [A-Z])? ?\([\dIVXLC]{0,8}\)?)?)$"
)
_TITLE = re.compile(r"\bresolution (?P<all>(?:entitled |on )?[“\"](?P<words>[^“”\"]{4,80}))$")
_NAMED = re.compile(r"\bresolutions?\b", re.IGNORECASE)
_STANDS = re.compile(r"(?:\bresolutions? |\band |, |\bor )$", re.IGNORECASE)
_ENDED = re.compile(r"(?<!\bNo)\.\s|;")
_DATE_FOLLOWS = re.compile(r"\s+of \d{1,2}\s+[A-Z]")


@dataclass(frozen=True, slots=True)
class Citation:
    """A resolution that completes what is typed: `words` go in place of what stands from `start` to the cursor.

    start: a character of the words before the cursor; exact: its symbol is typed to the end already.
    """

    start: int
    words: str
    entry: RegisterEntry
    exact: bool


def completions(
    register: Register,
    before: str,
    after: str = "",
    own: str = "",
    *,
    dated: bool = True,
    limit: int = 8,
) -> list[Citation]:
    """Return what completes the citation that is being typed at the end of `before`, best first; none where none is.

    after: the words behind the cursor (no date is put where one follows); own: whose draft it is ("its resolution");
    dated: the date goes with the symbol, as in the text of a resolution; notes cite the symbol alone.
    """
    near = before[-REACH:].replace("\N{NO-BREAK SPACE}", " ")
    place = typed_citation(near)
    if place is None:
        return []
    start, typed = place
    if titled := _TITLE.search(near):
        typed = titled["words"]
    named = cited_organ(near[:start], own)
    found = register.complete(typed, named or own, only=bool(named), limit=limit)
    if named and not found:
        found = register.complete(typed, own, limit=limit)
    full = _SYMBOL.search(near) is not None
    dates = dated and not full and not _DATE_FOLLOWS.match(after)
    at = len(before) - len(near) + start
    return [
        Citation(
            at,
            entry.symbol if full else entry.citation if dates else entry.cited,
            entry,
            "".join(typed.split()) == "".join((entry.symbol if full else entry.cited).split()),
        )
        for entry in found
    ]


def typed_citation(before: str) -> tuple[int, str] | None:
    """Return where a citation that is being typed at the end of the words begins, and what is typed of it."""
    if symbol := _SYMBOL.search(before):
        return symbol.start(), symbol[0]
    if titled := _TITLE.search(before):
        return titled.start("all"), titled["all"]
    number = _NUMBER.search(before)
    if not number:
        return None
    lead = before[: number.start()]
    named = list(_NAMED.finditer(lead))
    if not named or _ENDED.search(lead, named[-1].end()):
        return None
    typed = number[0]
    shaped = "/" in typed or "(" in typed
    if not shaped and (len(typed) < 2 or not _STANDS.search(lead)):
        return None
    return number.start(), typed
