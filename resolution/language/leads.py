"""Leads: the opening phrase of a clause, printed in italics ("Recalling also", "Takes note with appreciation").

Which words belong to it is data: `data/leads_en.csv` lists the leads of adopted texts with how often each stands there,
preambular and operative apart. Phrases that no text in the table uses are recognised by the same build: a verb, its
adverbs, "with" or "its" and a noun of attitude. The prepositions of, to, for, that, by stay outside the lead; "upon" is
inside (measured on adopted texts; Editorial Manual, drafting and editing).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from resolution import DATA
from resolution.model import Kind


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead of adopted texts: its words, its part, and how many clauses of each family of organs begin with it.

    assembly: General Assembly, Economic and Social Council, Human Rights Council; council: Security Council.
    """

    words: str
    kind: Kind
    assembly: int
    council: int

    @property
    def uses(self) -> int:
        """Return in how many clauses of the texts counted it stands."""
        return self.assembly + self.council


@cache
def table(language: str = "en") -> tuple[Lead, ...]:
    """Return the leads of a language, most used first; none where the language has no table."""
    source = DATA / f"leads_{language}.csv"
    if not source.is_file():
        return ()
    with source.open(encoding="utf-8") as lines:
        rows = [
            Lead(row["lead"], Kind(row["part"]), int(row["assembly"]), int(row["council"]))
            for row in csv.DictReader(lines)
        ]
    return tuple(sorted(rows, key=lambda lead: (-lead.uses, lead.words)))


@cache
def _phrases(kind: Kind, language: str) -> frozenset[str]:
    return frozenset(lead.words.lower() for lead in table(language) if lead.kind is kind)


@cache
def _verbs(kind: Kind, language: str) -> frozenset[str]:
    return frozenset(phrase for phrase in _phrases(kind, language) if " " not in phrase)


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
_WORD = r"[^\W\d_]+(?:[-’'][^\W\d_]+)*"
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
COMPOUND = {
    "calls": ("upon", "for", "on"), "calling": ("upon", "for", "on"), "call": ("upon", "for"),
    "takes": ("note", "into account", "into consideration", "cognizance"),
    "taking": ("note", "into account", "into consideration", "cognizance"), "take": ("note",),
    "bearing": ("in mind",), "bears": ("in mind",), "keeping": ("in mind",),
    "looks": ("forward",), "looking": ("forward",), "pays": ("tribute",), "paying": ("tribute",),
    "draws": ("attention", "the attention"), "drawing": ("attention", "the attention"),
}  # fmt: skip


@lru_cache(maxsize=8192)
def lead_length(words: str, kind: Kind, language: str = "en") -> int:
    """Return how many characters at the start of a clause are its lead; 0 where it has none.

    kind: PREAMBULAR or OPERATIVE; every other kind has no lead.
    """
    if kind not in (Kind.PREAMBULAR, Kind.OPERATIVE) or not words:
        return 0
    start = len(words) - len(words.lstrip())
    body = words[start:].replace("\N{NO-BREAK SPACE}", " ")
    length = max(_listed(body, kind, language), _built(body, kind, language))
    return start + length if length else 0


def _listed(words: str, kind: Kind, language: str) -> int:
    """Return the length of the longest phrase of the table at the start, whole words only."""
    phrases = _phrases(kind, language)
    ends = [m.end() for m, _ in zip(re.finditer(_WORD, words), range(9), strict=False)]
    return next((end for end in reversed(ends) if words[:end].lower() in phrases), 0)


def _built(words: str, kind: Kind, language: str) -> int:
    """Return the length of an English phrase of the usual build at the start, even if the table lacks it."""
    if language != "en":
        return 0
    front = _FRONT.match(words)
    at = front.end() if front else 0
    verb = re.compile(_WORD).match(words, at)
    if not verb or not (
        _is_verb(verb[0].lower(), kind) or (kind is Kind.PREAMBULAR and _participle(verb[0]))
    ):
        return 0
    return _verb_phrase(words, verb[0].lower(), verb.end(), kind)


def _verb_phrase(words: str, verb: str, at: int, kind: Kind) -> int:
    for particle in COMPOUND.get(verb, ()):
        found = re.compile(rf"{_TAIL} {particle}\b", re.IGNORECASE).match(words, at)
        if found:
            at = found.end()
            break
    else:
        if verb in COMPOUND and verb not in ("calls", "calling", "call"):
            return 0
    if any(verb.startswith(stem) for stem in _EXPRESSIVE):
        found = _EXPRESSED.match(words, at)
        if found:
            return found.end()
    found = _AFTER[kind].match(words, at)
    return found.end() if found else at


def _is_verb(word: str, kind: Kind) -> bool:
    if kind is Kind.PREAMBULAR:
        return word in _verbs(kind, "en") or _ADJECTIVE.fullmatch(word) is not None
    return (
        word in _verbs(kind, "en")
        or word + "s" in _verbs(kind, "en")
        or word + "es" in _verbs(kind, "en")
    )


def _participle(word: str) -> bool:
    """Return whether a word looks like a participle that opens a clause, known or not ("Honouring")."""
    return re.fullmatch(r"[A-Z]\w{3,}ing", word) is not None


def part_of(words: str, language: str = "en") -> Kind | None:
    """Return PREAMBULAR or OPERATIVE as the opening words tell, None where they tell neither."""
    preambular = lead_length(words, Kind.PREAMBULAR, language)
    operative = lead_length(words, Kind.OPERATIVE, language)
    if preambular == operative:
        return None
    return Kind.PREAMBULAR if preambular > operative else Kind.OPERATIVE
