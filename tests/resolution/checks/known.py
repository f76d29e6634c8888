"""Records for tests: one that knows nothing, to be told what a test is about."""

from __future__ import annotations

from datetime import date


class NothingKnown:
    """A record that knows no resolution."""

    def adoption_date(self, cited: str, organ: str) -> date | None:
        return None

    def title(self, cited: str, organ: str) -> str:
        return ""

    def certain(self, cited: str, organ: str) -> bool:
        return True

    def council_number(self, number: int) -> str:
        return ""

    def newest(self, title: str, organ: str, before: date | None) -> str:
        return ""

    def committees(self, session: int, item: str) -> tuple[str, ...]:
        return ()

    def voted(self, words: str, language: str) -> str:
        return ""
