"""Citations: the date of a cited resolution agrees with the record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resolution.checks.rule import Finding, Rule, Severity
from resolution.checks.scope import Passage
from resolution.checks.table import in_passages
from resolution.dates import parse_date, printed
from resolution.model import Kind

_DATED = re.compile(
    r"\b(\d{1,4}/\d{1,3}(?: [A-Z])?|\d{3,4} \(\d{4}\)) of (\d{1,2} [A-Z][a-z]+ \d{4})"
)
_ODD_SPACE = re.compile(r"[^\S ]")

CITED_DATE = Rule(
    "cited-date",
    Severity.WARNING,
    "A cited resolution has the date of its adoption",
    "A resolution is cited with the day on which it was adopted; only a date that contradicts the record is told.",
    "register of resolutions",
)


@in_passages(CITED_DATE, of=list(Kind), language="")
def dates_of_cited_resolutions(passage: Passage) -> Iterator[Finding]:
    """ "65/230 of 21 December 2010": only a contradiction is told, an unknown resolution is not."""
    record, words = passage.setting.record, passage.words
    if record is None or ("/" not in words and "(" not in words):  # most have no number
        return
    words = _ODD_SPACE.sub(" ", words)
    for match in _DATED.finditer(words):
        organ = cited_organ(words[: match.start()], passage.setting.organ)
        if not organ:
            continue
        known, cited = record.adoption_date(match[1], organ), parse_date(match[2])
        if known and cited and known != cited:
            message = (
                f"Resolution {match[1]} was adopted on {printed(known)}, as the record has it."
            )
            yield CITED_DATE.found(*match.span(2), message, printed(known))


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
