"""The window part of the self-test: type into the window, wait for a precedent, write a PDF and check it."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.files.file_dialogs import FileDialogs
from desktop.help.sample import sample_draft
from desktop.safety.error_dialog import ErrorDialog
from desktop.shell import application
from desktop.shell.window import DraftWindow
from desktop.shell.windows import Windows
from desktop.trials import unattended
from desktop.trials.unattended import StepTimeout, wait

TYPED = "Notes"
FEWEST_COLOURS = 8
"""A window in which nothing is drawn has fewer colours."""


class UnattendedDialogs(FileDialogs):
    """Replaces the dialogs, as nobody can answer them: a message ends the test."""

    def show_message(self, title: str, sentence: str) -> None:
        raise StepTimeout(f"{title}: {sentence}")

    def show_warning(self, title: str, sentence: str, details: str = "") -> None:
        raise StepTimeout(f"{title}: {sentence}")

    def run(self, dialog: QDialog) -> bool:
        if isinstance(dialog, ErrorDialog):
            raise StepTimeout(f"{dialog.words} {dialog.details}")
        return super().run(dialog)


def try_window(folder: Path) -> int:
    """Try the window with a data folder; print the results as JSON, or the failed step. Return the exit status."""
    qInstallMessageHandler(unattended.report)
    app = application.start(["resolution-drafter"])
    windows = Windows(app, folder, UnattendedDialogs)
    window = windows.show_new()  # as at a normal start, the corpus opens in the background
    window.resize(QSize(1200, 800))
    try:
        print(json.dumps(_results(window, folder)))
    except StepTimeout as stuck:
        print(stuck, file=sys.stderr)
        return 1
    finally:
        window.editor.document().setModified(False)
        window.close()
    return 0


def _results(window: DraftWindow, folder: Path) -> dict[str, object]:
    handle = window.windowHandle()
    wait(lambda: handle is not None and handle.isExposed(), "the window did not come into sight")
    window.editor.goto(window.editor.block_count - 1)
    type_keys(window.editor, TYPED)
    typed = window.editor.toPlainText()
    if TYPED not in typed:
        raise StepTimeout("what was typed did not come into the text")
    usable, processor = time.time(), time.process_time()
    pauses = Pauses(window)
    wait(lambda: window.corpus_service.ready, "the precedents did not open")
    window.file.take(sample_draft())
    window.editor.goto(window.editor.places().index("PP1"))
    wait(lambda: bool(window.panel.matches), "no precedent was found")
    precedents = time.time()
    wait(lambda: window.checks.settled, "the checks did not end")
    if colours(window.grab().toImage()) < FEWEST_COLOURS:
        raise StepTimeout("nothing was drawn in the window")
    return {
        "platform": QGuiApplication.platformName(),
        "usable": usable,
        "processor": processor,
        "precedents": precedents,
        "pause": pauses.longest,
        "pages": _pdf_pages(window, folder / "window.pdf"),
    }


class Pauses(QObject):
    """Measures the longest time that the event loop was blocked, in seconds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest = 0.0
        self._last = time.monotonic()
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.monotonic()
        self.longest, self._last = max(self.longest, now - self._last), now


def type_keys(widget: QWidget, words: str) -> None:
    """Send key press and release events for each letter."""
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(
                widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            )


def colours(image: QImage) -> int:
    """Return the number of colours in an image, sampled every seventh pixel."""
    return len(
        {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    )


def _pdf_pages(window: DraftWindow, path: Path) -> int:
    import pypdfium2

    window.file.export_to(path)
    wait(lambda: not window.file.busy, "the PDF was not written")
    if not path.is_file():
        raise StepTimeout("the PDF was not written")
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()
