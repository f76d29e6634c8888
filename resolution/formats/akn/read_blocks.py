"""Converts the lines of an Akoma Ntoso file to blocks, by their text and their position.

Our own files state the kind of every block. Other files are less reliable: in a quarter of the texts with items these
are encoded as something else, annexes share one attachment, and headings are bold paragraphs. There the label, the lead
and the order decide, and the element is only a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from resolution.codec import from_attributes
from resolution.formats.akn.extensions import LEVELS, unknown_in_block
from resolution.formats.akn.names import LEAD_KINDS, ORIGIN
from resolution.formats.akn.read_lines import (
    LABEL_ALONE,
    AknLine,
    AknShape,
    Element,
    all_bold,
    without_bold,
)
from resolution.labels import from_letters, from_roman, recognised
from resolution.language import leads, of
from resolution.language.organs import organ_of_opening
from resolution.model import MAX_LEVEL, Block, Division, DivisionKind, Kind, Origin
from resolution.text import (
    Mark,
    NoteRef,
    Run,
    Text,
    cut,
    folded,
    join,
    note_indexes,
    plain,
    strip,
    with_lead,
    word_count,
)

TYPEFACE = Mark.ITALIC | Mark.BOLD | Mark.UNDERLINE

# ---------------------------------------------------------------- our own files

_KINDS = {
    AknShape.FORMULA: Kind.FORMULA,
    AknShape.RECITAL: Kind.PREAMBULAR,
    AknShape.POINT: Kind.ITEM,
    AknShape.REST: Kind.CONTINUATION,
    AknShape.HEADING: Kind.HEADING,
    AknShape.BLOCK: Kind.PARAGRAPH,
    AknShape.TABLE: Kind.TABLE,
}


def default_kind(shape: AknShape, division: DivisionKind) -> Kind:
    """Return the kind of a block whose element does not state one."""
    if shape is AknShape.CLAUSE:
        return Kind.PARAGRAPH if division is DivisionKind.ANNEX else Kind.OPERATIVE
    return _KINDS[shape]


def default_level(kind: Kind, depth: int) -> int:
    """Return the level of a block whose element does not state one, from the lists around it."""
    match kind:
        case Kind.ITEM:
            return depth
        case Kind.CONTINUATION:
            return max(0, depth - 1)
        case Kind.HEADING:
            return 1
        case _:
            return 0


def blocks_as_written(lines: Iterable[AknLine], division: DivisionKind) -> tuple[Block, ...]:
    """Return the blocks of a file of our own, exactly as they were blocks_as_written."""
    listed = _with_unknown(lines)
    blocks = recognised(_as_written(line, division) for line in listed)
    return tuple(
        replace(block, auto=line.own["auto"] == "true") if "auto" in line.own else block
        for block, line in zip(blocks, listed, strict=True)
    )


def _with_unknown(lines: Iterable[AknLine]) -> list[AknLine]:
    """Return the lines that are blocks, with unknown elements attached to the block before them, or to the first."""
    out: list[AknLine] = []
    leading: list[Element] = []
    for line in lines:
        if line.shape is not AknShape.UNKNOWN:
            out.append(replace(line, unknown=leading))
            leading = []
        elif out:
            out[-1].unknown = [*out[-1].unknown, *line.unknown]
        else:
            leading = [*leading, *line.unknown]
    return out


def _as_written(line: AknLine, division: DivisionKind) -> Block:
    own = line.own
    try:
        kind = Kind(own["kind"]) if "kind" in own else default_kind(line.shape, division)
    except ValueError:
        kind = default_kind(line.shape, division)
    level = own.get("level", "")
    origin = from_attributes(Origin, own, ORIGIN) if "symbol" in own else None
    return Block(
        kind,
        line.text,
        own.get("label", line.num),
        True,
        int(level) if level in LEVELS else default_level(kind, line.depth),
        own["quoted"] == "true" if "quoted" in own else line.quoted,
        line.table,
        origin,
        own.get("id", ""),
        unknown_in_block(own, kind, line.unknown),
    )


# ---------------------------------------------------------------- other files

_NUMBER = r"\d{1,3}(?:\.\d{1,2})*\s?[.．]|\d{1,3}\s?[-–](?!\d)"
_BRACKETED = r"\((?:[a-z]{1,3}|[ivxl]{1,7}|\d{1,2}|[أ-ي]{1,2}|[а-я]|[一二三四五六七八九十]{1,3})\)"
_CLOSED = r"(?:[a-zа-я]|[ivxl]{1,6})\)"
_DOTTED = r"(?:[a-z]|[ivxl]{1,6})\."
_QUOTED = r"[’‘']\d{1,2}[’‘']|[㈠-㈩⑴-⒇]"
_BULLET = r"[–—•●▪‒·-]"
_IN_TEXT = re.compile(
    rf"(?:(?P<number>{_NUMBER})(?=\D)|(?P<bare>\d{{1,3}})(?=\t)"
    rf"|(?P<item>{_BRACKETED}|{_QUOTED})(?=\s|$)"
    rf"|(?P<tabbed>{_CLOSED}|{_DOTTED}|{_BULLET})(?=\t)"
    rf"|(?P<spaced>[–—•●▪](?=\s)))\s*"
)
"""A label left in the text by conversion. Letters with a dot, and dashes, count only before a tab."""
_IS_NUMBER = re.compile(_NUMBER)
_IS_ITEM = re.compile(rf"{_BRACKETED}|{_CLOSED}|{_DOTTED}|{_QUOTED}|{_BULLET}")
_HEADING_LABEL = re.compile(
    r"(?:(?P<dotted>(?:[IVXLC]{1,7}|[A-Z]|\d{1,2}|[一二三四五六七八九十]{1,3})[.、])\s*"
    r"|(?P<bare>[IVXLC]{1,7}|[A-Z]|[ء-ي]+ -)\t\s*|(?P<spaced>[一二三四五六七八九十]{1,3})\s+)(?=\S)"
)
_HEADING_STYLE = re.compile(r"_?_?H(?:M|T|C[hH]|_?\d+)", re.IGNORECASE)
_RANKS = {
    "HM": 0,
    "HT": 0,
    "HCH": 1,
    "H1": 1,
    "H23": 2,
    "H2": 2,
    "H3": 3,
    "H4": 4,
    "H56": 5,
    "H5": 5,
}
_ORNAMENT = re.compile(r"[*_\s–—-]+")
_ANNEX = re.compile(
    r"(?P<label>(?:(?i:Annex(?:es|e|o)?|Anexo|Приложение)|附件|المرفق|مرفق)"
    r"(?:\s+(?:[IVXLC]+|[A-Z]|\d{1,2}|الأول|الثاني|الثالث)\b|\s*[一二三四五六七八九十]{1,3})?"
    r"(?:\s+[^\W\d_A-ZА-Я].*)?)\s*(?P<rest>(?:[:.–—-]|(?<=\s)\S).*)?",
    re.DOTALL,
)
"""The heading of an annex: "Annex", "Annex II", "Annex to resolution 78/2", "Annex A: List"."""


def split_label(text: Text) -> tuple[str, Text]:
    """Split off a label at the start of the text; the label is empty if there is none."""
    match = _IN_TEXT.match(plain(text))
    if not match:
        return "", text
    label = next(group for group in match.groups() if group)
    return " ".join(label.split()), _after(text, match.end())


def _after(text: Text, start: int) -> Text:
    """Return the text from a position on, with the note references before it moved to its start."""
    anchors = [i for i in cut(text, 0, start) if isinstance(i, NoteRef)] if start else []
    return strip(join(anchors, cut(text, start)))


def is_annex_heading(line: AknLine) -> bool:
    """Return whether a line is the heading of an annex."""
    words = folded(line.text)
    match = _ANNEX.fullmatch(words)
    if not match or not looks_like_heading(line):
        return False
    return not match["rest"] or match["rest"][0] in ":.–—-" or word_count(words) < 12


def looks_like_heading(line: AknLine) -> bool:
    """Return whether a line is a heading: by its element, its class, or because it is all bold."""
    if line.shape is AknShape.HEADING:
        return True
    if line.shape not in (
        AknShape.CLAUSE,
        AknShape.BLOCK,
        AknShape.RECITAL,
    ) or _IS_NUMBER.fullmatch(line.num):
        return False
    words = plain(line.text).strip()
    if not words or word_count(words) > 45 or words[-1] in ",;:،；，؛":
        return False
    if _HEADING_STYLE.fullmatch(line.style):
        return not re.match(r"\d{1,3}\.\s.*[.;]$", words, re.DOTALL)
    return not line.quoted and all_bold(line.text) and not _ORNAMENT.fullmatch(words)


@dataclass(slots=True)
class _Level:
    """An open level of a list: the style of its labels, its last position, and the depth of its element."""

    style: str
    last: int
    depth: int


def _styles(label: str) -> dict[str, int]:
    """Return what a label may be: style → position. "(i)" is a letter or a Roman numeral."""
    sign = label.strip()
    shape = re.sub(r"\w+", "x", sign)
    inner = "".join(re.findall(r"\w", sign))
    found: dict[str, int] = {}
    if not inner:
        return {sign: 0}
    if (number := from_roman(inner)) is not None:
        found[f"roman {shape}"] = number
    if (letter := from_letters(inner)) is not None and not (len(inner) > 1 and found):
        found[f"letter {shape}"] = letter
    if inner.isdigit() and inner.isascii():
        found[f"digit {shape}"] = int(inner)
    return found or {f"other {shape}": 0}


@dataclass(slots=True)
class _Items:
    """Determines the level of each item from its label, the labels before it and the one after it."""

    open: list[_Level] = field(default_factory=list)

    def level(self, label: str, depth: int, following: str) -> int:
        """Return the level (1-4) of an item. depth: of its element, a hint; following: the next item's label."""
        styles = _styles(label)
        style = self._chosen(styles, set(_styles(following)) if following else set(), following)
        position = styles[style]
        index = next((i for i, level in enumerate(self.open) if level.style == style), None)
        if index is not None:
            starts_deeper = depth > self.open[index].depth and self.open[index].depth > 0
            if not (starts_deeper and (position in (0, 1))):
                self.open[index:] = [_Level(style, position, depth)]
                return min(index + 1, MAX_LEVEL)
        self.open.append(_Level(style, position, depth))
        return min(len(self.open), MAX_LEVEL)

    def _chosen(self, styles: dict[str, int], after: set[str], following: str) -> str:
        if len(styles) == 1:
            return next(iter(styles))
        opened = {level.style: level.last for level in reversed(self.open)}
        going_on = [
            s for s, position in styles.items() if s in opened and position == opened[s] + 1
        ]
        next_positions = _styles(following) if following else {}
        fits_next = [s for s, position in styles.items() if next_positions.get(s) == position + 1]
        if len(going_on) == 1 and not (fits_next and fits_next != going_on):
            return going_on[0]
        if fits_next:
            return fits_next[0]
        return going_on[0] if going_on else next(iter(styles))


class _Headings:
    """Determines the level of each heading from its class and the style of its label."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def level(self, style: str, label: str) -> int:
        rank = _RANKS.get(style.strip("_").upper(), 2)
        key = (rank, self._label_style(label))
        if key in self._open:
            del self._open[self._open.index(key) + 1 :]
        else:
            while self._open and self._open[-1][0] > rank:
                self._open.pop()
            self._open.append(key)
        return min(len(self._open), MAX_LEVEL)

    @staticmethod
    def _label_style(label: str) -> str:
        sign = label.strip(" .)、").upper()
        if not sign:
            return ""
        if sign.isdigit():
            return "1"
        if len(sign) > 1 or sign in "IVX":
            return "I"
        return "A"


class BlockBuilder:
    """Converts the lines of one division to blocks. Text that cannot be placed goes to `unread`."""

    def __init__(self, kind: DivisionKind, language: str, unread: list[str]) -> None:
        self._annex = kind is DivisionKind.ANNEX
        self._language = language
        self._unread = unread
        self._blocks: list[Block] = []
        self._items = _Items()
        self._headings = _Headings()
        self._open: Block | None = None
        self._adopted_within = False

    def blocks(self, lines: list[AknLine]) -> tuple[Block, ...]:
        """Return the blocks of the lines, with their labels identified as automatic or printed."""
        ready = [line for line in map(self._prepared, lines) if line.text or line.num or line.table]
        if of(self._language).unmarked_headings:
            ready = [self._prepared(line) for line in _with_bare_headings(ready)]
        for index, line in enumerate(ready):
            if self._is_label_of_next(line, ready, index):
                ready[index + 1].num = line.num
                continue
            self._place(line, ready, index)
        return recognised(self._blocks)

    def _prepared(self, line: AknLine) -> AknLine:
        """Split the label off the text, and remove a label that is printed twice."""
        line.num = line.num.strip()
        if looks_like_heading(line):
            line.shape = AknShape.HEADING
            line.text = without_bold(line.text)
            words = plain(line.text)
            if LABEL_ALONE.fullmatch(words.strip()) and not line.num:
                line.num = words.strip()
                line.text = tuple(i for i in line.text if isinstance(i, NoteRef))
                return line
            again = re.match(rf"(?:{re.escape(line.num)}|\.)\s*\t\s*", words) if line.num else None
            if again:
                self._unread.append(again[0].strip())
                line.text = _after(line.text, again.end())
            elif not line.num and (match := _HEADING_LABEL.match(words)):
                line.num = match["dotted"] or match["bare"] or match["spaced"]
                line.text = _after(line.text, match.end())
        elif not line.num and line.shape is not AknShape.FORMULA and line.table is None:
            line.num, line.text = split_label(line.text)
        return line

    def _is_label_of_next(self, line: AknLine, lines: list[AknLine], index: int) -> bool:
        """Return whether a line is only the label of the next line."""
        if line.text or not line.num or index + 1 == len(lines):
            return False
        after = lines[index + 1]
        if line.shape is AknShape.HEADING:
            return after.shape is AknShape.HEADING and not after.num
        return after.shape is line.shape and not after.num and bool(after.text)

    def _place(self, line: AknLine, lines: list[AknLine], index: int) -> None:
        text, num = line.text, line.num
        if line.table is not None:
            self._add(Block(Kind.TABLE, table=line.table, quoted=line.quoted))
        elif line.shape is AknShape.HEADING:
            level = self._headings.level(line.style, num)
            self._add(Block(Kind.HEADING, text, num, level=level, quoted=line.quoted))
            if not self._inside_list(lines, index):
                self._open, self._items = None, _Items()
        elif _ORNAMENT.fullmatch(plain(text) or " ") and not num:
            self._add(Block(Kind.PARAGRAPH, text, quoted=line.quoted))
        elif self._is_item(line):
            self._item(line, lines, index)
        else:
            self._clause(line, lines, index)

    def _is_item(self, line: AknLine) -> bool:
        """Return whether a line is an item: by its label, or as a point; but not a numbered clause in the preamble."""
        if _IS_ITEM.fullmatch(line.num):
            return True
        if not line.num or not line.depth or line.shape is not AknShape.POINT:
            return False
        part = leads.part_of(plain(line.text), self._language)
        return not (line.preamble and _IS_NUMBER.fullmatch(line.num) and part is Kind.OPERATIVE)

    def _item(self, line: AknLine, lines: list[AknLine], index: int) -> None:
        following = next((after.num for after in lines[index + 1 :] if after.num), "")
        following = following if _IS_ITEM.fullmatch(following) else ""
        level = self._items.level(line.num, line.depth, following)
        text = line.text
        owner = self._open
        if owner is not None and self._begins_with_lead(text, owner):
            text = lead_marked(text, self._language)
        self._add(Block(Kind.ITEM, text, line.num, level=level, quoted=line.quoted))

    def _begins_with_lead(self, text: Text, owner: Block) -> bool:
        """Return whether an item begins with a lead: its clause has no text, or the text has the lead of a clause."""
        if owner.kind not in LEAD_KINDS:
            return False
        if not owner.text:
            return True
        return any(
            leads.lead_length(plain(text), kind, self._language)
            for kind in (Kind.OPERATIVE, Kind.PREAMBULAR)
        )

    def _clause(self, line: AknLine, lines: list[AknLine], index: int) -> None:
        kind = self._kind(line)
        text = line.text
        if kind is Kind.CONTINUATION:
            level = min(max(line.depth - 1, 0), len(self._items.open))
            self._add(Block(kind, text, line.num, level=level, quoted=line.quoted))
            return
        self._items = _Items()
        inner, rest = split_label(text) if line.num else ("", text)
        if inner and _IS_ITEM.fullmatch(inner):
            self._open = self._add(Block(kind, (), line.num, quoted=line.quoted))
            self._item(replace(line, num=inner, text=rest), lines, index)
            return
        if kind in (Kind.PREAMBULAR, Kind.OPERATIVE):
            text = lead_marked(text, self._language)
        self._open = self._add(Block(kind, text, line.num, quoted=line.quoted))

    def _kind(self, line: AknLine) -> Kind:
        if line.shape is AknShape.FORMULA or (self._annex and self._is_formula(line)):
            self._adopted_within = True
            return Kind.FORMULA
        numbered = Kind.OPERATIVE if not self._annex or self._adopted_within else Kind.PARAGRAPH
        if line.num:
            return numbered if line.shape is not AknShape.REST else Kind.OPERATIVE
        goes_on = self._goes_on(line)
        after_item = bool(self._blocks) and self._blocks[-1].kind is Kind.ITEM
        if line.shape is AknShape.RECITAL:
            return Kind.CONTINUATION if goes_on and after_item else Kind.PREAMBULAR
        if line.style == "FootnoteText":
            return Kind.PARAGRAPH
        if line.shape in (AknShape.REST, AknShape.POINT):
            return Kind.CONTINUATION if self._open is not None else Kind.PARAGRAPH
        return self._kind_by_words(line, goes_on)

    def _goes_on(self, line: AknLine) -> bool:
        """Return whether a paragraph continues the sentence before it: it begins in lower case.

        Outside English a clause may begin in lower case too; there it is a clause if it has a lead of its own.
        """
        if self._open is None or not plain(line.text)[:1].islower():
            return False
        return of(self._language).capital_begins_clause or not lead_span(line.text, self._language)

    def _kind_by_words(self, line: AknLine, goes_on: bool) -> Kind:
        """Return the kind of an unlabelled paragraph in the body."""
        if goes_on:
            return Kind.CONTINUATION
        if self._annex and not self._adopted_within:
            return Kind.PARAGRAPH
        words = plain(line.text)
        part = leads.part_of(words, self._language)
        if lead_span(line.text, self._language):
            return part or Kind.OPERATIVE
        if part is not None:
            return part
        if self._open is not None:
            return Kind.CONTINUATION
        return Kind.PARAGRAPH if self._annex else Kind.OPERATIVE

    def _is_formula(self, line: AknLine) -> bool:
        """Return whether a line of an annex opens a resolution: "The Commission on …," with the name in italics."""
        words = folded(line.text)
        first = line.text[0] if line.text else None
        return (
            words.endswith(",")
            and word_count(words) < 16
            and isinstance(first, Run)
            and Mark.ITALIC in first.marks
            and bool(organ_of_opening(words))
        )

    def _inside_list(self, lines: list[AknLine], index: int) -> bool:
        """Return whether a heading is inside a list that continues after it."""
        if not self._items.open:
            return False
        after = next(
            (line for line in lines[index + 1 :] if line.shape is not AknShape.HEADING), None
        )
        if after is None or not _IS_ITEM.fullmatch(after.num):
            return False
        return any(
            position > 1 or not position
            for style, position in _styles(after.num).items()
            if style in {level.style for level in self._items.open}
        )

    def _add(self, block: Block) -> Block:
        self._blocks.append(block)
        return block


_CHINESE_END = "。；，：、;,:.）)"


def _with_bare_headings(lines: list[AknLine]) -> list[AknLine]:
    """Mark headings in Chinese lines by their form alone: short, without a full stop, before a clause."""
    is_bare = [
        line.shape is AknShape.CLAUSE
        and not line.num
        and 0 < len(plain(line.text)) < 50
        and plain(line.text).strip()[-1] not in _CHINESE_END
        for line in lines
    ]
    for index, line in enumerate(lines):
        after = next((i for i in range(index, len(lines)) if not is_bare[i]), None)
        leads_on = after is not None and (
            lines[after].num or lines[after].shape is AknShape.HEADING
        )
        if is_bare[index] and leads_on and after is not None and after - index <= 3:
            line.shape = AknShape.HEADING
    return lines


# ---------------------------------------------------------------- leads


def lead_span(text: Text, language: str) -> int:
    """Return the number of characters at the start that are printed as a lead; 0 if there is none.

    Consecutive spans count as one, trailing white space and commas do not count, and a word split by the end of a span
    counts as a whole. A paragraph in one typeface throughout has no lead.
    """
    length = at = 0
    begun = False
    for inline in text:
        if not isinstance(inline, Run):
            break
        at += len(inline.text)
        if inline.marks & TYPEFACE:
            length, begun = at, True
        elif (begun and inline.text.strip()) or (
            not begun and not re.fullmatch(r"[^\W\d_]{1,3}|[\s\u200e\u200f]+", inline.text)
        ):
            break
    words = plain(text)
    length = len(re.sub(r"[\s,;:،，；]+$", "", words[:length]))
    while 0 < length < len(words) and words[length - 1].isalpha() and words[length].isalpha():
        if not of(language).spaced:
            break
        length += 1
    too_long = word_count(words[:length]) > 14 or (length > 40 and length > 0.9 * len(words))
    return 0 if too_long else length


def lead_marked(text: Text, language: str) -> Text:
    """Return the text with its printed lead marked as LEAD."""
    if length := lead_span(text, language):
        start = len(plain(text)) - len(plain(text).lstrip())
        return with_lead(cut(text, start), length - start) if start else with_lead(text, length)
    if of(language).adverbial_before_lead:
        return _lead_within(text)
    return text


def _lead_within(text: Text) -> Text:
    """Return a Chinese text with its first bold words marked: in Chinese an adverbial may precede the verb."""
    at = 0
    for index, inline in enumerate(text):
        if isinstance(inline, Run):
            if inline.marks == Mark.BOLD:
                marked = replace(inline, marks=Mark.LEAD)
                return join(text[:index], (marked,), text[index + 1 :])
            at += len(inline.text)
        if at > 40:
            break
    return text


# ---------------------------------------------------------------- annexes


def annexes(lines: list[AknLine], language: str, unread: list[str]) -> list[Division]:
    """Return the annexes in the body of one attachment, split at each heading "Annex"."""
    groups: list[list[AknLine]] = [[]]
    for line in lines:
        if begins_annex(line) and groups[-1]:
            groups.append([])
        groups[-1].append(line)
    return [annex(group, language, unread) for group in groups if group]


def annex(lines: list[AknLine], language: str, unread: list[str]) -> Division:
    """Return one annex: its label, its title, and its blocks."""
    label, rest = "", list(lines)
    title: Text = ()
    if rest and begins_annex(rest[0]):
        heading = rest.pop(0)
        match = _ANNEX.fullmatch(plain(heading.text).strip())
        label, remainder = (match["label"], match["rest"] or "") if match else ("", "")
        start = len(plain(heading.text)) - len(remainder)
        anchors = tuple(NoteRef(i) for i in note_indexes(heading.text))
        title = without_bold(cut(heading.text, start)) if remainder else anchors
        label = " ".join(label.split())
    if rest and not plain(title) and _is_title(rest[0]):
        title = join(title, without_bold(rest.pop(0).text))
    builder = BlockBuilder(DivisionKind.ANNEX, language, unread)
    return Division(DivisionKind.ANNEX, label, title, builder.blocks(rest))


def begins_annex(line: AknLine) -> bool:
    """Return whether a line begins an annex, where one may begin: its heading, or just the words "Annex II"."""
    if is_annex_heading(line):
        return True
    words = folded(line.text)
    return (
        not line.num
        and line.depth == 0
        and word_count(words) < 4
        and _ANNEX.fullmatch(words) is not None
    )


def _is_title(line: AknLine) -> bool:
    words = plain(line.text).strip()
    return (
        looks_like_heading(line)
        and not line.num
        and bool(words)
        and not LABEL_ALONE.fullmatch(words)
        and not _HEADING_LABEL.match(words)
    )
