"""Cross-references: words that say where another clause stands ("3 above"), and how they follow it when clauses move.

A reference is a run whose link is "#" and the name of a clause, heading, part or annex. It covers the words that may
change, "3 above" of "paragraph 3 above", "third" of "the third preambular paragraph", "the annex"; what else the
drafter writes around or inside them is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from resolution.language import LANGUAGES, of
from resolution.language.ordinals import nth, ordinal
from resolution.model import Block, Division, DivisionKind, Kind, Resolution
from resolution.text import Run, Text, join, plain

HASH = "#"

_NUMBER = r"\d+(?:\s(?:bis|ter|quater))?"
_LETTERS = r"\([a-z]{1,5}\)"
_DEEPER = r"(?:\s(?:[ivxl]{1,6}|([a-z])\1{0,3}|[–—•○▪-])(?!\w))*"
"""Labels below "(i)" as they are told: "1 (b) (i) a"; and those of items that have a dash."""
_PATH = re.compile(rf"(?:{_NUMBER}|[IVXLC]+\b|[A-Z]\b)?(?:\s?{_LETTERS})*{_DEEPER}")
_LAST = 99
"""The last preambular paragraph that is called by an ordinal in words."""
_ORDINALS = frozenset(map(ordinal, range(1, _LAST + 1)))


_FORMS = of().reference_expressions

_SIDES = tuple(entry.sides for entry in LANGUAGES.values() if entry.sides)
"""How each language says that a paragraph stands before or after."""
_SIDE = re.compile(r"(\s+)(" + "|".join(word for pair in _SIDES for word in pair) + r")\b")


@dataclass(frozen=True, slots=True)
class Target:
    """What can be referred to.

    at:       its place in reading order, the title of each division counted as one
    division: the index of its division; name: of that division, to refer to it
    kind:     None for a division itself
    parts:    its number as it is told: ("2", "(a)"), ("third",), ("II",), ("Annex II",); empty for none
    clause:   the place of the clause it belongs to
    """

    at: int
    division: int
    kind: Kind | None
    parts: tuple[str, ...]
    clause: int


def leads_within(href: str) -> bool:
    """Return whether a link leads to a place of the same text."""
    return len(href) > 1 and href.startswith(HASH)


def targets(resolution: Resolution) -> dict[str, Target]:
    """Return all that can be referred to, by name; what has no number or letter has no parts."""
    found: dict[str, Target] = {}
    at = 0
    for index, division in enumerate(resolution.divisions):
        if division.id:
            parts = (division.label,) if division.label else ()
            found[division.id] = Target(at, index, None, parts, at)
        for name, target in _in_division(division, index, at + 1):
            found.setdefault(name, target)
        at += 1 + len(division.blocks)
    return found


def _in_division(division: Division, index: int, start: int) -> Iterator[tuple[str, Target]]:
    preambular = 0
    clause, path = start, [""]
    for at, block in enumerate(division.blocks, start):
        parts: tuple[str, ...] = ()
        if block.kind is Kind.ITEM:
            level = max(1, block.level)
            path = [*path[:level], *[""] * (level - len(path)), block.label.strip().rstrip(".")]
            parts = tuple(part for part in path if part) if path[-1] else ()
        elif block.kind in (Kind.CONTINUATION, Kind.TABLE):
            pass
        else:
            clause = at
            if block.kind is Kind.PREAMBULAR and not block.quoted:
                preambular += 1
                parts = (nth(preambular, _LAST),)
            elif block.kind in (Kind.OPERATIVE, Kind.PARAGRAPH, Kind.HEADING) and block.label:
                parts = (block.label.strip().rstrip("."),)
            path = [parts[0] if parts and block.kind is not Kind.PREAMBULAR else ""]
        if block.id:
            yield block.id, Target(at, index, block.kind, parts, clause)


# ---------------------------------------------------------------- words that follow


def rewritten(words: str, target: Target, here: int) -> str:
    """Return the words of a reference as they must read now; those that tell no place stay as they are.

    here: the place of the block that the reference stands in.
    """
    if not target.parts:
        return words
    if target.kind is None:
        return _division_rewritten(words, target)
    if target.kind is Kind.PREAMBULAR:
        first = re.match(r"[A-Za-z-]+", words)
        if not first or first[0].lower() not in _ORDINALS:
            return words
        return _like(first[0], target.parts[0]) + words[first.end() :]
    path = _PATH.match(words)
    if not path or not path[0] or _goes_on(words, path.end()):
        return words
    shown = target.parts
    if path[0].startswith("("):  # a letter alone, as within the same paragraph
        shown = shown[-len(re.findall(rf"{_LETTERS}|[^\s()]+", path[0])) :]
    return " ".join(shown) + _sided(words[path.end() :], target, here)


def _goes_on(words: str, at: int) -> bool:
    """Return whether a word goes on at a character: what stands before it is then no place, and is left as it is."""
    return words[at : at + 1].isalnum()


def _sided(rest: str, target: Target, here: int) -> str:
    side = _SIDE.match(rest)
    if not side or target.at == here:
        return rest
    pair = next(pair for pair in _SIDES if side[2] in pair)
    return side[1] + pair[target.at > here] + rest[side.end() :]


def _division_rewritten(words: str, target: Target) -> str:
    label = target.parts[0]
    annex, part = _FORMS.annex.match(words), _FORMS.part.match(words)
    if (annex and _goes_on(words, annex.end())) or (part and _goes_on(words, part.end())):
        return words
    if annex and _FORMS.annex_label.fullmatch(label):
        told = _annex_named(label)
        return _like(words, told) + words[annex.end() :]
    if part and re.fullmatch(r"[A-Z]", label):
        return part[1] + label + words[part.end() :]
    return words


def _like(old: str, new: str) -> str:
    """Return words with the first letter as large or small as it was."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def worded(name: str, known: Mapping[str, Target], resolution: Resolution, here: int) -> Text:
    """Return a new reference in words: "paragraph 3 above". here: the place of the block that it is put into.

    In languages whose grammar is not told here it is the number alone. Raises KeyError where the name is not known.
    """
    target = known[name]
    href = HASH + name
    language = of(resolution.masthead.language)
    told = " ".join(target.parts)
    if not language.has("references"):
        sides = language.sides
        side = f" {sides[target.at > here]}" if sides and target.kind in _SIDED else ""
        return (Run(told + side, href=href),)
    return _in_words(target, href, known, resolution, here)


def _in_words(
    target: Target, href: str, known: Mapping[str, Target], resolution: Resolution, here: int
) -> Text:
    """Return a reference as a sentence of the text has it."""
    language = of(resolution.masthead.language)
    forms = language.reference_expressions
    told = " ".join(target.parts)
    if target.kind is None:
        return (Run(_named(resolution.divisions[target.division]), href=href),)
    if target.kind is Kind.PREAMBULAR:
        before, after = forms.preambular
        return (Run(before), Run(told, href=href), Run(after))
    home = _home(known.values(), here)
    if home is not None and home.division != target.division:
        return _elsewhere(target, href, resolution)
    noun, shown = _noun(target), told
    if home is not None and target.kind is Kind.ITEM and target.clause == home.clause:
        noun, shown = forms.item, target.parts[-1]
    side = f" {language.sides[target.at > here]}" if language.sides else ""
    return (Run(f"{noun} "), Run(shown + side, href=href))


_SIDED = (Kind.OPERATIVE, Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING)


def _home(known: Iterable[Target], here: int) -> Target | None:
    return next((target for target in known if target.at == here), None)


def _noun(target: Target) -> str:
    if target.kind is Kind.HEADING:
        return _FORMS.section
    return _FORMS.item if target.parts[0].startswith("(") else _FORMS.paragraph


def _named(division: Division) -> str:
    if division.kind is DivisionKind.PART:
        return _FORMS.part_name.format(division.label)
    return _annex_named(division.label)


def _annex_named(label: str) -> str:
    """Return a reference to an annex by its label: "annex II" for "Annex II"."""
    if label == _FORMS.annex_word:
        return _FORMS.the_annex
    return label.replace(_FORMS.annex_word, _FORMS.annex_prefix, 1)


def _elsewhere(target: Target, href: str, resolution: Resolution) -> Text:
    """Return a reference to a paragraph of another part or annex, or of the resolution itself."""
    division = resolution.divisions[target.division]
    words: tuple[Run, ...] = (Run(f"{_noun(target)} "), Run(" ".join(target.parts), href=href))
    if division.kind is DivisionKind.MAIN:
        return (*words, Run(_FORMS.of_resolution))
    return (*words, Run(_FORMS.of), Run(_named(division), href=HASH + division.id))


# ---------------------------------------------------------------- numbers typed by hand


@dataclass(frozen=True, slots=True)
class Typed:
    """Words that say where a clause stands and are no reference yet: from `start` to `end` in a block's words."""

    at: int
    start: int
    end: int
    name: str


def typed_references(resolution: Resolution) -> list[Typed]:
    """Return what is typed like "paragraphs 3 and 4 (a) above" and fits a paragraph of the same division (English).

    Only what ends with "above", "below" or "of the present resolution" is meant, not "paragraph 3 of resolution 55/63".
    """
    known = targets(resolution)
    numbered = {
        (t.division, t.parts): (name, t)
        for name, t in reversed(known.items())
        if t.kind in (Kind.OPERATIVE, Kind.PARAGRAPH, Kind.ITEM) and t.parts
    }
    found: list[Typed] = []
    at = 0
    for index, division in enumerate(resolution.divisions):
        for here, block in enumerate(division.blocks, at + 1):
            if block.text and block.table is None:
                found += _typed_in(block, here, index, numbered)
        at += 1 + len(division.blocks)
    return found


def _typed_in(
    block: Block,
    here: int,
    division: int,
    numbered: Mapping[tuple[int, tuple[str, ...]], tuple[str, Target]],
) -> Iterator[Typed]:
    _, below = of().sides or ("", "")
    words = plain(block.text)
    for match in _FORMS.typed.finditer(words):
        if not match["side"] and not match["own"]:
            continue
        entries = list(_FORMS.entry.finditer(match["list"]))
        for entry in entries:
            last = entry is entries[-1]
            start = match.start("list") + entry.start()
            end = match.start("list") + entry.end()
            parts = tuple(re.findall(rf"{_NUMBER}|{_LETTERS}", entry[0]))
            name, target = numbered.get((0 if match["own"] else division, parts), ("", None))
            side = (match["side"] or "").strip().lower()
            if target is None or target.at == here or _linked(block.text, start):
                continue
            if side and (target.at > here) != (side == below):
                continue
            yield Typed(here, start, match.end("side") if last and side else end, name)


def _linked(text: Text, start: int) -> bool:
    at = 0
    for inline in text:
        if isinstance(inline, Run):
            if at <= start < at + len(inline.text):
                return bool(inline.href)
            at += len(inline.text)
    return False


def unlinked(text: Text) -> Text:
    """Return a text that comes from elsewhere without the links that lead within it: there they lead nowhere."""
    return join(
        replace(i, href="") if isinstance(i, Run) and leads_within(i.href) else i for i in text
    )


def names_within(resolution: Resolution) -> set[str]:
    """Return the names that the references of a text lead to."""
    return {
        inline.href[1:]
        for text in resolution.texts()
        for inline in text
        if isinstance(inline, Run) and leads_within(inline.href)
    }
