"""Hidden bookmarks that name the paragraphs of our own files, so that each is known again when it is read back.

Word hides bookmarks whose names begin with an underscore and keeps them with their paragraph through all editing.
"""

from __future__ import annotations

from markupsafe import Markup

PREFIX = "_rd"
FIRST_ID = 100_001
"""Ids from here on; those below are of the notes' bookmarks."""


class Places:
    """Gives out bookmarks while the templates print, and remembers in which order what was printed."""

    def __init__(self) -> None:
        self.printed: list[tuple[str, str]] = []

    def here(self, role: str) -> Markup:
        """Return a bookmark for the paragraph that is being printed. role: what it is ("session", "block")."""
        key = len(self.printed)
        name = f"{PREFIX}{key + 1}"
        self.printed.append((role, name))
        number = FIRST_ID + key
        return Markup(
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'
        )
