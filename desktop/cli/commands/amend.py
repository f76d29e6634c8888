"""`amend`: applies a list of amendments to a text."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop.cli.arguments import add_out
from desktop.cli.command import Command
from desktop.cli.errors import CommandError
from desktop.cli.output import print_message, report_unread
from desktop.cli.sources import read_file_or_symbol


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    from desktop.files.exports import listed
    from resolution.formats import registry

    parser.add_argument("file", metavar="FILE", help="the text to amend: a file or a symbol")
    parser.add_argument("amendments", metavar="LIST", type=Path, help="a text file")
    add_out(parser, listed(registry.writable()), required=True)


def run(options: Namespace) -> int:
    """Write the amended text; raises AmendmentError if the list cannot be read or does not fit the text."""
    from desktop.files.exports import export, export_refusal
    from resolution.amendments import apply, gap_hint, read
    from resolution.formats.decoding import decode
    from resolution.formats.source import content
    from resolution.recognition.unplaced import with_unread

    if refusal := export_refusal(options.out):
        raise CommandError(refusal)
    reading = read_file_or_symbol(options.file, options)
    words = decode(content(options.amendments))
    base = with_unread(reading)
    amendments = read(words, base)
    if not amendments:
        raise CommandError(
            f"There is no amendment in {options.amendments}; each begins a line: “In operative paragraph 3, …”."
        )
    export(apply(amendments, base), options.out)
    if hint := gap_hint(words, base):
        print_message(hint)
    return report_unread([(options.file, reading)], options.out)


COMMAND = Command(
    "Carry out a list of amendments, as compare writes it.", add_arguments, run, place=7
)
