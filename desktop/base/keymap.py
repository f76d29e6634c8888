"""Keyboard shortcuts: the defaults of the commands, the user's own, and the keys that the text handles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from desktop.base.commands import COMMANDS, MENUS, Command

Own = Mapping[str, tuple[str, ...]]
"""The user's own shortcuts by command id; an empty tuple for a command whose shortcut was removed."""

TEXT_KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("In the text", (
        ("Enter", "The next clause or item; on an empty item, a level up"),
        ("Shift+Enter", "A new line in the same clause"),
        ("Tab", "Make the clause an item of the one above"),
        ("Shift+Tab", "Take the item one level up"),
        ("Backspace at the start", "Take the number off, then join the clause to the one before"),
        ("Delete at the end", "Join the next clause to this one"),
        ("1. or (a), then Space", "Make the paragraph operative, or an item"),
        ("Ctrl+Left, Ctrl+Right", "Back or on by a word; with Shift, select it"),
        ("Ctrl+Home, Ctrl+End", "To the start or the end of the draft"),
        ("Ctrl+Backspace, Ctrl+Delete", "Delete a word"),
        ("Shift+F10 or Menu", "The menu of this place: spelling, notes, fixes"),
        ("Ctrl+mouse wheel", "Zoom"),
        ("Ctrl+click", "Follow a cross-reference"),
    )),
    ("In the list that completes", (
        ("Tab", "Take what is marked"),
        ("Up, Down", "Choose another; Enter then takes it"),
        ("Esc", "Send the list away"),
    )),
    ("In the bar for finding", (
        ("Enter, Shift+Enter", "The next place, the one before"),
        ("Esc", "Close the bar; what was found stays selected"),
    )),
    ("In the outline", (
        ("Up, Down", "From clause to clause"),
        ("Left, Right", "Fold a clause’s items away, or show them"),
        ("Enter", "Go to the clause; on a note, change it"),
        ("A few letters", "Go to the row that begins with them"),
    )),
    ("In the precedents", (
        ("Up, Down", "From precedent to precedent"),
        ("Enter", "Put it in place of the clause"),
        ("Shift+Enter", "Put it below the clause"),
        ("Shift+F10 or Menu", "Copy the wording or the citation, open the whole text"),
        ("Down or Enter", "From the search to what was found"),
        ("Esc", "End the search, back to the clause"),
    )),
    ("In the notes", (
        ("Enter", "Edit the note; while editing, go back to the text"),
        ("Ctrl+Enter", "Go to its mark"),
        ("Delete", "Delete the note with its marks"),
    )),
    ("In the problems", (
        ("Up, Down", "From problem to problem"),
        ("Enter", "Go there"),
        ("Shift+F10 or Menu", "Fix it, or go there"),
    )),
    ("In the proposals", (
        ("Up, Down", "From proposal to proposal"),
        ("Enter", "Go to the paragraph"),
        ("A, R, W", "Accept it, reject it, note that it is withdrawn"),
        ("O", "Open a settled one again"),
        ("S, C", "Add support; change it"),
        ("Delete", "Take it off the list"),
        ("Shift+F10 or Menu", "All that can be done with it"),
    )),
    ("In a comparison", (
        ("F3, Shift+F3", "The next change, the one before"),
    )),
    ("In the window", (
        ("Alt and the underlined letter", "Open a menu; its letters then choose"),
        ("Tab, Shift+Tab", "From field to field, in dialogs, panels and the toolbar"),
    )),
)  # fmt: skip
"""Keys that belong to no command, by where they work."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """The shortcuts of every command. Immutable: a change returns a new keymap."""

    own: Own

    def sequences(self, command: Command) -> list[QKeySequence]:
        """Return the keys of a command; the first is the one that menus show."""
        if command.id in self.own:
            return [QKeySequence(key) for key in self.own[command.id]]
        taken = {key for keys in self.own.values() for key in keys}
        return [key for key in command.sequences() if portable(key) not in taken]

    def display_key(self, command: Command) -> str:
        """Return the key of a command in the platform's notation, empty for none."""
        keys = self.sequences(command)
        return native(keys[0]) if keys else command.given

    def changed(self, command: Command) -> bool:
        """Return whether a command's keys differ from its defaults."""
        return self.sequences(command) != command.sequences()

    def holder(self, key: QKeySequence) -> Command | None:
        """Return the command that a key belongs to, or None."""
        name = portable(key)
        return next((c for c in COMMANDS if name in (portable(k) for k in self.sequences(c))), None)

    def with_key(self, command: Command, key: QKeySequence) -> Keymap:
        """Return a keymap in which a command has only this key, taken from any command that had it."""
        others = {
            id: tuple(k for k in keys if k != portable(key))
            for id, keys in self.own.items()
            if id != command.id
        }
        return Keymap({**others, command.id: () if key.isEmpty() else (portable(key),)})._pruned()

    def with_default(self, command: Command) -> Keymap:
        """Return a keymap in which a command has its default keys, taken from any command that had them."""
        keys = {portable(key) for key in command.sequences()}
        others = {id: tuple(k for k in own if k not in keys) for id, own in self.own.items()}
        others.pop(command.id, None)
        return Keymap(others)._pruned()

    def _pruned(self) -> Keymap:
        """Return the same keymap without entries equal to the defaults."""
        table = {c.id: tuple(portable(k) for k in c.sequences()) for c in COMMANDS}
        return Keymap({id: keys for id, keys in self.own.items() if keys != table.get(id)})

    def to_json(self) -> str:
        """Return the keymap for the settings file, empty if nothing was changed."""
        return json.dumps(dict(sorted(self.own.items()))) if self.own else ""


def keymap_from_json(words: str) -> Keymap:
    """Return the keymap from the settings file; unreadable entries and unknown commands are left out."""
    try:
        kept = json.loads(words or "{}")
    except ValueError:
        kept = {}
    if not isinstance(kept, dict):
        kept = {}
    known = {c.id: c for c in COMMANDS}
    own: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for id, keys in kept.items():
        if id in known and isinstance(keys, list):
            sequences = (QKeySequence(key) for key in keys if isinstance(key, str))
            own[id] = tuple(
                portable(k)
                for k in sequences
                if not refusal(k, known[id]) and portable(k) not in taken
            )
            taken.update(own[id])
    return Keymap(own)


def portable(key: QKeySequence) -> str:
    """Return a key in the notation that is the same on all platforms."""
    return key.toString(QKeySequence.SequenceFormat.PortableText)


def native(key: QKeySequence) -> str:
    """Return a key in the platform's notation."""
    return key.toString(QKeySequence.SequenceFormat.NativeText)


def is_media(key: QKeySequence) -> bool:
    """Return whether it is a special key that few keyboards have, such as "Save" or "Undo"."""
    stroke: QKeyCombination = key[0]  # type: ignore[index]
    return stroke.key() > Qt.Key.Key_F35


HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
MENU_LETTERS = {name[name.index("&") + 1].upper(): name.replace("&", "") for name in MENUS}


Standard = QKeySequence.StandardKey
TEXT_ANSWERS = (
    Standard.Undo, Standard.Redo, Standard.Cut, Standard.Copy, Standard.Paste, Standard.SelectAll,
    Standard.MoveToNextWord, Standard.MoveToPreviousWord, Standard.MoveToStartOfDocument,
    Standard.MoveToEndOfDocument, Standard.SelectNextWord, Standard.SelectPreviousWord,
    Standard.SelectStartOfDocument, Standard.SelectEndOfDocument, Standard.DeleteStartOfWord, Standard.DeleteEndOfWord,
)  # fmt: skip
"""Standard keys that Qt's text widgets handle themselves, whichever command has them."""


def refusal(key: QKeySequence, command: Command | None = None) -> str:
    """Return why a key cannot be assigned to a command, as a sentence; empty if it can."""
    if key.isEmpty():
        return "Press the key first."
    stroke: QKeyCombination = key[0]  # type: ignore[index]
    held, pressed = stroke.keyboardModifiers(), stroke.key()
    writes = pressed < Qt.Key.Key_Escape or Qt.Key.Key_Tab <= pressed <= Qt.Key.Key_PageDown
    if writes and not held & HELD:
        return f"{native(key)} is needed for writing: add Ctrl or Alt, or take a function key."
    own = command is not None and key in command.sequences()
    if not own and any(key in QKeySequence.keyBindings(done) for done in TEXT_ANSWERS):
        return f"{native(key)} is answered by the text itself, in every program alike."
    letter = chr(pressed) if Qt.Key.Key_A <= pressed <= Qt.Key.Key_Z else ""
    if held == Qt.KeyboardModifier.AltModifier and letter in MENU_LETTERS:
        return f"{native(key)} opens the {MENU_LETTERS[letter]} menu."
    if portable(key) in ("Alt+F4", "Alt+Tab", "Ctrl+Tab"):
        return f"{native(key)} belongs to the desktop."
    return ""
