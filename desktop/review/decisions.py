"""The user's decisions on the tracked changes of a file, with undo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from resolution.formats.word.reading.tracked import Did, Tracked, TrackedChange, TrackedSpan


class Fate(StrEnum):
    """How tracked words appear: as in both texts, as an open change, or removed by a decision."""

    PLAIN = "plain"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    FORMATTED = "formatted"
    OUT = "out"


class Decisions:
    """The changes of one file and whether each is accepted or rejected; changes not in `accepted_by_id` are open."""

    def __init__(self, tracked: Tracked) -> None:
        self.tracked = tracked
        self.accepted_by_id: dict[str, bool] = {}
        self._steps: list[dict[str, bool]] = []
        self._changes = {change.id: change for change in tracked.changes}

    def decide(self, changes: Iterable[str], accepted: bool) -> tuple[str, ...]:
        """Decide changes in one step; return those whose state has changed."""
        changed = tuple(
            change for change in changes if self.accepted_by_id.get(change) is not accepted
        )
        if changed:
            self._steps.append(dict(self.accepted_by_id))
            self.accepted_by_id |= dict.fromkeys(changed, accepted)
        return changed

    def undo(self) -> tuple[str, ...]:
        """Undo the last step; return the changes whose state has changed."""
        if not self._steps:
            return ()
        before, self.accepted_by_id = self.accepted_by_id, self._steps.pop()
        return tuple(c for c in before if before[c] is not self.accepted_by_id.get(c))

    @property
    def can_undo(self) -> bool:
        """Return whether there is a step to undo."""
        return bool(self._steps)

    def open(self, author: str | None = None) -> tuple[TrackedChange, ...]:
        """Return the open changes of one author or, for None, of all."""
        return tuple(change for change in self.of(author) if change.id not in self.accepted_by_id)

    def of(self, author: str | None) -> Sequence[TrackedChange]:
        """Return the changes of one author or, for None, of all."""
        every = self.tracked.changes
        return [change for change in every if author is None or change.author == author]

    def change(self, name: str) -> TrackedChange:
        """Return a change by its id."""
        return self._changes[name]

    def fate(self, stretch: TrackedSpan) -> Fate:
        """Return how words appear after the decisions so far."""
        return self.fate_of(stretch.under)

    def fate_of(self, under: Sequence[tuple[str, Did]]) -> Fate:
        """Return how something within these changes appears."""
        found = Fate.PLAIN
        for change, did in under:
            decided = self.accepted_by_id.get(change)
            goes = did in (Did.DELETED, Did.JOINED)
            if did is Did.FORMATTED:
                if decided is None and found is Fate.PLAIN:
                    found = Fate.FORMATTED
            elif decided is None:
                found = Fate.DELETED if goes else Fate.MOVED if did is Did.MOVED else Fate.INSERTED
            elif decided is goes:
                return Fate.OUT
        return found
