"""Unexpected errors: the log, the crash log, and the handling of uncaught exceptions."""

from __future__ import annotations

import faulthandler
import logging
import sys
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop.safety import error_dialog

if TYPE_CHECKING:
    from desktop.shell.windows import Windows

LOG = "resolution-drafter.log"
LOG_BYTES = 500_000

CRASH = "crash.log"
"""The Python stack of the last crash, for crashes inside Qt or another library."""

QUIET = ("This plugin does not support",)
"""A Qt message that appears for every window on the offscreen platform; not worth logging."""

LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

log = logging.getLogger(__name__)
qt_log = logging.getLogger("Qt")


def keep_log(data: Path) -> logging.Handler:
    """Log warnings and errors to a file of limited size in the data folder."""
    data.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        data / LOG, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
    return handler


def keep_crash_log(data: Path) -> None:
    """Have the interpreter write its stack to a file if it crashes; the stack of an earlier crash goes into the log."""
    path = data / CRASH
    try:
        if path.exists() and (before := path.read_text("utf-8", "replace").strip()):
            log.error("the program broke off before:\n%s", before)
            path.write_bytes(b"")
        # Stays open while the program runs, as faulthandler writes to it during a crash.
        faulthandler.enable(path.open("a", encoding="utf-8"))
    except OSError as error:
        log.warning("no crash log can be kept in %s: %s", path, error)


def log_qt() -> None:
    """Write Qt's warnings and errors to the log."""
    qInstallMessageHandler(_log_qt)


def _log_qt(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    level = LEVELS.get(kind)
    if level is not None and not words.startswith(QUIET):
        category = context.category or "default"
        qt_log.log(level, "%s: %s", category, words)


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def exception_hook(windows: Windows, data: Path) -> Hook:
    """Return a hook for uncaught exceptions that logs them, saves recovery copies at once and shows a dialog."""
    showing = False

    def handle(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        nonlocal showing
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.error("not foreseen", exc_info=(kind, error, trace))
        if showing:
            return
        showing = True
        try:
            kept, lost = windows.keep_drafts()
            words = error_dialog.sentence(kept, lost, data / LOG)
            details = "".join(traceback.format_exception(kind, error, trace))
            error_dialog.show_error(windows.dialogs, words, details)
        finally:
            showing = False

    return handle


def log_unraisable(unraisable: Any) -> None:
    """Log an exception that Python cannot raise, for example in a destructor (`sys.unraisablehook`)."""
    log.error("not raised: %s", unraisable.err_msg, exc_info=unraisable.exc_value)


def install_hooks(windows: Windows, data: Path) -> None:
    """Install the hooks for uncaught exceptions."""
    sys.excepthook = exception_hook(windows, data)
    sys.unraisablehook = log_unraisable


def remove_hooks() -> None:
    """Restore Python's hooks and Qt's message handler."""
    sys.excepthook = sys.__excepthook__
    sys.unraisablehook = sys.__unraisablehook__
    qInstallMessageHandler(None)
