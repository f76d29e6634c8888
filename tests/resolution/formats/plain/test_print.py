"""What printers, PDF files and pages of the Web do to a text must not change what is read of it."""

from __future__ import annotations

import pytest

from resolution.formats.akn import reader as akn
from resolution.formats.akn.writer import to_bytes
from resolution.formats.plain import reader as plain
from resolution.model import Kind, Resolution
from resolution.reading import ReadingError
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


def test_names_of_negotiated_paragraphs_are_places_not_words() -> None:
    resolution = read(
        "The Human Rights Council,\n\nPP1 Guided by the Charter,\n\nPP1bis. Noting the report,\n\n"
        "OP1 Stresses the need;\n\nOP1 bis: Condemns it;\n\nOP2. Decides to go on."
    )
    assert said(resolution, Kind.PREAMBULAR) == ["Guided by the Charter,", "Noting the report,"]
    assert [node.block.label for node in operative(resolution)] == ["1.", "1 bis.", "2."]
    assert [node.place for node in operative(resolution)] == ["OP1", "OP1 bis", "OP2"]


def test_clauses_numbered_in_brackets_are_clauses() -> None:
    resolution = read(
        OPENING + "(1) Decides to:\n\n(a) go on;\n\n(b) report;\n\n(2) Requests a report."
    )
    shown = [
        (node.block.label, [i.block.label for i in node.items()]) for node in operative(resolution)
    ]
    assert shown == [("(1)", ["(a)", "(b)"]), ("(2)", [])]


def test_marks_that_a_space_parts_from_their_words_call_the_notes_of_their_page() -> None:
    resolution = read(
        OPENING + "Recalling the Declaration 1 and the Programme of Action, 2 in 24 paragraphs,\n\n"
        "Noting paragraph 1 of resolution 2,\n\n1. Decides to go on.\n\n"
        "____________\n1 Resolution 1/2.\n2 A/75/137.\n"
    )
    assert said(resolution, Kind.PREAMBULAR) == [
        "Recalling the Declaration and the Programme of Action, in 24 paragraphs,",
        "Noting paragraph 1 of resolution 2,",
    ]
    assert [note_indexes(b.text) for b in resolution.main.blocks if b.kind is Kind.PREAMBULAR] == [
        (0, 1),
        (),
    ]


def test_a_mark_glued_to_a_year_calls_its_note() -> None:
    resolution = read(
        OPENING
        + "Recalling the Protocol signed in 1925,1 and the Convention of 1972,2\n\n1. Decides to meet in 2021.3\n\n"
        "1 A/1.\n2 A/2.\n3 A/3."
    )
    assert len(resolution.notes) == 3


MASTHEAD = """United Nations S/2018/437
Security Council Distr.: General
15 May 2018
Original: English
18-07869 (E) 160518
*1807869*
United Kingdom of Great Britain and Northern Ireland:
draft resolution
The Security Council,
Recalling all its previous resolutions,
1. Decides to remain seized of the matter.
"""


def test_a_masthead_whose_columns_lie_one_after_the_other_is_taken_apart() -> None:
    masthead = read(MASTHEAD).masthead
    assert (masthead.symbol, masthead.organ) == ("S/2018/437", "Security Council")
    assert (masthead.distribution, masthead.job) == ("General", "18-07869 (E) 160518")
    assert masthead.sponsors == ("United Kingdom of Great Britain and Northern Ireland",)
    assert masthead.proposal == "draft resolution"


def test_a_draft_without_sponsors_says_what_it_is() -> None:
    reading = plain.read_text(
        "Agenda item 14\nCulture of peace\nand tolerance\n\nDraft resolution\n\nSport as an enabler\nof peace\n\n"
        + OPENING
        + "1. Decides to go on."
    )
    masthead = reading.resolution.masthead
    assert (masthead.agenda_title, masthead.proposal) == (
        "Culture of peace and tolerance",
        "Draft resolution",
    )
    assert reading.resolution.title == "Sport as an enabler of peace"
    assert reading.unread == ()


def test_a_commission_that_recommends_a_draft_is_no_part_of_its_title() -> None:
    sentence = "The Commission on the Status of Women recommends to the Council the adoption of the following draft resolution:"
    resolution = read(f"{sentence}\n\nSituation of women\n\n{OPENING}1. Decides to go on.")
    assert (resolution.masthead.proposal, resolution.title) == (sentence, "Situation of women")


def test_names_in_capitals_are_names() -> None:
    resolution = read(
        "UNITED NATIONS\nECONOMIC AND SOCIAL COUNCIL\n\nA title\n\nTHE GENERAL ASSEMBLY,\n\nRecalling a report,\n\n"
        "1. Decides to go on."
    )
    assert resolution.masthead.organ == "General Assembly"
    assert said(resolution, Kind.FORMULA) == ["THE GENERAL ASSEMBLY,"]


def test_sponsors_of_students_papers_may_be_parted_by_semicolons_and_stand_in_two_lists() -> None:
    words = "Main submitter: Brazil\nCo-submitters: Austria; Mexico; Sri Lanka\n\n"
    assert read(words + OPENING + "1. Decides.").masthead.sponsors == (
        "Brazil",
        "Austria",
        "Mexico",
        "Sri Lanka",
    )


def test_a_text_of_far_too_many_lines_is_refused_in_one_sentence() -> None:
    with pytest.raises(ReadingError, match="too many to be a resolution"):
        plain.read("Annex\n" * 300_000)


def test_control_characters_of_a_text_do_not_keep_it_from_being_saved() -> None:
    resolution = read(OPENING + "Recalling\x01 the \x7freport\ufffe,\n\n1. Decides\x0bto go on.")
    assert said(resolution, Kind.PREAMBULAR) == ["Recalling the report,"]
    assert akn.read(to_bytes(resolution)).resolution == resolution
