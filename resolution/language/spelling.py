"""Spelling as the United Nations has it: Oxford -ize, programme, per cent, labour, centre.

The dictionary at hand (Hunspell's, of the SCOWL lists) is American. Over it lie tables in `data/`: `spelling_en.csv`
turns American forms into those of the United Nations; `words_en.csv` has the words that adopted texts use and the
dictionary lacks (counted by `packaging/make_words.py`); `vocabulary_en.txt` places, peoples, Latin and words younger
than the dictionary; `names_en.txt` names and terms that keep a spelling of their own. Which form is the United
Nations' was counted on adopted texts; where these have both (judgment, judgement), both are right.

Symbols, numbers, acronyms, addresses and words in italics (of another language, titles of books) are left alone.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

from resolution import DATA
from resolution.labels import from_roman
from resolution.language import DEFAULT, of
from resolution.language.names import primary
from resolution.sponsors import states
from resolution.text import Mark, NoteRef, Text, plain

LANGUAGE = DEFAULT
"""The only language with a dictionary."""

KEPT = 5000
"""How many paragraphs' findings are kept before the first are forgotten."""

NEAR = 75
"""A word of the tables that is less like a misspelt one than this is not proposed for it (rapidfuzz, 0-100)."""


SURE = 90
"""One as like as this is proposed before the dictionary's."""


class Dictionary(Protocol):
    """What is asked of a dictionary; met by Hunspell."""

    def spell(self, word: str) -> bool:
        """Return whether it has the word, inflected or not."""

    def suggest(self, word: str) -> Iterable[str]:
        """Return words that are like it, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word that is not spelt as the United Nations spells it, at these characters of the plain text.

    un: its form there, where the word is known; empty where it is not.
    """

    start: int
    end: int
    word: str
    un: str = ""


@lru_cache(maxsize=1)
def dictionary() -> Dictionary | None:
    """Return the English dictionary, or None where the library is not to be had (on Macs with an Intel processor)."""
    try:
        from hunspell import Hunspell

        return _Latin(Hunspell(of(LANGUAGE).dictionary))
    except (ImportError, OSError):
        return None


@dataclass(frozen=True, slots=True)
class _Latin:
    """The dictionary knows the letters of Western Europe alone, and is not asked of words with others."""

    inner: Dictionary

    def spell(self, word: str) -> bool:
        try:
            return self.inner.spell(word)
        except UnicodeEncodeError:
            return False

    def suggest(self, word: str) -> Iterable[str]:
        try:
            return self.inner.suggest(word)
        except UnicodeEncodeError:
            return ()


def unchecked(language: str, words: Dictionary | None) -> str:
    """Return why the spelling of a text cannot be checked, in a sentence; empty where it can."""
    if primary(language) != LANGUAGE:
        return (
            "Spelling is checked in English alone: there is no dictionary for this text’s language."
        )
    return "" if words else "Spelling is not checked: its library is not made for this computer."


OWN_WORDS = "words.txt"
"""The user's own dictionary in the data folder: a word a line."""


def own_words(folder: Path) -> frozenset[str]:
    """Return the words of the user's own dictionary; none where there is none yet.

    Raises `OSError` where there is one that cannot be read.
    """
    try:
        written = (folder / OWN_WORDS).read_bytes()
    except FileNotFoundError:
        return frozenset()
    try:
        words = written.decode("utf-8-sig")
    except UnicodeDecodeError:  # written by an old editor of Windows
        words = written.decode("cp1252", "replace")
    return frozenset(straight(line.strip()) for line in words.splitlines() if line.strip())


def _data(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Forms:
    """The table of forms: American to the United Nations' and back; `told` are those never right here."""

    to_un: dict[str, str]
    to_american: dict[str, str]
    told: frozenset[str]


@cache
def forms() -> Forms:
    """Return the table of American forms, every ending written out."""
    to_un: dict[str, str] = {}
    to_american: dict[str, str] = {}
    told: set[str] = set()
    for row in csv.DictReader(_data("spelling_en.csv").splitlines()):
        for ending in row["endings"].split():
            end = "" if ending == "-" else ending
            american, un = row["american"] + end, row["un"] + end
            to_un.setdefault(american, un)
            to_american.setdefault(un, american)
            if row["american_is"] == "told":
                told.add(american)
    return Forms(to_un, to_american, frozenset(told))


@cache
def _listed() -> frozenset[str]:
    """Return the words that the dictionary lacks: of adopted texts, of our vocabulary, of the names of States."""
    return written() | {row["word"] for row in csv.DictReader(_data("words_en.csv").splitlines())}


@cache
def written() -> frozenset[str]:
    """Return the words beside the dictionary's that were written down, not counted."""
    names = " ".join([*_data("vocabulary_en.txt").split(), *states()])
    return frozenset(straight(word) for word in _WORD.findall(names))


@cache
def _names() -> re.Pattern[str]:
    """Return what finds a name or term that keeps its own spelling."""
    lines = (re.escape(line) for line in _data("names_en.txt").splitlines() if line)
    return re.compile(rf"\b(?:{'|'.join(lines)})\b")


_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'‐‑\u00ad-][^\W\d_]+)*")
_STRAIGHT = str.maketrans({"’": "'", "‐": "-", "‑": "-", "\u00ad": None})
_AROUND = ".,;:()[]“”‘’\"'"
_NO_WORD = re.compile(r"\d|@|://|^www\.|\w\.\w|_")
"""What a chunk of characters has that is a symbol, a number, an address or an abbreviation with points."""
_ACRONYM = re.compile(r"\w+[A-Z]|[A-Z]+(?:'?s)?$")
"""A capital behind the first letter: an acronym, or a name written like one ("UNiTE", "eLUNa")."""
_OXFORD = re.compile(r"is(e|ed|es|er|ers|ing|able|ation|ations|ational)$")
_PLURAL = re.compile(r"[^s]s$")
_DERIVED = re.compile(r"iz(?:ation|ations|ational|ing|ed|es|er|ers|able)$")
_PREFIXES = """
    agro anti auto bio co counter cross cyber de eco electro ex extra geo hydro hyper inter intra macro mega meta micro
    mid mini mis mono multi nano neo non over para peri photo poly post pre pro pseudo quasi re self semi socio sub
    super tele trans ultra un under vice
"""
_LOOSE = frozenset(_PREFIXES.split())
_FIRM = tuple(
    p for p in _PREFIXES.split() if len(p) > 2 and p not in ("pro", "mid", "vice", "self")
)
"""Those that make a word without a hyphen; shorter ones would make one of many a slip ("Exdresses", "reporks")."""
LEAST_STEM = 4
"""A word behind a prefix is taken for one from this length on."""


def straight(word: str) -> str:
    """Return a word with the apostrophes and hyphens of a typewriter, and without soft hyphens."""
    return word.translate(_STRAIGHT)


class Speller:
    """Says which words of a text are not spelt as the United Nations spells them.

    own: words that count as right besides: of the user's dictionary and those ignored in a draft.
    listed: the words beside the dictionary's, those of adopted texts if not given.
    """

    def __init__(
        self,
        words: Dictionary,
        own: Collection[str] = (),
        listed: Collection[str] | None = None,
    ) -> None:
        self._words = words
        self._listed = _listed() if listed is None else listed
        self._judged: dict[str, str | None] = {}
        self._read: dict[Text, tuple[Misspelling, ...]] = {}
        self.own: Collection[str] = own

    def slips(self, text: Text) -> list[Misspelling]:
        """Return the slips of a paragraph, in order."""
        found = self._read.get(text)
        if found is None:
            if len(self._read) >= KEPT:
                for old in list(self._read)[: KEPT // 2]:
                    del self._read[old]
            found = self._read[text] = tuple(self._look(text))
        return [slip for slip in found if not self._is_own(slip.word)] if found else []

    def _is_own(self, word: str) -> bool:
        return bool(self.own) and any(form in self.own for form in _cases(straight(word)))

    def _look(self, text: Text) -> Iterator[Misspelling]:
        words = plain(text)
        found = [slip for match in _CHUNK.finditer(words) for slip in self._chunk(match)]
        if not found:
            return
        spared = [*_italics(text), *(match.span() for match in _names().finditer(words))]
        for slip in found:
            if not any(low < slip.end and slip.start < high for low, high in spared):
                yield slip

    def _chunk(self, match: re.Match[str]) -> Iterator[Misspelling]:
        """Yield the slips among the letters between two spaces."""
        bare = match[0].strip(_AROUND)
        if bare.isalpha():  # nearly always
            if self.judge(bare) is not None:
                yield from self._slips_of(bare, match.start() + match[0].index(bare))
        elif not _NO_WORD.search(bare):
            for word in _WORD.finditer(match[0]):
                yield from self._slips_of(word[0], match.start() + word.start())

    def _slips_of(self, word: str, start: int) -> Iterator[Misspelling]:
        """Yield the slip that a word is; of a compound that is none as a whole, those of its parts."""
        un = self.judge(word)
        if un is None:
            return
        parts = re.split(r"[‐‑-]", word)
        if len(parts) == 1 or un:
            yield Misspelling(start, start + len(word), word, un)
            return
        for n, part in enumerate(parts):
            known = n < len(parts) - 1 and part.lower() in _LOOSE
            if not known and (said := self.judge(part)) is not None:
                yield Misspelling(start, start + len(part), part, said)
            start += len(part) + 1

    def judge(self, word: str) -> str | None:
        """Return None for a word that is right, else its form at the United Nations, empty where it is not known."""
        try:
            return self._judged[word]
        except KeyError:
            said = self._judged[word] = self._judge(straight(word))
            return said

    def _judge(self, word: str) -> str | None:
        if len(word) < 2 or _ACRONYM.match(word) or from_roman(word) is not None:
            return None
        if word.endswith("'s"):
            said = self._judge(word[:-2])
            return f"{said}'s" if said else said
        if un := _turned(word, forms().to_un, forms().told):
            return un
        if self._known(word):
            return None
        if oxford := self._oxford(word):
            return oxford
        parts = word.split("-")
        if len(parts) > 1 and all(
            (n < len(parts) - 1 and part.lower() in _LOOSE) or self._judge(part) is None
            for n, part in enumerate(parts)
        ):
            return None
        return ""

    def _known(self, word: str) -> bool:
        """Return whether the dictionary or a table has the word, or what it is built from."""
        if self._words.spell(word) or any(form in self._listed for form in _cases(word)):
            return True
        american = _turned(word, forms().to_american)
        if american and self._words.spell(american):
            return True
        stem = _DERIVED.sub("ize", word)
        if stem != word and self._known(stem):
            return True
        if _PLURAL.search(word) and any(form[:-1] in self._listed for form in _cases(word)):
            return True
        return any(self._words.spell(stem) for _, stem in _behind_prefix(word.lower()))

    def _oxford(self, word: str) -> str:
        """Return "organize" for "organise", empty where the form with z is no word."""
        turned = _OXFORD.sub(r"iz\1", word)
        return turned if turned != word and self._known(turned) else ""

    def suggestions(self, word: str, limit: int = 6) -> list[str]:
        """Return what may have been meant, the likeliest first, in the forms of the United Nations."""
        from rapidfuzz.fuzz import ratio  # not loaded at the start, when nobody asks yet
        from rapidfuzz.process import extract

        plain_word = straight(word)
        found = [self.judge(word) or ""]
        found += (_un(near) for near in self._words.suggest(plain_word))
        near_ones = extract(plain_word, self._listed, scorer=ratio, limit=2, score_cutoff=NEAR)
        for near, score, _ in near_ones:
            found.insert(1 if score >= SURE else 3, near)
        right = (w for w in dict.fromkeys(found) if w and w != plain_word and self._fits(w))
        return [_like(word, w) for w in right][:limit]

    def _fits(self, words: str) -> bool:
        return all(self.judge(word) is None for word in words.split())


def _italics(text: Text) -> Iterator[tuple[int, int]]:
    """Yield where words stand in italics, a clause's lead left out."""
    at = 0
    for inline in text:
        if isinstance(inline, NoteRef):
            continue
        if Mark.ITALIC in inline.marks and Mark.LEAD not in inline.marks:
            yield at, at + len(inline.text)
        at += len(inline.text)


def _cases(word: str) -> tuple[str, ...]:
    """Return the forms under which a word may be listed: a capital may stand at the start of any."""
    return (word, word[0].lower() + word[1:], word.lower()) if word != word.lower() else (word,)


def _turned(word: str, table: dict[str, str], only: Collection[str] | None = None) -> str:
    """Return the other form of a word, behind a prefix too, with its capital; empty where there is none."""
    lower = word.lower()
    for prefix, stem in (("", lower), *_behind_prefix(lower)):
        if stem in table and (only is None or stem in only):
            return _like(word, prefix + table[stem])
    return ""


def _behind_prefix(lower: str) -> Iterator[tuple[str, str]]:
    """Yield each prefix that a word begins with, and the rest where it is long enough to be a word of its own."""
    for prefix in _FIRM:
        if lower.startswith(prefix) and len(lower) - len(prefix) >= LEAST_STEM:
            yield prefix, lower[len(prefix) :]


def _un(words: str) -> str:
    """Return words of the dictionary in the forms of the United Nations."""
    turn: Callable[[str], str] = lambda w: _turned(w, forms().to_un, forms().told) or w  # noqa: E731
    return " ".join(map(turn, words.split()))


def _like(pattern: str, word: str) -> str:
    """Return a word with the capital and the apostrophe of another one."""
    turned = word.replace("'", "’") if "’" in pattern else word
    return turned[0].upper() + turned[1:] if pattern[:1].isupper() else turned
