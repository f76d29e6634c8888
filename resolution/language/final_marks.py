"""The marks that end paragraphs: a comma, a semicolon, the last full stop, a colon before items.

Source: Editorial Manual, punctuation; 99.9 % of the preambular paragraphs of adopted texts end with a comma, 99.3 % of
the operative ones but the last with a semicolon, 99.9 % of the last with a full stop.
"""

from __future__ import annotations

from resolution.language import DEFAULT, of
from resolution.language.language import FinalMarks
from resolution.model import Division, DivisionKind, Kind
from resolution.tree import Node, tree

MARKS = "".join(
    mark
    for marks in [of().final_marks]
    if marks
    for mark in (marks.preambular, marks.operative, marks.last, marks.before_items)
)
"""The marks of English texts, which no word ends with otherwise."""


def due_marks(
    division: Division, grown: list[Node] | None = None, language: str = DEFAULT
) -> dict[int, str]:
    """Return which mark each block of a division should end with; a block that no rule holds for is left out.

    Annexes, quoted texts, headings and free paragraphs have no rule, nor have items without a label, nor what stands
    right before a text that goes on after the list. Where the marks of the language are not known, nothing is due.

    grown: the division's tree, where it is at hand; language: of the text, as a tag.
    """
    found: dict[int, str] = {}
    marks = of(language).final_marks
    if division.kind is DivisionKind.ANNEX or marks is None:
        return found
    nodes = [
        node
        for node in (tree(division) if grown is None else grown)
        if node.block.kind in (Kind.PREAMBULAR, Kind.OPERATIVE) and not node.block.quoted
    ]
    operative = [node for node in nodes if node.block.kind is Kind.OPERATIVE]
    for node in nodes:
        inner = marks.preambular if node.block.kind is Kind.PREAMBULAR else marks.operative
        last = bool(operative) and node is operative[-1]
        _clause(node, marks.last if last else inner, inner, marks, found)
    return found


def _clause(node: Node, mark: str, inner: str, marks: FinalMarks, found: dict[int, str]) -> None:
    """Enter the marks of a clause or item and of its items; `inner` ends an item that is not the last."""
    items = list(node.items())
    if items:
        own = marks.before_items
    elif node.children:
        own = ""
    else:
        own = mark
    block = node.block
    if own and not block.quoted and (block.label or block.kind is not Kind.ITEM):
        found[node.index] = own
    for item in items:
        ends = item is items[-1]
        goes_on = ends and node.children[-1] is not item
        _clause(item, "" if goes_on else mark if ends else inner, inner, marks, found)


def fits(words: str, mark: str, language: str = DEFAULT) -> bool:
    """Return whether words end as a paragraph that is due this mark may end."""
    marks = of(language).final_marks
    return words.rstrip().endswith((mark, *(marks.joined if marks else ())))
