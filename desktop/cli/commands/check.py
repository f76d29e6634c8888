"""`check`: checks a draft, or lists the rules."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.cli.arguments import add_json, add_out
from desktop.cli.command import Command
from desktop.cli.data import data_folder
from desktop.cli.errors import CommandError, ExitStatus
from desktop.cli.output import print_json, report_unread
from desktop.cli.sources import read_file

if TYPE_CHECKING:
    from resolution.checks import Problem
    from resolution.reading import Reading


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("file", metavar="FILE", nargs="?")
    add_json(parser)
    parser.add_argument("--all", action="store_true", help="also what is ignored in the draft")
    parser.add_argument("--rules", action="store_true", help="list all that drafts are checked for")
    add_out(parser, "write the list of rules there, as Markdown")


def run(options: Namespace) -> int:
    """Print the problems in a draft, or the rules; raises CommandError, ReadingError."""
    from resolution.checks import Severity
    from resolution.checks.reporting import problems_as_json, problems_as_text

    if options.rules:
        return _list_rules(options)
    if options.file is None:
        raise CommandError("Name the draft to check, or ask for the --rules.")
    reading = read_file(options.file)
    problems, ignored = _check(reading, options)
    if options.all:
        problems = sorted([*problems, *ignored], key=lambda problem: problem.order)
    elif ignored:
        print(f"Ignored in this draft: {len(ignored)}; --all tells them too.", file=sys.stderr)
    if options.json:
        print_json(problems_as_json(problems))
    else:
        print(problems_as_text(problems))
    report_unread([(options.file, reading)], note="and were not checked")
    found_error = any(problem.severity is Severity.ERROR for problem in problems)
    return ExitStatus.FAILED if found_error else ExitStatus.OK


def _check(reading: Reading, options: Namespace) -> tuple[Sequence[Problem], Sequence[Problem]]:
    """Return the problems in the order of the text, and those that are ignored in the draft.

    Prints to standard error what is not checked in the language of the draft.
    """
    from precedent_corpus.store.register import Register
    from resolution.checks import check, split_ignored
    from resolution.checks.reporting import few_apply
    from resolution.checks.rules.form import as_printed
    from resolution.language import spelling

    words = spelling.dictionary()
    speller = spelling.Speller(words, spelling.own_words(data_folder(options))) if words else None
    resolution, language = reading.resolution, reading.resolution.masthead.language
    found = [*check(resolution, Register(), speller), *as_printed(reading.joined, language)]
    for why in filter(None, (few_apply(language), spelling.unchecked(language, words))):
        print(why, file=sys.stderr)
    return split_ignored(resolution, sorted(found, key=lambda problem: problem.order))


def _list_rules(options: Namespace) -> int:
    """Print the rules, or write them to a file."""
    from desktop.files.exports import write_whole
    from resolution.checks.reporting import rules_as_json, rules_as_page, rules_as_text

    if options.json:
        print_json(rules_as_json())
    elif options.out:
        write_whole(options.out, rules_as_page().encode())
    else:
        print(rules_as_text())
    return ExitStatus.OK


COMMAND = Command(
    "Check a draft; exit status 1 where an error was found.", add_arguments, run, place=5
)
