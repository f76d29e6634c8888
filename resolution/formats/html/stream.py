"""The visible content of a page: paragraphs and tables in reading order, with text and notes, as for a Word file.

From there on (clauses, items, headings) the same recognizer is used as for Word.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from resolution.formats.html.lists import (
    WebList,
    is_list,
    list_of,
    rank_of,
    word_label,
    word_list,
)
from resolution.formats.html.looks import InlineLook, is_control, is_hidden
from resolution.formats.html.notes import WebNotes, notes_of, without_mark
from resolution.formats.html.page import Element, Style, StyleSheet, folded_words, left_of, twips
from resolution.model import Note
from resolution.recognition.document_lines import COLUMN
from resolution.recognition.lines import NO_SIGNS, is_ended, is_starter, starts_lower
from resolution.recognition.notes import UNIT
from resolution.recognition.paragraphs import (
    ParagraphShape,
    SeenCell,
    SeenDocument,
    SeenParagraph,
    SeenTable,
)
from resolution.recognition.symbol_fonts import PRIVATE, sign
from resolution.text import Inline, Mark, NoteRef, Run, Text, cut, join, make, plain, strip

_BLOCKS = frozenset((
    "address",         "article",         "aside",         "blockquote",         "body",         "caption",
    "center",         "dd",         "details",         "dialog",         "div",         "dl",         "dt",
    "fieldset",         "figcaption",         "figure",         "footer",         "form",         "h1",
    "h2",         "h3",         "h4",         "h5",         "h6",         "header",         "hgroup",
    "html",         "legend",         "li",         "main",         "menu",         "dir",         "nav",
    "noframes",         "ol",         "p",         "pre",         "search",         "section",         "summary",
    "tbody",         "td",         "th",         "tr",         "ul",
))  # fmt: skip
_INDENTS = {"blockquote": 600, "dd": 600, "ol": 600, "ul": 600, "menu": 600, "dir": 600}
"""Default left indent in browsers, in twips (40 pixels)."""
_HANGING = 300
"""Hanging indent of an item's label, in twips."""
_DEEPEST = 100
"""Elements nested deeper than this are read as plain text."""
_SPACE = re.compile(r"[ \t\r\n\f]+")
_RULE = "_" * 12
RUNNING_ON = 0.4
"""Share of breaks in mid-sentence from which line breaks are those of printed lines (as `recognition.documents`)."""


@dataclass(slots=True)
class HtmlPage(SeenDocument):
    """The visible content of a page.

    printed: paragraphs were split into their printed lines, with a blank line between any two paragraphs
    """

    def one_line(self) -> Text:
        """Return the text of a page that is a single paragraph of one line; else an empty text."""
        seen = [each for each in _flat(self.body) if not each.is_blank]
        return seen[0].text if len(seen) == 1 and "\n" not in seen[0].words.strip() else ()


def visible_page(root: Element) -> HtmlPage:
    """Return the visible content of a page."""
    sheet = StyleSheet(root)
    return _PageReader(sheet, notes_of(root, sheet)).page(root)


class _InlineCollector:
    """The text of a paragraph as it is collected, white space collapsed as in browsers."""

    def __init__(self) -> None:
        self.inlines: list[Inline] = []
        self._open = True  # a space here would be the first of the line

    def words(self, words: str, look: InlineLook) -> None:
        words = NO_SIGNS.sub("", words)
        if look.kept:
            words = words.replace("\r\n", "\n").replace("\r", "\n")
        else:
            words = _SPACE.sub(" ", words)
            words = words[1:] if self._open and words.startswith(" ") else words
        if words:
            self._open = words[-1] in " \n"
            self.inlines.append(Run(words, look.marks))

    def note(self, note: int) -> None:
        self._open = False
        self.inlines.append(NoteRef(note))

    def line_break(self) -> None:
        self._open = True
        self.inlines.append(Run("\n"))

    def tab(self) -> None:
        self._open = True
        self.inlines.append(Run("\t"))

    def take(self) -> Text:
        text = join(self.inlines)
        self.inlines, self._open = [], True
        return text


class _PageReader:
    """Reads a page in a single pass."""

    def __init__(
        self, sheet: StyleSheet, notes: WebNotes, order: dict[str, int] | None = None
    ) -> None:
        self._sheet = sheet
        self._notes = notes
        self._note_bodies = notes.within()
        self._order: dict[str, int] = {} if order is None else order
        self._marks: dict[str, str] = {}
        self._inlines = _InlineCollector()
        self._shape = ParagraphShape()
        self._label = ""
        self._out: list[SeenParagraph | SeenTable] = []
        self._blanks = 0
        self._depth = 0
        self._families = 0
        self._listed: WebList | None = None
        self._unread: list[str] = []
        self._lines: set[int] = set()  # indexes in `_out` of lines that continue the one before

    def page(self, root: Element) -> HtmlPage:
        self._children(root, InlineLook(), ParagraphShape())
        self._end()
        notes = self._notes_called()
        if self._lines:
            self._out = [
                each if at in self._lines else replace(each, blanks=max(1, each.blanks))
                for at, each in enumerate(self._out)
            ]
        return HtmlPage(self._out, notes=notes, unread=self._unread, printed=bool(self._lines))

    # --- blocks -------------------------------------------------------------------------------

    def _children(self, element: Element, look: InlineLook, shape: ParagraphShape) -> None:
        self._words(element.text, look)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, look, shape)
            self._words(child.tail, look)

    def _element(self, element: Element, look: InlineLook, shape: ParagraphShape) -> None:
        style = self._sheet.style(element)
        if is_hidden(element, style) or element in self._notes.left:
            return
        if element in self._note_bodies or style.get("mso-element") in (
            "footnote-list",
            "endnote-list",
        ):
            self._notes_apart(element)
            return
        if element in self._notes.calls:
            self._call(*self._notes.calls[element])
            return
        if self._depth > _DEEPEST:
            self._words(folded_words(element), look)
            return
        self._depth += 1
        self._seen(element, style, look, shape)
        self._depth -= 1

    def _seen(
        self, element: Element, style: Style, look: InlineLook, shape: ParagraphShape
    ) -> None:
        tag = element.tag
        if style.get("mso-element") in ("comment", "comment-list"):
            self._report("Comment", folded_words(element))
        elif is_control(element) or tag == "nav" or element.get("role") == "navigation":
            self._report("", folded_words(element))
        elif tag == "img":
            self._picture(element)
        elif tag in ("br", "wbr"):
            if tag == "br":
                self._inlines.line_break()
        elif tag == "hr":
            self._rule(element)
        elif tag == "table":
            self._end()
            self._table(element, look, shape)
        elif style.get("mso-list") == "ignore":
            self._label = self._label or word_label(element)
        elif "mso-tab-count" in style and not folded_words(element):
            for _ in range(_count(style["mso-tab-count"], 9)):
                self._inlines.tab()
        elif self._is_block(element, style):
            self._block(element, style, look, shape)
        else:
            self._inline(element, style, look, shape)

    @staticmethod
    def _is_block(element: Element, style: Style) -> bool:
        shown = style.get("display", "")
        if shown.startswith("inline"):
            return (
                element.tag in ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6") and shown == "inline"
            )
        return element.tag in _BLOCKS or shown in ("block", "list-item", "flex", "grid")

    def _block(
        self, element: Element, style: Style, look: InlineLook, shape: ParagraphShape
    ) -> None:
        self._end()
        listed = self._listed
        inside = self._shape_of(element, style, shape)
        if is_list(element):
            if listed is None:
                self._families += 1
            self._listed = list_of(element, style, listed, f"list {self._families}")
        elif element.tag == "li" and listed:
            self._item(element, style, listed, inside)
            return self._within(element, style, look, inside)
        bears = (
            self._label and inside.list is None
        )  # the first paragraph of an item bears its label
        self._shape = replace(inside, list=self._shape.list, first=-_HANGING) if bears else inside
        self._within(element, style, look, inside)
        self._listed = listed
        self._shape = shape

    def _within(
        self, element: Element, style: Style, look: InlineLook, inside: ParagraphShape
    ) -> None:
        inner = look.within(element, style)
        if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "th"):
            inner = replace(inner, marks=inner.marks & ~Mark.BOLD)
        self._children(element, inner, inside)
        self._end()
        self._label = ""
        self._shape = replace(inside, list=None, first=0)

    def _item(
        self, element: Element, style: Style, listed: WebList, inside: ParagraphShape
    ) -> None:
        """Begin an item: its first paragraph has the label, further ones are aligned with it."""
        label = listed.label(element, style)
        own = folded_words(element)
        nested = "".join(folded_words(e) for e in element if isinstance(e.tag, str) and is_list(e))
        if own.replace(" ", "") != nested.replace(" ", ""):
            self._label = label
            rank = rank_of(element, listed)
            self._shape = replace(inside, list=(listed.family, rank), first=-_HANGING)
        else:
            self._shape = inside

    def _shape_of(self, element: Element, style: Style, shape: ParagraphShape) -> ParagraphShape:
        """Return the layout of the paragraphs in a block."""
        value = left_of(style)
        usual = _INDENTS.get(element.tag, 0)
        away = value if "margin-left" in style or value else usual
        tag = element.tag
        outline = int(tag[1]) - 1 if re.fullmatch("h[1-6]", tag) else _outline(element, style)
        listed = word_list(style)
        return ParagraphShape(
            style=style.get("mso-style-name", "").strip("\"'").replace("\\ ", " "),
            left=max(0, min(shape.left + away, 20_000)),
            first=twips(style.get("text-indent", ""))
            if "text-indent" in style
            else shape.first * (shape.list is None),
            centred=style.get("text-align") == "center" or tag == "center",
            outline=outline if outline is not None else shape.outline,
            list=listed,
        )

    def _end(self) -> None:
        """End the current paragraph."""
        text = self._inlines.take()
        seen = SeenParagraph(text, self._shape, blanks=self._blanks)
        if seen.is_blank:
            if "\n" in seen.words or "\N{NO-BREAK SPACE}" in seen.words:
                self._blanks += 1
            return
        listed = self._shape.list
        if self._label:
            seen = replace(seen, label=self._label, family=listed[0] if listed else "typed")
            self._shape = replace(self._shape, list=None, first=0)
        self._label = ""
        for part, goes_on in _split_lines(seen):
            if goes_on:
                self._lines.add(len(self._out))
            self._out.append(part)
        self._blanks = 0

    def _rule(self, element: Element) -> None:
        """Handle a horizontal rule: it separates the text from notes without links; elsewhere it is ignored."""
        self._end()
        following = "".join(
            folded_words(e) + " " for e in element.itersiblings() if isinstance(e.tag, str)
        )
        tail = (element.tail or "") + following
        if not self._notes.calls and re.match(r"\s*[\[(]?(?:\d{1,3}|[*†‡])\]?[.)]?\s*\S", tail):
            self._out.append(SeenParagraph((Run(_RULE),), ParagraphShape(), blanks=self._blanks))

    # --- tables -------------------------------------------------------------------------------

    def _table(self, table: Element, look: InlineLook, shape: ParagraphShape) -> None:
        held, self._blanks = self._blanks, 0
        self._stray_content(table, look, shape)
        self._end()
        rows, headers = self._rows(table, look)
        made = SeenTable([row for row in rows if row], headers, held)
        if any(not seen.is_blank for seen in made.paragraphs()):
            self._out.append(made)

    def _stray_content(self, parent: Element, look: InlineLook, shape: ParagraphShape) -> None:
        """Read content that is in a table but not in a cell: like the caption, browsers show it above the table."""
        self._words(parent.text, look)
        for child in parent:
            if child.tag in ("thead", "tbody", "tfoot", "tr", "colgroup"):
                self._stray_content(child, look, shape)
            elif isinstance(child.tag, str) and child.tag not in ("td", "th", "col"):
                self._element(child, look, shape)
            self._words(child.tail, look)

    def _rows(self, table: Element, look: InlineLook) -> tuple[list[list[SeenCell]], set[int]]:
        rows: list[list[SeenCell]] = []
        headers: set[int] = set()
        open_rows: dict[int, tuple[int, int]] = {}  # column: rows still to span, columns
        for row, heads in _rows_of(table):
            out: list[SeenCell] = []
            at = 0
            cells = [cell for cell in row if not self._is_gone(cell)]
            for cell in [*cells, None]:
                while at in open_rows:
                    left, columns = open_rows.pop(at)
                    out.append(SeenCell([], columns, "continue"))
                    if left > 1:
                        open_rows[at] = (left - 1, columns)
                    at += columns
                if cell is None:
                    break
                columns, span = _count(cell.get("colspan"), 60), _count(cell.get("rowspan"), 500)
                if span > 1:
                    open_rows[at] = (span - 1, columns)
                out.append(SeenCell(self._cell(cell, look), columns, "restart" if span > 1 else ""))
                at += columns
                if len(open_rows) > 200:
                    open_rows.clear()
            if heads or (cells and all(cell.tag == "th" for cell in cells)):
                headers.add(len(rows))
            rows.append(out)
        return rows, headers

    def _is_gone(self, cell: Element) -> bool:
        """Return whether a cell or its row is hidden."""
        return any(is_hidden(e, self._sheet.style(e)) for e in (cell, cell.getparent()))

    def _cell(self, cell: Element, look: InlineLook) -> list[SeenParagraph | SeenTable]:
        """Return the paragraphs of a cell."""
        kept = self._out, self._blanks, self._listed, self._shape, self._inlines
        self._out, self._blanks, self._listed, self._shape, self._inlines = (
            [],
            0,
            None,
            ParagraphShape(),
            _InlineCollector(),
        )
        self._within(cell, self._sheet.style(cell), look, ParagraphShape())
        content = self._out
        self._out, self._blanks, self._listed, self._shape, self._inlines = kept
        return content

    # --- words --------------------------------------------------------------------------------

    def _words(self, words: str | None, look: InlineLook) -> None:
        if not words:
            return
        if Mark.SUPER in look.marks and (again := self._called_again(words.strip())):
            self._inlines.note(self._order[again])
        else:
            self._inlines.words(words, look)

    def _called_again(self, mark: str) -> str:
        """Return the name of the note whose mark is repeated here without a link; empty if there is none."""
        if not mark or UNIT.search(plain(join(self._inlines.inlines[-1:]))):
            return ""
        return next((name for name, known in self._marks.items() if known == mark), "")

    def _inline(
        self, element: Element, style: Style, look: InlineLook, shape: ParagraphShape
    ) -> None:
        inner = look.within(element, style)
        spacing = element.tag == "o:p" or element.get("class") == "Apple-converted-space"
        if spacing or "mso-spacerun" in style:
            words = "".join(element.itertext()).replace("\N{NO-BREAK SPACE}", " ")
            if words.strip() or element.tag != "o:p":
                self._words(words, inner)
            elif not self._inlines.inlines:
                self._inlines.words("\N{NO-BREAK SPACE}", inner)
            return
        fonts = style.get("font-family", "") + style.get("font", "")
        if PRIVATE.search(element.text or ""):
            element.text = PRIVATE.sub(
                lambda found: sign(ord(found[0]), fonts) or found[0], element.text
            )
        self._children(element, inner, shape)

    def _picture(self, element: Element) -> None:
        sizes = {twips(element.get(name) or "") for name in ("width", "height")}
        if sizes & {15, 0} == {15}:
            return  # a single pixel: a visitor counter that is not visible
        described = " ".join((element.get("alt") or "").split())
        self._report("", f"[picture: {described}]" if described else "[picture]")

    def _report(self, what: str, words: str) -> None:
        if words:
            self._unread.append(f"{what}: {words}" if what else words)

    # --- notes --------------------------------------------------------------------------------

    def _call(self, name: str, mark: str) -> None:
        if name not in self._order:
            self._order[name] = len(self._order)
            self._marks[name] = mark
        self._inlines.note(self._order[name])

    def _notes_apart(self, element: Element) -> None:
        """Skip the elements that contain notes, and read everything else there."""
        if element in self._note_bodies:
            self._end()
            return
        for child in element:
            if isinstance(child.tag, str) and child.tag not in ("hr", "br"):
                self._element(child, InlineLook(), ParagraphShape())
        self._end()

    def _notes_called(self) -> list[Note]:
        out: list[Note] = []
        called = list(self._order)
        for name in called:
            body, mark = self._notes.bodies[name], self._marks[name]
            own = "" if mark.isalnum() else mark
            text = () if body is None else self._note_text(body, mark)
            out.append(Note(text, own) if text else Note(None, mark))
        for name, body in self._notes.bodies.items():
            if name not in self._order and body is not None:
                self._report("", folded_words(body))
        return out

    def _note_text(self, body: Element, mark: str) -> Text:
        within = _PageReader(self._sheet, WebNotes(left=self._notes.left))
        within._children(body, InlineLook(), ParagraphShape())
        within._end()
        self._unread += within._unread
        parts: list[Text] = []
        for seen in _flat(within._out):
            text = strip(seen.text)
            parts += [
                (Run("\n"),) if parts else (),
                (Run(f"{seen.label} "),) if seen.label else (),
                text,
            ]
        text = strip(join(*parts))
        return strip(cut(text, without_mark(plain(text), mark)))


def _flat(items: Iterable[SeenParagraph | SeenTable]) -> Iterator[SeenParagraph]:
    for each in items:
        if isinstance(each, SeenParagraph):
            yield each
        else:
            yield from each.paragraphs()


def _outline(element: Element, style: Style) -> int | None:
    """Return the outline level of a heading, from Word's style or the ARIA role."""
    value = style.get("mso-outline-level", "")
    if value in tuple("123456789"):
        return int(value) - 1
    if element.get("role") == "heading":
        level = element.get("aria-level") or ""
        return int(level) - 1 if level in tuple("123456789") else 1
    return None


def _rows_of(table: Element, head: bool = False) -> Iterator[tuple[list[Element], bool]]:
    """Yield the cells of each row of a table, without nested tables, and whether the row is in the table head."""
    loose: list[Element] = []
    for child in table:
        if child.tag in ("td", "th"):
            loose.append(child)
            continue
        if loose:
            yield loose, head
            loose = []
        if child.tag == "tr":
            yield list(child.iterchildren("td", "th")), head
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows_of(child, child.tag == "thead")
    if loose:
        yield loose, head


def _count(value: str | None, most: int) -> int:
    return (
        max(1, min(int(value), most))
        if value and value.isascii() and value.isdigit() and len(value) < 6
        else 1
    )


def _split_lines(seen: SeenParagraph) -> Iterator[tuple[SeenParagraph, bool]]:
    """Split a paragraph at blank lines, and at every line end if the breaks are those of printed lines.

    Yields each part, and whether it is a printed line that continues the one before.
    """
    if "\n" not in seen.words:
        yield seen, False
        return
    lines = [join(line) for line in _lines(seen.text)]
    printed = _are_printed([plain(line).strip() for line in lines])
    groups: list[list[Text]] = [[]]
    gaps = [seen.blanks]
    for line in lines:
        if not plain(line).strip() and not any(isinstance(i, NoteRef) for i in line):
            gaps[-1] += not groups[-1]
            if groups[-1]:
                groups.append([])
                gaps.append(1)
            continue
        if printed and groups[-1]:
            groups.append([])
            gaps.append(0)
        groups[-1].append(line)
    for at, (group, gap) in enumerate(zip(groups, gaps, strict=True)):
        if not group:
            continue
        parts = [part for line in group for part in (make("\n"), line)][1:]
        shape = seen.shape
        if printed:
            words = plain(group[0])
            shape = replace(shape, left=shape.left + COLUMN * (len(words) - len(words.lstrip())))
        one = replace(seen, text=join(*parts), shape=shape, blanks=gap)
        yield one if at == 0 else replace(one, label="", family=""), printed and not gap and at > 0


def _lines(text: Text) -> Iterator[list[Inline]]:
    line: list[Inline] = []
    for inline in text:
        if isinstance(inline, NoteRef):
            line.append(inline)
            continue
        first, *rest = inline.text.split("\n")
        line.append(replace(inline, text=first))
        for part in rest:
            yield line
            line = [replace(inline, text=part)]
    yield line


def _are_printed(lines: list[str]) -> bool:
    """Return whether line breaks come from printing: most are in mid-sentence, the next line in lower case."""
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a and b]
    going_on = sum(
        not is_ended(a) and starts_lower(b) and not is_starter(b) and 30 < len(a) < 140
        for a, b in pairs
    )
    return len(pairs) >= 3 and going_on >= RUNNING_ON * len(pairs)
