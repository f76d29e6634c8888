"""The options of commands that search for clauses, and the clauses that they find."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from desktop.cli.arguments import add_json, add_language, positive_number
from resolution.characters import clean

if TYPE_CHECKING:
    from precedent_corpus.search.matches import Filters, Match


def add_search_options(parser: ArgumentParser, limit: int) -> None:
    """Add which clauses count, how many are shown (by default `limit`), and --json."""
    parser.add_argument(
        "--kind", choices=("preambular", "operative"), help="only clauses of this part"
    )
    parser.add_argument(
        "--limit",
        type=positive_number,
        default=limit,
        metavar="N",
        help=f"how many at most (default {limit})",
    )
    add_json(parser)
    parser.add_argument(
        "--organ", type=clean, metavar="NAME", help='"General Assembly", "Security Council", …'
    )
    parser.add_argument("--since", type=int, metavar="YEAR", help="adopted in this year or later")
    parser.add_argument("--until", type=int, metavar="YEAR", help="adopted in this year or earlier")
    parser.add_argument("--vote", choices=("without", "recorded"), help="how they were adopted")
    parser.add_argument(
        "--status", choices=("adopted", "draft"), help="adopted texts or drafts only"
    )
    parser.add_argument(
        "--agenda-item", type=clean, default="", metavar="NUMBER", help="of this agenda item"
    )
    parser.add_argument(
        "--topic", type=clean, default="", metavar="WORDS", help="filed under this subject"
    )
    add_language(parser)


def filters_of(options: Namespace) -> Filters:
    """Return the filters that the options of `add_search_options` ask for."""
    from precedent_corpus.search.matches import RECORDED_VOTE, WITHOUT_A_VOTE, Filters
    from resolution.model import Kind, Status

    votes = {"without": WITHOUT_A_VOTE, "recorded": RECORDED_VOTE, None: ""}
    return Filters(
        kind=Kind(options.kind) if options.kind else None,
        organ=options.organ,
        since=options.since,
        until=options.until,
        vote=votes[options.vote],
        status=Status(options.status) if options.status else None,
        agenda_item=options.agenda_item,
        topic=options.topic,
    )


def print_matches(matches: Iterable[Match]) -> None:
    """Print the clauses that were found, each with its source and its differences from what was asked for."""
    for match in matches:
        day = match.adopted.isoformat() if match.adopted else "no date"
        print(
            f"{round(match.score):3d} %  {match.symbol} {match.paragraph}  {match.status}  {day}"
            f"  {match.vote or 'vote not known'}  uses: {match.uses}\n       {match.text}"
        )
        if match.differs:
            print(f"       differs: {', '.join(match.differs)}")


def match_as_json(match: Match) -> dict[str, Any]:
    """Return a clause that was found as JSON has it."""
    return {
        "score": round(match.score),
        "text": match.text,
        "kind": match.part.value,
        "symbol": match.symbol,
        "organ": match.organ,
        "status": str(match.status),
        "paragraph": match.paragraph,
        "adopted": match.adopted.isoformat() if match.adopted else None,
        "vote": match.vote,
        "uses": match.uses,
        "first": match.first,
        "latest": match.latest,
        "differs": list(match.differs),
    }
