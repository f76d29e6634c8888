"""The masthead of a plain text: every line above the opening one finds its field, or is told as unread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from resolution import DATA
from resolution.language import of
from resolution.language.dates import parse_date, printed
from resolution.language.organs import (
    ORGANS,
    adopted_symbol,
    organ_named,
    organ_of_opening,
    organ_of_symbol,
    reporting_committee,
)
from resolution.model import Masthead, Status
from resolution.recognition.furniture import JOB, SYMBOL
from resolution.recognition.lines import Layout, Line, is_ended, joined, starts_lower
from resolution.text import NoteRef, Run, Text, cut, folded, join, plain, strip

_FORMS = of().masthead_expressions
_NUMBER = (
    r"(?:\d{1,4}|ES-\d+|S-\d+)/(?:\d{1,3}|…|\.\.\.|L\.\d+)(?:\s[A-Z](?:\s?[-–and ]+\s?[A-Z])?)?"
)
_NUMBERED = re.compile(
    rf"(?P<number>{_NUMBER}|\d{{1,4}} (?:[A-Z] )?\([A-Z\-]+\))\.?(?:\s+(?P<title>\S.*))?", re.DOTALL
)
_BASIS = re.compile(r"\[(?P<words>[^\[\]]*)\]", re.DOTALL)
_ADDRESS = re.compile(r"https?://|www\.|@\w|©|\(c\) \d{4}", re.IGNORECASE)


@cache
def states() -> frozenset[str]:
    """Return the names of States as sponsor lists print them, with straight apostrophes."""
    return frozenset(_data("states.txt"))


@cache
def _chrome() -> frozenset[str]:
    return frozenset(line.lower() for line in _data("page_chrome.txt"))


def _data(name: str) -> list[str]:
    words = (DATA / name).read_text(encoding="utf-8")
    return [
        line.strip().replace("’", "'")
        for line in words.splitlines()
        if line.strip() and not line.startswith("#")
    ]


def is_chrome(words: str) -> bool:
    """Return whether a line belongs to the page a text was copied from, and not to the text."""
    bare = re.sub(r"[\W\d]+", " ", words.lower()).strip()
    return bare in _chrome() or bool(_ADDRESS.search(words)) or _is_doubled(bare)


def _is_doubled(words: str) -> bool:
    """Return whether a line is a row of buttons whose names were copied twice ("PrintPrint EmailEmail")."""
    parts = words.split()
    return bool(parts) and all(
        len(p) % 2 == 0 and p[: len(p) // 2] == p[len(p) // 2 :] for p in parts
    )


@dataclass(slots=True)
class MastheadPiece:
    """A line of the masthead, or one column of it, or a paragraph joined of several."""

    text: Text
    words: str
    gap: bool
    used: bool = False


@dataclass(slots=True)
class RecognizedHeading:
    """What the masthead gave: its fields, the title, a part's label and title, and what found no place."""

    masthead: Masthead = field(default_factory=Masthead)
    title: Text = ()
    part: str = ""
    part_title: Text = ()
    unread: list[str] = field(default_factory=list)


def read_masthead(
    lines: list[Line], opening: str, layout: Layout, whole: frozenset[str]
) -> RecognizedHeading:
    """Read the lines above the opening one. opening: its words, which name the organ."""
    pieces = _pieces(lines)
    heading = RecognizedHeading()
    for take in (_take_lines, _take_adoption, _take_labelled, _take_part):
        take(pieces, heading)
    pieces = _paragraphs(pieces, layout, whole)
    for take in (_take_basis, _take_sponsors, _take_title):
        take(pieces, heading)
    heading.unread += [piece.words for piece in pieces if not piece.used]
    heading.masthead = _told(heading, organ_of_opening(opening.lstrip('“" ')))
    return heading


_BESIDE = re.compile(
    rf"(?P<left>{'|'.join(map(re.escape, (*_FORMS.united_nations, *(organ.name for organ in ORGANS))))})"
    rf"\s+(?P<right>{SYMBOL.pattern}|Distr\b.*)",
    re.IGNORECASE,
)
"""Two columns of the masthead that a PDF file's text has side by side with a single space between them."""
_PRINTED = re.compile(rf"(?P<job>{JOB.pattern}(?:\s+\d{{6}})?)?(?:\s*(?P<code>\*\w{{6,10}}\*))?")
"""A job number, with the day of its printing, and a bar code."""


def _columns(words: str) -> Iterator[tuple[int, int]]:
    """Yield where the columns of a line begin and end that a PDF's layout set side by side."""
    for found in re.finditer(r"\S+(?:\s{1,2}\S+)*", words.replace("\t", "   ")):
        beside = _BESIDE.fullmatch(found[0])
        if beside:
            yield found.start(), found.start() + beside.end("left")
            yield found.start() + beside.start("right"), found.end()
        else:
            yield found.span()


def _pieces(lines: list[Line]) -> list[MastheadPiece]:
    """Return the lines, those that a PDF's layout set in columns taken apart."""
    out = []
    for line in lines:
        at = 0
        for number, (_, end) in enumerate(_columns(line.words)):
            text = strip(cut(line.text, at if number else 0, end))
            words = plain(text)
            out.append(MastheadPiece(text, words, line.gap > 0 and number == 0))
            at = end
    return out


def _take_lines(pieces: list[MastheadPiece], heading: RecognizedHeading) -> None:
    """Take the lines that one look tells: symbol, distribution, dates, session, committee, agenda item, organ."""
    agenda = False
    for at, piece in enumerate(pieces):
        words = folded(piece.words).rstrip("*")
        fields = _fields(words, heading.masthead)
        dated = heading.masthead.distribution or heading.masthead.symbol
        if fields is None and dated and not heading.masthead.issued:
            day = parse_date(words)
            fields = {"issued": day} if day and printed(day) == words else None
        if fields is not None:
            if "organ" in fields and heading.masthead.organ:
                heading.unread.append(heading.masthead.organ)
            heading.masthead = replace(heading.masthead, **fields)
            piece.used = True
            _keep_anchors(piece, heading)
            agenda = "agenda_item" in fields
            if agenda and words.lower().startswith(_FORMS.provisional):
                heading.unread.append(words.split()[0])
        elif found := _PRINTED.fullmatch(piece.words):
            _take_printed(found, piece, heading)
        elif words.lower() in _FORMS.united_nations:
            piece.used = True  # every masthead of the United Nations prints it
        elif is_chrome(words):
            heading.unread.append(piece.words)
            piece.used = True
        elif agenda:
            agenda = False
            _take_agenda_title(pieces, at, heading)


def is_field(words: str) -> bool:
    """Return whether a line alone is a field of a masthead: a symbol, a session, "Distr.: General", a date."""
    day = parse_date(words)
    if _PRINTED.fullmatch(words) or _FORMS.proposed.fullmatch(words):
        return True
    labelled = any(form.fullmatch(words) for form in _FORMS.labelled.values())
    return labelled or _fields(words, Masthead()) is not None or bool(day and printed(day) == words)


def _take_printed(printed: re.Match[str], piece: MastheadPiece, heading: RecognizedHeading) -> None:
    """Take a job number; what it leaves, and a bar code, is nobody's words."""
    if printed["job"] and not heading.masthead.job:
        heading.masthead = replace(heading.masthead, job=folded(printed["job"]))
        rest = printed["code"] or ""
    else:
        rest = piece.words
    heading.unread += [rest] if rest else []
    piece.used = True


def _fields(words: str, masthead: Masthead) -> dict[str, Any] | None:
    """Return the fields that a line alone gives, or None."""
    if SYMBOL.fullmatch(words) and not masthead.symbol:
        return {"symbol": words}
    named = organ_named(words)
    if named and masthead.organ in ("", *_PARENTS):
        return {"organ": named}
    tests: tuple[tuple[str, Callable[[str], re.Match[str] | None], str], ...] = (
        ("original", _FORMS.original.fullmatch, "language"),
        ("session", _FORMS.session.fullmatch, ""),
        ("session_dates", _FORMS.session_dates.fullmatch, ""),
        ("committee", _FORMS.committee.fullmatch, ""),
        ("agenda_item", _FORMS.agenda.fullmatch, "item"),
        ("number", _FORMS.council_number.fullmatch, "number"),
    )
    for name, match, group in tests:
        found = match(words)
        if found and not getattr(masthead, name) and len(words) < 120:
            return {name: found[group] if group else words}
    distribution = _FORMS.distribution.fullmatch(words)
    if distribution and not masthead.distribution:
        day = parse_date(distribution["day"] or "")
        if not distribution["day"] or (day and printed(day) == distribution["day"]):
            return {"distribution": distribution["kind"], "issued": day}
    return None


_PARENTS = frozenset(organ.parent for organ in ORGANS if organ.parent)


def _keep_anchors(piece: MastheadPiece, heading: RecognizedHeading) -> None:
    """Keep the note anchors of a piece whose words went into a field."""
    refs = tuple(inline for inline in piece.text if isinstance(inline, NoteRef))
    heading.masthead = replace(heading.masthead, notes=heading.masthead.notes + refs)


def _take_agenda_title(pieces: list[MastheadPiece], at: int, heading: RecognizedHeading) -> None:
    """Take the line after the agenda item as its title, where more follows that can be the text's own title."""
    first = pieces[at]
    if _takes_no_part(first.words):
        return
    taken = [first]
    for piece in pieces[at + 1 :]:
        if piece.gap and not starts_lower(piece.words):
            break
        if _takes_no_part(piece.words):
            break
        taken.append(piece)
    following = [p for p in pieces[at + len(taken) :] if p.words and not p.used]
    if not following:
        return
    title = taken[0].text
    for piece in taken[1:]:
        title = join(title, _space(), piece.text)
    heading.masthead = replace(heading.masthead, agenda_title=plain(title))
    for piece in taken:
        piece.used = True
        _keep_anchors(piece, heading)


def _space() -> Text:
    return (Run(" "),)


def _takes_no_part(words: str) -> bool:
    """Return whether a line cannot be an agenda title: it adopts, is bracketed, is numbered, or proposes."""
    return bool(
        _FORMS.adopted_by.match(words) or words.startswith("[") or _NUMBERED.fullmatch(words)
        or _FORMS.submitted.match(words) or _FORMS.proposed.fullmatch(words) or _FORMS.recommended.fullmatch(words)
        or _FORMS.proposing.search(words)
    )  # fmt: skip


def _take_adoption(pieces: list[MastheadPiece], heading: RecognizedHeading) -> None:
    """Take "Resolution adopted by the General Assembly" with "on 1 November 2018", and the Council's line."""
    for at, piece in enumerate(pieces):
        if piece.used or not _FORMS.adopted_by.fullmatch(piece.words):
            continue
        words = folded(piece.words)
        piece.used = True
        _keep_anchors(piece, heading)
        for following in pieces[at + 1 : at + 3]:
            goes_on = _FORMS.adopted_goes_on.match(following.words) or words.endswith(
                _FORMS.adopted_open
            )
            if following.used or not goes_on or len(following.words) > 80:
                break
            words = f"{words} {folded(following.words)}"
            following.used = True
            _keep_anchors(following, heading)
        heading.masthead = replace(
            heading.masthead,
            heading=words,
            adopted=parse_date(words),
            meeting=meeting_of(words),
            status=Status.ADOPTED,
        )
        return


def _take_labelled(pieces: list[MastheadPiece], heading: RecognizedHeading) -> None:
    """Take "Committee: …", "Topic: …", "Sponsors: …", as students' papers have them."""
    for piece in pieces:
        if piece.used:
            continue
        for name, form in _FORMS.labelled.items():
            found = form.fullmatch(piece.words)
            if not found:
                continue
            words = cut(piece.text, found.start("words"))
            if name == "committee" and not heading.masthead.committee:
                heading.masthead = replace(heading.masthead, committee=folded(words))
                _keep_anchors(piece, heading)
            elif name == "signatories" and not heading.masthead.signatories:
                names = _listed_names(words)
                heading.masthead = replace(heading.masthead, signatories=names, status=Status.DRAFT)
                heading.unread += _unsaid(folded(words), names)
                _keep_anchors(piece, heading)
            elif name == "sponsors":
                names = _listed_names(words)
                heading.masthead = replace(
                    heading.masthead,
                    sponsors=heading.masthead.sponsors + names,
                    proposal=_FORMS.draft_resolution,
                    status=Status.DRAFT,
                )
                heading.unread += _unsaid(folded(words), names)
                _keep_anchors(piece, heading)
            elif name == "title" and not heading.title:
                heading.title = words
            else:
                break
            heading.unread.append(piece.words[: found.start("words")].strip())
            piece.used = True
            break


def _listed_names(words: Text) -> tuple[str, ...]:
    """Return the names of a labelled list, whether or not they are those of States."""
    return names_of(folded(words)) or tuple(
        part.strip() for part in re.split(r"[,;]", plain(words)) if part.strip()
    )


def _take_part(pieces: list[MastheadPiece], heading: RecognizedHeading) -> None:
    """Take a part's letter that stands right above the opening line, with its title."""
    for at in range(len(pieces) - 1, max(-1, len(pieces) - 4), -1):
        piece = pieces[at]
        if re.fullmatch(r"[A-Z]", piece.words) and at > 0 and not piece.used:
            heading.part = piece.words
            piece.used = True
            for following in pieces[at + 1 :]:
                heading.part_title = join(
                    heading.part_title, _space() if heading.part_title else (), following.text
                )
                following.used = True
            return


def _paragraphs(
    pieces: list[MastheadPiece], layout: Layout, whole: frozenset[str]
) -> list[MastheadPiece]:
    """Return the pieces left, those that are lines of one paragraph joined."""
    out: list[MastheadPiece] = []
    beside = False
    for piece in pieces:
        if piece.used:
            beside = False
            continue
        last = out[-1] if out else None
        if last and beside and not _parts(last, piece, layout):
            last.text = joined((last.text, piece.text), whole)
            last.words = plain(last.text)
        else:
            out.append(piece)
        beside = True
    return out


def _parts(last: MastheadPiece, piece: MastheadPiece, layout: Layout) -> bool:
    if _FORMS.recommended.fullmatch(last.words) or _FORMS.proposed.fullmatch(last.words):
        return True
    if _FORMS.proposed.fullmatch(piece.words) and not last.words.rstrip("*†").endswith((":", ",")):
        return True
    if re.fullmatch(rf"{_NUMBER}\.", last.words) or last.words.endswith(":"):
        return False
    if (
        _NUMBERED.fullmatch(piece.words)
        or _FORMS.submitted.match(piece.words)
        or piece.words.startswith("[")
    ):
        return True
    if starts_lower(piece.words) or (
        last.words.endswith(_FORMS.unfinished) and not is_chrome(last.words)
    ):
        return False
    return piece.gap or layout.separator == 0


def _take_basis(pieces: list[MastheadPiece], heading: RecognizedHeading) -> None:
    for piece in pieces:
        found = _BASIS.fullmatch(piece.words)
        if found and not piece.used:
            words = folded(found["words"])
            symbol = SYMBOL.search(words)
            committee = heading.masthead.committee or reporting_committee(words)
            report = symbol[0] if symbol else ""
            heading.masthead = replace(
                heading.masthead,
                basis=words,
                committee=committee,
                report=report,
                status=Status.ADOPTED,
            )
            _keep_anchors(piece, heading)
            piece.used = True
            return


def _take_sponsors(pieces: list[MastheadPiece], heading: RecognizedHeading) -> None:
    if heading.masthead.sponsors:
        _take_proposal(pieces, heading)
        return
    for piece in pieces:
        words = folded(piece.words)
        found = _FORMS.proposal.fullmatch(words)
        names = names_of(found["sponsors"]) if found else ()
        if found and names and not found["rest"].strip("*† ,."):
            heading.masthead = replace(
                heading.masthead, sponsors=names, proposal=found["proposal"].strip()
            )
            heading.unread += _unsaid(found["sponsors"], names)
        elif len(words) < 400 and (
            _FORMS.submitted.fullmatch(words) or _FORMS.recommended.fullmatch(words)
        ):
            heading.masthead = replace(heading.masthead, proposal=words)
        else:
            continue
        heading.masthead = replace(heading.masthead, status=Status.DRAFT)
        _keep_anchors(piece, heading)
        piece.used = True
        return
    _take_proposal(pieces, heading)


def _take_proposal(pieces: list[MastheadPiece], heading: RecognizedHeading) -> None:
    """Take "Draft resolution" where it stands alone, above the title of a draft whose sponsors come elsewhere."""
    for piece in pieces:
        if not piece.used and _FORMS.proposed.fullmatch(piece.words.rstrip("*†")):
            words = folded(piece.words)
            heading.masthead = replace(heading.masthead, proposal=words, status=Status.DRAFT)
            _keep_anchors(piece, heading)
            piece.used = True
            return


def names_of(words: str) -> tuple[str, ...]:
    """Return the sponsors that a list names, whole States first; none where it does not look like a list of names."""
    bare = words.strip().rstrip("*†")
    parts = [part.strip() for part in re.split(r"[,;](?![^(]*\))", bare) if part.strip()]
    if parts and not _is_name(parts[-1]):
        head, sign, tail = parts[-1].rpartition(_FORMS.conjunction)
        while sign and not _is_name(tail):
            head, sign, more = head.rpartition(_FORMS.conjunction)
            tail = f"{more}{_FORMS.conjunction}{tail}" if sign else tail
        if sign:
            parts[-1:] = [*names_of(head), tail]
        elif _FORMS.conjunction in parts[-1]:
            head, _, tail = parts[-1].rpartition(_FORMS.conjunction)
            parts[-1:] = (
                [head, tail]
                if len(parts) > 1 and not parts[-1].startswith(_FORMS.conjunction.lstrip())
                else [parts[-1]]
            )
    parts = [part.removeprefix(_FORMS.conjunction.lstrip()) for part in parts]
    looks = all(len(part) < 90 and part[:1].isupper() for part in parts)
    return tuple(part.rstrip("*†") for part in parts) if parts and looks else ()


def _unsaid(words: str, names: tuple[str, ...]) -> list[str]:
    """Return the line of sponsors again where the names alone do not say all of it: it joined them in another way."""
    listed = _FORMS.conjunction.join(filter(None, (", ".join(names[:-1]), names[-1])))
    letters = Counter(sign for sign in words if sign.isalnum())
    return [words] if letters - Counter(listed) else []


def meeting_of(words: str) -> str:
    """Return the meeting that a line names ("at its 7488th meeting"), or the empty string."""
    found = _FORMS.meeting.search(words)
    return found["meeting"] if found else ""


def _is_name(words: str) -> bool:
    return words.rstrip("*†").replace("’", "'") in states()


def _take_title(pieces: list[MastheadPiece], heading: RecognizedHeading) -> None:
    """Take the title: what the number stands before, or the last words above the opening line."""
    left = [piece for piece in pieces if not piece.used]
    for at, piece in enumerate(left):
        found = _NUMBERED.fullmatch(piece.words)
        if found and not heading.masthead.number and not heading.title:
            heading.masthead = replace(heading.masthead, number=found["number"])
            piece.used = True
            if found["title"]:
                heading.title = cut(piece.text, found.start("title"))
            elif at + 1 < len(left):
                heading.title = left[at + 1].text
                left[at + 1].used = True
            return
    for piece in left:
        named = _FORMS.named.fullmatch(piece.words)
        if named and not heading.title and not piece.words.endswith("."):
            heading.masthead = replace(heading.masthead, number=named["number"])
            heading.title = cut(piece.text, named.start("title"))
            # A colon only sets the title off; a dash is a sign of the text.
            heading.unread.append(f"{named['name']} {named['sign']}".removesuffix(" :"))
            piece.used = True
            return
    possible = [
        p
        for p in left
        if not _FORMS.date_line.fullmatch(p.words) and not is_ended(p.words) and len(p.words) <= 600
    ]
    if possible and not heading.title:
        heading.title = possible[-1].text
        possible[-1].used = True


def _told(heading: RecognizedHeading, organ: str) -> Masthead:
    """Return the masthead with what follows from its fields: organ, symbol of an adopted text, status."""
    masthead = heading.masthead
    if organ and masthead.organ not in ("", organ):
        other = masthead.organ
        heading.unread = [organ_line for organ_line in heading.unread if organ_line != organ]
        if masthead.committee or other in _PARENTS:
            heading.unread.append(other)
        else:
            masthead = replace(masthead, committee=other)
    organ = organ or masthead.organ or organ_of_symbol(masthead.symbol)
    adopted = masthead.status is Status.ADOPTED or any(
        _FORMS.adopted_sentence.search(words) for words in heading.unread
    )
    status = masthead.status
    if "/RES/" in masthead.symbol or (adopted and status is not Status.DRAFT):
        status = Status.ADOPTED
    elif "/L." in masthead.symbol or _FORMS.draft.search(" ".join(heading.unread)):
        status = Status.DRAFT
    return replace(masthead, organ=organ, status=status)


def complete_masthead(masthead: Masthead) -> Masthead:
    """Return the masthead with what only the whole text tells: a number makes it adopted, and gives it a symbol."""
    status = masthead.status
    if status is Status.UNKNOWN and (masthead.meeting or masthead.adopted):
        status = Status.ADOPTED
    if status is Status.UNKNOWN and re.fullmatch(
        r"(?:\d+|ES-\d+|S-\d+)/\d+(?: [A-Z].*)?|\d+ \(\d{4}\)", masthead.number
    ):
        status = Status.ADOPTED
    symbol = masthead.symbol
    if status is Status.ADOPTED and not symbol:
        symbol = adopted_symbol(masthead.organ, masthead.number)
    return replace(masthead, status=status, symbol=symbol)
