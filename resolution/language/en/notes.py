"""What tells figures of an English text from note marks."""

from __future__ import annotations

import re

from resolution.language.expressions import NoteExpressions
from resolution.language.masthead_words import MONTHS

EXPRESSIONS = NoteExpressions(
    counted=re.compile(
        r"\b(?:articles?|paragraphs?|chapters?|sections?|parts?|annex|rules?|goals?|targets?|resolutions?|decisions?|"
        r"items?|tables?|volumes?|supplements?|principles?|regulations?|phases?|stages?|numbers?|pages?|"
        r"of|to|from|and|or|in|by|than|least|for|the|at|on|some|until|only|between|about|nearly|over|within|all|its|these)$",
        re.IGNORECASE,
    ),
    after_number=re.compile(
        rf"\s*(?:(?:{'|'.join(MONTHS)})\b|to \d|and \d|per cent|million|billion|%|[–-])"
    ),
)
