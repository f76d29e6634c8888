"""A tour without a screen: the window opens the sample draft, writes a clause, applies a precedent and exports.

It leaves a Word file and screenshots of the window in `build/tour/`. The README's screenshot is made by it too.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, Qt, qInstallMessageHandler
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.base.settings import THEME
from desktop.help.sample import sample_draft
from desktop.shell import application
from desktop.shell.window import DraftWindow
from desktop.trials.unattended import StepTimeout, legible, report, wait

OUT = Path("build") / "tour"
SIZE = QSize(1360, 860)
CLAUSE = (
    "Invites Member States, when developing national law and practice to combat the criminal misuse of digital "
    "networks, to take into account the work of the Commission on Crime Prevention and Criminal Justice;"
)
AFTER = "OP1"
"""The clause of the sample after which the new one is written."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the tour; return 0 if every step succeeded, otherwise 1."""
    parser = argparse.ArgumentParser(prog="python -m desktop.trials.tour", description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=OUT, help="where to leave the files")
    parser.add_argument("--picture", type=Path, help="put a copy of the first picture there")
    parser.add_argument("--theme", choices=THEME.choices, default="light")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(report)
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data:
            written = tour(options.out, Path(data), options.theme)
    except StepTimeout as error:
        print(f"The tour stopped: {error}.", file=sys.stderr)
        return 1
    if options.picture:
        shutil.copyfile(dict(reversed(written))["Screenshot"], options.picture)
    for what, path in written:
        print(f"{what}: {path}")
    return 0


def tour(out: Path, data: Path, theme: str) -> list[tuple[str, Path]]:
    """Run the steps and return the files written, each with its label. Raises `StepTimeout`."""
    app = application.start(["resolution-drafter"])
    legible(app)
    window = application.make_window(app, data)
    window.look.choose(theme)
    window.resize(SIZE)
    window.show()
    try:
        return _steps(window, out)
    finally:
        window.editor.document().setModified(False)
        window.close()


def _steps(window: DraftWindow, out: Path) -> list[tuple[str, Path]]:
    window.precedents.start()
    window.file.take(sample_draft())
    wait(lambda: window.corpus_service.ready, "the precedents did not open")
    write_clause(window, CLAUSE)
    wait(lambda: window.precedents.settled and bool(window.panel.matches), "no precedent was found")
    window.follow()
    match = window.panel.matches[0]
    picture = _picture(window, out / "window.png")
    QTest.keyClick(window.editor, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: _taken_from(window) == match.symbol, "the precedent was not taken")
    wait(lambda: window.precedents.settled, "the precedents did not follow")
    window.follow()
    taken = _picture(window, out / "window-taken.png")
    word = out / "draft.docx"
    word.unlink(missing_ok=True)
    window.file.export_to(word)
    wait(lambda: not window.file.busy, "the Word file was not written")
    if not word.is_file():
        raise StepTimeout("the Word file was not written")
    return [("Word file", word), ("Screenshot", picture), ("Screenshot", taken)]


def write_clause(window: DraftWindow, words: str) -> None:
    """Write a clause after `AFTER` as a user would: go there, press Enter, type."""
    window.activateWindow()
    editor = window.editor
    editor.goto(editor.places().index(AFTER))
    editor.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, words)


def _taken_from(window: DraftWindow) -> str:
    origin = window.editor.current_clause().block.origin
    return origin.symbol if origin else ""


def _picture(window: DraftWindow, path: Path) -> Path:
    QApplication.processEvents()
    if not window.grab().save(str(path)):
        raise StepTimeout(f"{path} could not be written")
    return path


if __name__ == "__main__":
    raise SystemExit(main())
