"""How near a Word export comes to the official print of the same text: line breaks, places, sizes of type.

# needs: libreoffice-writer-nogui poppler-utils

The text of an official PDF is read by our own reader, exported, rendered by LibreOffice and laid beside the PDF, which
Word made. LibreOffice is the ruler at hand, Word is the target, and they differ in one thing that decides most line
ends: Word draws the spaces of a justified line together when a word would otherwise just not fit, LibreOffice before
24.2 never does. So a second figure gives the line ends that Word itself would make of the export, worked out from the
widths of the words. Word's rule is told from the 317 full lines of the four official samples: spaces give up a fifth at
most, and only where stretching the line without the word would be at least three times as much.

Baselines and sizes come from pdfium, which gives them exactly; the boxes of `pdftotext -bbox-layout` do not.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from docx.oxml.ns import qn  # noqa: E402
from lxml import etree  # noqa: E402
from printed import Line, is_raised, lines, source  # noqa: E402
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication  # noqa: E402
from rapidfuzz.distance import Indel  # noqa: E402

from resolution.formats.plain import reader as plain  # noqa: E402
from resolution.formats.word.writer import to_bytes  # noqa: E402
from resolution.model import Resolution  # noqa: E402
from resolution.text import Inline, Run, Text, cut, join, make  # noqa: E402
from resolution.text import plain as words_of  # noqa: E402

SAMPLES = ROOT.parent / "shared" / "samples"
DEFAULT = ("A_RES_73_8-EN.pdf", "S_2018_437-EN.pdf", "S_2022_158-EN.pdf", "S_2024_302-EN.pdf")

EDGE, INDENT, TEXT, RIGHT = 123.35, 147.1, 170.9, 488.65
"""Left edge of the text, of a first line, of the words after a number, and the right edge; points from the page's."""

SIZE, SCALE, SPACING = 9.96, 1.03, 0.2
"""Word sets ten points as 83 dots of 1/600 inch; letters are three per cent wider and 0.2 points further apart."""

MOST, THRICE = 0.21, 3.0
"""How much of a space Word takes away at most, and how much more the line would have to be stretched without it."""

SAME_X, SAME_Y, SAME_SIZE = 0.5, 1.5, 0.3
"""Points. Word rounds sizes to the printer's grid (10 becomes 9.96 on 600 dots an inch, 9.75 on 96); those of the
templates are half a point apart at least.
"""


# ---- the two prints


@dataclass(frozen=True)
class Row:
    """A line of the text's column, its pieces joined. start, end: where it stands among the letters of the text."""

    page: int
    x: float
    y: float
    size: float
    words: str
    start: int
    end: int


def body(found: list[Line]) -> list[Row]:
    """Return the lines of the text's column, from the opening line to the last, notes and titles left out."""
    rows: list[list[Line]] = []
    for line in found:
        inside = EDGE - 1 < line.x < RIGHT and 9.5 < line.size < 10.5 and not is_raised(line, found)
        if not inside or (line.page == 1 and line.y < 212) or line.words.startswith("["):
            continue
        last = rows[-1][0] if rows else None
        if last and last.page == line.page and abs(last.y - line.y) < 0.6:
            rows[-1].append(line)
        else:
            rows.append([line])
    out, at = [], 0
    for row in rows:
        words = " ".join(piece.words for piece in row)
        end = at + len(re.sub(r"\s", "", words))
        out.append(Row(row[0].page, row[0].x, row[0].y, row[0].size, words, at, end))
        at = end
    return out


def letters(rows: list[Row]) -> str:
    """Return the letters of the lines one after another."""
    return re.sub(r"\s", "", "".join(row.words for row in rows))


# ---- what Word would make of it


class Widths:
    """How wide words are in the body's type, kerned; Liberation Serif has the widths of Times New Roman."""

    def __init__(self) -> None:
        self._metrics = {
            (italic, bold): self._font(italic, bold)
            for italic in (False, True)
            for bold in (False, True)
        }
        self.space = self.of(" ", False, False)

    def _font(self, italic: bool, bold: bool) -> QFontMetricsF:
        font = QFont("Liberation Serif")
        font.setPixelSize(1000)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setItalic(italic)
        font.setBold(bold)
        return QFontMetricsF(font)

    def of(self, words: str, italic: bool, bold: bool, size: float = SIZE) -> float:
        """Return the width of words in points."""
        wide = self._metrics[italic, bold].horizontalAdvance(words) / 1000
        return wide * size * SCALE + SPACING * len(words)


@dataclass(frozen=True)
class Piece:
    """What cannot be broken: its letters and width, and whether a space parts it from the piece before."""

    letters: str
    width: float
    spaced: bool


def pieces(paragraph: etree._Element, widths: Widths) -> list[Piece]:
    """Return the pieces of a paragraph of the text: words, and the parts of words with a hyphen."""
    out: list[Piece] = []
    spaced = False
    whole = ""
    for run in paragraph.iter(qn("w:r")):
        look = run.find(qn("w:rPr"))
        italic, bold = (
            look is not None and look.find(qn(name)) is not None for name in ("w:i", "w:b")
        )
        for child in run:
            if child.tag == qn("w:footnoteReference"):
                last = out.pop()
                out.append(replace(last, width=last.width + 0.65 * SIZE * 0.5 * SCALE + 0.25))
            if child.tag == qn("w:tab"):
                whole = ""
            if child.tag == qn("w:noBreakHyphen"):
                last, whole = out.pop(), "\u2011"
                width = last.width + widths.of("-", italic, bold)
                out.append(Piece(f"{last.letters}-", width, last.spaced))
            if child.tag != qn("w:t"):
                continue
            for part in re.findall(r" +|[^ ]+?(?:[-‐–—](?=\w)|(?= )|$)", child.text or ""):
                if not part.strip(" "):
                    spaced, whole = True, ""
                    continue
                width = widths.of(part, italic, bold)
                if whole and not whole.endswith(("-", "‐", "–", "—")):
                    last = out.pop()
                    out.append(Piece(last.letters + part, last.width + width, last.spaced))
                else:
                    out.append(Piece(part, width, spaced))
                whole, spaced = part, False
    return out


def words_lines(found: list[Piece], first: float, widths: Widths) -> Iterator[str]:
    """Yield the lines of a paragraph as Word would break them. first: how far its first line begins from the left."""
    start = 0
    while start < len(found):
        room = RIGHT - (first if start == 0 else EDGE)
        end = start + 1
        while end < len(found) and _fits(found[start : end + 1], room, widths.space):
            end += 1
        yield "".join(piece.letters for piece in found[start:end])
        start = end


def _fits(line: list[Piece], room: float, space: float) -> bool:
    """Tell whether Word puts the last piece on the line: as it is, or with its spaces drawn together."""
    spaces = sum(piece.spaced for piece in line[1:])
    over = sum(piece.width for piece in line) + spaces * space - room
    if over <= 0:
        return True
    shrink = over / (spaces * space) if spaces else 1.0
    without = spaces - line[-1].spaced
    left = room - sum(piece.width for piece in line[:-1]) - without * space
    stretch = left / (without * space) if without else 9.0
    return shrink <= MOST and stretch >= THRICE * shrink


def word_ends(data: bytes, said: str) -> set[int]:
    """Return where Word would end the lines of the Word file, counted in the letters of the official text."""
    with ZipFile(BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    widths = Widths()
    ends, at = set(), 0
    for paragraph in root.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = "" if style is None else style.get(qn("w:val"), "")
        found = pieces(paragraph, widths)
        letters = "".join(piece.letters for piece in found).replace("\u00a0", "")
        place = said.find(letters, at) if letters else -1
        if place < 0 or not name.startswith(("SingleTxt", "ClosingLine", "H")):
            continue
        at = place
        tabs = len(list(paragraph.iter(qn("w:tab"))))
        if tabs == 2 and name.startswith("SingleTxt"):
            at += len(found.pop(0).letters)
        for line in words_lines(found, (EDGE, INDENT, TEXT)[min(tabs, 2)], widths):
            at += len(re.sub(r"\s", "", line))
            ends.add(at)
    return ends


# ---- the comparison


def as_typed(resolution: Resolution, official: list[Line], widths: Widths) -> Resolution:
    """Return the resolution with what editors typed to govern the lines, and a text read from a PDF has lost.

    These are line ends in the title, and no-break hyphens: where a line could have taken the first part of a word.
    """
    text = resolution.main.title
    bold = [line for line in official if "Bold" in line.signs[0].font and 11.5 < line.size < 12.5]
    for line in bold:
        at = words_of(text).find(line.words) + len(line.words)
        if line.page == 1 and at >= len(line.words) and words_of(text)[at : at + 1] == " ":
            text = join(cut(text, 0, at), make("\n"), cut(text, at + 1))
    whole = _kept_whole(body(official), widths)
    main = resolution.main
    blocks = tuple(replace(block, text=_hyphens(block.text, whole)) for block in main.blocks)
    main = replace(main, title=text, blocks=blocks)
    return replace(resolution, divisions=(main, *resolution.divisions[1:]))


def _kept_whole(rows: list[Row], widths: Widths) -> set[str]:
    """Return the words with a hyphen that begin a line although their first part had room on the line above."""
    out = set()
    for above, row in pairwise(rows):
        word = row.words.split()[0]
        part = re.match(r"\w+-(?=\w)", word)
        if part and abs(row.x - EDGE) < SAME_X and above.page == row.page:
            wide = widths.of(f"{above.words} {part[0]}", False, False)
            if wide < RIGHT - above.x:
                out.add(word)
    return out


def _hyphens(text: Text, whole: set[str]) -> Text:
    runs: list[Inline] = []
    for inline in text:
        if isinstance(inline, Run):
            for word in whole:
                inline = replace(
                    inline, text=inline.text.replace(word, word.replace("-", "\u2011"))
                )
        runs.append(inline)
    return tuple(runs)


def render(data: bytes, folder: Path) -> Path:
    """Return the PDF that LibreOffice makes of a Word file."""
    (folder / "ours.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [*command, str(folder / "ours.docx")], check=True, capture_output=True, timeout=180
    )
    return folder / "ours.pdf"


def compare(sample: Path, verbose: bool) -> tuple[int, int, int]:
    """Print the figures of one official document, and what differs; return its lines, those alike here and in Word."""
    official = lines(sample)
    reading = plain.read(source(official, EDGE))
    data = to_bytes(as_typed(reading.resolution, official, Widths()))
    with tempfile.TemporaryDirectory() as folder:
        ours = lines(render(data, Path(folder)))
    rows = body(official)
    print(f"{sample.name}: {len(rows)} lines of text")
    alike = _print_breaks(rows, body(ours), word_ends(data, letters(rows)), verbose)
    _print_places(official, ours, verbose)
    return len(rows), *alike


def _print_breaks(
    theirs: list[Row], ours: list[Row], word: set[int], verbose: bool
) -> tuple[int, int]:
    """Print how many lines end alike, and why the others do not; return how many do here, and in Word."""
    said, here = letters(theirs), _places(letters(ours), letters(theirs))
    ends, starts = {here[row.end] for row in ours}, {here[row.start] for row in ours}
    alike = sum(row.end in ends for row in theirs)
    foreseen = sum(row.end in word for row in theirs)
    _print(_HERE, alike, len(theirs), 0.98)
    _print(_IN_WORD, foreseen, len(theirs), 0.98)
    causes: Counter[str] = Counter()
    for row in theirs:
        if row.end in ends:
            continue
        cause = "Word draws the spaces together" if row.end in word else "not explained"
        cause = cause if row.start in starts else "follows from the line above"
        causes[cause] += 1
        if verbose:
            print(f"      {row.page}: {row.words[-48:]:>48} | {cause}")
    for cause, count in causes.most_common():
        print(f"      {count:3} {cause}")
    for row in theirs if verbose else ():
        if row.end not in word:
            print(f"      Word, worked out otherwise: {row.words}")
    likeness = Indel.normalized_similarity(said, letters(ours))
    if likeness < 1:
        print(f"      the letters of the two texts are {likeness:.4f} alike")
    return alike, foreseen


_HERE = "lines that end at the same word in LibreOffice"
_IN_WORD = "lines that end at the same word in Word, worked out"


def _places(ours: str, theirs: str) -> list[int]:
    """Return for each place among our letters the one among theirs; -1 where theirs have none."""
    out = [-1] * (len(ours) + 1)
    for block in Indel.opcodes(ours, theirs).as_matching_blocks():
        for step in range(block.size + 1):
            out[block.a + step] = block.b + step
    return out


def _print_places(theirs: list[Line], ours: list[Line], verbose: bool) -> None:
    pairs = list(_paired(theirs, ours))
    apart = [(a, b) for a, b in pairs if abs(a.x - b.x) > SAME_X]
    _print("line starts within 0.5 pt", len(pairs) - len(apart), len(pairs), 1.0)
    right = sum(abs(a.right - b.right) < 1.5 for a, b in apart)
    if apart:
        print(
            f"      {right:3} stand against the right edge, and their words are as wide as the printer's grid has them"
        )
    sizes = [(a, b) for a, b in pairs if abs(a.size - b.size) > SAME_SIZE]
    _print("sizes of type the same", len(pairs) - len(sizes), len(pairs), 1.0)
    first = [(a, b) for a, b in pairs if a.page == b.page == 1]
    high = [(a, b) for a, b in first if abs(a.y - b.y) > SAME_Y]
    _print("first page: height within 1.5 pt", len(first) - len(high), len(first), 1.0)
    if first:
        print(f"      median {statistics.median(abs(a.y - b.y) for a, b in first):.2f} pt")
    for name, found in (("starts", apart), ("size", sizes), ("height", high)):
        for a, b in found if verbose else found[:4]:
            print(
                f"      {name}: “{a.words[:40]}” x {a.x:.1f}/{b.x:.1f} y {a.y:.1f}/{b.y:.1f} "
                f"size {a.size:.2f}/{b.size:.2f}"
            )


def _paired(theirs: list[Line], ours: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield the lines of the two prints that begin with the same words, first to first; raised marks are left out.

    Word raises figures of 65 per cent, LibreOffice of 58.
    """
    left = [line for line in ours if not is_raised(line, ours)]
    for line in theirs:
        if is_raised(line, theirs):
            continue
        said = line.letters
        found = next((o for o in left if o.letters[:12] == said[:12] and _alike(line, o)), None)
        if found is not None:
            left.remove(found)
            yield line, found


def _alike(a: Line, b: Line) -> bool:
    """Tell whether two lines are of one kind: not a running head beside a title, nor a page number beside a year."""
    return abs(a.size - b.size) < 1 and abs(a.page - b.page) <= 1


def _print(name: str, count: int, of: int, aim: float) -> None:
    share = count / of if of else 0.0
    print(f"  {name:<52}{count:4} of {of:<4} {share:5.3f}   aim {aim:g}")


def main() -> None:
    """Print the figures for the official samples that are here."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pdf", nargs="*", type=Path, help="official PDFs; the samples otherwise")
    parser.add_argument("-v", "--verbose", action="store_true", help="every difference")
    given = parser.parse_args()
    found = given.pdf or [SAMPLES / name for name in DEFAULT if (SAMPLES / name).exists()]
    if not found:
        print("Word fidelity: left out, the official documents (../shared/samples) are not here.")
        return
    if shutil.which("soffice") is None:
        print("Word fidelity: left out, LibreOffice is not here.")
        return
    QGuiApplication.instance() or QGuiApplication([])
    every, here, word = (
        sum(figures) for figures in zip(*(compare(s, given.verbose) for s in found), strict=True)
    )
    print(f"All: {every} lines of text")
    _print(_HERE, here, every, 0.98)
    _print(_IN_WORD, word, every, 0.98)


if __name__ == "__main__":
    main()
