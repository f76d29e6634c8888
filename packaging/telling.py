"""How the development commands speak: one sentence on what they do, one on what went wrong."""

from __future__ import annotations

import sys


class Trouble(Exception):
    """Something the user can put right; its text is a sentence that says how."""


def say(sentence: str) -> None:
    """Tell the user what is happening, before the output of whatever is started next."""
    print(sentence, flush=True)


def complain(sentence: str) -> None:
    """Tell the user what went wrong."""
    print(sentence, file=sys.stderr, flush=True)
