"""The parser class, and the arguments that several commands have in common."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from desktop.cli.command import Command
from desktop.cli.errors import ExitStatus
from resolution.language import DEFAULT


class Parser(argparse.ArgumentParser):
    """A parser that reports a wrong argument in one line."""

    def error(self, message: str) -> NoReturn:
        """Print the message to standard error and exit."""
        self.exit(ExitStatus.NOT_DONE, f"{self.prog}: {message}; see {self.prog} --help.\n")


def data_option() -> Parser:
    """Return a parent parser with --data, which may stand before or after the name of a command."""
    parser = Parser(add_help=False)
    parser.add_argument(
        "--data", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="the data folder to use"
    )
    return parser


def add_commands(
    parser: argparse.ArgumentParser, commands: Mapping[str, Command], dest: str
) -> None:
    """Add commands to the program, or actions to a command.

    dest: the attribute of the options that holds the chosen name
    """
    subparsers = parser.add_subparsers(dest=dest, required=True)
    for name, command in commands.items():
        added = subparsers.add_parser(
            name, help=command.about, description=command.about, parents=[data_option()]
        )
        command.add_arguments(added)
        added.set_defaults(run=command.run)


def add_json(parser: argparse.ArgumentParser, about: str = "as JSON") -> None:
    """Add --json."""
    parser.add_argument("--json", action="store_true", help=about)


def add_out(parser: argparse.ArgumentParser, about: str, *, required: bool = False) -> None:
    """Add -o and --out, the file to write."""
    parser.add_argument("-o", "--out", metavar="OUT", type=Path, required=required, help=about)


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add --language, the language of the texts to search."""
    parser.add_argument(
        "--language", default=DEFAULT, metavar="CODE", help="en (default), fr, es, …"
    )


def positive_number(word: str, last: int = 1000) -> int:
    """Parse a number from 1 to `last`; raises argparse.ArgumentTypeError for anything else."""
    if not word.isdecimal() or not 1 <= int(word) <= last:
        raise argparse.ArgumentTypeError(f"give a number from 1 to {last}")
    return int(word)
