"""Reads the texts that a command is given: FILE, SYMBOL or standard input."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.data import open_corpus
from desktop.cli.errors import CommandError
from resolution.characters import clean

if TYPE_CHECKING:
    from resolution.reading import Reading

STANDARD_INPUT = "-"

MAX_CLAUSE_BYTES = 1_000_000


def read_file(name: str, *, rejected: bool = False) -> Reading:
    """Read a file, or standard input for "-"; raises ReadingError.

    rejected: read tracked changes as if they were rejected, otherwise as if accepted
    """
    from resolution.formats import detect
    from resolution.formats.source import MAX_BYTES

    if name == STANDARD_INPUT:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        return detect.read_bytes(data, "standard input", rejected=rejected)
    return detect.read(Path(name), rejected=rejected)


def read_file_or_symbol(name: str, options: Namespace) -> Reading:
    """Read a file, or the text with this symbol in the corpus if there is no such file.

    Raises CommandError if there is neither, ReadingError if the file cannot be read.
    """
    from precedent_corpus.corpus import CorpusError

    if name == STANDARD_INPUT or Path(name).exists():
        return read_file(name)
    with open_corpus(options) as corpus:
        try:
            return corpus.reading(name)
        except CorpusError as error:
            raise CommandError(
                f"There is neither a file {name} nor a text of that symbol in the corpus;"
                " check the name, or add the text."
            ) from error


def read_clause(text: str) -> str:
    """Return the words of a clause, from standard input for "-"; raises CommandError if there are none."""
    if text == STANDARD_INPUT:
        text = sys.stdin.buffer.read(MAX_CLAUSE_BYTES).decode("utf-8", "replace")
    words = clean(text)
    if not words.strip():
        raise CommandError(
            "The clause is empty; give its words, or - and the words on standard input."
        )
    return words
