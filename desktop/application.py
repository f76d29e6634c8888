"""The application: the window with its settings, its colours and its log, from the first moment to the last."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.dialogs import Dialogs
from desktop.draft_file import blank
from desktop.settings import THEME, Settings
from desktop.theme import Look
from desktop.window import DraftWindow
from resolution.organs import ORGANS

NAME = "Resolution Drafter"
LOG = "resolution-drafter.log"
LOG_BYTES = 500_000
PATIENCE = 0.0005
"""Seconds that a background thread may keep the interpreter while a key waits; Python's own 5 ms, met several times in
one key, are felt. Measured: with searches running, the slowest key in a hundred takes half as long."""

log = logging.getLogger(__name__)


def run_window(file: Path | None, data: Path) -> int:
    """Open the window, with a file where one is given, and return the exit status when it is closed.

    data: the folder of settings, corpus and log; made where it is not there.
    """
    application = start(sys.argv[:1])
    keep_log(data)
    window = make_window(application, data)
    sys.excepthook = unexpected(window, data)
    window.show()
    QTimer.singleShot(0, window.desk.start)
    if file:
        QTimer.singleShot(0, lambda: window.file.open(file))
    try:
        return application.exec()
    finally:
        window.stop()
        sys.excepthook = sys.__excepthook__


def start(arguments: list[str]) -> QApplication:
    """Return the Qt application, made where there is none yet."""
    sys.setswitchinterval(PATIENCE)
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(arguments)
    application.setApplicationName(NAME)
    application.setApplicationDisplayName(NAME)
    application.setDesktopFileName("resolution-drafter")
    return application


def make_window(
    application: QApplication, data: Path, dialogs: Dialogs | None = None
) -> DraftWindow:
    """Return the window with the beginning of a draft in it; the corpus is not yet open."""
    data.mkdir(parents=True, exist_ok=True)
    settings = Settings(data)
    look = Look(application, settings.words(THEME))
    window = DraftWindow(data, settings, look, dialogs)
    window.file.take(blank(ORGANS[0].name))
    return window


def keep_log(data: Path) -> logging.Handler:
    """Write warnings and errors to a file in the data folder, of bounded size."""
    data.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        data / LOG, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
    return handler


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def unexpected(window: DraftWindow, data: Path) -> Hook:
    """Return what is done with an error nobody foresaw: it is logged and told, and the window stays open."""
    telling = False

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal telling
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.error("not foreseen", exc_info=(kind, error, trace))
        if telling:
            return
        telling = True
        try:
            window.dialogs.warn(
                "Something went wrong",
                f"The program met an error it did not expect. Your draft is still open: save it now, under a new name "
                f"to be safe. The details are in {data / LOG}.",
                "".join(traceback.format_exception(kind, error, trace)),
            )
        finally:
            telling = False

    return tell
