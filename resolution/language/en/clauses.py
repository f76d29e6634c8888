"""What the paragraphs of an English text are told apart by, and what its closing lines say."""

from __future__ import annotations

import re

from resolution.language.expressions import ClauseExpressions

EXPRESSIONS = ClauseExpressions(
    voted=re.compile(r"\[Adopted .*", re.DOTALL),
    section=re.compile(
        r"(?:Part|Chapter|Section|Article|Principle|Goal|Appendix)\s+(?:\w+|[IVXL]+)\b.*",
        re.IGNORECASE,
    ),
    conjugated=re.compile(r"\w+(?:s|ing|ed)\b"),
    meeting=re.compile(r"\d+\w\w .*meeting"),
    without_vote=re.compile(r"\[Adopted without a vote\b"),
    recorded_vote=re.compile(
        r"recorded vote of (\d+)(?: votes)? to (\d+|none)(?:, with (\d+|no) abstentions?)?"
    ),
)
