"""Printing and its preview: pages laid out in the background, painted on a printer."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter, QTransform

from desktop.base.progress import TaskProgress
from desktop.base.workers import Stopped, Worker, WorkerPool
from desktop.pages import PrintedPage, layout, title_of
from desktop.pages.faces import Faces
from desktop.pages.paging import Progress
from desktop.pages.painting import Painter, page_layout
from resolution import safe_write
from resolution.model import Resolution

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.base.dialogs import Dialogs

_SAME_PAPER = 2.0
"""Points by which paper may differ and still be the same."""


class PrintController(QObject):
    """Prints a draft, or shows how it will look; the window stays awake meanwhile."""

    def __init__(
        self,
        dialogs: Dialogs,
        emblem: Callable[[], Path | None],
        line_step: Callable[[], int],
        failed: Callable[[Exception], None],
        pool: WorkerPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._emblem = emblem
        self._line_step = line_step
        self._failed = failed
        self._worker = Worker("pages", self, pool)
        self._progress = TaskProgress(dialogs, self._worker)

    @property
    def busy(self) -> bool:
        """Return whether pages are being laid out."""
        return self._worker.busy

    def print(self, resolution: Resolution) -> None:
        """Lay the draft out, ask for a printer, and print."""
        self._with_pages(resolution, self._print)

    def preview(self, resolution: Resolution) -> None:
        """Lay the draft out and show its pages as they will be printed."""
        self._with_pages(resolution, self._preview)

    def stop(self) -> None:
        """End the background work."""
        self._worker.stop()

    def _with_pages(
        self, resolution: Resolution, then: Callable[[list[PrintedPage], str], None]
    ) -> None:
        emblem, step, title = self._emblem(), self._line_step(), title_of(resolution)
        task = self._worker.ask(
            lambda task: layout(resolution, emblem, task.go_on, step),
            lambda pages: self._laid_out(pages, title, then),
            self._could_not,
            lambda done, total, _: self._progress.advance(done, total),
            topic="pages",
        )
        self._progress.show("Laying out the pages…", task)

    def _laid_out(
        self, pages: list[PrintedPage], title: str, then: Callable[[list[PrintedPage], str], None]
    ) -> None:
        self._progress.close()
        then(pages, title)

    def _could_not(self, error: Exception) -> None:
        self._progress.close()
        self._failed(error)

    def _print(self, pages: list[PrintedPage], title: str) -> None:
        printer = printer_for(pages, title)
        if self._dialogs.choose_printer(printer, len(pages)):
            self._paint(printer, pages)

    def _preview(self, pages: list[PrintedPage], title: str) -> None:
        self._dialogs.preview(
            printer_for(pages, title), lambda printer: self._paint(printer, pages)
        )

    def _paint(self, printer: QPrinter, pages: Sequence[PrintedPage]) -> None:
        """Paint with a dialog that shows how far it is, and can end it."""
        stopped: list[bool] = []
        waiting = self._dialogs.progress("Painting the pages…", lambda: stopped.append(True))

        def progress(done: int, total: int) -> None:
            waiting.setMaximum(total)
            waiting.setValue(done)
            if stopped:
                raise Stopped

        try:
            paint_on(printer, pages, progress)
        except Stopped:
            printer.abort()
        except OSError as error:
            self._failed(error)
        finally:
            waiting.reset()
            waiting.hide()
            waiting.deleteLater()


def printer_for(pages: Sequence[PrintedPage], title: str) -> QPrinter:
    """Return a printer set to the paper of the pages."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout(pages[0]))
    printer.setFullPage(True)
    printer.setDocName(title)
    printer.setCreator("Resolution Drafter")
    return printer


def paint_on(
    printer: QPrinter, pages: Sequence[PrintedPage], progress: Progress | None = None
) -> None:
    """Paint the pages that the user chose, as often as was asked for.

    On paper of another size the pages are made to fit, and stand in the middle. A PDF file that the user prints to is
    replaced as a whole or left as it was.

    Raises OSError where the printer refuses or the file cannot be written.
    """
    name = printer.outputFileName()
    if not name or printer.outputFormat() is not printer.OutputFormat.PdfFormat:
        _paint(printer, pages, progress)
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        made = Path(folder) / "printed.pdf"
        printer.setOutputFileName(str(made))
        try:
            _paint(printer, pages, progress)
        finally:
            printer.setOutputFileName(name)
        if made.exists():  # a preview paints on the screen and makes no file
            safe_write.write(Path(name), _whole(made.read_bytes()))


def _whole(content: bytes) -> bytes:
    """Return the content of a PDF; raises OSError where its end is missing or its table of objects is not in place.

    Qt does not report when a disk took only part of a file.
    """
    end = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", content[-64:])
    if end is None or not content.startswith(b"xref", int(end[1])):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), tempfile.gettempdir())
    return content


def _paint(printer: QPrinter, pages: Sequence[PrintedPage], progress: Progress | None) -> None:
    chosen = _chosen(printer, pages)
    painter = QPainter()
    if not painter.begin(printer):
        raise OSError(f"the printer {printer.printerName() or 'chosen'} does not answer")
    faces = Faces()
    try:
        for n, page in enumerate(chosen):
            if n and not printer.newPage():
                raise OSError("the printer stopped")
            painter.setTransform(_fitted(printer, page))
            Painter(painter, faces).paint(page)
            if progress:
                progress(n + 1, len(chosen))
    finally:
        painter.end()


def _chosen(printer: QPrinter, pages: Sequence[PrintedPage]) -> list[PrintedPage]:
    """Return the pages to print, one after another, copies included that the printer does not make itself."""
    first = max(1, printer.fromPage() or 1)
    last = printer.toPage() or len(pages)
    once = list(pages[first - 1 : last]) or list(pages)
    if printer.pageOrder() is printer.PageOrder.LastPageFirst:
        once.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return once * copies
    return [page for page in once for _ in range(copies)]


def _fitted(printer: QPrinter, page: PrintedPage) -> QTransform:
    """Return what turns a page's points into the printer's dots."""
    dots = printer.resolution() / 72
    paper: QRectF = printer.paperRect(printer.Unit.Point)
    scale = min(paper.width() / page.width, paper.height() / page.height)
    if max(abs(paper.width() - page.width), abs(paper.height() - page.height)) < _SAME_PAPER:
        scale = 1.0
    left = (paper.width() - scale * page.width) / 2
    top = (paper.height() - scale * page.height) / 2
    transform = QTransform.fromTranslate(left * dots, top * dots)
    return transform.scale(scale * dots, scale * dots)
