"""Defects that the rules of names are for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from resolution.checks.rules.names import official_name
from resolution.checks.scope import field_text
from resolution.language.organs import MAIN_COMMITTEES
from resolution.model import Masthead, Resolution, Status
from resolution.sponsors import other_names, state
from tests.resolution.checks.spoiling import Spoilt, spoils, spoils_words


def with_head(
    resolution: Resolution, field: str, value: Any, start: int = 0, end: int = 0
) -> Spoilt:
    """Return the text with another value in one field of the heading."""
    head = replace(resolution.masthead, **{field: value})
    length = end or len(field_text(head, field))
    return Spoilt(replace(resolution, masthead=head), None, start, length, field=field)


def _sponsors(resolution: Resolution, names: list[str], at: int) -> Spoilt:
    start = sum(len(name) + 2 for name in names[:at])
    return with_head(resolution, "sponsors", tuple(names), start, start + len(names[at]))


@spoils("sponsor-name")
def another_name(resolution: Resolution, chance: Random) -> Spoilt | None:
    names, day = list(resolution.masthead.sponsors), resolution.masthead.adopted
    others = {}
    for other in other_names().values():
        if other.is_old(day) and official_name(other.name, day) == other.official:
            others.setdefault(other.official, []).append(other.name)
    places = [at for at, name in enumerate(names) if name in others]
    if not places:
        return None
    at = chance.choice(places)
    names[at] = chance.choice(others[names[at]])
    return _sponsors(resolution, names, at)


@spoils("sponsor-name")
def a_letter_wrong(resolution: Resolution, chance: Random) -> Spoilt | None:
    names = list(resolution.masthead.sponsors)
    places = [
        at for at, name in enumerate(names) if name.isalpha() and name.isascii() and len(name) > 6
    ]
    if not places:
        return None
    at = chance.choice(places)
    name = names[at]
    letter = chance.randrange(2, len(name) - 2)
    names[at] = name[:letter] + name[letter + 1] + name[letter] + name[letter + 2 :]
    return None if names[at] == name else _sponsors(resolution, names, at)


@spoils("sponsor-unknown", restores=False)
def nobodys_name(resolution: Resolution, chance: Random) -> Spoilt | None:
    names = list(resolution.masthead.sponsors)
    if not names:
        return None
    at = chance.randrange(len(names))
    names[at] = chance.choice(("Ruritania", "Taured", "Greater Moosylvania"))
    return _sponsors(resolution, names, at)


@spoils("sponsor-twice")
def named_again(resolution: Resolution, chance: Random) -> Spoilt | None:
    names = list(resolution.masthead.sponsors)
    if not names:
        return None
    at = chance.randrange(len(names))
    names.insert(at + 1, names[at])
    return _sponsors(resolution, names, at + 1)


@spoils("sponsor-order")
def out_of_place(resolution: Resolution, chance: Random) -> Spoilt | None:
    names = list(resolution.masthead.sponsors)
    if len(names) < 3 or not all(state(name) for name in names):
        return None
    name = names.pop(chance.randrange(len(names) - 1))
    names.insert(chance.randrange(len(names)), name)
    if tuple(names) == resolution.masthead.sponsors:
        return None
    return with_head(resolution, "sponsors", tuple(names))


spoils_words("old-name", r"\bViet Nam\b(?!’s)", "Vietnam")
spoils_words("old-name", r"\bNorth Macedonia\b", "The former Yugoslav Republic of Macedonia")
spoils_words("old-name", r"\bTimor-Leste\b", "Timor Leste")


def spoils_heading(code: str, field: str, put: Callable[[Masthead, Random], str]) -> None:
    """Enter a spoiler that puts another value into a field of words."""

    def spoil(resolution: Resolution, chance: Random) -> Spoilt | None:
        old = getattr(resolution.masthead, field)
        new = put(resolution.masthead, chance) if old and resolution.masthead.symbol else old
        return None if new == old else with_head(resolution, field, new)

    spoils(code)(spoil)


spoils_heading("heading-session", "session", lambda head, chance: f"{chance.choice(('Seventy-second', 'Eighty-first', 'Fifth'))} session" if head.session.endswith(" session") and "pecial" not in head.session and head.symbol.startswith("A/") else head.session)  # fmt: skip
spoils_heading("heading-organ", "organ", lambda head, chance: chance.choice([o for o in ("Security Council", "Human Rights Council", "Economic and Social Council") if o != head.organ]))  # fmt: skip
spoils_heading("heading-number", "number", lambda head, chance: f"7{head.number}")


@spoils("heading-committee", restores=False)
def draft_of_another_committee(resolution: Resolution, chance: Random) -> Spoilt | None:
    """Adopted texts do not name the committee in their symbols: the draft is looked at in their place."""
    symbols = [step.symbol for step in resolution.adoption.steps if step.symbol.startswith("A/C.")]
    if not symbols:
        return None
    number = int(symbols[0][4])
    other = MAIN_COMMITTEES[number % 6 + 1]
    head = replace(resolution.masthead, symbol=symbols[0], number="", status=Status.DRAFT)
    return with_head(replace(resolution, masthead=head), "committee", other)


@spoils("heading-date", restores=False)
def adopted_in_another_year(resolution: Resolution, chance: Random) -> Spoilt | None:
    day = resolution.masthead.adopted
    if day is None or not resolution.masthead.symbol.startswith(("A/RES/7", "S/RES")):
        return None
    wrong = day + timedelta(days=chance.choice((-800, 800, 1500)))
    return with_head(resolution, "adopted", wrong, 0, 10)


@spoils("heading-day")
def another_day_above(resolution: Resolution, chance: Random) -> Spoilt | None:
    head = resolution.masthead
    if head.adopted is None or not resolution.main.closing:
        return None
    right = f"{head.adopted.day} "
    at = head.heading.find(right)
    if at < 0:
        return None
    wrong = f"{head.adopted.day % 28 + 1} "
    return with_head(resolution, "heading", head.heading.replace(right, wrong), at, at + len(wrong))


@spoils("item-committee", restores=False)
def item_of_another_committee(resolution: Resolution, chance: Random) -> Spoilt | None:
    head = resolution.masthead
    wrong = "103 (v)" if head.committee != "First Committee" else "61"
    if not head.committee or not head.agenda_item or head.adopted is None:
        return None
    if not date(2020, 9, 15) <= head.adopted < date(2021, 9, 1):
        return None
    return with_head(resolution, "agenda_item", wrong)
