"""What the lines of an English plain text are told apart by."""

from __future__ import annotations

import re

from resolution.language.expressions import LineExpressions
from resolution.language.masthead_words import MONTHS

EXPRESSIONS = LineExpressions(
    abbreviated=re.compile(
        r"(?:^|[\s(])(?:chap|chaps|sect|sects|vol|vols|no|nos|para|paras|art|arts|p|pp|cf|see|add|corr|rev|suppl|ed|eds|st|dr)\.$",
        re.IGNORECASE,
    ),
    conjunction=re.compile("and|or"),
    conjoined=re.compile(r"[;,](?:\s+(?:and|or))$"),
    closing=re.compile(
        r"\d{1,5}(?:st|nd|rd|th) (?:\([\w ]+\) )?(?:(?:plenary|emergency|closed|formal) )?meeting,?",
        re.IGNORECASE,
    ),
    # Texts of the first decades end the date in a full stop.
    day=re.compile(rf"\d{{1,2}}[ \u00a0](?:{'|'.join(MONTHS)}) \d{{4}}\.?"),
    annex=re.compile(
        r"(?P<label>(?:Annex|ANNEX|Appendix|APPENDIX|Attachment)(?: (?:[IVXL]{1,6}|\d{1,2}|[A-Z]))?)"
        r"(?:\s*[:.–—-]\s*(?P<title>\S.*))?"
    ),
    opening=("The ", "THE "),
    organ=re.compile(
        r"(?:Assembly|Council|Commission|Committee|Conference(?: of the Parties)?|Board|Congress|Forum|Organization"
        r"|Union)$"
    ),
    place=re.compile(
        r"(?P<part>PP|OP)\s?(?P<sign>\d{1,3}(?:\s?(?:bis|ter|quater|alt))?)\s*[.):–-]?(?:\s+|$)"
    ),
)
