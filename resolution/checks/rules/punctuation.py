"""Punctuation: the marks that end paragraphs, spaces, brackets, quotation marks, dashes, the serial comma."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resolution.checks.quotations import CLOSES, OPENS, own_matches
from resolution.checks.rule import Finding, Group, Problem, Rule, Severity
from resolution.checks.scope import NOTE, RUNNING_TEXT, PassageScope, Whole, place_of
from resolution.checks.table import in_passages, in_whole
from resolution.language.dates import MONTHS
from resolution.language.final_marks import MARKS, due_marks, fits
from resolution.language.leads import lead_length
from resolution.model import Block, Division, DivisionKind, Kind
from resolution.text import Mark, plain, runs
from resolution.tree import Node

GROUP = Group("Punctuation", 40)

_NAMES = {
    ",": "a comma",
    ";": "a semicolon",
    ".": "a full stop",
    ":": "a colon, since items follow",
}
_MANUAL = "Editorial Manual, punctuation"

FINAL_MARK = Rule(
    "final-mark",
    Severity.WARNING,
    "Every paragraph ends with the mark that is due",
    "A resolution is one long sentence: a comma ends a preambular paragraph, a semicolon an operative one, "
    "a full stop the last; before items stands a colon.",
    "Editorial Manual, punctuation; 99.9 % of preambular paragraphs of adopted texts",
    while_writing=False,
)
DOUBLED_MARK = Rule(
    "doubled-mark",
    Severity.WARNING,
    "No mark stands twice",
    "Two commas, or a comma and a semicolon, are left over where words were taken out.",
    _MANUAL,
)
SPACING = Rule(
    "spacing",
    Severity.WARNING,
    "A space stands after a mark and none before it",
    "A comma, semicolon or colon follows its word at once and a space follows it; "
    "brackets and quotation marks hold their words without a space.",
    _MANUAL,
)
DOUBLE_SPACE = Rule(
    "double-space",
    Severity.HINT,
    "One space parts two words",
    "A second space is left over where words were taken out.",
    _MANUAL,
)
UNPAIRED = Rule(
    "unpaired",
    Severity.WARNING,
    "Brackets and quotation marks are closed",
    "What is opened is closed in the same paragraph, else nobody knows where the quotation ends.",
    _MANUAL,
    while_writing=False,
)
STRAIGHT_QUOTE = Rule(
    "straight-quote",
    Severity.HINT,
    "Quotation marks and apostrophes are curved",
    "The United Nations prints “ ” and ’, not the straight signs of a typewriter.",
    _MANUAL,
)
QUOTE_COMMA = Rule(
    "quote-comma",
    Severity.WARNING,
    "Commas and final marks stand outside quotation marks",
    "The mark belongs to the sentence, not to what is quoted: “Culture of peace”, not “Culture of peace,”.",
    "Editorial Manual, punctuation; 444 of 445 marks in a half of the working set of adopted texts",
)
DASH = Rule(
    "dash",
    Severity.WARNING,
    "A dash is an en dash between spaces",
    "The United Nations prints “ – ”; a hyphen joins words, and a long dash is not used.",
    _MANUAL,
)
YEAR_RANGE = Rule(
    "year-range",
    Severity.HINT,
    "Years and numbers are joined by an en dash",
    "“2020–2030” is a period, “15–24 years” an age; older texts have a hyphen.",
    "adopted texts of today",
)
RANGE_WORDS = Rule(
    "range-words",
    Severity.WARNING,
    "“From” goes with “to” and “between” with “and”",
    "A dash says “to” already: “from 2018 to 2021” or “2018–2021”, not “from 2018–2021”.",
    "Editorial Manual, numbers and dates",
)
SERIAL_COMMA = Rule(
    "serial-comma",
    Severity.HINT,
    "No comma stands before the last “and” of a short list",
    "The United Nations writes “peace, security and development”; "
    "the comma is kept where an item has an “and” of its own.",
    "Editorial Manual, punctuation; 95 % of short lists in texts of the General Assembly",
)


@in_whole(FINAL_MARK)
def final_marks(whole: Whole) -> Iterator[Problem]:
    """A comma ends a preambular paragraph, a semicolon an operative one, a full stop the last; before items a colon."""
    council = whole.setting.organ == "Security Council"
    for division, top in whole.trees:
        due = due_marks(division, top, whole.setting.language)
        for node in (n for one in top for n in one.walk()):
            spared = _listed_with_commas(node)
            for child in spared:
                due.pop(child.index, None)
            if node.index not in due:
                continue
            mark, words = due[node.index], plain(node.block.text).rstrip(_UNSEEN)
            if not words or fits(words, mark, whole.setting.language) or _inside_quotation(words):
                continue
            if (mark == ":" and _headed(node.block)) or _leads_over(division, node.index, words):
                continue
            if _declares(node.block, words) or (council and _of_the_council(node.block)):
                continue
            if _announces(division, node.index, words):
                mark = ":"
            wrong = len(words) - 1 if words[-1] in MARKS else len(words)
            message = f"This paragraph should end with {_NAMES[mark]}."
            finding = FINAL_MARK.found(wrong, len(words), message, mark)
            yield finding.at(place_of(node), node.line)


def _listed_with_commas(node: Node) -> list[Node]:
    """Return the items of a list whose items end with commas throughout, as the Security Council has them."""
    items = [child for child in node.children if child.block.kind is Kind.ITEM][:-1]
    commas = len(items) > 1 and all(plain(i.block.text).rstrip().endswith(",") for i in items)
    return items if commas else []


def _inside_quotation(words: str) -> bool:
    """Return whether the last mark stands before the closing quotation mark, of which another rule tells."""
    return words[-1] == CLOSES and words[-2:-1] in (",", ";", ".")


def _headed(block: Block) -> bool:
    """Return whether a paragraph is a heading for its items, printed in bold or underlined throughout."""
    looks = Mark.BOLD | Mark.UNDERLINE | Mark.ITALIC
    return all(run.marks & looks for run in runs(block.text) if run.text.strip())


_UNSEEN = " \t\n\N{NO-BREAK SPACE}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ZERO WIDTH SPACE}"


_LETTER = re.compile(r"\([a-hj-uwyz]\)")


def _of_the_council(block: Block) -> bool:
    """Return whether this is an item of the lower levels, or behind a dash, which the Security Council ends freely."""
    return block.kind is Kind.ITEM and (block.level > 1 or not _LETTER.match(block.label))


def _declares(block: Block, words: str) -> bool:
    """Return whether this is a sentence of a declaration (“We will act.”), which ends with a full stop throughout."""
    return (
        block.kind is Kind.OPERATIVE
        and words.endswith(".")
        and not lead_length(words, Kind.OPERATIVE)
        and not lead_length(words, Kind.PREAMBULAR)
    )


_FOLLOWING = re.compile(r"\bfollowing\b[^,;]{0,40}\W?$|\bas follows\W?$")


def _announces(division: Division, index: int, words: str) -> bool:
    """Return whether an embedded text follows, or the words say that something does (“the following declaration”)."""
    own, following = division.blocks[index], division.blocks[index + 1 : index + 2]
    embedded = any(block.quoted for block in following) and not own.quoted
    return embedded or (bool(following) and _FOLLOWING.search(words) is not None)


def _leads_over(division: Division, index: int, words: str) -> bool:
    """Return whether a colon leads over to what is embedded: a draft resolution, an amendment, a table, a schedule."""
    if not words.endswith(":") or index + 1 == len(division.blocks):
        return False
    own, following = division.blocks[index : index + 2]
    if following.quoted or following.kind in (Kind.TABLE, Kind.HEADING, Kind.PARAGRAPH):
        return True
    return following.kind is Kind.OPERATIVE and bool(following.label) and not own.label


_DOUBLED = re.compile(
    r"[,;:][ \N{NO-BREAK SPACE}]?[,;:.](?![.\d])|(?<!\.)\.\.(?!\.)|(?<=\w{5})\.[,;]"
)


@in_passages(DOUBLED_MARK)
def doubled_marks(passage: PassageScope) -> Iterator[Finding]:
    """Two marks in one place: the second is right at the end of a paragraph, the first within it."""
    words = passage.words
    for match in _DOUBLED.finditer(words):
        one, two = match[0][0], match[0][-1]
        keep = two if not words[match.end() :].strip() else one
        message = f"Two marks stand here, “{match[0]}”."
        yield DOUBLED_MARK.found(*match.span(), message, keep)


_GAP = "[ \N{NO-BREAK SPACE}]"
_BEFORE = re.compile(
    rf"(?<=\S){_GAP}+(?=(?:[,;:)\]”?!]|\.(?!\.))(?:[\s”),;.]|$)|[,;][^\W\d_])|(?<=[(\[“]){_GAP}+"
)
_AFTER = re.compile(
    r"(?<=[\w\s])[,;](?=[^\W\d_])|(?<=[a-z]):(?=[A-Z][a-z])|(?<=[a-z]{3})\.(?=[A-Z][a-z])|[”)][,;](?=[^\W_])"
)


@in_passages(SPACING, of=(*RUNNING_TEXT, NOTE))
def spacing(passage: PassageScope) -> Iterator[Finding]:
    """No space before a mark or within brackets, one after a mark."""
    words = passage.words
    for match in _BEFORE.finditer(words):
        yield SPACING.found(*match.span(), "No space belongs here.", "")
    for match in _AFTER.finditer(words):
        if "//" not in words and "@" not in words:  # an address has none
            yield SPACING.found(*match.span(), "A space belongs after the mark.", match[0] + " ")


_TWO_SPACES = re.compile(rf"(?<=\S){_GAP}{_GAP}+(?=\S)")


@in_passages(DOUBLE_SPACE)
def double_spaces(passage: PassageScope) -> Iterator[Finding]:
    """One space is enough."""
    if "  " in passage.words or "\N{NO-BREAK SPACE}" in passage.words:
        for match in _TWO_SPACES.finditer(passage.words):
            yield DOUBLE_SPACE.found(*match.span(), "One space is enough here.", " ")


_PAIRS = {")": "(", "]": "[", CLOSES: OPENS}
_OPENING = frozenset(_PAIRS.values())
_MARKER = re.compile(r"(?:^|[:;,]\s(?:and )?)(?:[a-z]{1,2}|[ivx]{1,4}|\d{1,2})\Z")
"""What stands before the bracket of "a)" or "ii)"."""


@in_passages(UNPAIRED, of=(Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ITEM))
def unpaired(passage: PassageScope) -> Iterator[Finding]:
    """Every bracket and every quotation mark has its other half in the paragraph."""
    words = passage.words
    if passage.division is not DivisionKind.MAIN:
        return  # annexes quote whole paragraphs
    open_ones: list[tuple[str, int]] = []
    for at, sign in enumerate(words):
        if sign in _OPENING:
            open_ones.append((sign, at))
        elif sign in _PAIRS:
            if open_ones and open_ones[-1][0] == _PAIRS[sign]:
                open_ones.pop()
            elif sign != ")" or not _MARKER.search(words[:at]):
                yield UNPAIRED.found(at, at + 1, f"“{sign}” closes what was not opened.")
    for sign, at in open_ones:
        yield UNPAIRED.found(at, at + 1, f"“{sign}” is not closed in this paragraph.")


_STRAIGHT = re.compile(r"\"|(?<=[^\W\d_])'(?=[^\W\d_]|[\s,;.])")


@in_passages(STRAIGHT_QUOTE)
def straight_quotes(passage: PassageScope) -> Iterator[Finding]:
    """ " is “ or ”, and ' is ’."""
    words = passage.words
    for match in _STRAIGHT.finditer(words):
        if match[0] == "'":
            curved = "’"
        else:
            opens = match.start() == 0 or words[match.start() - 1] in " \N{NO-BREAK SPACE}([‘"
            curved = OPENS if opens else CLOSES
        yield STRAIGHT_QUOTE.found(*match.span(), f"Print “{curved}” here.", curved)


_INSIDE = re.compile(rf"[,;]{CLOSES}|(?<=[\w)])\.{CLOSES}(?=\s*$)")


@in_passages(QUOTE_COMMA, of=(Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ITEM, NOTE))
def commas_in_quotations(passage: PassageScope) -> Iterator[Finding]:
    """The comma stands after the closing quotation mark, so does the last mark of a paragraph."""
    if passage.division is DivisionKind.MAIN:
        for match in _INSIDE.finditer(passage.words):
            if match[0][0] == "." and _whole_sentence(passage.words):
                continue
            message = "The mark stands outside the quotation marks."
            yield QUOTE_COMMA.found(*match.span(), message, CLOSES + match[0][0])


def _whole_sentence(words: str) -> bool:
    """Return whether the last quotation is a sentence of its own, after a colon or at the very start."""
    before = words[: words.rfind(OPENS)].rstrip()
    return not before or before[-1] in ":."


_DASH = re.compile(r"(?<=[\w,”)])(?: (?:-|--|‑) | ?— ?| ?--(?!-) ?)(?=[\w“(])")


@in_passages(DASH, of=RUNNING_TEXT)
def dashes(passage: PassageScope) -> Iterator[Finding]:
    """A dash is an en dash between spaces."""
    for match in _DASH.finditer(passage.words):
        yield DASH.found(*match.span(), "A dash is printed as “ – ”.", " – ")


_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(rf"(?<![\w/.–‑-])({_YEAR})[-‑]({_YEAR}|\d\d)(?![\w/–‑-])")
_SPANS = re.compile(
    rf"(?<![\w/.–‑-])(\d{{1,3}})[-‑](\d{{1,3}})(?={_GAP}(?:years|per cent|{'|'.join(MONTHS)})\b)"
)
_FROM_DASH = re.compile(
    rf"\b([Ff]rom|[Bb]etween)(?: the)?[ \N{{NO-BREAK SPACE}}]({_YEAR})[–‑-]({_YEAR})\b(?! (?:to|and) \d)"
)


@in_passages(YEAR_RANGE, RANGE_WORDS)
def ranges(passage: PassageScope) -> Iterator[Finding]:
    """ "2018–2021", or "from 2018 to 2021"."""
    words = passage.words
    reported: set[int] = set()
    for match in own_matches(_FROM_DASH, words):
        joint = "to" if match[1].lower() == "from" else "and"
        start, end = match.span(2)[1], match.span(3)[0]
        reported.add(match.start(2))
        message = f"“{match[1]}” goes with “{joint}”, not with a dash."
        yield RANGE_WORDS.found(start, end, message, f" {joint} ")
    found = [*own_matches(_YEARS, words), *own_matches(_SPANS, words)]
    for match in found:
        if match.start() not in reported:
            message = "An en dash joins the two ends of a range."
            yield YEAR_RANGE.found(match.end(1), match.start(2), message, "–")


_NO_MEMBER = (
    "and|or|including|where|as|such|also|particularly|especially|inter|alia|respectively|in|of|to|for|by|with|on|at|from|"
    "through|without|that|which|who|while|when|the"
)
_WORD = rf"(?!(?:{_NO_MEMBER})\b)[a-z]+"
_MEMBER = rf"{_WORD}(?: {_WORD})?"
_SERIES = re.compile(
    rf"(?<=[ (])(?<!alia )({_WORD})((?:, {_MEMBER})+), (and|or) {_MEMBER}"
    r"(?=[,;.]| (?:of|in|to|for|by|with|on|at|from|as|that|which|through|between|among)\b)"
)


@in_passages(SERIAL_COMMA, of=RUNNING_TEXT)
def serial_commas(passage: PassageScope) -> Iterator[Finding]:
    """No comma before the last "and" of a short list; the Security Council goes its own way."""
    if passage.setting.organ == "Security Council" or ", and " not in passage.words:
        return
    for match in own_matches(_SERIES, passage.words):
        at = match.end(2)
        message = f"The United Nations writes no comma before “{match[3]}” in a short list."
        yield SERIAL_COMMA.found(at, at + 1, message, "")
