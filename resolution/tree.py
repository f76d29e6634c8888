"""The tree of clauses and items, computed from the flat list of blocks, and the names of places ("PP3", "OP1 (a)")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from resolution.model import Block, Division, DivisionKind, Kind, Resolution


@dataclass(slots=True)
class Node:
    """A block with what belongs to it: items, continuations, tables and headings inside its list.

    index: its number in the division; line: its number in the whole text, the title of each division counted
    """

    block: Block
    index: int
    place: str
    children: list[Node] = field(default_factory=list)
    line: int = 0

    def items(self) -> Iterator[Node]:
        """Yield the items directly below this clause or item, whatever is between them."""
        return (child for child in self.children if child.block.kind is Kind.ITEM)

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def tree(division: Division, prefix: str = "", start: int = 0) -> list[Node]:
    """Return the top-level nodes of a division in reading order. start: the line of its title in the whole text.

    Clauses, headings and free paragraphs are at the top. An item is below the nearest item or clause of a lower level,
    a continuation or table below the clause or item it continues. A heading inside a list (followed by an item of the
    same list) is below the clause.
    """
    top: list[Node] = []
    path: list[Node] = []
    preambular = operative = 0
    for index, block in enumerate(division.blocks):
        node = Node(block, index, "", line=start + 1 + index)
        match block.kind:
            case Kind.ITEM:
                path = path[: max(1, block.level)]
                _attach(node, path[-1] if path else None, top)
                node.place = _below(node, path)
                path = [*path, node]
                continue
            case Kind.CONTINUATION | Kind.TABLE:
                owner = path[min(block.level, len(path) - 1)] if path else None
                _attach(node, owner, top)
                node.place = owner.place if owner else ""
                continue
            case Kind.HEADING if path and _inside_list(division.blocks, index):
                _attach(node, path[0], top)
                node.place = path[0].place
                continue
            case Kind.PREAMBULAR:
                preambular += 1
                node.place = f"{prefix}PP{preambular}"
            case Kind.OPERATIVE:
                operative += 1
                number = block.label.strip("().: ") or str(operative)
                node.place = f"{prefix}OP{number}"
            case Kind.PARAGRAPH:
                node.place = f"{prefix}{block.label.strip().rstrip('.')}".strip()
            case Kind.FORMULA:
                node.place = f"{prefix}opening"
            case _:
                node.place = prefix.strip()
        top.append(node)
        path = [node] if block.kind is not Kind.HEADING else []
    return top


def _attach(node: Node, owner: Node | None, top: list[Node]) -> None:
    (owner.children if owner else top).append(node)


def _below(node: Node, path: list[Node]) -> str:
    label = node.block.label.strip() or "–"
    return f"{path[-1].place} {label}".strip() if path else label


def _inside_list(blocks: tuple[Block, ...], index: int) -> bool:
    following = next((b for b in blocks[index + 1 :] if b.kind is not Kind.HEADING), None)
    return following is not None and following.kind is Kind.ITEM


def prefixes(resolution: Resolution) -> list[str]:
    """Return the prefix of the places in each division: empty, "A " for a part, "annex 1 " for an annex."""
    annexes = sum(d.kind is DivisionKind.ANNEX for d in resolution.divisions)
    out, seen = [], 0
    for division in resolution.divisions:
        match division.kind:
            case DivisionKind.MAIN:
                out.append("")
            case DivisionKind.PART:
                out.append(f"{division.label} " if division.label else "")
            case DivisionKind.ANNEX:
                seen += 1
                out.append("annex " if annexes == 1 else f"annex {seen} ")
    return out


def forest(resolution: Resolution) -> list[tuple[Division, list[Node]]]:
    """Return the tree of every division."""
    out, start = [], 0
    for division, prefix in zip(resolution.divisions, prefixes(resolution), strict=True):
        out.append((division, tree(division, prefix, start)))
        start += 1 + len(division.blocks)
    return out


def clauses(nodes: list[Node], kind: Kind) -> list[Node]:
    """Return the top-level clauses of a kind, whatever is between them, without embedded ones."""
    return [node for node in nodes if node.block.kind is kind and not node.block.quoted]
