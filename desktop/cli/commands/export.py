"""`export`: writes a file in another format."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING

from desktop.cli.arguments import add_out
from desktop.cli.command import Command
from desktop.cli.errors import CommandError
from desktop.cli.output import report_unread
from desktop.cli.sources import read_file, read_file_or_symbol
from resolution.characters import clean

if TYPE_CHECKING:
    from resolution.reading import Reading


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    from desktop.files.exports import compilation_formats, listed
    from resolution.formats import registry

    parser.add_argument("file", metavar="FILE")
    add_out(parser, listed(registry.writable()), required=True)
    parser.add_argument(
        "--base", metavar="FILE|SYMBOL", help="a Word file with every change from this text tracked"
    )
    parser.add_argument(
        "--author", type=clean, default="", metavar="NAME", help="whose the tracked changes are"
    )
    parser.add_argument(
        "--compilation",
        action="store_true",
        help=f"with what delegations propose in it: {listed(compilation_formats())}",
    )


def run(options: Namespace) -> int:
    """Write the file, its format chosen by the ending of its name."""
    from desktop.files.exports import (
        compilation_refusal,
        export,
        export_compilation,
        export_refusal,
    )
    from resolution.recognition.unplaced import with_unread

    refusal_of = compilation_refusal if options.compilation else export_refusal
    if refusal := refusal_of(options.out):
        raise CommandError(refusal)
    reading = read_file(options.file)
    if options.base:
        return _export_tracked(reading, options)
    resolution = with_unread(reading)
    try:
        if options.compilation:
            export_compilation(resolution, options.out, date.today())
        else:
            export(resolution, options.out)
    except ValueError as error:  # words that the format cannot hold; the message says which
        raise CommandError(str(error)) from error
    return report_unread([(options.file, reading)], options.out)


def _export_tracked(reading: Reading, options: Namespace) -> int:
    """Write a Word file in which every change from the base is tracked."""
    from desktop.files.exports import write_whole
    from resolution.diff.compare import compare
    from resolution.formats.word.writer import tracked_to_bytes
    from resolution.recognition.unplaced import with_unread

    if options.out.suffix.lower() != ".docx":
        raise CommandError(
            f"Changes are tracked in Word files only; end “{options.out.name}” in .docx, or leave --base out."
        )
    base = read_file_or_symbol(options.base, options)
    revision = compare(with_unread(base), with_unread(reading))
    write_whole(options.out, tracked_to_bytes(revision, options.author))
    return report_unread([(options.base, base), (options.file, reading)], options.out)


COMMAND = Command(
    "Write a file in another format, by the ending of OUT.", add_arguments, run, place=2
)
