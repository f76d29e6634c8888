"""The names under which the document keeps what the model knows: one list for blocks, notes and the root frame."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtGui import QTextFormat

_FIRST = QTextFormat.Property.UserProperty.value + 0x100

DIVISION = "division"
"""The kind of a block that begins a division and holds its title; every other block has a `Kind`."""


class Property(IntEnum):
    """Own properties of Qt's text formats; values are strings, numbers and JSON, which survive undo.

    Of blocks: KIND, LEVEL, LABEL (present where it is printed otherwise than position gives it), QUOTED, ID, ORIGIN,
    TABLE (its cells), OPENING (a division's facts), LEAD (one kept from the source), EXTENSIONS (what a newer version
    says of it).
    Of a note's character: NOTE (key, text, own mark), SERIAL (so that no two neighbours are alike and merge).
    Of the root frame: HEADING.
    """

    KIND = _FIRST
    LEVEL = _FIRST + 1
    LABEL = _FIRST + 2
    QUOTED = _FIRST + 3
    ID = _FIRST + 4
    ORIGIN = _FIRST + 5
    TABLE = _FIRST + 6
    OPENING = _FIRST + 7
    LEAD = _FIRST + 8
    NOTE = _FIRST + 9
    SERIAL = _FIRST + 10
    HEADING = _FIRST + 11
    EXTENSIONS = _FIRST + 12


NOTE_OBJECT = QTextFormat.ObjectTypes.UserObject.value + 1
"""The object type of a note's character."""

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
LINE_BREAK = "\N{LINE SEPARATOR}"
