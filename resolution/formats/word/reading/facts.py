"""The facts that our own Word files store about paragraphs beyond the visible text, and whether they still apply.

Word shows the words and their layout. A small custom part stores the rest: which of two lookalikes a paragraph is (a
clause or free text, a lead or italics), its id, its origin, and the record of adoption. Each fact refers to a paragraph
by a hidden bookmark and contains fingerprints of the printed form, never its words, so that text deleted in Word is
gone from the file. A fact applies only as far as its paragraph is unchanged.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from resolution.codec import from_attributes, to_attributes
from resolution.formats.word.names import FACTS, Element
from resolution.model import Origin
from resolution.recognition.paragraphs import SeenParagraph, SeenTable, without_remarks
from resolution.text import MARKS, Inline, Mark, NoteRef, Run, Text, join, with_lead

F = "{" + FACTS + "}"

BLOCK = ("kind", "label", "level", "quoted", "id")
VOTE = {"method": "method", "in_favour": "yes", "against": "no", "abstaining": "abstain"}
STEP = {"outcome": "outcome", "symbol": "symbol", "by": "by", "refers_to": "refers", "on": "on"}
KEYWORD = {name: name for name in ("value", "shown", "dictionary", "href")}
"""Model fields that are attributes in the part, and the names of the attributes."""

FORMER = "former"
"""Value of `of` on the part about the text before tracked changes; the other part is about the text after them."""

Spans = tuple[tuple[int, Mark, str], ...]
"""The formatting of a text where the page is ambiguous: length, marks and link of each run."""


@dataclass(slots=True)
class ParagraphFact:
    """The fact about a printed paragraph or table.

    role:  "block", "closing", "label" or "heading" of a division, or the name of a line of the heading
    place: fingerprint of style and indents; words: fingerprint of the formatted text
    lead_in: characters before the text: tabs and label
    lead, spans: formatting that the page does not show: the length of the lead, or all runs
    data:  everything else, by name
    origin: where a clause came from
    """

    role: str
    name: str = ""
    place: str = ""
    words: str = ""
    lead_in: int = 0
    lead: int = 0
    spans: Spans | None = None
    data: dict[str, str] = field(default_factory=dict)
    origin: Origin | None = None

    def says(self, name: str) -> bool:
        """Return whether the flag with this name is set."""
        return self.data.get(name) == "1"


def place_print(seen: SeenParagraph | SeenTable) -> str:
    """Return the fingerprint of a paragraph's style and indents, or of the columns of a table's rows."""
    if isinstance(seen, SeenTable):
        return _print(repr([sum(cell.columns for cell in row) for row in seen.rows]))
    shape = seen.shape
    near = tuple(round(twips / 20) for twips in (shape.left, shape.right, shape.first))
    return _print(repr((shape.style, near, shape.centred, shape.outline, shape.list is not None)))


def words_print(seen: SeenParagraph | SeenTable) -> str:
    """Return the fingerprint of the formatted text and the places of its note references."""
    if isinstance(seen, SeenParagraph):
        return text_print(seen.text)
    texts = [
        (cell.merge, cell.columns, [text_print(p.text) for p in cell.paragraphs()])
        for row in seen.rows
        for cell in row
    ]
    return _print(repr(texts))


def text_print(text: Text) -> str:
    """Return the fingerprint of a text. It includes where notes are referenced, not which ones."""
    parts = [
        (i.text, i.marks.value, i.href) if isinstance(i, Run) else () for i in without_remarks(text)
    ]
    return _print(repr(parts))


def _print(words: str) -> str:
    return f"{zlib.crc32(words.encode('utf-8', 'surrogatepass')):08x}"


# Formatting


def formatting_of(seen: Text, meant: Text) -> tuple[int, Spans | None]:
    """Return what `restore_formatting` needs besides the page to restore `meant`: the length of a lead, or all runs."""
    if seen == meant:
        return 0, None
    length = 0
    for inline in meant:
        if isinstance(inline, Run):
            if Mark.LEAD not in inline.marks:
                break
            length += len(inline.text)
    if length and with_lead(seen, length) == meant:
        return length, None
    return 0, tuple((len(i.text), i.marks, i.href) for i in meant if isinstance(i, Run))


def restore_formatting(seen: Text, lead: int, spans: Spans | None) -> Text:
    """Return the visible text with its original formatting."""
    if spans is None:
        return with_lead(seen, lead) if lead else seen
    out: list[Inline] = []
    ends: list[tuple[int, Mark, str]] = []
    at = 0
    for length, marks, href in spans:
        at += length
        ends.append((at, marks, href))
    at = span = 0
    for inline in seen:
        if isinstance(inline, NoteRef):
            out.append(inline)
            continue
        rest = inline.text
        while rest:
            while span < len(ends) and ends[span][0] <= at:
                span += 1
            if span == len(ends):
                out.append(Run(rest, inline.marks, inline.href))
                at += len(rest)
                break
            end, marks, href = ends[span]
            out.append(Run(rest[: end - at], marks, href))
            rest, at = rest[end - at :], min(end, at + len(rest))
    return join(out)


def tail(text: Text, start: int) -> Text:
    """Return the text from a character on, including a note reference right before that character."""
    out: list[Inline] = []
    at = 0
    for inline in text:
        if isinstance(inline, NoteRef):
            out.extend([inline] if at >= start else [])
            continue
        kept = inline.text[max(0, start - at) :]
        at += len(inline.text)
        out.append(Run(kept, inline.marks, inline.href))
    return join(out)


# The part


@dataclass(slots=True)
class OwnFacts:
    """The custom part of a file of our own.

    printed: facts about paragraphs and tables by their bookmark
    notes:   facts about notes by kind and id ("footnote", "3")
    masthead: fields of the heading that the page does not show; names: fields that are lists of names
    record:  the elements with the record of adoption
    compilation: for a compilation text, the data on proposals that the page does not show; else None
    """

    printed: dict[str, ParagraphFact] = field(default_factory=dict)
    notes: dict[tuple[str, str], ParagraphFact] = field(default_factory=dict)
    masthead: dict[str, str] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    record: list[Element] = field(default_factory=list)
    compilation: Element | None = None


def read_facts(root: Element) -> OwnFacts:
    """Parse the facts of a custom part; anything unknown is skipped."""
    facts = OwnFacts()
    for element in root:
        if element.tag == F + "p":
            fact = _fact(element)
            facts.printed[fact.name] = fact
        elif element.tag == F + "note":
            facts.notes[element.get("of", ""), element.get("id", "")] = _fact(element)
        elif element.tag == F + "masthead":
            facts.masthead = dict(element.attrib)
            for named in element.findall(F + "names"):
                facts.names[named.get("of", "")] = tuple(each.text or "" for each in named)
        elif element.tag in (F + "vote", F + "step", F + "keyword"):
            facts.record.append(element)
        elif element.tag == F + "compilation":
            facts.compilation = element
    return facts


def _fact(element: Element) -> ParagraphFact:
    data = {key: words for key, words in element.attrib.items() if key not in _OWN}
    found = element.find(F + "origin")
    origin = None
    if found is not None and "symbol" in found.attrib:
        origin = from_attributes(Origin, found.attrib, _ORIGIN, wording=found.text or "")
    return ParagraphFact(
        element.get("is", "block"),
        element.get("at", ""),
        element.get("p", ""),
        element.get("w", ""),
        _whole(element.get("n")),
        _whole(element.get("lead")),
        _spans(element),
        data,
        origin,
    )


_ORIGIN = ("symbol", "paragraph")
_OWN = frozenset(("is", "at", "p", "w", "n", "lead", "runs"))


def _whole(words: str | None) -> int:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 8 else 0


def _spans(element: Element) -> Spans | None:
    runs = element.get("runs")
    if runs is None:
        return None
    links = {link.get("run", ""): link.text or "" for link in element.findall(F + "link")}
    spans = []
    for at, each in enumerate(runs.split()):
        length, _, marks = each.partition(".")
        spans.append((_whole(length), Mark(_whole(marks) & MARKS), links.get(str(at), "")))
    return tuple(spans)


def element_of(fact: ParagraphFact, tag: str) -> Element:
    """Return the element that `read_facts` parses."""
    attributes: dict[str, str] = {"at": fact.name} if fact.name else {}
    if fact.role != "block":
        attributes["is"] = fact.role
    attributes |= {"p": fact.place} if fact.place else {}
    attributes |= {"w": fact.words} if fact.words else {}
    attributes |= {"n": str(fact.lead_in)} if fact.lead_in else {}
    attributes |= {"lead": str(fact.lead)} if fact.lead else {}
    element = etree.Element(F + tag, attributes | fact.data)
    if fact.spans is not None:
        element.set("runs", " ".join(f"{n}.{m.value}" for n, m, _ in fact.spans))
        for at, (_, _, href) in enumerate(fact.spans):
            if href:
                etree.SubElement(element, F + "link", run=str(at)).text = href
    if fact.origin is not None:
        origin = etree.SubElement(element, F + "origin", to_attributes(fact.origin, _ORIGIN))
        origin.text = fact.origin.wording or None
    return element


# Matching facts to paragraphs


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact that belongs to a paragraph, and which parts of it still apply."""

    fact: ParagraphFact
    same_place: bool
    same_words: bool


def claims(
    seen: Iterable[SeenParagraph | SeenTable], facts: Mapping[str, ParagraphFact]
) -> dict[int, Claim]:
    """Return the fact of each paragraph, by the paragraph's position in `seen`.

    The bookmark identifies it. If a paragraph has two (the one before it was deleted), the better match counts. A
    paragraph that lost its bookmark is identified by its fingerprints, wherever it was moved.
    """
    every = list(seen)
    prints = [(place_print(each), words_print(each)) for each in every]
    out: dict[int, Claim] = {}
    taken: set[str] = set()
    for at, each in enumerate(every):
        named = [facts[name] for name in each.marks if name in facts and name not in taken]
        if named:
            best = max(named, key=lambda fact: _fits(fact, prints[at]))
            taken.add(best.name)
            out[at] = Claim(best, best.place == prints[at][0], best.words == prints[at][1])
    left: dict[tuple[str, str], list[ParagraphFact]] = defaultdict(list)
    for fact in facts.values():
        if fact.name not in taken:
            left[fact.place, fact.words].append(fact)
    for at, key in enumerate(prints):
        if at not in out and left.get(key):
            out[at] = Claim(left[key].pop(0), True, True)
    return out


def fit(seen: Iterable[SeenParagraph | SeenTable], facts: Mapping[str, ParagraphFact]) -> float:
    """Return the share of the facts whose paragraphs are unchanged."""
    held = claims(seen, facts).values()
    return sum(c.same_place and c.same_words for c in held) / max(1, len(facts))


def joint_claims(
    seen: Iterable[SeenParagraph | SeenTable],
    facts: Mapping[str, ParagraphFact],
    others: Mapping[str, ParagraphFact],
) -> dict[int, Claim]:
    """Return the fact of each paragraph: one of `facts`, or of `others` where that matches better."""
    every = list(seen)
    out, theirs = claims(every, facts), claims(every, others)
    for at, claim in theirs.items():
        own = out.get(at)
        if own is None or _holds(claim) > _holds(own):
            out[at] = claim
    return out


def _holds(claim: Claim) -> tuple[bool, bool]:
    return claim.same_words, claim.same_place


def _fits(fact: ParagraphFact, prints: tuple[str, str]) -> tuple[bool, bool]:
    return fact.words == prints[1], fact.place == prints[0]
