"""`new`: begins the draft of another session, built on an earlier text."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from desktop.cli.arguments import add_json, add_out, positive_number
from desktop.cli.command import Command
from desktop.cli.errors import CommandError
from desktop.cli.output import print_json, report_unread
from desktop.cli.sources import read_file_or_symbol

LAST_SESSION = 9999
"""Sessions are given by their number or, for organs that count by years, by the year."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("base", metavar="FILE|SYMBOL", help="a file, or a text of the corpus")
    parser.add_argument(
        "--session",
        type=lambda word: positive_number(word, LAST_SESSION),
        metavar="N",
        help="the session or year; the next one, if not given",
    )
    add_out(parser, "write the draft there (.akn, .docx, …)")
    add_json(parser, "what usually changes, as JSON")


def run(options: Namespace) -> int:
    """Print what usually changes in the draft, and write the draft to a file if one is given.

    Raises CommandError, CorpusError, ReadingError.
    """
    from desktop.files.exports import export, export_refusal
    from precedent_corpus.store.register import Register
    from resolution.checks import check
    from resolution.checks.reporting import problems_as_json
    from resolution.checks.rules.updates import CODES
    from resolution.drafting.succession import next_series, series_of, successor
    from resolution.recognition.unplaced import with_unread

    if options.out and (refusal := export_refusal(options.out)):
        raise CommandError(refusal)
    reading, register = read_file_or_symbol(options.base, options), Register()
    source = with_unread(reading)
    organ, own = source.masthead.organ, series_of(source.masthead)
    series = options.session or (own and next_series(organ, own, date.today()))
    if not series:
        raise CommandError("The text does not say which session it belongs to; give --session.")
    draft = successor(source, series, register.agenda_item(source.title, organ, series))
    updates = [problem for problem in check(draft, register) if problem.code in CODES]
    if options.out:
        export(draft, options.out)
    if options.json:
        print_json(problems_as_json(updates))
    else:
        for problem in updates:
            print(f"{problem.where:10} {problem.message}")
        print(_summary(len(updates), draft.masthead.language))
    return report_unread([(options.base, reading)], options.out)


def _summary(number: int, language: str) -> str:
    """Return a sentence with the number of things that usually change."""
    from resolution.checks.rules.updates import apply_to

    if not apply_to(language):
        return "What usually changes is known for texts in English only."
    few = ("Nothing in it usually changes.", "1 thing usually changes.")
    return few[number] if number < len(few) else f"{number} things usually change."


COMMAND = Command(
    "Begin the draft of another session, built on an earlier text.", add_arguments, run, place=11
)
