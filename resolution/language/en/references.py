"""How an English text refers to its own parts."""

from __future__ import annotations

import re

from resolution.language.expressions import ReferenceExpressions

_NUMBER = r"\d+(?:\s(?:bis|ter|quater))?"
_LETTERS = r"\([a-z]{1,5}\)"
_ENTRY = rf"{_NUMBER}(?:\s?{_LETTERS})*|{_LETTERS}"

EXPRESSIONS = ReferenceExpressions(
    annex=re.compile(r"(?:the\s+)?(annex)(?:\s+[IVXLC]+\b)?", re.IGNORECASE),
    part=re.compile(r"(part\s+)[A-Z]\b", re.IGNORECASE),
    annex_label=re.compile(r"Annex(?: [IVXLC]+)?"),
    preambular=("the ", " preambular paragraph"),
    paragraph="paragraph",
    item="subparagraph",
    section="section",
    part_name="part {}",
    annex_word="Annex",
    the_annex="the annex",
    annex_prefix="annex",
    of_resolution=" of the present resolution",
    of=" of ",
    typed=re.compile(
        rf"\b(?:sub)?paragraphs?\s+(?P<list>(?:{_ENTRY})(?:(?:,\s|\s(?:and|or|to)\s|,\sand\s)(?:{_ENTRY}))*)"
        r"(?P<side>\s+(?:above|below)\b)?(?P<own>\s+of\sthe\spresent\sresolution\b)?",
        re.IGNORECASE,
    ),
    entry=re.compile(_ENTRY),
)
