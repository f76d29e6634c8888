"""Web pages."""

from __future__ import annotations

import re

from resolution.formats.format import Content, Format

_WEB_PAGE = re.compile(
    rb"[\xef\xbb\xbf\s]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


def _recognizes(data: bytes) -> bool:
    """Return whether the bytes begin like a web page."""
    return _WEB_PAGE.match(data[:2048]) is not None


FORMAT = Format(
    name="Web page",
    endings=(".html", ".htm"),
    media_type="text/html",
    reader="resolution.formats.html.reader:read",
    writer="resolution.formats.html.writer:to_bytes",
    holds=frozenset((Content.HEADING, Content.NOTES, Content.COMPILATION)),
    about="One page with nothing to fetch, which also pastes into mail.",
    in_folders=False,
    recognizes=_recognizes,
    fragment_reader="resolution.formats.html.reader:read_fragment",
)
