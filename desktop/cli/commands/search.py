"""`search`: searches the corpus."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from desktop.cli.command import Command
from desktop.cli.data import open_corpus
from desktop.cli.errors import CommandError, ExitStatus
from desktop.cli.matching import add_search_options, filters_of, match_as_json, print_matches
from desktop.cli.output import print_json
from desktop.cli.sources import read_clause


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "text",
        metavar="TEXT",
        nargs="?",
        default="",
        help="74/247 para 2, a phrase in quotation marks, or words; may be left out with --topic",
    )
    add_search_options(parser, limit=20)


def run(options: Namespace) -> int:
    """Print the clauses that were found, best first; raises CommandError, CorpusError."""
    text = read_clause(options.text) if options.text else ""
    if not text and not options.topic:
        raise CommandError("Say what to look for: a symbol, a “phrase”, words, or a --topic.")
    with open_corpus(options) as corpus:
        found = corpus.search(
            text, filters_of(options), language=options.language, limit=options.limit
        )
    if options.json:
        matches = [{**match_as_json(match), "how": str(match.how)} for match in found.matches]
        instead = {"reason": "no exact match", "words": found.instead} if found.instead else None
        print_json(
            {"by": str(found.by), "more": found.more, "matches": matches, "instead": instead}
        )
        return ExitStatus.OK
    if found.instead:
        print(f"No exact match. Searched for the words instead: {found.instead}")
    print_matches(found.matches)
    if found.more:
        print("There are more; narrow the search, or raise --limit.")
    if not found.matches:
        print("Nothing in the corpus answers to that.")
    return ExitStatus.OK


COMMAND = Command(
    "Search the corpus by symbol, “phrase”, topic or words, within filters.",
    add_arguments,
    run,
    place=4,
)
