"""Two texts as one page, clause by clause: struck through what only the older has, underlined what the newer."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from desktop.theme import Theme
from resolution.comparison import Hunk, word_diff
from resolution.model import Block, Kind, Masthead, Resolution, cells
from resolution.pairing import Pair, pair
from resolution.text import folded, make, plain
from resolution.tree import forest

INDENT = 28
"""Pixels an item stands further in than the level above."""

NEW, DELETED, MOVED_AWAY = "new", "deleted", "moved away"
"""What happened to a whole paragraph."""

KINDS = {
    Kind.FORMULA: "formula", Kind.PREAMBULAR: "preambular paragraph", Kind.OPERATIVE: "operative paragraph",
    Kind.ITEM: "item", Kind.CONTINUATION: "continuation", Kind.HEADING: "heading", Kind.PARAGRAPH: "paragraph",
    Kind.TABLE: "table",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of the page.

    place: where it stands in the newer text ("OP3 (a)"), or stood in the older
    what:  what happened to it besides its words: "new", "deleted", "was OP2"; empty for nothing
    """

    place: str
    what: str
    hunks: tuple[Hunk, ...]
    level: int = 0

    @property
    def changed(self) -> bool:
        """Return whether anything differs."""
        return bool(self.what) or any(hunk.op != "equal" for hunk in self.hunks)

    @property
    def spoken(self) -> str:
        """Return the change in words, for the ear and for the line above the page."""
        parts = [self.what] if self.what else []
        if self.what not in (NEW, DELETED, MOVED_AWAY):
            parts += [_spoken(hunk) for hunk in self.hunks if hunk.op != "equal"]
        else:
            parts.append(f"“{_short(''.join(h.old or h.new for h in self.hunks))}”")
        return f"{self.place}: {'; '.join(parts)}" if self.place else "; ".join(parts)


class _Placed(NamedTuple):
    block: Block
    place: str


def rows(old: Resolution, new: Resolution) -> list[Row]:
    """Return what stands on the page: fields of the heading that differ, all paragraphs, notes that differ."""
    return [*_heading(old.masthead, new.masthead), *_text(old, new), *_notes(old, new)]


def _heading(old: Masthead, new: Masthead) -> Iterator[Row]:
    for field in fields(Masthead):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after and field.name != "notes":
            name = f"Heading, {field.name.replace('_', ' ')}"
            yield Row(name, "", word_diff(_words(before), _words(after)))


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _text(old: Resolution, new: Resolution) -> Iterator[Row]:
    before, after = list(_placed(old)), list(_placed(new))
    for each in pair([p.block for p in before], [p.block for p in after]):
        yield _row(each, before, after)


def _placed(resolution: Resolution) -> Iterator[_Placed]:
    """Yield every paragraph with the name of its place; a division's title goes as a heading before its blocks."""
    for number, (division, nodes) in enumerate(forest(resolution)):
        places = {id(node.block): node.place for top in nodes for node in top.walk()}
        title = " ".join(part for part in (division.label, plain(division.title)) if part)
        place = division.label or ("title" if not number else "")
        if title:
            yield _Placed(Block(Kind.HEADING, make(title), id=f"title {number}"), place)
        for block in division.blocks:
            yield _Placed(block, places.get(id(block), ""))


def _row(each: Pair, before: Sequence[_Placed], after: Sequence[_Placed]) -> Row:
    old = before[each.old] if each.old is not None else None
    new = after[each.new] if each.new is not None else None
    if old is None and new is not None:
        return Row(new.place, NEW, _whole("insert", _block_words(new.block)), new.block.level)
    if new is None and old is not None:
        what = MOVED_AWAY if each.moved else DELETED
        return Row(old.place, what, _whole("delete", _block_words(old.block)), old.block.level)
    assert old is not None and new is not None
    what = _what(old, new, each.moved)
    hunks = word_diff(_block_words(old.block), _block_words(new.block))
    return Row(new.place, what, hunks, new.block.level)


def _whole(op: str, words: str) -> tuple[Hunk, ...]:
    return (Hunk("insert", "", words) if op == "insert" else Hunk("delete", words, ""),)


def _what(old: _Placed, new: _Placed, moved: bool) -> str:
    parts = []
    if moved:
        parts.append(f"moved, was {old.place}" if old.place else "moved")
    if old.block.kind is not new.block.kind:
        parts.append(f"was {KINDS[old.block.kind]}")
    elif old.block.level != new.block.level:
        parts.append(f"was at level {old.block.level}")
    return ", ".join(parts)


def _block_words(block: Block) -> str:
    parts = [plain(block.text)]
    parts += [plain(text) for cell in cells(block) for text in cell.paragraphs]
    return " ".join(part for part in parts if part)


def _notes(old: Resolution, new: Resolution) -> Iterator[Row]:
    before, after = _note_words(old), _note_words(new)
    for number in range(max(len(before), len(after))):
        one = before[number] if number < len(before) else None
        other = after[number] if number < len(after) else None
        if one != other:
            what = NEW if one is None else DELETED if other is None else ""
            yield Row(f"Note {number + 1}", what, word_diff(one or "", other or ""))


def _note_words(resolution: Resolution) -> list[str]:
    return [plain(resolution.notes[index].text or ()) for index in resolution.note_marks()]


def _spoken(hunk: Hunk) -> str:
    if hunk.op == "replace":
        return f"“{_short(hunk.old)}” became “{_short(hunk.new)}”"
    if hunk.op == "insert":
        return f"“{_short(hunk.new)}” added"
    return f"“{_short(hunk.old)}” deleted"


def _short(words: str) -> str:
    words = folded(words)
    return words if len(words) <= 60 else f"{words[:58].rstrip()}…"


def page(all_rows: Sequence[Row], theme: Theme, serif: str) -> str:
    """Return the rows as a page; a changed one carries the anchor "change-N", counted from 0."""
    out, number = [], 0
    for row in all_rows:
        anchor = ""
        if row.changed:
            anchor = f'<a name="change-{number}"></a>'
            number += 1
        out.append(_paragraph(row, anchor, theme))
    return f'<body style="font-family:{serif}; font-size:12pt; color:{theme.ink}">{"".join(out)}</body>'


def _paragraph(row: Row, anchor: str, theme: Theme) -> str:
    what = f" ({html.escape(row.what)})" if row.what else ""
    place = f"<b>{html.escape(row.place)}{what}</b>&nbsp;&nbsp;" if row.place or what else ""
    words = "".join(_hunk(hunk, theme) for hunk in row.hunks)
    inset = INDENT * row.level
    return f'<p style="margin-left:{inset}px; margin-bottom:8px">{anchor}{place}{words}</p>'


def _hunk(hunk: Hunk, theme: Theme) -> str:
    old, new = html.escape(hunk.old), html.escape(hunk.new)
    if hunk.op == "equal":
        return new
    struck = f'<s style="color:{theme.removed}">{old}</s>' if old else ""
    under = f'<u style="color:{theme.added}">{new}</u>' if new else ""
    parted = old and new and not hunk.old[-1:].isspace() and not hunk.new[:1].isspace()
    return f"{struck}{' ' if parted else ''}{under}"
