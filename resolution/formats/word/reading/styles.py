"""Styles: the effective formatting of paragraphs and runs from their style, its base styles and direct formatting."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from resolution.formats.word.names import VAL, Element, W, number, toggle, value
from resolution.recognition.paragraphs import ParagraphShape
from resolution.text import Mark

_MOST_LOOKS = 4096
"""Limit of cached run formats: a text has a handful, a hostile file any number."""

_DEEPEST = 20
"""Limit for following base styles. Word itself allows about as many, and a damaged file may contain a cycle."""

_TOGGLES = ("b", "i", "bCs", "iCs", "vanish")


class Styles:
    """The styles part. Works without one, as a file may have lost it."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.findall(W + "style")
        self._by_id: dict[str, Element] = {s.get(W + "styleId", ""): s for s in styles}
        default = [
            s
            for s in styles
            if s.get(W + "type") == "paragraph" and s.get(W + "default") in ("1", "true")
        ]
        self._default = default[0].get(W + "styleId", "") if default else ""
        self._toggles = lru_cache(maxsize=4096)(self._toggle_values)
        self._shapes: dict[
            str, tuple[dict[str, int], tuple[int, ...], int | None, str, str, int, str]
        ] = {}
        self._marks: dict[tuple[object, ...], tuple[Mark, bool]] = {}

    def chain(self, style: str) -> Iterator[Element]:
        """Yield the style and its base styles, nearest first."""
        for _ in range(_DEEPEST):
            element = self._by_id.get(style)
            if element is None:
                return
            yield element
            style = value(element, "basedOn") or ""

    def name(self, style: str) -> str:
        """Return the display name of the style with this id, in lower case."""
        return (value(self._by_id.get(style), "name") or style).lower()

    def of(self, properties: Element | None) -> str:
        """Return the id of the paragraph style given by the properties, or of the default style."""
        return value(properties, "pStyle") or self._default

    def _of_style(
        self, style: str
    ) -> tuple[dict[str, int], tuple[int, ...], int | None, str, str, int, str]:
        """Return a style's indents, tab stops, outline level, alignment, and list: number, level and style."""
        if style in self._shapes:
            return self._shapes[style]
        indents: dict[str, int] = {}
        stops: tuple[int, ...] = ()
        outline: int | None = None
        align = list_number = list_style = ""
        list_level = -1
        for element in self.chain(style):
            properties = element.find(W + "pPr")
            for key, twips in indents_of(properties).items():
                indents.setdefault(key, twips)
            stops = stops or stops_of(properties)
            outline = number(value(properties, "outlineLvl")) if outline is None else outline
            align = align or value(properties, "jc") or ""
            listed = None if properties is None else properties.find(W + "numPr")
            if listed is not None and not list_number:
                list_number, list_style = (
                    value(listed, "numId") or "",
                    element.get(W + "styleId", ""),
                )
                level = number(value(listed, "ilvl"))
                list_level = -1 if level is None else level
        found = (indents, stops, outline, align, list_number, list_level, list_style)
        self._shapes[style] = found
        return found

    def shape(self, properties: Element | None, numbering: Numbers) -> ParagraphShape:
        """Return the layout of a paragraph. Its list's indents override the style's, and its own override both."""
        style = self.of(properties)
        indents, stops, outline, align, list_number, list_level, list_style = self._of_style(style)
        listed = None if properties is None else properties.find(W + "numPr")
        if listed is not None:
            list_number = value(listed, "numId") or list_number
            level = number(value(listed, "ilvl"))
            list_level = level if level is not None else max(list_level, 0)
        elif list_number and list_level < 0:
            list_level = numbering.level_of_style(list_number, list_style)
        in_list = (
            (list_number, max(0, min(list_level, 8))) if list_number not in ("", "0") else None
        )
        own = indents_of(properties)
        of_list = (
            numbering.indents(*in_list) if in_list and (listed is not None or not indents) else {}
        )
        every = {**indents, **of_list, **own}
        own_outline = number(value(properties, "outlineLvl"))
        outline = outline if own_outline is None else own_outline
        return ParagraphShape(
            self.name(style),
            every.get("left", 0),
            every.get("right", 0),
            every.get("first", 0),
            (value(properties, "jc") or align) == "center",
            outline if outline is not None and outline < 9 else None,
            in_list,
            stops_of(properties) or stops,
        )

    def marks(self, run: Element | None, paragraph: str) -> tuple[Mark, bool]:
        """Return how a run differs from its paragraph's style, and whether it is hidden.

        run: its `w:rPr`; paragraph: id of the paragraph's style. Formatting of the whole style (a heading's bold) is
        not a property of the words.
        """
        if run is None:
            return Mark.NONE, self._toggles(paragraph)["vanish"]
        look = (paragraph, *((child.tag, child.get(VAL)) for child in run))
        found = self._marks.get(look)
        if found is None:
            found = self._marks_of(run, paragraph)
            if len(self._marks) < _MOST_LOOKS:
                self._marks[look] = found
        return found

    def _marks_of(self, run: Element, paragraph: str) -> tuple[Mark, bool]:
        base = self._toggles(paragraph)
        character = value(run, "rStyle") or ""
        styled = self._toggles(character) if character else dict.fromkeys(_TOGGLES, False)
        shown = {}
        for name in _TOGGLES:
            own = toggle(run, name)
            shown[name] = (base[name] != styled[name]) if own is None else own
        complex_script = toggle(run, "rtl") or toggle(run, "cs")
        bold, italic = ("bCs", "iCs") if complex_script else ("b", "i")
        marks = Mark.NONE
        if shown[bold] and not base[bold]:
            marks |= Mark.BOLD
        if shown[italic] and not base[italic]:
            marks |= Mark.ITALIC
        if self._underlined(run, character):
            marks |= Mark.UNDERLINE
        if self._raised(run, character):
            marks |= Mark.SUPER
        if toggle(run, "strike") or toggle(run, "dstrike"):
            marks |= Mark.STRUCK
        return marks, shown["vanish"]

    def _toggle_values(self, style: str) -> dict[str, bool]:
        out = dict.fromkeys(_TOGGLES, False)
        for element in reversed(list(self.chain(style))):
            properties = element.find(W + "rPr")
            for name in _TOGGLES if properties is not None else ():
                style_value = toggle(properties, name)
                out[name] = out[name] if style_value is None else style_value
        return out

    def _underlined(self, run: Element, character: str) -> bool:
        own = value(run, "u")
        if own is not None:
            return own not in ("none", "0")
        style_value = self._style_value(character, "u")
        return style_value not in (None, "none", "0") and "hyperlink" not in self.name(character)

    def _raised(self, run: Element, character: str) -> bool:
        own = value(run, "vertAlign")
        if own is None:
            height = number(value(run, "position"))
            size = number(value(run, "sz"))
            if height is not None and height >= 6 and (size is None or size <= 18):
                return True
            own = self._style_value(character, "vertAlign")
        return own == "superscript"

    def _style_value(self, style: str, name: str) -> str | None:
        for element in self.chain(style) if style else ():
            style_value = value(element.find(W + "rPr"), name)
            if style_value is not None:
                return style_value
        return None


class Numbers:
    """List data that styles need. `resolution.formats.word.reading.numbering` implements it; this one is for files
    without lists."""

    def level_of_style(self, list_number: str, style: str) -> int:
        """Return the level of a list that a paragraph style is linked to."""
        return 0

    def indents(self, list_number: str, level: int) -> dict[str, int]:
        """Return the indents of a level."""
        return {}


def indents_of(properties: Element | None) -> dict[str, int]:
    """Return the indents in the properties, in twips: left, right, first."""
    element = None if properties is None else properties.find(W + "ind")
    if element is None:
        return {}
    out = {}
    for key, names in (
        ("left", ("left", "start")),
        ("right", ("right", "end")),
        ("first", ("firstLine",)),
    ):
        found = next(
            (n for name in names if (n := number(element.get(W + name))) is not None), None
        )
        if found is not None:
            out[key] = found
    hanging = number(element.get(W + "hanging"))
    if hanging is not None:
        out["first"] = -hanging
    return out


def stops_of(properties: Element | None) -> tuple[int, ...]:
    """Return the tab stops in the properties, in twips, ascending."""
    tabs = None if properties is None else properties.find(W + "tabs")
    if tabs is None:
        return ()
    places = [number(tab.get(W + "pos")) for tab in tabs if tab.get(VAL) != "clear"]
    return tuple(sorted(place for place in places if place is not None))
