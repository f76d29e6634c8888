"""Structure: opening line, leads that fit their part, numbering, empty clauses, notes without text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from resolution.checks import Problem, Record, Severity, rule
from resolution.labels import numbered, position
from resolution.leads import lead_length, part_of, table
from resolution.model import Block, Division, Kind, Resolution
from resolution.organs import organ, organ_of_opening
from resolution.text import folded, plain
from resolution.tree import Node, clauses, forest

_MANUAL = "Editorial Manual, drafting and editing of resolutions"


_grown: tuple[Resolution, list[tuple[Division, list[Node]]]] | None = None


def trees(resolution: Resolution) -> list[tuple[Division, list[Node]]]:
    """Return the tree of every division; grown once for all rules, which look at the same text one after another."""
    global _grown
    if (kept := _grown) is None or kept[0] is not resolution:
        kept = _grown = (resolution, forest(resolution))
    return kept[1]


def walk(resolution: Resolution) -> Iterator[Node]:
    """Yield every node of every division, embedded texts left out."""
    for _, nodes in trees(resolution):
        for top in nodes:
            yield from (node for node in top.walk() if not node.block.quoted)


def _opening(resolution: Resolution) -> tuple[int, Block] | None:
    """Return the line and the block of the organ's name, None where there is none."""
    lines = enumerate(resolution.main.blocks, 1)
    return next(((line, b) for line, b in lines if b.kind is Kind.FORMULA), None)


@rule
def opening_line(resolution: Resolution, record: Record | None) -> Iterator[Problem]:
    """The text begins with the name of its organ."""
    opening = _opening(resolution)
    known = organ(resolution.masthead.organ)
    if opening is None:
        if resolution.main.blocks:
            message = "There is no opening line; begin with the name of the organ."
            fix = known.opening if known else None
            yield Problem("opening-missing", Severity.ERROR, message, "opening", 0, 0, _MANUAL, fix)
        return
    line, formula = opening
    if known and organ_of_opening(folded(formula.text)) not in ("", known.name):
        message = f"The opening line names another organ than the heading ({known.name})."
        yield Problem(
            "opening-organ",
            Severity.ERROR,
            message,
            "opening",
            0,
            len(plain(formula.text)),
            _MANUAL,
            known.opening,
            line,
        )


@rule
def comma_without_preamble(resolution: Resolution, record: Record | None) -> Iterator[Problem]:
    """No preamble, no comma after the name of the organ."""
    blocks, opening = resolution.main.blocks, _opening(resolution)
    if opening is None or len(blocks) < 2 or any(b.kind is Kind.PREAMBULAR for b in blocks):
        return
    line, formula = opening
    words = plain(formula.text).rstrip()
    if words.endswith(",") and blocks[1].kind is Kind.OPERATIVE and not blocks[1].label:
        message = "Without a preamble no comma stands after the name of the organ."
        yield Problem(
            "opening-comma",
            Severity.WARNING,
            message,
            "opening",
            len(words) - 1,
            len(words),
            _MANUAL,
            "",
            line,
        )


@rule
def empty_clauses(resolution: Resolution, record: Record | None) -> Iterator[Problem]:
    """A clause has words, or at least items; a draft not begun is not asked for them."""
    if not any(b.text for b in resolution.blocks() if b.kind is not Kind.FORMULA):
        return
    for node in walk(resolution):
        words = plain(node.block.text).strip()
        if (
            node.block.kind in (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ITEM)
            and not words
            and not node.children
        ):
            message = "This paragraph is empty; write it or delete it."
            yield Problem(
                "empty-clause", Severity.ERROR, message, node.place, 0, 0, _MANUAL, None, node.line
            )


@rule
def leads_fit_their_part(resolution: Resolution, record: Record | None) -> Iterator[Problem]:
    """A participle opens a preambular paragraph, the present indicative an operative one."""
    nodes = trees(resolution)[0][1]
    for node in clauses(nodes, Kind.PREAMBULAR) + clauses(nodes, Kind.OPERATIVE):
        words = plain(node.block.text)
        part = part_of(words)
        if part and part is not node.block.kind:
            lead = words[: lead_length(words, part)]
            belongs = "the operative part" if part is Kind.OPERATIVE else "the preamble"
            message = f"“{lead}” opens a paragraph of {belongs}."
            yield Problem(
                "lead-part",
                Severity.WARNING,
                message,
                node.place,
                0,
                len(lead),
                _MANUAL,
                None,
                node.line,
            )
        elif node.block.kind is Kind.OPERATIVE and (fix := _indicative(words)):
            verb = words.split()[0]
            message = (
                f"An operative paragraph begins with the present indicative: “{fix}”, not “{verb}”."
            )
            yield Problem(
                "lead-indicative",
                Severity.WARNING,
                message,
                node.place,
                0,
                len(verb),
                _MANUAL,
                fix,
                node.line,
            )


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


@rule
def preamble_without_lead(resolution: Resolution, record: Record | None) -> Iterator[Problem]:
    """A preambular paragraph begins with a capital: what starts in lower case is torn off another."""
    for node in clauses(trees(resolution)[0][1], Kind.PREAMBULAR):
        words = plain(node.block.text).lstrip()
        if words[:1].islower():
            message = "This paragraph begins in mid-sentence; join it to the one it was torn from."
            end = len(words.split()[0])
            yield Problem(
                "fragment", Severity.WARNING, message, node.place, 0, end, _MANUAL, None, node.line
            )


@rule
def printed_labels(resolution: Resolution, record: Record | None) -> Iterator[Problem]:
    """Numbers and letters follow from position; a printed one that skips or repeats is told."""
    for division, nodes in trees(resolution):
        if all(block.auto or not block.label for block in division.blocks):
            continue
        automatic = numbered(replace(b, auto=True) for b in division.blocks)
        for node in (n for top in nodes for n in top.walk()):
            block, wanted = node.block, automatic[node.index].label
            if block.auto or not block.label or block.label == wanted:
                continue
            if not _counts(block) or _starts_anew(division, node.index):
                continue
            message = f"This paragraph is numbered {block.label} where {wanted} would follow; Renumber puts it right."
            yield Problem(
                "label",
                Severity.WARNING,
                message,
                node.place,
                0,
                0,
                "Editorial Manual, numbering",
                wanted,
                node.line,
            )


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


@rule
def notes_without_text(resolution: Resolution, record: Record | None) -> Iterator[Problem]:
    """A note mark needs its note."""
    for index, mark in resolution.note_marks().items():
        if resolution.notes[index].text is None:
            message = f"The text of note {mark} is missing; the source did not give it."
            yield Problem(
                "note-missing",
                Severity.WARNING,
                message,
                f"note {mark}",
                0,
                0,
                "Editorial Manual, footnotes",
                note=index,
            )
