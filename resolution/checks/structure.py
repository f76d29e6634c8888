"""Structure: opening line, leads that fit their part, numbering, empty clauses, notes without text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from resolution.checks.rule import Finding, Problem, Remedy, Rule, Severity
from resolution.checks.scope import Clause, Whole, place_of
from resolution.checks.table import in_clauses, in_whole
from resolution.labels import numbered, position
from resolution.leads import lead_length, part_of, table
from resolution.model import Block, Division, DivisionKind, Kind
from resolution.organs import organ, organ_of_opening
from resolution.text import folded, plain

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
)
LEAD_PART = Rule(
    "lead-part",
    Severity.WARNING,
    "Every paragraph opens with words of its own part",
    "A participle or adjective opens a preambular paragraph (“Recalling”), "
    "the present indicative an operative one (“Requests”).",
    _MANUAL,
    while_writing=False,
    remedy=Remedy.OTHER_PART,
)
LEAD_INDICATIVE = Rule(
    "lead-indicative",
    Severity.WARNING,
    "An operative paragraph begins with the present indicative",
    "The organ is the subject of the verb: “The General Assembly … requests”, not “request”.",
    _MANUAL,
    while_writing=False,
)
FRAGMENT = Rule(
    "fragment",
    Severity.WARNING,
    "A preambular paragraph begins with a capital",
    "What starts in lower case is torn off another paragraph, as it happens where a line was broken.",
    _MANUAL,
    while_writing=False,
    remedy=Remedy.JOIN,
)
LABEL = Rule(
    "label",
    Severity.WARNING,
    "Numbers and letters follow one another",
    "Paragraphs are numbered throughout and items lettered in order; "
    "a number that skips or repeats misleads whoever cites it.",
    "Editorial Manual, numbering",
    remedy=Remedy.NUMBER,
)
NOTE_MISSING = Rule(
    "note-missing",
    Severity.WARNING,
    "Every note mark has its note",
    "The mark of a note stands in the text, but what the note says is not there.",
    "Editorial Manual, footnotes",
    remedy=Remedy.WRITE_NOTE,
)


def _opening(whole: Whole) -> tuple[int, Block] | None:
    """Return the line and the block of the organ's name, None where there is none."""
    lines = enumerate(whole.resolution.main.blocks, 1)
    return next(((line, b) for line, b in lines if b.kind is Kind.FORMULA), None)


@in_whole(OPENING_MISSING, OPENING_ORGAN, language="")
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


@in_whole(OPENING_COMMA, language="")
def comma_without_preamble(whole: Whole) -> Iterator[Problem]:
    """No preamble, no comma after the name of the organ."""
    blocks, opening = whole.resolution.main.blocks, _opening(whole)
    if opening is None or len(blocks) < 2 or any(b.kind is Kind.PREAMBULAR for b in blocks):
        return
    line, formula = opening
    words = plain(formula.text).rstrip()
    if words.endswith(",") and blocks[1].kind is Kind.OPERATIVE and not blocks[1].label:
        message = "Without a preamble no comma stands after the name of the organ."
        finding = OPENING_COMMA.found(len(words) - 1, len(words), message, "")
        yield finding.at("opening", line)


@in_whole(EMPTY_CLAUSE, language="")
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


@in_clauses(LEAD_PART, LEAD_INDICATIVE, of=(Kind.PREAMBULAR, Kind.OPERATIVE), language="")
def leads_fit_their_part(clause: Clause) -> Iterator[Finding]:
    """A participle opens a preambular paragraph, the present indicative an operative one."""
    if clause.division is not DivisionKind.MAIN:
        return
    words, kind = clause.words, clause.block.kind
    part = part_of(words)
    if part and part is not kind:
        lead = words[: lead_length(words, part)]
        belongs = "the operative part" if part is Kind.OPERATIVE else "the preamble"
        message = f"“{lead}” opens a paragraph of {belongs}."
        yield LEAD_PART.found(0, len(lead), message)
    elif kind is Kind.OPERATIVE and (fix := _indicative(words)):
        verb = words.split()[0]
        message = (
            f"An operative paragraph begins with the present indicative: “{fix}”, not “{verb}”."
        )
        yield LEAD_INDICATIVE.found(0, len(verb), message, fix)


@cache
def _verbs() -> frozenset[str]:
    """Return the single verbs that open operative paragraphs."""
    operative = (lead.words for lead in table() if lead.kind is Kind.OPERATIVE)
    return frozenset(words for words in operative if " " not in words)


def _indicative(words: str) -> str | None:
    """Return "Requests" for a clause that begins "Request", or None where the verb needs no mending."""
    first, verbs = words.partition(" ")[0], _verbs()
    if not first or first in verbs:
        return None
    return next((form for form in (first + "s", first + "es") if form in verbs), None)


@in_clauses(FRAGMENT, of=(Kind.PREAMBULAR,), language="")
def preamble_without_lead(clause: Clause) -> Iterator[Finding]:
    """A preambular paragraph begins with a capital: what starts in lower case is torn off another."""
    words = clause.words.lstrip()
    if clause.division is DivisionKind.MAIN and words[:1].islower():
        message = "This paragraph begins in mid-sentence; join it to the one it was torn from."
        yield FRAGMENT.found(0, len(words.split()[0]), message)


@in_whole(LABEL, language="")
def printed_labels(whole: Whole) -> Iterator[Problem]:
    """Numbers and letters follow from position; a printed one that skips or repeats is told."""
    for division, top in whole.trees:
        if all(block.auto or not block.label for block in division.blocks):
            continue
        automatic = numbered(replace(b, auto=True) for b in division.blocks)
        for node in (n for one in top for n in one.walk()):
            block, wanted = node.block, automatic[node.index].label
            if block.auto or not block.label or block.label == wanted:
                continue
            if not _counts(block) or _starts_anew(division, node.index):
                continue
            message = f"This paragraph is numbered {block.label} where {wanted} would follow; Renumber puts it right."
            yield LABEL.found(0, 0, message, wanted).at(place_of(node), node.line)


def _counts(block: Block) -> bool:
    """Return whether a printed label is a number or letter of the usual form; bullets and (i) for (a) are not."""
    if block.kind is Kind.OPERATIVE:
        return position(block.label, 0) is not None
    roman = set(block.label) <= set("(ivx)")
    return (
        block.kind is Kind.ITEM and block.level == 1 and not roman and block.label.startswith("(")
    )


def _starts_anew(division: Division, index: int) -> bool:
    """Return whether a heading just before lets the numbering begin again at one, as in sections of a resolution."""
    block = division.blocks[index]
    after_heading = index > 0 and division.blocks[index - 1].kind is not block.kind
    return after_heading and position(block.label, block.level) == 1


@in_whole(NOTE_MISSING, language="")
def notes_without_text(whole: Whole) -> Iterator[Problem]:
    """A note mark needs its note."""
    for index, mark in whole.note_marks.items():
        if whole.resolution.notes[index].text is None:
            message = f"The text of note {mark} is missing; the source did not give it."
            yield NOTE_MISSING.found(0, 0, message).at(f"note {mark}", note=index)
