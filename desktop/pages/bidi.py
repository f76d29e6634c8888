"""The order in which a line's characters stand where right-to-left and left-to-right words meet.

The Unicode bidirectional algorithm (Unicode Standard Annex 9) without explicit embeddings, which no resolution uses.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")

_NEUTRAL = {
    "B",
    "S",
    "WS",
    "ON",
    "BN",
    "LRE",
    "LRO",
    "RLE",
    "RLO",
    "PDF",
    "LRI",
    "RLI",
    "FSI",
    "PDI",
}
_PAIRS = {"(": ")", "[": "]", "{": "}"}


def levels(words: str, right_to_left: bool) -> list[int]:
    """Return the embedding level of each character: odd ones run from right to left."""
    base = 1 if right_to_left else 0
    own = "R" if right_to_left else "L"
    kinds = [unicodedata.bidirectional(c) or "L" for c in words]
    _weak(kinds, own)
    _brackets(words, kinds, own)
    _neutral(kinds, own)
    out = []
    for kind in kinds:
        if base == 0:
            out.append({"R": 1, "EN": 2, "AN": 2}.get(kind, 0))
        else:
            out.append({"L": 2, "EN": 2, "AN": 2}.get(kind, 1))
    return out


def _weak(kinds: list[str], own: str) -> None:
    """Rules W1 to W7: marks take the kind of their letter, figures that of the words before them."""
    before = own
    for n, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[n] = before if before not in _NEUTRAL else "ON"
        before = kinds[n]
    strong = own
    for n, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[n] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for n in range(1, len(kinds) - 1):
        around = (kinds[n - 1], kinds[n + 1])
        if around == ("EN", "EN") and kinds[n] in ("ES", "CS"):
            kinds[n] = "EN"
        elif around == ("AN", "AN") and kinds[n] == "CS":
            kinds[n] = "AN"
    _terminators(kinds)
    kinds[:] = ["ON" if kind in ("ES", "CS", "ET") else kind for kind in kinds]
    strong = own
    for n, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[n] = "L"


def _terminators(kinds: list[str]) -> None:
    """Rule W5: signs such as % go with the figures beside them."""
    start = 0
    while start < len(kinds):
        if kinds[start] != "ET":
            start += 1
            continue
        end = start
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if "EN" in (kinds[start - 1] if start else "", kinds[end] if end < len(kinds) else ""):
            kinds[start:end] = ["EN"] * (end - start)
        start = end


def _brackets(words: str, kinds: list[str], own: str) -> None:
    """Rule N0: both brackets of a pair go with what they hold, or with what stands before them."""
    open_: list[tuple[str, int]] = []
    for n, sign in enumerate(words):
        if sign in _PAIRS:
            open_.append((_PAIRS[sign], n))
        elif any(sign == close for close, _ in open_):
            while open_[-1][0] != sign:
                open_.pop()
            start = open_.pop()[1]
            side = _bracket_side(kinds, start, n, own)
            if side:
                kinds[start] = kinds[n] = side


def _bracket_side(kinds: list[str], start: int, end: int, own: str) -> str:
    inside = {_side(kind) for kind in kinds[start + 1 : end]} - {""}
    if own in inside:
        return own
    if not inside:
        return ""
    other = inside.pop()
    before = next((s for kind in reversed(kinds[:start]) if (s := _side(kind))), own)
    return other if before == other else own


def _side(kind: str) -> str:
    return "R" if kind in ("R", "EN", "AN") else "L" if kind == "L" else ""


def _neutral(kinds: list[str], own: str) -> None:
    """Rules N1 and N2: what is neutral goes with its neighbours where they agree, else with the paragraph."""
    start = 0
    while start < len(kinds):
        if kinds[start] not in _NEUTRAL:
            start += 1
            continue
        end = start
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        before = _side(kinds[start - 1]) if start else own
        after = _side(kinds[end]) if end < len(kinds) else own
        kinds[start:end] = [before if before == after else own] * (end - start)
        start = end


def visual(things: Sequence[Thing], levels_: Sequence[int]) -> list[Thing]:
    """Return things in the order in which they stand from left to right: rule L2."""
    order = list(range(len(things)))
    if not levels_:
        return []
    for level in range(max(levels_), 0, -1):
        start = 0
        while start < len(order):
            if levels_[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and levels_[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return [things[n] for n in order]
