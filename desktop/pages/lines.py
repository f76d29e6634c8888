"""Paragraphs into lines: where a line may end, where Word ends it, and where each word stands on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from desktop.pages import bidi
from desktop.pages.faces import ARABIC, EASTERN, Face, Faces
from desktop.pages.manuscript import (
    CharacterFormat,
    Drawn,
    Inline,
    LineEnd,
    NoteMark,
    PageNumber,
    ParagraphFormat,
    Picture,
    PrintParagraph,
    Stroke,
    TabStep,
    TextRun,
)

LEAST_SPACE = 0.259
"""The part of its spaces that a justified line gives up at most to take one word more."""

SHRINK_OR_STRETCH = 0.55
"""A line is shrunk where that moves its spaces by no more than this part of what stretching it would.

Both figures are what Word does for files of its present version (compatibility mode 15), read off the 325 justified
lines of four official documents: they get 322 of them right; with no shrinking 251 are.
"""

EXACT_FOOT = 0.8
"""Where Word sets the words of a line of exact height: this part of it from the top."""

_TOLERANCE = 0.02
"""Points by which a line may be too wide, for what rounding does."""

_SPACE = " \u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u3000"
_BETWEEN = re.compile(f"(?<=[{_SPACE}])(?=[^{_SPACE}])|(?<=[^{_SPACE}])(?=[{_SPACE}])")
_AFTER_DASH = re.compile(f"(?<=[^{_SPACE}\\-–—][\\-\u2010–—])(?=[^{_SPACE}\\-–—,.;:)\\]’”?!])")
_NOT_FIRST = set("，。、；：？！）》」』】〕〉”’％…·,.;:?!)]}»%‰°′″〞—–")
_NOT_LAST = set("（《「『【〔〈“‘([{«〝")


@dataclass(frozen=True, slots=True)
class LineSpan:
    """Words on a line: where they begin, counted from the column's left edge, and how wide they are.

    `lift` is how far they stand above the line's foot.
    """

    x: float
    text: str
    look: CharacterFormat
    width: float
    lift: float = 0.0
    right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture or a rule on a line, its lower left corner at the line's foot."""

    x: float
    thing: Picture | Stroke


@dataclass(frozen=True, slots=True)
class LaidOutLine:
    """A line. `foot` is how far its words' foot is below its top.

    natural, room: how wide it is before justification, and how wide it may be
    notes: those whose first mark stands on it; drawn: rules fixed to the page at its paragraph
    """

    height: float
    foot: float
    spans: tuple[LineSpan, ...] = ()
    placed: tuple[Placed, ...] = ()
    notes: tuple[int, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    natural: float = 0.0
    room: float = 0.0
    justified: bool = False

    @property
    def text(self) -> str:
        """Return the words as they follow each other in the source, for tests."""
        return "".join(span.text for span in self.spans)


@dataclass(slots=True)
class _Box:
    """Something that stands on a line as a whole. `ends`: a line may end behind it."""

    width: float
    text: str = ""
    face: Face | None = None
    thing: Picture | Stroke | None = None
    space: bool = False
    ends: bool = False
    wide: bool = False
    notes: tuple[int, ...] = ()
    x: float = 0.0


@dataclass(slots=True)
class _Step:
    """A tab or the end of a line."""

    ends_line: bool


_Token = _Box | _Step


@dataclass(slots=True)
class _Row:
    """The line being filled. `x` is where the next word would stand.

    anchor: where the words behind the last tab begin, by number and place, and the stop they are moved against
    """

    x: float
    boxes: list[_Box] = field(default_factory=list)
    anchor: int = 0
    anchored_at: float = 0.0
    stop: tuple[str, float] | None = None

    @property
    def shown_end(self) -> float:
        """Return where the words end, spaces at the end left out."""
        end = self.x
        for box in reversed(self.boxes):
            if not box.space:
                break
            end -= box.width
        return max(end, self.anchored_at)


def lines_of(
    paragraph: PrintParagraph,
    width: float,
    tab_stop: float,
    faces: Faces,
    figures: tuple[str, str] = ("", ""),
) -> list[LaidOutLine]:
    """Return a paragraph's lines in a column of a width; `figures` are the page's number and how many there are."""
    breaker = _Breaker(paragraph, width, tab_stop, faces)
    return breaker.lines(list(_tokens(paragraph.inlines, faces, figures)))


# Words into boxes


def _tokens(inlines: Sequence[Inline], faces: Faces, figures: tuple[str, str]) -> Iterator[_Token]:
    """Yield boxes and steps; words that touch each other are kept together even where their look changes."""
    waiting: list[tuple[str, Face, tuple[int, ...]]] = []
    for inline in inlines:
        match inline:
            case TextRun():
                waiting.append((inline.text, faces[inline.look], ()))
            case NoteMark():
                waiting.append((inline.text, faces[inline.look], (inline.note,)))
            case PageNumber():
                waiting.append((figures[inline.count], faces[inline.look], ()))
            case Drawn():
                continue
            case _:
                yield from _boxes(waiting)
                waiting = []
                if isinstance(inline, TabStep | LineEnd):
                    yield _Step(ends_line=isinstance(inline, LineEnd))
                else:
                    yield _Box(inline.width, thing=inline, ends=True)
    yield from _boxes(waiting)


def _boxes(pieces: list[tuple[str, Face, tuple[int, ...]]]) -> Iterator[_Box]:
    words = "".join(text for text, _, _ in pieces)
    ends = line_ends(words)
    cuts = sorted({*ends, *(m.start() for m in _BETWEEN.finditer(words))})
    at = 0
    for text, face, notes in pieces:
        stop = at + len(text)
        inner = (
            [at, *(cut for cut in cuts if at < cut < stop), stop] if len(text) > 1 else [at, stop]
        )
        for start, end in pairwise(inner):
            part = words[start:end]
            if part or notes:
                yield _Box(
                    face.width(part) if part else 0.0,
                    part,
                    face,
                    space=bool(part) and part[0] in _SPACE,
                    ends=end in ends,
                    wide=EASTERN.match(part) is not None,
                    notes=notes if end == stop else (),
                )
        at = stop


def line_ends(words: str) -> set[int]:
    """Return the places where a line may end: behind spaces and dashes, and between Chinese characters."""
    ends = {m.start() for m in _BETWEEN.finditer(words) if words[m.start() - 1] in _SPACE}
    ends.update(m.start() for m in _AFTER_DASH.finditer(words))
    if EASTERN.search(words):
        for n in range(1, len(words)):
            before, after = words[n - 1], words[n]
            if before in _NOT_LAST or after in _NOT_FIRST or after in _SPACE:
                continue
            if EASTERN.match(before) or EASTERN.match(after):
                ends.add(n)
    return ends


# Boxes into lines


class _Breaker:
    """Fills lines one after another, as Word does: each with as many words as it takes."""

    def __init__(
        self, paragraph: PrintParagraph, width: float, tab_stop: float, faces: Faces
    ) -> None:
        self._shape: ParagraphFormat = paragraph.shape
        self._paragraph = paragraph
        self._width = width
        self._edge = max(width - self._shape.right, self._shape.left + 1.0)
        self._tab_stop = tab_stop
        self._faces = faces
        self._done: list[LaidOutLine] = []
        self._row = _Row(self._shape.left + self._shape.first)
        self._row.anchored_at = self._row.x

    def lines(self, tokens: list[_Token]) -> list[LaidOutLine]:
        """Return all the lines; one without words where there is nothing to print."""
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if isinstance(token, _Step):
                if token.ends_line:
                    self._end(by_hand=True)
                else:
                    self._step()
                at += 1
                continue
            end = _unit(tokens, at)
            self._take([box for box in tokens[at:end] if isinstance(box, _Box)])
            at = end
        if self._row.boxes or not self._done:
            self._end(by_hand=True)
        self._add_drawn()
        return self._done

    def _take(self, unit: list[_Box]) -> None:
        """Put boxes that stay together on this line, or on the next where they do not fit."""
        row = self._row
        if unit[0].space:
            self._place(unit)
            return
        width = sum(box.width for box in unit)
        if self._fits(width):
            self._place(unit)
        elif row.boxes and any(not box.space for box in row.boxes):
            self._end(by_hand=False)
            self._take(unit)
        else:
            self._cut(unit)

    def _place(self, unit: list[_Box]) -> None:
        row = self._row
        for box in unit:
            box.x = row.x
            row.x += box.width
            row.boxes.append(box)

    def _fits(self, width: float) -> bool:
        row = self._row
        end = row.x + width
        if row.stop and row.stop[0] != "left":
            kind, at = row.stop
            share = 1.0 if kind == "right" else 0.5
            end = max(end, at + (end - row.anchored_at) * (1.0 - share))
        if end <= self._edge + _TOLERANCE:
            return True
        return self._shape.align == "both" and self._shrinks(end)

    def _shrinks(self, end: float) -> bool:
        """Tell whether Word would shrink the spaces for a word that ends here."""
        row = self._row
        behind = row.boxes[row.anchor :]
        spaces = [box.width for box in behind if box.space]
        if not spaces:
            return False
        shrink = (end - self._edge) / sum(spaces)
        inner = sum(spaces) - (row.x - row.shown_end)
        stretch = (self._edge - row.shown_end) / inner if inner > 0 else float("inf")
        return shrink <= LEAST_SPACE and shrink <= SHRINK_OR_STRETCH * stretch

    def _cut(self, unit: list[_Box]) -> None:
        """Put on the line as many characters as it takes of words that are longer than it."""
        for n, box in enumerate(unit):
            if (
                self._row.x + box.width <= self._edge + _TOLERANCE
                or not box.text
                or box.face is None
            ):
                self._place([box])
                continue
            count = self._characters(box)
            if count < len(box.text):
                head = replace(box, text=box.text[:count], notes=(), ends=True)
                head.width = box.face.width(head.text)
                self._place([head])
                self._end(by_hand=False)
                tail = replace(box, text=box.text[count:])
                tail.width = box.face.width(tail.text)
                self._take([tail, *unit[n + 1 :]])
                return
            self._place([box])

    def _characters(self, box: _Box) -> int:
        """Return how many characters of a box the line takes; at least one where it is empty."""
        assert box.face is not None
        room = self._edge - self._row.x
        count = 0
        while count < len(box.text) and box.face.width(box.text[: count + 1]) <= room + _TOLERANCE:
            count += 1
        return max(count, 0 if self._row.boxes else 1) or 1

    def _step(self) -> None:
        """Go on at the next tab stop; on the next line where there is none on this one."""
        row = self._row
        self._align_to_stop()
        kind, stop = self._next_stop(row.x)
        if stop > self._edge + _TOLERANCE and row.boxes:
            self._end(by_hand=True)
            row = self._row
            kind, stop = self._next_stop(row.x)
        row.anchor = len(row.boxes)
        row.stop = (kind, stop)
        if kind == "left":
            row.x = stop
        row.anchored_at = row.x

    def _next_stop(self, x: float) -> tuple[str, float]:
        stops = [*self._shape.tabs]
        if self._shape.first < 0:
            stops.append(("left", self._shape.left))
        for kind, at in sorted(stops, key=lambda stop: stop[1]):
            if at > x + 0.01 and kind in ("left", "right", "center", "decimal", "start", "end"):
                return {"start": "left", "end": "right", "decimal": "right"}.get(kind, kind), at
        return "left", (int((x + 0.01) / self._tab_stop) + 1) * self._tab_stop

    def _align_to_stop(self) -> None:
        """Move the words behind a right or a central tab against its stop."""
        row = self._row
        if row.stop is None or row.stop[0] == "left":
            return
        kind, stop = row.stop
        width = row.x - row.anchored_at
        by = max(0.0, stop - width * (1.0 if kind == "right" else 0.5) - row.anchored_at)
        for box in row.boxes[row.anchor :]:
            box.x += by
        row.x += by
        row.stop = None

    def _end(self, by_hand: bool) -> None:
        """End the line: justify or align it, put its words in the order they are seen, and begin the next."""
        row = self._row
        self._align_to_stop()
        tail = len(row.boxes)
        while tail and row.boxes[tail - 1].space:
            tail -= 1
        shown = row.boxes[:tail]
        end = shown[-1].x + shown[-1].width if shown else row.x
        natural, room = end - row.anchored_at, self._edge - row.anchored_at
        justified = self._shape.align == "both" and (not by_hand or natural > room)
        if justified:
            _justify(shown[row.anchor :], room - natural)
        elif self._shape.align in ("end", "center"):
            by = (self._edge - end) * (1.0 if self._shape.align == "end" else 0.5)
            for box in shown:
                box.x += by
        self._done.append(self._line(shown, natural, room, justified, row))
        self._row = _Row(self._shape.left)
        self._row.anchored_at = self._row.x

    def _line(
        self, shown: list[_Box], natural: float, room: float, justified: bool, row: _Row
    ) -> LaidOutLine:
        turned = self._shape.right_to_left
        if turned or any(ARABIC.search(box.text) for box in shown):
            spans = _turned(shown, turned, self._width)
        else:
            spans = _spans(shown)
        height, foot = self._height(shown)
        return LaidOutLine(
            height=height,
            foot=foot,
            spans=spans,
            placed=tuple(
                Placed(self._width - box.x - box.width if turned else box.x, box.thing)
                for box in shown
                if box.thing is not None
            ),
            notes=tuple(note for box in row.boxes for note in box.notes),
            natural=natural,
            room=room,
            justified=justified,
        )

    def _height(self, shown: list[_Box]) -> tuple[float, float]:
        """Return a line's height and where its words' foot is."""
        shape = self._shape
        if shape.rule == "exact":
            return shape.line, shape.line * EXACT_FOOT
        faces = [box.face for box in shown if box.face] or [self._faces[self._paragraph.look]]
        rise = max(face.rise + max(face.look.lift, 0.0) for face in faces)
        depth = max(face.depth - min(face.look.lift, 0.0) for face in faces)
        rise = max([rise, *(box.thing.height for box in shown if isinstance(box.thing, Picture))])
        if shape.rule == "atLeast":
            height = max(shape.line, rise + depth)
            return height, height - depth
        return (rise + depth) * shape.line, (rise + depth) * shape.line - depth

    def _add_drawn(self) -> None:
        drawn = tuple(i for i in self._paragraph.inlines if isinstance(i, Drawn))
        if drawn:
            self._done[0] = replace(self._done[0], drawn=drawn)


def _unit(tokens: list[_Token], start: int) -> int:
    """Return the end of the boxes from `start` that stay together: spaces, or words up to where a line may end."""
    first = tokens[start]
    at = start
    while at < len(tokens):
        token = tokens[at]
        if isinstance(token, _Step) or (isinstance(first, _Box) and token.space != first.space):
            break
        at += 1
        if token.ends and not token.space:
            break
    return at


def _justify(boxes: list[_Box], by: float) -> None:
    """Spread what a line lacks, or has too much, over its spaces and between its Chinese characters."""
    gaps = [
        n
        for n, box in enumerate(boxes[:-1])
        if box.space or (box.ends and box.wide) or (boxes[n + 1].wide and box.ends)
    ]
    if not gaps:
        return
    wanted, moved = set(gaps), 0.0
    for n, box in enumerate(boxes):
        box.x += moved
        if n in wanted:
            moved += by / len(gaps)


def _spans(boxes: list[_Box]) -> tuple[LineSpan, ...]:
    """Return the words from left to right, each with the space behind it, so that a PDF's text has it too."""
    out: list[LineSpan] = []
    for box in boxes:
        if box.face is None or not box.text:
            continue
        last = out[-1] if out else None
        if box.space and last and last.look == box.face.look and last.text[-1] not in _SPACE:
            out[-1] = replace(last, text=last.text + " ")
        else:
            out.append(LineSpan(box.x, box.text, box.face.look, box.width, box.face.lift))
    return tuple(out)


def _turned(boxes: list[_Box], right_to_left: bool, width: float) -> tuple[LineSpan, ...]:
    """Return the words in the order they are seen, where the script or some of the words run from right to left.

    Between two tabs, what stands together is turned as a whole. Spaces are spans of their own.
    """
    out: list[LineSpan] = []
    chunk: list[_Box] = []
    for box in boxes:
        last = chunk[-1] if chunk else None
        if last and box.x - (last.x + last.width) > 0.01 and not last.space and not box.space:
            out += _turned_chunk(chunk, right_to_left, width)
            chunk = []
        chunk.append(box)
    return tuple([*out, *_turned_chunk(chunk, right_to_left, width)])


def _turned_chunk(boxes: list[_Box], right_to_left: bool, width: float) -> Iterator[LineSpan]:
    if not boxes:
        return
    start, end = boxes[0].x, boxes[-1].x + boxes[-1].width
    every = bidi.levels("".join(box.text for box in boxes), right_to_left)
    pieces: list[tuple[_Box, str, float, int]] = []
    at = 0
    for n, box in enumerate(boxes):
        follows = boxes[n + 1].x if n + 1 < len(boxes) else box.x + box.width
        parts = list(_by_level(box.text, every[at : at + len(box.text)]))
        at += len(box.text)
        taken = 0.0
        for k, (part, level) in enumerate(parts):
            own = (
                box.face.width(part, bool(level % 2)) if box.face and len(parts) > 1 else box.width
            )
            room = follows - box.x - taken if k == len(parts) - 1 else own
            taken += own
            pieces.append((box, part, room, level))
    x = width - end if right_to_left else start
    for box, part, room, level in bidi.visual(pieces, [piece[3] for piece in pieces]):
        if box.face and part:
            yield LineSpan(x, part, box.face.look, room, box.face.lift, bool(level % 2))
        x += room


def _by_level(words: str, levels: list[int]) -> Iterator[tuple[str, int]]:
    """Yield the parts of a word that run in one direction; an empty word (a picture) as a whole."""
    start = 0
    for n in range(1, len(words) + 1):
        if n == len(words) or levels[n] != levels[start]:
            yield words[start:n], levels[start]
            start = n
    if not words:
        yield "", 0
