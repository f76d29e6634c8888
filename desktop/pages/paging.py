"""Lines into pages: what goes on which page, and where. Nothing is painted here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.pages.faces import Faces
from desktop.pages.lines import LaidOutLine, LineSpan, lines_of
from desktop.pages.manuscript import (
    Block,
    CharacterFormat,
    GridTable,
    Manuscript,
    PageSetup,
    Picture,
    PrintParagraph,
    Stroke,
)
from desktop.pages.tables import SetRow, below, cut_row, rows_of, stacked, table_left

Progress = Callable[[int, int], None]
"""Called with how much is laid out, and of how much; what it raises ends the work."""

SPLIT_NOTE = 2
"""A note is carried over only where at least so many of its lines stand on either page."""

_TOLERANCE = 0.05
"""Points by which the last line may reach into the margin, for what rounding does."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line on a page.

    x, y:  the left edge of its column and the foot of its words, from the paper's upper left corner
    part:  "head", "foot", "text", "note", or "margin" for the number of a line
    place: the number of its paragraph or table in the text, of the note, -1 in heads and feet
    right: how far from the column's left edge its words may reach
    """

    x: float
    y: float
    part: str
    place: int
    spans: tuple[LineSpan, ...]
    natural: float
    room: float
    justified: bool

    @property
    def text(self) -> str:
        """Return the line's words from left to right."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Bar:
    """A rule: its upper left corner, width and thickness."""

    x: float
    y: float
    width: float
    thickness: float


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: its upper left corner and size."""

    x: float
    y: float
    width: float
    height: float
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page with all that is printed on it. `notes` are those whose first marks stand on it."""

    number: int
    width: float
    height: float
    lines: tuple[PageLine, ...]
    bars: tuple[Bar, ...]
    images: tuple[Image, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Notes:
    """What stands at the foot of a page: lines with the number of their note, and those that wait for the next."""

    lines: tuple[tuple[int, LaidOutLine], ...] = ()
    height: float = 0.0
    waiting: tuple[tuple[int, LaidOutLine], ...] = ()


@dataclass(slots=True)
class _Sheet:
    """The page being filled. `y` is where the next line would begin, `after` the space after the last paragraph."""

    setup: PageSetup
    number: int
    first_of_section: bool
    top: float
    bottom: float
    y: float
    notes: _Notes
    continued: bool
    after: float = 0.0
    begun: bool = False
    lines: list[PageLine] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    anchored: list[int] = field(default_factory=list)
    counted: int = 0


def pages_of(
    manuscript: Manuscript, faces: Faces, progress: Progress | None = None
) -> list[PrintedPage]:
    """Return the pages of a manuscript."""
    return _Paging(manuscript, faces, progress or (lambda done, total: None)).pages()


class _Paging:
    def __init__(self, manuscript: Manuscript, faces: Faces, progress: Progress) -> None:
        self._script = manuscript
        self._faces = faces
        self._progress = progress
        self._full: list[_Sheet] = []
        self._broken: dict[int, list[LaidOutLine]] = {}
        self._note_lines: dict[int, tuple[tuple[int, LaidOutLine], ...]] = {}
        self._heads: dict[tuple[int, str], float] = {}
        column = manuscript.setups[0].column
        self._separators = [
            stacked(paragraphs, column, manuscript.tab_stop, faces)
            for paragraphs in (manuscript.separator, manuscript.continued)
        ]
        self._sheet = self._new_sheet(0)

    def pages(self) -> list[PrintedPage]:
        """Lay everything out, and then the heads, which tell how many pages there are."""
        blocks = self._script.blocks
        place = 0
        while place < len(blocks):
            block = blocks[place]
            if isinstance(block, GridTable):
                self._table(block, place)
            else:
                self._paragraph(block, place)
            place += 1
            self._progress(place, len(blocks))
        self._finish()
        return [self._page(sheet, len(self._full)) for sheet in self._full]

    # Sheets

    def _new_sheet(self, section: int) -> _Sheet:
        number = len(self._full) + 1
        setup = self._script.setups[min(section, len(self._script.setups) - 1)]
        before = self._full[-1].setup if self._full else None
        first = setup is not before
        kind = self._kind(setup, number, first)
        top = max(setup.top, setup.head_at + self._head_height(setup, setup.heads, kind))
        foot = setup.foot_at + self._head_height(setup, setup.feet, kind)
        bottom = setup.height - max(setup.bottom, foot)
        waiting = self._full[-1].notes.waiting if self._full else ()
        sheet = _Sheet(setup, number, first, top, bottom, top, _Notes(), bool(waiting))
        if waiting:
            separator = self._separators[1][1]
            sheet.notes = _carried(waiting, separator, bottom - top - 48.0)
        return sheet

    def _kind(self, setup: PageSetup, number: int, first: bool) -> str:
        """Return which heads a page bears: "first", "even" or "default"."""
        if setup.title_page and first:
            return "first"
        return "even" if self._script.facing and number % 2 == 0 else "default"

    def _head_height(
        self, setup: PageSetup, heads: Mapping[str, tuple[Block, ...]], kind: str
    ) -> float:
        """Return how high a page's head or foot is.

        Of the empty paragraph that closes a running head the text keeps clear of the letters' height alone: measured on
        official documents, whose second page begins two points higher than the line of that paragraph ends.
        """
        key = (id(heads), kind)
        if key not in self._heads:
            blocks = heads.get(kind, ())
            height = self._stack_height(blocks, setup)
            last = blocks[-1] if blocks else None
            if (
                heads is setup.heads
                and isinstance(last, PrintParagraph)
                and len(blocks) > 1
                and last.empty
            ):
                face = self._faces[last.look]
                height -= face.height - face.ascent
            self._heads[key] = height
        return self._heads[key]

    def _stack_height(self, blocks: Sequence[Block], setup: PageSetup) -> float:
        height = 0.0
        for block in blocks:
            if isinstance(block, GridTable):
                rows = rows_of(block, self._script.tab_stop, self._faces, ("9", "9"))
                height += sum(row.height for row in rows) + below(block)
            else:
                height += stacked([block], setup.column, self._script.tab_stop, self._faces)[1]
        return height

    def _turn(self, section: int) -> None:
        """Go on to the next page."""
        self._full.append(self._sheet)
        self._sheet = self._new_sheet(section)

    def _finish(self) -> None:
        while self._sheet.notes.waiting:
            self._turn(len(self._script.setups) - 1)
        self._full.append(self._sheet)

    # Paragraphs

    def _lines(self, place: int) -> list[LaidOutLine]:
        if place not in self._broken:
            block = self._script.blocks[place]
            assert isinstance(block, PrintParagraph)
            setup = self._script.setups[min(block.section, len(self._script.setups) - 1)]
            self._broken[place] = lines_of(block, setup.column, self._script.tab_stop, self._faces)
        return self._broken[place]

    def _paragraph(self, paragraph: PrintParagraph, place: int) -> None:
        sheet = self._sheet
        if sheet.begun and (paragraph.shape.new_page or not self._kept_fit(place)):
            self._turn(paragraph.section)
        lines = self._lines(place)
        at = 0
        while at < len(lines):
            sheet = self._sheet
            if at == 0 and (sheet.begun or paragraph.shape.new_page or not self._full):
                sheet.y += max(0.0, paragraph.shape.before - sheet.after)
            states, count = self._most(paragraph, lines, at)
            if count == 0 and (sheet.begun or sheet.notes.waiting):
                self._turn(paragraph.section)
                continue
            # An empty page takes what it can, and a line that is higher than any page.
            states = states or [sheet.notes]
            count = count or len(states)
            for line in lines[at : at + count]:
                self._put(line, place, paragraph.section)
            sheet.notes = states[count - 1]
            sheet.begun = sheet.begun or not paragraph.empty
            at += count
            if at < len(lines):
                self._turn(paragraph.section)
        self._rule_below(paragraph)
        self._sheet.after = paragraph.shape.after
        self._sheet.y += self._sheet.after
        self._broken.pop(place, None)

    def _most(
        self, paragraph: PrintParagraph, lines: Sequence[LaidOutLine], at: int
    ) -> tuple[list[_Notes], int]:
        """Return the feet of the page after each line from `at` that fits on it, and how many lines to put there.

        Where a note would take the place of the line that must not be left alone on the next page, it is split to
        leave room for that line.
        """
        sheet = self._sheet
        best: tuple[list[_Notes], int] = ([], -1)
        for spare in (0.0, lines[at].height):
            states = self._states(lines[at:], sheet.y, not sheet.begun, spare)
            count = self._count(paragraph, len(states), len(lines), at)
            if count > best[1]:
                best = (states, count)
            if count == len(lines) - at:
                break
        return best

    def _states(
        self, lines: Sequence[LaidOutLine], y: float, forced: bool, spare: float
    ) -> list[_Notes]:
        """Return what the foot of the page is like after each line that fits on it; notes leave `spare` free."""
        states: list[_Notes] = []
        notes = self._sheet.notes
        for line in lines:
            y += line.height
            after = self._with_notes(notes, line.notes, y + spare, forced and not states)
            if after is None or y + after.height > self._sheet.bottom + _TOLERANCE:
                break
            states.append(after)
            notes = after
        return states

    def _with_notes(
        self, notes: _Notes, new: tuple[int, ...], y: float, forced: bool
    ) -> _Notes | None:
        """Return the foot of the page with the notes of a line that ends at `y`, or None where they have no room.

        The last of them may go on over the page; nothing follows a note that does.
        """
        for n, number in enumerate(new):
            lines = self._lines_of_note(number)
            if not lines:
                continue
            if notes.waiting:
                return None
            room = self._sheet.bottom - y - notes.height
            height = notes.height
            if not notes.lines:
                height += self._separators[0][1]
                room -= self._separators[0][1]
            fits = _fitting(lines, room)
            if fits < len(lines):
                last = n == len(new) - 1
                enough = fits >= SPLIT_NOTE and len(lines) - fits >= SPLIT_NOTE and last
                if not (enough or (forced and fits >= 1)):
                    return None
            height += sum(line.height for _, line in lines[:fits])
            notes = _Notes(notes.lines + lines[:fits], height, lines[fits:])
        return notes

    def _lines_of_note(self, number: int) -> tuple[tuple[int, LaidOutLine], ...]:
        if number not in self._note_lines:
            found: list[tuple[int, LaidOutLine]] = []
            for paragraph in self._script.notes.get(number, ()):
                column = self._sheet.setup.column
                lines = lines_of(paragraph, column, self._script.tab_stop, self._faces)
                found += [(number, line) for line in lines]
            self._note_lines[number] = tuple(found)
        return self._note_lines[number]

    def _count(self, paragraph: PrintParagraph, fitting: int, total: int, at: int) -> int:
        """Return how many lines of a paragraph to put here, so that none is left alone at the foot or at the top."""
        left = total - at
        if fitting >= left:
            return left
        if paragraph.shape.keep_lines and at == 0:
            return 0
        if not paragraph.shape.widow_control:
            return fitting
        count = min(fitting, left - 2)
        return 0 if at == 0 and count < 2 else max(count, 0)

    def _kept_fit(self, place: int) -> bool:
        """Tell whether a heading fits here together with the beginning of what it is kept with.

        A gap below a heading is kept with what follows, or the heading would be left alone at the foot of a page.
        """
        blocks = self._script.blocks
        chain = [place]
        kept = _kept(blocks[place])
        if not kept:
            return True
        while kept and chain[-1] + 1 < len(blocks):
            following = blocks[chain[-1] + 1]
            if isinstance(following, GridTable) or following.shape.new_page:
                break
            chain.append(chain[-1] + 1)
            kept = _kept(following) or following.empty
        y, notes, space = self._sheet.y, self._sheet.notes, self._sheet.after
        for n in chain:
            paragraph = blocks[n]
            assert isinstance(paragraph, PrintParagraph)
            lines = self._lines(n)
            if n == chain[-1] and not _kept(paragraph) and len(lines) > 3:
                lines = lines[:2]
            y += max(0.0, paragraph.shape.before - space)
            for line in lines:
                y += line.height
                after = self._with_notes(notes, line.notes, y, forced=False)
                if after is None or y + after.height > self._sheet.bottom + _TOLERANCE:
                    return False
                notes = after
            space = paragraph.shape.after
            y += space
        return True

    def _put(self, line: LaidOutLine, place: int, section: int) -> None:
        sheet = self._sheet
        _put_line(sheet, line, sheet.setup.left, sheet.y, "text", place)
        for drawn in line.drawn:
            sheet.bars.append(Bar(drawn.x, sheet.y + drawn.y, drawn.width, drawn.thickness))
        sheet.anchored += line.notes
        block = self._script.blocks[place]
        if (
            sheet.setup.line_step
            and isinstance(block, PrintParagraph)
            and not block.shape.uncounted
        ):
            self._number(sheet, line, place)
        sheet.y += line.height

    def _number(self, sheet: _Sheet, line: LaidOutLine, place: int) -> None:
        """Number a line of the text in the margin, as Word does: from 1 on every page, tables and notes not counted."""
        sheet.counted += 1
        if sheet.counted % sheet.setup.line_step:
            return
        words, look = str(sheet.counted), CharacterFormat(size=8.0)
        width = self._faces[look].width(words)
        x = sheet.setup.left - sheet.setup.lines_off - width
        span = LineSpan(0.0, words, look, width)
        foot = sheet.y + line.foot
        sheet.lines.append(PageLine(x, foot, "margin", place, (span,), width, width, False))

    def _rule_below(self, paragraph: PrintParagraph) -> None:
        thickness, distance = paragraph.shape.rule_below
        if thickness:
            setup = self._sheet.setup
            y = self._sheet.y + distance
            self._sheet.bars.append(Bar(setup.left, y, setup.column, thickness))
            self._sheet.y = y + thickness

    # Tables

    def _table(self, table: GridTable, place: int) -> None:
        rows = rows_of(table, self._script.tab_stop, self._faces)
        sheet = self._sheet
        if table.fixed_at:
            x, y = table.fixed_at
            for row in rows:
                _put_row(sheet, row, x, y, "head", -1)
                y += row.height
            sheet.y = max(sheet.y, y + below(table))
            return
        headers = [
            row for n, row in enumerate(rows) if row.header and all(r.header for r in rows[:n])
        ]
        waiting = list(rows)
        while waiting:
            row = waiting.pop(0)
            sheet = self._sheet
            room = sheet.bottom - sheet.y
            notes = self._with_notes(sheet.notes, row.notes, sheet.y + row.height, forced=False)
            if notes is None or sheet.y + row.height + notes.height > sheet.bottom + _TOLERANCE:
                if sheet.begun:
                    self._turn(table.section)
                    waiting.insert(0, row)
                    if row not in headers:
                        self._repeat(headers, table)
                    continue
                row, rest = cut_row(row, room - sheet.notes.height)
                if rest.lines:
                    waiting.insert(0, rest)
                notes = self._with_notes(sheet.notes, row.notes, sheet.y + row.height, forced=True)
            _put_row(sheet, row, table_left(table, sheet.setup), sheet.y, "text", place)
            sheet.notes = notes or sheet.notes
            sheet.anchored += row.notes
            sheet.y += row.height
            sheet.begun = True
        self._sheet.y += below(table)
        self._sheet.after = 0.0

    def _repeat(self, headers: list[SetRow], table: GridTable) -> None:
        """Put a table's header on the page again, unless it would leave no room for a row."""
        sheet = self._sheet
        height = sum(row.height for row in headers)
        if height > (sheet.bottom - sheet.top) / 2:
            return
        for row in headers:
            _put_row(sheet, row, table_left(table, sheet.setup), sheet.y, "repeated", -1)
            sheet.y += row.height

    # Heads, feet and notes

    def _page(self, sheet: _Sheet, count: int) -> PrintedPage:
        kind = self._kind(sheet.setup, sheet.number, sheet.first_of_section)
        figures = (str(sheet.number), str(count))
        setup = sheet.setup
        self._put_stack(sheet, setup.heads.get(kind, ()), setup.head_at, "head", figures)
        feet = setup.feet.get(kind, ())
        foot_top = setup.height - setup.foot_at - self._stack_height(feet, setup)
        self._put_stack(sheet, feet, foot_top, "foot", figures)
        self._put_notes(sheet)
        return PrintedPage(
            sheet.number,
            setup.width,
            setup.height,
            tuple(sheet.lines),
            tuple(sheet.bars),
            tuple(sheet.images),
            tuple(sheet.anchored),
        )

    def _put_stack(
        self, sheet: _Sheet, blocks: Sequence[Block], y: float, part: str, figures: tuple[str, str]
    ) -> None:
        for block in blocks:
            if isinstance(block, GridTable):
                for row in rows_of(block, self._script.tab_stop, self._faces, figures):
                    _put_row(sheet, row, table_left(block, sheet.setup), y, part, -1)
                    y += row.height
                y += below(block)
                continue
            lines, height = stacked(
                [block], sheet.setup.column, self._script.tab_stop, self._faces, figures
            )
            for top, line in lines:
                _put_line(sheet, line, sheet.setup.left, y + top, part, -1)
            y += height
            thickness, distance = block.shape.rule_below
            if thickness:
                left = sheet.setup.left
                sheet.bars.append(Bar(left, y + distance, sheet.setup.column, thickness))

    def _put_notes(self, sheet: _Sheet) -> None:
        if not sheet.notes.lines:
            return
        y = sheet.bottom - sheet.notes.height
        lines, height = self._separators[int(sheet.continued)]
        for top, line in lines:
            _put_line(sheet, line, sheet.setup.left, y + top, "foot", -1)
        y += height
        for number, line in sheet.notes.lines:
            _put_line(sheet, line, sheet.setup.left, y, "note", number)
            y += line.height


def _kept(block: Block) -> bool:
    return isinstance(block, PrintParagraph) and block.shape.keep_next


def _fitting(lines: Sequence[tuple[int, LaidOutLine]], room: float) -> int:
    """Return how many of the lines fit in a height."""
    count = 0
    for _, line in lines:
        room -= line.height
        if room < -_TOLERANCE:
            break
        count += 1
    return count


def _carried(waiting: tuple[tuple[int, LaidOutLine], ...], separator: float, room: float) -> _Notes:
    """Return the foot of a page that begins with the rest of a note."""
    fits = max(1, _fitting(waiting, room - separator))
    height = separator + sum(line.height for _, line in waiting[:fits])
    return _Notes(waiting[:fits], height, waiting[fits:])


def _put_row(sheet: _Sheet, row: SetRow, x: float, y: float, part: str, place: int) -> None:
    for placed in row.lines:
        _put_line(sheet, placed.line, x + placed.x, y + placed.y, part, place)
    for rule in row.rules:
        top = y + row.height if rule.below else y
        sheet.bars.append(Bar(x + rule.x, top, rule.width, rule.thickness))


def _put_line(sheet: _Sheet, line: LaidOutLine, x: float, y: float, part: str, place: int) -> None:
    """Put a line on a page, its top at `y`."""
    foot = y + line.foot
    if line.spans:
        sheet.lines.append(
            PageLine(x, foot, part, place, line.spans, line.natural, line.room, line.justified)
        )
    for placed in line.placed:
        thing = placed.thing
        if isinstance(thing, Picture):
            top = foot - thing.height
            sheet.images.append(Image(x + placed.x, top, thing.width, thing.height, thing.data))
        elif isinstance(thing, Stroke):
            sheet.bars.append(Bar(x + placed.x, foot - 3.0, thing.width, thing.thickness))


def words_of(pages: Sequence[PrintedPage], *parts: str) -> Iterator[str]:
    """Yield the words that stand in the given parts of the pages, line by line."""
    for page in pages:
        for line in page.lines:
            if line.part in parts:
                yield line.text
