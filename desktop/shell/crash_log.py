"""What goes wrong unforeseen: the log, the crash file, and what is done with an error nobody caught."""

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
"""What the program's last moments were, where it broke off inside Qt or another library."""

QUIET = ("This plugin does not support",)
"""What Qt says without a screen at every window; it tells nobody anything."""

LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

log = logging.getLogger(__name__)
qt_log = logging.getLogger("Qt")


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


def keep_crash_log(data: Path) -> None:
    """Have the interpreter write down where it was when it breaks off; what is there already goes into the log."""
    path = data / CRASH
    try:
        if path.exists() and (before := path.read_text("utf-8", "replace").strip()):
            log.error("the program broke off before:\n%s", before)
            path.write_bytes(b"")
        # Left open as long as the program runs: faulthandler writes to it in its last moment.
        faulthandler.enable(path.open("a", encoding="utf-8"))
    except OSError as error:
        log.warning("no crash log can be kept in %s: %s", path, error)


def log_qt() -> None:
    """Have what Qt complains of written to the log."""
    qInstallMessageHandler(_log_qt)


def _log_qt(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    level = LEVELS.get(kind)
    if level is not None and not words.startswith(QUIET):
        category = context.category or "default"
        qt_log.log(level, "%s: %s", category, words)


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def unexpected(windows: Windows, data: Path) -> Hook:
    """Return what is done with an error nobody foresaw: drafts are kept at once, it is logged and told."""
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
            kept, lost = windows.keep_drafts()
            words = error_dialog.sentence(kept, lost, data / LOG)
            details = "".join(traceback.format_exception(kind, error, trace))
            error_dialog.show_error(windows.dialogs, words, details)
        finally:
            telling = False

    return tell


def unraisable(told: Any) -> None:
    """Log an error that Python could raise nowhere, in a destructor for one."""
    log.error("not raised: %s", told.err_msg, exc_info=told.exc_value)


def catch(windows: Windows, data: Path) -> None:
    """Catch from now on what nobody else does."""
    sys.excepthook = unexpected(windows, data)
    sys.unraisablehook = unraisable


def let_go() -> None:
    """Leave errors to Python again, and Qt's words to itself."""
    sys.excepthook = sys.__excepthook__
    sys.unraisablehook = sys.__unraisablehook__
    qInstallMessageHandler(None)
