"""Reading Akoma Ntoso: every shape of the published files, and files that are hostile."""

from __future__ import annotations

import pytest

from resolution.formats.akn.names import OWN
from resolution.formats.akn.reader import read
from resolution.formats.source import MAX_BYTES
from resolution.model import MAX_LEVEL, DivisionKind, Kind, Resolution, Status, cells
from resolution.reading import Reading, ReadingError
from resolution.text import Mark, NoteRef, Run, lead, plain

START = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'


def reading(
    body: str = "", preamble: str = "", language: str = "eng", more: str = "", preface: str = ""
) -> Reading:
    """Return what is read from a statement with this preamble and body."""
    meta = (
        "<meta><identification><FRBRExpression>"
        f'<FRBRlanguage language="{language}"/></FRBRExpression></identification></meta>'
    )
    parts = (f"<preface>{preface}</preface>" if preface else "") + (
        f"<preamble>{preamble}</preamble>" if preamble else ""
    )
    return read(
        f'{START}<statement name="resolution">{meta}{parts}<mainBody>{body}</mainBody>{more}'
        "</statement></akomaNtoso>".encode()
    )


def shown(resolution: Resolution) -> list[tuple[str, int, str, str]]:
    """Return kind, level, label and words of every block of the main division."""
    return [(b.kind.value, b.level, b.label, plain(b.text)) for b in resolution.main.blocks]


def clause(words: str, num: str = "", style: str = "SingleTxt") -> str:
    """Return a paragraph as the published files write it."""
    number = f"<num>\t{num}</num>" if num else ""
    return f'<paragraph class="{style}">{number}<content>\n  <p xml:space="preserve">{words}</p>\n</content></paragraph>'


DECIDES = '<span class="italic">Decides</span>'


def test_items_whose_labels_stand_in_the_text_are_nested_by_their_labels() -> None:
    body = clause(f"{DECIDES} to:", "1.") + "".join(
        clause(f"\t{words}")
        for words in ("(a)\tMeet;", "(i)\tIn May;", "(ii)\tIn June;", "(b)\tReport:", "–\tOnce;")
    )
    assert shown(reading(body).resolution) == [
        ("operative", 0, "1.", "Decides to:"),
        ("item", 1, "(a)", "Meet;"),
        ("item", 2, "(i)", "In May;"),
        ("item", 2, "(ii)", "In June;"),
        ("item", 1, "(b)", "Report:"),
        ("item", 2, "–", "Once;"),
    ]


def test_an_i_after_h_is_a_letter_unless_a_second_numeral_follows() -> None:
    letters = [f"({c})\tx;" for c in "abcdefghij"]
    found = reading(clause("Notes:", "1.") + "".join(map(clause, letters))).resolution
    assert {level for _, level, label, _ in shown(found) if label} == {0, 1}
    nested = [*letters[:8], "(i)\ty;", "(ii)\tz;", "(i)\tx;", "(j)\tx;"]
    found = reading(clause("Notes:", "1.") + "".join(map(clause, nested))).resolution
    assert [level for _, level, _, _ in shown(found)][9:] == [2, 2, 1, 1]


def test_a_sublist_belongs_to_the_point_before_it_and_a_heading_may_stand_before_a_number() -> None:
    body = (
        "<paragraph><num>1.</num><list><intro><p>Authorizes:</p></intro>"
        "<point><num>(a)</num><content><p>to protect:</p></content></point>"
        "<sublist><point><subheading>Rule of law</subheading><num>(i)</num><content><p>to help;</p></content></point>"
        "</sublist><wrapUp><p>and to report.</p></wrapUp></list></paragraph>"
    )
    assert shown(reading(body).resolution) == [
        ("operative", 0, "1.", "Authorizes:"),
        ("item", 1, "(a)", "to protect:"),
        ("heading", 1, "", "Rule of law"),
        ("item", 2, "(i)", "to help;"),
        ("continuation", 0, "", "and to report."),
    ]


def test_a_number_with_no_words_keeps_its_first_item() -> None:
    found = reading(clause(f"\t(a)\t{DECIDES} this;", "5.") + clause("(b)\tThat;")).resolution
    assert shown(found) == [
        ("operative", 0, "5.", ""),
        ("item", 1, "(a)", "Decides this;"),
        ("item", 1, "(b)", "That;"),
    ]
    assert lead(found.main.blocks[1].text) == "Decides"


def test_a_number_on_its_own_goes_with_the_paragraph_after_it() -> None:
    found = reading(clause("", "3.") + clause(f"{DECIDES} this.")).resolution
    assert shown(found) == [("operative", 0, "3.", "Decides this.")]


def test_operative_paragraphs_in_the_preamble_are_operative() -> None:
    preamble = f'<container name="x"><p>1.\t{DECIDES} to act;</p></container>'
    assert shown(reading(preamble=preamble).resolution)[0] == (
        "operative",
        0,
        "1.",
        "Decides to act;",
    )


def test_preambular_paragraphs_among_operative_ones_are_preambular() -> None:
    body = (
        '<section><num>I</num><subheading>\t\tBudget</subheading><crossHeading refersTo="#preamble">\n   '
        '<span class="italic">Having considered</span> the report,</crossHeading>'
        + clause(f"{DECIDES} this;", "1.")
        + "</section>"
        + clause('<span class="italic">Emphasizing</span> the need,')
    )
    assert shown(reading(body).resolution) == [
        ("heading", 1, "I", "Budget"),
        ("preambular", 0, "", "Having considered the report,"),
        ("operative", 0, "1.", "Decides this;"),
        ("preambular", 0, "", "Emphasizing the need,"),
    ]


def test_headings_in_bold_are_headings_and_a_label_printed_twice_is_told() -> None:
    body = (
        clause('<span class="bold">\t\tA</span>')
        + clause('<span class="bold">\t\tTheme for 2025</span>')
        + '<paragraph class="H1"><num>B.</num><heading>\tB.\tOffice</heading></paragraph>'
    )
    found = reading(body)
    assert shown(found.resolution) == [
        ("heading", 1, "A", "Theme for 2025"),
        ("heading", 1, "B.", "Office"),
    ]
    assert all(
        not (r.marks & Mark.BOLD)
        for b in found.resolution.main.blocks
        for r in b.text
        if isinstance(r, Run)
    )
    assert found.unread == ("B.",)


def test_the_lead_is_the_first_span_however_it_was_cut() -> None:
    cases = {
        '<span class="italic">Recalling\t </span>this': "Recalling",
        '<span class="italic">Recalling</span> <span class="italic">also</span> this': "Recalling also",
        'E<span class="italic">ncourages</span> States': "Encourages",
        '<span class="italic">Recogni</span>zes that': "Recognizes",
        '<span class="underline">Decides</span> to': "Decides",
        "<i>Notes</i> that": "Notes",
        '<span class="italic">Decides</span> and <span class="italic">requests</span> it': "Decides",
    }
    for words, wanted in cases.items():
        assert lead(reading(clause(words, "1.")).resolution.main.blocks[0].text) == wanted


def test_the_lead_of_a_chinese_clause_is_bold_and_may_follow_an_adverbial() -> None:
    words = '在这方面<span class="bold">认识到</span>必须提供资源，'
    block = reading(clause(words, "1."), language="zho").resolution.main.blocks[0]
    assert block.text[1] == Run("认识到", Mark.LEAD)


def test_the_number_of_an_arabic_clause_and_the_brackets_of_its_note_marks_are_not_its_words() -> (
    None
):
    words = (
        '\t1 -\t<span class="bold italic">تحيط علما</span> بالتقرير<sup>(</sup>'
        '<authorialNote marker="1"><p>\t()\tA/75/312.</p></authorialNote><sup>)</sup>؛'
    )
    found = reading(clause(words), language="ara").resolution
    block = found.main.blocks[0]
    assert (block.kind, block.label, lead(block.text)) == (Kind.OPERATIVE, "1 -", "تحيط علما")
    assert [i for i in block.text if isinstance(i, NoteRef)] == [NoteRef(0)]
    assert plain(found.notes[0].text or ()) == "A/75/312."


def test_a_raised_number_refers_to_its_note_again_but_a_power_does_not() -> None:
    note = '<authorialNote marker="1"><p>See this.</p></authorialNote>'
    two = '<authorialNote marker="2"><p>See that.</p></authorialNote>'
    body = clause(
        f"Notes{note} and{two} 5 km<sup>2</sup>;<sup>1</sup> again<sup>1,2</sup> x<sup>9</sup>.",
        "1.",
    )
    text = reading(body).resolution.main.blocks[0].text
    assert [i.note for i in text if isinstance(i, NoteRef)] == [0, 1, 0, 0, 1]
    assert [r.text for r in text if isinstance(r, Run) and Mark.SUPER in r.marks] == ["2", ",", "9"]


def test_notes_numbered_one_too_high_are_numbered_by_order() -> None:
    """Files of the Human Rights Council number notes from 2 where the text prints 1."""
    notes = "".join(f'x<authorialNote marker="{n}"><p>N{n}</p></authorialNote>' for n in (2, 3))
    found = reading(clause(f"{notes} again<sup>2</sup>.", "1.")).resolution
    assert [i.note for i in found.main.blocks[0].text if isinstance(i, NoteRef)] == [0, 1, 1]
    assert found.note_marks() == {0: "1", 1: "2"}


def test_annexes_in_one_attachment_are_divisions_of_their_own() -> None:
    annex = "".join(
        f'<paragraph class="H1"><heading>\t{words}</heading></paragraph>'
        if "Annex" in words
        else clause(words)
        for words in ("Annex I", "1.\tFirst.", "(a)\tItem;", "Annex II", "Words.")
    )
    more = f'<attachments><attachment><doc name="annex"><meta/><mainBody>{annex}</mainBody></doc></attachment></attachments>'
    first, second = reading(clause(f"{DECIDES}.", "1."), more=more).resolution.divisions[1:]
    assert (first.kind, first.label) == (DivisionKind.ANNEX, "Annex I")
    assert [(b.kind, b.label) for b in first.blocks] == [(Kind.PARAGRAPH, "1."), (Kind.ITEM, "(a)")]
    assert (second.label, plain(second.blocks[0].text)) == ("Annex II", "Words.")


def test_an_annex_left_in_the_body_is_an_annex() -> None:
    body = (
        clause(f"{DECIDES} this.", "1.")
        + '<paragraph class="H1"><subheading>Annex: List</subheading></paragraph>'
    )
    annex = reading(body + clause("1.\tOne.")).resolution.divisions[1]
    assert (annex.kind, plain(annex.title)) == (DivisionKind.ANNEX, ": List")


def test_an_embedded_draft_is_quoted() -> None:
    body = clause(
        '<span class="italic">Recommends</span> the following:\n  <embeddedStructure>'
        '<container name="formula"><p>The General Assembly,</p></container>'
        '<container name="Recalling"><p><span class="italic">Recalling</span> this,</p></container>'
        f"<paragraph><num>1.</num><content><p>{DECIDES} that.</p></content></paragraph></embeddedStructure>"
    )
    found = reading(body).resolution
    assert [(b.kind.value, b.quoted) for b in found.main.blocks] == [
        ("operative", False), ("formula", True), ("preambular", True), ("operative", True),
    ]  # fmt: skip


def test_a_note_on_the_title_is_anchored_in_it() -> None:
    preface = (
        "<p><docNumber>75/242.</docNumber><docTitle>Reports</docTitle></p><p><docNumber>B</docNumber>"
        '<authorialNote marker="1"><p>Becomes A.</p></authorialNote></p>'
    )
    found = reading(preface=preface).resolution
    assert found.main.title == (Run("Reports"), NoteRef(0))
    assert found.masthead.number == "75/242 B"


def test_table_cells_keep_their_spans_and_notes() -> None:
    body = (
        '<container name="table"><table><tr><th colspan="2"><p>Head</p></th></tr><tr><td rowspan="3"/>'
        '<td><p>x<authorialNote marker="1"><p>n</p></authorialNote></p></td></tr></table></container>'
    )
    table = reading(body).resolution.main.blocks[0].table
    assert table is not None
    (head,), (empty, cell) = table.rows
    assert (head.header, head.colspan, empty.rowspan, empty.paragraphs) == (True, 2, 3, ())
    assert cell.paragraphs[0][1] == NoteRef(0)


def test_words_outside_any_paragraph_are_told() -> None:
    body = (
        "before"
        + clause("Decides", "1.")
        + "<paragraph>within<num>2.</num><content><p>x</p></content></paragraph>after"
    )
    assert reading(body).unread == ("before", "within", "after")


def test_a_rejected_draft_and_a_draft_are_not_adopted() -> None:
    def status(name: str, meta: str = "", symbol: str = "") -> Status:
        cover = f'<coverPage><p><docNumber refersTo="#symbol">{symbol}</docNumber></p></coverPage>'
        xml = f'{START}<statement name="{name}"><meta>{meta}</meta>{cover}<mainBody><p>x</p></mainBody></statement></akomaNtoso>'
        return read(xml.encode()).resolution.masthead.status

    assert status("resolution", symbol="A/RES/55/63") is Status.ADOPTED
    assert status("resolutionDraft", symbol="A/RES/55/63") is Status.DRAFT
    assert status("resolution", symbol="A/C.3/73/L.9/Rev.1") is Status.DRAFT
    rejected = '<analysis><parliamentary><voting outcome="notAdopted"/></parliamentary></analysis>'
    assert status("resolution", rejected, "S/2020/1054") is Status.UNKNOWN


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x00\x01\x02", b"<", b"<akomaNtoso>", b"<html/>", START.encode() + b"</akomaNtoso>", b"not xml at all",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>' + START.encode() + b"<statement>&b;</statement></akomaNtoso>",
        b'<!-- x --><!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><akomaNtoso/>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><akomaNtoso>&b;</akomaNtoso>'.encode("utf-16"),
        START.encode() + b"<statement><mainBody>" + b"<p>" * 100_000,
        START.encode() + b"<statement><mainBody>" + b"<list><point>" * 400 + b"</point></list>" * 400 + b"</mainBody></statement></akomaNtoso>",
        b" " * (MAX_BYTES + 1),
    ],
)  # fmt: skip
def test_hostile_and_damaged_files_get_one_clear_sentence(data: bytes) -> None:
    with pytest.raises(ReadingError) as caught:
        read(data)
    message = str(caught.value)
    assert message[-1] == "." and "\n" not in message and len(message) < 200


def test_deep_nesting_within_the_parsers_bounds_never_ends_in_a_crash() -> None:
    for element in ("list", "point", "section", "container", "span"):
        depth = 240
        xml = f"{START}<statement><mainBody>{f'<{element}>' * depth}x{f'</{element}>' * depth}</mainBody></statement></akomaNtoso>"
        try:
            found = read(xml.encode())
        except ReadingError:
            continue
        assert "x" in "".join(plain(b.text) for b in found.resolution.blocks()) + "".join(
            found.unread
        )


def test_operative_paragraphs_encoded_as_items_of_the_preamble_are_operative() -> None:
    preamble = (
        '<container name="Acting"><blockList><listIntroduction><span class="italic">Acting</span> under Chapter VII,'
        f"</listIntroduction><item><num>1.</num><p>{DECIDES} to act;</p></item></blockList></container>"
    )
    assert shown(reading(preamble=preamble).resolution) == [
        ("preambular", 0, "", "Acting under Chapter VII,"),
        ("operative", 0, "1.", "Decides to act;"),
    ]


def test_an_annex_named_in_plain_words_begins_an_annex() -> None:
    annex = (
        clause("<docType>Annex</docType>") + clause("Words.") + clause("Annex II") + clause("More.")
    )
    more = f'<attachments><attachment><doc name="annex"><meta/><mainBody>{annex}</mainBody></doc></attachment></attachments>'
    found = reading(clause(f"{DECIDES}.", "1."), more=more).resolution
    assert [(d.label, [plain(b.text) for b in d.blocks]) for d in found.divisions[1:]] == [
        ("Annex", ["Words."]),
        ("Annex II", ["More."]),
    ]


def test_paragraphs_straight_in_the_body_are_clauses() -> None:
    assert shown(reading(f"<p>1.\t{DECIDES} this;</p><p>(a)\tThat;</p>").resolution) == [
        ("operative", 0, "1.", "Decides this;"),
        ("item", 1, "(a)", "That;"),
    ]


def test_words_on_lines_of_their_own_beside_a_span_are_not_glued_to_it() -> None:
    resolution = reading(
        "<paragraph><num>1.</num><content><p>\n  <i>Decides</i>\n  to go on;\n</p></content></paragraph>"
    ).resolution
    assert plain(resolution.main.blocks[-1].text) == "Decides to go on;"


def test_the_first_alinea_holds_the_words_of_its_paragraph() -> None:
    resolution = reading(
        "<paragraph><num>1.</num><alinea><content><p><i>Decides</i> to go on.</p></content></alinea>"
        "<alinea><content><p>This holds for all.</p></content></alinea></paragraph>"
    ).resolution
    said = [(block.kind, block.label, plain(block.text)) for block in resolution.main.blocks]
    assert said == [
        (Kind.OPERATIVE, "1.", "Decides to go on."),
        (Kind.CONTINUATION, "", "This holds for all."),
    ]


def test_an_annex_that_begins_with_a_plain_paragraph_is_one() -> None:
    resolution = reading(
        "<paragraph><num>1.</num><content><p><i>Decides</i> to go on.</p></content></paragraph>"
        "<paragraph><content><p>Annex</p></content></paragraph>"
        "<paragraph><num>1.</num><content><p>The panel shall meet.</p></content></paragraph>"
    ).resolution
    assert [division.label for division in resolution.divisions] == ["", "Annex"]


def test_impossible_numbers_in_a_file_that_says_it_is_ours_neither_fill_the_memory_nor_break_it() -> (
    None
):
    ours = 'xmlns:rd="OWN"'.replace("OWN", OWN)
    body = (
        f'<paragraph {ours} rd:level="99999999"><num>1.</num><content><p>Decides'
        '<authorialNote rd:note="99999999" marker="1"><p>One.</p></authorialNote> to'
        '<authorialNote rd:note="-4" marker="2"><p>Two.</p></authorialNote> go on<sup rd:note="88888888">9</sup>.</p>'
        '<table><tr><td colspan="99999999" rowspan="²"><p>x</p></td></tr></table></content></paragraph>'
    )
    proprietary = f'<meta><proprietary source="#x"><rd:draft {ours}/></proprietary></meta>'
    data = f'{START}<statement name="resolution">{proprietary}<mainBody>{body}</mainBody></statement></akomaNtoso>'
    found = read(data.encode()).resolution
    assert [plain(note.text or ()) for note in found.notes] == ["One.", "Two."]
    assert all(block.level <= MAX_LEVEL for block in found.blocks())
    assert [(c.colspan, c.rowspan) for block in found.blocks() for c in cells(block)] == [(1, 1)]


def test_far_too_many_paragraphs_are_refused_in_one_sentence() -> None:
    with pytest.raises(ReadingError, match="too many to be a resolution"):
        reading("<paragraph><content><p>x</p></content></paragraph>" * 60_000)
