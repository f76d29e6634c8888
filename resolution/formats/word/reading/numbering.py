"""Lists: the labels that Word generates, which are not part of the text.

A list (`w:num`) refers to an abstract one (`w:abstractNum`) with up to nine levels, and may restart or replace a level.
As in Word, lists that share an abstract list share its counters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from resolution.formats.word.names import VAL, Element, W, number, toggle, value
from resolution.formats.word.reading.styles import Numbers, indents_of
from resolution.recognition.list_labels import BULLETS, format_count

_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its number format and label text, in which `%1` is the count of the first level."""

    start: int = 1
    form: str = "decimal"
    printed: str = ""
    restart: int | None = None
    style: str = ""
    legal: bool = False
    indents: tuple[tuple[str, int], ...] = ()


class Lists(Numbers):
    """The numbering part. Counts the paragraphs in their order. Works without such a part."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._linked: dict[str, str] = {}
        self._style_links: dict[str, str] = {}
        self._of: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in [] if root is None else root.findall(W + "abstractNum"):
            self._add_abstract(element)
        for element in [] if root is None else root.findall(W + "num"):
            self._add_list(element)

    def _add_abstract(self, element: Element) -> None:
        key = element.get(W + "abstractNumId", "")
        self._abstract[key] = dict(_level(lvl) for lvl in element.findall(W + "lvl"))
        link, of_style = value(element, "numStyleLink"), value(element, "styleLink")
        if link:
            self._linked[key] = link
        if of_style:
            self._style_links[of_style] = key

    def _add_list(self, element: Element) -> None:
        key, abstract = element.get(W + "numId", ""), value(element, "abstractNumId") or ""
        abstract = self._style_links.get(self._linked.get(abstract, ""), abstract)
        levels = dict(self._abstract.get(abstract, {}))
        starts: dict[int, int] = {}
        for override in element.findall(W + "lvlOverride"):
            at = number(override.get(W + "ilvl")) or 0
            own = override.find(W + "lvl")
            if own is not None:
                levels[at] = _level(own)[1]
            start = number(value(override, "startOverride"))
            if start is not None:
                starts[at] = start
        self._of[key], self._levels[key], self._starts[key] = abstract, levels, starts

    def level_of_style(self, list_number: str, style: str) -> int:
        """Return the level of a list that a paragraph style is linked to; the first if none is."""
        levels = self._levels.get(list_number, {})
        return next((at for at, level in levels.items() if level.style == style), 0)

    def indents(self, list_number: str, level: int) -> dict[str, int]:
        """Return the indents of a level."""
        found = self._levels.get(list_number, {}).get(level)
        return dict(found.indents) if found else {}

    def family(self, list_number: str) -> str:
        """Return the key shared by all lists that count together."""
        return self._of.get(list_number, "")

    def label(self, list_number: str, level: int) -> str:
        """Count one paragraph of the list, and return its label as Word prints it; empty if it has none."""
        levels = self._levels.get(list_number)
        if not levels or level not in levels:
            return ""
        counts = self._counts.setdefault(self._of[list_number], [None] * 9)
        starts = self._starts[list_number]
        if level in starts and (list_number, level) not in self._begun:
            counts[level] = starts[level] - 1
        self._begun.add((list_number, level))
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        for deeper in range(level + 1, 9):
            restart_level = levels.get(deeper, Level()).restart
            if restart_level is None or (restart_level != 0 and level < restart_level):
                counts[deeper] = None
        return self._printed(levels, counts, level)

    @staticmethod
    def _printed(levels: dict[int, Level], counts: list[int | None], level: int) -> str:
        own = levels[level]
        if own.form == "none" and "%" not in own.printed:
            return own.printed.strip()
        if own.form == "bullet":
            sign = own.printed.strip()
            return BULLETS.get(sign, "•" if not sign or "\ue000" <= sign[0] <= "\uf8ff" else sign)

        def count(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            of = levels.get(at, Level())
            if counts[at] is None:
                counts[at] = of.start
            return format_count(counts[at] or 0, "decimal" if own.legal else of.form)

        return _PLACE.sub(count, own.printed).strip()


def _level(element: Element) -> tuple[int, Level]:
    restart = number(value(element, "lvlRestart"))
    start = number(value(element, "start"))
    form = value(element, "numFmt") or "decimal"
    text = element.find(W + "lvlText")
    return number(element.get(W + "ilvl")) or 0, Level(
        start=1 if start is None else start,
        form=form,
        printed="" if text is None else text.get(VAL, "")[:200],
        restart=restart,
        style=value(element, "pStyle") or "",
        legal=bool(toggle(element, "isLgl")),
        indents=tuple(indents_of(element.find(W + "pPr")).items()),
    )
