"""The result of reading a source of any format: the resolution, and all text that could not be placed in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from resolution.model import Resolution


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on the text: author, date, place ("PP3", "OP1 (a)", "heading"; empty if unknown) and text."""

    author: str
    made: datetime | None
    place: str
    text: str

    def __str__(self) -> str:
        """Return the remark as a line: "PP3: A. Delegate: bracket this"."""
        return f"{self.place or 'text'}: {self.author}: {self.text}"


@dataclass(frozen=True, slots=True)
class Joined:
    """A word that the source prints with a space before its hyphen at a line end, and that the reader joined.

    place: of the paragraph, as the checks name it; line: its number in the whole text, titles counted;
    start, end: of the joined word in the paragraph; printed: as in the source, "open -ended"
    """

    place: str
    line: int
    start: int
    end: int
    printed: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The resolution that was read, every line that could not be placed, so that no text is lost, and the remarks.

    joined: words that were joined
    changes, changed_by: the number of tracked changes in a Word file, and their authors
    """

    resolution: Resolution
    unread: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    joined: tuple[Joined, ...] = ()
    changes: int = 0
    changed_by: tuple[str, ...] = ()


class ReadingError(Exception):
    """A file cannot be read. The message is a sentence for the user: the problem, and what to do."""


class NotThisFormat(ReadingError):
    """A file looked like a format but is not; another reader may accept it.

    may_be_text: whether it could also be plain text
    """

    may_be_text = False
