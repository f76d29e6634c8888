"""Take screenshots of the window and of everything a command opens, in all themes, at 100 and 200 per cent.

Run as `python -m desktop.trials.pictures [FOLDER]`; without a screen Qt paints into memory (QT_QPA_PLATFORM=offscreen).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, qInstallMessageHandler
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget

from desktop.base.commands import COMMANDS
from desktop.base.settings import LINES_SHOWN, THEME
from desktop.help.sample import sample_draft
from desktop.shell import application
from desktop.shell.window import DraftWindow
from desktop.trials import tour, unattended

OUT = Path("build") / "pictures"
SCALES = ("1", "2")
LEFT_OUT = ("close", "print_preview", "print_draft")
"""Commands that close the program, or open a dialog of Qt or the system."""
NOT_OURS = (QFileDialog, QAbstractPrintDialog, QPrintPreviewDialog, QMenu)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take all screenshots, each scale in a separate process, as Qt reads the scale only at start-up."""
    parser = argparse.ArgumentParser(prog="python -m desktop.trials.pictures", description=__doc__)
    parser.add_argument(
        "out", nargs="?", type=Path, default=OUT, help="where to leave the pictures"
    )
    parser.add_argument("--scale", choices=SCALES, help="this scale alone")
    parser.add_argument("--theme", choices=THEME.choices[1:], help="this theme alone")
    options = parser.parse_args(arguments)
    themes = [options.theme] if options.theme else list(THEME.choices[1:])
    if options.scale and os.environ.get("QT_SCALE_FACTOR") == options.scale:
        for theme in themes:
            take(options.out, theme, options.scale)
        return 0
    for scale in [options.scale] if options.scale else SCALES:
        command = [
            sys.executable,
            "-m",
            "desktop.trials.pictures",
            str(options.out),
            "--scale",
            scale,
        ]
        command += ["--theme", options.theme] if options.theme else []
        code = subprocess.run(command, env={**os.environ, "QT_SCALE_FACTOR": scale}).returncode
        if code:
            return code
    print(options.out)
    return 0


def take(out: Path, theme: str, scale: str) -> None:
    """Take the screenshots for one theme: the window wide and narrow, its menus, and what every command opens."""
    folder = out / f"{theme.replace(' ', '-')}-{scale}00"
    folder.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(unattended.report)
    app = application.start(["resolution-drafter"])
    unattended.legible(app)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data:
        window = application.make_window(app, Path(data))
        window.look.choose(theme)
        window.show()
        try:
            prepare(window)
            _pictures(window, folder)
        finally:
            window.editor.document().setModified(False)
            window.close()


def prepare(window: DraftWindow) -> None:
    """Open a draft in the window, with a clause that has precedents."""
    window.precedents.start()
    window.file.take(sample_draft())
    unattended.wait(lambda: window.corpus_service.ready, "the precedents did not open")
    tour.write_clause(window, tour.CLAUSE)
    unattended.wait(
        lambda: window.precedents.settled and bool(window.panel.matches), "no precedent was found"
    )
    window.follow()


def _pictures(window: DraftWindow, folder: Path) -> None:
    window.resize(QSize(1280, 800))
    _grab(window, folder / "window.png")
    window._settings.set_value(LINES_SHOWN, "every line")
    window.resize(QSize(1000, 700))
    _grab(window, folder / "window-narrow.png")
    for menu in (action.menu() for action in window.menuBar().actions()):
        if not isinstance(menu, QMenu):
            continue
        menu.popup(window.mapToGlobal(window.rect().topLeft()))
        menu.setActiveAction(
            next(a for a in menu.actions() if a.isEnabled() and not a.isSeparator())
        )
        _grab(menu, folder / f"menu-{menu.title().replace('&', '').lower()}.png")
        menu.close()
    for command in COMMANDS:
        name = command.id.replace(" ", "-")
        opened_by(window, command.id, lambda shown, name=name: _grab(shown, folder / f"{name}.png"))  # type: ignore[misc]


def opened_by(window: DraftWindow, id: str, visit: Callable[[QWidget], object]) -> int:
    """Run a command, pass each window it opens to `visit`, close it, and return the number of windows.

    System dialogs and menus (`NOT_OURS`) are closed without a visit.
    """
    if id in LEFT_OUT:
        return 0
    before = {w for w in QApplication.topLevelWidgets() if w.isVisible()}
    visited: list[QWidget] = []

    def visit_opened() -> None:
        for shown in QApplication.topLevelWidgets():
            if not shown.isVisible() or shown in before or shown in visited:
                continue
            if shown.windowType() in (Qt.WindowType.ToolTip, Qt.WindowType.Popup):
                continue
            visited.append(shown)
            if not isinstance(shown, NOT_OURS):
                visit(shown)
            shown.reject() if isinstance(shown, QDialog) else shown.close()

    watch = QTimer(interval=20)
    watch.timeout.connect(visit_opened)
    watch.start()
    window.actions_[id].trigger()
    QApplication.processEvents()
    visit_opened()
    watch.stop()
    window.activateWindow()
    return len(visited)


def _grab(widget: QWidget, path: Path) -> None:
    QApplication.processEvents()
    if not widget.grab().save(str(path)):
        raise OSError(f"{path} could not be written")


if __name__ == "__main__":
    raise SystemExit(main())
