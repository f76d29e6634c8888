"""Starts the program: the command line if the first word is a command, otherwise the window."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence

from desktop.cli.data import data_folder
from desktop.cli.errors import ExitStatus
from desktop.cli.run import run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status (see `ExitStatus`).

    arguments: the words after the name of the program; by default those of the process
    """
    return run(sys.argv[1:] if arguments is None else arguments, open_window)


def open_window(options: Namespace) -> int:
    """Open a window for each file, or run the self-test; return the exit status."""
    if options.self_test:
        from desktop.trials.self_test import self_test

        return ExitStatus.FAILED if self_test() else ExitStatus.OK
    if options.self_test_window:
        from desktop.trials.self_test_window import try_window

        return try_window(options.self_test_window)
    from desktop.shell.application import run_window

    return run_window(options.files, data_folder(options))


if __name__ == "__main__":
    raise SystemExit(main())
