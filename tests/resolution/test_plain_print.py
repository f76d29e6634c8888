"""What printers, PDF files and pages of the Web do to a text must not change what is read of it."""

from __future__ import annotations

import pytest

from resolution.model import Kind, Resolution
from resolution.reading import plain
from resolution.text import folded, note_indexes
from resolution.tree import Node, clauses, tree

OPENING = "The General Assembly,\n\n"


def read(words: str) -> Resolution:
    return plain.read_text(words).resolution


def said(resolution: Resolution, kind: Kind) -> list[str]:
    return [folded(block.text) for block in resolution.main.blocks if block.kind is kind]


def operative(resolution: Resolution) -> list[Node]:
    return clauses(tree(resolution.main), Kind.OPERATIVE)


def test_a_capital_verb_at_the_start_of_a_wrapped_line_begins_no_clause_where_blank_lines_part_them() -> (
    None
):
    resolution = read(
        OPENING + "Recalling the Convention on the Prohibition of the Development, Production,\n"
        "Stockpiling and Use of Chemical Weapons,\n\nNoting the report of the Secretary-General on the\nwork of the Organization,\n\n"
        "Welcoming the progress made,\n\n1. Decides to go on."
    )
    assert len(said(resolution, Kind.PREAMBULAR)) == 3


def test_one_wrapped_line_does_not_make_every_line_a_paragraph() -> None:
    resolution = read(
        OPENING + "Reaffirming its resolutions 1269 (1999) of 19 October 1999 and 1368 (2001) of\n"
        "12 September 2001,\n\nNoting the report,\n\n1. Decides to go on;\n\n2. Requests a report."
    )
    assert said(resolution, Kind.PREAMBULAR)[0].endswith("of 12 September 2001,")


def test_a_date_alone_under_the_last_clause_closes_the_text_without_a_blank_line() -> None:
    resolution = read(
        "The General Assembly,\nRecalling its resolution,\n1. Decides to go on;\n2. Requests a report.\n30 June 2020"
    )
    assert resolution.main.closing == ("30 June 2020",)


def test_a_suspended_hyphen_keeps_its_space() -> None:
    resolution = read(OPENING + "1. Calls for burden-\nand responsibility-sharing.")
    assert said(resolution, Kind.OPERATIVE) == ["Calls for burden- and responsibility-sharing."]


def test_notes_follow_right_under_the_date_that_closes_the_text() -> None:
    resolution = read(
        OPENING
        + "Recalling the Protocol of 17 June 1925,1 as expressed before,\n\n1. Takes note of the report;2\n\n"
        "2. Decides to go on.\n\n37th plenary meeting\n\n7 December 2020\n\n"
        "1 League of Nations, Treaty Series, vol. XCIV.\n2 A/75/137."
    )
    assert [folded(note.text or ()) for note in resolution.notes] == [
        "League of Nations, Treaty Series, vol. XCIV.",
        "A/75/137.",
    ]


def test_a_space_before_the_full_stop_of_a_number_makes_it_no_note() -> None:
    resolution = read(
        OPENING
        + "Recalling a report,1\n\n1 . Decides to go on;\n\n2 . Requests a report.\n\n1 A/75/137."
    )
    assert [node.block.label for node in operative(resolution)] == ["1 .", "2 ."]


def test_signs_without_width_are_nobodys_words() -> None:
    resolution = read(
        OPENING + "Recalling\N{ZERO WIDTH SPACE} its reso\N{WORD JOINER}lution,\n\n1. Decides."
    )
    assert said(resolution, Kind.PREAMBULAR) == ["Recalling its resolution,"]


@pytest.mark.parametrize("sign", ["o", "*", "•", "–"])
def test_bullets_of_copied_pages_make_items(sign: str) -> None:
    resolution = read(OPENING + f"1. Decides to:\n\n{sign} go on;\n\n{sign} report;\n\n2. Ends.")
    assert [[item.block.label for item in node.items()] for node in operative(resolution)] == [
        [sign, sign],
        [],
    ]


def test_an_ornament_of_asterisks_is_no_list() -> None:
    resolution = read(OPENING + "1. Decides to go on;\n\n* * *\n\n2. Ends.")
    assert said(resolution, Kind.ITEM) == [] and said(resolution, Kind.PARAGRAPH) == ["* * *"]


def test_a_note_called_by_an_asterisk_is_no_item() -> None:
    resolution = read(
        "Uganda:* draft resolution\n\nThe title\n\n" + OPENING + "1. Decides.\n\n* For the Group."
    )
    assert said(resolution, Kind.ITEM) == []
    assert [note.mark for note in resolution.notes] == ["*"]
    assert note_indexes(resolution.masthead.notes) == (0,)
