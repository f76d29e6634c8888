"""Hidden bookmarks that identify the paragraphs of our own files, so that they are recognized when read back.

Word hides bookmarks whose names begin with an underscore, and keeps them with their paragraph during all editing.
"""

from __future__ import annotations

from markupsafe import Markup

PREFIX = "_rd"
FIRST_ID = 100_001
"""First id of these bookmarks; lower ids belong to the bookmarks of notes."""

FIRST_TARGET = 500_001
"""First id of the bookmarks for cross-references."""


class Bookmarks:
    """Creates bookmarks while the templates print, and records what was printed in which order."""

    def __init__(self) -> None:
        self.printed: list[tuple[str, str]] = []

    def here(self, role: str, target: str = "") -> Markup:
        """Return a bookmark for the current paragraph. role: what the paragraph is ("session", "block").

        target: another bookmark to add, for cross-references
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
