"""Formatting of text: italic, bold, underlined, superscript, hidden; from tags, styles and inheritance."""

from __future__ import annotations

from dataclasses import dataclass, replace

from resolution.formats.html.page import UNSEEN, Element, Style
from resolution.text import Mark

_BY_TAG = {
    "i": Mark.ITALIC, "em": Mark.ITALIC, "cite": Mark.ITALIC, "dfn": Mark.ITALIC, "var": Mark.ITALIC,
    "b": Mark.BOLD, "strong": Mark.BOLD, "u": Mark.UNDERLINE, "sup": Mark.SUPER,
}  # fmt: skip
_CONTROLS = frozenset(("button", "select", "textarea", "input", "option"))


@dataclass(frozen=True, slots=True)
class InlineLook:
    """The formatting at a place: marks, whether white space is preserved, whether the text is in a link."""

    marks: Mark = Mark.NONE
    kept: bool = False
    linked: bool = False

    def within(self, element: Element, style: Style) -> InlineLook:
        """Return the formatting inside an element."""
        marks = self.marks | _BY_TAG.get(element.tag, Mark.NONE)
        linked = self.linked or (element.tag == "a" and element.get("href") is not None)
        marks = _switched(marks, Mark.ITALIC, _slanted(style.get("font-style", "")))
        marks = _switched(marks, Mark.BOLD, _heavy(style.get("font-weight", "")))
        marks = _switched(marks, Mark.SUPER, _raised(style.get("vertical-align", "")))
        line = style.get("text-decoration-line", style.get("text-decoration", ""))
        if "underline" in line:
            marks |= Mark.UNDERLINE
        if linked:
            marks &= ~Mark.UNDERLINE
        space = style.get("white-space", "")
        kept = space.startswith("pre") if space else self.kept or element.tag == "pre"
        return replace(self, marks=marks, kept=kept, linked=linked)


def _switched(marks: Mark, mark: Mark, on: bool | None) -> Mark:
    if on is None:
        return marks
    return marks | mark if on else marks & ~mark


def _slanted(value: str) -> bool | None:
    if value.startswith(("italic", "oblique")):
        return True
    return False if value == "normal" else None


def _heavy(value: str) -> bool | None:
    if value in ("bold", "bolder"):
        return True
    if value.isdigit():
        return int(value[:5]) >= 600
    return False if value in ("normal", "lighter") else None


def _raised(value: str) -> bool | None:
    if value in ("super", "text-top"):
        return True
    return False if value in ("baseline", "sub") else None


def is_hidden(element: Element, style: Style) -> bool:
    """Return whether an element is invisible with all its content. Deleted text of a revision counts as invisible."""
    return (
        element.tag in UNSEEN
        or element.tag == "del"
        or element.get("hidden") is not None
        or style.get("display") == "none"
        or style.get("visibility") == "hidden"
        or style.get("mso-hide") == "all"
    )


def is_control(element: Element) -> bool:
    """Return whether an element is a form control, which is not part of the text."""
    return element.tag in _CONTROLS
