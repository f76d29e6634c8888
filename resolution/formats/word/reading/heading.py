"""The heading of our own files: what each of its printed lines says, whatever the language it is printed in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from resolution.language import of
from resolution.language.dates import parse_date
from resolution.language.organs import reporting_committee
from resolution.letterheads.words import MastheadWords, words
from resolution.model import Masthead, Status
from resolution.recognition.furniture import SYMBOL
from resolution.recognition.masthead import meeting_of, names_of
from resolution.text import NoteRef, Text, folded, plain, strip

ROLES = frozenset(
    (
        "united_nations", "body_name", "organ", "symbol", "distribution", "issued", "original", "session",
        "session_dates", "committee", "agenda_item", "agenda_title", "sponsors", "signatories", "adoption", "basis",
        "title", "job", "bar_code", "form_name", "form_committee", "form_sponsors", "form_signatories",
    )
)  # fmt: skip
"""The lines of a heading, by the names the templates give them."""

TIED: dict[str, tuple[str, ...]] = {
    "organ": ("organ", "body_name"), "symbol": ("symbol",), "number": ("title", "adoption"),
    "distribution": ("distribution",), "issued": ("issued",), "original": ("original",), "session": ("session",),
    "session_dates": ("session_dates",), "committee": ("committee", "basis", "form_committee"),
    "agenda_item": ("agenda_item",),
    "agenda_title": ("agenda_title",), "heading": ("adoption", "title"), "basis": ("basis",), "report": ("basis",),
    "adopted": ("adoption", "title", "closing"), "meeting": ("adoption", "title", "closing"),
    "sponsors": ("sponsors", "form_sponsors"), "signatories": ("form_signatories",),
    "proposal": ("sponsors", "form_name"), "job": ("job",), "status": ("symbol",), "language": (), "base": (),
}  # fmt: skip
"""Which lines print a field: what our own part says of it holds while these are as they were."""

_NUMBERED = re.compile(r"\t(?:(?P<number>[^\t.][^\t]*?)?\.?)?\t(?P<title>.*)", re.DOTALL)
_COUNCIL = re.compile(r"Resolution (?P<number>\S+ \(\d{4}\))")


def fields(role: str, text: Text, language: str, *, titled: bool = True) -> dict[str, Any]:
    """Return the fields of the masthead that one line of the heading says.

    titled: the line "title" bears a title; the Security Council's bears what others have in "adoption".
    """
    line = strip(text)
    said, terms = folded(line), words(language)
    match role:
        case "session" | "session_dates" | "committee" | "agenda_title" | "symbol" | "job":
            return {role: said}
        case "body_name" | "organ":
            return {"organ": _known(said, terms.organs)}
        case "distribution":
            given = _filled(terms.distribution, said)
            return {role: said if given is None else _known(given, terms.distributions)}
        case "original":
            given = _filled(terms.original, said)
            return {role: said if given is None else given}
        case "issued":
            return {role: _day(said, terms)}
        case "agenda_item":
            given = _filled(terms.agenda_item, said)
            given = _filled(terms.agenda_items, said) if given is None else given
            return {role: said if given is None else given}
        case "sponsors":
            return _sponsors(said, terms)
        case "form_sponsors" | "form_signatories":
            listed = re.split(r"[,،、;]\s*", _after_label(text))
            return {role.removeprefix("form_"): tuple(name for name in listed if name)}
        case "form_committee":
            return {"committee": _after_label(text)}
        case "adoption" if council := _COUNCIL.fullmatch(said):
            return {"number": council["number"]}
        case "adoption":
            return _adopted(said)
        case "title" if not titled:
            return _adopted(said)
        case "title":
            found = _NUMBERED.fullmatch(plain(text))
            return {"number": found["number"] or ""} if found else {}
        case "basis":
            return _basis(said)
    return {}


def _after_label(text: Text) -> str:
    """Return what a line of a conference's form says behind its label."""
    return folded(plain(text).partition("\t")[2])


def _known(said: str, table: dict[str, str]) -> str:
    """Return the English name for a printed one, or the printed one."""
    return next((name for name, printed in table.items() if printed == said), said)


def _filled(pattern: str, said: str) -> str | None:
    """Return what stands in the pattern's `{}`, None where the words do not fit it."""
    before, after = pattern.split("{}")
    if said.startswith(before) and said.endswith(after) and len(said) >= len(before) + len(after):
        return said[len(before) : len(said) - len(after)]
    return None


def _day(said: str, terms: MastheadWords) -> Any:
    for number, month in enumerate(terms.months, 1):
        form = (
            re.escape(terms.day)
            .replace(r"\{day\}", r"(\d+)")
            .replace(r"\{month\}", re.escape(month))
        )
        found = re.fullmatch(form.replace(r"\{year\}", r"(\d{4})"), said)
        if found:
            return parse_date(f"{found[1]} {of().months[number - 1]} {found[2]}")
    return parse_date(said)


def _sponsors(said: str, terms: MastheadWords) -> dict[str, Any]:
    listed, colon, proposal = said.partition(":")
    if not colon:
        return {"sponsors": (), "proposal": said, "status": Status.DRAFT}
    names = names_of(listed) if terms == of().masthead else _listed(listed, terms)
    return {"sponsors": names, "proposal": proposal.strip(), "status": Status.DRAFT}


def _listed(said: str, terms: MastheadWords) -> tuple[str, ...]:
    between = terms.joined.replace("{}", "")
    rest, sign, last = said.strip().rpartition(between)
    comma = terms.comma.strip()
    names = [*rest.split(comma), last] if sign else said.split(comma)
    return tuple(name.strip() for name in names if name.strip())


def _adopted(said: str) -> dict[str, Any]:
    out: dict[str, Any] = {"heading": said, "status": Status.ADOPTED}
    day, meeting = parse_date(said), meeting_of(said)
    return out | ({"adopted": day} if day else {}) | ({"meeting": meeting} if meeting else {})


def _basis(said: str) -> dict[str, Any]:
    bare = said.removeprefix("[").removesuffix("]").strip()
    symbol = SYMBOL.search(bare)
    out = {"basis": bare, "report": symbol[0] if symbol else "", "status": Status.ADOPTED}
    committee = reporting_committee(bare)
    return out | ({"committee": committee} if committee else {})


def anchors(text: Text) -> tuple[NoteRef, ...]:
    """Return the anchors in a line of the heading."""
    return tuple(inline for inline in text if isinstance(inline, NoteRef))


def filled(masthead: Masthead, said: dict[str, Any]) -> Masthead:
    """Return the masthead with what is said in the fields that are still empty."""
    fresh = {
        key: each for key, each in said.items()
        if each and (not getattr(masthead, key) or (key == "status" and masthead.status is Status.UNKNOWN))
    }  # fmt: skip
    return replace(masthead, **fresh)
