"""The command line: the program without its window, and the way into the window.

Errors go to standard error in one sentence that says what to do, with exit status 2; never a traceback. Lines of a text
that found no place are counted there too, with exit status 3 where an output was written.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_data_path

from desktop import VERSION
from resolution.characters import clean

if TYPE_CHECKING:
    from resolution.model import Resolution
    from resolution.reading import Reading

PROGRAM = "resolution-drafter"
DATA_VARIABLE = "RESOLUTION_DRAFTER_DATA"
COMMANDS = (
    "read", "export", "suggest", "search", "check", "compare", "amend", "corpus", "report", "history", "new",
)  # fmt: skip
FOUND, FAILED, USAGE, UNREAD = 0, 1, 2, 3


class CommandError(Exception):
    """A command that cannot be carried out; the message is one sentence for the user."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status.

    0: done; 1: an error was found in the draft; 2: it could not be done, and nothing was written; 3: the output was
    written, but lines of the input found no place.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    _speak_unicode()
    try:
        options = parser_of(words).parse_args(words)
        return int(options.run(options))
    except SystemExit:  # --help and --version: nothing is loaded to tell errors apart
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return FOUND
    except KeyboardInterrupt:
        return _complain("Stopped; nothing was left half done.")
    except _expected_errors() as error:
        return _complain(str(error))
    except OSError as error:
        place = error.filename or "The file"
        return _complain(
            f"{place}: {error.strerror or error}; check the place, its permissions and the space left."
        )


def _expected_errors() -> tuple[type[Exception], ...]:
    from desktop.files.exports import FileProblem
    from precedent_corpus.corpus import CorpusError
    from resolution.amendments import AmendmentError
    from resolution.reading import ReadingError

    return (CommandError, FileProblem, ReadingError, CorpusError, AmendmentError)


def _complain(sentence: str) -> int:
    _say(sentence)
    return USAGE


def _say(sentence: str) -> None:
    print(f"{PROGRAM}: {' '.join(sentence.split())}", file=sys.stderr)


def _speak_unicode() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:
        self.exit(USAGE, f"{self.prog}: {message}; see {self.prog} --help.\n")


def parser_of(words: list[str]) -> argparse.ArgumentParser:
    """Return the parser of a command, or of the window where the first word is no command."""
    shared = _Parser(add_help=False)
    shared.add_argument(
        "--data", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="the data folder to use"
    )
    if _first_word(words) not in COMMANDS:
        return _window_parser(shared)
    parser = _Parser(
        prog=PROGRAM, description="Draft United Nations resolutions.", parents=[shared]
    )
    commands = parser.add_subparsers(dest="command", required=True)

    def command(
        name: str, run: Callable[[argparse.Namespace], int], about: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=about, description=about, parents=[shared])
        sub.set_defaults(run=run)
        return sub

    read = command("read", _read, "Show what was read of a file, and what found no place.")
    read.add_argument("file", metavar="FILE", help="a file, or - for standard input")
    read.add_argument("--json", action="store_true", help="as JSON")
    read.add_argument(
        "--rejected",
        action="store_true",
        help="read tracked changes as if they were rejected (otherwise as if accepted)",
    )

    export = command("export", _export, "Write a file in another format, by the ending of OUT.")
    export.add_argument("file", metavar="FILE")
    export.add_argument(
        "-o",
        "--out",
        metavar="OUT",
        type=Path,
        required=True,
        help=".docx, .pdf, .html, .txt or .akn",
    )
    export.add_argument(
        "--base", metavar="FILE|SYMBOL", help="a Word file with every change from this text tracked"
    )
    export.add_argument(
        "--author", type=clean, default="", metavar="NAME", help="whose the tracked changes are"
    )
    export.add_argument(
        "--compilation",
        action="store_true",
        help="with what delegations propose in it: .docx, .html or .pdf",
    )

    suggest = command("suggest", _suggest, "Find the adopted language nearest to a clause.")
    suggest.add_argument("text", metavar="TEXT", help="the clause, or - for standard input")
    suggest.add_argument(
        "--kind", choices=("preambular", "operative"), help="only clauses of this part"
    )
    suggest.add_argument(
        "--limit", type=_count, default=5, metavar="N", help="how many at most (default 5)"
    )
    suggest.add_argument("--json", action="store_true", help="as JSON")
    _add_filters(suggest)

    search = command(
        "search", _search, "Search the corpus by symbol, “phrase”, topic or words, within filters."
    )
    search.add_argument(
        "text",
        metavar="TEXT",
        nargs="?",
        default="",
        help="74/247 para 2, a phrase in quotation marks, or words; may be left out with --topic",
    )
    search.add_argument(
        "--kind", choices=("preambular", "operative"), help="only clauses of this part"
    )
    search.add_argument(
        "--limit", type=_count, default=20, metavar="N", help="how many at most (default 20)"
    )
    search.add_argument("--json", action="store_true", help="as JSON")
    _add_filters(search)

    check = command("check", _check, "Check a draft; exit status 1 where an error was found.")
    check.add_argument("file", metavar="FILE", nargs="?")
    check.add_argument("--json", action="store_true", help="as JSON")
    check.add_argument("--all", action="store_true", help="also what is ignored in the draft")
    check.add_argument("--rules", action="store_true", help="list all that drafts are checked for")
    check.add_argument(
        "-o", "--out", metavar="OUT", type=Path, help="write the list of rules there, as Markdown"
    )

    compare = command(
        "compare", _compare, "Compare two texts: files, or symbols of texts in the corpus."
    )
    compare.add_argument("old", metavar="OLD", help="a file, a symbol, or - for standard input")
    compare.add_argument("new", metavar="NEW", help="a file or a symbol")
    compare.add_argument("--json", action="store_true", help="as JSON")
    compare.add_argument(
        "-o",
        "--out",
        metavar="OUT",
        type=Path,
        help="write it there (.docx with tracked changes, .html, .json, or .txt: the list of amendments)",
    )

    amend = command("amend", _amend, "Carry out a list of amendments, as compare writes it.")
    amend.add_argument("file", metavar="FILE", help="the text to amend: a file or a symbol")
    amend.add_argument("amendments", metavar="LIST", type=Path, help="a text file")
    amend.add_argument(
        "-o", "--out", metavar="OUT", type=Path, required=True,
        help=".docx, .pdf, .html, .txt or .akn",
    )  # fmt: skip

    corpus = command("corpus", _corpus, "Keep the precedents: get, add, list, remove, info.")
    actions = corpus.add_subparsers(dest="action", required=True)
    for name, about in (
        ("get", "Download archives of the United Nations' public record, and add them."),
        ("add", "Add files, folders or zip archives."),
        ("list", "List the texts."),
        ("remove", "Remove a text by its symbol."),
        ("info", "Say what is in the corpus."),
    ):
        action = actions.add_parser(name, help=about, description=about, parents=[shared])
        action.add_argument("--json", action="store_true", help="as JSON")
        if name == "add":
            action.add_argument("paths", metavar="PATH", nargs="*", type=Path)
            action.add_argument(
                "--resume", action="store_true", help="go on with what was stopped or cut off"
            )
        if name == "get":
            action.add_argument("names", metavar="NAME", nargs="*", help="such as GA-79 or SC-2025")
            action.add_argument("--list", action="store_true", help="say which archives there are")
            action.add_argument(
                "--language",
                action="append",
                choices=("en", "fr", "es", "ru", "zh", "ar"),
                help="the language to get, English unless one is named; may be given several times",
            )
        if name == "remove":
            action.add_argument("symbol", metavar="SYMBOL")

    report = command("report", _report, "Say of every clause whether it is agreed, adapted or new.")
    report.add_argument("file", metavar="FILE")
    report.add_argument(
        "-o", "--out", metavar="OUT", type=Path, help="write it there (.docx, .html, .txt or .json)"
    )

    new = command("new", _new, "Begin the draft of another session, built on an earlier text.")
    new.add_argument("base", metavar="FILE|SYMBOL", help="a file, or a text of the corpus")
    new.add_argument(
        "--session",
        type=_session,
        metavar="N",
        help="the session or year; the next one, if not given",
    )
    new.add_argument(
        "-o", "--out", metavar="OUT", type=Path, help="write the draft there (.akn, .docx, …)"
    )
    new.add_argument("--json", action="store_true", help="what usually changes, as JSON")

    history = command(
        "history", _history, "Show the life of a wording: who adopted it when, and what changed."
    )
    history.add_argument(
        "text", metavar="TEXT", help="the clause or its beginning, or - for standard input"
    )
    history.add_argument("--json", action="store_true", help="as JSON, every use")
    history.add_argument("--language", default="en", metavar="CODE", help="en (default), fr, es, …")
    return parser


def _add_filters(sub: argparse.ArgumentParser) -> None:
    """Let a command be told which texts count."""
    sub.add_argument(
        "--organ", type=clean, metavar="NAME", help='"General Assembly", "Security Council", …'
    )
    sub.add_argument("--since", type=int, metavar="YEAR", help="adopted in this year or later")
    sub.add_argument("--until", type=int, metavar="YEAR", help="adopted in this year or earlier")
    sub.add_argument("--vote", choices=("without", "recorded"), help="how they were adopted")
    sub.add_argument("--status", choices=("adopted", "draft"), help="adopted texts or drafts only")
    sub.add_argument(
        "--agenda-item", type=clean, default="", metavar="NUMBER", help="of this agenda item"
    )
    sub.add_argument(
        "--topic", type=clean, default="", metavar="WORDS", help="filed under this subject"
    )
    sub.add_argument("--language", default="en", metavar="CODE", help="en (default), fr, es, …")


def _first_word(words: Sequence[str]) -> str:
    """Return the first word that is neither an option nor the folder after --data."""
    rest = iter(words)
    for word in rest:
        if word == "--data":
            next(rest, None)
        elif word == "-" or not word.startswith("-"):
            return word
    return ""


def _window_parser(shared: _Parser) -> argparse.ArgumentParser:
    parser = _Parser(
        prog=PROGRAM,
        parents=[shared],
        description="Open the window, one for each FILE that is named. Commands: "
        + ", ".join(COMMANDS)
        + ".",
    )
    parser.set_defaults(run=_window)
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path)
    parser.add_argument("--version", action="version", version=f"%(prog)s {VERSION}")
    parser.add_argument(
        "--self-test",
        action="store_true",
        help="try every part of the program in a folder of its own, and say what failed",
    )
    parser.add_argument("--self-test-window", type=Path, help=argparse.SUPPRESS)
    return parser


def _count(word: str, last: int = 1000) -> int:
    if not word.isdecimal() or not 1 <= int(word) <= last:
        raise argparse.ArgumentTypeError(f"give a number from 1 to {last}")
    return int(word)


def _session(word: str) -> int:
    return _count(word, 9999)


def data_folder(options: argparse.Namespace) -> Path:
    """Return the folder that holds the corpus and the settings: --data, the environment's, or the user's own."""
    named = getattr(options, "data", None) or os.environ.get(DATA_VARIABLE)
    return Path(named).expanduser() if named else user_data_path(PROGRAM, appauthor=False)


def _window(options: argparse.Namespace) -> int:
    if options.self_test:
        from desktop.trials.self_test import self_test

        return FAILED if self_test() else FOUND
    if options.self_test_window:
        from desktop.trials.self_test_window import try_window

        return try_window(options.self_test_window)
    from desktop.shell.application import run_window

    return run_window(options.files, data_folder(options))


def _reading(name: str, *, rejected: bool = False) -> Reading:
    from resolution.formats import detect as files
    from resolution.reading import MAX_BYTES

    if name == "-":
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        return files.read_bytes(data, "standard input", rejected=rejected)
    return files.read(Path(name), rejected=rejected)


def _words(text: str) -> str:
    words = sys.stdin.buffer.read(1_000_000).decode("utf-8", "replace") if text == "-" else text
    words = clean(words)
    if not words.strip():
        raise CommandError(
            "The clause is empty; give its words, or - and the words on standard input."
        )
    return words


def _print_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=1))


def _open_corpus(options: argparse.Namespace, *, writer: bool = False) -> Any:
    from precedent_corpus.corpus import Corpus, ensure_starter

    folder = data_folder(options)
    ensure_starter(folder)
    return Corpus.open(folder, writer=writer)


def _read(options: argparse.Namespace) -> int:
    from resolution.formats.json.writer import as_json
    from resolution.formats.plain.writer import to_text

    reading = _reading(options.file, rejected=options.rejected)
    if options.json:
        _print_json(as_json(reading))
        return FOUND
    print(to_text(reading.resolution))
    if reading.unread:
        print("\nThese lines found no place:", *(f"  {line}" for line in reading.unread), sep="\n")
    if reading.remarks:
        shown = (f"  {remark}" for remark in reading.remarks)
        print("\nRemarks:", *shown, sep="\n")
    return FOUND


def _export(options: argparse.Namespace) -> int:
    from desktop.files.exports import (
        compilation_refusal,
        export,
        export_compilation,
        export_refusal,
    )
    from resolution.recognition.unplaced import whole

    refused = compilation_refusal if options.compilation else export_refusal
    refusal = refused(options.out)
    if refusal:
        raise CommandError(refusal)
    reading = _reading(options.file)
    if options.base:
        return _export_tracked(reading, options)
    resolution = whole(reading)
    try:
        if options.compilation:
            export_compilation(resolution, options.out, date.today())
        else:
            export(resolution, options.out)
    except ValueError as error:  # words that the format cannot hold; the message says which
        raise CommandError(str(error)) from error
    return _tell_unread([(options.file, reading)], options.out)


def _export_tracked(reading: Reading, options: argparse.Namespace) -> int:
    from desktop.files.exports import write_whole
    from resolution.diff.compare import compare
    from resolution.formats.word.writer import tracked_to_bytes
    from resolution.recognition.unplaced import whole

    if options.out.suffix.lower() != ".docx":
        raise CommandError(
            f"Changes are tracked in Word files only; end “{options.out.name}” in .docx, or leave --base out."
        )
    base = _text_named(options.base, options)
    revision = compare(whole(base), whole(reading))
    write_whole(options.out, tracked_to_bytes(revision, options.author))
    return _tell_unread([(options.base, base), (options.file, reading)], options.out)


def _filters(options: argparse.Namespace) -> Any:
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


def _suggest(options: argparse.Namespace) -> int:
    with _open_corpus(options) as corpus:
        matches = corpus.suggest(
            _words(options.text),
            filters=_filters(options),
            language=options.language,
            limit=options.limit,
        )
    if options.json:
        _print_json([_match(match) for match in matches])
        return FOUND
    _print_matches(matches)
    if not matches:
        print("No adopted clause is near.")
    return FOUND


def _search(options: argparse.Namespace) -> int:
    text = _words(options.text) if options.text else ""
    if not text and not options.topic:
        raise CommandError("Say what to look for: a symbol, a “phrase”, words, or a --topic.")
    with _open_corpus(options) as corpus:
        found = corpus.search(
            text, _filters(options), language=options.language, limit=options.limit
        )
    if options.json:
        matches = [{**_match(match), "how": str(match.how)} for match in found.matches]
        instead = {"reason": "no exact match", "words": found.instead} if found.instead else None
        answer = {"by": str(found.by), "more": found.more, "matches": matches, "instead": instead}
        _print_json(answer)
        return FOUND
    if found.instead:
        print(f"No exact match. Searched for the words instead: {found.instead}")
    _print_matches(found.matches)
    if found.more:
        print("There are more; narrow the search, or raise --limit.")
    if not found.matches:
        print("Nothing in the corpus answers to that.")
    return FOUND


def _print_matches(matches: Sequence[Any]) -> None:
    for match in matches:
        where = f"{match.symbol} {match.paragraph}"
        day = match.adopted.isoformat() if match.adopted else "no date"
        print(
            f"{round(match.score):3d} %  {where}  {match.status}  {day}  {match.vote or 'vote not known'}",
            end="",
        )
        print(f"  uses: {match.uses}\n       {match.text}")
        if match.differs:
            print(f"       differs: {', '.join(match.differs)}")


def _match(match: Any) -> dict[str, Any]:
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


def _check(options: argparse.Namespace) -> int:
    from precedent_corpus.store.register import Register
    from resolution.checks import Severity, check, split_ignored
    from resolution.checks.reporting import few_apply, problems_as_json, problems_as_text
    from resolution.checks.rules.form import as_printed
    from resolution.language import spelling

    if options.rules:
        return _rules(options)
    if options.file is None:
        raise CommandError("Name the draft to check, or ask for the --rules.")
    words = spelling.dictionary()
    speller = spelling.Speller(words, spelling.own_words(data_folder(options))) if words else None
    reading = _reading(options.file)
    resolution = reading.resolution
    found = [
        *check(resolution, Register(), speller),
        *as_printed(reading.joined, resolution.masthead.language),
    ]
    problems, ignored = split_ignored(resolution, sorted(found, key=lambda problem: problem.order))
    if options.all:
        problems = sorted([*problems, *ignored], key=lambda problem: problem.order)
    language = resolution.masthead.language
    for why in filter(None, (few_apply(language), spelling.unchecked(language, words))):
        print(why, file=sys.stderr)
    if ignored and not options.all:
        print(f"Ignored in this draft: {len(ignored)}; --all tells them too.", file=sys.stderr)
    if options.json:
        _print_json(problems_as_json(problems))
    else:
        print(problems_as_text(problems))
    _tell_unread([(options.file, reading)], None, "and were not checked")
    return FAILED if any(p.severity is Severity.ERROR for p in problems) else FOUND


def _rules(options: argparse.Namespace) -> int:
    from desktop.files.exports import write_whole
    from resolution.checks.reporting import rules_as_json, rules_as_page, rules_as_text

    if options.json:
        _print_json(rules_as_json())
    elif options.out:
        write_whole(options.out, rules_as_page().encode())
    else:
        print(rules_as_text())
    return FOUND


def _compare(options: argparse.Namespace) -> int:
    from desktop.comparing.formats import refusal, written
    from resolution.diff.compare import compare
    from resolution.diff.write import as_json, as_text
    from resolution.recognition.unplaced import whole

    if options.out and (why := refusal(options.out)):
        raise CommandError(why)
    old, new = _text_named(options.old, options), _text_named(options.new, options)
    revision = compare(whole(old), whole(new))
    if options.out:
        from desktop.files.exports import write_whole

        write_whole(options.out, written(revision, options.out.suffix.lower()))
    elif options.json:
        _print_json(as_json(revision))
    else:
        print(as_text(revision))
    return _tell_unread([(options.old, old), (options.new, new)], options.out)


def _amend(options: argparse.Namespace) -> int:
    from desktop.files.exports import export, export_refusal
    from resolution.amendments import apply, gap_hint, read
    from resolution.formats.detect import content
    from resolution.recognition.recognizer import decoded
    from resolution.recognition.unplaced import whole

    if refusal := export_refusal(options.out):
        raise CommandError(refusal)
    reading, words = _text_named(options.file, options), decoded(content(options.amendments))
    base = whole(reading)
    amendments = read(words, base)
    if not amendments:
        raise CommandError(
            f"There is no amendment in {options.amendments}; each begins a line: “In operative paragraph 3, …”."
        )
    export(apply(amendments, base), options.out)
    if hint := gap_hint(words, base):
        _say(hint)
    return _tell_unread([(options.file, reading)], options.out)


def _tell_unread(
    texts: Sequence[tuple[str, Reading]], out: Path | None, fate: str = "", *, placed: bool = True
) -> int:
    """Say on standard error how many lines of the texts found no place; return the exit status.

    texts: each with the name that it was asked for by
    out: the output that was written, None where none was; placed: it has these lines at its end
    fate: what else to say of the lines
    """
    from resolution.recognition.unplaced import HEADING

    status = FOUND
    for name, reading in texts:
        if not reading.unread:
            continue
        counted = _counted(len(reading.unread), "found no place", "found no place")
        there = f"; see “{HEADING}” at the end of {out}" if out and placed else ""
        called = "standard input" if name == "-" else name
        _say(f"{called}: {counted}{f' {fate}' if fate else ''}{there}.")
        status = UNREAD if out else FOUND
    return status


def _counted(number: int, one: str, several: str) -> str:
    return f"1 line {one}" if number == 1 else f"{number:,} lines {several}"


def _text_named(name: str, options: argparse.Namespace) -> Reading:
    """Return the reading of a file, or of a symbol in the corpus where there is no file of this name."""
    from precedent_corpus.corpus import CorpusError

    if name == "-" or Path(name).exists():
        return _reading(name)
    with _open_corpus(options) as corpus:
        try:
            return corpus.reading(name)  # type: ignore[no-any-return]
        except CorpusError as error:
            raise CommandError(
                f"There is neither a file {name} nor a text of that symbol in the corpus;"
                " check the name, or add the text."
            ) from error


def _corpus(options: argparse.Namespace) -> int:
    return {
        "get": _corpus_get,
        "add": _corpus_add,
        "list": _corpus_list,
        "remove": _corpus_remove,
        "info": _corpus_info,
    }[options.action](options)


def _corpus_get(options: argparse.Namespace) -> int:
    from precedent_corpus.store.archives import TERMS, archives, chosen
    from precedent_corpus.store.record import get

    offered = archives()
    if options.list or not options.names:
        return _list_archives(offered, options)
    wanted = chosen(options.names, offered)
    got = get(wanted, options.language or ["en"], data_folder(options), _show_progress)
    _end_progress()
    for name, why in got.failed:
        print(f"{name}: {why}", file=sys.stderr)
    for had in got.downloads:
        print(f"{had.path.name}: {had.size / 1e6:,.1f} MB, SHA-256 {had.sha256}", file=sys.stderr)
    if not got.paths:
        raise CommandError("Nothing was added; no archive could be had.")
    print(TERMS, file=sys.stderr)
    options.paths, options.resume = got.paths, False
    return _corpus_add(options)


def _list_archives(offered: Any, options: argparse.Namespace) -> int:
    if options.json:
        keys = ("name", "title", "organ", "session", "languages", "address", "texts", "size")
        _print_json([{key: getattr(archive, key) for key in keys} for archive in offered])
        return FOUND
    for archive in offered:
        texts = f"about {archive.texts}" if archive.texts else "-"
        print(f"{archive.name}\t{archive.organ}\t{archive.title}\t{texts}")
    return FOUND


def _show_progress(done: int, total: int, name: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{done} of {total or '?'}  {name}", end="", file=sys.stderr, flush=True)


def _end_progress() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)


def _corpus_add(options: argparse.Namespace) -> int:
    if not options.paths and not options.resume:
        raise CommandError("Name the files, folders or archives to add, or say --resume.")
    with _open_corpus(options, writer=True) as corpus:
        again = corpus.unfinished_imports() if options.resume else []
        report = corpus.add(
            [*options.paths, *(p for paths in again for p in paths)], _show_progress
        )
        if options.resume:
            corpus.forget_unfinished()
    _end_progress()
    if options.json:
        skipped = [{"name": skip.name, "why": skip.why} for skip in report.skipped]
        counts = {"added": report.added, "duplicates": report.duplicates}
        unplaced = [
            {"name": text.name, "symbol": text.symbol, "lines": text.lines, "first": text.first}
            for text in report.unplaced
        ]
        _print_json(
            {**counts, "replaced": report.replaced, "skipped": skipped, "unplaced": unplaced}
        )
    else:
        counted = f"{report.added} added, {report.duplicates} already there"
        replaced = f", {report.replaced} replaced" if report.replaced else ""
        print(f"{counted}{replaced}, {len(report.skipped)} skipped.")
        for skip in report.skipped:
            print(f"  {skip.name}: {skip.why}")
        if report.unplaced:
            print(
                "Lines that found no place:", *(f"  {text}" for text in report.unplaced), sep="\n"
            )
    if report.skipped and not (report.added or report.duplicates or report.replaced):
        raise CommandError("Nothing was added; the list says why, file by file.")
    return FOUND


def _corpus_list(options: argparse.Namespace) -> int:
    with _open_corpus(options) as corpus:
        documents = corpus.documents()
    if options.json:
        _print_json([_document(document) for document in documents])
        return FOUND
    for document in documents:
        day = document.adopted.isoformat() if document.adopted else "-"
        print(
            f"{document.symbol}\t{document.status}\t{day}\t{document.vote or '-'}\t{document.title}"
        )
    return FOUND


def _document(document: Any) -> dict[str, Any]:
    return {
        "symbol": document.symbol,
        "organ": document.organ,
        "status": str(document.status),
        "adopted": document.adopted.isoformat() if document.adopted else None,
        "vote": document.vote,
        "title": document.title,
        "language": document.language,
    }


def _corpus_remove(options: argparse.Namespace) -> int:
    with _open_corpus(options, writer=True) as corpus:
        removed = corpus.remove(options.symbol)
    if not removed:
        raise CommandError(f"The corpus has no text {options.symbol}; see “{PROGRAM} corpus list”.")
    if options.json:
        _print_json({"removed": options.symbol})
    else:
        print(f"{options.symbol} was removed.")
    return FOUND


def _corpus_info(options: argparse.Namespace) -> int:
    with _open_corpus(options) as corpus:
        info = corpus.info()
    if options.json:
        _print_json(info)
        return FOUND
    for name, value in info.items():
        shown = (
            ", ".join(f"{k or 'none'} {v}" for k, v in value.items())
            if isinstance(value, dict)
            else value
        )
        print(f"{name}: {shown}")
    return FOUND


def _report(options: argparse.Namespace) -> int:
    from precedent_corpus.analysis.report import as_text, own_sentence, report
    from precedent_corpus.analysis.report_pages import ENDINGS, written

    reading = _reading(options.file)
    resolution: Resolution = reading.resolution
    if options.out and options.out.suffix.lower() not in ENDINGS:
        raise CommandError(
            f"A report is written as {', '.join(ENDINGS)}; give the file one of these endings."
        )
    with _open_corpus(options) as corpus:
        entries, first = report(corpus, resolution), own_sentence(corpus, resolution)
    if not options.out:
        print(as_text(entries, first))
        return _tell_unread([(options.file, reading)], None, "and are not in the report")
    from desktop.files.exports import write_whole

    name = resolution.masthead.symbol or Path(options.file).name
    write_whole(options.out, written(entries, name, options.out.suffix.lower(), first))
    texts = [(options.file, reading)]
    return _tell_unread(texts, options.out, "and are not in the report", placed=False)


def _new(options: argparse.Namespace) -> int:
    from datetime import date

    from desktop.files.exports import export, export_refusal
    from desktop.succession.controller import agenda_item
    from precedent_corpus.store.register import Register
    from resolution.checks import check
    from resolution.checks.reporting import problems_as_json
    from resolution.checks.rules.updates import CODES
    from resolution.drafting.succession import next_series, series_of, successor
    from resolution.recognition.unplaced import whole

    if options.out and (refusal := export_refusal(options.out)):
        raise CommandError(refusal)
    reading, register = _text_named(options.base, options), Register()
    source = whole(reading)
    own = series_of(source.masthead)
    series = options.session or (own and next_series(source.masthead.organ, own, date.today()))
    if not series:
        raise CommandError("The text does not say which session it belongs to; give --session.")
    draft = successor(source, series, agenda_item(register, source, series))
    offered = [problem for problem in check(draft, register) if problem.code in CODES]
    if options.out:
        export(draft, options.out)
    if options.json:
        _print_json(problems_as_json(offered))
    else:
        for problem in offered:
            print(f"{problem.where:10} {problem.message}")
        print(_changing(len(offered), draft.masthead.language))
    return _tell_unread([(options.base, reading)], options.out)


def _changing(number: int, language: str) -> str:
    """Return in a sentence how many things usually change in a draft built on an earlier text."""
    from resolution.checks.rules.updates import apply_to

    if not apply_to(language):
        return "What usually changes is known for texts in English only."
    few = ("Nothing in it usually changes.", "1 thing usually changes.")
    return few[number] if number < len(few) else f"{number} things usually change."


def _history(options: argparse.Namespace) -> int:
    from precedent_corpus.analysis.history_words import as_json, as_text

    with _open_corpus(options) as corpus:
        found = corpus.history(_words(options.text), language=options.language)
    if options.json:
        _print_json(as_json(found))
    else:
        print(as_text(found))
    return FOUND


if __name__ == "__main__":
    raise SystemExit(main())
