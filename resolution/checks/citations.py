"""Citations: the date of a cited resolution agrees with the record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resolution.checks import Problem, Record, Severity, rule
from resolution.checks.structure import walk
from resolution.dates import parse_date, printed
from resolution.model import Resolution
from resolution.text import plain

_DATED = re.compile(
    r"\b(\d{1,4}/\d{1,3}(?: [A-Z])?|\d{3,4} \(\d{4}\)) of (\d{1,2} [A-Z][a-z]+ \d{4})"
)
_OTHER = re.compile(
    r"(Commission|Economic and Social Council|Human Rights Council|Security Council|Conference)[^;]*$"
)


@rule
def dates_of_cited_resolutions(resolution: Resolution, record: Record | None) -> Iterator[Problem]:
    """ "65/230 of 21 December 2010": only a contradiction is told, an unknown resolution is not."""
    if record is None:
        return
    for node in walk(resolution):
        words = re.sub(r"\s", " ", plain(node.block.text))
        for match in _DATED.finditer(words):
            organ = _organ(words[: match.start()], resolution.masthead.organ)
            known, cited = record.adoption_date(match[1], organ), parse_date(match[2])
            if known and cited and known != cited:
                message = (
                    f"Resolution {match[1]} was adopted on {printed(known)}, as the record has it."
                )
                start, end = match.span(2)
                source = "register of resolutions"
                yield Problem(
                    "cited-date",
                    Severity.WARNING,
                    message,
                    node.place,
                    start,
                    end,
                    source,
                    printed(known),
                )


def _organ(before: str, own: str) -> str:
    """Return whose resolution is cited: the organ named last before it, else the General Assembly."""
    if re.search(r"\b[Ii]ts (?:\w+ )?(?:resolutions?|decisions?)\b[^;]*$", before):
        return own or "General Assembly"
    named = _OTHER.search(before)
    if named and "General Assembly" not in before[named.start() :]:
        return named[1]
    return "General Assembly"
