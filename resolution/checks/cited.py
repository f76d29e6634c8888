"""The resolutions that a passage cites: which number, whose it is, which day it gives, and the series they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from resolution.language.dates import parse_date

GENERAL_ASSEMBLY = "General Assembly"
SECURITY_COUNCIL = "Security Council"
ECONOMIC_AND_SOCIAL = "Economic and Social Council"
HUMAN_RIGHTS = "Human Rights Council"

_LIKE = str.maketrans({"\u00a0": " ", "\u202f": " ", "\t": " ", "\u2011": "-"})

_LETTERS = r"[A-Z]{1,2}(?![\w-])"
_NUMBER = (
    rf"(?:ES-|S-)?\d{{1,4}}/\d{{1,3}}(?: {_LETTERS}(?:(?:,| and| to|–) ?{_LETTERS})*)?"  # 65/230, 50/70 A to C
    r"|\d{1,4}(?: [A-Z])? \((?:\d{4}|(?:S-|ES-)?[IVXLC]+)\)"  # 1325 (2000), 217 A (III)
)
_DAY = r"\d{1,2} [A-Z][a-z]+ \d{4}"
_PART = r"(?:, (?:sections?|parts?|annex|annexes|paragraphs?|paras?\.?)\b[^,;“”]{0,40},)?"
_CITED = re.compile(rf"(?<![\w/.-])(?P<number>{_NUMBER})(?![\w/])(?:{_PART} of (?P<day>{_DAY})\b)?")
_WORD = re.compile(r"\b(resolution|decision)(s?)\b", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:Commission|Council|Committee|Conference|Congress|Assembly|Board|Subcommission|Meeting|Organization|Union)\b"
)
_QUOTED = re.compile(r"“[^”]*”")
_OWN = re.compile(r"\b(?:its|our) (?:\w+ ){0,3}$", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:(?P<name>General Assembly|Security Council|Human Rights Council|Economic and Social Council)|"
    r"(?<!Health )(?P<short>Assembly|Council))(?:’s)? (?:\w+ ){0,2}$"
)
_NEAR = 80
SECURITY_COUNCIL_NUMBER = re.compile(r"\d{1,4} \(\d{4}\)")


@dataclass(frozen=True, slots=True)
class Cited:
    """A resolution that is cited: its number, from `start` to `end`, and the day given with it.

    organ:  whose it is, empty where the words do not say it for certain
    owner:  how the text says whose it is: "its", "named", "form" (only this organ numbers so), or ""
    day:    as printed, empty for none; from `day_start` to `day_end`
    group:  where the word "resolution" that it belongs to stands, -1 for none
    plural: "resolutions" stands there; decision: "decision" does
    """

    number: str
    start: int
    end: int
    organ: str
    owner: str
    day: str
    day_start: int
    day_end: int
    group: int
    plural: bool
    decision: bool

    @property
    def date(self) -> date | None:
        """Return the day given, None for none or an impossible one."""
        return parse_date(self.day) if self.day else None


_BETWEEN = re.compile(r"(?:, and|,| and)\s+")


def series_in(words: str, own: str) -> Iterator[list[Cited]]:
    """Yield the series in which resolutions follow one another: "53/70 of …, 54/49 of … and 55/28 of …"."""
    run: list[Cited] = []
    even_words = even(words)
    for cited in cited_in(words, own):
        last = run[-1] if run else None
        if last and not cited.organ and not cited.day:  # without a day it says less of whose it is
            cited = replace(cited, organ=last.organ)
        follows = last and last.group == cited.group and last.organ == cited.organ
        if last and follows and _BETWEEN.fullmatch(even_words[last.day_end : cited.start]):
            run.append(cited)
            continue
        if len(run) > 1:
            yield run
        run = [cited]
    if len(run) > 1:
        yield run


@lru_cache(maxsize=256)
def even(words: str) -> str:
    """Return the words, as long as before, with plain spaces and hyphens."""
    return words.translate(_LIKE)


def spaced_like(old: str, new: str) -> str:
    """Return new words with the spaces of the old, if there are as many: some keep a day and its month together."""
    spaces = [sign for sign in old if sign.isspace()]
    parts = new.split(" ")
    if len(spaces) != len(parts) - 1:
        return new
    return "".join(part + space for part, space in zip(parts, [*spaces, ""], strict=True))


@lru_cache(maxsize=256)
def cited_in(words: str, own: str) -> tuple[Cited, ...]:
    """Return the resolutions and decisions cited in the words of a text of the organ `own`."""
    if "/" not in words and "(" not in words:  # most have no number
        return ()
    return tuple(_cited(even(words), own))


def _cited(words: str, own: str) -> Iterator[Cited]:
    heads = list(_WORD.finditer(words))
    if not heads:
        return
    for match in _CITED.finditer(words):
        start, number = match.start(), match["number"]
        head = next((h for h in reversed(heads) if h.end() <= start), None)
        if head is None or (";" in words[head.end() : start]):
            continue
        organ, owner = _owner(words, head, match, own)
        day = match["day"] or ""
        day_start, day_end = match.span("day") if day else (match.end(), match.end())
        yield Cited(
            number,
            start,
            match.end("number"),
            organ,
            owner,
            day,
            day_start,
            day_end,
            head.start(),
            bool(head[2]),
            head[1].casefold() == "decision",
        )


def _owner(words: str, head: re.Match[str], match: re.Match[str], own: str) -> tuple[str, str]:
    """Return whose resolution is cited, and how the words say it.

    Numbers of several organs look alike ("60/1"), and "its" may be another body's than the one whose text it is; the
    day decides where it fits one and not the other.
    """
    number, day = match["number"], parse_date(match["day"] or "")
    lead_in, after = words[: head.start()], words[match.end() :]
    between = _QUOTED.sub("", words[head.end() : match.start()])
    elsewhere = bool(_BODY.search(between))
    owner, organ = "", own
    if _OWN.search(lead_in):
        organ = _antecedent(lead_in, after, own)
        owner = "its" if organ == own else "named"
    elif (named := _NAMED.search(lead_in)) is not None:
        owner, organ = "named", _of_name(named, own)
    else:
        near = _BODY.search(lead_in[-_NEAR:])
        organ = _antecedent(lead_in, after, own) if near else own
        elsewhere = elsewhere or not organ or day is None or not _fits(number, organ, day)
    if (other := _of_body(after, own)) is not None:
        owner, organ, elsewhere = "named", other, elsewhere or not other
    if SECURITY_COUNCIL_NUMBER.fullmatch(number):
        return SECURITY_COUNCIL, owner or "form"
    if organ and not elsewhere and (day is None or _fits(number, organ, day)):
        return organ, owner
    if day is not None and _OWN.search(lead_in) and _fits(number, own, day):
        return own, owner
    if day is not None and not elsewhere and _fits(number, GENERAL_ASSEMBLY, day):
        return GENERAL_ASSEMBLY, owner or "form"
    return ("", owner) if elsewhere or not organ else (organ, owner)


def _antecedent(lead_in: str, after: str, own: str) -> str:
    """Return whose "its" is: the text's own organ, unless another body is named before it or is the subject after."""
    following = re.match(r",? the (?:[A-Z]\w+ )*", after)
    if following and _BODY.search(following[0] + after[following.end() :].partition(" ")[0]):
        return _organ_of(following[0] + after[following.end() :].partition(" ")[0], own)
    bodies = list(_BODY.finditer(lead_in))
    return (
        _organ_of(lead_in[max(0, bodies[-1].start() - 30) : bodies[-1].end()], own)
        if bodies
        else own
    )


def _organ_of(name: str, own: str) -> str:
    """Return the organ that a name ends with; the empty string for a body that the table of organs does not have."""
    named = _NAMED.search(name.rstrip(",;") + " ")
    return _of_name(named, own) if named else ""


def _of_name(named: re.Match[str], own: str) -> str:
    if named["name"]:
        return named["name"]
    if named["short"] == "Assembly":
        return GENERAL_ASSEMBLY
    return own if own.endswith("Council") else ""


def _fits(number: str, organ: str, day: date) -> bool:
    """Return whether a resolution of this number of this organ can have been adopted on a day."""
    span = span_of(number, organ)
    return span is not None and span[0] <= day <= span[1]


def _of_body(after: str, own: str) -> str | None:
    """Return whose resolution it is where the words after say so: "resolution 65/1 of the Commission"; else None."""
    follows = re.match(r" (?:of|adopted by) (?:the |its )?(?P<name>(?:[A-Z]\w+ ?)+)", after)
    if follows is None or not _BODY.search(follows["name"]):
        return None
    return _organ_of(follows["name"].strip(), own)


def span_of(number: str, organ: str) -> tuple[date, date] | None:
    """Return the days between which the session (or the year) of this number lies."""
    if organ == SECURITY_COUNCIL and SECURITY_COUNCIL_NUMBER.fullmatch(number):
        year = int(number[-5:-1])
        return date(year, 1, 1), date(year, 12, 31)
    series = re.match(r"(\d{1,4})/", number)
    if series is None:
        return None
    which = int(series[1])
    if organ == GENERAL_ASSEMBLY and 31 <= which <= 199:
        return date(1945 + which, 9, 5), date(1946 + which, 9, 25)
    if organ == ECONOMIC_AND_SOCIAL and 1978 <= which <= 2100:
        return date(which - 1, 7, 1), date(which, 12, 31)
    if organ == HUMAN_RIGHTS and 10 <= which <= 199:
        year = 2009 + (which - 10) // 3
        return date(year, 1, 1), date(year, 12, 31)
    return None


def cited_organ(before: str, own: str) -> str:
    """Return whose resolution the words before a number cite, or nothing where they do not say it for certain.

    “its resolutions 53/70 of …, 54/49 of …” and “General Assembly resolution 65/230” do; where another body is named
    in between, they do not.
    """
    start = max(before.rfind("esolution "), before.rfind("esolutions "))
    if start < 0:
        return ""
    lead_in = before[max(0, start - 60) : start]
    between = before[start:]
    if re.search(r"\b(?:Commission|Council|Committee|Conference|Congress|Assembly)\b", between):
        return ""
    if re.search(r"\bits (?:\w+ )?r$", lead_in, re.IGNORECASE):
        return own
    named = re.search(
        r"(General Assembly|Security Council|Human Rights Council|Economic and Social Council) r$",
        lead_in,
    )
    return named[1] if named else ""
