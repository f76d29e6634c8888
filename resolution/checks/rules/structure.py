"""Structure: opening line, one idea a paragraph, lists, numbering, empty clauses, notes without text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from resolution.checks.quotations import own_matches
from resolution.checks.rule import EVERY_LANGUAGE, Finding, Group, Problem, Remedy, Rule, Severity
from resolution.checks.rules.lead_words import operative_verbs
from resolution.checks.scope import ClauseScope, Whole, place_of
from resolution.checks.table import in_clauses, in_whole
from resolution.labels import numbered, position
from resolution.language import of
from resolution.language.leads import lead_length
from resolution.language.organs import organ, organ_of_opening
from resolution.model import Block, Division, DivisionKind, Kind
from resolution.text import folded, plain

GROUP = Group("Structure", 10)

_MANUAL = "Editorial Manual, drafting and editing of resolutions"

OPENING_MISSING = Rule(
    "opening-missing",
    Severity.ERROR,
    "The text begins with the name of its organ",
    "Preamble and operative part are one sentence, and the organ is its subject: “The General Assembly, …”.",
    _MANUAL,
    remedy=Remedy.OPENING,
)
OPENING_ORGAN = Rule(
    "opening-organ",
    Severity.ERROR,
    "The opening line names the organ of the heading",
    "A text is adopted by one organ; heading and opening line name the same.",
    _MANUAL,
)
OPENING_COMMA = Rule(
    "opening-comma",
    Severity.WARNING,
    "Without a preamble no comma stands after the name of the organ",
    "The comma parts the subject from the preamble; where the verb follows at once it has no place.",
    _MANUAL,
)
EMPTY_CLAUSE = Rule(
    "empty-clause",
    Severity.ERROR,
    "Every paragraph has words",
    "A paragraph without words would be numbered and printed as it is.",
    _MANUAL,
    while_writing=False,
    remedy=Remedy.DELETE,
    languages=EVERY_LANGUAGE,
)
OPENING_MARK = Rule(
    "opening-mark",
    Severity.WARNING,
    "A comma stands after the name of the organ where a preamble follows",
    "The preamble is put between the subject and its verb: “The General Assembly, Recalling …, Decides”.",
    _MANUAL,
)
TWO_SENTENCES = Rule(
    "two-sentences",
    Severity.WARNING,
    "A paragraph is no more than part of one sentence",
    "The whole text is one sentence; a full stop within a paragraph breaks it. "
    "Go on with “and” or in a paragraph of its own.",
    "Editorial Manual, drafting of resolutions; adopted texts: none of 8,800 paragraphs in a half of the working set",
    while_writing=False,
)
MANY_VERBS = Rule(
    "many-verbs",
    Severity.HINT,
    "A paragraph has one idea",
    "An operative paragraph that decides, requests, invites and notes at once is hard to cite and to vote on; "
    "each may have a number of its own.",
    "Editorial Manual, drafting of resolutions; adopted texts have three verbs and more in 3 paragraphs of 100",
    while_writing=False,
)
SINGLE_ITEM = Rule(
    "single-item",
    Severity.HINT,
    "A list has at least two items",
    "One item alone is no list; let the paragraph say it in a line.",
    "adopted texts, where no list has one item",
    while_writing=False,
)
LIST_AND = Rule(
    "list-and",
    Severity.HINT,
    "No “and” stands after the semicolon of the last item but one",
    "The items of a list end with semicolons alone; the Security Council goes its own way.",
    "adopted texts: 67 to 1 outside the Security Council",
    while_writing=False,
)
LABEL = Rule(
    "label",
    Severity.WARNING,
    "Numbers and letters follow one another",
    "Paragraphs are numbered throughout and items lettered in order; "
    "a number that skips or repeats misleads whoever cites it.",
    "Editorial Manual, numbering",
    remedy=Remedy.NUMBER,
    languages=("en", "es", "fr", "ru", "zh"),
)
NOTE_MISSING = Rule(
    "note-missing",
    Severity.WARNING,
    "Every note mark has its note",
    "The mark of a note stands in the text, but what the note says is not there.",
    "Editorial Manual, footnotes",
    remedy=Remedy.WRITE_NOTE,
    languages=EVERY_LANGUAGE,
)


def _opening(whole: Whole) -> tuple[int, Block] | None:
    """Return the line and the block of the organ's name, None where there is none."""
    lines = enumerate(whole.resolution.main.blocks, 1)
    return next(((line, b) for line, b in lines if b.kind is Kind.FORMULA), None)


@in_whole(OPENING_MISSING, OPENING_ORGAN)
def opening_line(whole: Whole) -> Iterator[Problem]:
    """The text begins with the name of its organ."""
    opening = _opening(whole)
    known = organ(whole.setting.organ)
    if opening is None:
        if whole.resolution.main.blocks:
            message = "There is no opening line; begin with the name of the organ."
            fix = known.opening if known else None
            yield OPENING_MISSING.found(0, 0, message, fix).at("opening")
        return
    line, formula = opening
    if known and organ_of_opening(folded(formula.text)) not in ("", known.name):
        message = f"The opening line names another organ than the heading ({known.name})."
        finding = OPENING_ORGAN.found(0, len(plain(formula.text)), message, known.opening)
        yield finding.at("opening", line)


@in_whole(OPENING_COMMA, OPENING_MARK)
def comma_before_preamble(whole: Whole) -> Iterator[Problem]:
    """A comma after the name of the organ where a preamble follows, and no other."""
    blocks, opening = whole.resolution.main.blocks, _opening(whole)
    if opening is None or len(blocks) < 2:
        return
    line, formula = opening
    words = plain(formula.text).rstrip()
    if any(b.kind is Kind.PREAMBULAR for b in blocks):
        follows = line < len(blocks) and blocks[line].kind is Kind.PREAMBULAR
        if follows and words[-1:].isalpha():
            message = "A comma parts the name of the organ from the preamble."
            finding = OPENING_MARK.found(len(words) - 1, len(words), message, words[-1] + ",")
            yield finding.at("opening", line)
        return
    if words.endswith(",") and blocks[1].kind is Kind.OPERATIVE and not blocks[1].label:
        message = "Without a preamble no comma stands after the name of the organ."
        finding = OPENING_COMMA.found(len(words) - 1, len(words), message, "")
        yield finding.at("opening", line)


@in_whole(EMPTY_CLAUSE)
def empty_clauses(whole: Whole) -> Iterator[Problem]:
    """A clause has words, or at least items; a draft not begun is not asked for them."""
    if not any(b.text for b in whole.resolution.blocks() if b.kind is not Kind.FORMULA):
        return
    for node in whole.nodes:
        if node.block.kind not in (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ITEM) or node.children:
            continue
        if not plain(node.block.text).strip():
            message = "This paragraph is empty; write it or delete it."
            yield EMPTY_CLAUSE.found(0, 0, message).at(place_of(node), node.line)


_SENTENCES = re.compile(r"(?<=[a-z]{3}[a-z)”])\.[ \N{NO-BREAK SPACE}]+(?=[A-Z][a-z]+ )")


@in_clauses(TWO_SENTENCES, of=(Kind.PREAMBULAR, Kind.OPERATIVE))
def sentences(clause: ClauseScope) -> Iterator[Finding]:
    """No full stop within a paragraph."""
    words, kind = clause.words, clause.block.kind
    if clause.division is DivisionKind.MAIN and ". " in words and lead_length(words, kind):
        for match in own_matches(_SENTENCES, clause.words):
            message = "A new sentence begins here; go on with “and”, or in a paragraph of its own."
            yield TWO_SENTENCES.found(*match.span(), message)


_NOUNS_TOO = "appeals|calls|demands|hopes|notes|requests|supports|takes|looks|pays|draws|directs|reminds|requires"
"""Verbs that are nouns too, or that open no clause by themselves: what follows must show which they are."""


@cache
def _main_verbs() -> re.Pattern[str]:
    """Return what finds a verb that carries on the sentence: “, and requests the Secretary-General”."""
    known = {verb.lower() for verb in operative_verbs(5)}
    verbs = "|".join(sorted(known - set(_NOUNS_TOO.split("|"))))
    return re.compile(
        r"(?:,|;| and)(?: in (?:this|that) (?:regard|context|respect),?)?(?: also| further| strongly)? "
        rf"((?:{verbs})\b|(?:{_NOUNS_TOO})\b(?= (?:the|that|upon|on|all|its|to|for|with|in|of|further|also|note|"
        r"forward|those|a|once|again|[A-Z]\w+)\b))"
    )


MANY = 3
"""So many verbs after the first are many."""


@in_clauses(MANY_VERBS, of=(Kind.OPERATIVE,))
def many_verbs(clause: ClauseScope) -> Iterator[Finding]:
    """One idea a paragraph."""
    if clause.division is not DivisionKind.MAIN:
        return
    found = list(own_matches(_main_verbs(), clause.words))
    if len(found) >= MANY:
        verbs = ", ".join(f"“{match[1]}”" for match in found)
        message = f"This paragraph has {len(found) + 1} verbs (after the first {verbs}); each may stand alone."
        yield MANY_VERBS.found(*found[-1].span(1), message)


@in_clauses(SINGLE_ITEM, LIST_AND, of=(Kind.ITEM,))
def items_of_lists(clause: ClauseScope) -> Iterator[Finding]:
    """A list has two items or more, and no "and" before the last."""
    if clause.division is not DivisionKind.MAIN or not clause.owners or not clause.block.label:
        return
    if not clause.above and clause.below is None and clause.owners[0].kind is not Kind.ITEM:
        message = "This list has one item; let the paragraph say it in a line."
        yield SINGLE_ITEM.found(0, 0, message)
    ending = _AND.search(clause.words)
    if ending and clause.below is not None and clause.setting.organ != "Security Council":
        yield LIST_AND.found(*ending.span(), "A semicolon alone ends an item.", ";")


_AND = re.compile(r"[;,] (?:and|or)\s*$")


@in_whole(LABEL)
def printed_labels(whole: Whole) -> Iterator[Problem]:
    """Numbers and letters follow from position; a printed one that skips or repeats is reported.

    Letters are reported in English alone: every other language has its own, and skips some.
    """
    lettered = of(whole.setting.language).letters_without_gaps
    for division, top in whole.trees:
        if all(block.auto or not block.label for block in division.blocks):
            continue
        automatic = numbered(replace(b, auto=True) for b in division.blocks)
        for node in (n for one in top for n in one.walk()):
            block, wanted = node.block, automatic[node.index].label
            if block.auto or not block.label or block.label == wanted:
                continue
            if not _counts(block, lettered) or _starts_anew(division, node.index):
                continue
            if position(block.label, block.level) == position(wanted, block.level):
                continue  # "3" for "3."
            message = f"This paragraph is numbered {block.label} where {wanted} would follow; Renumber puts it right."
            yield LABEL.found(0, 0, message, wanted).at(place_of(node), node.line)


def _counts(block: Block, lettered: bool) -> bool:
    """Return whether a printed label is a number or letter of the usual form; bullets and (i) for (a) are not.

    lettered: whether the items of the language are lettered from (a) to (z).
    """
    if block.kind is Kind.OPERATIVE:
        return position(block.label, 0) is not None
    roman = set(block.label) <= set("(ivx)")
    first = block.kind is Kind.ITEM and block.level == 1
    return lettered and first and not roman and block.label.startswith("(")


def _starts_anew(division: Division, index: int) -> bool:
    """Return whether a heading just before lets the numbering begin again at one, as in sections of a resolution."""
    block = division.blocks[index]
    after_heading = index > 0 and division.blocks[index - 1].kind is not block.kind
    return after_heading and position(block.label, block.level) == 1


@in_whole(NOTE_MISSING)
def notes_without_text(whole: Whole) -> Iterator[Problem]:
    """A note mark needs its note."""
    for index, mark in whole.note_marks.items():
        if whole.resolution.notes[index].text is None:
            message = f"The text of note {mark} is missing; the source did not give it."
            yield NOTE_MISSING.found(0, 0, message).at(f"note {mark}", note=index)
