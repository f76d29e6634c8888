"""Text and note references as the templates print them: formatting of runs, targets of links, numbers of notes."""

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
    """A run: its text in parts, with "\\t", "\\n" and non-breaking hyphens as parts of their own.

    link: a relationship id, or empty; within: the bookmark a cross-reference links to, or empty
    """

    parts: tuple[str, ...]
    look: RunFormat | None
    link: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class NoteAnchor:
    """The reference mark of a note in the text.

    id:       the note's id in the notes part
    mark:     the printed mark; `own`: typed, not numbered by Word
    raised:   printed as superscript (an asterisk is high enough by itself)
    bookmark: if the note is referenced again, the name of the bookmark on its first reference
    first:    this is the first reference, which has the note; the others repeat its number
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
    """A note for the notes part; `text` is empty if the source lost it."""

    id: int
    mark: str
    own: bool
    raised: bool
    text: Inlines


@cache
def look(marks: Mark, lead: Mark) -> RunFormat | None:
    """Return the formatting of a run with these marks; None if plain. lead: how the language prints leads."""
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
    """Split text at tabs, line ends and non-breaking hyphens, which become parts "\\t", "\\n" and "\\u2011"."""
    if words.isprintable() and "\u2011" not in words:
        return (words,)
    cut = _BREAKS.split(words)
    return tuple(
        (part if part in "\t\u2011" else "\n") if place % 2 else part
        for place, part in enumerate(cut)
        if part
    )


def _bookmarks(resolution: Resolution) -> dict[str, str]:
    """Return a bookmark for each target of a reference.

    Word allows 40 letters and digits: the name itself if it consists of them, so that it can be read back.
    """
    present = [d.id for d in resolution.divisions] + [b.id for b in resolution.blocks()]
    wanted = names_within(resolution)
    return {
        name: f"{TARGET}{name}" if _NAME.fullmatch(name) else f"_ix{at}"
        for at, name in enumerate(dict.fromkeys(present))
        if name in wanted
    }


class Links:
    """The external links of one part of the package, one relationship each."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._ids: dict[str, str] = {}

    def id(self, href: str) -> str:
        """Return the relationship id for an address; empty if it is not an address a reader could open."""
        if href not in self._ids:
            target = quote(href, safe="/:?#[]@!$&'()*+,;=%-._~") if _LINK.match(href) else ""
            self._ids[href] = (
                self._part.relate_to(target, RT.HYPERLINK, is_external=True) if target else ""
            )
        return self._ids[href]


class Typesetter:
    """Converts the texts of one resolution to runs and note references, and tracks which notes were referenced.

    Texts must come in printing order: a note's first reference is the one that has the note.
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
        """Return the bookmark for the element with this name; empty if it has no references."""
        return self._targets.get(name, "")

    def text(self, text: Text) -> Inlines:
        """Return the text as runs and note references."""
        return tuple(
            self._words(i, self._links) if isinstance(i, Run) else self._anchor(i) for i in text
        )

    def notes(self, links: Links) -> list[FootnoteText]:
        """Return the notes referenced in the text, in their order."""
        return [self._note(index, links) for index in self._marks if index in self._uses]

    def loose_notes(self) -> list[FootnoteText]:
        """Return the notes without a reference in the text; they are printed below it so that they are not lost."""
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
