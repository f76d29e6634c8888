"""How words look: italic, bold, underlined, raised, hidden; as the tag says, as the style says, as it is inherited."""

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
    """What holds at a place: the marks, whether white space is kept, whether one is within a link."""

    marks: Mark = Mark.NONE
    kept: bool = False
    linked: bool = False

    def within(self, element: Element, style: Style) -> InlineLook:
        """Return the look inside an element."""
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


def _slanted(said: str) -> bool | None:
    if said.startswith(("italic", "oblique")):
        return True
    return False if said == "normal" else None


def _heavy(said: str) -> bool | None:
    if said in ("bold", "bolder"):
        return True
    if said.isdigit():
        return int(said[:5]) >= 600
    return False if said in ("normal", "lighter") else None


def _raised(said: str) -> bool | None:
    if said in ("super", "text-top"):
        return True
    return False if said in ("baseline", "sub") else None


def is_hidden(element: Element, style: Style) -> bool:
    """Return whether one sees nothing of an element and all in it; what a revision deleted counts as gone."""
    return (
        element.tag in UNSEEN
        or element.tag == "del"
        or element.get("hidden") is not None
        or style.get("display") == "none"
        or style.get("visibility") == "hidden"
        or style.get("mso-hide") == "all"
    )


def is_control(element: Element) -> bool:
    """Return whether an element is something to press or to fill in, and no part of a text."""
    return element.tag in _CONTROLS
