"""Names in Word's XML: the namespaces a reader meets, and short access to attributes and properties."""

from __future__ import annotations

from typing import Any, TypeAlias

Element: TypeAlias = Any
"""An lxml element; lxml comes without types."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"

VAL = W + "val"

TARGET = "_id"
"""Prefix of the hidden bookmarks that are targets of cross-references in our own files; the clause's name follows."""

FACTS = "urn:resolution-drafter:word:1"
"""The namespace of the custom part in our own files (`resolution.formats.word.writing.facts`)."""


def value(parent: Element | None, name: str) -> str | None:
    """Return `w:val` of the child with this name; None if there is no such child, "" if it has no value."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(VAL, "")


def toggle(parent: Element | None, name: str) -> bool | None:
    """Return whether the on/off property with this name is on; None if the parent does not specify it."""
    text = value(parent, name)
    return None if text is None else text not in ("0", "false", "off", "none")


def number(text: str | None) -> int | None:
    """Parse an integer as Word writes it; None if it is not a number. Like Word, fractions are accepted."""
    try:
        return None if text is None else int(float(text))
    except (ValueError, OverflowError):
        return None
