"""What the user may choose: one table, from which storage, validation and the preferences are made."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

Value = int | str
"""A setting's value: a whole number or words."""


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """One choice: its name in the file, its default (which gives its type), what it means, what it may be.

    low, high: the bounds of a number; choices: the only words allowed; file: it names an image on disk.
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
"""What the parts of the table are called, by the first word of a setting's name."""


def section(setting: SettingSpec) -> str:
    """Return what the part of the table is called in which a setting stands."""
    word = setting.name.split("/")[0]
    return SECTIONS.get(word, word.replace("_", " ").capitalize())


RULES_OFF = "checks/rules_off"
"""The name under which it is told that other rules are switched off."""

LINE_STEPS = dict(zip(LINES, (0, 1, 5), strict=True))
"""Every which line has its number, by the choice."""

PLACES_LIMIT = 50
"""Of how many files it is remembered where the cursor stood."""

RECENT_LIMIT = 10
"""How many files the list of recent files holds."""

LIST_LIMIT = 20
"""How many words a list of words holds."""


def valid(setting: SettingSpec, value: object) -> Value:
    """Return the value in the setting's type and bounds, or its default where it cannot be one."""
    if isinstance(setting.default, int):
        try:
            return min(max(int(str(value)), setting.low), setting.high)
        except ValueError:
            return setting.default
    words = str(value)
    return words if not setting.choices or words in setting.choices else setting.default


class Settings(QObject):
    """The chosen values, kept in `settings.ini` in the user's data folder."""

    changed = Signal(str)
    """The name of a setting whose value is now another."""

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = QSettings(str(data / "settings.ini"), QSettings.Format.IniFormat)

    def number(self, setting: SettingSpec) -> int:
        """Return the value of a setting that is a number."""
        return int(self._value(setting))

    def words(self, setting: SettingSpec) -> str:
        """Return the value of a setting that is words."""
        return str(self._value(setting))

    def choose(self, setting: SettingSpec, value: Value) -> None:
        """Keep a value and tell where it differs from the one before."""
        kept = valid(setting, value)
        if kept != self._value(setting):
            self._store.setValue(setting.name, kept)
            self.changed.emit(setting.name)

    def _value(self, setting: SettingSpec) -> Value:
        return valid(setting, self._store.value(setting.name, setting.default))

    def state(self, name: str) -> QByteArray:
        """Return the kept state of the window or its panels, empty before the first time."""
        state = self._store.value(f"window/{name}")
        return state if isinstance(state, QByteArray) else QByteArray()

    def keep_state(self, name: str, state: QByteArray) -> None:
        """Keep the state of the window or its panels."""
        self._store.setValue(f"window/{name}", state)

    def keys(self) -> str:
        """Return the keys that the user chose, as `Keymap.to_json` wrote them."""
        return str(self._store.value("keys/own", ""))

    def keep_keys(self, keys: str) -> None:
        """Keep the keys that the user chose."""
        self._store.setValue("keys/own", keys)

    def recent(self) -> tuple[Path, ...]:
        """Return the files opened or saved last, the latest first, whether they are still there or not."""
        kept = self._store.value("files/recent", [])
        names = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
        return tuple(Path(str(name)) for name in names if name)

    def add_recent(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        others = [p for p in self.recent() if p != path]
        self._store.setValue("files/recent", [str(p) for p in [path, *others][:RECENT_LIMIT]])

    def clear_recent(self) -> None:
        """Forget the recent files; the files themselves stay."""
        self._store.remove("files/recent")

    def listed(self, name: str) -> list[str]:
        """Return words kept under a name, as of searches, the latest first."""
        kept = self._store.value(f"lists/{name}", [])
        return [kept] if isinstance(kept, str) else list(kept) if isinstance(kept, list) else []

    def keep_list(self, name: str, words: Sequence[str]) -> None:
        """Keep words under a name, the latest first."""
        self._store.setValue(f"lists/{name}", list(words[:LIST_LIMIT]))

    def base(self, path: Path) -> str:
        """Return against which text the changes of a draft were tracked last: a symbol, or the path of a file."""
        kept = [line.split("\t") for line in self.listed("bases")]
        return next((each[1] for each in kept if each[0] == str(path) and len(each) == 2), "")

    def keep_base(self, path: Path, base: str) -> None:
        """Keep against which text the changes of a draft were tracked."""
        others = [line for line in self.listed("bases") if line.split("\t")[0] != str(path)]
        self.keep_list("bases", [f"{path}\t{base}", *others])

    def rules_off(self) -> frozenset[str]:
        """Return the codes of the rules that no draft is checked by."""
        kept = self._store.value(RULES_OFF, "")
        return frozenset(str(kept).split())

    def keep_rules_off(self, codes: Collection[str]) -> None:
        """Keep which rules no draft is checked by, and tell where they differ from those before."""
        if frozenset(codes) != self.rules_off():
            self._store.setValue(RULES_OFF, " ".join(sorted(codes)))
            self.changed.emit(RULES_OFF)

    def place(self, path: Path) -> tuple[int, int]:
        """Return the block and the place in it where the cursor stood when a file was last open."""
        block, _, offset = self._places().get(str(path), "0 0").partition(" ")
        return (int(block), int(offset)) if block.isdigit() and offset.isdigit() else (0, 0)

    def keep_place(self, path: Path, block: int, offset: int) -> None:
        """Keep where the cursor stands in a file."""
        others = [(name, at) for name, at in self._places().items() if name != str(path)]
        places = [(str(path), f"{block} {offset}"), *others][:PLACES_LIMIT]
        self._store.setValue("files/places", [part for pair in places for part in pair])

    def _places(self) -> dict[str, str]:
        kept = self._store.value("files/places", [])
        parts = [str(part) for part in kept] if isinstance(kept, list) else []
        return dict(zip(parts[::2], parts[1::2], strict=False))

    def has_seen(self, name: str) -> bool:
        """Return whether something that is shown once was shown."""
        return str(self._store.value(f"seen/{name}", "no")) == "yes"

    def keep_seen(self, name: str) -> None:
        """Keep that something that is shown once was shown."""
        self._store.setValue(f"seen/{name}", "yes")

    def save(self) -> None:
        """Write to disk now."""
        self._store.sync()
