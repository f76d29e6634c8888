"""Words and note anchors as the templates set them: a run's look, where a link leads, which number a note has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part

from resolution.formats.word.names import TARGET
from resolution.model import Note, Resolution
from resolution.references import leads_within, names_within
from resolution.text import Mark, NoteRef, Run, Text, note_indexes

_BREAKS = re.compile(r"(\t|\r\n|[\n\r\v\f\x85\u2028\u2029]|\u2011)")
_NAME = re.compile(r"[A-Za-z0-9]{1,35}")
_LINK = re.compile(r"(https?|mailto):\S", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RunFormat:
    """The direct formatting of a run."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    raised: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class WordRun:
    """A run: its words in parts, "\\t", "\\n" and no-break hyphens alone.

    link: a relationship id, or empty; within: the bookmark that a cross-reference leads to, or empty.
    """

    parts: tuple[str, ...]
    look: RunFormat | None
    link: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class NoteAnchor:
    """A note's mark in the text.

    id:       the note's id in the notes part
    mark:     what is printed; `own` where it is typed, not counted by Word
    raised:   it is set as a superscript (an asterisk stands high enough by itself)
    bookmark: where the note is referred to again, the name of the place of its first mark
    first:    this is the first mark, the one that carries the note; the others repeat its number
    """

    id: int
    mark: str
    own: bool
    raised: bool
    bookmark: str
    first: bool


Inlines = tuple[WordRun | NoteAnchor, ...]


@dataclass(frozen=True, slots=True)
class FootnoteText:
    """A note for the notes part; `text` is empty where the source lost it."""

    id: int
    mark: str
    own: bool
    raised: bool
    text: Inlines


@cache
def look(marks: Mark, lead: Mark) -> RunFormat | None:
    """Return how a run with these marks is printed, given how the language prints leads; None where it is plain."""
    shown = (marks | lead if Mark.LEAD in marks else marks) & ~Mark.LEAD
    if not shown:
        return None
    return RunFormat(
        bold=Mark.BOLD in shown,
        italic=Mark.ITALIC in shown,
        underlined=Mark.UNDERLINE in shown,
        raised=Mark.SUPER in shown,
        struck=Mark.STRUCK in shown,
    )


def parts(words: str) -> tuple[str, ...]:
    """Return the words cut at tabs, line ends and no-break hyphens, each of them alone as "\\t", "\\n" or "\\u2011"."""
    if words.isprintable() and "\u2011" not in words:
        return (words,)
    cut = _BREAKS.split(words)
    return tuple(
        (part if part in "\t\u2011" else "\n") if place % 2 else part
        for place, part in enumerate(cut)
        if part
    )


def _bookmarks(resolution: Resolution) -> dict[str, str]:
    """Return a bookmark for all that references lead to.

    Word allows 40 letters and figures: the name itself where it is made of them, so that it is known again.
    """
    present = [d.id for d in resolution.divisions] + [b.id for b in resolution.blocks()]
    wanted = names_within(resolution)
    return {
        name: f"{TARGET}{name}" if _NAME.fullmatch(name) else f"_ix{at}"
        for at, name in enumerate(dict.fromkeys(present))
        if name in wanted
    }


class Links:
    """The links that leave one part of the package, each of them one relationship."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._ids: dict[str, str] = {}

    def id(self, href: str) -> str:
        """Return the relationship id for an address; empty where it is none that a reader could follow."""
        if href not in self._ids:
            target = quote(href, safe="/:?#[]@!$&'()*+,;=%-._~") if _LINK.match(href) else ""
            self._ids[href] = (
                self._part.relate_to(target, RT.HYPERLINK, is_external=True) if target else ""
            )
        return self._ids[href]


class Typesetter:
    """Turns texts of one resolution into runs and anchors, and knows which notes it has met.

    Texts must come in the order in which they are printed: a note's first mark is the one that carries it.
    """

    def __init__(self, resolution: Resolution, lead: Mark, links: Links) -> None:
        self._lead = lead
        self._links = links
        self._marks = resolution.note_marks()
        self._notes = resolution.notes
        self._ids = {index: place for place, index in enumerate(self._marks, 1)}
        self._uses: dict[int, int] = {}
        for text in resolution.texts():
            for index in note_indexes(text):
                self._uses[index] = self._uses.get(index, 0) + 1
        self._met: set[int] = set()
        self._targets = _bookmarks(resolution)

    def target(self, name: str) -> str:
        """Return the bookmark for what bears a name, empty where no reference leads to it."""
        return self._targets.get(name, "")

    def text(self, text: Text) -> Inlines:
        """Return the text as runs and anchors."""
        return tuple(
            self._words(i, self._links) if isinstance(i, Run) else self._anchor(i) for i in text
        )

    def notes(self, links: Links) -> list[FootnoteText]:
        """Return the notes that are anchored in the text, in their order."""
        return [self._note(index, links) for index in self._marks if index in self._uses]

    def loose_notes(self) -> list[FootnoteText]:
        """Return the notes that no mark in the text carries; they are printed below it, lest they be lost."""
        return [self._note(index, self._links) for index in self._marks if index not in self._uses]

    def _words(self, run: Run, links: Links) -> WordRun:
        link = links.id(run.href) if run.href else ""
        within = self.target(run.href[1:]) if leads_within(run.href) else ""
        return WordRun(parts(run.text), look(run.marks, self._lead), link, within)

    def _anchor(self, ref: NoteRef) -> NoteAnchor:
        index = ref.note
        first = index not in self._met
        self._met.add(index)
        mark = self._marks[index]
        repeated = self._uses.get(index, 0) > 1
        return NoteAnchor(
            id=self._ids[index],
            mark=mark,
            own=bool(self._notes[index].mark),
            raised=mark.isalnum(),
            bookmark=f"_Ref{100_000_000 + self._ids[index]}" if repeated else "",
            first=first,
        )

    def _note(self, index: int, links: Links) -> FootnoteText:
        note: Note = self._notes[index]
        mark = self._marks[index]
        runs = tuple(self._words(i, links) for i in note.text or () if isinstance(i, Run))
        return FootnoteText(self._ids[index], mark, bool(note.mark), mark.isalnum(), runs)
