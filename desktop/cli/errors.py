"""Exit statuses, and the error of a command that cannot be carried out."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """The exit status of the program; scripts rely on these numbers."""

    OK = 0
    FAILED = 1
    """An error was found in the draft, or a part of the program failed its self-test."""
    NOT_DONE = 2
    """The command could not be carried out, and nothing was written."""
    UNREAD = 3
    """The output was written, but the reader could not place some lines of the input."""


class CommandError(Exception):
    """A command cannot be carried out; the message is one sentence that tells the user what to do."""
