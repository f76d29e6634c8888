"""Runs a command, and turns the errors that users can cause into one sentence and an exit status."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence

from desktop.cli.errors import CommandError, ExitStatus
from desktop.cli.output import print_message, use_utf8
from desktop.cli.parser import parser_of


def run(words: Sequence[str], open_window: Callable[[argparse.Namespace], int]) -> int:
    """Run the command that the words name, or else `open_window`; return the exit status (see `ExitStatus`).

    Errors are printed to standard error in one sentence that says what to do, never as a traceback. Raises SystemExit
    for --help, --version and wrong arguments.
    """
    use_utf8()
    try:
        options = parser_of(words).parse_args(words)
        return int(getattr(options, "run", open_window)(options))
    except SystemExit:  # --help and --version need none of the imports below
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return ExitStatus.OK
    except KeyboardInterrupt:
        print_message("Stopped; nothing was left half done.")
    except _expected_errors() as error:
        print_message(str(error))
    except OSError as error:
        place = error.filename or "The file"
        print_message(
            f"{place}: {error.strerror or error}; check the place, its permissions and the space left."
        )
    return ExitStatus.NOT_DONE


def _expected_errors() -> tuple[type[Exception], ...]:
    from desktop.base.errors import FileError
    from precedent_corpus.corpus import CorpusError
    from resolution.amendments import AmendmentError
    from resolution.reading import ReadingError

    return (CommandError, FileError, ReadingError, CorpusError, AmendmentError)
