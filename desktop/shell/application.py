"""The application from start to exit: its windows, its log, and drafts that a crash left behind."""

from __future__ import annotations

import atexit
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from desktop import ID, VERSION
from desktop.files.file_dialogs import FileDialogs
from desktop.shell import crash_log
from desktop.shell.file_opening import FileOpening
from desktop.shell.garbage_collection import GarbageCollector
from desktop.shell.window import DraftWindow
from desktop.shell.windows import Windows

NAME = "Resolution Drafter"
WITHOUT_SCREEN = ("offscreen", "minimal")
ICON = Path(__file__).parents[1] / "icon"
"""The program's icon in the sizes that desktops use, drawn by `packaging/make_icon.py` from the SVG."""

SWITCH_INTERVAL = 0.0005
"""Seconds that a background thread may hold the interpreter while a key event waits. Python's default of 5 ms, incurred
several times for one key, is noticeable. Measured with searches running: halves the 99th percentile of key latency."""


def run_window(files: Sequence[Path], data: Path) -> int:
    """Open a window for each file, or a single empty one, and return the exit status when the last one is closed.

    data: the folder of settings, corpus and log; created if needed
    """
    application = start(sys.argv[:1])
    crash_log.keep_log(data)
    crash_log.keep_crash_log(data)
    crash_log.log_qt()
    windows = Windows(application, data)
    crash_log.install_hooks(windows, data)
    collector = GarbageCollector(windows)
    windows.made.connect(collector.watch)
    if sys.platform == "darwin":
        application.installEventFilter(FileOpening(windows.open, windows))
    windows.show_new()
    QTimer.singleShot(0, lambda: begin(windows, *files))
    try:
        return application.exec()
    finally:
        collector.stop()
        windows.stop()
        crash_log.remove_hooks()


def begin(windows: Windows, file: Path | None = None, *others: Path) -> None:
    """Offer drafts that a crash left behind, then open the files given, or greet a first-time user."""
    windows.offer_recovered()
    if file is not None:
        windows.open_all([file, *others])
    elif windows.open_windows:
        windows.current().onboarding.greet()


def start(arguments: list[str]) -> QApplication:
    """Return the Qt application, creating it if there is none."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(arguments)
    application.setApplicationName(NAME)
    application.setApplicationDisplayName(NAME)
    application.setApplicationVersion(VERSION)
    application.setDesktopFileName(ID)
    application.setWindowIcon(program_icon())
    atexit.register(clear_offscreen_clipboard)
    return application


def program_icon() -> QIcon:
    """Return the program's icon, in every size that was drawn."""
    icon = QIcon()
    for path in sorted(ICON.glob("*.png")):
        icon.addFile(str(path))
    return icon


def clear_offscreen_clipboard() -> None:
    """Clear the clipboard on a platform without a screen, where no other program can see it.

    Such a platform keeps the clipboard's content in a static that is destroyed only after Python has ended. The content
    is a Python object created by the editor, so the process would crash on exit. On a platform with a screen, Qt passes
    the content to the system when the application ends.
    """
    if QGuiApplication.platformName() in WITHOUT_SCREEN:
        QGuiApplication.clipboard().clear()


def make_window(
    application: QApplication, data: Path, dialogs: FileDialogs | None = None
) -> DraftWindow:
    """Return a window with a new draft; its corpus is not open yet."""
    return Windows(application, data, (lambda: dialogs) if dialogs else None).make()
