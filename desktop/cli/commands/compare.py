"""`compare`: compares two texts."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from desktop.cli.arguments import add_json, add_out
from desktop.cli.command import Command
from desktop.cli.errors import CommandError
from desktop.cli.output import print_json, report_unread
from desktop.cli.sources import read_file_or_symbol


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("old", metavar="OLD", help="a file, a symbol, or - for standard input")
    parser.add_argument("new", metavar="NEW", help="a file or a symbol")
    add_json(parser)
    add_out(
        parser,
        "write it there (.docx with tracked changes, .html, .json, or .txt: the list of amendments)",
    )


def run(options: Namespace) -> int:
    """Print the comparison, or write it to a file; raises CommandError, CorpusError, ReadingError."""
    from desktop.comparing.formats import refusal, written
    from resolution.diff.compare import compare
    from resolution.diff.write import as_json, as_text
    from resolution.recognition.unplaced import with_unread

    if options.out and (why := refusal(options.out)):
        raise CommandError(why)
    old, new = (read_file_or_symbol(name, options) for name in (options.old, options.new))
    revision = compare(with_unread(old), with_unread(new))
    if options.out:
        from desktop.files.exports import write_whole

        write_whole(options.out, written(revision, options.out.suffix.lower()))
    elif options.json:
        print_json(as_json(revision))
    else:
        print(as_text(revision))
    return report_unread([(options.old, old), (options.new, new)], options.out)


COMMAND = Command(
    "Compare two texts: files, or symbols of texts in the corpus.", add_arguments, run, place=6
)
