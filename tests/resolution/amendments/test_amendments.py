"""The list of amendments is worded as the United Nations word it, and applied to the old text gives the new one."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from resolution.amendments import AmendmentError, amendments, apply, gap_hint, write
from resolution.diff.compare import compare
from resolution.formats.detect import read
from resolution.labels import numbered
from resolution.model import Block, Division, DivisionKind, Kind, Masthead, Note, Resolution
from resolution.text import Mark, NoteRef, Run, make, plain
from tests.conftest import seed_paths
from tests.resolution.contents import content
from tests.resolution.random_edits import edited

SEEDS = [read(path).resolution for path in seed_paths()]
CLAUSES = (
    "Requests the Secretary-General to seek the views of Member States on the challenges they face;",
    "Decides that the additional costs should be met from voluntary contributions alone;",
    "Invites donor countries to provide assistance to the work of the ad hoc committee of experts:",
    "Welcomes the progress made by regional organizations towards a common standard of reporting.",
)
ITEMS = (
    "To train their experts in the latest techniques;",
    "To share with others what they have learned of them;",
)


def text(*blocks: Block, **masthead: object) -> Resolution:
    return Resolution(
        Masthead(**masthead), (Division(title=make("Cooperation"), blocks=numbered(blocks)),)
    )  # type: ignore[arg-type]


def clause(words: str, kind: Kind = Kind.OPERATIVE, level: int = 0) -> Block:
    return Block(kind, make(words), level=level)


BASE = text(
    clause("Recalling the Charter of the United Nations and its purposes,", Kind.PREAMBULAR),
    *map(clause, CLAUSES[:3]), *(clause(words, Kind.ITEM, 1) for words in ITEMS), clause(CLAUSES[3]),
)  # fmt: skip


def with_blocks(*blocks: Block) -> Resolution:
    return text(*blocks)


def listed(old: Resolution, new: Resolution) -> list[str]:
    """The list without its numbers, having made sure that it gives the new text."""
    words = write(amendments(compare(old, new)))
    assert content(apply(words, old)) == content(new)
    return [each.partition(". ")[2] for each in words.strip().split("\n\n")]


def changed(at: int, old: str, new: str) -> Resolution:
    blocks = list(BASE.main.blocks)
    blocks[at] = replace(blocks[at], text=make(plain(blocks[at].text).replace(old, new)))
    return text(*blocks)


def test_words_are_replaced_inserted_and_deleted_with_context_that_makes_the_place_certain() -> (
    None
):
    assert listed(BASE, changed(1, "seek", "gather")) == [
        "In operative paragraph 1, replace “seek” with “gather”."
    ]
    assert listed(BASE, changed(2, "alone;", "alone, in full;")) == [
        "In operative paragraph 2, after “alone”, insert “, in full”."
    ]
    assert listed(BASE, changed(2, "additional ", "")) == [
        "In operative paragraph 2, delete “additional”."
    ]
    assert listed(BASE, changed(0, "and its", "and to its")) == [
        "In preambular paragraph 1, after “Nations and”, insert “to”."
    ]
    assert listed(BASE, changed(5, "others", "other States")) == [
        "In operative paragraph 3 (b), replace “others” with “other States”."
    ]


def test_a_word_that_stands_twice_is_quoted_with_the_words_around_it() -> None:
    new = changed(3, "of the ad hoc", "of an ad hoc")
    assert listed(BASE, new) == [
        "In the chapeau of operative paragraph 3, replace “the ad” with “an ad”."
    ]


def test_several_changes_in_one_paragraph_stand_under_its_name() -> None:
    new = changed(1, "seek the views", "gather all views")
    new = replace(new, divisions=(replace(new.main, blocks=(*new.main.blocks[:1], replace(new.main.blocks[1], text=make(
        "Requests the Secretary-General to gather the views of Member States on the threats they face;")), *new.main.blocks[2:])),))  # fmt: skip
    assert listed(BASE, new) == [
        "In operative paragraph 1:\n    replace “seek” with “gather”;\n    replace “challenges” with “threats”."
    ]


def test_a_new_paragraph_is_inserted_after_the_one_before_with_all_under_it() -> None:
    blocks = list(BASE.main.blocks)
    blocks.insert(6, clause("Stresses the value of such work for all;"))
    blocks.insert(1, clause("Noting the report of the Committee,", Kind.PREAMBULAR))
    assert listed(BASE, text(*blocks)) == [
        "After preambular paragraph 1, insert a new preambular paragraph reading:\n    “Noting the report of the Committee,”"
        .replace("“Noting", "“**Noting"),
        "After operative paragraph 3, insert a new operative paragraph reading:\n    “**Stresses the value of such work for all;”",
        "Renumber the remaining paragraphs accordingly.",
    ]  # fmt: skip


def test_a_new_paragraph_shows_its_lead_as_delegates_mark_it() -> None:
    led = Block(Kind.OPERATIVE, (Run("Stresses", Mark.LEAD), Run(" the value of such work;")))
    first, _ = listed(BASE, text(*BASE.main.blocks, led))
    assert first.endswith("“*Stresses* the value of such work;”")


def test_paragraphs_are_deleted_with_all_under_them_and_runs_told_in_short() -> None:
    blocks = BASE.main.blocks
    assert listed(BASE, text(*blocks[:3], blocks[6])) == [
        "Delete operative paragraph 3.", "Renumber the remaining paragraphs accordingly.",
    ]  # fmt: skip
    assert listed(BASE, text(blocks[0], *blocks[3:])) == [
        "Delete operative paragraphs 1 and 2.", "Renumber the remaining paragraphs accordingly.",
    ]  # fmt: skip
    assert (
        listed(BASE, text(*blocks[:4], blocks[6]))[0] == "Delete operative paragraph 3 (a) and (b)."
    )


def test_a_clause_moves_with_its_items() -> None:
    blocks = BASE.main.blocks
    assert listed(BASE, text(blocks[0], *blocks[3:6], *blocks[1:3], blocks[6]))[:-1] in (
        ["Move operative paragraph 3 to after preambular paragraph 1."],
        ["Move operative paragraph 1 to after operative paragraph 3.", "Move operative paragraph 2 to after operative paragraph 3."],
    )  # fmt: skip


def test_a_paragraph_becomes_another_kind() -> None:
    blocks = list(BASE.main.blocks)
    blocks[5] = replace(blocks[5], level=2)
    assert (
        listed(BASE, text(*blocks))[0]
        == "Change operative paragraph 3 (b) into a subparagraph of level 2."
    )


def test_a_note_is_brought_changed_and_taken_away() -> None:
    blocks = list(BASE.main.blocks)
    blocks[1] = replace(blocks[1], text=(*blocks[1].text, NoteRef(0)))
    noted = replace(text(*blocks), notes=(Note(make("A/74/130.")),))
    assert listed(BASE, noted) == [
        "In operative paragraph 1, after “face;”, insert a footnote reading “A/74/130.”."
    ]
    assert listed(noted, BASE) == ["In operative paragraph 1, delete footnote 1."]
    other = replace(noted, notes=(Note(make("A/75/130.")),))
    assert listed(noted, other) == ["In footnote 1, replace “A/74/130.” with “A/75/130.”."]


def test_quotation_marks_within_a_quotation_do_no_harm() -> None:
    new = changed(4, "techniques", "“techniques” and ”odd“ *signs* [footnote 7] \\ <b>")
    assert len(listed(BASE, new)) == 1


def test_an_annex_comes_and_goes_as_a_whole() -> None:
    annex = Division(
        DivisionKind.ANNEX,
        "Annex",
        make("Plan of action"),
        (clause("Purposes of the plan.", Kind.PARAGRAPH),),
    )
    with_annex = replace(
        BASE, divisions=(*BASE.divisions, replace(annex, blocks=numbered(annex.blocks)))
    )
    assert listed(with_annex, BASE)[0] == "Delete the annex."
    assert "Annex labelled “Annex”: “Plan of action”" in listed(BASE, with_annex)[0]


def test_sponsors_join_and_withdraw() -> None:
    old = replace(BASE, masthead=Masthead(sponsors=("Chad", "Peru")))
    new = replace(BASE, masthead=Masthead(sponsors=("Chad", "Togo")))
    words = write(amendments(compare(old, new)))
    assert words == "1. Add Togo to the sponsors, and remove Peru from the sponsors.\n"
    assert apply(words, old).masthead.sponsors == ("Chad", "Togo")


def test_sponsors_are_named_as_one_says_them() -> None:
    old = replace(BASE, masthead=Masthead(sponsors=("Chad",)))
    new = replace(BASE, masthead=Masthead(sponsors=("Chad", "Peru", "Togo", "Trinidad and Tobago")))
    words = write(amendments(compare(old, new)))
    assert words == "1. Add Peru, Togo and Trinidad and Tobago to the sponsors.\n"
    assert apply(words, old).masthead.sponsors == new.masthead.sponsors
    strange = replace(BASE, masthead=Masthead(sponsors=("Chad", "Law and Order", "Order")))
    words = write(amendments(compare(old, strange)))
    assert apply(words, old).masthead.sponsors == strange.masthead.sponsors


def test_the_same_text_has_no_amendments() -> None:
    assert amendments(compare(BASE, BASE)) == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("In OP 9, delete “views”.", "the text has no operative paragraph 9"),
        ("In the poem, delete “views”.", "the text has no such paragraph"),
        ("In operative paragraph 1, delete “opinions”.", "does not contain “opinions”"),
        ("In operative paragraph 1, delete “the”.", "contains more than once “the”"),
        ("In operative paragraph 1, abolish “views”.", "does not say what is to be done"),
        ("In operative paragraph 1, delete “views.", "a quotation mark is not closed"),
        ("Delete the title.", "the title of the text cannot be taken away"),
        ("Delete operative paragraph 1.\nMove operative paragraph 1 to after operative paragraph 2.", "taken away by another"),
        ("Delete operative paragraph 1.\nIn operative paragraph 1, delete “views”.", "taken away by another"),
        ("After operative paragraph 1, insert a new poem reading:\n  “Roses”", "is no kind of paragraph"),
        ("In operative paragraph 1:\n  delete “the views”;\n  delete “views of”.", "change the same words"),
        ("After operative paragraph 1, insert a new operative paragraph reading:", "words of the new paragraph are missing"),
        ("In operative paragraph 1, after “face”, insert “[footnote 12]”.", "there is no footnote 12"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_one_sentence(words: str, why: str) -> None:
    with pytest.raises(AmendmentError, match=why) as refused:
        apply(words, BASE)
    assert "\n" not in str(refused.value)


def test_a_list_as_a_delegate_types_it_is_read() -> None:
    words = (
        "Amendments to A/C.3/74/L.11\n\n"
        '1. In operative paragraph 1, replace "seek" with "gather".\n'
        "2. Delete operative paragraphs 2 to 3.\n"
        "3. After operative paragraph 4, insert a new operative paragraph reading: “Thanks the experts.”\n"
    )
    got = apply(words, BASE)
    assert [plain(block.text)[:40] for block in got.main.blocks] == [
        "Recalling the Charter of the United Nati", "Requests the Secretary-General to gather", CLAUSES[3][:40],
        "Thanks the experts.",
    ]  # fmt: skip
    assert [block.label for block in got.main.blocks] == ["", "1.", "2.", "3."]


@pytest.mark.parametrize(
    "name", ["OP1", "op 1", "paragraph 1", "the first operative paragraph", "operative paragraph 1"]
)
def test_a_paragraph_is_known_by_every_name_that_delegates_give_it(name: str) -> None:
    got = apply(
        f"In {name}, replace “seek” with “gather”.\nAfter {name} insert the following: “Thanks all;”",
        BASE,
    )
    assert [plain(block.text)[:36] for block in got.main.blocks[1:3]] == [
        "Requests the Secretary-General to ga", "Thanks all;",
    ]  # fmt: skip


def test_a_new_paragraph_is_of_the_kind_of_the_one_before_it() -> None:
    got = apply("After PP1, insert a new paragraph reading: “Noting the report,”", BASE)
    assert got.main.blocks[1].kind is Kind.PREAMBULAR
    free = with_blocks(
        *BASE.main.blocks[:1], clause("Free words.", Kind.PARAGRAPH), *BASE.main.blocks[1:]
    )
    assert listed(BASE, free)[0] == (
        "After preambular paragraph 1, insert a new free paragraph reading:\n    “Free words.”"
    )


@pytest.mark.parametrize(("old", "new"), [(3, 2), (0, 1), (2, 3), (1, 0), (4, 0)])
def test_the_list_applied_to_a_seed_gives_the_other(old: int, new: int) -> None:
    words = write(amendments(compare(SEEDS[old], SEEDS[new])))
    assert content(apply(words, SEEDS[old])) == content(SEEDS[new])


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 4))
@example(8286, 4)  # a note without text, its mark as printed
def test_the_list_applied_gives_the_new_text_whatever_was_edited(seed: int, base: int) -> None:
    new = edited(SEEDS[base], seed)
    words = write(amendments(compare(SEEDS[base], new)))
    assert content(apply(words, SEEDS[base])) == content(new)


def test_the_list_applied_gives_the_new_text_for_real_texts_of_any_shape(
    corpus_files: list[Path],
) -> None:
    chance = random.Random(11)
    english = [path for path in corpus_files if path.parent.name == "English"]
    for path, other in zip(chance.sample(english, 8), chance.sample(english, 8), strict=True):
        old = read(path).resolution
        for new in (edited(old, 1), read(other).resolution):
            words = write(amendments(compare(old, new)))
            assert content(apply(words, old)) == content(new)


# ---------------------------------------------------------------- a list is applied as a whole or not at all

UNKNOWN = (
    "Abolish operative paragraph 1.",
    "  Obliterate the second preambular paragraph",
    "7. Do away with the third one.",
    "OP1 should read “Urges all States;”",
    "Merge OP1 and OP2.",
    "    abolish “the views”;",
    "- Insert a new clause at the end.",
)
OTHERS = (
    "Do not delete operative paragraph 1.",
    "OP3 bis: delete",
    "(b).",
    "and operative paragraph 2.",
    "Abolish the last one.",
)


def operative(resolution: Resolution) -> list[str]:
    return [plain(block.text) for block in resolution.main.blocks[1:]]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from((*UNKNOWN, *OTHERS)), st.data())
def test_one_amendment_that_cannot_be_read_stops_the_whole_list(
    seed: int, unknown: str, data: st.DataObject
) -> None:
    old = SEEDS[seed % len(SEEDS)]
    new = SEEDS[(seed + 1) % len(SEEDS)] if seed % 2 else edited(old, seed)
    lines = write(amendments(compare(old, new)), "Amendments to the older text").split("\n")
    if "No amendments." in lines:
        return
    first = next(n for n, line in enumerate(lines) if line.startswith("1. "))
    at = data.draw(st.integers(0 if unknown in UNKNOWN else first + 1, len(lines)))
    lines.insert(at, unknown)
    with pytest.raises(AmendmentError) as refused:
        apply("\n".join(lines), old)
    assert f"Line {at + 1} (“{unknown.strip()}”) cannot be read" in str(refused.value)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Delete OP2.\nAbolish the last one.", "Line 2 (“Abolish the last one.”)"),
        ("1. Abolish the last one.\n2. Delete OP2.", "Line 1 (“1. Abolish the last one.”)"),
        ("1 Abolish the last one.\n2. Delete OP2.", "Line 1 (“1 Abolish"),
        ("Please drop the last clause.\nDelete OP2.", "Line 1 (“Please drop"),
        ("Delete OP2.\nThank you.\nPS: delete OP4 as well.", "Line 3 (“PS: delete"),
        ("Amendments to OP3: delete\nDelete OP2.", "Line 1 (“Amendments to OP3: delete”)"),
        ("Delete OP2.\n\nRationale: OP3 says the same.", "Line 3 (“Rationale"),
        ("Delete OP2. Delete OP4.", "“. Delete OP4.” at its end"),
        ("Delete operative paragraph 2\nand 4.", "Line 2 (“and 4.”)"),
        ("Delete operative paragraph 2\n(b).", "Line 2 (“(b).”)"),
        ("Delete OP2, except the word “all”.", "Amendment 1"),
        ("Move OP1 to after OP3. And delete OP4.", "“. And delete OP4.” at its end"),
        ("Renumber operative paragraph 4 as operative paragraph 1.", "only be renumbered"),
        ("In operative paragraph 1:\n\n2. Delete OP2.", "the changes are missing"),
        ("Delete operative paragraphs 4 to 2.", "names no run of paragraphs"),
        ("Delete operative paragraphs 1 to 99999999999.", "names no run of paragraphs"),
        ("After OP1, insert two new operative paragraphs reading:\n“Thanks all;”", "number of quotations, which is 1"),
        ("After OP1, insert a new operative paragraph reading:\nThanks all;", "Line 2 (“Thanks all;”) cannot be read as an amendment, so none was applied; put the words"),
        ("After OP1, insert the following:\n“Thanks:\n(a) All;\n(b) Some;”\nDelete OP2.", "a quotation mark is not closed"),
        ("Delete OP2.\nThanks the States for their work;", "Line 2 (“Thanks the States"),
        ("Delete OP2.\nRegards the work as done;", "Line 2 (“Regards the work"),
        ("Delete OP2.\n“Thanks all;”", "Line 2 (““Thanks all;””)"),
        ("After OP1, insert the following: Operative paragraph: thanks “all”;", "is not in quotation marks"),
        ("Change OP1 into an operative paragraph numbered “1 bis” and delete OP2.", "is no kind of paragraph"),
        ("Add Togo to the sponsors, add Peru to the sponsors.", "who joins or leaves"),
        ("Add a new paragraph after OP1: “Thanks all;”", "say where"),
        ("4. Delete OP2.\n7. Delete OP99.", "Amendment 7 (“Delete OP99.”)"),
    ],
)  # fmt: skip
def test_words_that_are_not_understood_are_named(words: str, names: str) -> None:
    with pytest.raises(AmendmentError) as refused:
        apply(words, BASE)
    assert names in str(refused.value)


@pytest.mark.parametrize(
    "around",
    [
        "Amendments submitted by Chad to draft resolution A/C.3/80/L.5/Add.1 (“Climate change”)\n\n{}",
        "Amendments to draft resolution A/C.3/80/L.5 as orally revised\n29 November 2026, 3.30 p.m.\n\n{}",
        "Amendments to the draft added to OP3.akn\n\n{}",
        "Amendments to Cooperation\n\n{}",
        "Dear colleagues,\n\nIn view of the debate, here is what we propose on agenda item 68 (b).\n\n{}\n\n"
        "Best regards,\nJane Doe\nPermanent Mission of Chad",
        "Preambular paragraphs\n\n* * *\n\nII. Operative part:\n\n{}\n\nRationale: agreed language.\n\nPage 1 of 1",
    ],
)  # fmt: skip
def test_what_is_said_around_the_amendments_does_no_harm(around: str) -> None:
    got = apply(around.format("1. Delete operative paragraph 2."), BASE)
    assert CLAUSES[1] not in operative(got)
    assert len(operative(got)) == len(operative(BASE)) - 1


@pytest.mark.parametrize(
    "words",
    [
        "Strike operative paragraph 2.", "strike out OP2", "Remove operative paragraph 2.", "Omit OP2;",
        "  2. delete operative clause 2.", "OP2: delete", "OP2 – delete.", "(a) Delete the second operative clause.",
        "Delete\N{NO-BREAK SPACE}operative paragraph 2.", "- Delete OP2 and renumber accordingly.",
        "Delete operative paragraph 2, and renumber the remaining paragraphs accordingly.",
    ],
)  # fmt: skip
def test_a_deletion_is_read_in_the_usual_words(words: str) -> None:
    got = apply(f"In OP1, replace “seek” with “gather”.\n{words}", BASE)
    assert operative(got)[0].startswith("Requests the Secretary-General to gather")
    assert operative(got)[1:] == operative(BASE)[2:]


@pytest.mark.parametrize(
    "words",
    [
        "In OP1, replace the word “seek” by the word “gather”.", "OP1: replace “seek” with “gather”",
        "In operative paragraph 1: replace “seek” with “gather”.", "in OP1:\n- replace “seek” with “gather”;",
        "OP1:\nreplace “seek” with “gather”.",
    ],
)  # fmt: skip
def test_a_change_of_words_is_read_in_the_usual_words(words: str) -> None:
    got = apply(f"1. Delete OP2.\n\n{words}", BASE)
    assert operative(got)[0] == CLAUSES[0].replace("seek", "gather")
    assert len(operative(got)) == len(operative(BASE)) - 1


@pytest.mark.parametrize("words", ["add “all” before “views”", "insert “all” after “seek the”"])
def test_new_words_may_be_named_before_their_place(words: str) -> None:
    got = apply(f"In OP1, {words}.", BASE)
    assert "seek the all views of" in operative(got)[0]


def test_quotations_below_an_amendment_need_no_indent() -> None:
    got = apply(
        "After OP1, insert two new operative paragraphs reading:\n“Thanks all;”\n\n“Thanks some;”\nDelete OP4.",
        BASE,
    )
    assert operative(got)[1:3] == ["Thanks all;", "Thanks some;"]
    assert CLAUSES[3] not in operative(got)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("In OP1, delete “views”.\nDelete OP1.", "is changed by another amendment"),
        ("In OP3 (a), delete “latest”.\nDelete OP3.", "3 (a) is changed by another amendment"),
        ("In OP1, delete “views”.\nReplace OP1 with the following: “Thanks all;”", "is changed by another"),
        ("Delete OP1.\nChange OP1 into a preambular paragraph.", "taken away by another"),
        ("Change OP1 into a preambular paragraph.\nDelete OP1.", "is changed by another amendment"),
        ("Change OP1 into a preambular paragraph.\nChange OP1 into a subparagraph.", "another amendment changes what"),
        ("In OP1, replace “seek” with “gather”.\nIn OP1, replace “seek” with “hear”.", "change the same words"),
        ("In OP1, replace “seek” with “gather”.\nIn OP1, replace “gather” with “hear”.", "does not contain “gather”"),
    ],
)  # fmt: skip
def test_no_amendment_undoes_another_silently(words: str, why: str) -> None:
    with pytest.raises(AmendmentError, match=r"^Amendment 2 \(“.+”\) cannot be carried out") as it:
        apply(words, BASE)
    assert why in str(it.value)


def test_two_amendments_to_one_paragraph_are_both_looked_up_in_the_text_as_it_was() -> None:
    got = apply(
        "In OP1, replace “views” with “challenges”.\nIn OP1, replace “challenges” with “views”.",
        BASE,
    )
    assert "the challenges of Member States on the views they face" in operative(got)[0]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("1. Delete OP1.\n2. Delete OP2.", ""),
        ("Delete OP1.\nDelete OP2.", ""),
        ("1. Delete OP1.\n2. Delete OP2.\n4. Delete OP4.", "leaves out 3;"),
        ("3. Delete OP1.\n7. Delete OP2.", "leaves out 1 to 6;"),
        ("1. Delete OP1.\n2. Delete OP2.\n\n1. Delete PP1.", ""),
    ],
)
def test_a_gap_in_the_numbering_is_told(words: str, hint: str) -> None:
    said = gap_hint(words, BASE)
    assert hint in said and bool(said) == bool(hint)
