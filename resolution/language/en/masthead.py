"""What the fields of an English masthead are told by."""

from __future__ import annotations

import re

from resolution.language.en.organs import EXPRESSIONS as _ORGANS
from resolution.language.expressions import MastheadExpressions

_NAMED = re.compile(
    r"(?P<name>.{0,80}?\bresolution)\s+(?:no\.?\s*)?(?P<number>[\w\-.]*\d[\w\-./]*(?: \(\d{4}\))?)\s*(?P<sign>[:–—])"
    r"\s*(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_COUNCIL_NUMBER = re.compile(r"Resolution (?P<number>\d{1,4} \(\d{4}\))")
_SESSION = re.compile(
    r"(?:Resumed )?[A-Z0-9][\w\- ]*\bsession(?: \(.*\))?|(?:19|20)\d\d session.*", re.IGNORECASE
)
_SESSION_DATES = re.compile(r"\d{1,2}(?: \w+)?(?: \d{4})?\s?[–-]\s?\d{1,2} \w+ \d{4}")
_COMMITTEE = re.compile(
    "(?:" + "|".join(re.escape(name) for name in _ORGANS.main_committees.values())
    + r"|(?:First|Second|Third|Fourth|Fifth|Sixth|Main|Special|General|Ad Hoc) Committee(?: .*)?"
    + r"|(?:Statistical )?Commission(?: (?:on|for) [A-Z].*)?|Committee (?:on|for|of) [A-Z].*"
    + r"|Economic (?:and Social )?Commission for .*|Permanent Forum on .*)"
)  # fmt: skip
_AGENDA = re.compile(r"(?:(?:Provisional )?agenda )?items?\s+(?P<item>\d+.*)", re.IGNORECASE)
_DISTRIBUTION = re.compile(
    r"Distr(?:\.\s?:?|:)\s*(?P<kind>\w+)(?:\s+(?P<day>\d.*))?", re.IGNORECASE
)
_ORIGINAL = re.compile(r"Original\s?:\s*(?P<language>\S.*)", re.IGNORECASE)
_ADOPTED_BY = re.compile(
    r"(?:Resolutions? adopted by the|Adopted (?:by the|at the|at its|on)|Adopted without).*",
    re.IGNORECASE | re.DOTALL,
)
_PROPOSAL = re.compile(
    r"(?P<sponsors>.*?)(?P<colon>:\s?)(?P<proposal>(?:[\w ]{0,30})\bdraft (?:resolution|decision)s?)(?P<rest>.*)",
    re.DOTALL,
)
_SUBMITTED = re.compile(
    r"(?:(?:Revised|Amended) )?Draft (?:resolution|decision)s? (?:submitted|recommended|proposed) by .*",
    re.DOTALL,
)
_PROPOSED = re.compile(
    r"(?:(?:Revised|Amended) )?draft (?:resolution|decision)s?(?:\s+(?:no\.?\s*)?[IVXL\d.]+)?",
    re.IGNORECASE,
)
_RECOMMENDED = re.compile(
    r".{0,200}\brecommends? .{0,300}\bfollowing draft (?:resolution|decision)s?:?",
    re.IGNORECASE | re.DOTALL,
)
_MEETING = re.compile(r"at its (?P<meeting>\d+\w\w(?: \([\w ]+\))?(?: plenary)? meeting)")
_ADOPTED_SENTENCE = re.compile(
    r"\b(?:was|were) adopted\b|^Adopted\b|\badopted (?:by|at|on|in)\b", re.IGNORECASE
)
_DATE_LINE = re.compile(
    r"(?:Published|Posted|Updated|Dated?|Last modified|Accessed)\b.{0,40}", re.IGNORECASE
)
_LABELLED = {
    "committee": re.compile(
        r"(?:committee|forum|council|organ|body)\s?:\s*(?P<words>\S.*)", re.IGNORECASE
    ),
    "title": re.compile(
        r"(?:topic|subject|title|issue|re|(?:the )?question of|agenda)\s?:\s*(?P<words>\S.*)",
        re.IGNORECASE | re.DOTALL,
    ),
    "signatories": re.compile(
        r"(?:signator(?:y|ies)|co-?signator(?:y|ies)|signed by|seconded by|seconder(?:s|\(s\))?)\s?:\s*(?P<words>\S.*)",
        re.IGNORECASE | re.DOTALL,
    ),
    "sponsors": re.compile(
        r"(?:(?:main |co-? ?)?(?:sponsor|submitter)(?:s|\(s\)|ed by)?|(?:main )?submitted by|authors?|proposed by)"
        r"\s?:\s*"
        r"(?P<words>\S.*)",
        re.IGNORECASE | re.DOTALL,
    ),
}

EXPRESSIONS = MastheadExpressions(
    named=_NAMED,
    council_number=_COUNCIL_NUMBER,
    session=_SESSION,
    session_dates=_SESSION_DATES,
    committee=_COMMITTEE,
    agenda=_AGENDA,
    distribution=_DISTRIBUTION,
    original=_ORIGINAL,
    adopted_by=_ADOPTED_BY,
    proposal=_PROPOSAL,
    submitted=_SUBMITTED,
    proposed=_PROPOSED,
    recommended=_RECOMMENDED,
    meeting=_MEETING,
    adopted_sentence=_ADOPTED_SENTENCE,
    date_line=_DATE_LINE,
    labelled=_LABELLED,
    adopted_goes_on=re.compile(r"(?:on|at|meeting|during|its)\b"),
    adopted_open=(",", " on", " at", " its"),
    proposing=re.compile(r":\*?\s*(?:\w+ )?draft (?:resolution|decision)"),
    draft=re.compile(r"\bdraft\b", re.IGNORECASE),
    draft_resolution="draft resolution",
    united_nations=("united nations", "nations unies"),
    provisional="provisional",
    conjunction=" and ",
    unfinished=(",", " and", " of", " the"),
)
