"""`read`: shows what was read of a file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from desktop.cli.arguments import add_json
from desktop.cli.command import Command
from desktop.cli.errors import ExitStatus
from desktop.cli.output import print_json
from desktop.cli.sources import read_file


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("file", metavar="FILE", help="a file, or - for standard input")
    add_json(parser)
    parser.add_argument(
        "--rejected",
        action="store_true",
        help="read tracked changes as if they were rejected (otherwise as if accepted)",
    )


def run(options: Namespace) -> int:
    """Print the text, the lines that found no place and the remarks of the reader; raises ReadingError."""
    from resolution.formats.json.writer import as_json
    from resolution.formats.plain.writer import to_text

    reading = read_file(options.file, rejected=options.rejected)
    if options.json:
        print_json(as_json(reading))
        return ExitStatus.OK
    print(to_text(reading.resolution))
    if reading.unread:
        print("\nThese lines found no place:", *(f"  {line}" for line in reading.unread), sep="\n")
    if reading.remarks:
        print("\nRemarks:", *(f"  {remark}" for remark in reading.remarks), sep="\n")
    return ExitStatus.OK


COMMAND = Command(
    "Show what was read of a file, and what found no place.", add_arguments, run, place=1
)
