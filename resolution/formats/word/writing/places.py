"""Hidden bookmarks that name the paragraphs of our own files, so that each is known again when it is read back.

Word hides bookmarks whose names begin with an underscore and keeps them with their paragraph through all editing.
"""

from __future__ import annotations

from markupsafe import Markup

PREFIX = "_rd"
FIRST_ID = 100_001
"""Ids from here on; those below are of the notes' bookmarks."""

FIRST_TARGET = 500_001
"""Ids from here on are of the bookmarks that cross-references lead to."""


class Bookmarks:
    """Gives out bookmarks while the templates print, and remembers in which order what was printed."""

    def __init__(self) -> None:
        self.printed: list[tuple[str, str]] = []

    def here(self, role: str, target: str = "") -> Markup:
        """Return a bookmark for the paragraph that is being printed. role: what it is ("session", "block").

        target: another one, that cross-references lead to.
        """
        key = len(self.printed)
        name = f"{PREFIX}{key + 1}"
        self.printed.append((role, name))
        marks = _bookmark(FIRST_ID + key, name)
        return marks + _bookmark(FIRST_TARGET + key, target) if target else marks


def _bookmark(number: int, name: str) -> Markup:
    return Markup(
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'
    )
