"""Notes of a page: which link in the text calls one, and where its words stand.

Word, LibreOffice, Google Docs, wikis and our own pages all write a note's mark as a link to the note's words, and most
a link back. So a link is a note's mark where its words are one, and where what it leads to begins with that mark again
or leads back.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from resolution.formats.html.page import Element, StyleSheet, folded_words

_MARK = re.compile(
    r"[\[(]?\s*(?P<mark>\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})\s*[\])]?", re.IGNORECASE
)
_BACK = re.compile(
    r"[\s↩⏎↑⤴^︎️\[\]()\d,.a-z*†‡§]{0,12}|(?:jump up|back|return).{0,20}", re.IGNORECASE
)
_SURE = re.compile(r"#?(?:_ftn|_edn|ftnt|sdfootnote|sdendnote|cite_note|fn:?)", re.IGNORECASE)
"""What links to notes lead to as the common programs name it, whether or not the note came along."""
_INLINE = frozenset((
    "a",         "abbr",         "b",         "bdi",         "big",         "cite",         "code",         "em",
    "font",         "i",         "ins",         "label",         "mark",         "small",         "span",
    "strong",         "sub",         "sup",         "u",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True)
class WebNotes:
    """The notes of a page.

    calls:  the element that shows a mark, with the note's name and its mark
    bodies: the element that holds a note's words, by the note's name; None where they did not come along
    left:   elements within bodies that are only the mark again, and links back
    """

    calls: dict[Element, tuple[str, str]] = field(default_factory=dict)
    bodies: dict[str, Element | None] = field(default_factory=dict)
    left: set[Element] = field(default_factory=set)

    def within(self) -> set[Element]:
        """Return the elements that hold notes."""
        return {body for body in self.bodies.values() if body is not None}


def notes_of(root: Element, sheet: StyleSheet) -> WebNotes:
    """Find the notes of a page."""
    out = WebNotes()
    named = _named(root)
    order = {element: at for at, element in enumerate(root.iter())}
    for link in root.iter("a"):
        name = _leads_to(link)
        mark = _mark(folded_words(link))
        if not name or not mark:
            continue
        target = _word_note(link, sheet, named)
        target = named.get(name) if target is None else target
        sure = _is_sure(link, name, sheet)
        body = None if target is None else _block(target)
        if body is None or order[body] < order[link] or link in set(body.iter()):
            if target is None and sure:
                out.calls[_whole(link, mark)] = (name, mark)
                out.bodies.setdefault(name, None)
            continue
        backs = [back for back in body.iter("a") if _is_back(back, link, named)]
        begins = _is_set_apart(link) and _mark_at_start(folded_words(body), mark)
        if body.tag in _HEADINGS or not (sure or backs or begins):
            continue
        key = str(order[body])
        out.calls[_whole(link, mark)] = (key, mark)
        out.bodies[key] = body
        out.left.update(backs)
    _grow(out)
    return out


def _named(root: Element) -> dict[str, Element]:
    named: dict[str, Element] = {}
    for element in root.iter():
        if isinstance(element.tag, str):
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    named.setdefault(name, element)
    return named


def _leads_to(link: Element) -> str:
    """Return the name that a link leads to; browsers put the page's address in front of it when they copy."""
    return unquote((link.get("href") or "").partition("#")[2])


def _mark(words: str) -> str:
    found = _MARK.fullmatch(words)
    return found["mark"] if found else ""


def _is_set_apart(link: Element) -> bool:
    """Return whether a mark is raised or stands in brackets: a bare "3" may as well be "paragraph 3"."""
    near = [*link.iter(), *itertools.islice(link.iterancestors(), 3)]
    return any(each.tag == "sup" for each in near) or not folded_words(link).isalnum()


def _mark_at_start(words: str, mark: str) -> bool:
    return re.match(rf"[\[(]?{re.escape(mark)}(?![\w/])", words) is not None


def _word_note(link: Element, sheet: StyleSheet, named: dict[str, Element]) -> Element | None:
    """Return the note that Word's own style names, where it is another element than the link leads to."""
    name = sheet.style(link).get("mso-footnote-id") or sheet.style(link).get("mso-endnote-id")
    found = named.get(name or "")
    return found if found is not None and found not in set(link.iterancestors()) else None


def _is_sure(link: Element, name: str, sheet: StyleSheet) -> bool:
    style = sheet.style(link)
    told = f"{link.get('role') or ''} {link.get('class') or ''}".lower()
    return (
        "mso-footnote-id" in style
        or "mso-endnote-id" in style
        or "noteref" in told
        or "footnote" in told
        or _SURE.match(name) is not None
    )


def _block(target: Element) -> Element:
    """Return the paragraph, item or division that a note's name stands in."""
    for element in (target, *target.iterancestors()):
        if element.tag not in _INLINE:
            return element
    return target


def _whole(link: Element, mark: str) -> Element:
    """Return the outermost element that shows nothing but the mark: brackets and the raising stand around links."""
    element = link
    for parent in link.iterancestors():
        if parent.tag not in _INLINE or _mark(folded_words(parent)) != mark:
            break
        element = parent
    return element


def _is_back(back: Element, link: Element, named: dict[str, Element]) -> bool:
    """Return whether a link in a note leads back to its mark, and says nothing else."""
    target = named.get(_leads_to(back))
    if target is None or _BACK.fullmatch(folded_words(back)) is None:
        return False
    return target is link or link in set(target.iter()) or target in set(link.iter())


def _grow(notes: WebNotes) -> None:
    """Let a note have the paragraphs after its first where they stand in an element of its own."""
    bodies = notes.within()
    for key, body in list(notes.bodies.items()):
        if body is None:
            continue
        for parent in _parents_of_one(body, bodies, notes.calls):
            notes.bodies[key] = parent


def _parents_of_one(
    body: Element, bodies: set[Element], calls: dict[Element, tuple[str, str]]
) -> Iterator[Element]:
    for parent in body.iterancestors():
        inside = set(parent.iter())
        others = (bodies - {body}) & inside or inside & calls.keys() - set(body.iter())
        first = folded_words(parent).startswith(folded_words(body))
        if parent.tag not in ("div", "li", "dd", "td", "aside") or others or not first:
            return
        yield parent


def without_mark(words: str, mark: str) -> int:
    """Return how many characters at the start of a note's words are its mark again, or a sign to go back."""
    found = re.match(rf"\s*(?:[\[(]?{re.escape(mark)}[\])]?[.:]?(?=\s|$|[A-Z“])|[\^↑])\s*", words)
    return found.end() if found else 0
