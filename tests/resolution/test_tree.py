"""The tree as a view of the flat list."""

from __future__ import annotations

from resolution.labels import numbered
from resolution.model import Block, Division, DivisionKind, Kind, Resolution
from resolution.text import make
from resolution.tree import Node, clauses, forest, tree


def block(kind: Kind, words: str = "x", level: int = 0) -> Block:
    return Block(kind, make(words), level=level)


BLOCKS = numbered(
    [
        block(Kind.FORMULA),
        block(Kind.PREAMBULAR),
        block(Kind.ITEM, level=1),
        block(Kind.HEADING, level=1),
        block(Kind.OPERATIVE),
        block(Kind.ITEM, level=1),
        block(Kind.ITEM, level=2),
        block(Kind.CONTINUATION, level=1),
        block(Kind.HEADING, level=2),
        block(Kind.ITEM, level=1),
        block(Kind.CONTINUATION),
        block(Kind.PREAMBULAR),
        block(Kind.OPERATIVE),
    ]
)


def shape(node: Node) -> object:
    return (node.index, [shape(child) for child in node.children])


def test_items_continuations_and_headings_inside_a_list_belong_to_their_clause() -> None:
    top = tree(Division(blocks=BLOCKS))
    assert [shape(node) for node in top] == [
        (0, []),
        (1, [(2, [])]),
        (3, []),
        (4, [(5, [(6, []), (7, [])]), (8, []), (9, []), (10, [])]),
        (11, []),
        (12, []),
    ]


def test_places_are_what_delegates_say() -> None:
    places = [node.place for top in tree(Division(blocks=BLOCKS)) for node in top.walk()]
    assert places[1:3] == ["PP1", "PP1 (a)"]
    assert places[4:7] == ["OP1", "OP1 (a)", "OP1 (a) (i)"]
    assert places[-2:] == ["PP2", "OP2"]


def test_every_block_stands_in_the_tree_once() -> None:
    nodes = [node.index for top in tree(Division(blocks=BLOCKS)) for node in top.walk()]
    assert nodes == list(range(len(BLOCKS)))


def test_places_in_annexes_and_parts_name_their_division() -> None:
    clause = numbered([block(Kind.OPERATIVE)])
    part = Division(DivisionKind.PART, "B", blocks=clause)
    annex = Division(DivisionKind.ANNEX, "Annex", blocks=numbered([block(Kind.PARAGRAPH)]))
    found = [
        nodes[0].place
        for _, nodes in forest(Resolution(divisions=(Division(), part, annex)))
        if nodes
    ]
    assert found == ["B OP1", "annex 1"]


def test_quoted_clauses_are_not_counted_as_the_texts_own() -> None:
    own, quoted = block(Kind.OPERATIVE), Block(Kind.OPERATIVE, make("x"), quoted=True)
    top = tree(Division(blocks=numbered([own, quoted, own])))
    assert [node.place for node in clauses(top, Kind.OPERATIVE)] == ["OP1", "OP2"]
