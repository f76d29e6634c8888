"""Defects that the rules of citations are for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise
from random import Random

from precedent_corpus.store.register import Register
from resolution.checks.cited import Cited, cited_in, even, series_in, spaced_like, span_of
from resolution.language.dates import printed
from resolution.model import Block, Resolution
from resolution.text import plain
from tests.resolution.checks.spoiling import (
    Spoilt,
    lines,
    spoils,
    spoils_words,
    with_words,
)


@cache
def register() -> Register:
    return Register()


def citations(resolution: Resolution) -> Iterator[tuple[int, Cited]]:
    """Yield every resolution that is cited, with the line it stands in."""
    for line, block, _ in lines(resolution):
        for cited in cited_in(plain(block.text), resolution.masthead.organ):
            if not cited.decision and cited.organ:
                yield line, cited


def chosen(
    resolution: Resolution, chance: Random, of: Callable[[Cited], bool]
) -> tuple[int, Cited] | None:
    places = [(line, cited) for line, cited in citations(resolution) if of(cited)]
    return chance.choice(places) if places else None


def _as(resolution: Resolution, line: int, cited: Cited, words: str) -> str:
    """Return another day with the spaces of the one that stands there."""
    text = next(plain(block.text) for at, block, _ in lines(resolution) if at == line)
    return spaced_like(text[cited.day_start : cited.day_end], words)


@spoils("cited-date")
def another_day(resolution: Resolution, chance: Random) -> Spoilt | None:
    def known(cited: Cited) -> bool:
        return (
            bool(cited.date) and register().adoption_date(cited.number, cited.organ) == cited.date
        )

    if (place := chosen(resolution, chance, known)) is None:
        return None
    line, cited = place
    assert cited.date
    wrong = cited.date + timedelta(days=chance.choice((-11, -3, -1, 1, 2, 9, 30)))
    return with_words(
        resolution,
        line,
        cited.day_start,
        cited.day_end,
        _as(resolution, line, cited, printed(wrong)),
    )


@spoils("cited-session")
def a_day_of_another_session(resolution: Resolution, chance: Random) -> Spoilt | None:
    def unknown(cited: Cited) -> bool:
        day, span = cited.date, span_of(cited.number, cited.organ)
        alone = register().adoption_date(cited.number, cited.organ) is None and cited.owner in (
            "its",
            "named",
        )
        return bool(day and span and alone and span[0] <= day <= span[1] and day.day < 29)

    if (place := chosen(resolution, chance, unknown)) is None:
        return None
    line, cited = place
    assert cited.date
    wrong = cited.date.replace(year=cited.date.year + chance.choice((-10, 3)))
    return with_words(
        resolution,
        line,
        cited.day_start,
        cited.day_end,
        _as(resolution, line, cited, printed(wrong)),
    )


@spoils("cited-year")
def another_year_of_the_council(resolution: Resolution, chance: Random) -> Spoilt | None:
    def of_the_council(cited: Cited) -> bool:
        number = re.match(r"(\d+) \(\d{4}\)", cited.number)
        return bool(number) and register().council_number(int(number[1])) == cited.number

    if (place := chosen(resolution, chance, of_the_council)) is None:
        return None
    line, cited = place
    wrong = str(int(cited.number[-5:-1]) + chance.choice((-1, 1, 10)))
    return with_words(resolution, line, cited.end - 5, cited.end - 1, wrong)


spoils_words("cited-year", r"(?<=Security Council resolution )(\d{3,4}) \(\d{4}\)(?=[ ,;.])", r"\1")
spoils_words("cited-form", r"\b(\d{3,4}) (\((?:19|20)\d\d\))", lambda m, _: _council_only(m))


def _council_only(match: re.Match[str]) -> str | None:
    before = match.string[: match.start()]
    return f"{match[1]}{match[2]}" if "resolution" in before else None


@spoils("cited-form")
def symbol_for_a_number(resolution: Resolution, chance: Random) -> Spoilt | None:
    if resolution.masthead.organ != "General Assembly":
        return None

    def alone(cited: Cited) -> bool:
        return (
            cited.organ == "General Assembly"
            and not cited.plural
            and cited.number[0].isdigit()
            and "(" not in cited.number
        )

    def near(line_cited: tuple[int, Cited]) -> bool:
        return line_cited[1].start - line_cited[1].group == len("resolution ")

    places = [
        p
        for p in citations(resolution)
        if alone(p[1]) and near(p) and not p[1].number[-1].isalpha()
    ]
    if not places:
        return None
    line, cited = chance.choice(places)
    return with_words(resolution, line, cited.start, cited.start, "A/RES/")


@spoils("cited-title")
def another_title(resolution: Resolution, chance: Random) -> Spoilt | None:
    places = []
    for line, block, _ in lines(resolution):
        words = plain(block.text)
        for cited in cited_in(words, resolution.masthead.organ):
            title = register().title(cited.number, cited.organ) if cited.organ else ""
            entitled = re.match(r",? entitled “", even(words)[cited.day_end :])
            if entitled and title and words.startswith(title, cited.day_end + entitled.end()):
                places.append((line, cited.day_end + entitled.end(), title))
    if not places:
        return None
    line, start, title = chance.choice(places)
    found = chance.choice(list(re.finditer(r"[a-z]{4,}", title)))
    return with_words(resolution, line, start + found.start(), start + found.end(), "sundry")


@spoils("own-resolution")
def called_its_own(resolution: Resolution, chance: Random) -> Spoilt | None:
    wanted = r"(?<=^Recalling )(Security Council|General Assembly)(?= resolution (?:\d{3,4} \(|\d\d/\d+ of \d))"
    places = [
        (line, match)
        for line, block, _ in lines(resolution)
        for match in re.finditer(wanted, plain(block.text))
        if match[0] != resolution.masthead.organ
    ]
    if not places:
        return None
    line, match = chance.choice(places)
    return with_words(resolution, line, *match.span(), "its")


def _series(resolution: Resolution) -> Iterator[tuple[int, Block, list[Cited]]]:
    for line, block, _ in lines(resolution):
        for series in series_in(plain(block.text), resolution.masthead.organ):
            yield line, block, series


@spoils("series-order")
def two_the_wrong_way_round(resolution: Resolution, chance: Random) -> Spoilt | None:
    places = [
        (line, block, one, other)
        for line, block, series in _series(resolution)
        if all(cited.date for cited in series)
        for one, other in pairwise(series)
        if one.date != other.date
    ]
    if not places:
        return None
    line, block, one, other = chance.choice(places)
    words = plain(block.text)
    first, second = words[one.start : one.day_end], words[other.start : other.day_end]
    swapped = second + words[one.day_end : other.start] + first
    return with_words(resolution, line, one.start, other.day_end, swapped)


@spoils("series-date")
def a_day_lost(resolution: Resolution, chance: Random) -> Spoilt | None:
    places = []
    for line, block, series in _series(resolution):
        if len(series) < 3 or not all(cited.day for cited in series):
            continue
        for cited, after in zip(series, [*series[1:], None], strict=True):
            own = register().adoption_date(cited.number, cited.organ)
            plain_day = (
                cited.day == even(cited.day)
                and "\xa0" not in plain(block.text)[cited.end : cited.day_end]
            )
            if plain_day and own == cited.date and (after is None or after.date != own):
                places.append((line, cited))
    if not places:
        return None
    line, cited = chance.choice(places)
    return replace(
        with_words(resolution, line, cited.end, cited.day_end, ""), start=cited.start, end=cited.end
    )


@spoils("newer-resolution")
def an_older_one_of_the_title(resolution: Resolution, chance: Random) -> Spoilt | None:
    known, before = register(), resolution.masthead.adopted
    places = []
    for line, cited in citations(resolution):
        title = known.title(cited.number, cited.organ)
        newest = known.newest(title, cited.organ, before) if title else ""
        older = known.newest(title, cited.organ, cited.date) if title and cited.date else ""
        if cited.day and older and newest == f"{cited.number} of {cited.day}":
            places.append((line, cited, older))
    if not places:
        return None
    line, cited, older = chance.choice(places)
    words = plain(next(block.text for at, block, _ in lines(resolution) if at == line))
    if older.partition(" of ")[0] in even(words):
        return None
    return with_words(
        resolution,
        line,
        cited.start,
        cited.day_end,
        spaced_like(words[cited.start : cited.day_end], older),
    )
