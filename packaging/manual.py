"""Generates the manual page from the command line's help; needs the Python of an environment with the program.

.venv/bin/python packaging/manual.py > resolution-drafter.1
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desktop import VERSION
from desktop.cli import DATA_VARIABLE, PROGRAM
from desktop.cli.discovery import load_commands
from desktop.cli.parser import parser_of

FILES = (
    (
        "~/.local/share/resolution-drafter/",
        "The corpus, the settings, recovery copies and the log; --data names another.",
    ),
)


def manual(day: str) -> str:
    """Return the page in the language of man pages (man(7)); day: the date of the version, "2026-11-25"."""
    window = parser_of([])
    parts = [
        f'.TH {PROGRAM.upper()} 1 "{day}" "{PROGRAM} {VERSION}" "User Commands"',
        ".SH NAME",
        f"{escaped(PROGRAM)} \\- write United Nations resolutions with adopted language at the side",
        ".SH SYNOPSIS",
        f".B {escaped(PROGRAM)}\n[\\-\\-data DIR] [FILE ...]\n.br",
        f".B {escaped(PROGRAM)}\n[\\-\\-data DIR] COMMAND ...",
        ".SH DESCRIPTION",
        "Without a command, a window opens for each FILE, or an empty one. The commands below do the same work"
        " without a window. Nothing is sent anywhere; the network is used only where texts are to be downloaded.",
        ".SH OPTIONS",
        *options(window),
        ".SH COMMANDS",
    ]
    for name in load_commands():
        parts += [f'.SS "{name}"', *described(parser_of([name]), name)]
    parts += [
        ".SH EXIT STATUS",
        *term("0", "What was asked is done."),
        *term(
            "1",
            "An error was found in the draft, or a part of the program failed in the self\\-test.",
        ),
        *term(
            "2",
            "It could not be done, and nothing was written; a sentence on standard error says what to do.",
        ),
        *term(
            "3",
            "The output was written, but lines of a text found no place; standard error says how many. They stand at"
            " the end of the output, under \\(lqUnplaced text\\(rq, except in a report, which does not cover them."
            " Commands that write no file, check, and corpus say the same and keep their status.",
        ),
        ".SH ENVIRONMENT",
        *term(escaped(DATA_VARIABLE), "The data folder, where \\-\\-data names none."),
        ".SH FILES",
        *(line for path, about in FILES for line in term(escaped(path), escaped(about))),
        ".SH COPYRIGHT",
        "Free software under the MIT licence. The source of the texts and of the register of resolutions is the United"
        " Nations; the copies are unofficial. The licences of all parts are listed under Help, About, Licences.",
    ]
    return "\n".join(parts) + "\n"


def described(whole: argparse.ArgumentParser, name: str) -> Iterator[str]:
    """Yield what a command does and takes, including its actions."""
    command = below(whole)[name]
    yield escaped(command.description or "")
    yield from options(command, but=("data",))
    for word, under in below(command).items():
        words = " ".join(filter(None, (name, word, usage(under))))
        yield f".TP\n.B {escaped(words)}"
        yield escaped(under.description or "")
        yield ".RS"
        yield from options(under, but=("data",))
        yield ".RE"


def below(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parsers of the commands or actions of a parser, by name."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def usage(parser: argparse.ArgumentParser) -> str:
    """Return the positional arguments of a command."""
    return " ".join(
        named(action)
        for action in parser._actions
        if not action.option_strings and not is_choice(action)
    )


def is_choice(action: argparse.Action) -> bool:
    """Return whether an argument stands for the commands or actions."""
    return isinstance(action, argparse._SubParsersAction)


def named(action: argparse.Action) -> str:
    """Return what stands for a value in the usage: its name in capitals, or the possible values."""
    if isinstance(action.metavar, str):
        return action.metavar
    return "|".join(map(str, action.choices)) if action.choices else action.dest.upper()


def options(parser: argparse.ArgumentParser, but: Sequence[str] = ()) -> Iterator[str]:
    """Yield the options of a command, and those positional arguments that have a help text.

    but: names of arguments that are explained elsewhere
    """
    for action in parser._actions:
        if (
            action.help in (None, argparse.SUPPRESS)
            or is_choice(action)
            or action.dest in ("help", *but)
        ):
            continue
        value = f" {named(action)}" if action.nargs != 0 and action.option_strings else ""
        name = ", ".join(action.option_strings) or named(action)
        yield from term(
            escaped(name + value),
            escaped(action.help % {"default": action.default, "prog": PROGRAM}),
        )


def term(name: str, about: str) -> tuple[str, str]:
    """Return the lines of a term and its explanation."""
    return f".TP\n.B {name}", about


def escaped(words: str) -> str:
    """Return words escaped for man: hyphens that can be copied, no line that reads as a request."""
    safe = words.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(
        f"\\&{line}" if line.startswith((".", "'")) else line for line in safe.splitlines()
    )


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(manual(sys.argv[1] if len(sys.argv) > 1 else ""))
