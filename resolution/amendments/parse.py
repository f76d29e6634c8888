"""Parsing a list of amendments in words, as `sentences` writes it or a delegate does.

Each amendment is a sentence of its own, with or without a number; the paragraphs that it inserts stand below it, each
in quotation marks on a line of its own. `layout` says what else a list may contain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from resolution.amendments.errors import AmendmentError, shortened
from resolution.amendments.kinds import (
    Amendment,
    Delete,
    Edit,
    EditKind,
    Insert,
    KindChange,
    Move,
    New,
    Renumber,
    Replace,
    Sponsors,
    WordAmendment,
)
from resolution.amendments.layout import (
    DELETES,
    QUOTES,
    ListEntry,
    entries,
    is_sort,
    sort_and_words,
)
from resolution.amendments.places import ParagraphIndex, block_of, places
from resolution.amendments.quoting import QuotationError, end_of_quotation
from resolution.amendments.sentences import COUNTS, PARAGRAPH, SIGNS, TYPOGRAPHY, join_words
from resolution.labels import from_letters, letters
from resolution.language.ordinals import number_of
from resolution.model import Resolution
from resolution.sponsors import parse
from resolution.text import folded

_SEVERAL = re.compile(rf"({PARAGRAPH})s (\d+(?:(?:, | and | to )\d+)+)", re.IGNORECASE)
_SEVERAL_LETTERS = re.compile(
    rf"({PARAGRAPH} \d+) (\([a-z]+\)(?:(?:, | and | to )\([a-z]+\))+)", re.IGNORECASE
)
_MOST_LISTED = 4
"""Up to so many missing numbers are listed one by one."""
_SIGN_NAMES = {name: sign for sign, name in SIGNS.items()}


def read(words: str, base: Resolution) -> list[Amendment]:
    """Return the amendments of a list; the names of paragraphs are those of `base`.

    Raises AmendmentError, one sentence for the user, for a line that may be an amendment and cannot be read: a list is
    read as a whole or not at all.
    """
    reader = _SentenceParser(places(base))
    out: list[Amendment] = []
    for entry in list(
        entries(words, _titles(base))
    ):  # a stray line is reported before what it interrupts
        try:
            out.append(reader.amendment(entry))
        except QuotationError as error:
            raise AmendmentError(
                f"Amendment {entry.number} (“{shortened(entry.head)}”) cannot be read: {error}."
            ) from error
    return out


def gap_hint(words: str, base: Resolution) -> str:
    """Return a sentence that says which numbers a list leaves out, 3 where 4 follows 2; empty where none.

    Raises AmendmentError as `read` does.
    """
    missing: list[str] = []
    last = 0
    for entry in entries(words, _titles(base)):
        if entry.is_numbered:
            missing += map(str, range(last + 1, entry.number))
            last = entry.number
    if not missing:
        return ""
    said = f"{missing[0]} to {missing[-1]}" if len(missing) > _MOST_LISTED else join_words(missing)
    return f"The numbering leaves out {said}; check that no amendment is missing."


def _titles(base: Resolution) -> tuple[str, ...]:
    """Return the headings that name the text itself."""
    names = (base.masthead.symbol, folded(base.title))
    return tuple(f"{lead}{name}" for name in names if name for lead in ("", "Amendments to "))


_SHORT = re.compile(r"(?P<kind>[OoPp])[Pp] ?(?P<number>\d+)(?!\w)")
_COUNTED = re.compile(
    r"(?:the )?(?P<number>[a-z]+(?:-[a-z]+)?) (?P<kind>preambular|operative) (?:paragraph|clause)\b",
    re.I,
)
_CLAUSE = re.compile(r"(preambular|operative) clause(?=s?\b)", re.I)
_BARE = re.compile(r"paragraph \d+(?!\w)", re.I)
_FULL = re.compile(r"(?:preambular|operative) paragraph \d+\w*", re.I)


def _in_full(words: str) -> str:
    """Return words that begin with a paragraph's name in short, "OP3", "the second preambular paragraph", in full."""
    if short := _SHORT.match(words):
        kind = "preambular" if short["kind"] in "Pp" else "operative"
        return f"{kind} paragraph {short['number']}{words[short.end() :]}"
    counted = _COUNTED.match(words)
    number = number_of(counted["number"]) if counted else None
    if counted and number:
        return f"{counted['kind'].lower()} paragraph {number}{words[counted.end() :]}"
    if _CLAUSE.match(words):
        return _CLAUSE.sub(r"\1 paragraph", words, count=1)
    return f"operative {words}" if _BARE.match(words) else words


_VERB = re.compile(rf"(?:{DELETES}|move|change|add|renumber)\b", re.I)
_DELETE = re.compile(rf"{DELETES} ", re.I)
_DELETED = re.compile(rf"{DELETES}\.?", re.I)
_SPONSORS = re.compile(r" from the sponsors\.?$", re.I)
_BEGINNING = re.compile(r"the beginning of ", re.I)
_RENUMBER = re.compile(
    r"renumber (?:(?:(?:all|the) )*(?:(?:remaining|subsequent|following|other) )?(?:(?:preambular|operative) )?"
    r"(?:paragraphs|clauses) )?accordingly\.?",
    re.I,
)


def _end(rest: str) -> None:
    """Raise QuotationError unless nothing is left of a sentence but a reminder that the numbers change."""
    more = re.match(r",? and (?=renumber )", rest)
    if rest not in ("", ".", ";") and not (more and _RENUMBER.fullmatch(rest[more.end() :])):
        raise QuotationError(f"“{shortened(rest.strip())}” at its end is not understood")


class _SentenceParser:
    """Reads sentences; knows the names of the text's paragraphs."""

    def __init__(self, known: ParagraphIndex) -> None:
        self._names = known.names()
        self._divisions = sorted(known.divisions, key=len, reverse=True)

    def amendment(self, entry: ListEntry) -> Amendment:
        """Return the amendment of an entry; every word of it must be understood."""
        found = self._with_lines(entry)
        if found is None:
            found = self._alone(entry.head)
            if entry.lines:
                raise QuotationError(f"“{shortened(entry.lines[0])}” below it is not expected")
        return found

    def _with_lines(self, entry: ListEntry) -> Amendment | None:
        """Return an amendment that may have lines below it; None for any other."""
        first, _, rest = entry.head.partition(" ")
        match first.lower():
            case "in":
                return self._within(rest, entry.lines)
            case "replace":
                names, rest = self._names_of(rest)
                between = " by " if rest.startswith(" by ") else " with "
                self._expect(rest, between)
                return Replace(names, self._news(rest[len(between) :], entry.lines))
            case "after":
                name, rest = self._name(rest)
                return Insert(name, self._inserted(rest, entry.lines))
            case "at":
                name, rest = self._division(_BEGINNING.sub("", rest, count=1))
                return Insert(name, self._inserted(rest, entry.lines), beginning=True)
            case _ if _VERB.match(entry.head):
                return None
            case _:
                return self._named(entry)

    def _alone(self, head: str) -> Amendment:
        """Return an amendment that is one line."""
        first, _, rest = head.partition(" ")
        if verb := _DELETE.match(head):
            if verb[0].lower() == "remove " and _SPONSORS.search(head):
                return _sponsors_of(head)
            names, rest = self._names_of(head[verb.end() :])
            _end(rest)
            return Delete(names)
        match first.lower():
            case "move":
                return self._move(rest)
            case "change":
                name, rest = self._name(rest)
                self._expect(rest, " into ")
                return KindChange(name, _form(rest[6:]))
            case "renumber":
                if not _RENUMBER.fullmatch(head):
                    raise QuotationError("paragraphs can only be renumbered “accordingly”")
                return Renumber()
            case _:
                return _sponsors_of(head)

    def _named(self, entry: ListEntry) -> Amendment:
        """Return the amendment of a line that begins with a paragraph's name: "OP3: delete"."""
        name, rest = self._name(entry.head)
        said = re.sub(r"^(?:\s*:|\s+[-–—])\s*", "", rest)
        if said == rest:
            raise QuotationError(f"“{shortened(rest.strip())}” after “{name}” is not understood")
        if _DELETED.fullmatch(said) and not entry.lines:
            return Delete((name,))
        return self._edits(name, said, entry.lines)

    def _edits(self, name: str, said: str, lines: Sequence[str]) -> WordAmendment:
        """Return the changes of words in a sentence, or in the lines below it."""
        if said and lines:
            raise QuotationError(f"“{shortened(lines[0])}” below it is not expected")
        if not said and not lines:
            raise QuotationError("the changes are missing")
        return WordAmendment(
            name, tuple(_edit_of(line.rstrip(";.")) for line in ([said] if said else lines))
        )

    def _inserted(self, rest: str, lines: Sequence[str]) -> tuple[New, ...]:
        verb = re.match(r",? (?:insert|add) ", rest)
        if not verb:
            raise QuotationError("after the paragraph’s name “, insert” is expected")
        return self._news(rest[verb.end() :], lines)

    def _expect(self, rest: str, wanted: str) -> None:
        if not rest.startswith(wanted):
            raise QuotationError(f"after the paragraph’s name “{wanted.strip()}” is expected")

    def _name(self, words: str) -> tuple[str, str]:
        """Return the name that words begin with, and the rest."""
        if note := re.match(r"footnote (\S+?)(?=[,:.]? |[,:.]?$)", words):
            return note[0], words[note.end() :]
        full = _in_full(words)
        for said in (words, full):
            lower = said.lower()
            for name in self._names:
                after = lower[len(name) : len(name) + 1]
                if lower.startswith(name) and not after.isalnum():
                    return name, said[len(name) :]
        called = _FULL.match(full)
        raise QuotationError(f"the text has no {called[0] if called else 'such paragraph'}")

    def _division(self, words: str) -> tuple[str, str]:
        for name in self._divisions:
            if words.lower().startswith(name.lower()):
                return name, words[len(name) :]
        raise QuotationError("the text has no such part")

    def _names_of(self, words: str) -> tuple[tuple[str, ...], str]:
        """Return the names of a list, and the rest."""
        names: list[str] = []
        while True:
            words = _CLAUSE.sub(r"\1 paragraph", words, count=1) if _CLAUSE.match(words) else words
            several = _SEVERAL.match(words) or _SEVERAL_LETTERS.match(words)
            if several:
                kind, members = several[1].lower(), _members(several[2])
                of = self._of(kind, members, words[several.end() :])
                names += [f"{kind} {member}{of}" for member in members]
                words = words[several.end() + len(of) :]
            else:
                name, words = self._name(words)
                names.append(name)
            more = re.match(r"(?:,? and |, )(?!(?:and )?(?:with|by|renumber) )", words)
            if not more:
                break
            words = words[more.end() :]
        for name in names:
            if name not in self._names:
                raise QuotationError(f"the text has no {name}")
        return tuple(names), words

    def _of(self, kind: str, members: Sequence[str], rest: str) -> str:
        """Return the part that several paragraphs are said to be of: " of section II of part B"; nothing for none."""
        first = f"{kind} {members[0]}"
        ends = (name[len(first) :] for name in self._names if name.startswith(first))
        return next((of for of in ends if of[:1] in ("", " ") and rest.lower().startswith(of)), "")

    def _within(self, words: str, lines: Sequence[str]) -> WordAmendment:
        name, rest = self._name(words)
        if rest.startswith(":"):
            return self._edits(name, rest[1:].strip(), lines)
        self._expect(rest, ", ")
        return self._edits(name, rest[2:], lines)

    def _move(self, words: str) -> Amendment:
        name, rest = self._name(words)
        if rest.startswith(" to the beginning of "):
            to, rest = self._division(rest.removeprefix(" to the beginning of "))
            beginning = True
        else:
            self._expect(rest, " to after ")
            to, rest = self._name(rest.removeprefix(" to after "))
            beginning = False
        form = _form(rest.removeprefix(", as ")) if rest.startswith(", as ") else ""
        if not form:
            _end(rest)
        return Move(name, to, beginning, form)

    def _news(self, words: str, lines: Sequence[str]) -> tuple[New, ...]:
        """Return the paragraphs that a sentence brings; the words of one may also stand in the sentence itself."""
        head, colon, rest = words.partition(":")
        if rest.strip():
            lines = [rest.strip().removesuffix("."), *lines]
        if not lines or not colon:
            raise QuotationError("the words of the new paragraph are missing")
        form = re.fullmatch(r"(?:an?|\w+) new (.+?)(?: reading)?", head)
        shared = form[1] if form else ""
        if form and block_of(shared) is not None and shared.endswith("s"):
            shared = shared.removesuffix("s")
        if not form and head not in ("the following", "a text reading"):
            raise QuotationError(f"“{head}” does not say what is new")
        news = tuple(_new(line, shared) for line in lines)
        _check_count(head, len(news))
        return news


def _check_count(head: str, found: int) -> None:
    """Raise QuotationError where a sentence announces more or fewer paragraphs than stand in it and below it."""
    said = re.match(r"(\w+) new ", head)
    word = said[1].lower() if said else ""
    word = "a" if word == "an" else word
    announced = COUNTS.index(word) if word in COUNTS else int(word) if word.isdecimal() else found
    if announced != found:
        raise QuotationError(
            f"“{word} new” does not agree with the number of quotations, which is {found}"
        )


def _new(line: str, shared: str) -> New:
    """Return a new paragraph of a line: its words in quotation marks, its sort before them where they differ."""
    form, words = shared, line
    if line[0] not in QUOTES:
        form, words = sort_and_words(line)
        if words[:1] not in tuple(QUOTES):
            raise QuotationError(f"“{shortened(line)}” is not in quotation marks")
    if form and not is_sort(form):
        raise QuotationError(f"“{form}” is no kind of paragraph")
    end = end_of_quotation(words, 0)
    if words[end:].strip(" ;."):
        raise QuotationError(f"“{words[end:].strip()}” stands behind the quotation")
    return New(form, words[1 : end - 1])


def _form(words: str) -> str:
    form = re.sub(r"^an? ", "", words).removesuffix(".")
    if block_of(form) is None:
        raise QuotationError(f"“{form}” is no kind of paragraph")
    return form


_REPLACE_LEAD = re.compile(r"replace (?:the (?:words?|phrase) )?(?=[“\"])", re.I)
_BESIDE_LEAD = re.compile(r"(after|before) (?:the (?:words?|phrase) )?(?=[“\"])", re.I)
_INSERT_LEAD = re.compile(r"(?:insert|add) (?:the (?:words?|phrase) )?(?=[“\"])", re.I)
_DELETE_LEAD = re.compile(rf"{DELETES} (?:the (?:words?|phrase) )?(?=[“\"])", re.I)
_AT_END_LEAD = re.compile(r"at the (beginning|end),? (?:insert|add) ", re.I)
_WITH = re.compile(r" (?:with|by) (?:the (?:words?|phrase) )?")
_THEN_INSERT = re.compile(r",? (?:insert|add) (?:the (?:words?|phrase) )?")
_THEN_BESIDE = re.compile(r" (after|before) (?:the (?:words?|phrase) )?(?=[“\"])")


def _edit_of(words: str) -> Edit:
    """Return a change of words: replace “…” with “…”; after “…”, insert “…”; delete “…”."""
    if lead := _REPLACE_LEAD.match(words):
        old, new = _two(words[lead.end() :], _WITH, "with")
        return Edit(EditKind.REPLACE, old, new)
    if lead := _BESIDE_LEAD.match(words):
        old, new = _two(words[lead.end() :], _THEN_INSERT, "insert")
        return Edit(EditKind(lead[1].lower()), old, new)
    if lead := _INSERT_LEAD.match(words):
        new, rest = _quotation(words[lead.end() :])
        beside = _THEN_BESIDE.match(rest)
        if not beside:
            raise QuotationError(f"“after” or “before” is expected after “{new}”")
        return Edit(EditKind(beside[1]), _last(rest[beside.end() :]), new)
    if called := re.fullmatch(r"delete footnote (\S+?)\.?", words, re.IGNORECASE):
        return Edit(EditKind.DELETE, f"[footnote {called[1]}]")
    if lead := _DELETE_LEAD.match(words):
        return Edit(EditKind.DELETE, _last(words[lead.end() :]))
    if lead := _AT_END_LEAD.match(words):
        how = EditKind.START if lead[1].lower() == "beginning" else EditKind.END
        return Edit(how, "", _last(words[lead.end() :]))
    raise QuotationError(f"“{words}” does not say what is to be done")


def _two(words: str, between: re.Pattern[str], wanted: str) -> tuple[str, str]:
    """Return the quotation that words begin with, and the one that ends them."""
    old, rest = _quotation(words)
    middle = between.match(rest)
    if not middle:
        raise QuotationError(f"“{wanted}” is expected after “{old}”")
    return old, _last(rest[middle.end() :])


def _quotation(words: str) -> tuple[str, str]:
    if words[:1] not in ("“", '"'):
        raise QuotationError("words in quotation marks are expected")
    end = end_of_quotation(words, 0)
    return words[1 : end - 1], words[end:]


def _last(words: str) -> str:
    """Return the words of a quotation that ends a sentence, or the sign that is named."""
    if sign := _SIGN_NAMES.get(words.lower()):
        return sign
    if words.lower().startswith("a footnote reading "):
        return f"[footnote: {_last(words[len('a footnote reading ') :])}]"
    said, rest = _quotation(words)
    if rest.removeprefix(TYPOGRAPHY).strip(" .;"):
        raise QuotationError(f"“{rest.strip()}” stands behind the quotation")
    return said


_MOST = 10_000
"""So many paragraphs one run may name."""


def _members(words: str) -> list[str]:
    """Return the members of "4, 5 and 7", "4 to 6" or "(a) to (c)"."""
    out: list[str] = []
    for part in re.split(r", | and ", words):
        first, to, last = part.partition(" to ")
        if not to:
            out.append(first)
            continue
        counted = first.isdigit() and last.isdigit()
        low, high = (
            int(end) if counted else from_letters(end.strip("()")) for end in (first, last)
        )
        if low is None or high is None or not low < high < low + _MOST:
            raise QuotationError(f"“{part}” names no run of paragraphs")
        run = range(low, high + 1)
        out += [str(n) if counted else f"({letters(n)})" for n in run]
    return out


def _sponsors_of(words: str) -> Sponsors:
    match = re.fullmatch(
        r"(?:add (?P<in>.+?) to the sponsors)?(?:, and )?(?:remove (?P<out>.+) from the sponsors)?\.?",
        words,
        re.IGNORECASE,
    )
    if not match and not re.search(r"\bsponsors?\b", words, re.IGNORECASE):
        raise QuotationError("say where, as in “After operative paragraph 3, insert …”")
    names = [name for name in (match["in"], match["out"]) if name] if match else []
    if not names or any(re.search(r"[“\"]|\bsponsors\b", name) for name in names):
        raise QuotationError("it does not say who joins or leaves the sponsors")
    assert match
    joined, withdrawn = (
        () if not said else tuple(said.split("; ")) if "; " in said else parse(said)
        for said in (match["in"], match["out"])
    )
    return Sponsors(joined, withdrawn)
