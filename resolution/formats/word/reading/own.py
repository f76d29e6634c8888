"""Reads files of our own: combines the visible text with the stored facts to restore the resolution.

The visible paragraphs are authoritative. What is unchanged is restored exactly; what was edited, added, moved or
restyled in Word is read as it appears, by the common recognizer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from resolution.codec import from_attributes, from_words
from resolution.formats.word.reading import heading as lines_of_heading
from resolution.formats.word.reading.document import OpenedDocument
from resolution.formats.word.reading.facts import (
    BLOCK,
    KEYWORD,
    STEP,
    VOTE,
    Claim,
    F,
    OwnFacts,
    ParagraphFact,
    joint_claims,
    restore_formatting,
    tail,
)
from resolution.language import DEFAULT
from resolution.model import (
    Adoption,
    Block,
    Cell,
    DivisionKind,
    Keyword,
    Kind,
    Masthead,
    Note,
    Resolution,
    Step,
    Table,
    Vote,
)
from resolution.reading import Reading
from resolution.recognition.clauses import divisions_of, paragraphs_of, with_clause_lead
from resolution.recognition.document_lines import line_of, lines_of_table
from resolution.recognition.hints import PLACEHOLDER, KnownBlock
from resolution.recognition.lines import Layout, Line, compounds, is_opening
from resolution.recognition.masthead import RecognizedHeading, read_masthead
from resolution.recognition.paragraphs import REMARKS, SeenParagraph, SeenTable, without_remarks
from resolution.recognition.recognizer import complete_masthead, vote_of, with_closing
from resolution.recognition.tables import table_of
from resolution.text import MARKS, Mark, NoteRef, Text, folded, plain, strip

Claimed = tuple[SeenParagraph | SeenTable, Claim | None]

_LABEL = re.compile(r"(?P<tabs>\t*)(?P<label>[^\t]{1,15})\t")
_MAIN = ("block", "closing", "label", "heading", "note")
"""Roles of the parts of the text; all other roles are lines of the heading."""


def read_own(opened: OpenedDocument, facts: OwnFacts) -> Reading:
    """Return the resolution of a file written by our exporter, including any later edits."""
    every = list(opened.every())
    others = opened.others
    held = joint_claims(every, facts.printed, others.printed if others else {})
    claimed = [(seen, held.get(at)) for at, seen in enumerate(every)]
    title, masthead, notes = _heading(claimed, facts)
    end = len(claimed) - len(opened.foot)
    start = _start(claimed[:end])
    loose = [(s, c) for s, c in claimed[start:end] if _is_note(c)]
    body = _body(
        [(s, c) for s, c in claimed[start:end] if not _is_of_heading(c) and not _is_note(c)]
    )
    above = [s for s, c in (*claimed[:start], *claimed[end:]) if c is None]
    lines = compounds(body)
    found = _added_heading(above, lines)
    layout = Layout.apart(body)
    formula = any(_kind(c) == Kind.FORMULA for _, c in claimed)
    opened_text = formula or any(is_opening(line.words) for line in body)
    paragraphs = paragraphs_of(body, layout, lines)
    built = divisions_of(paragraphs, title or found.title, "", (), opened_text or not body)
    fields = {name: getattr(found.masthead, name) for name in Masthead.__dataclass_fields__}
    masthead = lines_of_heading.with_values(masthead, fields | {"language": "", "notes": ()})
    closings = next((d.closing for d in built.divisions if d.closing), ())
    masthead = complete_masthead(with_closing(masthead, closings))
    if others:
        masthead = _with_stored_fields(masthead, claimed, others, seen=True)
    masthead = _with_stored_fields(masthead, claimed, facts)
    masthead = replace(masthead, notes=notes)
    divisions = built.divisions
    adoption = _adoption(facts) or Adoption(vote=vote_of(divisions[0].closing))
    resolution = Resolution(masthead, divisions, tuple(opened.notes), adoption)
    unread = (*found.unread, *built.unread, *opened.unread)
    return Reading(
        _in_original_order(resolution, opened, facts, loose),
        tuple(line for line in unread if line.strip()),
    )


def printed_masthead(claimed: list[Claimed], facts: OwnFacts, closing: tuple[str, ...]) -> Masthead:
    """Return the masthead as read from the lines of the heading and the closing lines alone."""
    return complete_masthead(with_closing(_heading(claimed, facts)[1], closing))


def _kind(claim: Claim | None) -> str:
    return claim.fact.data.get("kind", "") if claim else ""


def _is_of_heading(claim: Claim | None) -> bool:
    return claim is not None and claim.fact.role not in _MAIN


def _is_note(claim: Claim | None) -> bool:
    return claim is not None and claim.fact.role == "note"


def _start(claimed: list[Claimed]) -> int:
    """Return where the text begins: below the last line of the heading that is above the first line of the text."""
    first = next(
        (at for at, (_, c) in enumerate(claimed) if c and c.fact.role in _MAIN), len(claimed)
    )
    above = [at for at, (_, c) in enumerate(claimed[:first]) if _is_of_heading(c)]
    start = above[-1] + 1 if above else 0
    for at in range(start, first):
        seen = claimed[at][0]
        if isinstance(seen, SeenParagraph) and is_opening(folded(seen.text)):
            return at
    return first if first < len(claimed) else start


# The heading


def _heading(claimed: list[Claimed], facts: OwnFacts) -> tuple[Text, Masthead, tuple[NoteRef, ...]]:
    """Return the title, the masthead as read from its lines, and its note references."""
    masthead = Masthead()
    title: Text = ()
    notes: tuple[NoteRef, ...] = ()
    masthead = replace(masthead, language=facts.masthead.get("language", DEFAULT))
    for seen, claim in claimed:
        if claim is None or isinstance(seen, SeenTable) or not _is_of_heading(claim):
            continue
        fact, text = claim.fact, without_remarks(seen.text)
        titled = not fact.says("untitled")
        values = lines_of_heading.fields(fact.role, text, masthead.language, titled=titled)
        masthead = lines_of_heading.with_values(masthead, values)
        if fact.role == "title" and titled:
            title, of_heading = _title(text, claim)
            notes += of_heading
        elif fact.role in ("sponsors", "adoption", "title", "form_name"):
            notes += lines_of_heading.anchors(text)
    return title, masthead, notes


def _title(text: Text, claim: Claim) -> tuple[Text, tuple[NoteRef, ...]]:
    """Return the title, and the note references at its end that belong to the heading."""
    fact = claim.fact
    own = int(fact.data.get("refs", "0"))
    last = text[len(text) - own :] if own else ()
    refs = tuple(i for i in last if isinstance(i, NoteRef))
    refs = refs if len(refs) == own else ()
    rest = text[: len(text) - len(refs)]
    if claim.same_words:
        return restore_formatting(tail(rest, fact.lead_in), fact.lead, fact.spans), refs
    found = re.match(r"\t[^\t]*\t|\t*", plain(rest))
    return strip(tail(rest, found.end() if found else 0)), refs


def _with_stored_fields(
    masthead: Masthead, claimed: list[Claimed], facts: OwnFacts, *, seen: bool = False
) -> Masthead:
    """Return the masthead with the stored fields whose printed lines are unchanged.

    seen: only fields with at least one line present
    """
    own = {id(fact) for fact in facts.printed.values()}
    unchanged = {c.fact.role for _, c in claimed if c and c.same_words and id(c.fact) in own}
    changed = {f.role for f in facts.printed.values()} - unchanged
    changed |= {c.fact.role for _, c in claimed if c and not (c.same_words and id(c.fact) in own)}
    values: dict[str, Any] = {
        name: from_words(Masthead, name, held) if isinstance(held, str) else held
        for name, held in (facts.masthead | facts.names).items()
        if name in lines_of_heading.PRINTED_IN
        and not set(lines_of_heading.PRINTED_IN[name]) & changed
        and (not seen or set(lines_of_heading.PRINTED_IN[name]) & unchanged)
    }
    return replace(masthead, **values)


def _added_heading(
    above: list[SeenParagraph | SeenTable], whole: frozenset[str]
) -> RecognizedHeading:
    """Return the heading fields in lines that were added to the heading in Word."""
    lines: list[Line] = []
    for seen in above:
        several = [seen] if isinstance(seen, SeenParagraph) else list(seen.paragraphs())
        lines += [line_of(len(lines) + at, each, 1) for at, each in enumerate(several)]
    lines = [line for line in lines if line.words != PLACEHOLDER]
    return read_masthead(lines, "", Layout.apart(lines), whole)


# The text


def _body(claimed: list[Claimed]) -> list[Line]:
    """Return the lines of the text, with what is known about each."""
    lines: list[Line] = []
    head = ""
    for seen, claim in claimed:
        known = _known(seen, claim, head) if claim else None
        head = claim.fact.data.get("division", "") if claim and claim.fact.role == "label" else ""
        if isinstance(seen, SeenTable):
            lines.extend(lines_of_table(len(lines), seen, known))
        elif known or not seen.is_blank:
            lines.append(line_of(len(lines), seen, known=known))
    return lines


def _known(seen: SeenParagraph | SeenTable, claim: Claim, head: str) -> KnownBlock | None:
    """Return what a paragraph is known to be. head: the division whose label is directly above."""
    fact = claim.fact
    if isinstance(seen, SeenTable):
        return _known_table(seen, claim)
    text = without_remarks(seen.text)
    remarks = tuple(i for i in seen.text if isinstance(i, NoteRef) and i.note >= REMARKS)
    kind = DivisionKind(fact.data.get("of") or "annex")
    match fact.role:
        case "closing":
            return KnownBlock(closing=plain(text) if claim.same_words else folded(text))
        case "label":
            bare = tail(text, fact.lead_in if claim.same_words else 0)
            label = "" if claim.same_words and fact.says("unlabelled") else plain(bare).strip("\t")
            return KnownBlock(kind=kind, label=label, name=fact.data.get("id", ""))
        case "heading":
            bare = tail(text, fact.lead_in) if claim.same_words else strip(text)
            title = restore_formatting(bare, fact.lead, fact.spans) if claim.same_words else bare
            begins = head != fact.data.get("division", "")
            name = fact.data.get("id", "")
            return KnownBlock(kind=kind if begins else None, title=title, name=name)
        case "block" if claim.same_words and claim.same_place:
            words = restore_formatting(tail(text, fact.lead_in), fact.lead, fact.spans)
            return _with_block(fact, (*words, *remarks), fact.data.get("label", ""))
        case "block" if claim.same_place:
            return _edited(fact, text, remarks)
    return None


def _with_block(
    fact: ParagraphFact, text: Text, label: str, table: Table | None = None
) -> KnownBlock:
    data = fact.data
    block = from_attributes(
        Block, data | {"label": label}, BLOCK,
        kind=Kind.PARAGRAPH, text=text, table=table, origin=fact.origin,
    )  # fmt: skip
    if block.kind is Kind.TABLE and table is None and fact.says("rowless"):
        block = replace(block, table=Table(()))
    begins = DivisionKind(data["begins"]) if "begins" in data else None
    return KnownBlock(block, begins=begins, auto=data["auto"] == "1" if "auto" in data else None)


def _edited(fact: ParagraphFact, text: Text, remarks: Text) -> KnownBlock | None:
    """Return the block with its edited text; None if it no longer looks like a block of its kind."""
    words = plain(text)
    if not words.strip():
        return None
    label = fact.data.get("label", "")
    found = _LABEL.match(words)
    if label and not found:
        return None
    if found and (not label or _form(found["label"]) != _form(label)):
        return None
    start = found.end() if found else len(words) - len(words.lstrip("\t"))
    if not found and start != fact.lead_in:
        return None
    rest = strip(tail(text, start))
    fact.data.pop("auto", None)
    kind = Kind(fact.data.get("kind", "paragraph"))
    if kind in (Kind.PREAMBULAR, Kind.OPERATIVE):
        rest = with_clause_lead(rest, kind)
    return _with_block(fact, (*rest, *remarks), found["label"] if found else "")


def _form(label: str) -> str:
    bare = re.sub(r"\s*(?:bis|ter|quater|quinquies)\b", "", label.strip())
    return re.sub(r"[A-Za-z]+", "a", re.sub(r"\d+", "1", bare))


def _known_table(seen: SeenTable, claim: Claim) -> KnownBlock | None:
    fact = claim.fact
    if fact.role != "block" or fact.data.get("kind") != Kind.TABLE:
        return None
    if not claim.same_words:
        return _with_block(fact, (), fact.data.get("label", ""), table_of(seen))
    rows = []
    for shape, row in zip(fact.data.get("shape", "").split("|"), seen.rows, strict=False):
        own = [cell for cell in row if cell.merge != "continue"]
        rows.append(
            tuple(_cell(each, cell) for each, cell in zip(shape.split(), own, strict=False))
        )
    return _with_block(fact, (), fact.data.get("label", ""), Table(tuple(rows)))


def _cell(shape: str, cell: Any) -> Cell:
    columns, rows, header, count = (int(n) for n in shape.split(".")[:4])
    texts = tuple(without_remarks(p.text) for p in cell.paragraphs())[:count]
    spans = shape.split(".")[4:]
    texts = tuple(
        restore_formatting(text, 0, _inline_spans(values)) if values else text
        for text, values in zip(texts, [*spans, *[""] * (len(texts) - len(spans))], strict=False)
    )
    return Cell(texts, columns, rows, bool(header))


def _inline_spans(values: str) -> Any:
    pairs = (each.split("/") for each in values.split(","))
    return tuple((int(length), Mark(int(marks) & MARKS), "") for length, marks in pairs)


# Notes and the record


def _in_original_order(
    resolution: Resolution, opened: OpenedDocument, facts: OwnFacts, loose: Sequence[Claimed]
) -> Resolution:
    """Return the resolution with its notes in their original order, new ones at the end."""
    places: list[tuple[int, int]] = []
    notes: list[Note] = list(resolution.notes)
    for at, anchored in enumerate(opened.story.notes[: len(notes)]):
        fact = facts.notes.get((anchored.kind, anchored.id))
        places.append((int(fact.data.get("i", "0")) if fact else 1_000_000, at))
    for seen, claim in loose:
        if isinstance(seen, SeenParagraph) and claim:
            places.append((int(claim.fact.data.get("i", "0")), len(notes)))
            notes.append(_unreferenced_note(without_remarks(seen.text), claim))
    order = [at for _, at in sorted(places)]
    return renoted(resolution, notes, order)


def _unreferenced_note(text: Text, claim: Claim) -> Note:
    fact = claim.fact
    own = fact.data.get("mark", "")
    if claim.same_words:
        words = restore_formatting(tail(text, fact.lead_in), fact.lead, fact.spans)
        return Note(None if fact.says("lost") else words, own)
    found = _LABEL.match(plain(text))
    return Note(strip(tail(text, found.end() if found else 0)), own)


def renoted(resolution: Resolution, notes: list[Note], order: list[int]) -> Resolution:
    """Return the resolution with its notes in another order, and its references adjusted."""
    if order == list(range(len(notes))):
        return replace(resolution, notes=tuple(notes))
    new = {old: at for at, old in enumerate(order)}

    def moved(text: Text) -> Text:
        return tuple(
            NoteRef(new.get(i.note, i.note)) if isinstance(i, NoteRef) else i for i in text
        )

    masthead = replace(
        resolution.masthead,
        notes=tuple(i for i in moved(resolution.masthead.notes) if isinstance(i, NoteRef)),
    )
    divisions = tuple(
        replace(d, title=moved(d.title), blocks=tuple(_moved(b, moved) for b in d.blocks))
        for d in resolution.divisions
    )
    return replace(
        resolution, masthead=masthead, divisions=divisions, notes=tuple(notes[at] for at in order)
    )


def _moved(block: Block, moved: Any) -> Block:
    table = block.table and Table(
        tuple(
            tuple(replace(c, paragraphs=tuple(map(moved, c.paragraphs))) for c in row)
            for row in block.table.rows
        )
    )
    return replace(block, text=moved(block.text), table=table)


def _adoption(facts: OwnFacts) -> Adoption | None:
    """Return the record of adoption; None if our own part has none."""
    vote = None
    steps, keywords = [], []
    for element in facts.record:
        if element.tag == F + "vote":
            voters = tuple(
                (each.get("position", ""), tuple(name.text or "" for name in each))
                for each in element
            )
            vote = from_attributes(Vote, element.attrib, VOTE, voters=voters)
        elif element.tag == F + "step":
            steps.append(from_attributes(Step, element.attrib, STEP))
        else:
            keywords.append(from_attributes(Keyword, element.attrib, KEYWORD))
    found = Adoption(vote, tuple(steps), tuple(keywords))
    return found if found != Adoption() or "unrecorded" in facts.masthead else None
