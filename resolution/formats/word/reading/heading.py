"""Reads the heading of our own files: the fields each printed line contains, in any language."""

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
"""The lines of a heading, by their names in the templates."""

PRINTED_IN: dict[str, tuple[str, ...]] = {
    "organ": ("organ", "body_name"), "symbol": ("symbol",), "number": ("title", "adoption"),
    "distribution": ("distribution",), "issued": ("issued",), "original": ("original",), "session": ("session",),
    "session_dates": ("session_dates",), "committee": ("committee", "basis", "form_committee"),
    "agenda_item": ("agenda_item",),
    "agenda_title": ("agenda_title",), "heading": ("adoption", "title"), "basis": ("basis",), "report": ("basis",),
    "adopted": ("adoption", "title", "closing"), "meeting": ("adoption", "title", "closing"),
    "sponsors": ("sponsors", "form_sponsors"), "signatories": ("form_signatories",),
    "proposal": ("sponsors", "form_name"), "job": ("job",), "status": ("symbol",), "language": (), "base": (),
}  # fmt: skip
"""The lines that print each field: the stored value of the field applies while these are unchanged."""

_NUMBERED = re.compile(r"\t(?:(?P<number>[^\t.][^\t]*?)?\.?)?\t(?P<title>.*)", re.DOTALL)
_COUNCIL = re.compile(r"Resolution (?P<number>\S+ \(\d{4}\))")


def fields(role: str, text: Text, language: str, *, titled: bool = True) -> dict[str, Any]:
    """Return the masthead fields contained in one line of the heading.

    titled: the line "title" is a title; in a Security Council text it is what others have in "adoption".
    """
    line = strip(text)
    content, terms = folded(line), words(language)
    match role:
        case "session" | "session_dates" | "committee" | "agenda_title" | "symbol" | "job":
            return {role: content}
        case "body_name" | "organ":
            return {"organ": _english_name(content, terms.organs)}
        case "distribution":
            given = _placeholder_value(terms.distribution, content)
            return {role: content if given is None else _english_name(given, terms.distributions)}
        case "original":
            given = _placeholder_value(terms.original, content)
            return {role: content if given is None else given}
        case "issued":
            return {role: _day(content, terms)}
        case "agenda_item":
            given = _placeholder_value(terms.agenda_item, content)
            given = _placeholder_value(terms.agenda_items, content) if given is None else given
            return {role: content if given is None else given}
        case "sponsors":
            return _sponsors(content, terms)
        case "form_sponsors" | "form_signatories":
            listed = re.split(r"[,،、;]\s*", _after_label(text))
            return {role.removeprefix("form_"): tuple(name for name in listed if name)}
        case "form_committee":
            return {"committee": _after_label(text)}
        case "adoption" if council := _COUNCIL.fullmatch(content):
            return {"number": council["number"]}
        case "adoption":
            return _adopted(content)
        case "title" if not titled:
            return _adopted(content)
        case "title":
            found = _NUMBERED.fullmatch(plain(text))
            return {"number": found["number"] or ""} if found else {}
        case "basis":
            return _basis(content)
    return {}


def _after_label(text: Text) -> str:
    """Return the text after the label in a line of a conference's form."""
    return folded(plain(text).partition("\t")[2])


def _english_name(content: str, table: dict[str, str]) -> str:
    """Return the English name of a printed one, or the printed name itself."""
    return next((name for name, printed in table.items() if printed == content), content)


def _placeholder_value(pattern: str, content: str) -> str | None:
    """Return the text in place of the pattern's `{}`; None if the line does not match the pattern."""
    before, after = pattern.split("{}")
    if (
        content.startswith(before)
        and content.endswith(after)
        and len(content) >= len(before) + len(after)
    ):
        return content[len(before) : len(content) - len(after)]
    return None


def _day(content: str, terms: MastheadWords) -> Any:
    for number, month in enumerate(terms.months, 1):
        form = (
            re.escape(terms.day)
            .replace(r"\{day\}", r"(\d+)")
            .replace(r"\{month\}", re.escape(month))
        )
        found = re.fullmatch(form.replace(r"\{year\}", r"(\d{4})"), content)
        if found:
            return parse_date(f"{found[1]} {of().months[number - 1]} {found[2]}")
    return parse_date(content)


def _sponsors(content: str, terms: MastheadWords) -> dict[str, Any]:
    listed, colon, proposal = content.partition(":")
    if not colon:
        return {"sponsors": (), "proposal": content, "status": Status.DRAFT}
    names = names_of(listed) if terms == of().masthead else _listed(listed, terms)
    return {"sponsors": names, "proposal": proposal.strip(), "status": Status.DRAFT}


def _listed(content: str, terms: MastheadWords) -> tuple[str, ...]:
    between = terms.joined.replace("{}", "")
    rest, sign, last = content.strip().rpartition(between)
    comma = terms.comma.strip()
    names = [*rest.split(comma), last] if sign else content.split(comma)
    return tuple(name.strip() for name in names if name.strip())


def _adopted(content: str) -> dict[str, Any]:
    out: dict[str, Any] = {"heading": content, "status": Status.ADOPTED}
    day, meeting = parse_date(content), meeting_of(content)
    return out | ({"adopted": day} if day else {}) | ({"meeting": meeting} if meeting else {})


def _basis(content: str) -> dict[str, Any]:
    bare = content.removeprefix("[").removesuffix("]").strip()
    symbol = SYMBOL.search(bare)
    out = {"basis": bare, "report": symbol[0] if symbol else "", "status": Status.ADOPTED}
    committee = reporting_committee(bare)
    return out | ({"committee": committee} if committee else {})


def anchors(text: Text) -> tuple[NoteRef, ...]:
    """Return the note references in a line of the heading."""
    return tuple(inline for inline in text if isinstance(inline, NoteRef))


def with_values(masthead: Masthead, values: dict[str, Any]) -> Masthead:
    """Return the masthead with its empty fields filled from these values."""
    fresh = {
        key: each for key, each in values.items()
        if each and (not getattr(masthead, key) or (key == "status" and masthead.status is Status.UNKNOWN))
    }  # fmt: skip
    return replace(masthead, **fresh)
