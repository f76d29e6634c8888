"""`corpus`: keeps the precedents; its actions get, add, list, remove and describe texts."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli import PROGRAM
from desktop.cli.arguments import add_commands, add_json
from desktop.cli.command import Command
from desktop.cli.data import data_folder, open_corpus
from desktop.cli.errors import CommandError, ExitStatus
from desktop.cli.output import print_json
from resolution.language import DEFAULT, OFFICIAL

if TYPE_CHECKING:
    from precedent_corpus.corpus import Document
    from precedent_corpus.store.archives import Archive
    from precedent_corpus.store.import_report import ImportReport


def add_arguments(parser: ArgumentParser) -> None:
    """Add the actions of the command."""
    add_commands(parser, ACTIONS, "action")


# ---------------------------------------------------------------- get


def _add_get_arguments(parser: ArgumentParser) -> None:
    add_json(parser)
    parser.add_argument("names", metavar="NAME", nargs="*", help="such as GA-79 or SC-2025")
    parser.add_argument("--list", action="store_true", help="say which archives there are")
    parser.add_argument(
        "--language",
        action="append",
        choices=OFFICIAL,
        help="the language to get, English unless one is named; may be given several times",
    )


def _get(options: Namespace) -> int:
    """Download archives and add their texts; without a name, list the archives."""
    from precedent_corpus.store.archives import TERMS, archives, chosen
    from precedent_corpus.store.record import get

    offered = archives()
    if options.list or not options.names:
        return _list_archives(offered, options)
    wanted = chosen(options.names, offered)
    got = get(wanted, options.language or [DEFAULT], data_folder(options), _show_progress)
    _clear_progress()
    for name, why in got.failed:
        print(f"{name}: {why}", file=sys.stderr)
    for file in got.downloads:
        print(
            f"{file.path.name}: {file.size / 1e6:,.1f} MB, SHA-256 {file.sha256}", file=sys.stderr
        )
    if not got.paths:
        raise CommandError("Nothing was added; no archive could be had.")
    print(TERMS, file=sys.stderr)
    return _add_paths(got.paths, options)


def _list_archives(offered: Iterable[Archive], options: Namespace) -> int:
    if options.json:
        keys = ("name", "title", "organ", "session", "languages", "address", "texts", "size")
        print_json([{key: getattr(archive, key) for key in keys} for archive in offered])
        return ExitStatus.OK
    for archive in offered:
        texts = f"about {archive.texts}" if archive.texts else "-"
        print(f"{archive.name}\t{archive.organ}\t{archive.title}\t{texts}")
    return ExitStatus.OK


def _show_progress(done: int, total: int, name: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{done} of {total or '?'}  {name}", end="", file=sys.stderr, flush=True)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)


# ---------------------------------------------------------------- add


def _add_add_arguments(parser: ArgumentParser) -> None:
    add_json(parser)
    parser.add_argument("paths", metavar="PATH", nargs="*", type=Path)
    parser.add_argument(
        "--resume", action="store_true", help="go on with what was stopped or cut off"
    )


def _add(options: Namespace) -> int:
    """Add texts; raises CommandError if there is nothing to add or nothing could be added."""
    if not options.paths and not options.resume:
        raise CommandError("Name the files, folders or archives to add, or say --resume.")
    return _add_paths(options.paths, options, resume=options.resume)


def _add_paths(paths: Sequence[Path], options: Namespace, *, resume: bool = False) -> int:
    with open_corpus(options, writer=True) as corpus:
        again = corpus.unfinished_imports() if resume else []
        report = corpus.add([*paths, *(p for paths in again for p in paths)], _show_progress)
        if resume:
            corpus.forget_unfinished()
    _clear_progress()
    if options.json:
        print_json(_report_as_json(report))
    else:
        _print_report(report)
    if report.skipped and not (report.added or report.duplicates or report.replaced):
        raise CommandError("Nothing was added; the list says why, file by file.")
    return ExitStatus.OK


def _report_as_json(report: ImportReport) -> dict[str, Any]:
    return {
        "added": report.added,
        "duplicates": report.duplicates,
        "replaced": report.replaced,
        "skipped": [{"name": skip.name, "why": skip.why} for skip in report.skipped],
        "unplaced": [
            {"name": text.name, "symbol": text.symbol, "lines": text.lines, "first": text.first}
            for text in report.unplaced
        ],
    }


def _print_report(report: ImportReport) -> None:
    replaced = f", {report.replaced} replaced" if report.replaced else ""
    print(
        f"{report.added} added, {report.duplicates} already there{replaced}, {len(report.skipped)} skipped."
    )
    for skip in report.skipped:
        print(f"  {skip.name}: {skip.why}")
    if report.unplaced:
        print("Lines that found no place:", *(f"  {text}" for text in report.unplaced), sep="\n")


# ---------------------------------------------------------------- list, remove, info


def _list(options: Namespace) -> int:
    """Print the texts of the corpus, one a line."""
    with open_corpus(options) as corpus:
        documents = corpus.documents()
    if options.json:
        print_json([_document_as_json(document) for document in documents])
        return ExitStatus.OK
    for document in documents:
        day = document.adopted.isoformat() if document.adopted else "-"
        row = (document.symbol, document.status, day, document.vote or "-", document.title)
        print(*row, sep="\t")
    return ExitStatus.OK


def _document_as_json(document: Document) -> dict[str, Any]:
    return {
        "symbol": document.symbol,
        "organ": document.organ,
        "status": str(document.status),
        "adopted": document.adopted.isoformat() if document.adopted else None,
        "vote": document.vote,
        "title": document.title,
        "language": document.language,
    }


def _add_remove_arguments(parser: ArgumentParser) -> None:
    add_json(parser)
    parser.add_argument("symbol", metavar="SYMBOL")


def _remove(options: Namespace) -> int:
    """Remove a text; raises CommandError if the corpus does not have it."""
    with open_corpus(options, writer=True) as corpus:
        removed = corpus.remove(options.symbol)
    if not removed:
        raise CommandError(f"The corpus has no text {options.symbol}; see “{PROGRAM} corpus list”.")
    if options.json:
        print_json({"removed": options.symbol})
    else:
        print(f"{options.symbol} was removed.")
    return ExitStatus.OK


def _info(options: Namespace) -> int:
    """Print the size and the make-up of the corpus."""
    with open_corpus(options) as corpus:
        info = corpus.info()
    if options.json:
        print_json(info)
        return ExitStatus.OK
    for name, value in info.items():
        if isinstance(value, dict):
            value = ", ".join(f"{key or 'none'} {count}" for key, count in value.items())
        print(f"{name}: {value}")
    return ExitStatus.OK


ACTIONS = {
    "get": Command(
        "Download archives of the United Nations' public record, and add them.",
        _add_get_arguments,
        _get,
    ),
    "add": Command("Add files, folders or zip archives.", _add_add_arguments, _add),
    "list": Command("List the texts.", add_json, _list),
    "remove": Command("Remove a text by its symbol.", _add_remove_arguments, _remove),
    "info": Command("Say what is in the corpus.", add_json, _info),
}

COMMAND = Command("Keep the precedents: get, add, list, remove, info.", add_arguments, place=8)
