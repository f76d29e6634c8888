"""Reads the versions and their changes from CHANGELOG.md, and writes them in the formats that packages need."""

from __future__ import annotations

import ast
import os
import re
import textwrap
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from environment import ROOT

CHANGELOG = ROOT / "CHANGELOG.md"
NOBODY = ("The Resolution Drafter authors", "resolution-drafter@localhost")
"""The maintainer if the environment names none: the project has no mailbox yet."""

_HEADING = re.compile(r"## (\d+(?:\.\d+)+) – (\d{4}-\d{2}-\d{2})")


class Release(NamedTuple):
    """A version: its number, its date and its changes, each a sentence."""

    version: str
    day: date
    changes: tuple[str, ...]


def version(source: Path = ROOT / "desktop" / "__init__.py") -> str:
    """Return the version of this checkout, which is set in desktop/__init__.py alone."""
    return str(constant("VERSION", source))


def program_id(source: Path = ROOT / "desktop" / "__init__.py") -> str:
    """Return the name under which desktops know the program."""
    return str(constant("ID", source))


def constant(name: str, source: Path) -> object:
    """Return a constant at the top of a module without importing the module; raises LookupError if it has none."""
    for node in ast.parse(source.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and any(getattr(t, "id", "") == name for t in node.targets):
            return ast.literal_eval(node.value)
    raise LookupError(f"{source} has no {name}")


def releases(text: str) -> tuple[Release, ...]:
    """Parse the text of CHANGELOG.md; return its versions, latest first."""
    found: list[Release] = []
    for line in text.splitlines():
        if heading := _HEADING.fullmatch(line.strip()):
            found.append(Release(heading[1], date.fromisoformat(heading[2]), ()))
        elif line.startswith("- ") and found:
            found[-1] = found[-1]._replace(changes=(*found[-1].changes, line[2:].strip()))
        elif line.startswith("  ") and found and found[-1].changes:
            *before, last = found[-1].changes
            found[-1] = found[-1]._replace(changes=(*before, f"{last} {line.strip()}"))
    return tuple(found)


def as_appstream(found: Sequence[Release]) -> str:
    """Return the versions as the element `releases` of AppStream metadata."""
    lines = ["  <releases>"]
    for one in found:
        lines.append(f'    <release version="{one.version}" date="{one.day}">')
        items = (f"          <li>{escape(change.rstrip('.'))}</li>" for change in one.changes)
        lines += [
            "      <description>",
            "        <ul>",
            *items,
            "        </ul>",
            "      </description>",
        ]
        lines.append("    </release>")
    return "\n".join([*lines, "  </releases>"])


def maintainer(environ: Mapping[str, str] = os.environ) -> str:
    """Return the name and address of the package's maintainer, from the variables that Debian's own tools read."""
    name, address = environ.get("DEBFULLNAME") or NOBODY[0], environ.get("DEBEMAIL") or NOBODY[1]
    return f"{name} <{address}>"


def as_debian(found: Sequence[Release], package: str) -> str:
    """Return the versions in the format of a Debian changelog."""
    entries = []
    for one in found:
        when = format_datetime(datetime.combine(one.day, time(12), UTC))
        changes = "\n".join(
            textwrap.fill(change, 78, initial_indent="  * ", subsequent_indent="    ")
            for change in one.changes
        )
        entries.append(
            f"{package} ({one.version}) unstable; urgency=medium\n\n{changes}\n\n -- {maintainer()}  {when}\n"
        )
    return "\n".join(entries)


def metainfo(template: str, found: Sequence[Release]) -> str:
    """Return the AppStream metadata with the versions filled in."""
    return template.replace("  <releases/>", as_appstream(found))
