"""The history of a clause in words: as text to read or pass on, and as plain data."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from precedent_corpus.analysis.history import History, Stage, WordingUse
from precedent_corpus.search.ranking import SAME
from resolution.diff.facts import Hunk
from resolution.language.dates import printed

NONE_FOUND = "No text in the corpus has this clause, or one near enough to be its source."

FEW = 8
ENDS = 3
"""Of more than a few uses, so many of the first and of the last are listed."""

WIDTH = 110
"""So many characters at most stand in a line."""

_INDENT = "   "


def day_words(use: WordingUse) -> str:
    """Return when a text was adopted or, of a draft, issued."""
    day = use.adopted if use.is_adopted else use.issued
    return printed(day) if day else "no date"


def status_words(use: WordingUse) -> str:
    """Return what a text is worth: "adopted, 79-60-33"; a draft is never to be taken for adopted."""
    if use.is_adopted:
        return f"adopted, {use.vote}" if use.vote else "adopted"
    followed = f"; {use.adopted_as} followed from it" if use.adopted_as else ""
    return f"draft, not adopted{followed}"


def summary(history: History) -> str:
    """Return the history in one or two sentences."""
    if not history.stages:
        return NONE_FOUND
    adopted = history.adopted
    drafts = {use.symbol for use in history.uses if not use.is_adopted}
    texts = list(dict.fromkeys(use.symbol for use in adopted))
    counted = counted_words(len(texts), "adopted text")
    if drafts:
        counted += f" and {counted_words(len(drafts), 'draft')}"
    said = f"{counted_words(len(history.stages), 'wording')} in {counted}."
    if not adopted:
        return f"{said} No adopted text has it."
    first, last = adopted[0], adopted[-1]
    if len(texts) == 1:
        return f"{said} Only in {_dated(first)}."
    organs = ", ".join(dict.fromkeys(use.organ for use in adopted if use.organ))
    changed = "" if len(history.stages) > 1 else " The words did not change."
    by = f" ({organs})" if organs else ""
    return f"{said} First in {_dated(first)}, last in {_dated(last)}{by}.{changed}"


def counted_words(number: int, thing: str) -> str:
    """Return "1 draft", "3 drafts"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _dated(use: WordingUse) -> str:
    return f"{use.symbol} of {printed(use.adopted)}" if use.adopted else use.symbol


def change_words(history: History, stage: Stage) -> str:
    """Return against what a wording is compared and what it cites otherwise: "Against 1 (A/RES/74/192): now …"."""
    if stage.before is None:
        return ""
    before = history.stages[stage.before]
    parts = []
    if stage.facts_new:
        parts.append(f"new: {', '.join(stage.facts_new)}")
    if stage.facts_gone:
        parts.append(f"gone: {', '.join(stage.facts_gone)}")
    if not stage.changes:
        parts.append("the same words")
    where = f"Against wording {stage.before + 1} ({_as_it_was(before, stage).symbol})"
    return f"{where}: {'; '.join(parts)}." if parts else f"{where}."


def _as_it_was(before: Stage, stage: Stage) -> WordingUse:
    """Return the last use of a wording before another came up."""
    first = stage.uses[0].adopted or stage.uses[0].issued
    earlier = [
        use
        for use in before.uses
        if use.is_adopted is before.is_adopted
        and (day := use.adopted or use.issued)
        and first
        and day <= first
    ]
    return earlier[-1] if earlier else before.uses[0]


def marked(hunks: Iterable[Hunk]) -> str:
    """Return the words with what was dropped as [-…-] and what was added as {+…+}."""
    return "".join(
        hunk.new if hunk.op == "equal" else _bracketed(hunk.old, "[-", "-]") + _bracketed(hunk.new, "{+", "+}")
        for hunk in hunks
    )  # fmt: skip


def _bracketed(words: str, left: str, right: str) -> str:
    """Return words in brackets, the spaces around them outside."""
    bare = words.strip()
    if not bare:
        return words
    start = len(words) - len(words.lstrip())
    return f"{words[:start]}{left}{bare}{right}{words[start + len(bare) :]}"


def listed(uses: Sequence[WordingUse]) -> list[WordingUse | None]:
    """Return the uses that are listed, with None in place of those left out."""
    if len(uses) <= FEW:
        return list(uses)
    return [*uses[:ENDS], None, *uses[-ENDS:]]


def as_text(history: History) -> str:
    """Return the history to read: a paragraph a wording, the earliest first."""
    if not history.stages:
        return NONE_FOUND
    parts = [summary(history)]
    best = max(history.stages, key=lambda stage: stage.match.score)
    if best.match.score < SAME and not history.begun:
        number = history.stages.index(best) + 1
        parts[0] += f"\nThe words asked for are {best.match.score} % like wording {number}."
    if len(history.stages) > 1:
        parts[0] += (
            "\nIn each wording: [-what it dropped-] and {+what it added+}, against the one named."
        )
    parts += [_stage_text(history, number) for number in range(len(history.stages))]
    return "\n\n".join(parts)


def _stage_text(history: History, number: int) -> str:
    stage = history.stages[number]
    draft = "" if stage.is_adopted else " (in drafts only)"
    words = marked(stage.hunks) if stage.before is not None else stage.text
    head = f"{number + 1}.{draft} "
    lines = textwrap.wrap(
        words, WIDTH, initial_indent=head, subsequent_indent=_INDENT, break_on_hyphens=False, break_long_words=False
    )  # fmt: skip
    if said := change_words(history, stage):
        lines += textwrap.wrap(
            said, WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT, break_on_hyphens=False
        )
    shown = listed(stage.uses)
    left_out = len(stage.uses) - len(shown) + 1
    places = [f"{use.symbol} {use.paragraph}" for use in shown if use]
    width = max(map(len, places))
    for use in shown:
        if use is None:
            lines.append(f"{_INDENT}… {left_out} more")
            continue
        place = f"{use.symbol} {use.paragraph}"
        organ = f"  {use.organ}" if use.organ else ""
        lines.append(f"{_INDENT}{day_words(use):<18}{place:<{width}}  {status_words(use)}{organ}")
    return "\n".join(lines)


def as_json(history: History) -> list[dict[str, Any]]:
    """Return every use as plain data, the earliest first, each with its wording's number and what that changed."""
    found = [
        (use.adopted or use.issued, use, number, stage)
        for number, stage in enumerate(history.stages)
        for use in stage.uses
    ]
    found.sort(key=lambda one: (one[0].isoformat() if one[0] else "", one[1].symbol))
    return [_as_json(use, number, stage) for _, use, number, stage in found]


def _as_json(use: WordingUse, number: int, stage: Stage) -> dict[str, Any]:
    match = stage.match
    return {
        "score": match.score,
        "text": use.text,
        "symbol": use.symbol,
        "organ": use.organ,
        "status": use.status.value,
        "paragraph": use.paragraph,
        "adopted": use.adopted.isoformat() if use.adopted else None,
        "vote": use.vote,
        "differs": list(match.differs),
        "issued": use.issued.isoformat() if use.issued else None,
        "adopted_as": use.adopted_as or None,
        "title": use.title,
        "wording": number + 1,
        "against": None if stage.before is None else stage.before + 1,
        "added": list(stage.added),
        "dropped": list(stage.dropped),
        "facts_added": list(stage.facts_new),
        "facts_dropped": list(stage.facts_gone),
        "uses": match.uses,
        "first": match.first,
        "latest": match.latest,
    }
