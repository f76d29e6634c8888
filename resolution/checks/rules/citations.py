"""Citations: the day, the title and the number of a cited resolution, whose it is, and the order of a series."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from resolution.checks.cited import (
    ECONOMIC_AND_SOCIAL,
    GENERAL_ASSEMBLY,
    HUMAN_RIGHTS,
    SECURITY_COUNCIL,
    Cited,
    cited_in,
    even,
    series_in,
    spaced_like,
    span_of,
)
from resolution.checks.rule import Finding, Group, Rule, Severity
from resolution.checks.scope import NOTE, CheckContext, PassageScope, Record
from resolution.checks.table import in_passages
from resolution.language.dates import printed
from resolution.language.ordinals import number_of
from resolution.language.organs import organ
from resolution.model import DivisionKind, Kind

GROUP = Group("Citations", 80)

_MANUAL = "Editorial Manual, citations of resolutions and decisions"
_TEXTS = list(Kind)
_CITING = [*Kind, NOTE]

CITED_DATE = Rule(
    "cited-date",
    Severity.WARNING,
    "A cited resolution has the date of its adoption",
    "A resolution is cited with the day on which it was adopted; only a date that contradicts the record is told.",
    "register of resolutions",
)
CITED_SESSION = Rule(
    "cited-session",
    Severity.WARNING,
    "The date of a cited resolution lies in the session or the year of its number",
    "Resolution 65/230 is one of the sixty-fifth session, which opened in September 2010: no day of another "
    "session can be that of its adoption.",
    _MANUAL,
)
CITED_YEAR = Rule(
    "cited-year",
    Severity.WARNING,
    "A resolution of the Security Council is cited with its year: 1325 (2000)",
    "The Council numbers its resolutions without end; the year in parentheses is part of the number.",
    _MANUAL,
)
CITED_FORM = Rule(
    "cited-form",
    Severity.WARNING,
    "The number of a cited resolution is written in the form of its organ",
    "“65/230” is session and number, “1325 (2000)” number and year, “2005/20” year and number.",
    _MANUAL,
)
CITED_TITLE = Rule(
    "cited-title",
    Severity.WARNING,
    "The title of a cited resolution is quoted as it is",
    "What stands between quotation marks after “entitled” are the words of the title.",
    "register of resolutions",
)
OWN_RESOLUTION = Rule(
    "own-resolution",
    Severity.WARNING,
    "“Its resolution” is one of the organ’s own",
    "The organ is the subject of the whole text; the resolution of another organ is cited with its name.",
    _MANUAL,
)
SERIES_ORDER = Rule(
    "series-order",
    Severity.WARNING,
    "The resolutions of a series follow one another by their dates",
    "A series begins with the earliest resolution and ends with the latest.",
    "census of adopted texts: 99 % of series",
)
SERIES_DATE = Rule(
    "series-date",
    Severity.WARNING,
    "Every resolution of a series has its date",
    "Where the resolutions of a series are cited with their dates, none is left without.",
    _MANUAL,
)
NEWER_RESOLUTION = Rule(
    "newer-resolution",
    Severity.HINT,
    "The latest resolution of a title is cited",
    "Many resolutions come anew every year or two; a draft cites the latest, "
    "or says why it goes back to an earlier one.",
    "register of resolutions",
)


def _citations(passage: PassageScope) -> Iterator[Cited]:
    """Yield the resolutions that a passage cites; decisions stand in no register."""
    return (c for c in cited_in(passage.words, passage.setting.organ) if not c.decision)


def _known(record: Record | None, cited: Cited) -> date | None:
    """Return the day on which a resolution was adopted; a day outside its session is the slip of who cited it."""
    if record is None or not cited.organ:
        return None
    day, span = record.adoption_date(cited.number, cited.organ), span_of(cited.number, cited.organ)
    return day if day and (span is None or span[0] <= day <= span[1]) else None


# --- days ------------------------------------------------------------------------------------


@in_passages(CITED_DATE, CITED_SESSION, of=_CITING)
def days_of_cited_resolutions(passage: PassageScope) -> Iterator[Finding]:
    """ "65/230 of 21 December 2010": only a contradiction is reported, an unknown resolution is not."""
    record = passage.setting.record
    for cited in _citations(passage):
        given, known = cited.date, _known(record, cited)
        if given is None or known == given:
            continue
        if known and record:
            sure = record.certain(cited.number, cited.organ)
            message = (
                f"Resolution {cited.number} was adopted on {printed(known)}."
                if sure
                else f"Resolution {cited.number} was adopted on {printed(known)}, as adopted texts cite it."
            )
            fix = spaced_like(passage.words[cited.day_start : cited.day_end], printed(known))
            yield CITED_DATE.found(cited.day_start, cited.day_end, message, fix)
        elif (span := span_of(cited.number, cited.organ)) and not span[0] <= given <= span[1]:
            message = f"Resolution {cited.number} cannot be of {cited.day}: {_lies(cited, span)}."
            moved = _moved(given, span)
            right = (
                spaced_like(passage.words[cited.day_start : cited.day_end], moved)
                if moved
                else None
            )
            yield CITED_SESSION.found(cited.day_start, cited.day_end, message, right)


def _lies(cited: Cited, span: tuple[date, date]) -> str:
    """Return what the number says of the time: "its session began in September 2010"."""
    if cited.organ == GENERAL_ASSEMBLY:
        session = cited.number.partition("/")[0]
        return f"session {session} ran from September {span[0].year} to September {span[1].year}"
    return f"its number is one of {span[1].year}"


def _moved(given: date, span: tuple[date, date]) -> str | None:
    """Return the same day of the one year in which it lies in the session."""
    days = []
    for year in {span[0].year, span[1].year}:
        try:
            days.append(given.replace(year=year))
        except ValueError:  # 29 February
            continue
    found = [day for day in days if span[0] <= day <= span[1]]
    return printed(found[0]) if len(found) == 1 else None


# --- numbers ---------------------------------------------------------------------------------

_BARE = re.compile(
    r"\bSecurity Council resolutions? (?P<number>\d{3,4})(?![\d/]| ?\(| [A-Z] ?\(| ?\[)(?=[ ,;.)])"
)
_COUNCIL = re.compile(r"(?P<number>\d{1,4}) \((?P<year>\d{4})\)")


@in_passages(CITED_YEAR, of=_CITING)
def years_of_the_council(passage: PassageScope) -> Iterator[Finding]:
    """ "1325 (2000)" is the Security Council's resolution; neither another year nor none stands there."""
    record = passage.setting.record
    if record is None or "esolution" not in passage.words:
        return
    for cited in _citations(passage):
        if cited.organ == SECURITY_COUNCIL and (match := _COUNCIL.fullmatch(cited.number)):
            right = record.council_number(int(match["number"]))
            if right and right != cited.number:
                message = (
                    f"Security Council resolution {match['number']} was adopted in {right[-5:-1]}."
                )
                fix = spaced_like(passage.words[cited.start : cited.end], right)
                yield CITED_YEAR.found(cited.start, cited.end, message, fix)
    for bare in _BARE.finditer(even(passage.words)):
        right = record.council_number(int(bare["number"]))
        message = "The year stands after the number of a resolution of the Security Council."
        yield CITED_YEAR.found(*bare.span("number"), message, right or None)


_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![\w/])(\d{3,4})\(((?:19|20)\d\d)\)(?![\w/])"), r"\1 (\2)"),
    (re.compile(r"(?<![\w/])(\d{3,4})/\(((?:19|20)\d\d)\)"), r"\1 (\2)"),
    (re.compile(r"(?<=Security Council resolution )(\d{3,4})/((?:19|20)\d\d)(?!\d)"), r"\1 (\2)"),
    (re.compile(r"(?<=Security Council resolution )((?:19|20)\d\d)/(\d{3,4})(?!\d)"), r"\2 (\1)"),
    (re.compile(r"(?<=esolution )(\d{2,3}) ?/ (\d{1,3})(?!\d)|(?<=esolution )(\d{2,3}) /(\d{1,3})(?!\d)"), ""),
    (re.compile(r"(?<=esolution )A/RES/(\d{2,3}/\d{1,3})(?![\w/])"), r"\1"),
    (re.compile(r"(?<=esolution )A/(\d{2,3}/\d{1,3})(?![\w/])"), r"\1"),
    (re.compile(r"(?<=esolution )S/RES/(\d{3,4}) ?\((\d{4})\)"), r"\1 (\2)"),
    (re.compile(r"(?<=esolution )S/RES/(\d{3,4})/(\d{4})(?!\d)"), r"\1 (\2)"),
    (re.compile(r"(?<=esolution )S/RES/((?:19|20)\d\d)/(\d{3,4})(?!\d)"), r"\2 (\1)"),
    (re.compile(r"(?<=esolution )E/RES/(\d{4}/\d{1,3})(?![\w/])"), r"\1"),
    (re.compile(r"(?<=esolution )A/HRC/RES/(\d{1,2}/\d{1,3})(?![\w/])"), r"\1"),
)  # fmt: skip


@in_passages(CITED_FORM, of=_CITING)
def forms_of_numbers(passage: PassageScope) -> Iterator[Finding]:
    """A resolution is cited as "65/230", "1325 (2000)", "2005/20": by its number, not by its symbol."""
    if "esolution" not in passage.words:
        return
    for cited in _citations(passage):
        if cited.owner not in ("its", "named") or cited.plural:  # two organs may share the plural
            continue
        if passage.division is DivisionKind.MAIN and (form := _foreign(cited)):
            message = f"{cited.number} is no number of a resolution of the {cited.organ}, which are numbered {form}."
            yield CITED_FORM.found(cited.start, cited.end, message)
    words, council = even(passage.words), passage.setting.organ == SECURITY_COUNCIL
    for pattern, form in _FORMS:
        if (
            council and "RES/" in pattern.pattern
        ):  # the Council cites others by their symbols now and then
            continue
        for match in pattern.finditer(words):
            right = match.expand(form) if form else match[0].replace(" ", "")
            message = f"A resolution is cited by its number in the form of its organ: “{right}”."
            yield CITED_FORM.found(*match.span(), message, right)


_BY_YEAR = re.compile(r"(?:19|20)\d\d/\d")
_BY_SESSION = re.compile(r"\d{1,3}/\d")


def _foreign(cited: Cited) -> str:
    """Return how the organ numbers its resolutions where this number is of another organ's form; else nothing."""
    if cited.organ in (GENERAL_ASSEMBLY, HUMAN_RIGHTS) and _BY_YEAR.match(cited.number):
        return "by session: 65/230"
    if cited.organ == ECONOMIC_AND_SOCIAL and _BY_SESSION.match(cited.number):
        return "by year: 2005/20"
    if cited.organ == SECURITY_COUNCIL and "/" in cited.number:
        return "with their year: 1325 (2000)"
    return ""


# --- titles, owners --------------------------------------------------------------------------

_ENTITLED = re.compile(r",? entitled “(?P<title>[^“”]+(?:“[^“”]*”[^“”]*)*?),?”")


@in_passages(CITED_TITLE, of=_TEXTS)
def titles_of_cited_resolutions(passage: PassageScope) -> Iterator[Finding]:
    """ "74/137 of 18 December 2019, entitled “A global call …”": the words of the title."""
    record, words = passage.setting.record, passage.words
    if record is None or "entitled “" not in even(words):
        return
    for cited in _citations(passage):
        entitled = _ENTITLED.match(even(words), cited.day_end)
        known = record.title(cited.number, cited.organ) if cited.organ else ""
        if entitled and known and _alike(entitled["title"]) != _alike(known):
            message = f"The title of resolution {cited.number} is “{known}”."
            yield CITED_TITLE.found(*entitled.span("title"), message, known)


def _alike(title: str) -> str:
    """Return what of a title must agree: not its capitals, nor how its marks are typed."""
    plain = even(title).replace("’", "'").replace("‘", "'").replace("–", "-").casefold()
    return " ".join(plain.split()).rstrip(".,")


_ITS = re.compile(r"\b(?P<its>[Ii]ts|[Oo]ur)\s+(?:\w+\s+){0,3}$")


@in_passages(OWN_RESOLUTION, of=_TEXTS)
def resolutions_of_other_organs(passage: PassageScope) -> Iterator[Finding]:
    """ "Its resolution 1325 (2000)" is said by the Security Council alone."""
    own, seen = organ(passage.setting.organ), set[int]()
    if own is None:
        return
    for cited in _citations(passage):
        other = cited.owner == "its" and cited.organ not in ("", own.name)
        its = _ITS.search(passage.words[: cited.group]) if other else None
        if its and cited.group not in seen:
            seen.add(cited.group)
            message = f"Resolution {cited.number} is the {cited.organ}’s, not the {own.name}’s own."
            yield OWN_RESOLUTION.found(*its.span("its"), message, cited.organ)


# --- series ----------------------------------------------------------------------------------


@in_passages(SERIES_ORDER, SERIES_DATE, of=_TEXTS)
def series_of_resolutions(passage: PassageScope) -> Iterator[Finding]:
    """ "53/70 of 4 December 1998, 54/49 of 1 December 1999 and 55/28 of 20 November 2000"."""
    if " of " not in even(passage.words):
        return
    for series in series_in(passage.words, passage.setting.organ):
        days = [cited.date for cited in series]
        whole = [day for day in days if day is not None]
        if len(whole) == len(series):
            if whole != sorted(whole) and not _has_wrong_day(series, passage.setting.record):
                yield _in_order(passage.words, series)
        elif len(whole) == len(series) - 1 > 1:
            yield from _undated(series, passage.setting.record)


def _has_wrong_day(series: list[Cited], record: Record | None) -> bool:
    """Return whether a day of the series is wrong: that is reported, and explains the order."""
    for cited in series:
        known, span = _known(record, cited), span_of(cited.number, cited.organ)
        if known and known != cited.date:
            return True
        if span and cited.date and not span[0] <= cited.date <= span[1]:
            return True
    return False


def _in_order(words: str, series: list[Cited]) -> Finding:
    """Return what is found of a series out of order, with the same resolutions in order as its fix."""
    pieces = [words[cited.start : cited.day_end] for cited in series]
    between = [words[a.day_end : b.start] for a, b in pairwise(series)]
    order = sorted(range(len(series)), key=lambda n: series[n].date or date.min)
    fix = pieces[order[0]]
    for separator, n in zip(between, order[1:], strict=True):
        fix += separator + pieces[n]
    late = next(b for a, b in pairwise(series) if (a.date or date.min) > (b.date or date.min))
    message = f"Resolution {late.number} of {late.day} stands after a later one; a series goes by its dates."
    return SERIES_ORDER.found(series[0].start, series[-1].day_end, message, fix)


def _undated(series: list[Cited], record: Record | None) -> Iterator[Finding]:
    """Yield the resolutions of a series without a date; two of the same day may share one: "60/180 and 60/181 of …"."""
    for number, cited in enumerate(series):
        if cited.day:
            continue
        after = next((c for c in series[number + 1 :] if c.day), None)
        known = _known(record, cited)
        if after and (
            known == after.date or (known is None and _session(after) == _session(cited))
        ):
            continue
        message = f"The date of resolution {cited.number} is missing in this series."
        fix = f"{cited.number} of {printed(known)}" if known else None
        yield SERIES_DATE.found(cited.start, cited.end, message, fix)


def _session(cited: Cited) -> str:
    return cited.number.partition("/")[0]


def _session_of(setting: CheckContext) -> tuple[date, date] | None:
    """Return the days of the session of a text of the General Assembly, None where it is not said."""
    session = number_of(setting.session) if setting.session else None
    return span_of(f"{session}/1", setting.organ) if session else None


def _until(setting: CheckContext, title: str) -> date | None:
    """Return the day before which a newer resolution counts: what a draft of its title becomes comes after it."""
    if known := setting.adopted or setting.issued:
        return known
    if span := _session_of(setting):
        return span[0] if title.casefold() == setting.title.casefold() else span[1]
    return None


@in_passages(NEWER_RESOLUTION, of=_TEXTS)
def newer_resolutions(passage: PassageScope) -> Iterator[Finding]:
    """A newer resolution of the same title is reported if the text does not cite it too."""
    setting, record = passage.setting, passage.setting.record
    if record is None or "esolution" not in passage.words:
        return
    citations = list(_citations(passage))
    numbers = {cited.number for cited in citations}
    for cited in citations:
        title = record.title(cited.number, cited.organ) if cited.organ else ""
        newest = record.newest(title, cited.organ, _until(setting, title)) if title else ""
        number = newest.partition(" of ")[0]
        if newest and number not in numbers and number != cited.number:
            message = f"There is a newer resolution of the same title, “{title}”: {newest}."
            fix = spaced_like(
                passage.words[cited.start : cited.day_end], newest if cited.day else number
            )
            yield NEWER_RESOLUTION.found(cited.start, cited.day_end, message, fix)
