"""Adopted texts printed in the ways plain texts go about, and read back: clauses, kinds and notes must be the same."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from resolution.formats.akn import reader as akn
from resolution.formats.plain.writer import to_text
from resolution.model import Block, Kind, Resolution
from resolution.recognition import recognizer as plain
from resolution.text import Mark, NoteRef, folded, note_indexes

COUNTED = (Kind.FORMULA, Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ITEM)
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Disguise:
    """How a text is printed.

    width: columns of a line, 0 for none; apart: blank lines between paragraphs; leading: blank lines after every printed
    line; indent: columns of a first line; page: lines of a page, with its notes at the foot, 0 for notes at the end;
    feed: pages end in a form feed; heads: running heads and feet; mark: how a note is called; italics: Markdown.
    """

    name: str
    width: int = 0
    apart: int = 1
    leading: int = 0
    indent: int = 0
    page: int = 0
    feed: bool = False
    heads: bool = False
    mark: Callable[[int], str] = str
    italics: bool = False
    own_line: bool = False


def superscript(number: int) -> str:
    return str(number).translate(SUPERSCRIPTS)


DISGUISES = (
    Disguise("wrapped, notes where pages end, glued marks", width=80, page=45),
    Disguise("a blank line after every line", width=86, leading=1, apart=1, indent=1, page=45),
    Disguise(
        "one line a paragraph, superscripts, Markdown", page=18, mark=superscript, italics=True
    ),
    Disguise(
        "wrapped, no blank line, indented, heads and feet",
        width=84,
        apart=0,
        indent=6,
        page=45,
        heads=True,
        feed=True,
    ),
    Disguise(
        "a PDF's raw text, labels on their own line",
        width=84,
        apart=0,
        page=45,
        heads=True,
        own_line=True,
    ),
    Disguise("one line a paragraph, no blank line, notes at the end", apart=0),
    Disguise("wrapped, notes at the end in brackets", width=72, mark=lambda number: f"[{number}]"),
)


def printed(resolution: Resolution, disguise: Disguise) -> str:
    """Return a text's blocks as this disguise prints them."""
    lines: list[str] = [
        resolution.masthead.symbol,
        "",
        "United Nations",
        "",
        resolution.masthead.organ,
        "",
    ]
    title = f"{resolution.masthead.number}. {resolution.title}" if resolution.title else ""
    lines += [*_wrapped(title, disguise, 0), "", ""]
    page, pending, seen = list(lines), [], set()
    out: list[str] = []
    number = 1
    for block in resolution.main.blocks:
        words = _words(block, resolution, disguise)
        fresh = [i for i in note_indexes(block.text) if i not in seen]
        seen.update(fresh)
        depth = disguise.indent + (
            4 * block.level if block.kind is Kind.ITEM and not disguise.page else 0
        )
        of_block = _wrapped(words, disguise, depth)
        if disguise.own_line and block.kind is Kind.OPERATIVE and block.label:
            of_block = [
                block.label,
                *_wrapped(words.removeprefix(block.label).strip(), disguise, depth),
            ]
        for line in of_block:
            page.append(line)
            page += [""] * disguise.leading
            pending += [i for i in fresh if f"\ue000{i}\ue001" in line]
            fresh = [i for i in fresh if i not in pending]
            if disguise.page and len(page) >= disguise.page * (1 + disguise.leading):
                out += _foot(page, pending, resolution, disguise, number)
                page, pending, number = _head(resolution, disguise, number), [], number + 1
        pending += fresh
        page += [""] * disguise.apart
    closing = list(resolution.main.closing)
    out += [*page, *closing, *_notes(pending, resolution, disguise)]
    return "\n".join(out).replace("\f\n", "\f") + "\n"


def _words(block: Block, resolution: Resolution, disguise: Disguise) -> str:
    parts = []
    for inline in block.text:
        if isinstance(inline, NoteRef):
            parts.append(f"\ue000{inline.note}\ue001")
        elif disguise.italics and inline.marks & (Mark.LEAD | Mark.ITALIC) and inline.text.strip():
            bare = inline.text.strip()
            before, _, after = inline.text.partition(bare)
            parts.append(f"{before}*{bare}*{after}")
        else:
            parts.append(inline.text)
    return " ".join(f"{block.label} {''.join(parts)}".split())


def _wrapped(words: str, disguise: Disguise, indent: int) -> list[str]:
    if not disguise.width:
        return [" " * indent + words]
    return textwrap.wrap(
        words,
        disguise.width,
        initial_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=True,
    ) or [""]


def _notes(indexes: list[int], resolution: Resolution, disguise: Disguise) -> list[str]:
    if not indexes:
        return []
    lines = [""] + ([] if disguise.italics else ["__________________"])
    for index in indexes:
        text = resolution.notes[index].text or ()
        lines += _wrapped(
            f"{disguise.mark(index + 1)} {folded(text)}", disguise, disguise.indent and 1
        )
        lines += [""] * (disguise.leading or not disguise.width)
    return lines


def _foot(
    page: list[str], pending: list[int], resolution: Resolution, disguise: Disguise, number: int
) -> list[str]:
    foot = _notes(pending, resolution, disguise)
    if disguise.heads:
        foot += ["", f"{number}/9      18-16895" if number % 2 else "18-16895", ""]
    return [*page, *foot, *(["\f"] if disguise.feed else [])]


def _head(resolution: Resolution, disguise: Disguise, number: int) -> list[str]:
    if not disguise.heads:
        return []
    title = textwrap.wrap(resolution.title, 60)
    head = [
        f"{resolution.masthead.symbol}      {title[0] if title else ''}".strip(),
        *title[1:],
        "",
    ]
    return head


def marked(text: str, disguise: Disguise) -> str:
    """Return the text with its marks as the disguise calls notes."""
    out = []
    for part in text.split("\ue000"):
        index, sign, rest = part.partition("\ue001")
        out.append(disguise.mark(int(index) + 1) + rest if sign else part)
    return "".join(out)


def shape(resolution: Resolution) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Return the clauses and items of the main text: kind, label, words, and the words of their notes."""
    return [
        (
            block.kind.value,
            block.label,
            folded(block.text),
            tuple(_note(resolution, i) for i in note_indexes(block.text)),
        )
        for block in resolution.main.blocks
        if block.kind in COUNTED
    ]


def _note(resolution: Resolution, index: int) -> str:
    return folded(resolution.notes[index].text or ())


def right(original: Resolution, disguise: Disguise) -> tuple[int, int, Resolution]:
    """Return how many clauses read back the same, of how many, and what was read."""
    again = plain.read_text(marked(printed(original, disguise), disguise)).resolution
    ours, theirs = shape(original), shape(again)
    same = sum(
        block.size
        for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    )
    return same, max(len(ours), len(theirs)), again


def eligible(path: Path) -> Resolution | None:
    """Return an English text with one division, or None: annexes and parts are measured elsewhere."""
    resolution = akn.read(path.read_bytes()).resolution
    notes = [note for note in resolution.notes if note.mark]
    tables = any(block.kind is Kind.TABLE for block in resolution.main.blocks)
    return None if len(resolution.divisions) > 1 or notes or tables else resolution


@pytest.fixture(scope="module")
def originals(corpus_files: list[Path]) -> list[Resolution]:
    """Return some forty English texts from all over the working set."""
    english = [path for path in corpus_files if path.parent.name == "English"]
    read = (eligible(path) for path in english[:: max(1, len(english) // 40)])
    return [resolution for resolution in read if resolution]


@pytest.mark.parametrize("disguise", DISGUISES, ids=lambda disguise: disguise.name)
def test_adopted_texts_read_back_from_print(
    disguise: Disguise, originals: list[Resolution]
) -> None:
    scores = [right(original, disguise)[:2] for original in originals]
    same, of = (sum(column) for column in zip(*scores, strict=True))
    assert of > 500
    assert same / of >= 0.98, f"{same} of {of} clauses"


def everything(resolution: Resolution) -> list[tuple[object, ...]]:
    """Return all that plain text shows of a resolution: its divisions, and its blocks with the words of their notes."""
    divisions = [(d.kind, d.label, folded(d.title), d.closing) for d in resolution.divisions]
    blocks = [
        (
            b.kind,
            b.label,
            b.level,
            folded(b.text),
            tuple(_note(resolution, i) for i in note_indexes(b.text)),
        )
        for b in resolution.blocks()
    ]
    return [*divisions, *blocks]


def test_what_is_written_of_adopted_texts_reads_back(originals: list[Resolution]) -> None:
    same = of = 0
    for original in originals:
        again = plain.read_text(to_text(original)).resolution
        assert again.masthead == original.masthead
        ours, theirs = everything(original), everything(again)
        same += sum(
            b.size
            for b in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
        )
        of += max(len(ours), len(theirs))
    assert same / of >= 0.99, f"{same} of {of}"
