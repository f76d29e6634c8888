"""Searching by symbol: "74/247 para 2" leads to the text itself, and to one of its paragraphs."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

_PLACE = re.compile(
    r"[,;\s]+(?:(?P<part>PP|OP|preambular\s+|operative\s+)?\s*(?:para(?:graph)?s?\.?|¶|(?<=P))?)\s*(?P<number>\d+)"
    r"\s*(?P<items>(?:\([a-z]{1,5}\)\s*)*)$",
    re.IGNORECASE,
)
_SYMBOL = re.compile(
    r"^(?:resolution\s+)?(?P<symbol>(?:[A-Z]{1,5}/)?(?:[A-Z0-9.\-]+/)*(?:ES-|S-)?\d+/[\w./]*\d+(?:\s?[A-Z](?:-[A-Z])?)?(?:/[\w.]+)*"
    r"|(?:[A-Z]/(?:RES/)?)?\d{1,4}\s?\(\d{4}\)|(?:[A-Z]/)?(?:RES/)\d+(?:\s?\([IVXLC\d-]+\))?)$",
    re.IGNORECASE,
)


class SymbolQuery(NamedTuple):
    """A symbol, or the end of one, and the paragraph of the text: "OP2", "PP3 (a)", or "2" for either part."""

    symbol: str
    place: str


def parse_symbol(text: str) -> SymbolQuery | None:
    """Return the symbol and paragraph that a search names ("74/247 para 2", "A/RES/55/63 PP3"), or None."""
    whole = " ".join(text.split())
    place = _PLACE.search(whole)
    for bare, named in (
        ((whole[: place.start()], place), (whole, None)) if place else ((whole, None),)
    ):
        if symbol := _SYMBOL.match(bare):
            return SymbolQuery(symbol["symbol"], _place(named) if named else "")
    return None


def _place(named: re.Match[str]) -> str:
    part = (named["part"] or "").strip().casefold()
    prefix = {"pp": "PP", "preambular": "PP", "op": "OP", "operative": "OP"}.get(part, "")
    items = " ".join(re.findall(r"\([a-z]+\)", named["items"].casefold()))
    return f"{prefix}{named['number']} {items}".strip()


def texts_of_symbol(connection: sqlite3.Connection, symbol: str, language: str) -> list[int]:
    """Return the texts whose symbol is this, or ends in it, or goes on from it: adopted ones first, then the newest."""
    bare = symbol.replace(" ", "").upper()
    rows = connection.execute(
        "SELECT id, upper(replace(symbol, ' ', '')) AS bare FROM documents WHERE language = ?"
        " AND instr(upper(replace(symbol, ' ', '')), ?) > 0"
        " ORDER BY status <> 'adopted', coalesce(adopted, issued, '') DESC, symbol",
        (language, bare),
    ).fetchall()
    edges = re.compile(rf"(?:^|/){re.escape(bare)}(?![0-9])")
    exact = [row["id"] for row in rows if re.search(rf"(?:^|/){re.escape(bare)}$", row["bare"])]
    return exact or [row["id"] for row in rows if edges.search(row["bare"])]


def clauses_at(connection: sqlite3.Connection, documents: Iterable[int], place: str) -> list[int]:
    """Return the ids of the clauses of texts, of all their paragraphs or of the one named with its items."""
    found: list[int] = []
    for document in documents:
        rows = connection.execute(
            "SELECT id, place FROM clauses WHERE document = ? ORDER BY position", (document,)
        ).fetchall()
        named = [place] if place[:1].isalpha() else [f"OP{place}", f"PP{place}"]
        for wanted in named:
            own = [row["id"] for row in rows if _stands_at(row["place"], wanted)] if place else []
            if own:
                found += own
                break
        else:
            found += [] if place else [row["id"] for row in rows]
    return found


def _stands_at(place: str, wanted: str) -> bool:
    return place == wanted or place.startswith(f"{wanted} ")
