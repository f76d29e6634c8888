"""The settings: one table, from which storage, validation and the preferences dialog are made."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

Value = int | str
"""The value of a setting: an integer or a string."""


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """A setting: its name in the file, its default (which determines its type), its title and description.

    low, high: the range of a number; choices: the strings allowed, empty for any; file: the value is an image's path
    """

    name: str
    default: Value
    title: str
    description: str
    low: int = 0
    high: int = 0
    unit: str = ""
    choices: tuple[str, ...] = ()
    file: bool = False


ROWS = SettingSpec(
    "precedent/rows", 5, "Precedents shown", "How many adopted clauses are shown beside the text.",
    low=1, high=9,
)  # fmt: skip
THRESHOLD = SettingSpec(
    "precedent/threshold", 40, "Least score", "Clauses less like yours than this are not shown.",
    low=0, high=100, unit=" %",
)  # fmt: skip
EMBLEM = SettingSpec(
    "heading/emblem", "", "Emblem", "An image for the heading of exported Word files. The emblem of the "
    "United Nations is protected and not supplied; without an image its place stays empty.", file=True,
)  # fmt: skip
THEME = SettingSpec(
    "look/theme", "system", "Colours", "“System” follows what your desktop is set to.",
    choices=("system", "light", "dark", "high contrast"),
)  # fmt: skip
PAGE_WIDTH = SettingSpec(
    "look/page_width", 150, "Page width", "How wide the text is on the screen at 100 % zoom.",
    low=90, high=300, unit=" mm",
)  # fmt: skip
COMPLETION = SettingSpec(
    "writing/completion", "on", "Completion", "Offers leads and citations of resolutions while you type. "
    "Tab takes what is marked, Down goes further, Esc sends the list away.", choices=("on", "off"),
)  # fmt: skip
FINAL_MARKS = SettingSpec(
    "writing/final_marks", "on", "Final punctuation", "Sets the comma, semicolon or full stop that ends a clause: "
    "shown in grey while you write, put in when you leave the clause.", choices=("on", "off"),
)  # fmt: skip
SPELLING = SettingSpec(
    "checks/spelling", "on", "Spelling", "Marks words of English drafts that are not spelt as the United Nations "
    "spells them. There is no dictionary for other languages.", choices=("on", "off"),
)  # fmt: skip

LINES = ("off", "every line", "every fifth line")
LINES_SHOWN = SettingSpec(
    "look/line_numbers", "off", "Line numbers", "Numbers in the margin of the page on the screen, as its lines are "
    "wrapped there.", choices=LINES,
)  # fmt: skip
LINES_PRINTED = SettingSpec(
    "print/line_numbers", "off", "Line numbers on paper", "Numbers in the margin of what is printed and of exported "
    "Word and PDF files; they begin again on every page.", choices=LINES,
)  # fmt: skip

RECOVERY = SettingSpec(
    "safety/recovery", 5, "Recovery copy", "How soon a change is in the copy that is offered after a crash.",
    low=1, high=8, unit=" s",
)  # fmt: skip

AUTHOR = SettingSpec(
    "heading/author", "", "Your name", "Whose the tracked changes of exported Word files are: a person, a delegation.",
)  # fmt: skip

SETTINGS: tuple[SettingSpec, ...] = (
    ROWS, THRESHOLD,
    COMPLETION, FINAL_MARKS, SPELLING,
    PAGE_WIDTH, LINES_SHOWN, THEME,
    LINES_PRINTED, EMBLEM, AUTHOR,
    RECOVERY,
)  # fmt: skip

SECTIONS = {
    "precedent": "Precedents",
    "writing": "Writing",
    "look": "Look",
    "print": "On paper",
    "heading": "Heading",
    "checks": "Checks",
    "safety": "Never losing",
}
"""The titles of the sections, by the first part of a setting's name."""


def section(setting: SettingSpec) -> str:
    """Return the title of a setting's section."""
    word = setting.name.split("/")[0]
    return SECTIONS.get(word, word.replace("_", " ").capitalize())


RULES_OFF = "checks/rules_off"
"""The name of the stored set of disabled rules; emitted by `Settings.changed` too."""

LINE_STEPS = dict(zip(LINES, (0, 1, 5), strict=True))
"""The interval of line numbers by choice; 0 for none."""

PLACES_LIMIT = 50
"""The number of files whose cursor position is remembered."""

RECENT_LIMIT = 10
"""The length of the list of recent files."""

LIST_LIMIT = 20
"""The length of a stored list of strings."""


def valid(setting: SettingSpec, value: object) -> Value:
    """Return the value converted to the setting's type and range, or the default if that is impossible."""
    if isinstance(setting.default, int):
        try:
            return min(max(int(str(value)), setting.low), setting.high)
        except ValueError:
            return setting.default
    words = str(value)
    return words if not setting.choices or words in setting.choices else setting.default


class Settings(QObject):
    """The current values, stored in `settings.ini` in the user's data folder."""

    changed = Signal(str)
    """The name of a setting whose value has changed."""

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = QSettings(str(data / "settings.ini"), QSettings.Format.IniFormat)

    def number(self, setting: SettingSpec) -> int:
        """Return the value of a numeric setting."""
        return int(self._value(setting))

    def text(self, setting: SettingSpec) -> str:
        """Return the value of a string setting."""
        return str(self._value(setting))

    def set_value(self, setting: SettingSpec, value: Value) -> None:
        """Store a value; emit `changed` if it differs from the previous one."""
        kept = valid(setting, value)
        if kept != self._value(setting):
            self._store.setValue(setting.name, kept)
            self.changed.emit(setting.name)

    def _value(self, setting: SettingSpec) -> Value:
        return valid(setting, self._store.value(setting.name, setting.default))

    def state(self, name: str) -> QByteArray:
        """Return the saved state of the window or its panels, empty if there is none."""
        state = self._store.value(f"window/{name}")
        return state if isinstance(state, QByteArray) else QByteArray()

    def save_state(self, name: str, state: QByteArray) -> None:
        """Save the state of the window or its panels."""
        self._store.setValue(f"window/{name}", state)

    def keys(self) -> str:
        """Return the user's shortcuts, as written by `Keymap.to_json`."""
        return str(self._store.value("keys/own", ""))

    def save_keys(self, keys: str) -> None:
        """Save the user's shortcuts."""
        self._store.setValue("keys/own", keys)

    def recent(self) -> tuple[Path, ...]:
        """Return the recent files, newest first, whether or not they still exist."""
        kept = self._store.value("files/recent", [])
        names = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
        return tuple(Path(str(name)) for name in names if name)

    def add_recent(self, path: Path) -> None:
        """Put a file first in the list of recent files."""
        others = [p for p in self.recent() if p != path]
        self._store.setValue("files/recent", [str(p) for p in [path, *others][:RECENT_LIMIT]])

    def clear_recent(self) -> None:
        """Clear the list of recent files."""
        self._store.remove("files/recent")

    def saved_list(self, name: str) -> list[str]:
        """Return the list of strings saved under a name (searches, for example), newest first."""
        kept = self._store.value(f"lists/{name}", [])
        return [kept] if isinstance(kept, str) else list(kept) if isinstance(kept, list) else []

    def save_list(self, name: str, words: Sequence[str]) -> None:
        """Save a list of strings under a name, newest first."""
        self._store.setValue(f"lists/{name}", list(words[:LIST_LIMIT]))

    def base(self, path: Path) -> str:
        """Return the text that a draft's changes were last tracked against: a symbol, or the path of a file."""
        kept = [line.split("\t") for line in self.saved_list("bases")]
        return next((line[1] for line in kept if line[0] == str(path) and len(line) == 2), "")

    def save_base(self, path: Path, base: str) -> None:
        """Save the text that a draft's changes were tracked against."""
        others = [line for line in self.saved_list("bases") if line.split("\t")[0] != str(path)]
        self.save_list("bases", [f"{path}\t{base}", *others])

    def rules_off(self) -> frozenset[str]:
        """Return the codes of the rules that are switched off for all drafts."""
        kept = self._store.value(RULES_OFF, "")
        return frozenset(str(kept).split())

    def save_rules_off(self, codes: Collection[str]) -> None:
        """Keep which rules no draft is checked by, and tell where they differ from those before."""
        if frozenset(codes) != self.rules_off():
            self._store.setValue(RULES_OFF, " ".join(sorted(codes)))
            self.changed.emit(RULES_OFF)

    def place(self, path: Path) -> tuple[int, int]:
        """Return the block and the offset in it of the cursor when a file was last open."""
        block, _, offset = self._places().get(str(path), "0 0").partition(" ")
        return (int(block), int(offset)) if block.isdigit() and offset.isdigit() else (0, 0)

    def save_place(self, path: Path, block: int, offset: int) -> None:
        """Save the cursor position in a file."""
        others = [(name, at) for name, at in self._places().items() if name != str(path)]
        places = [(str(path), f"{block} {offset}"), *others][:PLACES_LIMIT]
        self._store.setValue("files/places", [part for pair in places for part in pair])

    def _places(self) -> dict[str, str]:
        kept = self._store.value("files/places", [])
        parts = [str(part) for part in kept] if isinstance(kept, list) else []
        return dict(zip(parts[::2], parts[1::2], strict=False))

    def has_seen(self, name: str) -> bool:
        """Return whether something that is shown only once has been shown."""
        return str(self._store.value(f"seen/{name}", "no")) == "yes"

    def mark_seen(self, name: str) -> None:
        """Record that something that is shown only once has been shown."""
        self._store.setValue(f"seen/{name}", "yes")

    def save(self) -> None:
        """Write to disk now."""
        self._store.sync()
