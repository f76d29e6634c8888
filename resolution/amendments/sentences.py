"""The list of amendments in words, as a secretary reads it out: each amendment is a sentence of its own.

The paragraphs that it inserts stand below it, each in quotation marks on a line of its own. `parse` reads such a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
from resolution.amendments.quoting import balanced
from resolution.labels import from_letters
from resolution.language.typography import plain_typography
from resolution.sponsors import parse

TYPOGRAPHY = " (typography only)"
RENUMBER = "Renumber the remaining paragraphs accordingly."
COUNTS = ("no", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PARAGRAPH = r"(?:preambular |operative )?paragraph"
_NUMBERED = re.compile(rf"({PARAGRAPH}) (\d+)((?: of .+)?)")
_LETTERED = re.compile(rf"({PARAGRAPH} \d+) (\([a-z]+\))((?: of .+)?)")
_CALLED = re.compile(r"\[footnote ([^\s\[\]“”]+)\]")
_NOTE = re.compile(r"\[footnote: ((?:\\.|[^\[\]\\])*)\]")
SIGNS = {",": "a comma", ";": "a semicolon", ".": "a full stop", ":": "a colon"}


def write(amendments: Iterable[Amendment], title: str = "") -> str:
    """Return the list as text, numbered; `title` goes above it."""
    parts = [f"{number}. {sentence(each)}" for number, each in enumerate(amendments, 1)]
    if not parts:
        parts = ["No amendments."]
    return "\n\n".join([title, *parts] if title else parts) + "\n"


def sentence(amendment: Amendment) -> str:
    """Return an amendment in words; the paragraphs it brings on lines of their own."""
    match amendment:
        case WordAmendment(name, edits):
            return _within(name, edits)
        case Replace(names, news):
            return f"Replace {listed(names)} with {_new_paragraphs(news)}"
        case Insert(name, news, beginning):
            where = f"At the beginning of {name}" if beginning else f"After {name}"
            return f"{where}, insert {_new_paragraphs(news)}"
        case Delete(names):
            return f"Delete {listed(names)}."
        case Move(name, to, beginning, form):
            where = f"to the beginning of {to}" if beginning else f"to after {to}"
            return f"Move {name} {where}{f', as {_article(form)}' if form else ''}."
        case KindChange(name, form):
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
    new = SIGNS.get(edit.new) or _noted(edit.new) or f"“{balanced(edit.new)}”"
    match edit.how:
        case EditKind.REPLACE:
            same = plain_typography(edit.old) == plain_typography(re.sub(r"[*_]", "", edit.new))
            remark = TYPOGRAPHY if same else ""
            return f"replace “{balanced(edit.old)}” with “{balanced(edit.new)}”{remark}"
        case EditKind.DELETE if called := _CALLED.fullmatch(edit.old):
            return f"delete footnote {called[1]}"
        case EditKind.DELETE:
            return f"delete “{balanced(edit.old)}”"
        case EditKind.START:
            return f"at the beginning, insert {new}"
        case EditKind.END:
            return f"at the end, insert {new}"
        case _:
            return f"{edit.how} “{balanced(edit.old)}”, insert {new}"


def _noted(words: str) -> str:
    """Return "a footnote reading “…”" where the words are a new note and nothing else."""
    note = _NOTE.fullmatch(words)
    return f"a footnote reading “{balanced(note[1])}”" if note else ""


def _new_paragraphs(news: Sequence[New]) -> str:
    """Return "a new operative paragraph reading:" and the words below; of several sorts each with its own."""
    phrases = {new.phrase for new in news}
    count = COUNTS[len(news)] if len(news) < len(COUNTS) else str(len(news))
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
    """Return names as a list, consecutive paragraphs of one kind abbreviated: "operative paragraphs 4, 5 and 7"."""
    parts: list[str] = []
    for kind, members, of in _grouped(names):
        if not kind:
            parts += members
            continue
        many = len(members) > 1 and not members[0].startswith("(")
        parts.append(f"{kind}{'s' if many else ''} {_run(members)}{of}")
    return (
        join_words(parts, ", and ") if any(" and " in part for part in parts) else join_words(parts)
    )


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
    return f"{members[0]} to {members[-1]}" if in_row and len(members) > 2 else join_words(members)


def join_words(parts: Sequence[str], last: str = " and ") -> str:
    return last.join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _names(sponsors: Sequence[str]) -> str:
    """Return the names as one says them, or parted by semicolons where they would not be told apart again."""
    said = join_words(sponsors)
    return said if parse(said) == tuple(sponsors) else "; ".join(sponsors)


def _sponsors(joined: Sequence[str], withdrawn: Sequence[str]) -> str:
    parts = [f"add {_names(joined)} to the sponsors"] if joined else []
    parts += [f"remove {_names(withdrawn)} from the sponsors"] if withdrawn else []
    words = ", and ".join(parts)
    return f"{_upper(words)}."
