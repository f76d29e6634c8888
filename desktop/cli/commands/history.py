"""`history`: shows who adopted a wording when, and what changed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from desktop.cli.arguments import add_json, add_language
from desktop.cli.command import Command
from desktop.cli.data import open_corpus
from desktop.cli.errors import ExitStatus
from desktop.cli.output import print_json
from desktop.cli.sources import read_clause


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "text", metavar="TEXT", help="the clause or its beginning, or - for standard input"
    )
    add_json(parser, "as JSON, every use")
    add_language(parser)


def run(options: Namespace) -> int:
    """Print the uses of a wording, oldest first; raises CommandError, CorpusError."""
    from precedent_corpus.analysis.history_words import as_json, as_text

    with open_corpus(options) as corpus:
        found = corpus.history(read_clause(options.text), language=options.language)
    if options.json:
        print_json(as_json(found))
    else:
        print(as_text(found))
    return ExitStatus.OK


COMMAND = Command(
    "Show the life of a wording: who adopted it when, and what changed.",
    add_arguments,
    run,
    place=10,
)
