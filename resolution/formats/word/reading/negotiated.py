"""Reads other Word files with marked proposals of delegations: returns the draft as it stands, with the proposals.

The marks are removed from the paragraphs before these go through the common recognizer, and are then attached to the
recognized paragraphs. A file without marks is read as usual.
"""

from __future__ import annotations

import re
from dataclasses import replace

from resolution.formats.word.reading.document import OpenedDocument
from resolution.negotiating.marking import is_marked, read_marked
from resolution.negotiating.read_compilation import (
    Apart,
    DelegationLine,
    StrayText,
    apart,
    attached,
    is_head,
    remark,
)
from resolution.reading import Reading
from resolution.recognition.documents import read_document
from resolution.recognition.paragraphs import SeenParagraph, SeenTable, without_remarks
from resolution.text import Text, cut, join, plain, strip

_LABEL = re.compile(
    r"\s*(?:(?:\w{1,9}\s(?:\d+\s)?)?(?:PP|OP)\s?\d{1,3}(?:\s?(?:bis|ter|quater))?[.):]?|\d{1,3}\.|\([a-z]{1,5}\))?\s+|\s*"
)
"""The label before the words of a paragraph."""


def read_negotiated(opened: OpenedDocument) -> Reading:
    """Return the reading of a Word file that is not our own. Raises ReadingError if it is empty."""
    if not any(
        isinstance(each, SeenParagraph) and _is_negotiated(each.text) for each in opened.body
    ):
        return read_document(opened)
    slips = [StrayText("", None, [])]
    body: list[SeenParagraph | SeenTable] = []
    for each in opened.body:
        if isinstance(each, SeenTable):
            body.append(each)
        elif mark := _whole_paragraph_mark(each):
            slips[-1].below.append(mark)
        elif not is_head(each.text):
            clean, slip = _without_marks(each)
            body.append(clean)
            slips.append(slip)
    reading = read_document(replace(opened, body=body))
    used = [slip for slip in slips if slip.marked or slip.below]
    return replace(reading, resolution=attached(reading.resolution, used))


def _is_negotiated(text: Text) -> bool:
    return is_marked(text) or is_head(text) or apart(text) is not None


def _whole_paragraph_mark(seen: SeenParagraph) -> Apart | DelegationLine | None:
    """Return the proposal or comment that the whole paragraph is, if it is one."""
    text = strip(without_remarks(seen.text))
    return apart(text) or remark(text)


def _without_marks(seen: SeenParagraph) -> tuple[SeenParagraph, StrayText]:
    """Return a paragraph without its marks, and the proposals they contained."""
    found = _LABEL.match(plain(seen.text))
    end = found.end() if found else 0
    label, rest = cut(seen.text, 0, end), cut(seen.text, end)
    read = read_marked(without_remarks(rest))
    plainly = read.text == without_remarks(rest)
    if plainly:
        return seen, StrayText(plain(rest), None, [])
    return replace(seen, text=join(label, read.text)), StrayText(plain(read.text), read, [])
