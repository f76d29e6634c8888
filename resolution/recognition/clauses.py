"""Joins printed lines to paragraphs, and converts paragraphs to blocks: determines the kind and level of each."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace

from resolution.labels import from_letters, from_roman, recognised
from resolution.language import of
from resolution.language.dates import parse_date
from resolution.language.leads import lead_length, part_of
from resolution.model import MAX_LEVEL, Block, Cell, Division, DivisionKind, Kind, Table
from resolution.recognition.hints import KnownBlock, LineHints
from resolution.recognition.lines import (
    ANNEX,
    CLOSING,
    DAY,
    ITEM,
    NUMBER,
    Layout,
    Line,
    has_lead,
    is_ended,
    is_opening,
    is_starter,
    joined,
    starts_lower,
)
from resolution.recognition.masthead import is_chrome
from resolution.text import Mark, Run, Text, cut, folded, join, plain, strip, with_lead

HEADING_LENGTH = 300
"""The largest length of a heading, in characters; those of adopted texts are shorter."""

ORNAMENT = re.compile(r"(?:\*\s*)+|_{3,}")
_FORMS = of().clause_expressions
_SECTION = re.compile(
    r"(?P<label>[IVXL]{1,6}|[A-Z]|\d{1,2})\.?(?:\s+(?P<title>[A-Z“\"].*))?", re.DOTALL
)
_ROW = re.compile(r"\|.*\|")


@dataclass(slots=True)
class JoinedParagraph:
    """Lines joined to a paragraph. depth: indentation of its first line in columns; given: hints from the source."""

    text: Text
    words: str
    depth: int
    lines: int = 1
    given: LineHints | None = None


# Lines to paragraphs


def paragraphs_of(
    lines: list[Line], layout: Layout, whole: frozenset[str]
) -> list[JoinedParagraph]:
    """Join the lines of the text to paragraphs."""
    groups: list[list[Line]] = []
    heading = False
    headings: set[int] = set()
    last = 0
    for at, line in enumerate(lines):
        group = groups[-1] if groups else []
        begins = not group or _begins(line, group, heading, layout, last)
        if group and _begins_heading(lines, at, group[-1], layout):
            begins = True
            headings.add(line.number)
        if begins:
            groups.append([line])
            heading = line.number in headings
            number = NUMBER.match(line.words)
            last = (
                _number(number["sign"]) if number else (0 if ANNEX.fullmatch(line.words) else last)
            )
        else:
            group.append(line)
    return [_paragraph(group, layout, whole) for group in groups]


def _paragraph(lines: list[Line], layout: Layout, whole: frozenset[str]) -> JoinedParagraph:
    text = joined([line.text for line in lines], whole)
    return JoinedParagraph(text, plain(text), layout.depth(lines[0]), len(lines), lines[0].given)


def _begins_heading(lines: list[Line], at: int, previous: Line, layout: Layout) -> bool:
    """Return whether a heading begins here without a blank line before it.

    No line ends a paragraph between it and the next certain start of a clause, where a paragraph would have ended.
    """
    if (
        not layout.width
        or lines[at].cut
        or not is_ended(previous.words)
        or starts_lower(lines[at].words)
    ):
        return False
    if is_starter(lines[at].words) and not has_lead(lines[at].words):
        return False
    for line, following in itertools.pairwise(lines[at : at + 5]):
        if is_ended(line.words) or following.cut:
            return False
        if is_starter(following.words):
            labelled = NUMBER.match(following.words) or ITEM.match(following.words)
            if (
                previous.words.endswith(",")
                and not labelled
                and len(lines[at].words) >= 0.75 * layout.width
            ):
                return False
            return not has_lead(lines[at].words) or not _FORMS.conjugated.match(lines[at].words)
    return False


def _number(sign: str) -> int:
    return int(re.match(r"\d+", sign)[0])  # type: ignore[index]


def _begins(line: Line, group: list[Line], heading: bool, layout: Layout, last: int) -> bool:
    """Return whether a line begins a new paragraph.

    group: the lines of the paragraph before; heading: that is a heading; last: the number of the clause before
    """
    words, previous = line.words, group[-1]
    if line.given or previous.given:
        return True
    if len(group) == 1 and _is_label(previous.words):
        return bool(ITEM.match(words)) and not ITEM.match(previous.words)
    ended = (
        is_ended(previous.words)
        or layout.broke_early(previous, line)
        or (heading and is_starter(words))
    )
    separated = layout.separates(line)
    number = NUMBER.match(words)
    if number and _is_expected(number, words, last, ended, separated):
        return True
    if (
        is_opening(words)
        or CLOSING.fullmatch(words)
        or ANNEX.fullmatch(words)
        or _ROW.fullmatch(words)
    ):
        return True
    if DAY.fullmatch(words) and previous.words.endswith((".", ".”", '."', "”.", '".')):
        return True
    if (
        _ROW.fullmatch(previous.words)
        or is_opening(previous.words)
        or CLOSING.fullmatch(previous.words)
    ):
        return True
    if ITEM.match(words):
        return separated or (ended and not _runs_in(line, previous, layout))
    if has_lead(words) and ended and (separated or not previous.words.endswith(":")):
        if layout.spaced and not separated and not line.cut:
            return layout.broke_early(previous, line)
        return not layout.indented or layout.depth(line) > 0 or separated or line.cut
    return _begins_unmarked(line, previous, layout, ended, separated)


def _runs_in(line: Line, previous: Line, layout: Layout) -> bool:
    """Return whether "(b)" is at the start of a line by chance, in the middle of a paragraph."""
    if line.cut or layout.broke_early(previous, line):
        return False
    if layout.indented:
        return layout.depth(line) == 0
    item = ITEM.match(line.words)
    apart = 0 < layout.separator < Layout.NONE and layout.width > 0
    return apart and item is not None and line.words[item.end() :][:1].islower()


def _is_label(words: str) -> bool:
    """Return whether a paragraph so far is only its label: "1." alone on its line."""
    return bool(re.fullmatch(r"\d{1,3}\s?[.)]|\([a-z]{1,5}\)|[–—•·▪●○◦]", words))


def _is_expected(
    number: re.Match[str], words: str, last: int, ended: bool, separated: bool
) -> bool:
    """Return whether a number at the start of a line is a label: the next one, or the first."""
    value = _number(number["sign"])
    rest = words[number.end() :]
    if not rest:
        return value in (last + 1, 1) or separated or (ended and last < value <= last + 3)
    if starts_lower(rest) and not ITEM.match(rest) and not separated:
        return False
    if value == last + 1:
        return True
    return (ended and (value == 1 or value in range(last + 1, last + 4) or separated)) or (
        separated and value == 1
    )


def _begins_unmarked(
    line: Line, previous: Line, layout: Layout, ended: bool, separated: bool
) -> bool:
    """Return whether a line without label or lead begins a paragraph, judging by layout and punctuation."""
    lower = starts_lower(line.words)
    if line.cut:
        if not is_ended(previous.words):
            return not lower and layout.broke_early(previous, line) and len(previous.words) < 60
        if layout.indented:
            return layout.depth(line) > 0
        return not lower and not previous.words.endswith(",")
    if separated:
        return not (
            lower
            and not is_ended(previous.words)
            and previous.words[-1:].isalnum()
            and layout.separator > 0
        )
    if layout.indented:
        return layout.depth(line) > 0 and ended and not lower
    return ended and not lower and layout.broke_early(previous, line)


# Paragraphs to blocks


@dataclass(slots=True)
class _OpenItem:
    """An item that others may be nested in: style of its label, position in that style, depth on the page.

    family, rank: its list and its depth in that, if the source gives them
    """

    style: str
    position: int
    depth: int
    family: str = ""
    rank: int = 0


@dataclass(slots=True)
class _OpenDivision:
    """A division under construction. autos: by block index, `auto` where the label does not determine it."""

    kind: DivisionKind
    label: str = ""
    title: Text = ()
    blocks: list[Block] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    autos: dict[int, bool] = field(default_factory=dict)
    name: str = ""

    def labelled(self) -> tuple[Block, ...]:
        """Return the blocks with `auto` set from their labels and from `autos`."""
        blocks = list(recognised(self.blocks))
        for at, auto in self.autos.items():
            blocks[at] = replace(blocks[at], auto=auto)
        return tuple(blocks)


@dataclass(slots=True)
class Built:
    """The divisions, and the lines that could not be placed."""

    divisions: tuple[Division, ...]
    unread: list[str]


def divisions_of(
    paragraphs: list[JoinedParagraph], title: Text, part: str, part_title: Text, opened: bool
) -> Built:
    """Build the divisions from the paragraphs, beginning with the opening line.

    part, part_title: the letter and title directly above the opening line, if the text has parts
    opened: there is an opening line, or a clause; otherwise all is free text
    """
    return _DivisionBuilder(paragraphs, title, part, part_title, opened).built()


class _DivisionBuilder:
    """Goes through the paragraphs once; the preceding ones determine what the next one can be."""

    def __init__(
        self,
        paragraphs: list[JoinedParagraph],
        title: Text,
        part: str,
        part_title: Text,
        opened: bool,
    ) -> None:
        self.paragraphs = paragraphs
        self.parts = [_OpenDivision(DivisionKind.MAIN, title=title)]
        if part:
            self.parts.append(_OpenDivision(DivisionKind.PART, part, part_title))
        self.unread: list[str] = []
        self.items: list[_OpenItem] = []
        self.headings: list[str] = []
        self.operative = not opened
        self.opened = opened
        self.quoted = False
        self.clause_depth: int | None = None
        self.clause_list: LineHints | None = None
        self.outlines = sorted(
            {p.given.outline for p in paragraphs if p.given and p.given.outline is not None}
        )
        self.first_words = {
            p.words.split(maxsplit=1)[0].rstrip(".") for p in paragraphs if p.words.strip()
        }
        headings = [
            paragraphs[at] for at in range(len(paragraphs)) if opened and self._is_heading(at)
        ]
        self.indented_headings = {p.depth for p in headings} - {0} <= {2, 4, 6} and any(
            p.depth for p in headings
        )

    @property
    def part(self) -> _OpenDivision:
        return self.parts[-1]

    def built(self) -> Built:
        at = 0
        while at < len(self.paragraphs):
            at += self._process(at)
        divisions = tuple(
            Division(p.kind, p.label, p.title, p.labelled(), tuple(p.closing), p.name)
            for p in self.parts
        )
        return Built(divisions, self.unread)

    def _process(self, at: int) -> int:
        """Process the paragraph at an index, and return how many were consumed."""
        paragraph = self.paragraphs[at]
        words = paragraph.words
        if paragraph.given and paragraph.given.known:
            self._add_known(paragraph, paragraph.given.known)
            return 1
        if paragraph.given and paragraph.given.table:
            self._add_table(paragraph.given.table)
            return 1
        annex = ANNEX.fullmatch(words)
        if annex and len(words) < HEADING_LENGTH:
            return self._begin_annex(at, annex)
        if self._is_part(at):
            return self._begin_part(at)
        if self._closes(at):
            return self._close(at)
        if _ROW.fullmatch(words):
            return self._table(at)
        if is_opening(words):
            self._open(paragraph)
        elif ORNAMENT.fullmatch(words):
            self._add(Kind.PARAGRAPH, paragraph.text)
        else:
            self._clause(at)
        return 1

    # Known blocks

    def _add_known(self, paragraph: JoinedParagraph, known: KnownBlock) -> None:
        """Add a line whose kind the source gives; the following lines are judged as after any such line."""
        if known.kind:
            self._begin(_OpenDivision(known.kind, known.label, name=known.name))
            self.operative = known.kind is DivisionKind.ANNEX
        if known.title is not None:
            self.part.title = known.title
        if known.closing is not None:
            self.part.closing.append(known.closing)
        if known.begins:
            self._begin(_OpenDivision(known.begins))
        if known.block:
            self._update_state(known.block, paragraph)
            if known.auto is not None:
                self.part.autos[len(self.part.blocks)] = known.auto
            self.part.blocks.append(known.block)

    def _update_state(self, block: Block, paragraph: JoinedParagraph) -> None:
        """Update the state after a known block."""
        self.quoted = block.quoted
        match block.kind:
            case Kind.ITEM:
                style, position = _label_candidates(block.label)[0]
                item = _OpenItem(style, position, paragraph.depth)
                self.items = [*self.items[: max(0, block.level - 1)], item]
                return
            case Kind.CONTINUATION | Kind.TABLE:
                return
            case Kind.FORMULA:
                self.operative = False
            case Kind.OPERATIVE:
                self.operative = True
                self.clause_depth = paragraph.depth
        self.items = []

    # Divisions

    def _begin_annex(self, at: int, annex: re.Match[str]) -> int:
        text = self.paragraphs[at].text
        title = cut(text, annex.start("title")) if annex["title"] else ()
        refs = (
            tuple(inline for inline in text if not isinstance(inline, Run))
            if not annex["title"]
            else ()
        )
        label = annex[0][: annex.start("title")].strip() if annex["title"] else annex[0]
        self._begin(_OpenDivision(DivisionKind.ANNEX, label, title))
        self.operative = True
        following = self.paragraphs[at + 1] if at + 1 < len(self.paragraphs) else None
        if (
            not title
            and following
            and self._is_heading(at + 1)
            and not _SECTION.fullmatch(following.words)
        ):
            self.part.title = join(refs, following.text)
            return 2
        self.part.title = join(refs, title)
        return 1

    def _begin(self, part: _OpenDivision) -> None:
        self.parts.append(part)
        self.items, self.headings, self.quoted, self.operative, self.clause_depth = (
            [],
            [],
            False,
            False,
            None,
        )

    def _is_part(self, at: int) -> bool:
        """Return whether a single letter here begins a part: it is the next one, and an opening line follows."""
        if not re.fullmatch(r"[A-Z]", self.paragraphs[at].words):
            return False
        due = [part.label for part in self.parts if part.kind is DivisionKind.PART]
        expected = chr(ord(due[-1][0]) + 1) if due else "A"
        return self.paragraphs[at].words == expected and any(
            is_opening(following.words) for following in self.paragraphs[at + 1 : at + 3]
        )

    def _begin_part(self, at: int) -> int:
        self._begin(_OpenDivision(DivisionKind.PART, self.paragraphs[at].words))
        if is_opening(self.paragraphs[at + 1].words):
            return 1
        self.part.title = self.paragraphs[at + 1].text
        return 2

    def _close(self, at: int) -> int:
        """Process a closing line, or a line after the closing: its date, a vote, or a line that cannot be placed."""
        words = self.paragraphs[at].words
        closing = self.part.closing
        dates = DAY.fullmatch(words) and not any(parse_date(line) for line in closing)
        opened = "\n".join(closing).count("[") > "\n".join(closing).count("]")
        if CLOSING.fullmatch(words) or dates or (closing and (opened or _FORMS.voted.match(words))):
            closing.append(folded(words))
        else:
            self.unread.append(words)
        return 1

    def _closes(self, at: int) -> bool:
        """Return whether the text closes here: with a meeting, or with only a date after its last clause."""
        words = self.paragraphs[at].words
        if CLOSING.fullmatch(words) or (self.part.closing and not is_opening(words)):
            return True
        following = self.paragraphs[at + 1].words if at + 1 < len(self.paragraphs) else ""
        ends = not following or ANNEX.fullmatch(following) is not None
        return bool(
            ends and self.operative and self.opened and self.part.blocks and DAY.fullmatch(words)
        )

    def _table(self, at: int) -> int:
        end = at
        while end < len(self.paragraphs) and _ROW.fullmatch(self.paragraphs[end].words):
            end += 1
        self._add_table(Table(tuple(_row(paragraph.text) for paragraph in self.paragraphs[at:end])))
        return end - at

    def _add_table(self, table: Table) -> None:
        level = len(self.items)
        self.part.blocks.append(Block(Kind.TABLE, level=level, quoted=self.quoted, table=table))

    def _open(self, paragraph: JoinedParagraph) -> None:
        """Process an opening line: of the text, or of a draft resolution embedded in it."""
        self.quoted = any(block.kind is Kind.FORMULA for block in self.part.blocks)
        self.operative = False
        self.items = []
        self._add(Kind.FORMULA, paragraph.text)

    # Blocks

    def _add(self, kind: Kind, text: Text, label: str = "", level: int = 0) -> None:
        if kind in (Kind.PREAMBULAR, Kind.OPERATIVE):
            text = with_clause_lead(text, kind)
        self.part.blocks.append(Block(kind, text, label, level=level, quoted=self.quoted))

    def _clause(self, at: int) -> None:
        paragraph = self.paragraphs[at]
        number, item = NUMBER.match(paragraph.words), ITEM.match(paragraph.words)
        if number and self._is_numbered_heading(at, number):
            self._heading(at)
            return
        if paragraph.given and paragraph.given.label and self._listed(at, paragraph.given):
            return
        if number and not self._is_numbered_item(at, number):
            self._numbered(paragraph, number)
        elif item and self._is_clause_in_brackets(item["sign"]):
            self._numbered(paragraph, item)
        elif (item and not self._is_heading(at)) or (number and not item):
            self._item(at, item or number)  # type: ignore[arg-type]
        else:
            self._unlabelled(at)

    def _is_numbered_heading(self, at: int, number: re.Match[str]) -> bool:
        """Return whether the source gives this as a heading, and its text does not look like a clause."""
        paragraph = self.paragraphs[at]
        outlined = paragraph.given is not None and paragraph.given.outline is not None
        rest = paragraph.words[number.end() :]
        return outlined and bool(rest) and not is_ended(rest) and not has_lead(rest)

    def _listed(self, at: int, given: LineHints) -> bool:
        """Process a paragraph in a list numbered by the source, if the list says more than the label alone.

        Deeper in the list of the clauses, or next to items of its own list, it is an item of a known level. A label of
        unknown form ("1.1", a picture as bullet) is an item's too.
        """
        paragraph = self.paragraphs[at]
        usual = NUMBER.match(paragraph.words) or ITEM.match(paragraph.words)
        if self._is_heading(at):
            return False
        level = self._listed_level(given)
        if not level and usual:
            return False
        text = strip(cut(paragraph.text, len(given.label)))
        if not level and not self.part.blocks:
            return False
        if not level:
            following = ""
            level = self._place(given.label, paragraph.depth, following)[2]
        style, position = _label_candidates(given.label)[0]
        item = _OpenItem(style, position, paragraph.depth, given.family, given.rank)
        self.items = [*self.items[: level - 1], item]
        self._add(Kind.ITEM, text, given.label, min(level, MAX_LEVEL))
        return True

    def _listed_level(self, given: LineHints) -> int:
        """Return the level of an item if its list determines it, else 0."""
        clause = self.clause_list
        if clause and clause.family == given.family and given.rank > clause.rank:
            return given.rank - clause.rank
        for level in range(len(self.items), 0, -1):
            item = self.items[level - 1]
            if item.family and item.family == given.family and item.rank <= given.rank:
                return level + (item.rank < given.rank)
        return 0

    def _is_clause_in_brackets(self, sign: str) -> bool:
        """Return whether "(1)" numbers a clause here: the first of all, or the one after "(1)"."""
        if not re.fullmatch(r"\(\d+\)", sign) or not self._is_resolving:
            return False
        labels = [b.label for b in self.part.blocks if b.kind is Kind.OPERATIVE and not b.quoted]
        return f"({int(sign[1:-1]) - 1})" == (labels[-1] if labels else "(0)")

    def _is_numbered_item(self, at: int, number: re.Match[str]) -> bool:
        """Return whether "1." is an item here: indented further than the clauses, below one that opens a list."""
        paragraph = self.paragraphs[at]
        if self.clause_depth is None or not self.part.blocks:
            return False
        inside = any(item.style == "figure" for item in self.items) or _opens_list(
            self.part.blocks[-1]
        )
        return inside and paragraph.depth >= self.clause_depth + 3 and number["sign"].isdigit()

    def _numbered(self, paragraph: JoinedParagraph, number: re.Match[str]) -> None:
        """Process a numbered paragraph; "5. (a) Decides" is a clause without text and its first item."""
        label = re.sub(r"\s", " ", number[0].strip())
        text = strip(cut(paragraph.text, number.end()))
        self.items = []
        self.operative = True
        self.clause_depth = paragraph.depth
        self.clause_list = paragraph.given
        kind = Kind.OPERATIVE if self._is_resolving else Kind.PARAGRAPH
        item = ITEM.match(plain(text))
        if item and item["sign"].startswith("("):
            self._add(kind, (), label)
            self._add_item(item["sign"], strip(cut(text, item.end())), paragraph.depth + 1, "")
        else:
            self._add(kind, text, label)

    @property
    def _is_resolving(self) -> bool:
        """Return whether numbered paragraphs are operative here: everywhere except in annexes and free text."""
        resolves = any(block.kind is Kind.FORMULA for block in self.part.blocks)
        return self.opened and (self.part.kind is not DivisionKind.ANNEX or resolves)

    def _item(self, at: int, item: re.Match[str]) -> None:
        paragraph = self.paragraphs[at]
        following = next(
            (m["sign"] for p in self.paragraphs[at + 1 : at + 40] if (m := ITEM.match(p.words))), ""
        )
        self._add_item(
            item[0].strip(), strip(cut(paragraph.text, item.end())), paragraph.depth, following
        )
        if paragraph.given:
            self.items[-1].family, self.items[-1].rank = (
                paragraph.given.family,
                paragraph.given.rank,
            )

    def _add_item(self, label: str, text: Text, depth: int, following: str) -> None:
        style, position, level = self._place(label, depth, following)
        self.items = [*self.items[: level - 1], _OpenItem(style, position, depth)]
        self._add(Kind.ITEM, text, label, min(level, MAX_LEVEL))

    def _place(self, label: str, depth: int, following: str) -> tuple[str, int, int]:
        """Return the style of an item's label, its position, and its level among the preceding items."""
        candidates = _label_candidates(label)
        for level in range(len(self.items), 0, -1):
            item = self.items[level - 1]
            for style, position in candidates:
                if (
                    item.style == style
                    and position == item.position + 1
                    and not self._is_new_list(label, following)
                ):
                    if (
                        style in ("dash", "bullet")
                        and depth > item.depth + 1
                        and level == len(self.items)
                    ):
                        continue
                    return style, position, level
        first = [(style, position) for style, position in candidates if position == 1]
        same = [
            (level, style)
            for level, item in enumerate(self.items, 1)
            for style, _ in candidates
            if item.style == style
        ]
        if first and not (
            same
            and first[0][0] in ("dash", "bullet")
            and depth <= self.items[same[-1][0] - 1].depth + 1
        ):
            style = next(
                (style for style, _ in first if style not in {s for _, s in same}), first[0][0]
            )
            if not same or self._goes_deeper(depth):
                return style, 1, len(self.items) + 1
            return style, 1, same[-1][0]
        if same:
            level, style = self._beside(same, depth)
            return style, dict(candidates).get(style, 1), level
        style, position = candidates[0]
        return style, position, len(self.items) + 1

    def _beside(self, same: list[tuple[int, str]], depth: int) -> tuple[int, str]:
        """Return the level of the items of the same style that this one continues; dashes go back by depth."""
        fitting = [each for each in same if self.items[each[0] - 1].depth <= depth + 1]
        signs = same[-1][1] in ("dash", "bullet")
        return fitting[-1] if signs and fitting else same[-1]

    def _is_new_list(self, label: str, following: str) -> bool:
        """Return whether "(i)" after "(h)" begins a Roman list: "(ii)" follows, or the item before opens a list."""
        return label == "(i)" and (
            following == "(ii)" or (following != "(j)" and _opens_list(self.part.blocks[-1]))
        )

    def _goes_deeper(self, depth: int) -> bool:
        return bool(self.part.blocks) and (
            _opens_list(self.part.blocks[-1]) or depth > self.items[-1].depth + 1
        )

    def _unlabelled(self, at: int) -> None:
        paragraph = self.paragraphs[at]
        words = paragraph.words
        if self._is_heading(at):
            self._heading(at)
            return
        kind = self._kind(at)
        level = 0
        if kind is Kind.CONTINUATION:
            level = (
                sum(item.depth < paragraph.depth for item in self.items) if paragraph.depth else 0
            )
        else:
            self.items = []
        if kind is Kind.OPERATIVE:
            self.operative = True
            self.clause_depth = paragraph.depth if self.clause_depth is None else self.clause_depth
        if kind is Kind.PARAGRAPH and is_chrome(words):
            self.unread.append(words)
            return
        self._add(kind, paragraph.text, level=level)

    def _kind(self, at: int) -> Kind:
        """Return the kind of an unlabelled paragraph, from its position, first words and final mark."""
        paragraph = self.paragraphs[at]
        words = paragraph.words.lstrip('“"')
        lower = words[:1].islower()
        if not self._is_resolving:
            return Kind.CONTINUATION if lower and self.part.blocks else Kind.PARAGRAPH
        deeper = self.clause_depth is not None and paragraph.depth >= self.clause_depth + 3
        part = part_of(words) if words[:1].isupper() else None
        if self.operative:
            if deeper and not (part and paragraph.lines > 1):
                return Kind.CONTINUATION
            if part is Kind.PREAMBULAR and words.endswith((",", ":")):
                return Kind.PREAMBULAR
            return Kind.OPERATIVE if part is Kind.OPERATIVE else Kind.CONTINUATION
        if lower and self.items:
            return Kind.CONTINUATION
        if part is Kind.PREAMBULAR or words.endswith(","):
            return Kind.PREAMBULAR
        if part is Kind.OPERATIVE or (words.endswith((".", ";")) and not lower):
            return Kind.OPERATIVE
        return Kind.PREAMBULAR

    # Headings

    def _is_heading(self, at: int) -> bool:
        """Return whether a paragraph is a heading: short, begins with a capital or a digit, no final mark."""
        paragraph = self.paragraphs[at]
        words = paragraph.words
        section = self._section(at)
        if paragraph.given and paragraph.given.outline is not None:
            return not is_opening(words) and not CLOSING.fullmatch(words)
        if len(words) > HEADING_LENGTH or (
            words.endswith((",", ";", ":", ".")) and not self._ends_as_heading(at)
        ):
            return False
        if starts_lower(words) and not section:
            return False
        if not any(sign.isalnum() for sign in words) or at + 1 == len(self.paragraphs):
            return False
        if NUMBER.match(words) and self._is_resolving:
            return False
        if is_opening(words) or CLOSING.fullmatch(words):
            return False
        item = ITEM.match(words)
        if item and not (section and item["sign"][0].isupper()):
            return False
        first = words.lstrip('“"')
        return part_of(first) is None or not self._is_resolving or self._follows_in_kind(at)

    def _section(self, at: int) -> re.Match[str] | None:
        """Match a numbered heading; "A" and "I" may be words unless "B" or "II" begins another line."""
        found = _SECTION.fullmatch(self.paragraphs[at].words)
        if not found or not found["title"]:
            return found
        if found["label"].isdigit() and DAY.match(found[0]):
            return None
        second = {"A": "B", "I": "II"}.get(found["label"])
        if second is None or found[0][1] == ".":
            return found
        return found if second in self.first_words else None

    def _ends_as_heading(self, at: int) -> bool:
        """Return whether a final mark still allows a heading: "I." alone, "Reporting:" above a clause."""
        words, following = self.paragraphs[at].words, self.paragraphs[at + 1 : at + 2]
        if words.endswith("."):
            return bool(re.fullmatch(r"(?:[IVXL]{1,6}|[A-Z]|\d{1,2})\.", words))
        numbered = bool(following) and NUMBER.match(following[0].words) is not None
        return words.endswith(":") and words.count(" ") < 8 and numbered and part_of(words) is None

    def _follows_in_kind(self, at: int) -> bool:
        """Return whether a short line that begins like a clause is still a heading: "Support for …" before a clause."""
        words, following = self.paragraphs[at].words, self.paragraphs[at + 1].words
        if self._section(at):
            return True
        conjugated = _FORMS.conjugated.match(words)
        begins = NUMBER.match(following) or has_lead(following) or ITEM.match(following)
        numbered = any(block.label for block in self.part.blocks if block.kind is Kind.OPERATIVE)
        return bool(begins) and (not conjugated or numbered)

    def _heading(self, at_paragraph: int) -> None:
        paragraph = self.paragraphs[at_paragraph]
        section = self._section(at_paragraph)
        label, text, style = "", paragraph.text, "plain"
        if section:
            at = section.start("title") if section["title"] else len(paragraph.words)
            label = paragraph.words[:at].strip()
            text = strip(cut(paragraph.text, at)) if section["title"] else _refs(paragraph.text)
            style = (
                "figure"
                if section["label"].isdigit()
                else ("roman" if _is_roman(section["label"]) else "letter")
            )
        elif _FORMS.section.fullmatch(paragraph.words):
            style = "long"
        if style in self.headings:
            self.headings = self.headings[: self.headings.index(style) + 1]
        else:
            self.headings.append(style)
        self.items = []
        level = 1 + paragraph.depth // 2 if self.indented_headings else len(self.headings)
        if paragraph.given and paragraph.given.outline is not None:
            level = 1 + self.outlines.index(paragraph.given.outline)
        self._add(Kind.HEADING, text, label, min(level, MAX_LEVEL))


def _refs(text: Text) -> Text:
    return tuple(inline for inline in text if not isinstance(inline, Run))


def _is_roman(sign: str) -> bool:
    return len(sign) > 1 or sign in "IVX"


def _opens_list(block: Block) -> bool:
    words = plain(block.text)
    return words.rstrip().endswith((":", "–", "—")) or not words


def _label_candidates(label: str) -> list[tuple[str, int]]:
    """Return what an item's label may be: pairs of style and position, Roman before letters."""
    sign = label.strip("().")
    if sign in "–—‒-":
        return [("dash", 1)]
    if not sign.isalnum():
        return [("bullet", 1)]
    shape = "".join("x" if each.isalnum() else each for each in label)
    shape = re.sub("x+", "upper" if sign.isupper() else "x", shape)
    if sign.isdigit():
        return [(f"figure{shape}", int(sign))]
    low = sign.lower()
    out = []
    number, letter = from_roman(low), from_letters(low)
    if number is not None:
        out.append((f"roman{shape}", number))
    if letter is not None and not (number is not None and len(sign) > 1):
        out.append((f"letter{shape}", letter))
    return out or [(f"letter{shape}", 1)]


def _row(text: Text) -> tuple[Cell, ...]:
    words = plain(text)
    bars = [found.start() for found in re.finditer(r"\|", words)]
    cells = [strip(cut(text, low + 1, high)) for low, high in itertools.pairwise(bars)]
    return tuple(Cell((cell,) if cell else ()) for cell in cells)


def with_clause_lead(text: Text, kind: Kind) -> Text:
    """Return the text with its lead marked: as formatted by the source, else by the table of leads."""
    words = plain(text)
    quote = len(words) - len(words.lstrip('“"‘'))
    first = next((run for run in text if isinstance(run, Run)), None)
    apart = Mark.ITALIC | Mark.BOLD | Mark.UNDERLINE
    if first and first.marks & apart and len(first.text) < 80 and len(first.text) < len(words):
        return with_lead(text, len(first.text.rstrip(" ,")))
    length = lead_length(words[quote:], kind)
    if not length:
        return text
    marked = with_lead(cut(text, quote), length) if quote else with_lead(text, length)
    return join(cut(text, 0, quote), marked) if quote else marked
