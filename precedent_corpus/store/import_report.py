"""What an import did: how many texts were added, and which were skipped or only partly understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Skipped(NamedTuple):
    """A file that was not imported, and why."""

    name: str
    why: str


class Unplaced(NamedTuple):
    """An imported text with lines that found no place: its file, how many lines, and the first of them."""

    name: str
    symbol: str
    lines: int
    first: tuple[str, ...]

    def __str__(self) -> str:
        """Return "A/RES/55/63 (text.docx): 5 lines: “first”, “second”, “third”, …"."""
        counted = "1 line" if self.lines == 1 else f"{self.lines:,} lines"
        shown = ", ".join(f"“{line}”" for line in self.first)
        more = ", …" if self.lines > len(self.first) else ""
        return f"{self.symbol} ({self.name}): {counted}: {shown}{more}"


@dataclass(slots=True)
class ImportReport:
    """What an import did.

    added, replaced, duplicates: numbers of texts; clauses: number of clauses in the imported texts
    unplaced:  imported texts with lines that found no place
    cancelled: whether the import was stopped before the last file
    """

    added: int = 0
    replaced: int = 0
    duplicates: int = 0
    clauses: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    cancelled: bool = False
