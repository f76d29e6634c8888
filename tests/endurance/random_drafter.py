"""Somebody who drafts at random in the real window until killed, and writes down every state of every draft.

Run by `test_kill.py`: python -m tests.endurance.random_drafter DATA WORK JOURNAL SEED. A line of the journal is a JSON object with the
moment (`time.monotonic`, the same clock in every process); an edit's moment is taken before it is made.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.base.settings import Settings
from desktop.files.file_dialogs import Answer, FileDialogs
from desktop.files.recovery import RecoveredDraft
from desktop.help.onboarding import WELCOME
from desktop.safety.error_dialog import ErrorDialog
from desktop.safety.recovery_dialog import Choice, RecoveryDialog
from desktop.shell import application, crash_log
from desktop.shell.window import DraftWindow
from desktop.shell.windows import Windows
from resolution.model import Resolution
from resolution.text import make

TEXT = (
    "Recalling Recognizing Invites Requests Member States cooperation its resolution 55/63 of 4 December 2000 and the "
    "Secretary-General to report – naïve façade “digital” networks, criminal misuse; peace, security & <development>"
)
WORDS = TEXT.split()
PASTE = (
    "1. Calls upon all States to cooperate;\n2. Decides to remain seized of the matter.\n",
    "Noting with concern the misuse of networks,\n\nStressing the need for assistance,\n",
    "a few words in a line",
)
SAVES = 0.03
"""The share of saves among all that is done."""

MOST_BLOCKS = 120
"""A draft that is longer than this is cut down, so that runs stay comparable."""


def digest(resolution: Resolution) -> str:
    """Return a fingerprint of all that a draft holds, the names of clauses, parts and annexes too.

    The main text's own name alone is left out: nothing refers to it, and files do not keep it.
    """
    main, *others = resolution.divisions
    whole = replace(resolution, divisions=(replace(main, id=""), *others))
    return hashlib.sha256(repr(whole).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Journal:
    """Lines that are with the system as soon as they are written, whatever becomes of the process."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def write(self, what: str, at: float | None = None, **facts: object) -> None:
        """Write one line; `at` where the moment is not this one."""
        line = {"t": time.monotonic() if at is None else at, "what": what, **facts}
        os.write(self._handle, f"{json.dumps(line)}\n".encode())


class User(FileDialogs):
    """Opens all that is recovered, saves under a new name, and writes down what the program complains of."""

    def __init__(self, journal: Journal, work: Path) -> None:
        super().__init__(None)
        self._journal = journal
        self._work = work

    def file_to_save(self, proposed: Path) -> Path | None:
        return self._work / f"draft-{os.getpid()}-{time.monotonic_ns()}.akn"

    def unsaved(self, name: str) -> Answer:
        return Answer.CANCEL

    def changed_on_disk(self, path: Path) -> Answer:
        """Where it was killed between saving and taking the copy away, the file is newer than what was recovered."""
        self._journal.write("conflict", path=str(path))
        return Answer.OVERWRITE

    def not_saved(self, sentence: str) -> Answer:
        self._journal.write("complaint", words=sentence)
        return Answer.CANCEL

    def show_warning(self, title: str, sentence: str, details: str = "") -> None:
        self._journal.write("complaint", words=f"{sentence} {details}")

    def show_message(self, title: str, sentence: str) -> None:
        self._journal.write("complaint", words=sentence)

    def run(self, dialog: QDialog) -> bool:
        if isinstance(dialog, ErrorDialog):
            self._journal.write("complaint", words=f"{dialog.words} {dialog.details}")
        elif isinstance(dialog, RecoveryDialog):
            dialog.choices = self._recovered(dialog._found)
        return True

    def show_lines(
        self, title: str, sentence: str, lines: Sequence[str], asked: bool = True
    ) -> None:
        pass

    def _recovered(self, found: Sequence[RecoveredDraft]) -> list[Choice]:
        for each in found:
            if each.resolution is None:
                self._journal.write("complaint", words=each.problem)
        return [Choice.OPEN if each.resolution else Choice.LATER for each in found]


class Drafter:
    """Makes one edit after another, in one window or another."""

    def __init__(self, windows: Windows, journal: Journal, seed: str) -> None:
        self._windows = windows
        self._journal = journal
        self._chance = random.Random(seed)
        self._known: dict[DraftWindow, str] = {}
        self._heard: set[DraftWindow] = set()

    def begin(self) -> None:
        """Write down what was recovered; then one or two drafts are worked on."""
        for window in self._windows.open_windows:
            if window.file.modified:
                self._note(window, time.monotonic(), recovered=True)
        self._journal.write("begun")
        if len(self._windows.open_windows) < 2 and self._chance.random() < 0.4:
            self._windows.show_new()
        for window in self._windows.open_windows:
            self._note(window, time.monotonic())
        self._next()

    def _next(self) -> None:
        QTimer.singleShot(self._chance.randint(5, 160), self._edit)

    def _note(self, window: DraftWindow, at: float, recovered: bool = False) -> None:
        """Write down the state of a draft where it is another one than before."""
        state = digest(window.editor.resolution())
        if window not in self._heard:
            self._heard.add(window)
            window.safety.copied.connect(self._copied)
        if recovered or self._known.get(window) != state:
            self._known[window] = state
            number = self._windows.open_windows.index(window)
            path = str(window.file.path) if window.file.path else None
            what = "recovered" if recovered else "state"
            self._journal.write(what, at, window=number, state=state, path=path)

    def _copied(self, when: datetime) -> None:
        self._journal.write("copied", took=(datetime.now() - when).total_seconds())

    def _edit(self) -> None:
        window = self._chance.choice(self._windows.open_windows)
        began = time.monotonic()
        if self._chance.random() < SAVES:
            self._save(window)
        else:
            self._change(window)
            self._note(window, began)
        self._next()

    def _save(self, window: DraftWindow) -> None:
        # Saving sets the final punctuation first, which is an edit like another; done here, it is in the journal.
        began = time.monotonic()
        window.editor.finish_marks()
        self._note(window, began)
        number = self._windows.open_windows.index(window)
        self._journal.write("saving", window=number, state=self._known[window])
        if window.save():
            self._journal.write("saved", window=number, path=str(window.file.path))

    def _change(self, window: DraftWindow) -> None:
        """Make one edit that a drafter may make."""
        editor, chance = window.editor, self._chance
        if editor.block_count > MOST_BLOCKS:
            editor.goto(chance.randrange(editor.block_count))
            editor.delete_clause()
            return
        match chance.choices(range(12), (60, 10, 4, 3, 3, 4, 4, 6, 2, 4, 2, 2))[0]:
            case 0:
                for letter in f"{chance.choice(WORDS)} ":
                    _type(editor, letter)
            case 1:
                QTest.keyClick(editor, Qt.Key.Key_Return)
            case 2:
                QTest.keyClick(editor, Qt.Key.Key_Tab)
            case 3:
                QTest.keyClick(editor, Qt.Key.Key_Backtab)
            case 4:
                editor.toggle_part()
            case 5:
                editor.move_clause(chance.choice((-1, 1)))
            case 6:
                for _ in range(chance.randint(1, 12)):
                    QTest.keyClick(editor, Qt.Key.Key_Backspace)
            case 7:
                editor.goto(chance.randrange(editor.block_count))
                editor.moveCursor(editor.textCursor().MoveOperation.EndOfBlock)
            case 8:
                editor.insert_note(make(f"See resolution 55/{chance.randint(1, 99)}."))
            case 9:
                for _ in range(chance.randint(1, 4)):
                    editor.undo()
            case 10:
                editor.redo()
            case _:
                carried = QMimeData()
                carried.setText(chance.choice(PASTE))
                editor.insertFromMimeData(carried)


def _type(editor: QWidget, letter: str) -> None:
    """Press a key; `QTest` knows the letters of ASCII alone."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(editor, event)


def main(data: Path, work: Path, journal: Journal, seed: str) -> int:
    """Start the program as a person would, and draft until killed."""
    app = application.start(["resolution-drafter"])
    crash_log.keep_log(data)
    crash_log.keep_crash_log(data)
    crash_log.log_qt()
    windows = Windows(app, data, lambda: User(journal, work))
    crash_log.install_hooks(windows, data)
    windows.show_new()
    drafter = Drafter(windows, journal, seed)

    Settings(data).mark_seen(WELCOME)  # nobody is there to be welcomed

    def begin() -> None:
        application.begin(windows, None)
        drafter.begin()

    QTimer.singleShot(0, begin)
    return app.exec()


if __name__ == "__main__":
    given = sys.argv[1:]
    raise SystemExit(main(Path(given[0]), Path(given[1]), Journal(Path(given[2])), given[3]))
