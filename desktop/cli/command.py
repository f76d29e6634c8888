"""What a command declares: its description, its arguments and the function that runs it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """A command, or an action of one (`corpus add`).

    about: its description in the help, a sentence
    add_arguments: adds its arguments to its parser
    run: carries it out and returns the exit status (see `ExitStatus`); None if it has actions that do
    place: its position in the help and the manual page, lowest first; equal places are sorted by name
    """

    about: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int] | None = None
    place: int = 0
