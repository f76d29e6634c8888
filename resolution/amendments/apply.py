"""Applying amendments: each is looked up in the text as it was, and refused in a sentence if it does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from resolution.amendments.errors import AmendmentError, shortened
from resolution.amendments.kinds import (
    Amendment,
    Delete,
    Edit,
    EditKind,
    Insert,
    KindChange,
    Move,
    New,
    Renumber,
    Replace,
    Sponsors,
    WordAmendment,
)
from resolution.amendments.parse import read
from resolution.amendments.places import ParagraphIndex, block_of, phrase, places
from resolution.amendments.quoting import Notes, QuotationError, characters, unquoted
from resolution.amendments.sentences import sentence
from resolution.amendments.tables import table_of
from resolution.diff.pieces import Strip
from resolution.diff.revision import RowKind
from resolution.labels import numbered
from resolution.language.leads import lead_length
from resolution.model import Block, Division, DivisionKind, Kind, Resolution
from resolution.note_order import notes_in_order
from resolution.sponsors import alphabetical
from resolution.text import Mark, NoteRef, Run, Text, join, note_indexes, plain, with_lead

_CLOSING_SIGNS = ",;:.)]”’»?!"
LEADING = (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ITEM)
"""Kinds whose new paragraphs have their leads found."""

NO_LEAD = "**"
"""Begins a new paragraph that has no lead, so that none is looked for."""


@dataclass(slots=True, eq=False)
class _PendingParagraph:
    """A paragraph of the amended text: one of the old text, or a new one.

    kind: of a title, the division's; words: the changes of its words so far; form: what it was changed into
    """

    part: RowKind
    text: Text
    block: Block | None = None
    label: str = ""
    kind: DivisionKind = DivisionKind.MAIN
    id: str = ""
    words: _Words | None = None
    form: str = ""


@dataclass(slots=True)
class _Slot:
    """A place of the old text: what is there, and what was inserted after it, in order."""

    here: list[_PendingParagraph]
    behind: list[_PendingParagraph] = field(default_factory=list)
    touched: str = ""


def apply(amendments: Iterable[Amendment] | str, base: Resolution) -> Resolution:
    """Return the text as amended. amendments: as values, or a list in words that is parsed first.

    Raises AmendmentError, one sentence for the user, if an amendment cannot be read or does not fit the text.
    """
    if isinstance(amendments, str):
        amendments = read(amendments, base)
    work = _Work(base)
    for number, amendment in enumerate(amendments, 1):
        try:
            work.apply(amendment)
        except QuotationError as error:
            words = shortened(sentence(amendment))
            raise AmendmentError(
                f"Amendment {number} (“{words}”) cannot be carried out: {error}."
            ) from error
    return work.result()


class _Work:
    """A text that is being amended."""

    def __init__(self, base: Resolution) -> None:
        self._base = base
        self._places: ParagraphIndex = places(base)
        self._notes = Notes.of(base)
        self._slots = [_Slot([self._item(n)]) for n in range(len(self._places.all))]
        self._items = [slot.here[0] for slot in self._slots]
        self._masthead = base.masthead
        self._noted: dict[int, _Words] = {}

    def _item(self, n: int) -> _PendingParagraph:
        line = self._places.all[n].line
        division = self._base.divisions[line.end.division]
        return _PendingParagraph(
            line.part, line.text, line.end.block, division.label, division.kind, division.id
        )

    def apply(self, amendment: Amendment) -> None:
        match amendment:
            case WordAmendment(name, edits):
                self._within(name, edits)
            case Replace(names, news):
                self._replace(names, news)
            case Insert(name, news, beginning):
                slot = self._beginning(name) if beginning else self._slots[self._found(name)[1]]
                sort = "" if beginning else self._sort_at(name)
                for new in news:
                    meant = sort if sort and new.phrase in ("", "paragraph") else new.phrase
                    slot.behind.append(self._new(New(meant, new.words), None))
            case Delete(names):
                for name in names:
                    first, last = self._found(name)
                    for n in range(first, last + 1):
                        self._refuse_amended(n)
                        self._take(n, name)
            case Move(name, to, beginning, phrase):
                self._move(name, to, beginning, phrase)
            case KindChange(name, phrase):
                self._change(self._standing(name), phrase)
            case Sponsors(joined, withdrawn):
                self._sponsors(joined, withdrawn)
            case Renumber():
                pass  # automatic numbers follow from the place anyway

    # ------------------------------------------------------------ places

    def _found(self, name: str) -> tuple[int, int]:
        found = self._places.named(name)
        if found is None:
            raise QuotationError(f"the text has no {name}")
        return found

    def _one(self, name: str) -> int:
        """Return the line of a paragraph itself, whatever is under it."""
        return self._found(name)[0]

    def _standing(self, name: str) -> _PendingParagraph:
        """Return a paragraph that no amendment has removed."""
        n = self._one(name)
        item, slot = self._items[n], self._slots[n]
        if slot.touched and not any(item is i for s in self._slots for i in s.behind):
            raise QuotationError(f"{name} is {slot.touched} by another amendment")
        return item

    def _refuse_amended(self, n: int, form: str = "") -> None:
        """Raise QuotationError if another amendment changes a paragraph to be removed; form: what replaces it."""
        item = self._items[n]
        if item.words is not None or item.form not in ("", form):
            name = self._places.all[n].alone
            raise QuotationError(f"{name} is changed by another amendment")

    def _beginning(self, name: str) -> _Slot:
        start = self._places.divisions.get(name)
        if start is None:
            raise QuotationError(f"the text has no {name}")
        return self._slots[start]

    def _take(self, n: int, name: str, *, replaced: bool = False) -> list[_PendingParagraph]:
        """Remove a paragraph from its place; return what was there."""
        slot = self._slots[n]
        if slot.touched:
            raise QuotationError(f"{name} is {slot.touched} by another amendment")
        if n == 0 and not replaced:
            raise QuotationError("the title of the text cannot be taken away, only changed")
        slot.touched = "taken away"
        taken, slot.here = slot.here, []
        return taken

    def _move(self, name: str, to: str, beginning: bool, phrase: str) -> None:
        first, last = self._found(name)
        target = self._beginning(to) if beginning else self._slots[self._found(to)[1]]
        if any(slot is target for slot in self._slots[first : last + 1]):
            raise QuotationError(f"{name} cannot be moved behind itself")
        moved = [item for n in range(first, last + 1) for item in self._take(n, name)]
        if phrase:
            self._change(moved[0], phrase)
        target.behind += moved

    def _change(self, item: _PendingParagraph, phrase: str) -> None:
        form = block_of(phrase)
        if form is None:
            raise QuotationError(f"“{phrase}” is no kind of paragraph")
        if item.block is None:
            raise QuotationError("a title or closing line cannot become a paragraph")
        if item.form:
            raise QuotationError("another amendment changes what this paragraph is")
        item.form = phrase
        item.block = replace(
            item.block, kind=form.kind, level=form.level, quoted=form.quoted, auto=form.auto,
            label=form.label,
        )  # fmt: skip

    def _sort_at(self, name: str) -> str:
        """Return the kind of a new paragraph after this one if it is not given; empty if none can be inferred."""
        block = self._items[self._one(name)].block
        if block is None or block.kind not in LEADING:
            return ""
        return phrase(Block(block.kind, level=block.level, quoted=block.quoted))

    def _replace(self, names: Sequence[str], news: Sequence[New]) -> None:
        plainly = len(news) == 1 and not news[0].phrase
        form = news[0].phrase if len(news) == 1 else ""
        old: list[_PendingParagraph] = []
        slots: list[_Slot] = []
        for name in names:
            first, last = self._found(name)
            for n in range(first, last + 1):
                kept = self._items[n].form if plainly else form
                self._refuse_amended(n, kept)
                slots.append(self._slots[n])
                old += self._take(n, name, replaced=plainly)
        slots[0].here = [self._new(new, old[0]) for new in news]

    # ------------------------------------------------------------ words

    def _new(self, new: New, like: _PendingParagraph | None) -> _PendingParagraph:
        """Return a new paragraph."""
        if not new.phrase:
            if like is None:
                raise QuotationError("it is not said what is to be inserted")
            return replace(like, text=self._text(new.words, like.block))
        if new.phrase == "closing line":
            return _PendingParagraph(RowKind.CLOSING, self._text(new.words, None))
        if division := re.fullmatch(r"(annex|part)(?: labelled “(.*)”)?", new.phrase):
            text = self._text(new.words, None)
            return _PendingParagraph(
                RowKind.TITLE, text, None, division[2] or "", DivisionKind(division[1])
            )
        block = block_of(new.phrase)
        if block is None:
            raise QuotationError(f"“{new.phrase}” is no kind of paragraph")
        if block.kind is Kind.TABLE:
            table = table_of(new.words, self._notes)
            return _PendingParagraph(RowKind.BLOCK, (), replace(block, table=table))
        return _PendingParagraph(RowKind.BLOCK, self._text(new.words, block), block)

    def _text(self, words: str, block: Block | None) -> Text:
        """Return the words of a new paragraph; its lead is detected if no typeface is marked at all."""
        text = unquoted(words, self._notes)
        styled = words.startswith(NO_LEAD) or any(isinstance(i, Run) and i.marks for i in text)
        if block is None or styled or block.kind not in LEADING:
            return text
        language = self._base.masthead.language
        return with_lead(text, lead_length(plain(text), block.kind, language))

    def _within(self, name: str, edits: Sequence[Edit]) -> None:
        note = re.fullmatch(r"footnote (.+)", name)
        if note:
            at = self._notes.called(note[1])
            old = self._notes.notes[at]
            noted = self._noted.setdefault(at, _Words(old.text or ()))
            self._notes.notes[at] = replace(old, text=noted.after(edits, self._notes, name))
            return
        item = self._standing(name)
        if item.block is not None and item.block.table is not None:
            raise QuotationError(f"{name} can only be replaced as a whole")
        item.words = item.words or _Words(item.text)
        item.text = item.words.after(edits, self._notes, name)

    def _sponsors(self, joined: Sequence[str], withdrawn: Sequence[str]) -> None:
        names = list(self._masthead.sponsors)
        for name in withdrawn:
            if name not in names:
                raise QuotationError(f"{name} is not among the sponsors")
            names.remove(name)
        for name in joined:
            if name in names:
                raise QuotationError(f"{name} is among the sponsors already")
            key = alphabetical(name)
            at = next((n for n, other in enumerate(names) if alphabetical(other) > key), len(names))
            names.insert(at, name)
        self._masthead = replace(self._masthead, sponsors=tuple(names))

    # ------------------------------------------------------------ result

    def result(self) -> Resolution:
        items = [item for slot in self._slots for item in (*slot.here, *slot.behind)]
        divisions = tuple(_divisions(items))
        made = replace(
            self._base, masthead=self._masthead, divisions=divisions, notes=tuple(self._notes.notes)
        )
        return notes_in_order(made, kept=_uncalled(self._base))


def _divisions(items: Sequence[_PendingParagraph]) -> Iterator[Division]:
    starts = [n for n, item in enumerate(items) if item.part is RowKind.TITLE]
    for start, stop in zip(starts, [*starts[1:], len(items)], strict=True):
        title, mine = items[start], items[start + 1 : stop]
        blocks = [replace(item.block, text=item.text) for item in mine if item.block is not None]
        closing = tuple(plain(item.text) for item in mine if item.part is RowKind.CLOSING)
        kind = DivisionKind.MAIN if not start else title.kind
        yield Division(kind, title.label, title.text, numbered(blocks), closing, title.id)


def _uncalled(resolution: Resolution) -> set[int]:
    called = {n for text in resolution.texts() for n in note_indexes(text)}
    return set(range(len(resolution.notes))) - called


# ---------------------------------------------------------------- words within a paragraph


@dataclass(frozen=True, slots=True)
class ReplacedSpan:
    """Characters that are replaced."""

    start: int
    end: int
    new: Text


def edited(text: Text, edits: Sequence[Edit], notes: Notes, name: str) -> Text:
    """Return a text after changes of its words; each is looked up in the text as it was.

    Raises QuotationError if words are missing or ambiguous, or if two changes overlap.
    """
    return _Words(text).after(edits, notes, name)


@dataclass(slots=True)
class _Words:
    """A text as it was, and which of its characters are changed so far."""

    text: Text
    spans: list[ReplacedSpan] = field(default_factory=list)

    def after(self, edits: Iterable[Edit], notes: Notes, name: str) -> Text:
        """Return the text after more changes; they too are looked up in the original text."""
        strip, words = Strip(self.text), characters(self.text)
        self.spans += [span(edit, strip, words, notes, name) for edit in edits]
        out: list[Text] = []
        at = 0
        for each in sorted(self.spans, key=lambda s: (s.start, s.end)):
            if each.start < at:
                raise QuotationError(f"two amendments change the same words of {name}")
            out += [strip.part(at, each.start), each.new]
            at = each.end
        return join(*out, strip.part(at, len(words)))


def span(edit: Edit, strip: Strip, words: str, notes: Notes, name: str) -> ReplacedSpan:
    """Return which characters a change replaces, and by what."""
    new = unquoted(edit.new, notes)
    if edit.how in (EditKind.START, EditKind.END):
        start = end = 0 if edit.how is EditKind.START else len(words)
    else:
        start, end = _place(edit.old, words, notes, name)
    match edit.how:
        case EditKind.REPLACE:
            return ReplacedSpan(start, end, new)
        case EditKind.DELETE:
            return _without(words, start, end)
        case EditKind.AFTER | EditKind.END:
            return ReplacedSpan(end, end, _spaced_after(strip, words, end, new))
        case _:
            return ReplacedSpan(start, start, join(new, _space(new, strip.part(start, start + 1))))


def _place(old: str, words: str, notes: Notes, name: str) -> tuple[int, int]:
    wanted = characters(unquoted(old, notes))
    found = occurrences(wanted, words)
    if len(found) != 1:
        why = "does not contain" if not found else "contains more than once"
        raise QuotationError(f"{name} {why} “{old}”")
    return found[0], found[0] + len(wanted)


def occurrences(wanted: str, words: str) -> list[int]:
    """Return the positions at which words occur in others as whole words."""
    found = []
    at = words.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        torn = (at and words[at - 1].isalnum() and wanted[0].isalnum()) or (
            end < len(words) and words[end].isalnum() and wanted[-1].isalnum()
        )
        if not torn:
            found.append(at)
        at = words.find(wanted, at + 1)
    return found


def _without(words: str, start: int, end: int) -> ReplacedSpan:
    """Return a span to be deleted, with the space that would be left over."""
    ahead, behind = words[start - 1 : start], words[end : end + 1]
    if behind == " " and (not ahead or ahead.isspace()):
        end += 1
    elif ahead == " " and (not behind or behind in _CLOSING_SIGNS or not behind.isprintable()):
        start -= 1
    return ReplacedSpan(start, end, ())


def _spaced_after(strip: Strip, words: str, at: int, new: Text) -> Text:
    """Return new words with a space before them, unless they are a sign, a note anchor or at the beginning."""
    added = characters(new)
    bare = (
        not added or added[0] in _CLOSING_SIGNS or added[0].isspace() or isinstance(new[0], NoteRef)
    )
    if bare or not at or words[at - 1].isspace() or words[at - 1] in "(“‘[":
        return new
    return join(_space(strip.part(at - 1, at), new), new)


def _space(before: Text, after: Text) -> Text:
    """Return a space that looks like what stands around it."""
    marks = [
        inline.marks if isinstance(inline, Run) else Mark.NONE
        for inline in (*before[-1:], *after[:1])
    ]
    return (Run(" ", marks[0] & marks[-1] if len(marks) == 2 else Mark.NONE),)
