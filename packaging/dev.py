"""Runs, tests, checks and packages the program from a checkout: python3 packaging/dev.py COMMAND

Needs nothing but Python 3.11 or newer: everything else is installed into .venv, once.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import environment
import screen
import system_packages
from environment import LOCK, PACKING_LOCK, ROOT, venv_command
from telling import Trouble, complain, say

OLDEST_PYTHON = (3, 11)
ROOMS = ("desktop", "precedent_corpus", "resolution", "templates", "packaging")
BENCHMARKS = ROOT / "tests" / "benchmarks"
ENDURANCE = ROOT / "tests" / "endurance"
ENDURE = "RESOLUTION_DRAFTER_ENDURE"
# More processes than these wait for one another: the longest file of tests ends last.
MOST_WORKERS = 4


def run_program(arguments: list[str]) -> int:
    """Start the program, or the tour where no window can be shown."""
    wants_window = opens_window(arguments)
    if wants_window and not screen.has_screen(os.environ):
        say("There is no screen here: a tour of the program follows, without a window.")
        return tour([])
    prepare([*system_packages.QT, *(window_packages() if wants_window else ())])
    outcome = screen.run_watched([venv_command("resolution-drafter"), *arguments])
    if not screen.screen_refused(outcome):
        return outcome.code
    say("Qt cannot use the screen here: a tour of the program follows, without a window.")
    return tour([])


def opens_window(arguments: Sequence[str]) -> bool:
    """Return whether the arguments open the window: none, or files, some of which may not exist."""
    if not arguments:
        return True
    files = [Path(word) for word in arguments if Path(word).exists()]
    first = Path(arguments[0])
    return first in files or bool(first.suffix and files)


def window_packages() -> Iterable[str]:
    """Return the system packages for a real window."""
    wayland = system_packages.WAYLAND if os.environ.get("WAYLAND_DISPLAY") else ()
    return (*system_packages.WINDOW, *wayland)


def tour(arguments: list[str]) -> int:
    """Run the window offscreen: write a draft, insert a precedent, export to build/tour/."""
    prepare(system_packages.QT)
    python = venv_command("python")
    hidden = screen.without_screen(os.environ)
    return screen.run([python, "-m", "desktop.trials.tour", *arguments], env=hidden, cwd=ROOT)


def test(arguments: list[str]) -> int:
    """Run the tests, with small samples of the long ones; the arguments go to pytest."""
    prepare(test_packages())
    env = screen.without_screen(os.environ)
    env.pop(ENDURE, None)
    return pytest([*workers(arguments, cores()), *arguments], env)


def workers(arguments: Sequence[str], available: int) -> list[str]:
    """Options that spread the tests over several processes, a file of them to each; none where tests are chosen.

    Arguments of pytest-xdist (`-n 0`, `-p no:xdist`) count instead.
    """
    count = min(available, MOST_WORKERS)
    chosen = any(not each.startswith("-") or each.startswith(("-n", "-p")) for each in arguments)
    return [] if chosen or count < 2 else ["-n", str(count), "--dist", "loadfile"]


def cores() -> int:
    """The processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def endure(arguments: list[str]) -> int:
    """Run the long tests in full; the arguments go to pytest."""
    if not ENDURANCE.is_dir():
        raise Trouble("There are no long trials in this checkout (tests/endurance).")
    needs = system_packages.declared_needs(sorted(ENDURANCE.rglob("*.py")))
    prepare([*test_packages(), *needs])
    env = {**screen.without_screen(os.environ), ENDURE: "full"}
    return pytest([str(ENDURANCE.relative_to(ROOT)), *arguments], env)


def test_packages() -> list[str]:
    """Return the system packages for the tests, which open a real window on a virtual screen."""
    return [*system_packages.QT, *system_packages.WINDOW, *system_packages.VIRTUAL_SCREEN]


def pytest(arguments: Sequence[str], env: dict[str, str]) -> int:
    """Run pytest and return its exit code; 5 if it finds no test."""
    return screen.run([venv_command("python"), "-m", "pytest", *arguments], env=env, cwd=ROOT)


def bench(arguments: list[str]) -> int:
    """Run all benchmarks, or those that the arguments name (`bench suggest`); pass the other arguments on."""
    every = sorted(BENCHMARKS.glob("bench_*.py"))
    chosen, passed_on = choose_benchmarks(every, arguments)
    if not chosen:
        raise Trouble("There are no benchmarks in this checkout (tests/benchmarks/bench_*.py).")
    prepare([*test_packages(), *system_packages.declared_needs(chosen)])
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    python = venv_command("python")
    return first_failure(screen.run([python, path, *passed_on], env, ROOT) for path in chosen)


def choose_benchmarks(every: list[Path], arguments: list[str]) -> tuple[list[Path], list[str]]:
    """Return the benchmarks that the arguments name, all if they name none, and the other arguments."""
    by_name = {path.stem[len("bench_") :]: path for path in every}
    named = [by_name[argument] for argument in arguments if argument in by_name]
    return named or every, [argument for argument in arguments if argument not in by_name]


def check(arguments: list[str]) -> int:
    """Run formatter, linter and type checker, all of them even if one fails."""
    prepare()
    ruff, mypy = venv_command("ruff"), venv_command("mypy")
    commands: list[list[str | Path]] = [
        [ruff, "format", "--check", "."],
        [ruff, "check", "."],
        [mypy, *(room for room in ROOMS if any((ROOT / room).rglob("*.py"))), *arguments],
    ]
    return first_failure(screen.run(command, cwd=ROOT) for command in commands)


def format_code(arguments: list[str]) -> int:
    """Sort the imports and format the code."""
    prepare()
    ruff = venv_command("ruff")
    where = arguments or ["."]
    commands: list[list[str | Path]] = [
        [ruff, "check", "--select", "I", "--fix", "--quiet", *where],
        [ruff, "format", *where],
    ]
    return first_failure(screen.run(command, cwd=ROOT) for command in commands)


def lock(arguments: list[str]) -> int:
    """Rewrite both lock files; --upgrade takes the newest versions that fit."""
    system_packages.ensure(system_packages.python_packages())
    # The second lock file is constrained by the first, so that what is packed is what was tested.
    return compile_lock(LOCK, "dev", arguments) or compile_lock(
        PACKING_LOCK, "package", [*arguments, "--constraint", LOCK]
    )


def compile_lock(target: str, extra: str, arguments: Sequence[str]) -> int:
    """Resolve the dependencies together with one optional group, and lock their versions and hashes."""
    command = [
        *(find_uv(), "pip", "compile", "pyproject.toml", "--extra", extra, "--universal"),
        *("--python-version", ".".join(map(str, OLDEST_PYTHON)), "--generate-hashes"),
        *("--no-emit-index-url", "--no-emit-find-links", "--quiet", "--output-file", target),
        *("--custom-compile-command", "python3 packaging/dev.py lock", *arguments),
    ]
    code = screen.run(command, cwd=ROOT)
    if code == 0 and "://" in (ROOT / target).read_text(encoding="utf-8"):
        raise Trouble(f"{target} now holds an address: take it out of the settings of uv.")
    return code


def find_uv() -> str:
    """Return the path of uv, which is installed into build/ if it is not on the PATH."""
    found = shutil.which("uv")
    if found is not None:
        return found
    own = ROOT / "build" / "uv"
    uv = venv_command("uv", own)
    if not uv.exists():
        say("Installing uv, which works out the versions, into build/uv ...")
        environment.make_venv(own)
        environment.pip("uv", venv=own)
    return str(uv)


def package(arguments: list[str]) -> int:
    """Build what can be installed: see packaging/package.py."""
    from package import package as make

    return make(arguments)


def first_failure(codes: Iterable[int]) -> int:
    """Consume all exit codes and return the first that is not 0, or 0."""
    failures = [code for code in codes if code != 0]
    return failures[0] if failures else 0


def prepare(packages: Iterable[str] = ()) -> None:
    """Install missing system packages and Python packages."""
    system_packages.ensure([*system_packages.python_packages(), *packages])
    environment.ensure()


class Command(NamedTuple):
    """A command: its function, how it is typed, and what it does."""

    act: Callable[[list[str]], int]
    usage: str
    meaning: str


COMMANDS = {
    "run": Command(run_program, "run [FILE ...]", "start the program"),
    "tour": Command(tour, "tour", "the program without a screen; leaves its work in build/tour/"),
    "test": Command(test, "test [pytest arguments]", "run the tests"),
    "bench": Command(bench, "bench [NAME ...]", "run the benchmarks, or those named"),
    "endure": Command(endure, "endure [pytest arguments]", "run the long trials in full"),
    "check": Command(check, "check", "formatter, linter and type checker"),
    "format": Command(format_code, "format [PATH ...]", "sort imports, format the code"),
    "package": Command(package, "package [WHAT ...] [--try]", "make something to install"),
    "lock": Command(
        lock, "lock [--upgrade]", "remake requirements.lock and packaging/requirements.lock"
    ),
}


def usage() -> str:
    """Return the list of commands."""
    lines = (f"  {command.usage:<28}{command.meaning}" for command in COMMANDS.values())
    return "\n".join(["usage: python3 packaging/dev.py COMMAND", "", *lines])


def too_old(version: tuple[int, ...]) -> str | None:
    """Return a sentence for the user if this Python is too old."""
    if version >= OLDEST_PYTHON:
        return None
    needed, found = (".".join(map(str, part[:2])) for part in (OLDEST_PYTHON, version))
    return f"Python {needed} or newer is needed, and this is Python {found}."


def main(arguments: list[str]) -> int:
    """Run a command and return its exit code, 2 for something that the user can fix."""
    sentence = too_old(sys.version_info[:3])
    if sentence is not None:
        complain(sentence)
        return 2
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        say(usage())
        return 0 if arguments else 2
    command = COMMANDS.get(arguments[0])
    if command is None:
        complain(f"There is no command {arguments[0]!r}.\n{usage()}")
        return 2
    try:
        return command.act(arguments[1:])
    except Trouble as trouble:
        complain(str(trouble))
        return 2
    except KeyboardInterrupt:
        return screen.INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
