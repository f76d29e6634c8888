"""The organs that adopt resolutions: one table, read by the readers, the exporters and the window.

Source: mastheads and symbols of adopted texts; Editorial Manual, names of organs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from resolution.language import of

_EXPRESSIONS = of().organ_expressions

MAIN_COMMITTEES = _EXPRESSIONS.main_committees
"""The General Assembly's main committees; the number is the one in their symbols (A/C.3/…)."""


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ and how its resolutions look.

    parent:    whose masthead its documents carry ("" its own)
    resolution: form of the symbol of an adopted text; series is a session or a year
    draft:     form of the symbol of a draft
    titled:    its resolutions have a title (the Security Council's have none)
    meeting:   its texts close with meeting and date
    """

    name: str
    resolution: str
    draft: str
    symbols: tuple[str, ...]
    parent: str = ""
    committees: tuple[str, ...] = ()
    titled: bool = True
    meeting: bool = True
    sponsored_by: str = "Member States"

    @property
    def opening(self) -> str:
        """Return the line that opens its resolutions ("The General Assembly,")."""
        return of().openings[self.name]


ORGANS: tuple[Organ, ...] = (
    Organ(
        "General Assembly", "A/RES/{series}/{number}", "A/{series}/L.{number}",
        (r"A/RES/", r"A/C\.\d/\d+/L\.", r"A/\d+/L\.", r"A/(ES|S)-\d+/L\."), committees=tuple(MAIN_COMMITTEES.values()),
    ),
    Organ(
        "Security Council", "S/RES/{number} ({series})", "S/{series}/{number}",
        (r"S/RES/", r"S/\d{4}/\d+"), titled=False, meeting=False,
    ),
    Organ(
        "Economic and Social Council", "E/RES/{series}/{number}",
        "E/{series}/L.{number}", (r"E/RES/", r"E/\d{4}/L\."),
    ),
    Organ(
        "Human Rights Council", "A/HRC/RES/{series}/{number}",
        "A/HRC/{series}/L.{number}", (r"A/HRC/RES/", r"A/HRC/\d+/L\."), parent="General Assembly",
    ),
    Organ(
        "Commission on Crime Prevention and Criminal Justice",
        "E/CN.15/RES/{series}/{number}", "E/CN.15/{series}/L.{number}", (r"E/CN\.15/",),
        parent="Economic and Social Council",
    ),
    Organ(
        "Commission on Narcotic Drugs",
        "E/CN.7/RES/{series}/{number}", "E/CN.7/{series}/L.{number}", (r"E/CN\.7/",),
        parent="Economic and Social Council",
    ),
    Organ(
        "Commission on the Status of Women",
        "E/CN.6/RES/{series}/{number}", "E/CN.6/{series}/L.{number}", (r"E/CN\.6/",),
        parent="Economic and Social Council",
    ),
)  # fmt: skip

_BY_NAME = {organ.name: organ for organ in ORGANS}


def organ(name: str) -> Organ | None:
    """Return the organ of this name, or None where the table has none."""
    return _BY_NAME.get(name)


_BY_LOWER_CASE = {organ.name.lower(): organ.name for organ in ORGANS}


def organ_named(words: str) -> str:
    """Return the name of the organ that a line consists of, in capitals or not; empty where the table has none."""
    return _BY_LOWER_CASE.get(" ".join(words.lower().split()), "")


def organ_of_symbol(symbol: str) -> str:
    """Return the name of the organ whose symbol this is, or the empty string."""
    found = [o for o in ORGANS if any(re.match(form, symbol) for form in o.symbols)]
    return found[-1].name if found else ""


def organ_of_opening(words: str) -> str:
    """Return the organ that an opening line names ("The General Assembly,"), whether the table has it or not."""
    line = " ".join(words.split()).rstrip(",:").strip()
    if line.isupper():
        small = ((word in _EXPRESSIONS.small_words, word) for word in line.lower().split())
        line = " ".join(word if keep else word.capitalize() for keep, word in small)
        line = line[:1].upper() + line[1:]
    match = _EXPRESSIONS.opening.fullmatch(line)
    return match["organ"] if match else ""


def reporting_committee(basis: str) -> str:
    """Return the committee that the bracketed line names ("on the report of the Third Committee (A/56/574)")."""
    named = _EXPRESSIONS.reporting_committee.match(basis)
    return named["committee"] if named else ""


def adopted_symbol(organ_name: str, number: str) -> str:
    """Return the symbol of an adopted text from its printed number ("55/63" → "A/RES/55/63"), or the empty string."""
    known = organ(organ_name)
    if not known or not number:
        return ""
    council = re.fullmatch(r"(\d+) \((\d{4})\)", number)
    series, _, rest = (council[2], "/", council[1]) if council else number.partition("/")
    return known.resolution.format(series=series, number=rest) if rest else ""
