"""`report`: says where the wording of each clause comes from."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop.cli.arguments import add_out
from desktop.cli.command import Command
from desktop.cli.data import open_corpus
from desktop.cli.errors import CommandError
from desktop.cli.output import report_unread
from desktop.cli.sources import read_file

NOTE = "and are not in the report"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("file", metavar="FILE")
    add_out(parser, "write it there (.docx, .html, .txt or .json)")


def run(options: Namespace) -> int:
    """Print the report, or write it to a file; raises CommandError, CorpusError, ReadingError."""
    from precedent_corpus.analysis.report import as_text, own_sentence, report
    from precedent_corpus.analysis.report_pages import ENDINGS, written

    reading = read_file(options.file)
    resolution = reading.resolution
    if options.out and options.out.suffix.lower() not in ENDINGS:
        raise CommandError(
            f"A report is written as {', '.join(ENDINGS)}; give the file one of these endings."
        )
    with open_corpus(options) as corpus:
        entries, first = report(corpus, resolution), own_sentence(corpus, resolution)
    if options.out:
        from desktop.files.exports import write_whole

        name = resolution.masthead.symbol or Path(options.file).name
        write_whole(options.out, written(entries, name, options.out.suffix.lower(), first))
    else:
        print(as_text(entries, first))
    return report_unread([(options.file, reading)], options.out, note=NOTE, appended=False)


COMMAND = Command(
    "Say of every clause whether it is agreed, adapted or new.", add_arguments, run, place=9
)
