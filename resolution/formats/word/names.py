"""Names of Word's XML: the namespaces that a reader meets, and a short way to write a name in the main one."""

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
"""What the hidden bookmarks begin with that cross-references in our own files lead to; the clause's name follows."""

FACTS = "urn:resolution-drafter:word:1"
"""The namespace of the custom part in our own files (`resolution.formats.word.writing.facts`)."""


def value(parent: Element | None, name: str) -> str | None:
    """Return `w:val` of the child of this name, None where there is no such child; "" where it has no value."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(VAL, "")


def toggle(parent: Element | None, name: str) -> bool | None:
    """Return whether the switch of this name is on, None where the parent does not say."""
    said = value(parent, name)
    return None if said is None else said not in ("0", "false", "off", "none")


def number(said: str | None) -> int | None:
    """Return a whole number as Word writes it, None where it is none; Word itself forgives fractions."""
    try:
        return None if said is None else int(float(said))
    except (ValueError, OverflowError):
        return None
