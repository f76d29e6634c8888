"""The list of amendments in words, as a secretary reads it out, and such a list read.

Each amendment is a sentence of its own, with or without a number before it; the paragraphs it brings stand under it,
each in quotation marks on a line of its own. What stands above the first is taken for a heading; `unread` returns
what else is neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from resolution.amendments.carried_out import AmendmentError
from resolution.amendments.kinds import (
    Amendment,
    Change,
    Delete,
    Edit,
    How,
    Insert,
    Move,
    New,
    Renumber,
    Replace,
    Sponsors,
    Within,
)
from resolution.amendments.places import Places, block_of, places
from resolution.amendments.quoting import QuotationError, balanced, end_of_quotation
from resolution.labels import from_letters, letters
from resolution.model import Resolution
from resolution.ordinals import number_of
from resolution.sponsors import parse
from resolution.typography import plain_typography

TYPOGRAPHY = " (typography only)"
RENUMBER = "Renumber the remaining paragraphs accordingly."
_COUNTS = ("no", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_KIND = r"(?:preambular |operative )?paragraph"
_NUMBERED = re.compile(rf"({_KIND}) (\d+)((?: of .+)?)")
_LETTERED = re.compile(rf"({_KIND} \d+) (\([a-z]+\))((?: of .+)?)")
_SEVERAL = re.compile(rf"({_KIND})s (\d+(?:(?:, | and | to )\d+)+)", re.IGNORECASE)
_SEVERAL_LETTERS = re.compile(
    rf"({_KIND} \d+) (\([a-z]+\)(?:(?:, | and | to )\([a-z]+\))+)", re.IGNORECASE
)
_CALLED = re.compile(r"\[footnote ([^\s\[\]“”]+)\]")
_NOTE = re.compile(r"\[footnote: ((?:\\.|[^\[\]\\])*)\]")
_SIGNS = {",": "a comma", ";": "a semicolon", ".": "a full stop", ":": "a colon"}
_SIGN_NAMES = {name: sign for sign, name in _SIGNS.items()}


# ---------------------------------------------------------------- writing


def write(amendments: Iterable[Amendment], title: str = "") -> str:
    """Return the list as text, numbered; `title` goes above it."""
    parts = [f"{number}. {sentence(each)}" for number, each in enumerate(amendments, 1)]
    if not parts:
        parts = ["No amendments."]
    return "\n\n".join([title, *parts] if title else parts) + "\n"


def sentence(amendment: Amendment) -> str:
    """Return an amendment in words; the paragraphs it brings on lines of their own."""
    match amendment:
        case Within(name, edits):
            return _within(name, edits)
        case Replace(names, news):
            return f"Replace {listed(names)} with {_brought(news)}"
        case Insert(name, news, beginning):
            where = f"At the beginning of {name}" if beginning else f"After {name}"
            return f"{where}, insert {_brought(news)}"
        case Delete(names):
            return f"Delete {listed(names)}."
        case Move(name, to, beginning, form):
            where = f"to the beginning of {to}" if beginning else f"to after {to}"
            return f"Move {name} {where}{f', as {_article(form)}' if form else ''}."
        case Change(name, form):
            return f"Change {name} into {_article(form)}."
        case Sponsors(joined, withdrawn):
            return _sponsors(joined, withdrawn)
        case Renumber():
            return RENUMBER


def _within(name: str, edits: Sequence[Edit]) -> str:
    if len(edits) == 1:
        return f"In {name}, {_edit(edits[0])}."
    lines = [f"    {_edit(edit)}" for edit in edits]
    return f"In {name}:\n" + ";\n".join(lines) + "."


def _edit(edit: Edit) -> str:
    new = _SIGNS.get(edit.new) or _noted(edit.new) or f"“{balanced(edit.new)}”"
    match edit.how:
        case How.REPLACE:
            same = plain_typography(edit.old) == plain_typography(re.sub(r"[*_]", "", edit.new))
            remark = TYPOGRAPHY if same else ""
            return f"replace “{balanced(edit.old)}” with “{balanced(edit.new)}”{remark}"
        case How.DELETE if called := _CALLED.fullmatch(edit.old):
            return f"delete footnote {called[1]}"
        case How.DELETE:
            return f"delete “{balanced(edit.old)}”"
        case How.START:
            return f"at the beginning, insert {new}"
        case How.END:
            return f"at the end, insert {new}"
        case _:
            return f"{edit.how} “{balanced(edit.old)}”, insert {new}"


def _noted(words: str) -> str:
    """Return "a footnote reading “…”" where the words are a new note and nothing else."""
    note = _NOTE.fullmatch(words)
    return f"a footnote reading “{balanced(note[1])}”" if note else ""


def _brought(news: Sequence[New]) -> str:
    """Return "a new operative paragraph reading:" and the words below; of several sorts each with its own."""
    phrases = {new.phrase for new in news}
    count = _COUNTS[len(news)] if len(news) < len(_COUNTS) else str(len(news))
    if phrases == {""}:
        head, each = "the following:", False
    elif len(news) == 1:
        head, each = f"a new {news[0].phrase} reading:", False
    elif len(phrases) == 1 and (many := _plural(news[0].phrase)):
        head, each = f"{count} new {many} reading:", False
    else:
        head, each = "the following:", True
    lines = (f"    {_upper(new.phrase)}: “{balanced(new.words)}”" for new in news)
    if not each:
        lines = (f"    “{balanced(new.words)}”" for new in news)
    return "\n".join([head, *lines])


def _plural(form: str) -> str:
    """Return the plural of a phrase, or nothing where it has none that would be read back."""
    return f"{form}s" if re.fullmatch(r"[a-z ]+", form) and form[-1] != "s" else ""


def _article(form: str) -> str:
    return f"{'an' if form[:1] in 'aeiou' else 'a'} {form}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def listed(names: Sequence[str]) -> str:
    """Return names as a list; paragraphs of one kind one after another in short: "operative paragraphs 4, 5 and 7"."""
    parts: list[str] = []
    for kind, members, of in _grouped(names):
        if not kind:
            parts += members
            continue
        many = len(members) > 1 and not members[0].startswith("(")
        parts.append(f"{kind}{'s' if many else ''} {_run(members)}{of}")
    return _and(parts, ", and ") if any(" and " in part for part in parts) else _and(parts)


def _grouped(names: Sequence[str]) -> list[tuple[str, list[str], str]]:
    """Return the names by what they share: what they are, the numbers or letters, and of what part they are."""
    out: list[tuple[str, list[str], str]] = []
    for name in names:
        match = _NUMBERED.fullmatch(name) or _LETTERED.fullmatch(name)
        kind, member, of = match.groups() if match else ("", name, "")
        if out and (out[-1][0], out[-1][2]) == (kind, of):
            out[-1][1].append(member)
        else:
            out.append((kind, [member], of))
    return out


def _run(members: Sequence[str]) -> str:
    """Return "4, 5 and 9", "(a) to (j)" for more than two in a row."""
    signs = [member.strip("()") for member in members]
    places_ = [int(sign) if sign.isdigit() else from_letters(sign) for sign in signs]
    first = places_[0]
    in_row = first is not None and places_ == [*range(first, first + len(members))]
    return f"{members[0]} to {members[-1]}" if in_row and len(members) > 2 else _and(members)


def _and(parts: Sequence[str], last: str = " and ") -> str:
    return last.join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _names(sponsors: Sequence[str]) -> str:
    """Return the names as one says them, or parted by semicolons where they would not be told apart again."""
    said = _and(sponsors)
    return said if parse(said) == tuple(sponsors) else "; ".join(sponsors)


def _sponsors(joined: Sequence[str], withdrawn: Sequence[str]) -> str:
    parts = [f"add {_names(joined)} to the sponsors"] if joined else []
    parts += [f"remove {_names(withdrawn)} from the sponsors"] if withdrawn else []
    words = ", and ".join(parts)
    return f"{_upper(words)}."


# ---------------------------------------------------------------- reading


@dataclass(slots=True)
class _Paragraph:
    """An amendment as it stands in a list: its sentence and the lines under it."""

    number: int
    head: str
    lines: list[str]


def read(words: str, base: Resolution) -> list[Amendment]:
    """Return the amendments of a list; the names of paragraphs are those of `base`.

    Raises AmendmentError, one sentence for the user, for one that cannot be read.
    """
    reader = _Reader(places(base))
    out: list[Amendment] = []
    for paragraph in _paragraphs(words):
        try:
            out.append(reader.amendment(paragraph))
        except QuotationError as error:
            short = paragraph.head if len(paragraph.head) < 70 else f"{paragraph.head[:68]}…"
            raise AmendmentError(
                f"Amendment {paragraph.number} (“{short}”) cannot be read: {error}."
            ) from error
    return out


_BEGINS = re.compile(
    r"(?:\d+\.\s+)?(?=(?:In|Replace|After|At the beginning of|Delete|Move|Change|Add|Remove|Renumber)\s)"
)


def _paragraphs(words: str) -> Iterator[_Paragraph]:
    """Yield the amendments: a line that begins one, and the indented lines under it."""
    found: _Paragraph | None = None
    number = 0
    for line in words.split("\n"):
        begins = _BEGINS.match(line)
        if begins:
            if found:
                yield found
            number += 1
            found = _Paragraph(number, line[begins.end() :].rstrip(), [])
        elif found and line[:1].isspace() and line.strip():
            found.lines.append(line.strip())
    if found:
        yield found


_NUMBERED_LINE = re.compile(r"\s*(?:\d+[.)]|\(\w{1,3}\)|[-–—•*])\s")


def unread(words: str) -> list[str]:
    """Return the lines of a list that `read` takes for no part of an amendment.

    Lines above the first amendment are its heading, and not among them unless they are numbered as amendments are.
    """
    left: list[str] = []
    begun = False
    for line in words.splitlines():
        if _BEGINS.match(line):
            begun = True
        elif begun and (line[:1].isspace() or line.startswith(_QUOTES)):
            continue  # what the amendment above brings
        elif line.strip() and (begun or _NUMBERED_LINE.match(line)):
            left.append(line.strip())
    return left


_QUOTES = ("“", '"', "«", "„")

_SHORT = re.compile(r"(?P<kind>[OoPp])[Pp] ?(?P<number>\d+)(?!\w)")
_COUNTED = re.compile(
    r"(?:the )?(?P<number>[a-z]+(?:-[a-z]+)?) (?P<kind>preambular|operative) paragraph\b", re.I
)
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
    return f"operative {words}" if _BARE.match(words) else words


class _Reader:
    """Reads sentences; knows the names of the text's paragraphs."""

    def __init__(self, known: Places) -> None:
        self._names = known.names()
        self._divisions = sorted(known.divisions, key=len, reverse=True)

    def amendment(self, paragraph: _Paragraph) -> Amendment:
        head = paragraph.head
        first, _, rest = head.partition(" ")
        match first:
            case "In":
                return self._within(rest, paragraph.lines)
            case "Replace":
                names, rest = self._names_of(rest)
                self._expect(rest, " with ")
                return Replace(names, self._news(rest[6:], paragraph.lines))
            case "After":
                name, rest = self._name(rest)
                rest = rest if rest.startswith(",") else f",{rest}"
                self._expect(rest, ", insert ")
                return Insert(name, self._news(rest[9:], paragraph.lines))
            case "At":
                name, rest = self._division(rest.removeprefix("the beginning of "))
                self._expect(rest, ", insert ")
                return Insert(name, self._news(rest[9:], paragraph.lines), beginning=True)
            case "Delete":
                names, rest = self._names_of(rest)
                self._expect(rest, ".")
                return Delete(names)
            case "Move":
                return self._move(rest)
            case "Change":
                name, rest = self._name(rest)
                self._expect(rest, " into ")
                return Change(name, _form(rest[6:]))
            case "Renumber":
                return Renumber()
            case _:
                return _sponsors_of(head)

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
            several = _SEVERAL.match(words) or _SEVERAL_LETTERS.match(words)
            if several:
                kind, members = several[1].lower(), _members(several[2])
                of = self._of(kind, members, words[several.end() :])
                names += [f"{kind} {member}{of}" for member in members]
                words = words[several.end() + len(of) :]
            else:
                name, words = self._name(words)
                names.append(name)
            more = re.match(r"(?:,? and |, )(?!with )", words)
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

    def _within(self, words: str, lines: Sequence[str]) -> Amendment:
        name, rest = self._name(words)
        if rest == ":":
            return Within(name, tuple(_edit_of(line.rstrip(";.")) for line in lines))
        self._expect(rest, ", ")
        return Within(name, (_edit_of(rest[2:].removesuffix(".")),))

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
            self._expect(rest, ".")
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
        return tuple(_new(line, shared) for line in lines)


def _new(line: str, shared: str) -> New:
    """Return a new paragraph of a line: its words in quotation marks, its sort before them where they differ."""
    form, words = shared, line
    if line[0] not in '“"':
        form, colon, words = line.partition(": ")
        # a label may hold a colon of its own, within quotation marks
        while colon and form.count("“") > form.count("”"):
            more, colon, words = words.partition(": ")
            form = f"{form}: {more}"
        form = form[:1].lower() + form[1:]
    end = end_of_quotation(words, 0)
    if words[end:].strip(" ;."):
        raise QuotationError(f"“{words[end:].strip()}” stands behind the quotation")
    return New(form, words[1 : end - 1])


def _form(words: str) -> str:
    form = re.sub(r"^an? ", "", words).removesuffix(".")
    if block_of(form) is None:
        raise QuotationError(f"“{form}” is no kind of paragraph")
    return form


def _edit_of(words: str) -> Edit:
    """Return a change of words: replace “…” with “…”; after “…”, insert “…”; delete “…”."""
    for how, lead, between in (
        (How.REPLACE, "replace ", " with "),
        (How.AFTER, "after ", ", insert "),
        (How.BEFORE, "before ", ", insert "),
    ):
        if words.lower().startswith(lead):
            old, rest = _quotation(words[len(lead) :])
            if not rest.startswith(between):
                raise QuotationError(f"“{between.strip(' ,')}” is expected after “{old}”")
            return Edit(how, old, _last(rest[len(between) :]))
    if called := re.fullmatch(r"delete footnote (\S+?)\.?", words, re.IGNORECASE):
        return Edit(How.DELETE, f"[footnote {called[1]}]")
    if words.lower().startswith("delete "):
        return Edit(How.DELETE, _last(words[7:]))
    for how, lead in ((How.START, "at the beginning, insert "), (How.END, "at the end, insert ")):
        if words.lower().startswith(lead):
            return Edit(how, "", _last(words[len(lead) :]))
    raise QuotationError(f"“{words}” does not say what is to be done")


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


def _members(words: str) -> list[str]:
    """Return the members of "4, 5 and 7", "4 to 6" or "(a) to (c)"."""
    out: list[str] = []
    for part in re.split(r", | and ", words):
        first, to, last = part.partition(" to ")
        if not to:
            out.append(first)
        elif first.isdigit() and last.isdigit():
            out += map(str, range(int(first), int(last) + 1))
        else:
            low, high = from_letters(first.strip("()")), from_letters(last.strip("()"))
            if low is None or high is None:
                raise QuotationError(f"“{part}” names no run of paragraphs")
            out += [f"({letters(n)})" for n in range(low, high + 1)]
    return out


def _sponsors_of(words: str) -> Sponsors:
    match = re.fullmatch(
        r"(?:Add (?P<in>.+?) to the sponsors)?(?:, and )?(?:[Rr]emove (?P<out>.+) from the sponsors)?\.?",
        words,
    )
    if not match or not (match["in"] or match["out"]):
        raise QuotationError("it does not say who joins or leaves the sponsors")
    joined, withdrawn = (
        () if not names else tuple(names.split("; ")) if "; " in names else parse(names)
        for names in (match["in"], match["out"])
    )
    return Sponsors(joined, withdrawn)
