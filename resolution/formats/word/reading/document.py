"""Opens a Word file: text, headers and footers as paragraphs, notes, comments, and our own custom part if any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from resolution.formats.word.names import FACTS, Element, R, W, value
from resolution.formats.word.reading.facts import (
    FORMER,
    OwnFacts,
    ParagraphFact,
    fit,
    read_facts,
    restore_formatting,
    tail,
    text_print,
)
from resolution.formats.word.reading.numbering import Lists
from resolution.formats.word.reading.package import Package, Relation
from resolution.formats.word.reading.stream import (
    NoteCall,
    Story,
    StoryReader,
    note_bookmarks,
)
from resolution.formats.word.reading.styles import Styles
from resolution.formats.word.reading.tracked import ACCEPTED, Verdict, apply_verdict, parts
from resolution.model import Note
from resolution.recognition.paragraphs import SeenDocument, SeenParagraph, SeenTable
from resolution.text import Run, Text, folded, join, make, plain, strip

_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


@dataclass(frozen=True, slots=True)
class PackagePart:
    """A part of the package with its relationships."""

    root: Element
    relations: dict[str, Relation]


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: author, date and text."""

    author: str
    made: datetime | None
    words: str


@dataclass(slots=True, kw_only=True)
class OpenedDocument(SeenDocument):
    """The visible content of a Word file, and the data it contains beyond that.

    raw_notes: the text of all notes, with marks and tabs, by kind and id
    facts: from our own part; others: from the part on the old text, in a file with tracked changes
    changes, changed_by: the number of tracked changes, and their authors
    """

    story: Story
    raw_notes: dict[tuple[str, str], Text] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    facts: OwnFacts | None = None
    others: OwnFacts | None = None
    changes: int = 0
    changed_by: tuple[str, ...] = ()

    def every(self) -> Iterator[SeenParagraph | SeenTable]:
        """Yield what may have a bookmark of ours: first header, text, tables outside the text, first footer."""
        yield from self.head
        for each in self.body:
            if isinstance(each, SeenTable) and not each.marks:
                yield from each.paragraphs()
            else:
                yield each
        yield from self.foot


def open_document(package: Package, verdict: Verdict = ACCEPTED) -> OpenedDocument:
    """Open the file. verdict: how each tracked change is resolved."""
    changes = apply_verdict(parts(package), verdict)
    main = PackagePart(package.document(), package.relations(package.main))
    story = Story(Styles(package.relative("styles")), Lists(package.relative("numbering")))
    heads = [
        (kind, PackagePart(root, package.relations(name)))
        for kind, name in _heads(main)
        if (root := package.xml(name)) is not None
    ]
    notes = {kind: _notes(package, kind) for kind in ("footnote", "endnote")}
    out = open_parts(story, main, heads, notes, _facts(package), prefers_new=verdict.accepted)
    out.comments = _comments(package)
    out.changes, out.changed_by = changes
    return out


def open_parts(
    story: Story,
    main: PackagePart,
    heads: list[tuple[str, PackagePart]],
    notes: dict[str, PackagePart | None],
    sides: Sequence[OwnFacts] = (),
    *,
    prefers_new: bool = True,
) -> OpenedDocument:
    """Return the visible content of the parts.

    heads: headers and footers with their kind: "head" or "foot" on the first page, else "running"
    sides: facts of our own part on the text and, in a file with tracked changes, on the old text
    prefers_new: which of the two applies if the visible content matches both
    """
    story.bookmarks = note_bookmarks(main.root)
    body = main.root.find(W + "body")
    out = OpenedDocument(story=story, unread=story.unread)
    for kind, part in heads:
        into = {"head": out.head, "foot": out.foot}.get(kind, out.running)
        into.extend(_paragraphs(story, part, part.root))
    walk = StoryReader(story, main.relations)
    out.body = walk.blocks(body if body is not None else main.root)
    walk.finished()
    out.raw_notes = _note_texts(story, notes)
    out.facts, out.others = _best_match(list(out.every()), sides, prefers_new)
    out.notes = _referenced_notes(story, out.raw_notes, out.facts, out.others)
    return out


def _best_match(
    seen: list[SeenParagraph | SeenTable], sides: Sequence[OwnFacts], prefers_new: bool
) -> tuple[OwnFacts | None, OwnFacts | None]:
    """Return the facts that match more of the visible content, then the others."""
    if len(sides) < 2:
        return (sides[0] if sides else None), None
    new, former = sides
    fits = [fit(seen, side.printed) for side in (new, former)]
    newer = fits[0] > fits[1] or (fits[0] == fits[1] and prefers_new)
    return (new, former) if newer else (former, new)


def _paragraphs(story: Story, part: PackagePart, root: Element) -> list[SeenParagraph]:
    """Return the paragraphs of a header, a footer or a note, including those in its tables."""
    walk = StoryReader(story, part.relations, chrome=True)
    out: list[SeenParagraph] = []
    for each in walk.blocks(root):
        inside = [each] if isinstance(each, SeenParagraph) else list(each.paragraphs())
        out.extend(seen for seen in inside if seen.marks or not seen.is_blank)
    walk.finished()
    return out


def _heads(main: PackagePart) -> Iterator[tuple[str, str]]:
    """Yield the header and footer parts: those of the first page first."""
    first = next(main.root.iter(W + "sectPr"), None)
    titled = first is not None and value(first, "titlePg") not in (None, "0", "false", "off")
    wanted = "first" if titled else "default"
    seen: set[str] = set()
    for section in main.root.iter(W + "sectPr"):
        for tag, kind in ((W + "headerReference", "head"), (W + "footerReference", "foot")):
            for reference in section.findall(tag):
                relation = main.relations.get(reference.get(R + "id", ""))
                if relation is None or relation.outside or relation.target in seen:
                    continue
                seen.add(relation.target)
                is_first = section is first and reference.get(W + "type", "default") == wanted
                yield (kind if is_first else "running"), relation.target


def _notes(package: Package, kind: str) -> PackagePart | None:
    for name in package.related(kind + "s"):
        root = package.xml(name)
        if root is not None:
            return PackagePart(root, package.relations(name))
    return None


def _note_texts(story: Story, parts: dict[str, PackagePart | None]) -> dict[tuple[str, str], Text]:
    """Return the notes of the file by kind and id, unprocessed."""
    texts: dict[tuple[str, str], Text] = {}
    order = len(story.notes)
    for kind, part in parts.items():
        for note in [] if part is None else part.root.findall(W + kind):
            if part is not None and note.get(W + "type") not in _SEPARATORS:
                texts[kind, note.get(W + "id", "")] = _joined(_paragraphs(story, part, note))
    for anchored in story.notes[order:]:
        del story.known[anchored.kind, anchored.id]
    del story.notes[order:]
    return texts


def _referenced_notes(
    story: Story,
    texts: dict[tuple[str, str], Text],
    facts: OwnFacts | None,
    others: OwnFacts | None = None,
) -> list[Note]:
    """Return the notes in the order of their first references; notes without a reference go to `unread`."""
    for key, text in texts.items():
        if key not in story.known and plain(text).strip():
            story.unread.append(folded(text))
    if facts:
        facts.notes = _facts_by_current_id(story.notes, texts, facts)
        if others:
            facts.notes |= _better_facts(story.notes, texts, facts, others)
    known = facts.notes if facts else {}
    return [_note(each, texts.get((each.kind, each.id), ()), known) for each in story.notes]


def _joined(paragraphs: list[SeenParagraph]) -> Text:
    parts: list[Text] = []
    for at, seen in enumerate(paragraphs):
        label = f"{seen.label} " if seen.label else ""
        parts += [(Run("\n"),) if at else (), (Run(label),), seen.text]
    return join(i for part in parts for i in part if isinstance(i, Run))


def bare_note(text: Text, mark: str) -> Text:
    """Return the text of a note without the tabs around its mark, and without a typed mark."""
    bare = strip(text)
    while mark and re.match(re.escape(mark) + r"(?:\s|$)", plain(bare)):
        bare = strip(tail(bare, len(mark)))
    return bare


def note_print(bare: Text, mark: str) -> str:
    """Return the fingerprint of a note with its own mark."""
    return text_print(join(make(mark), bare))


def _note(anchored: NoteCall, text: Text, facts: dict[tuple[str, str], ParagraphFact]) -> Note:
    bare = bare_note(text, anchored.mark)
    fact = facts.get((anchored.kind, anchored.id))
    if fact and fact.words == note_print(bare, anchored.mark):
        if fact.says("lost"):
            return Note(None, anchored.mark)
        return Note(restore_formatting(bare, fact.lead, fact.spans), anchored.mark)
    return Note(bare if bare or not anchored.mark.isdigit() else None, anchored.mark)


def _facts_by_current_id(
    called: list[NoteCall], texts: dict[tuple[str, str], Text], facts: OwnFacts
) -> dict[tuple[str, str], ParagraphFact]:
    """Return the facts of the notes by their current ids: other programs renumber notes."""
    out: dict[tuple[str, str], ParagraphFact] = {}
    left = dict(facts.notes)
    prints = {
        (each.kind, each.id): note_print(
            bare_note(texts.get((each.kind, each.id), ()), each.mark), each.mark
        )
        for each in called
    }
    for key, looks in prints.items():
        if key in left and left[key].words == looks:
            out[key] = left.pop(key)
    for key, looks in prints.items():
        same = next((k for k, f in left.items() if f.words == looks and key not in out), None)
        if same:
            out[key] = left.pop(same)
    for key in prints:
        if key not in out and key in left:
            out[key] = left.pop(key)
    return out


def _better_facts(
    called: list[NoteCall], texts: dict[tuple[str, str], Text], facts: OwnFacts, others: OwnFacts
) -> dict[tuple[str, str], ParagraphFact]:
    """Return the other text's facts for the notes that match them and do not match the first facts."""
    theirs = _facts_by_current_id(called, texts, others)
    out = {}
    for each in called:
        key = (each.kind, each.id)
        looks = note_print(bare_note(texts.get(key, ()), each.mark), each.mark)
        own, other = facts.notes.get(key), theirs.get(key)
        if other and other.words == looks and not (own and own.words == looks):
            out[key] = other
    return out


def _facts(package: Package) -> list[OwnFacts]:
    """Return the facts of our own part and, in a file with tracked changes, of the old text; empty if damaged."""
    roots = [
        root for name in package.related("customXml") if (root := package.xml(name)) is not None
    ]
    own = [root for root in roots if root.tag == "{" + FACTS + "}facts"]
    return [read_facts(root) for root in sorted(own, key=lambda root: root.get("of") == FORMER)][:2]


def _comments(package: Package) -> dict[str, Comment]:
    root = package.relative("comments")
    out = {}
    for comment in [] if root is None else root.findall(W + "comment"):
        paragraphs = [
            folded("".join(t.text or "" for t in p.iter(W + "t"))) for p in comment.iter(W + "p")
        ]
        try:
            made = datetime.fromisoformat(comment.get(W + "date", ""))
        except ValueError:
            made = None
        words = "\n".join(filter(None, paragraphs))
        out[comment.get(W + "id", "")] = Comment(comment.get(W + "author", ""), made, words)
    return out
