"""What words have in common beyond their letters: other forms of the same word, synonyms, abbreviations.

Light on purpose: plurals and the endings of verbs, British and American spelling, and a table of groups. It decides
what is looked for; what is shown as different stays different.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from precedent_corpus import DATA

TABLE = DATA / "synonyms.txt"

LEAST = 4
"""A word is not cut to fewer letters."""

_COMMON = """a an and are as at be been between by for from has have in into is it its of on or such that the their them
these this those through to under was were which while who will with within all also any both inter alia"""
COMMON = frozenset(_COMMON.split())
"""Words that say little by themselves: a search for keywords goes by the others."""

LONGEST = 16
"""No phrase of the table has more words."""

_DOUBLED = re.compile(r"([bdfgkmnprt])\1$")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return what the forms of an English word have in common: "recall" for recalls, recalled, recalling.

    word: in small letters. Not a dictionary form ("urg" for urge, urges, urging), and only good for comparing.
    """
    if len(word) < LEAST or not word.isascii() or not word.replace("-", "").isalpha():
        return word
    for ending in ("isation", "ise", "ised", "ises", "ising"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            word = f"{word[: -len(ending)]}iz{ending[2:]}"
            break
    return _bare(_singular(word))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > LEAST:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def _bare(word: str) -> str:
    if word.endswith("eed"):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= LEAST - 1:
            word = word[: -len(ending)]
            word = _DOUBLED.sub(r"\1", word)
            break
    if word.endswith("i") or (word.endswith("y") and len(word) > LEAST):
        return word[:-1] + "y"
    return word[:-1] if word.endswith("e") and len(word) > LEAST - 1 else word


@cache
def _groups() -> tuple[dict[str, str], dict[str, list[tuple[tuple[str, ...], str]]]]:
    """Return the single words' stems with the first of their group; by first word, phrases with their group's word."""
    single: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        members = [member.strip() for member in line.partition("#")[0].split("=")]
        if len(members) < 2:
            continue
        name = stem(members[0])
        for member in members:
            words = tuple(map(stem, member.split()))
            if len(words) == 1:
                single[words[0]] = name
            else:
                phrases.setdefault(words[0], []).append((words, name))
    return single, phrases


@lru_cache(maxsize=200_000)
def sense(word: str) -> str:
    """Return what stands for a word, its other forms and its synonyms alike."""
    stemmed = stem(word)
    return _groups()[0].get(stemmed, stemmed)


def searched(words: Sequence[str]) -> list[str]:
    """Return what a wording is looked for by: the senses of its words, its phrases' abbreviations, and the reverse."""
    senses = dict.fromkeys(map(sense, words))
    for at in range(len(words)):
        senses.update(dict.fromkeys(more_senses(words[at : at + LONGEST])))
    return list(senses)


def more_senses(words: Sequence[str]) -> list[str]:
    """Return what the first of the words adds: abbreviations of phrases that begin with it, or what it is short for."""
    found = [
        name
        for phrase, name in phrases_from(words[0])
        if tuple(map(stem, words[: len(phrase)])) == phrase
    ]
    return found + _spelt_out().get(stem(words[0]), [])


def phrases_from(word: str) -> list[tuple[tuple[str, ...], str]]:
    """Return the phrases of the table that begin with a word, as stems, each with the sense of its abbreviation."""
    return _groups()[1].get(stem(word), [])


def tells_more(word: str) -> bool:
    """Return whether a phrase of the table may begin with a word, or it is an abbreviation."""
    return bool(phrases_from(word)) or stem(word) in _spelt_out()


@cache
def _spelt_out() -> dict[str, list[str]]:
    """Return the senses of the words that an abbreviation stands for."""
    out: dict[str, list[str]] = {}
    single, phrases = _groups()
    by_name: dict[str, list[tuple[str, ...]]] = {}
    for group in phrases.values():
        for phrase, name in group:
            by_name.setdefault(name, []).append(phrase)
    for word, name in single.items():
        if name in by_name:
            out[word] = [single.get(one, one) for one in by_name[name][0]]
    return out
