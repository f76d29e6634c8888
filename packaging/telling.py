"""Messages of the development commands: one sentence on what they do, one on what went wrong."""

from __future__ import annotations

import sys


class Trouble(Exception):
    """A problem that the user can fix; its message is a sentence that says how."""


def say(sentence: str) -> None:
    """Print what is happening, before the output of the command that is run next."""
    print(sentence, flush=True)


def complain(sentence: str) -> None:
    """Print what went wrong to standard error."""
    print(sentence, file=sys.stderr, flush=True)
