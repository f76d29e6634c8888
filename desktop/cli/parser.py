"""Builds the parser for the words of a command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from desktop import VERSION
from desktop.cli import PROGRAM
from desktop.cli.arguments import Parser, add_commands, data_option
from desktop.cli.discovery import command_names, load_command, load_commands


class WindowParser(Parser):
    """The parser of the program without a command, which opens the window."""

    def format_help(self) -> str:
        """Return the help with the names of all commands, whose modules are imported only for this."""
        names = ", ".join(load_commands())
        self.description = f"Open the window, one for each FILE that is named. Commands: {names}."
        return super().format_help()


def parser_of(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser for these words: that of a command, or of the window if they name no command.

    The options of a command have the attribute `run`, which carries it out and returns the exit status; those of the
    window do not.
    """
    options, name = _options_and_name(words)
    if name not in command_names():
        return _window_parser()
    parser = Parser(
        prog=PROGRAM, description="Draft United Nations resolutions.", parents=[data_option()]
    )
    # An option before the command may be --help, which lists all of them.
    add_commands(parser, load_commands() if options else {name: load_command(name)}, "command")
    return parser


def _options_and_name(words: Sequence[str]) -> tuple[list[str], str]:
    """Return the options before the first word that is neither an option nor the folder after --data, and that word."""
    options: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--data":
            next(rest, None)
        elif word == "-" or not word.startswith("-"):
            return options, word
        else:
            options.append(word)
    return options, ""


def _window_parser() -> WindowParser:
    parser = WindowParser(prog=PROGRAM, parents=[data_option()])
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path)
    parser.add_argument("--version", action="version", version=f"%(prog)s {VERSION}")
    parser.add_argument(
        "--self-test",
        action="store_true",
        help="try every part of the program in a folder of its own, and say what failed",
    )
    parser.add_argument("--self-test-window", type=Path, help=argparse.SUPPRESS)
    return parser
