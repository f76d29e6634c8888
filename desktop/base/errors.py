"""Errors as sentences for the user."""

from __future__ import annotations


class FileError(Exception):
    """A file that could not be read or written; the message is one sentence for the user."""


def sentence_of(error: Exception, otherwise: str) -> str:
    """Return an error as a sentence: its own message if written for the user, else `otherwise` and the message."""
    from precedent_corpus.store.database import CorpusError
    from resolution.reading import ReadingError

    if isinstance(error, (FileError, ReadingError, CorpusError)):
        return str(error)
    return f"{otherwise}: {error or type(error).__name__}. The details are in the log (see Help, About)."
