"""Reading HTML: pages of the Web, mails, and what Word, LibreOffice, Google Docs and browsers put on the clipboard."""

from __future__ import annotations

from resolution.formats.html import FORMAT
from resolution.formats.html.fragments import is_fragment, with_own_tags
from resolution.formats.html.page import parsed
from resolution.formats.html.stream import HtmlPage, laid_open
from resolution.formats.source import COPY_LESS, MAX_BYTES, MAX_LINES, too_large, too_many
from resolution.reading import Reading, ReadingError
from resolution.recognition.documents import read_others


def read(source: str | bytes) -> Reading:
    """Read a page: its source as text or as bytes.

    Raises ReadingError, one sentence for the user, where there is no text in it, or too much.
    """
    return read_page(opened(source))


def read_fragment(words: str, ending: str) -> Reading | None:
    """Read a piece of a page, without a head; return None where neither words nor ending say that it is one.

    Raises ReadingError as `read` does.
    """
    if is_fragment(words) or ending in FORMAT.endings:
        return read(with_own_tags(words))
    return None


def opened(source: str | bytes) -> HtmlPage:
    """Return what one sees of a page; raises ReadingError where it is larger than any resolution."""
    if len(source) > MAX_BYTES:
        raise ReadingError(too_large("This page is", COPY_LESS))
    root = parsed(source)
    page = HtmlPage() if root is None else laid_open(root)
    if len(page.body) > MAX_LINES:
        raise ReadingError(too_many("paragraphs", COPY_LESS))
    return page


def read_page(page: HtmlPage) -> Reading:
    """Return the reading of a page laid open. Raises ReadingError where one sees no text in it."""
    if not page.body:
        raise ReadingError(
            "There is no text on this page to read; check that it is the one you meant."
        )
    return read_others(page)
