"""Parses a page, however malformed, into a tree of elements, with access to its style sheets."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from lxml import etree, html

from resolution.characters import clean

Element: TypeAlias = Any
"""An lxml element; lxml comes without types."""

Style = dict[str, str]
"""CSS declarations by name, both in lower case."""

_CLIPBOARD_HEAD = re.compile(r"\AVersion:[\d.]+\s+(?:\w+:-?[\w/:.?=&%#-]*\s+)+(?=<)")
"""The header of HTML on the Windows clipboard, which some programs pass on."""
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*[\w-]+", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.IGNORECASE)
_SILENT = re.compile(r"<!--.*?-->|<(script|style|title)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")

_SUSPECT = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#|\xef\xbf[\xbe\xbf]|\xed[\xa0-\xbf]")
"""Matches bytes that every page with forbidden characters contains, in any encoding."""

LONGEST_SHEET = 400_000
"""Limit for a style sheet, in characters; Word's own has about twenty thousand."""


def parsed(source: str | bytes) -> Element | None:
    """Return the page's root, None if it is empty. If nesting is too deep to parse, the text is kept without tags."""
    if isinstance(source, str):
        source = _CLIPBOARD_HEAD.sub("", source.replace("\x00", ""))
        data = source.encode("utf-8", "replace")
        encoding: str | None = "utf-8"
    else:
        data = source
        encoding = None if _is_declared(source) else "utf-8"
    root = _tree(data, encoding)
    if root is not None and not folded_words(root):
        bare = _TAG.sub(" ", _SILENT.sub(" ", data.decode("utf-8", "replace")))
        root = _tree(bare.encode(), "utf-8") if bare.strip() else root
    if root is not None and _SUSPECT.search(data):
        _clean_tree(root)
    return root


def _clean_tree(root: Element) -> None:
    """Replace characters that no file can contain: HTML can spell them out (`&#11;`), and lxml accepts them."""
    for element in root.iter():
        if isinstance(element.tag, str):
            for name, value in element.attrib.items():
                if (cleaned := clean(value)) != value:
                    element.set(name, cleaned)
        for part in ("text", "tail"):
            words = getattr(element, part)
            if words and (cleaned := clean(words)) != words:
                setattr(element, part, cleaned)


def _is_declared(data: bytes) -> bool:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"))
    return marked or _DECLARED.search(data[:4096]) is not None


def _tree(data: bytes, encoding: str | None) -> Element | None:
    parser = html.HTMLParser(encoding=encoding, huge_tree=True, remove_pis=True)
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def folded_words(element: Element) -> str:
    """Return the text of an element with its descendants, white space collapsed."""
    return " ".join("".join(_words(element)).split())


def _words(element: Element) -> list[str]:
    """Return the texts within an element, without comments, scripts and style sheets."""
    out: list[str] = []
    for each in element.iter():
        if isinstance(each.tag, str) and each.tag not in UNSEEN:
            out.append(each.text or "")
        if each is not element:
            out.append(each.tail or "")
    return out


UNSEEN = frozenset((
    "script",         "style",         "head",         "title",         "template",         "noscript",
    "xml",         "object",         "iframe",         "audio",         "video",         "canvas",         "map",
    "datalist",         "meta",         "link",
))  # fmt: skip
"""Elements whose text is not visible."""


class StyleSheet:
    """The page's own style rules by element and class; other selectors are ignored."""

    def __init__(self, root: Element) -> None:
        self._rules: dict[tuple[str, str], Style] = {}
        self._known: dict[tuple[str, str, str], Style] = {}
        for element in root.iter("style"):
            self._take((element.text or "")[:LONGEST_SHEET])

    def _take(self, words: str) -> None:
        for selectors, declarations in _RULE.findall(_without_at_rules(_COMMENT.sub(" ", words))):
            style = declared(declarations)
            for selector in selectors.split(","):
                found = _SELECTOR.fullmatch(selector.strip())
                if found and selector.strip():
                    key = (found[1] or "").lower(), found[2] or ""
                    self._rules.setdefault(key, {}).update(style)

    def style(self, element: Element) -> Style:
        """Return the declarations for an element itself, without inherited ones."""
        tag, classes, own = element.tag, element.get("class") or "", element.get("style") or ""
        key = (tag, classes, own)
        known = self._known.get(key)
        if known is None:
            known = dict(self._rules.get((tag, ""), {}))
            for name in classes.split():
                known |= self._rules.get(("", name), {})
                known |= self._rules.get((tag, name), {})
            known |= declared(own)
            self._known[key] = known
        return known


def declared(words: str) -> Style:
    """Parse the declarations of a style attribute."""
    out: Style = {}
    for part in words.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            out[name.strip().lower()] = value.replace("!important", "").strip().lower()
    return out


def _without_at_rules(words: str) -> str:
    """Return a style sheet without its at-rules (`@media … { … }`), which are for print, fonts and the like."""
    out: list[str] = []
    at = 0
    while (start := words.find("@", at)) >= 0:
        out.append(words[at:start])
        brace, semicolon = words.find("{", start), words.find(";", start)
        if brace < 0 or 0 <= semicolon < brace:
            at = semicolon + 1 if semicolon >= 0 else len(words)
            continue
        depth, at = 1, brace + 1
        while depth and at < len(words):
            depth += {"{": 1, "}": -1}.get(words[at], 0)
            at += 1
    out.append(words[at:])
    return "".join(out)


_UNITS = {
    "pt": 20.0, "px": 15.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "em": 240.0, "rem": 240.0, "pc": 240.0,
    "ex": 120.0, "": 15.0,
}  # fmt: skip
_LENGTH = re.compile(r"(-?\d{0,5}(?:\.\d{1,6})?)(pt|px|in|cm|mm|rem|em|pc|ex|)")


def twips(words: str) -> int:
    """Return a CSS length in twips; 0 if it is invalid or relative to the window."""
    found = _LENGTH.fullmatch(words.strip())
    try:
        return round(float(found[1]) * _UNITS[found[2]]) if found and found[1] else 0
    except ValueError:
        return 0


def left_of(style: Style) -> int:
    """Return the left indent of a style, margin and padding, in twips."""
    total = 0
    for name in ("margin", "padding"):
        sides = style.get(name, "").split()
        short = {2: 1, 3: 1, 4: 3}.get(len(sides))
        shorthand = sides[short] if short is not None else "0"
        total += twips(style.get(f"{name}-left", shorthand))
    return total
