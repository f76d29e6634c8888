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

_ODD_SPACE = re.compile(r"[^\S ]")


@rule
def dates_of_cited_resolutions(resolution: Resolution, record: Record | None) -> Iterator[Problem]:
    """ "65/230 of 21 December 2010": only a contradiction is told, an unknown resolution is not."""
    if record is None:
        return
    for node in walk(resolution):
        words = plain(node.block.text)
        if "/" not in words and "(" not in words:  # most have no number of a resolution
            continue
        words = _ODD_SPACE.sub(" ", words)
        for match in _DATED.finditer(words):
            organ = cited_organ(words[: match.start()], resolution.masthead.organ)
            if not organ:
                continue
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
                    node.line,
                )


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
