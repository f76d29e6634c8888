"""Whether a wording holds a quoted phrase: the same printed words in the same order, figures included.

The rule
- Letter case, white space and typography (the form of quotation marks, hyphens, dashes and spaces) do not count, as
  everywhere in the search. Neither do commas, colons, semicolons and periods at either end of the phrase.
- A phrase begins and ends at the edge of a word. What hyphens, apostrophes, periods or slashes hold together is one
  word, so "A/60/1" is not in "A/60/1/Add.1", nor "proliferation" in "non-proliferation". "500" is not in "1,500". Each
  end of a range is a word: "15 May" is in "14-15 May".
- A mark inside the phrase must stand in the wording. A mark that the phrase leaves out between two words is passed
  over: "peace security" is in "peace, security", but "peace, security" is not in "peace security". Signs such as "%" or
  "$" are never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from precedent_corpus.search.meaning import sense
from precedent_corpus.search.ranking import AS_ANOTHER_FORM
from precedent_corpus.search.vocabulary import character, spelled
from precedent_corpus.search.wording import HAN, compared_words, without_end
from resolution.diff.facts import FACT_SIGNS, may_be_cited
from resolution.language.typography import plain_typography

_EDGES = " ,;.:、，；。：…"
_LETTER = rf"[^\W{HAN}]"
_JOINT = r"['\-./]"
_GAP = r"[ ,;.:!?()\[\]'\"、，；。：（）-]*"
_NO_WORD_BEFORE = rf"(?<!{_LETTER})(?<!{_LETTER}{_JOINT})"
_NO_FIGURE_BEFORE = rf"(?<!{_LETTER})(?<![^\W\d{HAN}]-)(?<!{_LETTER}['./])(?<!\d,)"
_NO_WORD_AFTER = rf"(?!{_LETTER})(?!{_JOINT}{_LETTER})"
_NO_FIGURE_AFTER = rf"(?!{_LETTER})(?!-[^\W\d{HAN}])(?!['./]{_LETTER})(?!,\d)"
_PIECES = re.compile(rf" |[{HAN}]|(?:(?![{HAN}]).)", re.DOTALL)
_MAY_BE_CUT = re.compile(r"['.-]")
"""Of a word with these, a fact may be no more than a part: "15-member"."""
_ATOM = re.compile(r"[^\W_]+")


class Phrase(NamedTuple):
    """A phrase as it is looked for.

    words:   its printed words
    groups:  the same, words that may be part of a citation, a date or a number (True) apart from the others
    longest: the longest of them
    pattern: what finds it in words as `printed` gives them
    """

    words: tuple[str, ...]
    groups: tuple[tuple[bool, tuple[str, ...]], ...]
    longest: str
    pattern: re.Pattern[str]

    def stands_in(self, words: str) -> bool:
        """Return whether words, as `printed` gives them, hold the phrase."""
        return self.longest in words and self.pattern.search(words) is not None


def printed(words: str) -> str:
    """Return words as printed, but in lower case, with plain typography and single spaces."""
    return plain_typography(words).casefold()


def printed_words(words: str) -> list[str]:
    """Return the printed words of a text in order, in lower case; figures are words like any other."""
    return compared_words(printed(words))


def phrase_of(words: str) -> Phrase:
    """Return a phrase that has at least one word."""
    bare = printed(words).strip(_EDGES)
    words_ = tuple(compared_words(without_end(bare)))
    together = groupby(zip(may_be_cited(words_), words_, strict=True), itemgetter(0))
    groups = tuple((cited, tuple(word for _, word in group)) for cited, group in together)
    return Phrase(words_, groups, max(words_, key=len), re.compile(_pattern(bare)))


def _pattern(bare: str) -> str:
    pieces = _PIECES.findall(bare)
    out = [_before(pieces[0])]
    for at, piece in enumerate(pieces):
        if piece == " ":
            out.append(_space(pieces[at - 1], pieces[at + 1]))
        else:
            if at and _is_han(piece) and _is_han(pieces[at - 1]):
                out.append(_GAP)
            out.append(re.escape(piece))
    return "".join([*out, _after(pieces[-1])])


def _space(before: str, after: str) -> str:
    if not (before.isalnum() and after.isalnum()):
        return " "  # a mark in the phrase must stand in the wording
    return _GAP if _is_han(before) and _is_han(after) else rf"{_GAP} {_GAP}"


def _is_han(letter: str) -> bool:
    return re.match(f"[{HAN}]", letter) is not None


def _before(first: str) -> str:
    if not first.isalnum() or _is_han(first):
        return ""
    return _NO_FIGURE_BEFORE if first.isdigit() else _NO_WORD_BEFORE


def _after(last: str) -> str:
    if not last.isalnum() or _is_han(last):
        return ""
    return _NO_FIGURE_AFTER if last.isdigit() else _NO_WORD_AFTER


def form_pattern(phrase: Phrase, numbers: Mapping[str, int]) -> re.Pattern[str] | None:
    """Return what every form has whose wording holds the phrase; None where forms cannot tell.

    numbers: those of the phrase's words and of the signs of facts, as `vocabulary.Words.numbers` gives them
    """
    if all(cited for cited, _ in phrase.groups):
        return None
    out = []
    for cited, words in phrase.groups:
        if not cited:
            out.append(re.escape(spelled(words, numbers)))
            continue
        known = [character(numbers[w]) for w in (*FACT_SIGNS, *words) if w in numbers]
        whole = not any(_MAY_BE_CUT.search(word) for word in words)
        one = f"[{re.escape(''.join(known))}]" if whole and known else "."
        most = sum(max(1, len(_ATOM.findall(word))) for word in words)
        out.append(f"{one}{{1,{most}}}")
    return re.compile("".join(out), re.DOTALL)


def figure_words(names: Iterable[str]) -> list[str]:
    """Return what the index keeps of facts: every word and figure of their names, once, in lower case."""
    return list(dict.fromkeys(atom for name in names for atom in _ATOM.findall(name.casefold())))


def figure_parts(word: str) -> list[str]:
    """Return the parts of a printed word that `figure_words` gives where the word belongs to a fact.

    "A/RES/55/63" is the fact "resolution 55/63", so what leads to the number is left out.
    """
    return _ATOM.findall(word.rpartition("/res/")[2])


def share_there(wanted: Sequence[str], words: str) -> float:
    """Return the share of the printed words wanted that a text has, 0-1; other forms count a little less."""
    there = {part for word in printed_words(words) for part in (word, *word.split("-"))}
    senses = set(map(sense, there))
    had = [1.0 if w in there else AS_ANOTHER_FORM if sense(w) in senses else 0.0 for w in wanted]
    return sum(had) / len(had) if had else 0.0
