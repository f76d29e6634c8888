"""The chapters of the help: written ones in `chapters/`, and ones generated from the commands, settings and rules.

A written chapter is Markdown. "{key insert_note}" in it is replaced by the command's current key, so that the help
stays correct when the user changes a key; "[Notes](notes)" links to another chapter.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop import VERSION
from desktop.base.commands import COMMANDS, MENUS
from desktop.base.keymap import TEXT_KEYS, Keymap
from desktop.base.settings import SETTINGS, SettingSpec, section
from resolution.checks.reporting import rules_as_page
from resolution.formats import registry
from resolution.formats.format import Content

FOLDER = Path(__file__).parent / "chapters"

WRITTEN = (
    "first-draft", "writing", "notes", "precedents", "moving", "finding", "comparing", "safety", "checking",
    "negotiating", "exporting", "seeing",
)  # fmt: skip
"""The written chapters in order; each is the file `chapters/NAME.md`."""

KEYS, SETTINGS_PAGE, RULES_PAGE = "keys", "settings", "rules"
"""The generated chapters."""

_KEY = re.compile(r"\{key ([\w -]+)\}")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its name for links, its title, and its Markdown, which starts with the title."""

    name: str
    title: str
    source: str


def chapters(keymap: Keymap) -> tuple[Chapter, ...]:
    """Return all chapters, with the keys of a keymap."""
    written = ((name, written_chapter(name, keymap)) for name in WRITTEN)
    generated = (
        (KEYS, shortcut_sheet(keymap)),
        (SETTINGS_PAGE, settings_page(SETTINGS)),
        (RULES_PAGE, rules_as_page()),
    )
    return tuple(
        Chapter(name, source.splitlines()[0].lstrip("# "), source)
        for name, source in (*written, *generated)
    )


def written_chapter(name: str, keymap: Keymap) -> str:
    """Return the Markdown of a written chapter, with the keys and the table of formats inserted."""
    source = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    return with_keys(source.replace("{formats}", format_table()), keymap)


def format_table() -> str:
    """Return the file formats that the program opens and exports, and what they hold, as a Markdown table."""
    writable = registry.writable()
    rows = [
        (
            f.name,
            " ".join(f.read_endings or f.endings),
            _yes_or_no(f.reader),
            _yes_or_no(f in writable),
            ", ".join(content.value for content in Content if content in f.holds),
            f.about,
        )
        for f in registry.FORMATS
        if f.reader or f in writable
    ]
    heads = ("Format", "Endings", "Opened", "Exported", "Beside the words", "What it is for")
    return _table(heads, *rows)


def _yes_or_no(value: object) -> str:
    return "yes" if value else "no"


def with_keys(source: str, keymap: Keymap) -> str:
    """Return a page with each "{key NAME}" replaced by the command's key, or by its menu path if it has none."""
    by_id = {c.id: c for c in COMMANDS}

    def key(found: re.Match[str]) -> str:
        command = by_id[found[1]]
        return f"**{keymap.display_key(command) or command.path}**"

    return _KEY.sub(key, source)


def shortcut_sheet(keymap: Keymap) -> str:
    """Return the list of all commands with keys and menu paths, and of the keys that belong to no command."""
    parts = [
        "# Keyboard shortcuts",
        f"Every command is in a menu, and every menu opens by keyboard: **Alt** and its underlined letter. "
        f"{with_keys('{key search_commands}', keymap)} finds a command by its words, and "
        f"{with_keys('{key change_shortcuts}', keymap)} gives commands other keys.",
    ]
    for place, keys in TEXT_KEYS:
        parts += [f"## {place}", _table(("Key", "What it does"), *keys)]
    for menu in MENUS:
        rows = [(keymap.display_key(c), c.path) for c in COMMANDS if c.menu == menu]
        parts += [f"## {menu.replace('&', '')} menu", _table(("Key", "Command"), *rows)]
    return "\n\n".join(parts)


def settings_page(settings: Iterable[SettingSpec]) -> str:
    """Return the list of all settings with their descriptions."""
    parts = ["# Preferences", "*File › Preferences* has these choices:"]
    for s in settings:
        if (head := f"## {section(s)}") not in parts:
            parts.append(head)
        parts.append(f"**{s.title}** – {s.description}")
    return "\n\n".join(parts)


def _table(heads: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    lines = (heads, ("---",) * len(heads), *(tuple(_cell(c) or "–" for c in row) for row in rows))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(words: str) -> str:
    return words.replace("\\", "\\\\").replace("|", "\\|")


def about(data: Path) -> str:
    """Return the text of the About dialog as HTML: version, sources, privacy, and the folder of data and log."""
    return (
        f"<h3>Resolution Drafter {VERSION}</h3>"
        "<p>Write United Nations resolutions with adopted language at the side.</p>"
        "<p>The source of the texts and of the register of resolutions is the United Nations; the copies here are "
        "unofficial. This program is not a product of the United Nations.</p>"
        "<p>Nothing that you write is sent anywhere. The program uses the network only where you ask it to download "
        "texts or to open an official document.</p>"
        f"<p>Your data and the log are kept in {html.escape(str(data))}</p>"
    )
