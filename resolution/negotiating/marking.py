"""One paragraph with the changes that delegations propose marked in its words, and those changes read back.

Additions are bold in brackets that begin with who wants them, deletions are struck through with who wants them gone in
brackets behind: "**[Mexico: and developing countries]**", "~~all~~ [Israel; United States of America]". Several names
are parted by a comma where they propose together, by a semicolon where each proposes it alone.

Source: this is how facilitators circulate texts in informal consultations of Main Committees and functional commissions
("OP6 alt", "PP2 bis", "agreed ad ref"; reports of the Committee of the Whole of the Commission on Narcotic Drugs name
paragraphs so); there is no rule of the Secretariat for it. Spaces around what is marked are set for the eye: they are
worked out again from the words, so a text that somebody typed by hand is read by the same rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from resolution.diff.pieces import Strip
from resolution.model import Standing
from resolution.negotiating.resolving import UNNAMED, parse_delegations
from resolution.negotiating.wording import without_anchors, word_changes
from resolution.text import Mark, Run, Text, cut, join, make, plain

Names = tuple[str, ...]

DELETE = "delete"
"""What is printed for a delegation that wants the whole paragraph deleted."""

_AGREED = re.compile(r"\s*\(agreed\s+ad\s+ref(?:\.|erendum)?\)\s*$", re.IGNORECASE)
_PUT = re.compile(r"\[([^\[\]:]{1,300}):\s?")
_NAMES = re.compile(r"(\s?)\[([^\[\]:]{1,300})\]")
_CLOSING = frozenset(",;.:!?)]”’»")
_OPENING = frozenset("([“‘«")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a marked paragraph.

    how: "kept" words, "struck" ones, words "put" in; `by` are the proposals, each the names of who makes it: those that
         strike, or the one that puts
    """

    how: str
    words: Text
    by: tuple[Names, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """What a marked paragraph says: the text as it stands, the wording of each proposal, and who wants it deleted."""

    text: Text
    wordings: dict[Names, Text]
    deletions: tuple[Names, ...]
    standing: Standing


def listed(names: Names) -> str:
    """Return the delegations of one proposal as they stand in brackets."""
    return ", ".join(names)


def marked(
    text: Text,
    wordings: Sequence[tuple[Names, Text]],
    deletions: Iterable[Names] = (),
    standing: Standing = Standing.OPEN,
) -> Text:
    """Return a paragraph with what each proposal changes in it, who wants it deleted, and how far it is."""
    shown = _rendered(_mentions(text, wordings))
    for names in deletions:
        shown = join(shown, make(" "), _bold(f"[{listed(names)}: {DELETE}]"))
    match standing:
        case Standing.BRACKETED:
            return join(make("["), shown, make("]"))
        case Standing.AGREED:
            return join(shown, make(" (agreed "), make("ad ref.", Mark.ITALIC), make(")"))
    return shown


def read_marked(text: Text, brackets: bool | None = None) -> Marked:
    """Parse a marked paragraph. brackets: whether brackets around the whole text mark it; None if unknown."""
    standing = Standing.OPEN
    if found := _AGREED.search(plain(text)):
        standing, text = Standing.AGREED, cut(text, 0, found.start())
    if brackets is not False and _is_bracketed(plain(text)):
        end = len(plain(text).rstrip())
        standing, text = Standing.BRACKETED, cut(text, 1, end - 1)
    stretches = _without_glue(list(_stretches(text)))
    deletions = tuple(s.by[0] for s in stretches if s.how == "put" and _is_deletion(s))
    rest = [s for s in stretches if not (s.how == "put" and _is_deletion(s))]
    own = join(*(s.words for s in rest if s.how != "put"))
    proposers = dict.fromkeys(names for s in rest for names in s.by)
    return Marked(own, {n: _wording(rest, n) for n in proposers}, deletions, standing)


def is_marked(text: Text) -> bool:
    """Return whether a paragraph has marks that no other text has: changes with a delegation's name."""
    return any(each.how in ("put", "names") for each in _stretches(text))


# ---------------------------------------------------------------- marking


def _mentions(text: Text, wordings: Sequence[tuple[Names, Text]]) -> list[Mention]:
    """Return the text cut where anything changes, in order; insertions follow what they replace."""
    now = without_anchors(text)
    wanted = [(names, word_changes(now, wording)) for names, wording in wordings]
    puts: dict[int, list[tuple[Names, Text]]] = {}
    edges = {0, len(plain(text))}
    for names, own in wanted:
        for change in own:
            edges |= {change.start, change.end}
            if change.words:
                puts.setdefault(change.end, []).append((names, change.words))
    bounds = sorted(edges)
    out = [Mention("put", words, (names,)) for names, words in puts.get(0, ())]
    for start, end in pairwise(bounds):
        by = tuple(
            names
            for names, own in wanted
            if any(each.start <= start and end <= each.end for each in own)
        )
        out.append(Mention("struck" if by else "kept", cut(text, start, end), by))
        out += [Mention("put", words, (names,)) for names, words in puts.get(end, ())]
    return _joined(out)


def _joined(mentions: list[Mention]) -> list[Mention]:
    """Return neighbours that are struck by the same, or kept, as one."""
    out: list[Mention] = []
    for each in mentions:
        if out and each.how != "put" and (out[-1].how, out[-1].by) == (each.how, each.by):
            out[-1] = replace(out[-1], words=join(out[-1].words, each.words))
        else:
            out.append(each)
    return out


def _rendered(mentions: Iterable[Mention]) -> Text:
    out: list[Text] = []
    last, behind = "", False
    for each in mentions:
        words = plain(each.words)
        match each.how:
            case "put":
                core = _toggled(_stripped(each.words), Mark.BOLD)
                glue = make(" ") if last and not last.isspace() and last not in _OPENING else ()
                head, end = _bold(f"[{listed(each.by[0])}: "), _bold("]")
                out += [glue, head, core, end]
                last, behind = "]", True
                continue
            case "struck":
                out += [_space_behind(behind, words), _toggled(each.words, Mark.STRUCK)]
                apart = "" if words[-1:].isspace() else " "
                said = "; ".join(listed(names) for names in each.by)
                out.append(make(f"{apart}[{said}]"))
                last, behind = "]", True
                continue
        out += [_space_behind(behind, words), each.words]
        last, behind = words[-1:] or last, False if words else behind
    return join(*out)


def _space_behind(behind: bool, words: str) -> Text:
    """Return the space between a bracket and the words after it."""
    return (
        make(" ")
        if behind and words and not words[0].isspace() and words[0] not in _CLOSING
        else ()
    )


def _bold(words: str) -> Text:
    return make(words, Mark.BOLD)


def _toggled(text: Text, mark: Mark) -> Text:
    """Return a text with a mark where it has none, and without it where it has it, as Word toggles bold in bold."""
    return join(replace(i, marks=i.marks ^ mark) if isinstance(i, Run) else i for i in text)


def _stripped(text: Text) -> Text:
    words = plain(text)
    start = len(words) - len(words.lstrip())
    return cut(text, start, len(words.rstrip())) if words.strip() else ()


# ---------------------------------------------------------------- reading


def _is_bracketed(words: str) -> bool:
    """Return whether one pair of square brackets encloses all the words."""
    bare_words = words.strip()
    if not (words.startswith("[") and bare_words.endswith("]") and len(bare_words) > 2):
        return False
    return _end_of(bare_words, 0) == len(bare_words) - 1


def _end_of(words: str, start: int) -> int:
    """Return where the bracket that opens at `start` is closed, -1 if it is not."""
    depth = 0
    for at in range(start, len(words)):
        depth += {"[": 1, "]": -1}.get(words[at], 0)
        if depth == 0:
            return at
    return -1


def _stretches(text: Text) -> Iterator[Mention]:
    """Yield the text in stretches, kept words between brackets as they are printed; names without words are "names"."""
    strip = Strip(text)
    words = strip.characters
    looks = _looks(text)
    at = kept = 0
    while at < len(words):
        struck = Mark.STRUCK in looks[at]
        put = None if struck else _put_at(words, looks, at)
        if not struck and put is None:
            at += 1
            continue
        if kept < at:
            yield Mention("kept", strip.part(kept, at))
        if put is not None:
            start, end, said = put
            core = _toggled(without_anchors(strip.part(start, end)), Mark.BOLD)
            yield Mention("put", _stripped(core), (parse_delegations(said) or (UNNAMED,),))
            at = kept = end + 1
            continue
        end = at
        while end < len(words) and Mark.STRUCK in looks[end]:
            end += 1
        yield from _struck(strip, words, looks, at, end)
        found = _names_at(words, looks, end)
        at = kept = found.end() if found else end
    if kept < len(words):
        yield Mention("kept", strip.part(kept, len(words)))


def _struck(strip: Strip, words: str, looks: list[Mark], start: int, end: int) -> Iterator[Mention]:
    """Yield what is struck, the space behind it, and an empty stretch for the names, which end a group."""
    text = join(
        replace(i, marks=i.marks & ~Mark.STRUCK) if isinstance(i, Run) else i
        for i in strip.part(start, end)
    )
    found = _names_at(words, looks, end)
    by = tuple(parse_delegations(part) for part in found[2].split(";")) if found else ()
    yield Mention("struck", text, tuple(names for names in by if names) or ((UNNAMED,),))
    if found:
        if found[1]:
            yield Mention("kept", make(found[1]))
        yield Mention("names", ())


def _names_at(words: str, looks: list[Mark], at: int) -> re.Match[str] | None:
    found = _NAMES.match(words, at)
    return found if found and Mark.STRUCK not in looks[found.end() - 1] else None


def _put_at(words: str, looks: list[Mark], at: int) -> tuple[int, int, str] | None:
    """Return where the words put in at a bracket begin and end, and by whom; None where none are."""
    if words[at] != "[" or Mark.BOLD not in looks[at]:
        return None
    head = _PUT.match(words, at)
    if head is None or any(Mark.BOLD not in look for look in looks[at : head.end(1)]):
        return None
    end = _end_of(words, at)
    if end < 0 or Mark.BOLD not in looks[end]:
        return None
    return head.end(), end, head[1]


def _looks(text: Text) -> list[Mark]:
    """Return the marks of each character; an anchor looks like what is before it."""
    out: list[Mark] = []
    for inline in text:
        if isinstance(inline, Run):
            out += [inline.marks] * len(inline.text)
        else:
            out.append(out[-1] if out else Mark.NONE)
    return out


def _without_glue(stretches: list[Mention]) -> list[Mention]:
    """Return the stretches without the spaces that only set brackets apart from the words beside them."""
    out: list[Mention] = []
    at = 0
    while at < len(stretches):
        if stretches[at].how in ("kept", "struck"):
            out.append(stretches[at])
            at += 1
            continue
        end = at
        while end < len(stretches) and (
            stretches[end].how in ("put", "names") or _is_between(stretches, end)
        ):
            end += 1
        right = stretches[end] if end < len(stretches) else None
        left = _ending(out)
        opens = _first(right) if right else ""
        if left and left[-1].isspace() and out[-1].how == "kept":
            if not opens or opens.isspace() or opens in _CLOSING:
                out[-1] = replace(
                    out[-1], words=cut(out[-1].words, 0, len(plain(out[-1].words)) - 1)
                )
        elif right and opens.isspace() and (not left or left[-1].isspace() or left in _OPENING):
            stretches[end] = replace(right, words=cut(right.words, 1))
        out += [each for each in stretches[at:end] if each.how == "put"]
        at = end
    return [each for each in out if each.words or each.how == "put"]


def _is_between(stretches: list[Mention], at: int) -> bool:
    """Return whether a stretch is only the space between two brackets."""
    following = stretches[at + 1].how if at + 1 < len(stretches) else ""
    return (
        stretches[at].how == "kept"
        and not plain(stretches[at].words).strip()
        and len(stretches[at].words) == 1
        and following == "put"
    )


def _ending(stretches: list[Mention]) -> str:
    """Return the last letter of what is not put in."""
    return next((plain(s.words)[-1:] for s in reversed(stretches) if s.how != "put"), "")


def _first(stretch: Mention) -> str:
    return plain(stretch.words)[:1]


def _is_deletion(stretch: Mention) -> bool:
    return plain(stretch.words).strip().lower().rstrip(".") in (
        DELETE,
        "delete paragraph",
        "deletion",
    )


def _wording(stretches: list[Mention], names: Names) -> Text:
    """Return the whole wording that some delegations propose, spaces set between what they put in and the rest."""
    out: list[Text] = []
    last, gone = "", False
    for at, each in enumerate(stretches):
        if each.how == "put":
            if each.by != (names,):
                continue
            words = plain(each.words)
            following = _following(stretches[at + 1 :], names)
            if last and not last.isspace() and last not in _OPENING and words[:1] not in _CLOSING:
                out.append(make(" "))
            out.append(each.words)
            if following and not following.isspace() and following not in _CLOSING:
                out.append(make(" "))
            last = words[-1:] if out[-1] != make(" ") else " "
        elif each.how == "struck" and names in each.by:
            gone = True
        else:
            kept = without_anchors(each.words)
            if gone and last.isspace() and plain(kept)[:1].isspace():
                kept = cut(
                    kept, 1
                )  # of the two spaces round words struck out by hand one goes with them
            out.append(kept)
            last, gone = plain(kept)[-1:] or last, gone and not kept
    return join(*out)


def _following(stretches: list[Mention], names: Names) -> str:
    """Return the letter that follows in what some delegations propose."""
    for each in stretches:
        if each.how == "kept" or (each.how == "struck" and names not in each.by):
            if plain(each.words):
                return _first(each)
        elif each.how == "put" and each.by == (names,):
            return _first(each)
    return ""
