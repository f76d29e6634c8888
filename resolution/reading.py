"""What reading a source gives, whatever its format: the resolution, and everything that found no place in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from resolution.model import Resolution


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on the text: who made it, when, on what ("PP3", "OP1 (a)", "heading"; empty for nothing), its words."""

    author: str
    made: datetime | None
    place: str
    text: str

    def __str__(self) -> str:
        """Return the remark as a line: "PP3: A. Delegate: bracket this"."""
        return f"{self.place or 'text'}: {self.author}: {self.text}"


@dataclass(frozen=True, slots=True)
class Joined:
    """A word that the source prints with a space before its hyphen at the end of a line, and reading made whole.

    place: of the paragraph, as the checks name it; line: its number in the whole text, titles counted;
    start, end: of the whole word in the paragraph's words; printed: as the source has it, "open -ended"
    """

    place: str
    line: int
    start: int
    end: int
    printed: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and every line that found no place, so that nothing vanishes in silence; and the remarks on it.

    joined: words that were made whole
    changes, changed_by: how many tracked changes a Word file has, and whose they are
    """

    resolution: Resolution
    unread: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    joined: tuple[Joined, ...] = ()
    changes: int = 0
    changed_by: tuple[str, ...] = ()


class ReadingError(Exception):
    """A file that cannot be read; the message is one sentence for the user: what is wrong, and what to do."""


class NotThisFormat(ReadingError):
    """A file that looked like one format and is not of it; another reader may have it.

    may_be_text: whether it may as well be plain text
    """

    may_be_text = False
