"""Leads: the opening phrase of a clause, printed in italics ("Recalling also", "Takes note with appreciation").

Which words belong to it is data: `data/leads_en.csv` lists the leads of adopted texts with how often each stands there,
preambular and operative apart. Phrases that no text in the table uses are recognised by the same build: a verb, its
adverbs, "with" or "its" and a noun of attitude. The prepositions of, to, for, that, by stay outside the lead; "upon" is
inside (measured on adopted texts; Editorial Manual, drafting and editing).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from resolution.language import DEFAULT, of
from resolution.language.expressions import LeadGrammar
from resolution.language.lead_table import Lead
from resolution.model import Kind

__all__ = ["Lead", "lead_length", "part_of", "table"]


def table(language: str = DEFAULT) -> tuple[Lead, ...]:
    """Return the leads of a language, most used first; none where the language has no table."""
    return of(language).leads


@cache
def _phrases(kind: Kind, language: str) -> frozenset[str]:
    return frozenset(lead.words.lower() for lead in table(language) if lead.kind is kind)


@cache
def _verbs(kind: Kind, language: str) -> frozenset[str]:
    return frozenset(phrase for phrase in _phrases(kind, language) if " " not in phrase)


_WORD = r"[^\W\d_]+(?:[-’'][^\W\d_]+)*"


@lru_cache(maxsize=8192)
def lead_length(words: str, kind: Kind, language: str = DEFAULT) -> int:
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
    """Return the length of a phrase of the usual build at the start, even if the table lacks it."""
    if not of(language).has("leads"):
        return 0
    grammar = of(language).lead_grammar
    front = grammar.front.match(words)
    at = front.end() if front else 0
    verb = re.compile(_WORD).match(words, at)
    if not verb or not (
        _is_verb(verb[0].lower(), kind, language)
        or (kind is Kind.PREAMBULAR and grammar.participle.fullmatch(verb[0]))
    ):
        return 0
    return _verb_phrase(words, verb[0].lower(), verb.end(), kind, grammar)


def _verb_phrase(words: str, verb: str, at: int, kind: Kind, grammar: LeadGrammar) -> int:
    for particle in grammar.compound.get(verb, ()):
        found = re.compile(rf"{grammar.tail} {particle}\b", re.IGNORECASE).match(words, at)
        if found:
            at = found.end()
            break
    else:
        if verb in grammar.compound and verb not in grammar.alone:
            return 0
    if verb.startswith(grammar.expressive):
        found = grammar.expressed.match(words, at)
        if found:
            return found.end()
    found = grammar.after[kind].match(words, at)
    return found.end() if found else at


def _is_verb(word: str, kind: Kind, language: str) -> bool:
    known = _verbs(kind, language)
    if word in known:
        return True
    grammar = of(language).lead_grammar
    if kind is Kind.PREAMBULAR:
        return grammar.adjective.fullmatch(word) is not None
    return any(word + ending in known for ending in grammar.third_person)


def part_of(words: str, language: str = DEFAULT) -> Kind | None:
    """Return PREAMBULAR or OPERATIVE as the opening words tell, None where they tell neither."""
    preambular = lead_length(words, Kind.PREAMBULAR, language)
    operative = lead_length(words, Kind.OPERATIVE, language)
    if preambular == operative:
        return None
    return Kind.PREAMBULAR if preambular > operative else Kind.OPERATIVE
