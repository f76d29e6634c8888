"""What each paragraph of a text is called in amendments: "operative paragraph 3 (b) (ii)", "the title of annex II"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from resolution.diff.pairing import PairedLine, lines
from resolution.diff.revision import RowKind
from resolution.labels import KIND_NAMES
from resolution.language.ordinals import nth
from resolution.model import Block, Division, DivisionKind, Kind, Resolution
from resolution.tree import Node, forest


@dataclass(slots=True)
class NamedParagraph:
    """A paragraph and its names.

    alone: of the paragraph itself; whole: of it with all that stands under it; end: the last line of that
    """

    line: PairedLine
    alone: str = ""
    whole: str = ""
    end: int = 0
    parent: int = -1


@dataclass(slots=True)
class ParagraphIndex:
    """All paragraphs of a text, each to be found under its names; notes are lines without a place in the order."""

    base: Resolution
    all: list[NamedParagraph]
    divisions: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, tuple[int, int]] = field(default_factory=dict)

    def named(self, name: str) -> tuple[int, int] | None:
        """Return the first and the last line of what bears this name."""
        return self.by_name.get(" ".join(name.lower().split()))

    def names(self) -> list[str]:
        """Return all names in lower case, long ones first."""
        return sorted(self.by_name, key=len, reverse=True)


def places(base: Resolution) -> ParagraphIndex:
    """Return the paragraphs of a text with their names."""
    found = [NamedParagraph(line, end=n) for n, line in enumerate(lines(base))]
    out = ParagraphIndex(base, found)
    starts = [n for n, place in enumerate(found) if place.line.part is RowKind.TITLE]
    for start, (division, nodes), name in zip(
        starts, forest(base), division_names(base), strict=True
    ):
        out.divisions[name or "the resolution"] = start
        of = f" of {name}" if name else ""
        found[start].alone = f"the title{of}"
        found[start].whole = name or found[start].alone
        if name:
            found[start].end = start + len(division.blocks) + len(division.closing)
        for at, words in _by_section(dict(_named(nodes, division)), division).items():
            found[start + 1 + at].alone = words + of
            found[start + 1 + at].whole = words + of
        for node in (n for top in nodes for n in top.walk()):
            _under(node, found, start)
        for n in range(len(division.closing)):
            at = start + 1 + len(division.blocks) + n
            found[at].alone = found[at].whole = f"closing line {n + 1}{of}"
    _told_apart(found)
    for n, place in enumerate(found):
        out.by_name[place.alone.lower()] = (n, n)
        if place.whole != place.alone:
            out.by_name[place.whole.lower()] = (n, place.end)
    return out


def division_names(base: Resolution) -> list[str]:
    """Return what each division is called: nothing for the main text, "annex II", "part A"."""
    annexes = sum(d.kind is DivisionKind.ANNEX for d in base.divisions)
    names: list[str] = []
    for n, division in enumerate(base.divisions):
        label = division.label.strip()
        if not n:
            name = ""
        elif division.kind is DivisionKind.PART:
            name = f"part {label}" if label else f"part {n}"
        elif annexes == 1:
            name = "the annex"
        else:
            name = label[:1].lower() + label[1:] if " " in label else f"annex {label or n}"
        names.append(name if name not in names else f"{name} (division {n + 1})")
    return names


def _by_section(names: dict[int, str], division: Division) -> dict[int, str]:
    """Return the names, those that several bear with their section: "operative paragraph 2 of section II"."""
    times = Counter(names.values())
    path: list[str] = []
    out: dict[int, str] = {}
    for at, block in enumerate(division.blocks):
        label = block.label.strip().strip("().: ")
        if block.kind is Kind.HEADING and label:
            path = [*path[: max(0, block.level - 1)], label]
        if at in names:
            section = f" of section {'.'.join(path)}" if path and times[names[at]] > 1 else ""
            out[at] = names[at] + section
    return out


def _under(node: Node, found: list[NamedParagraph], start: int) -> None:
    """Tell a paragraph that has others under it apart from itself with them."""
    at = start + 1 + node.index
    last = max(n.index for n in node.walk())
    for child in node.children:
        found[start + 1 + child.index].parent = at
    if last == node.index:
        return
    inside = {n.index for n in node.walk()}
    if len(inside) != last - node.index + 1:
        return  # what stands between belongs elsewhere: such a paragraph is not named as a whole
    found[at].end = start + 1 + last
    found[at].alone = f"the chapeau of {found[at].whole}"


def _named(nodes: Sequence[Node], division: Division) -> Iterator[tuple[int, str]]:
    """Yield each block's index in its division, and its name there."""
    seen: Counter[str] = Counter()
    operative = sum(b.kind is Kind.OPERATIVE for b in division.blocks)
    for node in nodes:
        name = _top(node.block, seen, operative)
        yield node.index, name
        yield from _below(node, name)


def _top(block: Block, seen: Counter[str], operative: int) -> str:
    kind = KIND_NAMES[block.kind]
    label = block.label.strip().strip("().: ")
    if block.kind in (Kind.OPERATIVE, Kind.PARAGRAPH) and label:
        return f"{kind} {label}"
    if block.kind is Kind.OPERATIVE and operative == 1:
        return "the operative paragraph"
    seen[kind] += 1
    if block.kind is Kind.PREAMBULAR:
        return f"{kind} {seen[kind]}"
    if block.kind is Kind.FORMULA:
        return "the opening words" if seen[kind] == 1 else f"the {nth(seen[kind])} opening words"
    free = "unnumbered " if block.kind in (Kind.OPERATIVE, Kind.PARAGRAPH) else ""
    return f"the {nth(seen[kind])} {free}{kind}"


def _below(node: Node, name: str) -> Iterator[tuple[int, str]]:
    counts: Counter[str] = Counter()
    for child in node.children:
        label = child.block.label.strip()
        if child.block.kind is Kind.ITEM and _tells(label):
            its = f"{name} {label}"
        else:
            kind = "item" if child.block.kind is Kind.ITEM else KIND_NAMES[child.block.kind]
            counts[kind] += 1
            its = f"the {nth(counts[kind])} {kind} in {name}"
        yield child.index, its
        yield from _below(child, its)


def _tells(label: str) -> bool:
    """Return whether a label is one to be called by: "(a)", "a.", not a dash."""
    return any(sign.isalnum() for sign in label) and " " not in label


def _told_apart(found: Sequence[NamedParagraph]) -> None:
    """Give names that several bear a number each."""
    times = Counter(place.whole.lower() for place in found)
    seen: Counter[str] = Counter()
    for place in found:
        key = place.whole.lower()
        if times[key] < 2:
            continue
        seen[key] += 1
        if seen[key] > 1:
            mark = f" (the {nth(seen[key])} of that name)"
            same = place.alone == place.whole
            place.whole += mark
            place.alone = place.whole if same else place.alone + mark


def phrase(block: Block) -> str:
    """Return what a new paragraph is, besides its words: "quoted subparagraph of level 2 numbered “3 bis.”"."""
    parts = ["quoted"] if block.quoted else []
    if not block.auto and not block.label:
        parts.append("unnumbered")
    parts.append(KIND_NAMES[block.kind])
    usual = 1 if block.kind in (Kind.ITEM, Kind.HEADING) else 0
    if block.level != usual:
        parts.append(f"of level {block.level}")
    if not block.auto and block.label:
        parts.append(f"numbered “{block.label}”")
    # "a new paragraph", as delegates say, is one of the kind of its neighbour
    return FREE if parts == [KIND_NAMES[Kind.PARAGRAPH]] else " ".join(parts)


FREE = "free paragraph"
_BY_NAME = {name: kind for kind, name in KIND_NAMES.items()} | {FREE: Kind.PARAGRAPH}


def block_of(words: str) -> Block | None:
    """Return the block, without words, that a phrase tells; None where it is no such phrase."""
    rest, mark, numbered = words.strip().partition(" numbered “")
    label = numbered[:-1] if mark else ""
    if mark and (not numbered.endswith("”") or "”" in label):
        return None  # words follow the number
    rest, _, level = rest.partition(" of level ")
    parts = rest.split()
    quoted = parts[:1] == ["quoted"]
    parts = parts[1:] if quoted else parts
    bare = parts[:1] == ["unnumbered"]
    kind = _BY_NAME.get(" ".join(parts[1:] if bare else parts).lower().removesuffix("s"))
    if kind is None or (level and not level.isdigit()):
        return None
    usual = 1 if kind in (Kind.ITEM, Kind.HEADING) else 0
    return Block(
        kind,
        (),
        label,
        auto=not (bare or mark),
        level=int(level) if level else usual,
        quoted=quoted,
    )
