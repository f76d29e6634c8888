"""How well a PDF is read: texts of the working set set as pages in two ways, and read again.

Ours are laid out by `desktop.pages`; the others are our Word export as LibreOffice prints it. A text with a table is
counted apart: a PDF does not tell a table from rows. Read as it was: every paragraph's kind, label, level and words.
Run: python tests/benchmarks/bench_pdf.py [TEXTS]
"""
# needs: libreoffice-writer-nogui

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desktop.files.exports import export
from desktop.shell import application
from resolution.diff.facts import plain_typography
from resolution.formats.akn import reader as akn
from resolution.formats.pdf import reader as pdf
from resolution.model import Kind, Resolution
from resolution.text import folded, note_indexes

SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpus"
SEED = 20261125


def paragraphs(resolution: Resolution) -> list[tuple[str, str, int, str]]:
    """Return every paragraph's kind, label, level and words."""
    return [
        (block.kind.value, block.label, block.level, plain_typography(folded(block.text)))
        for block in resolution.blocks()
        if block.kind is not Kind.TABLE
    ]


def notes(resolution: Resolution) -> list[str]:
    """Return the notes' words."""
    return [plain_typography(folded(note.text or ())) for note in resolution.notes]


def marks(resolution: Resolution) -> list[list[str]]:
    """Return the note marks in every paragraph, as shown."""
    shown = resolution.note_marks()
    return [[shown[i] for i in note_indexes(block.text)] for block in resolution.blocks()]


def judged(source: Resolution, path: Path, counted: Counter[str]) -> float:
    """Count what of a text came back, and return how many seconds reading took."""
    began = perf_counter()
    reading = pdf.read(path)
    took = perf_counter() - began
    read = reading.resolution
    counted["texts"] += 1
    counted["paragraphs"] += paragraphs(read) == paragraphs(source)
    counted["notes"] += notes(read) == notes(source)
    counted["note marks"] += marks(read) == marks(source)
    counted["title"] += plain_typography(read.title) == plain_typography(source.title)
    counted["symbol"] += read.masthead.symbol == source.masthead.symbol
    counted["date"] += read.masthead.adopted == source.masthead.adopted
    counted["nothing unread"] += not reading.unread
    return took


def main() -> None:
    """Set the texts, read them again and print what came back."""
    files = sorted(SHARED.glob("*/English/*.xml"))
    if not files:
        sys.exit("The working set of real resolutions (../shared/corpus) is not here.")
    random.Random(SEED).shuffle(files)
    application.start(["bench"])
    folder = Path(tempfile.mkdtemp(prefix="resolution-drafter-pdf-"))
    try:
        sources = {
            path.stem: akn.read(path).resolution for path in files[: int((*sys.argv[1:], "60")[0])]
        }
        for stem, source in sources.items():
            export(source, folder / f"{stem}.docx")
        if shutil.which("soffice"):
            words = [str(path) for path in sorted(folder.glob("*.docx"))]
            convert = [
                "soffice",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder / "printed"),
            ]
            subprocess.run([*convert, *words], check=True, capture_output=True)
        for stem, source in sources.items():
            (folder / "ours").mkdir(exist_ok=True)
            export(source, folder / "ours" / f"{stem}.pdf")
        for way in ("ours", "printed"):
            for tables in (False, True):
                _print(way, tables, sources, folder / way)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _print(way: str, tables: bool, sources: dict[str, Resolution], folder: Path) -> None:
    counted: Counter[str] = Counter()
    took = 0.0
    for stem, source in sources.items():
        has_table = any(block.kind is Kind.TABLE for block in source.blocks())
        path = folder / f"{stem}.pdf"
        if has_table is tables and path.exists():
            took += judged(source, path, counted)
    if counted["texts"]:
        name = f"{way}{' with tables' if tables else ''}"
        shown = ", ".join(f"{what} {n}" for what, n in counted.items() if what != "texts")
        print(
            f"{name}: of {counted['texts']} texts {shown}; {1_000 * took / counted['texts']:.0f} ms a text"
        )


if __name__ == "__main__":
    main()
