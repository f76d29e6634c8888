"""Reads HTML: web pages, mails, and what Word, LibreOffice, Google Docs and browsers put on the clipboard."""

from __future__ import annotations

from resolution.formats.html import FORMAT
from resolution.formats.html.fragments import is_fragment, with_own_tags
from resolution.formats.html.page import parsed
from resolution.formats.html.stream import HtmlPage, visible_page
from resolution.formats.source import COPY_LESS, MAX_BYTES, MAX_LINES, too_large, too_many
from resolution.reading import Reading, ReadingError
from resolution.recognition.documents import read_document


def read(source: str | bytes) -> Reading:
    """Read a page from its source as text or bytes.

    Raises ReadingError with a sentence for the user if it has no text, or too much.
    """
    return read_page(opened(source))


def read_fragment(words: str, ending: str) -> Reading | None:
    """Read a fragment of a page; return None if neither its tags nor the file's suffix indicate HTML.

    Raises ReadingError as `read` does.
    """
    if is_fragment(words) or ending in FORMAT.endings:
        return read(with_own_tags(words))
    return None


def opened(source: str | bytes) -> HtmlPage:
    """Return the visible content of a page. Raises ReadingError if it is larger than any resolution."""
    if len(source) > MAX_BYTES:
        raise ReadingError(too_large("This page is", COPY_LESS))
    root = parsed(source)
    page = HtmlPage() if root is None else visible_page(root)
    if len(page.body) > MAX_LINES:
        raise ReadingError(too_many("paragraphs", COPY_LESS))
    return page


def read_page(page: HtmlPage) -> Reading:
    """Return the reading of a page's visible content. Raises ReadingError if there is none."""
    if not page.body:
        raise ReadingError(
            "There is no text on this page to read; check that it is the one you meant."
        )
    return read_document(page)
