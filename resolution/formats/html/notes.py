"""Finds the notes of a page: the links that refer to them, and the elements with their text.

Word, LibreOffice, Google Docs, wikis and our own pages all write the reference to a note as a link to it, and most
add a link back. A link therefore refers to a note if its text looks like a note mark, and its target begins with the
same mark or links back.
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
"""Link targets that common programs use for notes, whether or not the note itself was copied."""
_INLINE = frozenset((
    "a",         "abbr",         "b",         "bdi",         "big",         "cite",         "code",         "em",
    "font",         "i",         "ins",         "label",         "mark",         "small",         "span",
    "strong",         "sub",         "sup",         "u",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True)
class WebNotes:
    """The notes of a page.

    calls:  for each element that shows a mark, the note's name and its mark
    bodies: the element with a note's text, by the note's name; None if it was not copied
    left:   elements within bodies to skip: the repeated mark, and links back
    """

    calls: dict[Element, tuple[str, str]] = field(default_factory=dict)
    bodies: dict[str, Element | None] = field(default_factory=dict)
    left: set[Element] = field(default_factory=set)

    def within(self) -> set[Element]:
        """Return the elements that contain notes."""
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
    _extend_notes(out)
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
    """Return the name of a link's target; browsers prepend the address of the page when copying."""
    return unquote((link.get("href") or "").partition("#")[2])


def _mark(words: str) -> str:
    found = _MARK.fullmatch(words)
    return found["mark"] if found else ""


def _is_set_apart(link: Element) -> bool:
    """Return whether a mark is superscript or in brackets: a bare "3" may be part of "paragraph 3"."""
    near = [*link.iter(), *itertools.islice(link.iterancestors(), 3)]
    return any(each.tag == "sup" for each in near) or not folded_words(link).isalnum()


def _mark_at_start(words: str, mark: str) -> bool:
    return re.match(rf"[\[(]?{re.escape(mark)}(?![\w/])", words) is not None


def _word_note(link: Element, sheet: StyleSheet, named: dict[str, Element]) -> Element | None:
    """Return the note that Word's own style refers to, if it is another element than the link's target."""
    name = sheet.style(link).get("mso-footnote-id") or sheet.style(link).get("mso-endnote-id")
    found = named.get(name or "")
    return found if found is not None and found not in set(link.iterancestors()) else None


def _is_sure(link: Element, name: str, sheet: StyleSheet) -> bool:
    style = sheet.style(link)
    role_and_class = f"{link.get('role') or ''} {link.get('class') or ''}".lower()
    return (
        "mso-footnote-id" in style
        or "mso-endnote-id" in style
        or "noteref" in role_and_class
        or "footnote" in role_and_class
        or _SURE.match(name) is not None
    )


def _block(target: Element) -> Element:
    """Return the paragraph, item or division that contains a note's name."""
    for element in (target, *target.iterancestors()):
        if element.tag not in _INLINE:
            return element
    return target


def _whole(link: Element, mark: str) -> Element:
    """Return the outermost element that shows only the mark: links may be within brackets and superscript."""
    element = link
    for parent in link.iterancestors():
        if parent.tag not in _INLINE or _mark(folded_words(parent)) != mark:
            break
        element = parent
    return element


def _is_back(back: Element, link: Element, named: dict[str, Element]) -> bool:
    """Return whether a link in a note leads back to its reference and has no other text."""
    target = named.get(_leads_to(back))
    if target is None or _BACK.fullmatch(folded_words(back)) is None:
        return False
    return target is link or link in set(target.iter()) or target in set(link.iter())


def _extend_notes(notes: WebNotes) -> None:
    """Include further paragraphs of a note if the note has an element of its own."""
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
    """Return the length of the repeated mark or back arrow at the start of a note's text."""
    found = re.match(rf"\s*(?:[\[(]?{re.escape(mark)}[\])]?[.:]?(?=\s|$|[A-Z“])|[\^↑])\s*", words)
    return found.end() if found else 0
