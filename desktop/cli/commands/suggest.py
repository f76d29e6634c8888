"""`suggest`: finds the adopted clauses nearest to a clause."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from desktop.cli.command import Command
from desktop.cli.data import open_corpus
from desktop.cli.errors import ExitStatus
from desktop.cli.matching import add_search_options, filters_of, match_as_json, print_matches
from desktop.cli.output import print_json
from desktop.cli.sources import read_clause


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("text", metavar="TEXT", help="the clause, or - for standard input")
    add_search_options(parser, limit=5)


def run(options: Namespace) -> int:
    """Print the clauses that were found, best first; raises CommandError, CorpusError."""
    with open_corpus(options) as corpus:
        matches = corpus.suggest(
            read_clause(options.text),
            filters=filters_of(options),
            language=options.language,
            limit=options.limit,
        )
    if options.json:
        print_json([match_as_json(match) for match in matches])
        return ExitStatus.OK
    print_matches(matches)
    if not matches:
        print("No adopted clause is near.")
    return ExitStatus.OK


COMMAND = Command("Find the adopted language nearest to a clause.", add_arguments, run, place=3)
