"""How English leads are built, for those that no table has.

Source: adopted texts; Editorial Manual, drafting and editing.
"""

from __future__ import annotations

import re

from resolution.language.expressions import LeadGrammar
from resolution.model import Kind

_DEGREE = (
    "strongly|deeply|gravely|seriously|particularly|profoundly|firmly|fully|greatly|extremely|especially|increasingly|"
    "equally|warmly|solemnly|unequivocally|categorically|keenly|highly|vigorously|strenuously|sincerely|utterly"
)
_ORDER = r"also|further|furthermore|again|once again|in particular|in this regard"
_QUALITY = (
    "deep|deepest|great|greatest|grave|gravest|serious|strong|strongest|profound|utmost|full|particular|continuing|continued|"
    "sincere|warm|heartfelt|unwavering|firm|steadfast|growing|increasing|extreme|special|urgent|high|keen|total|"
    "unequivocal|resolute|unreserved|abiding|highest|renewed|enduring"
)
_ATTITUDE = (
    "concern|concerns|appreciation|satisfaction|regret|alarm|dismay|distress|interest|approval|gratitude|solidarity|sympathy|"
    "condolences|support|hope|conviction|belief|determination|commitment|resolve|readiness|willingness|intention|"
    "disappointment|indignation|outrage|shock|disapproval|condemnation|anxiety|sorrow|sadness|thanks|confidence|"
    "understanding|recognition|dissatisfaction|anguish|horror|abhorrence|gratification"
)
_WITH = (
    rf"with (?:(?:{_QUALITY})(?: and (?:{_QUALITY}))? )?(?:{_ATTITUDE})(?: and (?:{_ATTITUDE}))?"
)
_ITS = (
    rf"(?:its |their |our )?(?:(?:{_QUALITY})(?:,? and (?:{_QUALITY}))? )?(?:{_ATTITUDE})(?: and (?:{_ATTITUDE}))?"
    r"|its (?:strong |urgent |repeated )?(?:call upon|call for|call|requests?|invitation|appeal|recommendation)"
)
_TAIL = r"(?: (?:also|further|again|once again))*"
_EXPRESSIVE = ("express", "reiterat", "renew", "voic", "convey")

_FRONT = re.compile(
    rf"(?:(?:{_ORDER})(?: |, ))*(?:(?:{_DEGREE}) )?(?:(?:{_ORDER}) )?", re.IGNORECASE
)
_AFTER = {
    Kind.PREAMBULAR: re.compile(rf"{_TAIL}(?: {_WITH})?{_TAIL}(?![\w-])", re.IGNORECASE),
    Kind.OPERATIVE: re.compile(rf"(?: once again)?(?: {_WITH})?(?![\w-])", re.IGNORECASE),
}
_EXPRESSED = re.compile(
    rf"{_TAIL} (?:{_ITS})(?: also| further| once again)*(?![\w-])", re.IGNORECASE
)
_ADJECTIVE = re.compile(
    "alarmed|appalled|aware|cognizant|concerned|confident|conscious|convinced|desirous|determined|disturbed|distressed|"
    "dismayed|encouraged|grateful|guided|horrified|inspired|mindful|motivated|outraged|perturbed|pleased|resolved|"
    "satisfied|shocked|saddened|troubled|worried"
)
_COMPOUND = {
    "calls": ("upon", "for", "on"), "calling": ("upon", "for", "on"), "call": ("upon", "for"),
    "takes": ("note", "into account", "into consideration", "cognizance"),
    "taking": ("note", "into account", "into consideration", "cognizance"), "take": ("note",),
    "bearing": ("in mind",), "bears": ("in mind",), "keeping": ("in mind",),
    "looks": ("forward",), "looking": ("forward",), "pays": ("tribute",), "paying": ("tribute",),
    "draws": ("attention", "the attention"), "drawing": ("attention", "the attention"),
}  # fmt: skip

EXPRESSIONS = LeadGrammar(
    front=_FRONT,
    after=_AFTER,
    tail=_TAIL,
    expressed=_EXPRESSED,
    expressive=_EXPRESSIVE,
    adjective=_ADJECTIVE,
    participle=re.compile(r"[A-Z]\w{3,}ing"),
    third_person=("s", "es"),
    compound=_COMPOUND,
    alone=("calls", "calling", "call"),
    order=("also", "further"),
)
