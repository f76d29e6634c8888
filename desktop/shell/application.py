"""The application, from the first moment to the last: its windows, its log, and what a crash left behind."""

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
from desktop.shell import crash_log as trouble
from desktop.shell.file_opening import FileOpening
from desktop.shell.garbage_collection import GarbageCollector
from desktop.shell.window import DraftWindow
from desktop.shell.windows import Windows

NAME = "Resolution Drafter"
WITHOUT_SCREEN = ("offscreen", "minimal")
ICON = Path(__file__).parents[1] / "icon"
"""The program's own icon, in the sizes that desktops show; `packaging/make_icon.py` draws them from its outline."""

PATIENCE = 0.0005
"""Seconds that a background thread may keep the interpreter while a key waits; Python's own 5 ms, met several times in
one key, are felt. Measured: with searches running, the slowest key in a hundred takes half as long."""


def run_window(files: Sequence[Path], data: Path) -> int:
    """Open a window for each file, or one without any, and return the exit status when the last one is closed.

    data: the folder of settings, corpus and log; made where it is not there.
    """
    application = start(sys.argv[:1])
    trouble.keep_log(data)
    trouble.keep_crash_log(data)
    trouble.log_qt()
    windows = Windows(application, data)
    trouble.catch(windows, data)
    sweeper = GarbageCollector(windows)
    windows.made.connect(sweeper.attend)
    if sys.platform == "darwin":
        application.installEventFilter(FileOpening(windows.open, windows))
    windows.show_new()
    QTimer.singleShot(0, lambda: begin(windows, *files))
    try:
        return application.exec()
    finally:
        sweeper.stop()
        windows.stop()
        trouble.let_go()


def begin(windows: Windows, file: Path | None = None, *others: Path) -> None:
    """Offer what a crash left behind, then open the files that the program was started with, or greet a newcomer."""
    windows.offer_recovered()
    if file is not None:
        windows.open_all([file, *others])
    elif windows.open_windows:
        windows.current().first.greet()


def start(arguments: list[str]) -> QApplication:
    """Return the Qt application, made where there is none yet."""
    sys.setswitchinterval(PATIENCE)
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(arguments)
    application.setApplicationName(NAME)
    application.setApplicationDisplayName(NAME)
    application.setApplicationVersion(VERSION)
    application.setDesktopFileName(ID)
    application.setWindowIcon(program_icon())
    atexit.register(let_go_of_clipboard)
    return application


def program_icon() -> QIcon:
    """Return the program's icon, sharp in every size that it was drawn in."""
    icon = QIcon()
    for path in sorted(ICON.glob("*.png")):
        icon.addFile(str(path))
    return icon


def let_go_of_clipboard() -> None:
    """Empty the clipboard of a platform without a screen, which nobody else can see.

    Such a platform keeps what was copied in a static of its own, taken apart only after Python has ended: what the
    editor put there is a Python object, and the process would crash on its way out. Where there is a screen, Qt hands
    the words over to the system when the application ends.
    """
    if QGuiApplication.platformName() in WITHOUT_SCREEN:
        QGuiApplication.clipboard().clear()


def make_window(
    application: QApplication, data: Path, dialogs: FileDialogs | None = None
) -> DraftWindow:
    """Return the window with the beginning of a draft in it; the corpus is not yet open."""
    return Windows(application, data, (lambda: dialogs) if dialogs else None).make()
