"""Names: sponsors under their official names and in order, old names of States, a heading that agrees with itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from resolution.checks.cited import GENERAL_ASSEMBLY, even, span_of
from resolution.checks.rule import EVERY_LANGUAGE, Finding, Group, Problem, Rule, Severity
from resolution.checks.scope import (
    NOTE,
    CheckContext,
    HeadingScope,
    PassageScope,
    Whole,
    field_text,
)
from resolution.checks.table import in_heading, in_passages, in_whole
from resolution.language.dates import parse_date, printed
from resolution.language.ordinals import number_of, ordinal
from resolution.language.organs import MAIN_COMMITTEES, organ, organ_of_symbol
from resolution.model import Kind, Masthead, Status
from resolution.sponsors import OBSERVERS, alphabetical, other_names, state, states

GROUP = Group("Names", 100)

_NAMES = "United Nations terminology, names of Member States"
_LISTS = "sponsor lists of drafts of the United Nations"
_HEADINGS = "Editorial Manual, mastheads and symbols"

SPONSOR_NAME = Rule(
    "sponsor-name",
    Severity.WARNING,
    "Sponsors stand under their official names",
    "The list of sponsors has the names under which States are Members of the United Nations, "
    "as they are on the day of the text.",
    _NAMES,
)
SPONSOR_UNKNOWN = Rule(
    "sponsor-unknown",
    Severity.HINT,
    "Sponsors are Member States or observers",
    "Who is no Member State and no observer may be a group of States that one of them speaks for; that is said in "
    "parentheses after its name.",
    _NAMES,
)
SPONSOR_TWICE = Rule(
    "sponsor-twice",
    Severity.WARNING,
    "Every sponsor is named once",
    "A State sponsors a draft once.",
    _LISTS,
)
SPONSOR_ORDER = Rule(
    "sponsor-order",
    Severity.WARNING,
    "Sponsors stand in English alphabetical order",
    "The list goes by the official names in English; observers may follow at its end.",
    _LISTS,
)
OLD_NAME = Rule(
    "old-name",
    Severity.WARNING,
    "States have the names of the day",
    "A text names a State as it is called on the day of the text; a title or a quotation keeps the old name.",
    _NAMES,
)
HEADING_SESSION = Rule(
    "heading-session",
    Severity.WARNING,
    "Session and symbol agree",
    "The number of the session is part of the symbol: A/C.3/73/L.9 is of the seventy-third session.",
    _HEADINGS,
)
HEADING_COMMITTEE = Rule(
    "heading-committee",
    Severity.WARNING,
    "Committee and symbol agree",
    "The number of the Main Committee is part of the symbol: A/C.3/73/L.9 is the Third Committee’s.",
    _HEADINGS,
)
HEADING_ORGAN = Rule(
    "heading-organ",
    Severity.WARNING,
    "Organ and symbol agree",
    "A symbol begins with its organ: A/ the General Assembly, S/ the Security Council, "
    "E/ the Economic and Social Council, A/HRC/ the Human Rights Council.",
    _HEADINGS,
)
HEADING_NUMBER = Rule(
    "heading-number",
    Severity.WARNING,
    "Number and symbol agree",
    "The number before the title is that of the symbol: 55/63 is A/RES/55/63.",
    _HEADINGS,
)
HEADING_DATE = Rule(
    "heading-date",
    Severity.WARNING,
    "The date of the text lies in its session or year",
    "Session 73 of the General Assembly ran from September 2018 to September 2019; no text of it has another date.",
    _HEADINGS,
    languages=EVERY_LANGUAGE,
)
HEADING_DAY = Rule(
    "heading-day",
    Severity.WARNING,
    "The heading and the closing line give the same day",
    "The day of adoption stands above the title and, with the meeting, after the text.",
    _HEADINGS,
)
ITEM_COMMITTEE = Rule(
    "item-committee",
    Severity.HINT,
    "The agenda item is one of the committee’s",
    "The General Assembly allocates every item of its agenda to a committee or to its plenary.",
    "register of resolutions: committees that reported on the item at that session",
)

# --- sponsors ----------------------------------------------------------------------------------

_OTHERS = ("European Union",)


def day_of(setting: CheckContext) -> date | None:
    """Return the day of a text as far as its heading tells: its date, or the beginning of its session."""
    if setting.adopted or setting.issued:
        return setting.adopted or setting.issued
    series = _series(setting.symbol) or number_of(setting.session)
    if series and setting.organ == GENERAL_ASSEMBLY and 1 <= series <= 199:
        return date(1945 + series, 10, 1)
    return None


@in_heading(SPONSOR_NAME, SPONSOR_UNKNOWN, SPONSOR_TWICE, SPONSOR_ORDER)
def sponsors(heading: HeadingScope) -> Iterator[Finding]:
    """Member States or observers under their official names, once each, in English alphabetical order."""
    names, day, at = heading.masthead.sponsors, day_of(heading.setting), 0
    officials: list[str] = []
    for name in names:
        end = at + len(name)
        official = official_name(name, day)
        if official and not _same(official, name):
            message = f"The official name is “{official}”."
            yield SPONSOR_NAME.found(at, end, message, official, field="sponsors")
        elif not official and _is_name(name):
            message = f"“{name}” is no Member State or observer of the United Nations by this name."
            yield SPONSOR_UNKNOWN.found(at, end, message, field="sponsors")
        if official and official in officials:
            message = f"{official} is named twice."
            yield SPONSOR_TWICE.found(at, end, message, "", field="sponsors")
        officials.append(official or name)
        at = end + 2
    yield from _out_of_order(names, officials, heading.masthead)


def official_name(name: str, day: date | None) -> str:
    """Return the official name of a State or an observer on a day, empty where the name is nobody's."""
    bare = re.sub(
        r"^(?:and )?the (?=[A-Z])",
        "",
        name.partition(" (on behalf of")[0].strip(),
        flags=re.IGNORECASE,
    )
    other = other_names().get(alphabetical(bare))
    if other and other.is_old(day):
        return other.official
    if other and other.until:
        return other.name
    return state(bare) or _misspelt(bare)


@lru_cache(maxsize=512)
def _misspelt(name: str) -> str:
    """Return the State whose name is meant by one that is a letter or two away, and by no other."""
    if not 5 <= len(name) <= 60:
        return ""
    from rapidfuzz.distance import OSA  # not loaded at the start, when nothing is looked at yet

    most = 1 if len(name) < 9 else 2
    key = alphabetical(name)
    near = [
        one
        for one in states()
        if alphabetical(one)[:2] == key[:2]
        and OSA.distance(key, alphabetical(one), score_cutoff=most) <= most
    ]
    return near[0] if len(near) == 1 else ""


def _same(official: str, name: str) -> bool:
    """Return whether a name is the official one; how its apostrophe is typed, and whom it speaks for, do not count."""
    return official.replace("’", "'") == name.partition(" (on behalf of")[0].strip().replace(
        "’", "'"
    )


def _is_name(name: str) -> bool:
    """Return whether a sponsor is meant to be a name: not "submitted by the President", not a group with its States."""
    return (
        bool(name[:1].isupper())
        and "(on behalf" not in name
        and name not in _OTHERS
        and not re.search(
            r"\b(?:[Ss]ubmitted|President|Chair|Bureau|States|Group|Committee|Vice|behalf|members)\b",
            name,
        )
    )


def _out_of_order(
    names: tuple[str, ...], officials: list[str], masthead: Masthead
) -> Iterator[Finding]:
    """Tell a sponsor that is out of place, with the whole list in order as the fix; observers may stand at the end."""
    if any("(on behalf" in name for name in names):
        return
    count = len(names)
    while count and officials[count - 1] in OBSERVERS:
        count -= 1
    keys = [alphabetical(official) for official in officials[:count]]
    if keys == sorted(keys):
        return
    late = next(n for n in range(1, count) if keys[n - 1] > keys[n])
    # Of the two that stand the wrong way round, the one without which the others are in order is out of place.
    stray = late - 1 if _ordered(keys[: late - 1] + keys[late:]) else late
    message = f"{names[stray]} is not in its place in the alphabet."
    order = sorted(range(count), key=lambda n: keys[n])
    fix = ", ".join((*(names[n] for n in order), *names[count:]))
    whole = len(field_text(masthead, "sponsors"))
    yield SPONSOR_ORDER.found(0, whole, message, fix, field="sponsors")


def _ordered(keys: list[str]) -> bool:
    return keys == sorted(keys)


# --- names in the text -------------------------------------------------------------------------


@cache
def _running() -> re.Pattern[str]:
    names = sorted((o.name for o in other_names().values() if o.running), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


@in_passages(OLD_NAME, of=[*Kind, NOTE])
def old_names(passage: PassageScope) -> Iterator[Finding]:
    """ "Swaziland" is Eswatini since May 2018; quotations keep what they quote."""
    words = even(passage.words)
    for match in _running().finditer(words):
        other = other_names()[alphabetical(match[0])]
        quoted = words.count("“", 0, match.start()) > words.count("”", 0, match.start())
        party = words.endswith(" v. ", 0, match.start())  # the name of a case is kept
        if quoted or party or not other.is_old(day_of(passage.setting)):
            continue
        since = f" since {printed(other.until)}" if other.until else " in the United Nations"
        message = f"{match[0]} is called {other.official}{since}."
        yield OLD_NAME.found(*match.span(), message, other.official)


# --- the heading -------------------------------------------------------------------------------

_SERIES = re.compile(r"A/(?:RES/|C\.\d/|HRC/(?:RES/)?)?(?P<series>\d+)/")
_COMMITTEE = re.compile(r"A/C\.(?P<number>[1-6])/")


def _series(symbol: str) -> int | None:
    """Return the number of the session in a symbol of the General Assembly or the Human Rights Council."""
    match = _SERIES.match(symbol)
    return int(match["series"]) if match else None


@in_heading(
    HEADING_SESSION,
    HEADING_COMMITTEE,
    HEADING_ORGAN,
    HEADING_NUMBER,
    HEADING_DATE,
    ITEM_COMMITTEE,
)
def headings(heading: HeadingScope) -> Iterator[Finding]:
    """Organ, session, committee, number and date of the heading agree with its symbol."""
    head = heading.masthead
    yield from _sessions(head)
    yield from _committees(head)
    known = organ_of_symbol(head.symbol)
    if known and head.organ and known != head.organ:
        message = f"{head.symbol} is a symbol of the {known}."
        yield HEADING_ORGAN.found(0, len(head.organ), message, known, field="organ")
    number = _number(head)
    if number and head.number and _bare(head.number) != _bare(number):
        message = f"The number in the symbol {head.symbol} is {number}."
        yield HEADING_NUMBER.found(0, len(head.number), message, number, field="number")
    yield from _dates(head)
    yield from _items(heading)


def _sessions(head: Masthead) -> Iterator[Finding]:
    series, session = _series(head.symbol), number_of(head.session) if head.session else None
    special = re.search(r"special", head.session, re.IGNORECASE)
    if special or None in (series, session) or series == session:
        return
    message = f"{head.symbol} is a symbol of session {series}, not {session}."
    words = re.match(
        r"[\w‑-]+(?: (?:hundred|and)(?: [\w‑-]+)?)*?(?= session|$)", head.session, re.IGNORECASE
    )
    end = words.end() if words else len(head.session)
    fix = ordinal(series).capitalize() if series and series < 200 else None
    yield HEADING_SESSION.found(0, end, message, fix, field="session")


def _committees(head: Masthead) -> Iterator[Finding]:
    match = _COMMITTEE.match(head.symbol)
    if match is None or not head.committee:
        return
    right = MAIN_COMMITTEES[int(match["number"])]
    if head.committee.casefold() not in right.casefold():
        message = f"{head.symbol} is a symbol of the {right}."
        yield HEADING_COMMITTEE.found(0, len(head.committee), message, right, field="committee")


def _number(head: Masthead) -> str:
    """Return the number of an adopted text as its symbol has it ("55/63"), empty where it has none."""
    known = organ(head.organ)
    prefix = known.resolution.partition("{")[0] if known else ""
    return head.symbol[len(prefix) :] if prefix and head.symbol.startswith(prefix) else ""


def _bare(number: str) -> str:
    """Return a number without the letters of its parts."""
    return re.sub(r"(?: [A-Z](?:[-–][A-Z])?)+$", "", even(number))


def _dates(head: Masthead) -> Iterator[Finding]:
    number = _number(head)
    span = span_of(number, head.organ) if number else None
    if span and head.adopted and not span[0] <= head.adopted <= span[1]:
        message = f"{head.symbol} cannot be of {printed(head.adopted)}: its number is one of {_years(span)}."
        yield HEADING_DATE.found(0, len(str(head.adopted)), message, field="adopted")
    series = _series(head.symbol) or number_of(head.session) or 0
    if head.status is Status.DRAFT and head.organ == GENERAL_ASSEMBLY and head.issued:
        span = span_of(f"{series}/1", GENERAL_ASSEMBLY)
        if span and not date(span[0].year, 1, 1) <= head.issued <= span[1]:
            message = f"A draft of session {series} cannot be of {printed(head.issued)}: it ran in {_years(span)}."
            yield HEADING_DATE.found(0, len(str(head.issued)), message, field="issued")


def _years(span: tuple[date, date]) -> str:
    first, last = span[0].year, span[1].year
    return str(first) if first == last else f"{first} and {last}"


def _items(heading: HeadingScope) -> Iterator[Finding]:
    """Tell an agenda item on which other committees than that of the heading reported."""
    head, record = heading.masthead, heading.setting.record
    series = _series(head.symbol) or (number_of(head.session) if head.session else None)
    if (
        record is None
        or not series
        or not head.committee
        or not head.agenda_item
        or head.organ != GENERAL_ASSEMBLY
    ):
        return
    known = record.committees(series, head.agenda_item)
    if known and not any(
        head.committee.casefold() in one.casefold() or one.casefold() in head.committee.casefold()
        for one in known
    ):
        item = f"item {head.agenda_item} of session {series}"
        message = f"The {known[0]} reported on {item}."
        if "Main Committee" in known[0]:
            message = f"I{item[1:]} was taken up in plenary, without reference to a Main Committee."
        yield ITEM_COMMITTEE.found(0, len(head.agenda_item), message, field="agenda_item")


@in_whole(HEADING_DAY)
def days_of_adoption(whole: Whole) -> Iterator[Problem]:
    """The line above the title and the one after the text give the same day."""
    head = whole.resolution.masthead
    above = parse_date(even(head.heading))
    below = next(
        (day for line in whole.resolution.main.closing if (day := parse_date(even(line)))), None
    )
    if above and below and above != below:
        start = even(head.heading).find(printed(above))
        end = start + len(printed(above))
        message = f"The closing line gives {printed(below)} as the day of adoption."
        yield HEADING_DAY.found(max(0, start), end, message, printed(below), field="heading").at(
            "heading"
        )
