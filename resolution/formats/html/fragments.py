"""Tells fragments of HTML from plain text that happens to contain angle brackets."""

from __future__ import annotations

import re

from resolution.formats.html.page import UNSEEN


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


LINES = _names("p br hr li dt dd tr td th")
"""HTML elements whose start tag alone indicates HTML: their end tag is often omitted, or they have none."""

FRAMES = _names(
    "html head body main article section header footer nav aside div span h1 h2 h3 h4 h5 h6 ul ol dl table thead tbody"
    " tfoot caption blockquote pre center font style script"
)
"""Elements that indicate HTML only with both start and end tag: "<section>" may be a word."""

OTHERS = _names(
    "a abbr acronym address area audio b base bdi bdo big button canvas cite code col colgroup data datalist del"
    " details dfn dialog dir em embed fieldset figcaption figure form frame frameset hgroup i iframe img input ins kbd"
    " label legend link map mark menu meta meter nobr noscript object optgroup option output param picture progress q"
    " rp rt ruby s samp search select slot small source strike strong sub summary sup svg template textarea time title"
    " track tt u var video wbr"
)
"""All other HTML elements, which do not indicate HTML."""

_VALUE = r"""\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'<>]+)"""
_TAG = re.compile(
    rf"""<(?P<end>/?)(?P<name>[a-z]\w*(?::\w+)?)(?P<rest>(?:\s+[\w:.-]+(?:{_VALUE})?)*)\s*/?>""",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"<!(?:doctype\b|\[(?:if|endif)\b)[^<>]*>", re.IGNORECASE)


def is_fragment(words: str) -> bool:
    """Return whether a text is a fragment of HTML, by its tags for the structure of a page."""
    starts: set[str] = set()
    ends: set[str] = set()
    for tag in _TAG.finditer(words):
        name = tag["name"].lower()
        if name in LINES and not tag["end"]:
            return True
        (ends if tag["end"] else starts).add(name)
    return bool(starts & ends & FRAMES)


def with_own_tags(words: str) -> str:
    """Return a fragment of HTML with "<" escaped where it begins no HTML tag, so that "<DRAFT>" is read as text."""
    last_comment, lower = words.rfind("-->"), words.lower()
    closed = {name for name in (*UNSEEN, "textarea") if f"</{name}" in lower}

    def escaped(found: re.Match[str]) -> str:
        at = found.start()
        if words.startswith("<!--", at):
            known = at < last_comment
        elif tag := _TAG.match(words, at):
            name = tag["name"].lower()
            swallows = name in (*UNSEEN, "textarea") and name not in closed | _EMPTY
            known = ":" in name or (name in LINES | FRAMES | OTHERS and not swallows)
        else:
            known = _DECLARATION.match(words, at) is not None
        return "<" if known else "&lt;"

    return re.sub("<", escaped, words)


_EMPTY = _names("link meta")
"""Elements without content."""
