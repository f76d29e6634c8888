"""Which text of the corpus a draft itself is: its own words are no precedent for it."""

from __future__ import annotations

from dataclasses import dataclass

from precedent_corpus.analysis.precedents import Precedents
from precedent_corpus.analysis.sharing import Sharing
from precedent_corpus.search.wording import normalised
from precedent_corpus.store.clauses import clauses_of
from resolution.model import Masthead, Resolution, Status
from resolution.text import folded

SAME_TEXT = 0.9
"""So much of two texts must be word for word the same for them to be one, where a symbol does not tell."""

FEWEST = 3
"""A text of fewer clauses is not known again by its words."""


@dataclass(frozen=True, slots=True)
class OwnText:
    """The text of the corpus that a draft is.

    same, of: so many of its wordings are in that text, of how many; both 0 where its symbol tells
    """

    symbol: str
    status: Status
    same: int = 0
    of: int = 0

    @property
    def sentence(self) -> str:
        """Return that the text is known by its words and does not count; empty where its symbol says all."""
        if not self.of:
            return ""
        text = self.symbol if self.status is Status.ADOPTED else f"the draft {self.symbol}"
        return (
            f"{self.same} of {self.of} wordings are those of {text}, so this is taken for that text:"
            " it does not count as a precedent for itself."
        )


def own_text(corpus: Precedents, resolution: Resolution) -> OwnText | None:
    """Return the text of the corpus that a draft is: the one of its symbol or, where it has none, of the same words.

    A draft is that of the same words only. An adopted text of the same words stays a precedent, for whoever drafts from
    it wants to see that all is agreed; unless what was read is itself the adopted text, by its day.
    """
    masthead = resolution.masthead
    if masthead.symbol:
        return OwnText(masthead.symbol, masthead.status)
    words = {
        normalised(folded(clause.text)).key: folded(clause.text)
        for clause in clauses_of(resolution)
    }
    if len(words) < FEWEST:
        return None
    for text in corpus.sharing(words.values(), language=masthead.language):
        enough = text.shared >= SAME_TEXT * max(len(words), text.wordings)
        if enough and _may_be(text, masthead):
            return OwnText(text.symbol, text.status, text.shared, len(words))
    return None


def _may_be(text: Sharing, masthead: Masthead) -> bool:
    """Return whether a draft with this heading may be a text that has its words."""
    if text.status is not Status.ADOPTED:
        return masthead.status is not Status.ADOPTED
    return masthead.status is Status.ADOPTED and text.adopted == masthead.adopted is not None
