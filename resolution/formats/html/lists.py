"""Labels of lists: those that a browser generates, and those that Word writes out for programs that cannot count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from resolution.formats.html.page import Element, Style, folded_words
from resolution.recognition.list_labels import BULLETS, format_count

_FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "decimal": "decimal", "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
}  # fmt: skip
_BULLETS = {"disc": "•", "circle": "○", "square": "▪"}
_WORD_LIST = re.compile(r"(l\d+) level([1-9]) ")
_LISTS = ("ol", "ul", "menu", "dir")


@dataclass(slots=True)
class WebList:
    """A list while its items are read: family (the outermost list's name), nesting depth, format and next count."""

    family: str
    rank: int
    form: str
    count: int

    def label(self, item: Element, style: Style) -> str:
        """Return the label of the next item."""
        form = _form(style) or self.form
        own = item.get("value") or ""
        if own.isascii() and own.isdigit() and len(own) < 6:
            self.count = int(own)
        count, self.count = self.count, self.count + 1
        if form == "none":
            return ""
        return _BULLETS[form] if form in _BULLETS else f"{format_count(count, form)}."


def list_of(element: Element, style: Style, above: WebList | None, name: str) -> WebList:
    """Return the list that begins with an element. name: for its family, unless it is nested in `above`."""
    rank = above.rank + 1 if above else 0
    usual = "decimal" if element.tag == "ol" else list(_BULLETS)[min(rank, 2)]
    form = _form(style) or _FORMS.get(element.get("type") or "", usual)
    start = element.get("start") or ""
    count = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
    return WebList(above.family if above else name, rank, form, count)


def _form(style: Style) -> str:
    value = style.get("list-style-type") or style.get("list-style") or ""
    for word in value.split():
        if word in _FORMS:
            return _FORMS[word]
        if word in _BULLETS or word == "none":
            return word
    return ""


def is_list(element: Element) -> bool:
    """Return whether an element is a list."""
    return element.tag in _LISTS


def rank_of(item: Element, listed: WebList) -> int:
    """Return the depth of an item, 0 for the outermost: from its ARIA level, else from the list."""
    for name in ("aria-level", "data-aria-level"):
        value = item.get(name) or ""
        if len(value) == 1 and value in "123456789":
            return max(listed.rank, int(value) - 1)
    return listed.rank


def word_list(style: Style) -> tuple[str, int] | None:
    """Return the list in which Word counts a paragraph, and its depth there; None if Word does not count it."""
    found = _WORD_LIST.match(style.get("mso-list", "") + " ")
    return (found[1], int(found[2]) - 1) if found else None


def word_label(element: Element) -> str:
    """Return the label that Word wrote out: "(a)", or "·" in a symbol font."""
    words = folded_words(element)
    return BULLETS.get(words, words)
