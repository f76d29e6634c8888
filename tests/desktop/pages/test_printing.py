"""Printing: what comes out of the printer is what was laid out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QProgressDialog

from desktop.base.workers import Stopped
from desktop.pages import layout
from desktop.pages.paging import PrintedPage
from desktop.pages.printing import paint_on, printer_for
from desktop.shell.window import DraftWindow
from resolution.formats import detect as files
from resolution.model import Resolution


@pytest.fixture
def pages(seeds: list[Path]) -> list[PrintedPage]:
    return layout(files.read(seeds[0]).resolution)


def printed(path: Path) -> list[str]:
    """Return the words of each page of a PDF."""
    document = pypdfium2.PdfDocument(path)
    return [document[n].get_textpage().get_text_bounded() for n in range(len(document))]


def printer(pages: list[PrintedPage], path: Path) -> QPrinter:
    made = printer_for(pages, "A title")
    made.setOutputFileName(str(path))
    return made


def test_every_page_is_printed_on_its_own_paper(pages: list[PrintedPage], tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    paint_on(printer(pages, target), pages)
    document = pypdfium2.PdfDocument(target)
    assert len(document) == len(pages)
    assert [round(side) for side in document[0].get_size()] == [612, 792]
    for page, words in zip(pages, printed(target), strict=True):
        assert all(line.spans[0].text.strip() in words for line in page.lines)


def test_pages_fit_other_paper(pages: list[PrintedPage], tmp_path: Path) -> None:
    target = tmp_path / "a5.pdf"
    small = printer(pages, target)
    small.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A5), QPageLayout.Orientation.Portrait, QMarginsF()
        )
    )
    paint_on(small, pages)
    document = pypdfium2.PdfDocument(target)
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (420, 595)
    text = document[0].get_textpage()
    signs = [n for n in range(text.count_chars()) if text.get_text_range(n, 1).strip()]
    boxes = [text.get_charbox(n) for n in signs]
    assert min(box[0] for box in boxes) > 20 and max(box[2] for box in boxes) < 400


def test_only_the_chosen_pages_are_printed(pages: list[PrintedPage], tmp_path: Path) -> None:
    target = tmp_path / "one.pdf"
    chosen = printer(pages, target)
    chosen.setFromTo(2, 2)
    paint_on(chosen, pages)
    assert len(printed(target)) == 1
    assert f"2/{len(pages)}" in printed(target)[0]


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the limit on the size of files is one of Linux"
)
def test_a_pdf_that_is_printed_in_part_only_does_not_replace_the_old_file(
    pages: list[PrintedPage], tmp_path: Path
) -> None:
    import resource

    target = tmp_path / "out.pdf"
    target.write_bytes(b"the old file")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3000, before[1]))
    try:
        with pytest.raises(OSError):
            paint_on(printer(pages, target), pages)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert target.read_bytes() == b"the old file"
    assert list(tmp_path.iterdir()) == [target]


def test_printing_can_be_stopped(pages: list[PrintedPage], tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        paint_on(printer(pages, tmp_path / "out.pdf"), pages, stop)


def test_the_preview_shows_as_many_pages(qapp: Any, pages: list[PrintedPage]) -> None:
    made = printer_for(pages, "A title")
    dialog = QPrintPreviewDialog(made)
    dialog.paintRequested.connect(lambda on: paint_on(on, pages))
    dialog.show()
    qapp.processEvents()
    shown = dialog.findChild(QPrintPreviewWidget)
    assert shown is not None and shown.pageCount() == len(pages)
    dialog.close()
    dialog.deleteLater()


def test_the_window_prints_and_previews(
    window: DraftWindow, stand: Any, qtbot: Any, draft: Resolution, tmp_path: Path
) -> None:
    window.file.take(draft)
    for name, command in (("print", window.print_draft), ("preview", window.print_preview)):
        stand.path, stand.yes = tmp_path / f"{name}.pdf", True
        command()
        qtbot.waitUntil(lambda: not window.printing.busy)
        assert "Côte d’Ivoire" in printed(stand.path)[0]
    assert stand.asked == ["printer for 1", "preview"]


def test_the_window_exports_a_pdf(
    window: DraftWindow, stand: Any, qtbot: Any, draft: Resolution, tmp_path: Path
) -> None:
    window.file.take(draft)
    stand.path = tmp_path / "draft.pdf"
    window.export_pdf()
    qtbot.waitUntil(lambda: not window.file.busy)
    assert "Côte d’Ivoire" in printed(stand.path)[0]


def test_an_export_that_is_cancelled_leaves_nothing(
    window: DraftWindow, stand: Any, qtbot: Any, draft: Resolution, tmp_path: Path, monkeypatch: Any
) -> None:
    cancels: list[Any] = []

    def progress(title: str, cancelled: object) -> QProgressDialog:
        cancels.append(cancelled)
        return QProgressDialog()

    monkeypatch.setattr(stand, "progress", progress)
    window.file.take(draft)
    window.file.export_to(tmp_path / "draft.pdf")
    cancels[0]()
    window.file.export_to(tmp_path / "after.txt")
    qtbot.waitUntil(lambda: (tmp_path / "after.txt").exists())
    assert [path.name for path in tmp_path.glob("*.pdf")] == []
