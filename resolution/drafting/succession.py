"""A text's successor: this year's draft of an earlier resolution, and the words that usually change every year.

`successor` makes the draft: a heading for the new session, and the unchanged clauses, each with its origin. Words that
usually change are never changed automatically: `clause_updates` and `note_updates` suggest changes, one at a time, as
long as the clause still has the earlier wording there. Measured on texts that recur every year; see
`tests/benchmarks/bench_succession.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from resolution.diff.facts import word_diff
from resolution.language import of
from resolution.language.dates import MONTHS, parse_date, printed
from resolution.language.ordinals import LAST, number_of, ordinal
from resolution.language.organs import MAIN_COMMITTEES, adopted_symbol, organ, organ_of_symbol
from resolution.model import (
    Adoption,
    Block,
    Division,
    DivisionKind,
    Kind,
    Masthead,
    Origin,
    Resolution,
    Status,
)
from resolution.note_order import without_heading_notes
from resolution.text import folded
from resolution.tree import forest

OPEN = "…"
"""Placeholder for what only the drafter knows: the number of this year's report."""

FIRST_SESSION = 1945
"""The General Assembly's nth session opens in this year plus n: the seventy-fourth in 2019."""

AHEAD = 3
"""The largest number of sessions that a text looks ahead."""


class Update(StrEnum):
    """The kinds of suggested changes, each with a rule of its own."""

    SERIES = "update-series"
    SESSION = "update-session"
    RECORDS = "update-records"
    REPORT = "update-report"
    PERIOD = "update-period"
    COUNT = "update-count"


@dataclass(frozen=True, slots=True)
class Base:
    """The text that a draft is based on, with what the suggestions need of it.

    series: the number of its session, or the year for organs that number their resolutions by year
    cited:  its number as other resolutions cite it: "74/111"; empty if it was not adopted
    """

    organ: str
    series: int
    cited: str
    adopted: date | None
    title: str

    @property
    def citation(self) -> str:
        """Return "74/111 of 13 December 2019"."""
        return f"{self.cited} of {printed(self.adopted)}" if self.adopted else self.cited


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested change: replace the words from `start` to `end` of a clause or note with `new`."""

    kind: Update
    start: int
    end: int
    new: str
    why: str


Title = Callable[[str], str]
"""Returns the title of a resolution of the draft's own organ by its number ("73/187"); empty if unknown."""


def series_of(masthead: Masthead) -> int | None:
    """Return the number of a text's session, or its year if its organ counts by years."""
    numbers = re.match(
        r"(?:A/(?:HRC/)?RES/|A/HRC/|A/C\.\d/|A/|E/(?:CN\.\d+/)?RES/|E/CN\.\d+/|E/|S/)(\d+)/",
        masthead.symbol,
    )
    council = re.search(r"\((\d{4})\)$", masthead.symbol)
    if council:
        return int(council[1])
    if numbers:
        return int(numbers[1])
    printed_number = re.match(r"(\d+)/", masthead.number)
    if printed_number:
        return int(printed_number[1])
    return number_of(masthead.session) if masthead.session else None


def base_named(symbol: str, adopted: date | None, title: str) -> Base | None:
    """Return the base text for a symbol; None if the symbol does not give its session."""
    name = organ_of_symbol(symbol)
    series = series_of(Masthead(symbol=symbol))
    if series is None:
        return None
    known = organ(name)
    prefix = known.resolution.partition("{")[0] if known else ""
    cited = symbol.removeprefix(prefix) if prefix and symbol.startswith(prefix) else ""
    return Base(name, series, re.sub(r"(?<=\w)\(", " (", cited), adopted, title)


def symbol_of(source: Resolution) -> str:
    """Return the symbol of a text, derived from its printed number if the file does not give it."""
    masthead = source.masthead
    return masthead.symbol or adopted_symbol(masthead.organ, masthead.number)


def next_series(organ_name: str, series: int, today: date) -> int:
    """Return the session or year that a draft based on a text of `series` is probably for.

    The current one for the General Assembly (its sessions open in September) and for organs that count by years; one
    year later for the Human Rights Council, which meets three times a year; the next session for all others.
    """
    if organ_name == "General Assembly":
        return max(series + 1, today.year - FIRST_SESSION - (today.month < 9))
    if series > LAST:
        return max(series + 1, today.year)
    return series + (3 if organ_name == "Human Rights Council" else 1)


# ---------------------------------------------------------------- the draft


def successor(source: Resolution, series: int, agenda_item: str = "") -> Resolution:
    """Return the draft for a session or year based on a text: its text, without its adoption.

    agenda_item: the item's number at that session, if known
    """
    symbol, source = symbol_of(source), without_heading_notes(source)
    return Resolution(
        _heading(source, symbol, series, agenda_item),
        tuple(_with_origins(source, symbol)),
        source.notes,
        Adoption(),
    )


def _heading(source: Resolution, symbol: str, series: int, agenda_item: str) -> Masthead:
    old = source.masthead
    language = of(old.language)
    by_year = series > LAST
    committee = old.committee if old.committee in MAIN_COMMITTEES.values() else ""
    return Masthead(
        status=Status.DRAFT,
        organ=old.organ,
        symbol=_draft_symbol(old.organ, committee, series),
        language=old.language,
        distribution="Limited",
        original=language.name if language.working else "",
        session=f"{series} session" if by_year else f"{ordinal(series).capitalize()} session",
        committee=committee,
        agenda_item=agenda_item,
        agenda_title=old.agenda_title,
        base=symbol,
    )


def _draft_symbol(organ_name: str, committee: str, series: int) -> str:
    """Return the start of the draft's symbol, with its number left open."""
    number = next(
        (n for n, name in MAIN_COMMITTEES.items() if committee and name == committee), None
    )
    if number is not None:
        return f"A/C.{number}/{series}/L.{OPEN}"
    known = organ(organ_name)
    return known.draft.format(series=series, number=OPEN) if known else ""


def _with_origins(source: Resolution, symbol: str) -> Iterator[Division]:
    """Yield the divisions, every clause with its origin, and without the lines that close them."""
    for division, nodes in forest(source):
        places = {node.index: node.place for top in nodes for node in top.walk()}
        blocks = tuple(
            _block(block, symbol, places.get(index, ""))
            for index, block in enumerate(division.blocks)
        )
        kept = division.closing if division.kind is DivisionKind.ANNEX else ()
        yield replace(division, blocks=blocks, closing=kept, id="")


def _block(block: Block, symbol: str, place: str) -> Block:
    if block.kind in (Kind.FORMULA, Kind.TABLE):
        return replace(block, id="")
    origin = Origin(symbol, place, folded(block.text))
    return replace(block, id="", origin=origin, extensions="")


# ---------------------------------------------------------------- suggested changes


def clause_updates(
    words: str, wording: str, base: Base, series: int, before: str
) -> Iterator[Suggestion]:
    """Yield the suggested changes to a clause, where it still has the wording of the base.

    wording: that of the base; before: the number of the resolution that preceded the base (`predecessor`)
    """
    if not wording or not words:
        return
    said = _same(words)
    untouched = _untouched(wording, said)
    for found in _in_words(said, base, series, before):
        if all(untouched[found.start : found.end]):
            yield found


def note_updates(words: str, base: Base, series: int) -> Iterator[Suggestion]:
    """Yield the suggested changes to a note: documents of the base's own session."""
    said, by = _same(words), series - base.series
    if base.organ != "General Assembly" or by <= 0:
        return
    taken: list[range] = []
    for match in _records(base.series).finditer(said):
        new = f"{ordinal(series).capitalize()}{match[2]}A/{series}{match[3]}"
        why = f"This session’s Official Records take the place of the {ordinal(base.series)}’s."
        taken.append(range(*match.span()))
        yield Suggestion(Update.RECORDS, *match.span(), new, why)
    for match in re.finditer(rf"(?<![\w/])A/{base.series}/(\d+)(?:/Add\.\d+)?(?![\w/])", said):
        if not any(match.start() in one for one in taken):
            why = f"“{match[0]}” is a document of the {ordinal(base.series)} session; name this session’s."
            yield Suggestion(Update.REPORT, *match.span(), f"A/{series}/{OPEN}", why)


_SPACES = re.compile(r"[^\S ]")


def _same(words: str) -> str:
    """Return the text with plain spaces and hyphens, at the same length."""
    return (
        _SPACES.sub(" ", words).replace("\N{NON-BREAKING HYPHEN}", "-").replace("\N{HYPHEN}", "-")
    )


def _untouched(before: str, words: str) -> list[bool]:
    """Return for each character of the text whether it is in the earlier wording too."""
    out: list[bool] = []
    for hunk in word_diff(before, words, typography=False):
        out += [hunk.op == "equal"] * len(hunk.new)
    return out


def _in_words(words: str, base: Base, series: int, before: str) -> Iterator[Suggestion]:
    by = series - base.series
    if by <= 0:
        return
    yield from _series(words, base, before)
    yield from _sessions(words, base, series)
    yield from _periods(words, base, by)
    yield from _counts(words, by)


# -- the resolutions of the series

_CITED = re.compile(
    r"(?<![\w/.-])(?P<number>(?P<series>\d{1,4})/\d{1,3}(?: [A-Z](?![\w]))?)"
    rf"(?: of \d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}})?(?![\w/])"
)
_AND = re.compile(r",? (?:and|as well as) (?:its resolution )?")
_LATEST = re.compile(r"\b(?:latest|most recent|last|most recently) (?:of which |being )?[^,;]*$")
_NAMED = re.compile(r"\b(?P<whose>[A-Z]\w+(?: (?:[A-Z]\w+|of|on|and|the|for))* )?[Rr]esolutions? ")
_ENTITLED = re.compile(r",? entitled “(?P<title>[^”]+)”")


class _Citation(NamedTuple):
    """A resolution of the base's own organ cited in a clause.

    length: the number of resolutions in a list, each a session after the last, that ends with this one
    """

    match: re.Match[str]
    length: int
    alone: bool

    @property
    def number(self) -> str:
        return self.match["number"]


@lru_cache(maxsize=4_000)
def _citations(words: str, own: str) -> tuple[_Citation, ...]:
    found = [m for m in _CITED.finditer(words) if _whose(words[: m.start()]) in ("", own)]
    out: list[_Citation] = []
    for n, match in enumerate(found):
        before = words[found[n - 1].end() : match.start()] if n else ""
        listed = n > 0 and (before == ", " or _AND.fullmatch(before) is not None)
        follows = listed and int(match["series"]) - int(found[n - 1]["series"]) in (1, 2)
        out.append(_Citation(match, out[-1].length + 1 if follows else 1, len(found) == 1))
    return tuple(out)


def _whose(before: str) -> str:
    """Return the organ whose resolution is cited after these words; empty for the text's own organ."""
    named = list(_NAMED.finditer(before))
    whose = (named[-1]["whose"] or "").strip() if named else "?"
    return whose if re.search(r"Assembly|Council|Commission|Conference|Committee|\?", whose) else ""


def predecessor(source: Iterable[str], base: Base, title: Title) -> str:
    """Return the number of the resolution that a text followed in its series; empty if the text does not show it.

    This is the last one cited with the same title. If titles are unknown, it is one of a recent session that the text
    calls the latest, that ends a list of one a session, or that is the only one recalled in the preamble.
    """
    best = (0, 0, "")
    for words in map(_same, source):
        for one in _citations(words, base.organ):
            series = int(one.match["series"])
            if series < base.series:
                best = max(best, (_likely(one, words, base, title), series, one.number))
    return best[2] if best[0] else ""


def _likely(one: _Citation, words: str, base: Base, title: Title) -> int:
    """Return how likely a resolution is the previous one in the series; 0 if it is not."""
    known = title(one.number)
    entitled = _ENTITLED.match(words, one.match.end())
    if not known and entitled:
        known = entitled["title"]
    if known:
        return 1_000 if _alike(known, base.title) else 0
    if int(one.match["series"]) < base.series - 2:
        return 0
    if _LATEST.search(words[: one.match.start()]):
        return 100
    if one.length > 1:
        return one.length
    alone = one.alone and _RECALLED_ALONE.match(words)
    return 1 if alone or _INCLUDED.search(words[: one.match.start()]) else 0


_RECALLED_ALONE = re.compile(
    r"(?:Recall|Reaffirm)ing (?:also |further )?(?:its|all its|its previous) resolutions? \d"
)
_INCLUDED = re.compile(
    r"^(?:Recall|Reaffirm)ing [^.;]*\b(?:all|other|previous|relevant) [^.;]*, "
    r"including (?:its |General Assembly )?resolution $"
)


def _series(words: str, base: Base, before: str) -> Iterator[Suggestion]:
    """Yield the base as an addition to the resolutions of its series, or as a replacement for its predecessor.

    before: the number of the predecessor
    """
    if not before or not base.cited or base.cited in words:
        return
    cited = _citations(words, base.organ)
    for n, one in enumerate(cited):
        if one.number != before or any(_after(later, base) for later in cited[n + 1 :]):
            continue
        match = one.match
        new = base.citation if " of " in match[0] else base.cited
        between = words[cited[n - 1].match.end() : match.start()] if n else ""
        if not _AND.fullmatch(between):
            why = f"The latest resolution of the series is now {base.citation}."
            yield Suggestion(Update.SERIES, *match.span(), new, why)
        elif one.length > 1 and not _listed_on(words, match.end()):
            why = f"Resolution {base.citation} is now the last of the series."
            start = cited[n - 1].match.end()
            yield Suggestion(Update.SERIES, start, match.end(), f", {match[0]} and {new}", why)


def _after(one: _Citation, base: Base) -> bool:
    """Return whether a resolution is of a later session than the base, so that the clause is up to date."""
    return int(one.match["series"]) > base.series


def _listed_on(words: str, end: int) -> bool:
    """Return whether the list of resolutions continues after this one."""
    return re.match(r",? (?:and )?\d{1,4}/\d", words[end:]) is not None


def _alike(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


# -- future sessions

_OTHERS = re.compile(
    r"(?P<own>Assembly)|Commission|Council|Conference|Board|Executive Committee|Programme(?! of Action)|Agency|Congress"
    r"|Parties"
)


def _sessions(words: str, base: Base, series: int) -> Iterator[Suggestion]:
    """Yield sessions of the organ itself, which advance with the text."""
    if series > LAST or base.series + AHEAD > LAST:
        return
    by = series - base.series
    for match in _ordinals(base.series).finditer(words):
        if not _of_own(words[: match.start()], base.organ) or not _SESSION.match(
            words, match.end()
        ):
            continue
        named = number_of(match[0])
        if named is None:
            continue
        new = ordinal(named + by)
        new = new.capitalize() if match[0][0].isupper() else new
        why = f"Sessions move on with the text: “{match[0]}” becomes “{new}”."
        yield Suggestion(Update.SESSION, *match.span(), new, why)


_SESSION = re.compile(r"(?: and [a-z-]+| to [a-z-]+|, [a-z-]+)* sessions?\b")


@cache
def _ordinals(series: int) -> re.Pattern[str]:
    names = "|".join(ordinal(n) for n in range(series, series + AHEAD + 1))
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])", re.IGNORECASE)


def _of_own(before: str, own: str) -> bool:
    """Return whether a session named after these words is the organ's own, not another body's."""
    decided = before.rfind(" decides ") + 1  # whose decision it is, is the organ's own
    named = [match for match in _OTHERS.finditer(before, max(decided, len(before) - 120))]
    if not named:
        return True
    last = named[-1]
    return own.endswith(last[0]) if own != "General Assembly" else last["own"] is not None


# -- periods, years and counts of years

_MONTH = "|".join(MONTHS)
_PERIOD = re.compile(
    rf"(?P<first>\d{{1,2}} (?:{_MONTH}) \d{{4}})(?P<to> to )(?P<last>\d{{1,2}} (?:{_MONTH}) \d{{4}})"
)
_OF_YEAR = re.compile(
    r"(?<![\w/.-])(?P<session>(?:19|20)\d\d)(?= (?:regular |annual |substantive |organizational )?sessions?\b)"
    r"|(?<![\w/.-])(?P<report>(?:19|20)\d\d)(?= (?:annual )?reports?\b)"
    r"|(?<=\bfor )(?P<for>(?:19|20)\d\d)(?=[,;.]|$| and\b)"
)


def _periods(words: str, base: Base, by: int) -> Iterator[Suggestion]:
    """Yield annual budget periods, and the sessions and reports of a year."""
    if base.adopted is None:
        return
    year = base.adopted.year
    for match in _PERIOD.finditer(words):
        first, last = parse_date(match["first"]), parse_date(match["last"])
        if first and last and first.year >= year - 1 and 363 <= (last - first).days <= 365:
            new = f"{_later(match['first'], by)}{match['to']}{_later(match['last'], by)}"
            yield Suggestion(
                Update.PERIOD, *match.span(), new, "The period moves on with the text."
            )
    for match in _OF_YEAR.finditer(words):
        if match["for"] and "report" not in words[: match.start()]:
            continue
        named = int(match[0])
        if year - (match["session"] is None) <= named <= year + 1:
            why = f"The year moves on with the text: “{named}” becomes “{named + by}”."
            yield Suggestion(Update.PERIOD, *match.span(), str(named + by), why)


def _later(day: str, by: int) -> str:
    return f"{day[:-4]}{int(day[-4:]) + by}"


_COUNT = re.compile(r"(?<![\w/.,-])(?P<years>\d{1,3})(?= years (?:after|since|have passed)\b)")


def _counts(words: str, by: int) -> Iterator[Suggestion]:
    """Yield counts of years since an event."""
    for match in _COUNT.finditer(words):
        new = str(int(match["years"]) + by)
        yield Suggestion(Update.COUNT, *match.span(), new, f"By then it will be {new} years.")


@cache
def _records(series: int) -> re.Pattern[str]:
    name = ordinal(series).capitalize()
    return re.compile(rf"({name})( Session, Supplement No\. \d+[A-Z]? \()A/{series}(/\d+\)?)")
