"""The user's own dictionary: a text file in the data folder, one word a line, editable with any text editor."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from desktop.base.errors import FileError
from desktop.files.exports import write_whole
from resolution.language.spelling import OWN_WORDS, own_words, straight


class OwnWords:
    """The words accepted in addition to the dictionary. Read once, written after every change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._words: frozenset[str] = frozenset()
        self.unread: OSError | None = None
        """Why the file cannot be read. It is then not written either, so that its contents are not lost."""
        try:
            self._words = own_words(folder)
        except OSError as error:
            self.unread = error

    @property
    def words(self) -> frozenset[str]:
        """Return the words."""
        return self._words

    def listed(self) -> list[str]:
        """Return the words in alphabetical order."""
        return sorted(self._words, key=lambda word: (word.casefold(), word))

    def add(self, word: str) -> None:
        """Add a word. Raises `OSError` or `FileError` if the file cannot be written; the word is then not added."""
        self.take([*self._words, straight(word)])

    def take(self, words: Iterable[str]) -> None:
        """Replace all words. Raises `OSError` or `FileError` if the file cannot be written; nothing changes then."""
        if self.unread:
            raise self.unread
        before, self._words = (
            self._words,
            frozenset(straight(w) for line in words for w in line.split()),
        )
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            written = "".join(f"{word}\n" for word in self.listed())
            write_whole(self._folder / OWN_WORDS, written.encode())
        except (OSError, FileError):
            self._words = before
            raise
