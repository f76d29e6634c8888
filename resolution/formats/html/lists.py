"""Labels of lists: those that a browser counts, and those that Word typed out for programs that cannot count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from resolution.formats.html.page import Element, Style, folded_words
from resolution.recognition.list_labels import BULLETS, counted

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
    """A list as its items are met: its name (that of the outermost), how deep in it, what comes next."""

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
        return _BULLETS[form] if form in _BULLETS else f"{counted(count, form)}."


def list_of(element: Element, style: Style, above: WebList | None, name: str) -> WebList:
    """Return a list that begins. name: for its family, where it stands in no other."""
    rank = above.rank + 1 if above else 0
    usual = "decimal" if element.tag == "ol" else list(_BULLETS)[min(rank, 2)]
    form = _form(style) or _FORMS.get(element.get("type") or "", usual)
    start = element.get("start") or ""
    count = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
    return WebList(above.family if above else name, rank, form, count)


def _form(style: Style) -> str:
    said = style.get("list-style-type") or style.get("list-style") or ""
    for word in said.split():
        if word in _FORMS:
            return _FORMS[word]
        if word in _BULLETS or word == "none":
            return word
    return ""


def is_list(element: Element) -> bool:
    """Return whether an element is a list of items."""
    return element.tag in _LISTS


def rank_of(item: Element, listed: WebList) -> int:
    """Return how deep an item stands, 0 the outermost: as the list says, or as the page tells screen readers."""
    for name in ("aria-level", "data-aria-level"):
        said = item.get(name) or ""
        if len(said) == 1 and said in "123456789":
            return max(listed.rank, int(said) - 1)
    return listed.rank


def word_list(style: Style) -> tuple[str, int] | None:
    """Return the list that Word counts a paragraph in, and how deep in it; None where it counts it in none."""
    found = _WORD_LIST.match(style.get("mso-list", "") + " ")
    return (found[1], int(found[2]) - 1) if found else None


def word_label(element: Element) -> str:
    """Return the label that Word typed out ("(a)", "·" in a font of signs)."""
    words = folded_words(element)
    return BULLETS.get(words, words)
