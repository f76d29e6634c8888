"""The layout of a list of amendments: every line starts an amendment, belongs to one, or is known to be neutral.

Any other line is an error. It may be an amendment in words that the program does not know, and a list from which one
amendment is missing must not be applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from resolution.amendments.errors import AmendmentError, shortened
from resolution.amendments.places import block_of
from resolution.amendments.quoting import QuotationError, end_of_quotation
from resolution.text import folded

QUOTES = '“"'
"""The signs that open a quotation."""

DELETES = r"(?:delete|strike out|strike|omit|remove)"
"""The verbs that mean "delete"."""

_QUOTE = re.compile(f"[{QUOTES}]")
_MARKER = re.compile(
    r"(?:(?:amendment )?\(?(?P<number>\d{1,3})[.):](?!\d)\s*|(?:\(?[a-z][.)]|\(?[ivx]+[.)]|[-–—•*·])\s+)",
    re.IGNORECASE,
)
_VERB = re.compile(rf"(?:replace|{DELETES}|move|change|add|renumber)\b", re.IGNORECASE)
_PLACE = re.compile(r"(?:in|after|at the beginning of)\s", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:[op]p ?\d+|(?:the )?(?:\w+ )?(?:preambular |operative )?(?:paragraph|clause) ?\d*)"
    r"(?: ?\([a-z]+\))*(?::|\s+[-–—]\s)",
    re.IGNORECASE,
)
_EDIT = re.compile(
    rf"(?:(?:replace|after|before|insert|add|{DELETES}) (?:the (?:words?|phrase) )?[{QUOTES}]"
    r"|at the (?:beginning|end),? (?:insert|add) |delete footnote )",
    re.IGNORECASE,
)
_DIVISION = re.compile(r"(?:annex|part)(?: labelled “.*”)?|closing line")

_SYMBOL = re.compile(r"\b[AESTC]/[\w./*-]*|\bL\.\d[\w./]*")
_EDITING = re.compile(
    r"\b(?:delet\w+|replac\w+|insert\w*|substitut\w+|omit\w*|strik(?:e|es|ing)|struck|remov\w+|renumber\w*"
    r"|amend|add|adds|added|adding|addition|(?<!climate )change[sd]?|changing|mov(?:e[sd]?|ing)|transfer\w*"
    r"|merg(?:e[sd]?|ing)|combine[sd]?|split\w*|swap\w*|revise|reword\w*|rephrase[sd]?|redraft\w*|rewrite"
    r"|reorder\w*|restor\w+|reinstat\w+|retain\w*|reinsert\w*|drop|dropped|cut|scrap\w*|abolish\w*|shorten\w*"
    r"|(?:should|to|shall|will) read)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\b(?:[OP]Ps?\b|(?i:[op]ps?\.? ?\d|(?:sub-?)?paragra(?:ph|f)|p[aá]rrafo|paras?\b|(?:sub-?)?clauses?\b"
    r"|chapeau\b|preambular\b|operative\b|footnotes?\b|annex(?:es)?\b))"
)
_DATE = re.compile(
    r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_ENTITLED = re.compile(
    rf"(?:entitled|titled|called|resolution|draft),? [{QUOTES}][^{QUOTES}”]*[”\"]", re.IGNORECASE
)
_LISTED = re.compile(r"[\d(a-z•*·–—-]")
"""How the marker of an item of a list begins; a capital letter may be the initial of a name, or number a heading."""

_ASIDE = re.compile(rf"\([{QUOTES}][^{QUOTES}”]*[”\"]\)")
_FILE = re.compile(r"\S+\.(?:akn|docx|html?|md|odt|pdf|txt|xml)\b", re.IGNORECASE)
_TITLE = re.compile(r"(?:(?:proposed|draft|oral|written) )*amendments?\b", re.IGNORECASE)
_SUBTITLE = re.compile(rf"{_TITLE.pattern} (?:to|by|from|of|proposed|submitted)\b", re.IGNORECASE)
_PARTS = re.compile(
    r"(?:(?:[ivx]+|[a-z])[.)] )?"
    r"(?:preamble|(?:preambular|operative) (?:paragraphs|clauses|part|section)|amendments?(?: \d+)?)[:.]?",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-–—_*=·•.\s]+|page \d+(?: of \d+)?|\d+/\d+", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:(?:with )?(?:best|kind|warm|many)(?:est)? (?:wishes|regards|thanks)|regards|thanks"
    r"|(?:yours )?(?:sincerely|faithfully|truly)|thank you\b[^;:]*)[,.!]?",
    re.IGNORECASE,
)
_REMARK = re.compile(r"(?:rationale|justification|reasons?|explanation):", re.IGNORECASE)


@dataclass(slots=True)
class ListEntry:
    """An amendment as it appears in a list.

    number: the one before it, or else its place in the list; head: its first line without the number; lines: the
    quotations and changes of words below it, without the spaces around them.
    """

    number: int
    head: str
    is_numbered: bool = False
    lines: list[str] = field(default_factory=list)
    _is_open: bool = field(default=False, init=False)

    @property
    def _first(self) -> str:
        return self.head.partition(" ")[0].lower()

    @property
    def inserts_paragraphs(self) -> bool:
        """Return whether the words of new paragraphs may follow below."""
        return self._first in ("after", "at", "replace")

    def __post_init__(self) -> None:
        self._is_open = _is_open(self.head)

    def add(self, part: str) -> None:
        """Add a line below; after one whose quotation is not closed, whatever follows belongs to it."""
        self.lines.append(part)
        self._is_open = self._is_open or _is_open(part)

    def part(self, line: str) -> str:
        """Return what a line below says as a part of this amendment, or the empty string if it is none."""
        if line[0] in QUOTES:
            return line if self.inserts_paragraphs or self._is_open else ""
        if self._is_open:
            return line
        if self.inserts_paragraphs:
            sort, words = sort_and_words(line)
            return line if is_sort(sort) and words[:1] in tuple(QUOTES) else ""
        bare = _without_marker(line)
        return bare if self.head.endswith(":") and _EDIT.match(bare) else ""


def _is_open(words: str) -> bool:
    at = 0
    while quote := _QUOTE.search(words, at):
        try:
            at = end_of_quotation(words, quote.start())
        except QuotationError:
            return True
    return False


def sort_and_words(line: str) -> tuple[str, str]:
    """Return what a new paragraph is said to be and what follows: "Operative paragraph: “…”" is taken apart."""
    sort, colon, words = line.partition(": ")
    # a label may hold a colon of its own, within quotation marks
    while colon and sort.count("“") > sort.count("”"):
        more, colon, words = words.partition(": ")
        sort = f"{sort}: {more}"
    return sort[:1].lower() + sort[1:], words


def is_sort(words: str) -> bool:
    """Return whether words say what a new paragraph is: "operative paragraph", "annex labelled “Annex II”"."""
    return bool(_DIVISION.fullmatch(words)) or block_of(words) is not None


def entries(words: str, titles: tuple[str, ...] = ()) -> Iterator[ListEntry]:
    """Yield the amendments of a list in order; `titles` are lines that are known to be headings.

    Raises AmendmentError at a line that may be an amendment and cannot be read as one.
    """
    current: ListEntry | None = None
    count, closed = 0, False
    for number, full in enumerate(words.split("\n"), 1):
        line = full.strip()
        if not line:
            continue
        if current and (part := current.part(line)):
            current.add(part)
            continue
        if started := _start_of(line, count + 1):
            if current:
                yield current
            current, count, closed = started, count + 1, False
            continue
        if not _is_neutral(line, titles, within=count > 0 and not closed):
            raise _unreadable(number, line, current)
        closed = closed or bool(count and _CLOSING.fullmatch(line))
        if current:
            yield current
            current = None
    if current:
        yield current


def _unreadable(number: int, line: str, current: ListEntry | None) -> AmendmentError:
    """Return the error for a line that no rule accounts for; current: the amendment that it stands below."""
    advice = "reword it, as in “Delete operative paragraph 3.”, or remove it if it is a comment"
    if current and current.inserts_paragraphs and not current.lines and current.head.endswith(":"):
        advice = "put the words of a new paragraph in quotation marks"
    return AmendmentError(
        f"Line {number} (“{shortened(line)}”) cannot be read as an amendment, so none was applied; {advice}."
    )


def _without_marker(line: str) -> str:
    marker = _MARKER.match(line)
    return line[marker.end() :] if marker else line


def _start_of(line: str, count: int) -> ListEntry | None:
    """Return the amendment that a line starts, or None."""
    marker = _MARKER.match(line)
    head = line[marker.end() :] if marker else line
    if _PARTS.fullmatch(head):
        return None
    placed = _PLACE.match(head) and (head.endswith(":") or is_instruction(head))
    if not (placed or _VERB.match(head) or _NAMED.match(head)):
        return None
    before = _QUOTE.split(head, maxsplit=1)[0]
    head = " ".join(before.split("\N{NO-BREAK SPACE}")) + head[len(before) :]
    if marker and marker["number"]:
        return ListEntry(int(marker["number"]), head, is_numbered=True)
    return ListEntry(count, head)


def _is_neutral(line: str, titles: tuple[str, ...], *, within: bool) -> bool:
    """Return whether a line is known not to be an amendment; within: whether it is between amendments."""
    if folded(line).rstrip(".") in titles or _PARTS.fullmatch(line) or _RULE.fullmatch(line):
        return True
    if not within and _is_title(line):
        return True
    if is_instruction(line) or (_MARKER.match(line) and _LISTED.match(line)):
        return False
    if re.match(r"\d+\s", line) and not _DATE.match(line):
        return False  # perhaps a number without its full stop
    if not within or _is_printed(line) or _CLOSING.fullmatch(line):
        return True
    return bool(_SUBTITLE.match(line) or _REMARK.match(line))


def _is_printed(line: str) -> bool:
    """Return whether a line holds a symbol or a date and nothing else, as at the head of a page."""
    bare = _DATE.sub("", _SYMBOL.sub("", line))
    return bare != line and not bare.strip(" ,.;:()0123456789")


def _is_title(line: str) -> bool:
    """Return whether a line is the title of a list: "Amendments to A/C.3/80/L.5", whatever the text is called."""
    plainly = _FILE.sub("", _ASIDE.sub("", _ENTITLED.sub("", line)))
    title = _TITLE.match(plainly)
    if not title or any(sign in plainly for sign in (": ", *QUOTES)) or _REFERENCE.search(plainly):
        return False
    return not _VERB.match(plainly[title.end() :].removeprefix(" to").lstrip())


def is_instruction(words: str) -> bool:
    """Return whether words look like an instruction: they name a paragraph, quote words or hold an editing verb."""
    plainly = _ENTITLED.sub("", _SYMBOL.sub("", words))
    quoted = any(sign in plainly for sign in QUOTES)
    return quoted or bool(_EDITING.search(plainly) or _REFERENCE.search(plainly))
