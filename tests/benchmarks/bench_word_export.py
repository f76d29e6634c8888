"""How long a Word export takes, beside the same paragraphs written by plain python-docx calls.

The text has 300 clauses and 100 notes, made from adopted wording in the seeds. The plain calls write the same paragraphs
and runs, each with its style, tabs and italics, but no notes, masthead or heads: they have the easier task. Then the
largest text of the working set, where it is at hand: it should take as long for each paragraph.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, Twips

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from resolution.formats.akn import reader as akn  # noqa: E402
from resolution.formats.plain import reader as plain  # noqa: E402
from resolution.formats.word.writer import to_bytes  # noqa: E402
from resolution.labels import numbered  # noqa: E402
from resolution.model import Block, Division, Kind, Note, Resolution  # noqa: E402
from resolution.text import Mark, NoteRef, Run, Text, join, make, runs  # noqa: E402

CLAUSES = 300
NOTES = 100
ROUNDS = 15


def text_of(clauses: int, notes: int) -> Resolution:
    """Return a resolution of so many clauses and notes, from the clauses of a seed over and over."""
    seed = plain.read(sorted((ROOT / "tests" / "seeds").glob("1_*.txt"))[0]).resolution
    kinds = (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ITEM)
    found = [block for block in seed.main.blocks if block.kind in kinds]
    anchors = {place * clauses // notes: place for place in range(notes)}
    blocks = []
    for place in range(clauses):
        block = found[place % len(found)]
        text: Text = tuple(runs(block.text))
        if place in anchors:
            text = join(text, (NoteRef(anchors[place]),))
        kind = Kind.PREAMBULAR if place < clauses // 2 else Kind.OPERATIVE
        blocks.append(Block(kind, text))
    texts = [Note(make(f"See resolution {50 + place // 2}/{place + 1}.")) for place in range(notes)]
    main = Division(title=seed.main.title, blocks=numbered(blocks), closing=seed.main.closing)
    return Resolution(seed.masthead, (main,), tuple(texts))


def plain_calls(resolution: Resolution) -> bytes:
    """Write the same paragraphs with python-docx alone."""
    document = docx.Document()
    style = document.styles.add_style("__Single Txt", WD_STYLE_TYPE.PARAGRAPH)
    style.font.name, style.font.size = "Times New Roman", Pt(10)
    shape = style.paragraph_format
    shape.left_indent = shape.right_indent = Twips(1267)
    shape.space_after, shape.line_spacing = Pt(6), Pt(12)
    shape.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for block in resolution.blocks():
        paragraph = document.add_paragraph(style="__Single Txt")
        paragraph.add_run(f"\t{block.label}\t" if block.label else "\t")
        for run in _runs(block):
            paragraph.add_run(run.text).italic = Mark.LEAD in run.marks or None
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _runs(block: Block) -> Iterator[Run]:
    return (inline for inline in block.text if isinstance(inline, Run))


def _milliseconds(call: Callable[[Resolution], bytes], resolution: Resolution) -> float:
    start = time.perf_counter()
    call(resolution)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Print a table: medians of alternating rounds, and their ratio."""
    _print(f"{CLAUSES} clauses, {NOTES} notes", text_of(CLAUSES, NOTES))
    files = sorted((ROOT.parent / "shared" / "corpus").glob("*/English/*.xml"))
    if files:
        largest = max((akn.read(file).resolution for file in files), key=_paragraphs)
        count = _paragraphs(largest)
        _print(
            f"{largest.masthead.symbol}, {count} paragraphs, {len(largest.notes)} notes", largest
        )
    else:
        print("The largest text of the working set: left out, ../shared/corpus is not here.")


def _paragraphs(resolution: Resolution) -> int:
    return sum(1 for _ in resolution.blocks())


def _print(name: str, resolution: Resolution) -> None:
    to_bytes(resolution)
    plain_calls(resolution)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(_milliseconds(to_bytes, resolution))
        theirs.append(_milliseconds(plain_calls, resolution))
    export, calls = statistics.median(ours), statistics.median(theirs)
    print(f"Word export, {name}, median of {ROUNDS}")
    print(f"  ours, with notes, masthead and heads   {export:8.1f} ms")
    print(f"  plain python-docx calls, without       {calls:8.1f} ms")
    print(f"  ratio                                  {export / calls:8.2f}   aim 0.5")
    print(f"  ours, for each paragraph               {export / _paragraphs(resolution):8.2f} ms")


if __name__ == "__main__":
    main()
