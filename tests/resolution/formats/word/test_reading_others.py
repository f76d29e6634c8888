"""Word files that people make by hand, in each of their manners, read as one sees them on the page."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from resolution.formats.word.reader import read
from resolution.model import Kind, Resolution, Status
from resolution.reading import Reading
from resolution.text import Mark, NoteRef, Run, plain

Shown = list[tuple[str, str, int, str]]


def reading(document: Document, *, rejected: bool = False) -> Reading:
    """Return what is read of a document."""
    stream = BytesIO()
    document.save(stream)
    return read(stream.getvalue(), rejected=rejected)


def shown(resolution: Resolution) -> Shown:
    """Return kind, label, level and first words of the main blocks."""
    return [(b.kind.value, b.label, b.level, plain(b.text)[:24]) for b in resolution.main.blocks]


def begun() -> Document:
    """Return a document with a title, an opening line and one preambular paragraph."""
    document = docx.Document()
    document.add_paragraph("Protection of the oceans")
    document.add_paragraph("The General Assembly,")
    document.add_paragraph("Recalling its resolution 55/2 of 8 September 2000,")
    return document


def numbering(
    document: Document, levels: list[tuple[str, str]], number: int = 77, more: str = ""
) -> None:
    """Add a list: each level's format and printed text. more: overrides in the list itself."""
    root = document.part.numbering_part.element
    lvls = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{printed}"/>'
        f'<w:pPr><w:ind w:left="{720 * (at + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for at, (form, printed) in enumerate(levels)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{lvls}</w:abstractNum>'
    )
    root.insert(0, abstract)
    add_list(document, number, number, more)


def add_list(document: Document, number: int, abstract: int, more: str = "") -> None:
    """Add one more list of an abstract list."""
    document.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'
        )
    )


def listed(document: Document, words: str, level: int = 0, number: int = 77) -> Paragraph:
    """Add a paragraph that Word numbers."""
    paragraph = document.add_paragraph(words)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        )
    )
    return paragraph


def add_xml(paragraph: Paragraph, xml: str) -> None:
    """Append elements to a paragraph; `xml` uses the prefixes w, r, wp, wps, mc, v, m, a, pic."""
    spaces = nsdecls("w", "r", "wp", "a", "pic") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    )
    for element in list(parse_xml(f"<w:p {spaces}>{xml}</w:p>")):
        paragraph._p.append(element)


def run(words: str, look: str = "") -> str:
    """Return a run as XML."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


# ---- numbers that stand in numbering.xml alone

CLAUSES = [
    ("decimal", "%1."),
    ("lowerLetter", "(%2)"),
    ("lowerRoman", "(%3)"),
    ("lowerLetter", "%4."),
]


def test_a_list_of_three_levels_is_numbered_as_word_numbers_it() -> None:
    document = begun()
    numbering(document, CLAUSES)
    for words, level in (
        ("Decides to act:", 0), ("On land;", 1), ("At sea:", 1), ("In waters;", 2), ("On the bed;", 2), ("Above;", 1),
        ("Requests the Secretary-General to report.", 0), ("In time;", 1),
    ):  # fmt: skip
        listed(document, words, level)
    assert shown(reading(document).resolution)[2:] == [
        ("operative", "1.", 0, "Decides to act:"), ("item", "(a)", 1, "On land;"), ("item", "(b)", 1, "At sea:"),
        ("item", "(i)", 2, "In waters;"), ("item", "(ii)", 2, "On the bed;"), ("item", "(c)", 1, "Above;"),
        ("operative", "2.", 0, "Requests the Secretary-Ge"[:24]), ("item", "(a)", 1, "In time;"),
    ]  # fmt: skip


def test_a_list_goes_on_after_what_stands_between_and_starts_anew_where_it_is_told_to() -> None:
    document = begun()
    numbering(document, CLAUSES)
    add_list(document, 78, 77)
    add_list(
        document, 79, 77, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    )
    listed(document, "Decides to act;")
    document.add_paragraph("A heading between")
    listed(document, "Requests a report;", number=78)
    listed(document, "Invites States to act;", number=79)
    listed(document, "Encourages States to act.", number=79)
    labels = [b.label for b in reading(document).resolution.main.blocks if b.kind is Kind.OPERATIVE]
    assert labels == ["1.", "2.", "7.", "8."]


def test_items_of_a_list_of_their_own_belong_to_the_clause_above() -> None:
    document = begun()
    numbering(document, [("decimal", "%1.")], 77)
    numbering(document, [("lowerLetter", "%1)"), ("bullet", "\uf0b7")], 88)
    listed(document, "Decides to act:")
    listed(document, "On land;", 0, 88)
    listed(document, "At sea:", 0, 88)
    listed(document, "In waters;", 1, 88)
    assert shown(reading(document).resolution)[3:] == [
        ("item", "a)", 1, "On land;"), ("item", "b)", 1, "At sea:"), ("item", "•", 2, "In waters;"),
    ]  # fmt: skip


def test_legal_numbering_makes_items() -> None:
    document = begun()
    numbering(document, [("decimal", "%1."), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")])
    for words, level in (("Decides to act:", 0), ("On land;", 1), ("On hills;", 2), ("At sea;", 1)):
        listed(document, words, level)
    assert shown(reading(document).resolution)[2:] == [
        ("operative", "1.", 0, "Decides to act:"), ("item", "1.1", 1, "On land;"), ("item", "1.1.1", 2, "On hills;"),
        ("item", "1.2", 1, "At sea;"),
    ]  # fmt: skip


def test_a_style_can_bring_the_number() -> None:
    document = begun()
    numbering(document, CLAUSES)
    style = document.styles.add_style("Operative", 1)
    style.element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="77"/></w:numPr>')
    )
    for words in ("Decides to act;", "Requests a report."):
        document.add_paragraph(words, "Operative")
    assert [b[:2] for b in shown(reading(document).resolution)[2:]] == [
        ("operative", "1."),
        ("operative", "2."),
    ]


def test_a_numbered_heading_style_heads_the_clauses_under_it() -> None:
    document = begun()
    numbering(document, [("upperRoman", "%1.")], 90)
    listed(document, "Decides to act;")
    for words in ("Reporting", "Follow-up"):
        heading = listed(document, words, 0, 90)
        heading.style = document.styles["Heading 1"]
        document.add_paragraph("1. Requests the Secretary-General to report.")
    found = [b for b in shown(reading(document).resolution) if b[0] == "heading"]
    assert found == [("heading", "I.", 1, "Reporting"), ("heading", "II.", 1, "Follow-up")]


# ---- typed numbers, indents


@pytest.mark.parametrize("between", ["\t", " ", "\u00a0", "  "])
def test_typed_numbers_and_letters(between: str) -> None:
    document = begun()
    for words in (f"1.{between}Decides to act:", f"(a){between}On land:", f"(i){between}In hills;", f"(b){between}At sea;",
                  f"2.{between}Requests the Secretary-General to report."):  # fmt: skip
        document.add_paragraph(words)
    assert [b[:3] for b in shown(reading(document).resolution)[2:]] == [
        ("operative", "1.", 0), ("item", "(a)", 1), ("item", "(i)", 2), ("item", "(b)", 1), ("operative", "2.", 0),
    ]  # fmt: skip


def test_dashes_nest_by_their_indent() -> None:
    document = begun()
    for words, depth in (
        ("1. Decides to act:", 0),
        ("- On land:", 1),
        ("- On hills;", 2),
        ("- At sea;", 1),
    ):
        document.add_paragraph(words).paragraph_format.left_indent = Cm(1.25 * depth)
    assert [b[2] for b in shown(reading(document).resolution)[3:]] == [1, 2, 1]


def test_lines_broken_by_hand_are_clauses_of_their_own() -> None:
    document = docx.Document()
    document.add_paragraph(
        "Committee: Economic and Financial\nSponsors: France, Kenya and Peru\nTopic: Clean water"
    )
    document.add_paragraph(
        "The General Assembly,\nRecalling its resolution 64/292,\n1. Decides to act;\n2. Requests a report."
    )
    resolution = reading(document).resolution
    assert [b[:2] for b in shown(resolution)] == [
        ("formula", ""), ("preambular", ""), ("operative", "1."), ("operative", "2."),
    ]  # fmt: skip
    assert resolution.masthead.sponsors == ("France", "Kenya", "Peru")
    assert resolution.title == "Clean water"


def test_a_pasted_pdf_with_a_paragraph_for_each_line_is_joined() -> None:
    document = docx.Document()
    lines = (
        "The General Assembly,", "Recalling its resolutions 55/63 of 4 December 2000 and 56/121 of 19", "December 2001 on combating the criminal misuse of",
        "information technologies,", "Noting the work of international and regional organizations in", "combating high-technology crime, including the work of the",
        "Council of Europe in elaborating the convention,", "1. Invites Member States, when developing national law and", "policy, to take into account the work of the Commission and",
        "the other bodies concerned;", "2. Decides to defer the matter to its next session and to", "consider it then as a matter of urgency.",
    )  # fmt: skip
    for line in lines:
        document.add_paragraph(line)
    resolution = reading(document).resolution
    assert [b[:2] for b in shown(resolution)] == [
        ("formula", ""), ("preambular", ""), ("preambular", ""), ("operative", "1."), ("operative", "2."),
    ]  # fmt: skip


# ---- tables


def test_a_masthead_table_gives_the_heading() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "United Nations", "A/C.3/74/L.11"
    table.cell(1, 0).text = "General Assembly"
    table.cell(1, 1).text = "Distr.: Limited\n11 October 2019\n\nOriginal: English"
    for words in ("Seventy-fourth session", "Third Committee", "Agenda item 107", "Crime prevention", "Angola and Peru: draft resolution",
                  "Countering crime", "The General Assembly,", "Recalling its resolution 55/2,", "1. Decides to act."):  # fmt: skip
        document.add_paragraph(words)
    masthead = reading(document).resolution.masthead
    assert (masthead.symbol, masthead.distribution, masthead.original) == (
        "A/C.3/74/L.11",
        "Limited",
        "English",
    )
    assert (masthead.committee, masthead.agenda_item, masthead.agenda_title) == (
        "Third Committee",
        "107",
        "Crime prevention",
    )
    assert masthead.issued and masthead.issued.isoformat() == "2019-10-11"
    assert masthead.sponsors == ("Angola", "Peru") and masthead.status is Status.DRAFT
    assert reading(document).resolution.title == "Countering crime"


def test_numbers_beside_their_text_in_a_table_are_clauses() -> None:
    document = begun()
    table = document.add_table(3, 2)
    rows = (("1.", "Decides to act on the matter without delay and in full;"), ("", "(a) On land;"),
            ("2.", "Requests the Secretary-General to report on this at its next session."))  # fmt: skip
    for row, (label, words) in zip(table.rows, rows, strict=True):
        row.cells[0].text, row.cells[1].text = label, words
    assert [b[:2] for b in shown(reading(document).resolution)[2:]] == [
        ("operative", "1."), ("item", "(a)"), ("operative", "2."),
    ]  # fmt: skip


def test_a_whole_resolution_in_a_one_cell_table_is_read() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "The General Assembly,"
    for words in ("Recalling its resolution 55/2,", "1. Decides to act."):
        cell.add_paragraph(words)
    assert [b[0] for b in shown(reading(document).resolution)] == [
        "formula",
        "preambular",
        "operative",
    ]


def test_a_real_table_stays_one() -> None:
    document = begun()
    document.add_paragraph("1. Decides on these amounts:")
    table = document.add_table(3, 3)
    for at, row in enumerate(
        (("State", "2024", "2025"), ("France", "10", "12"), ("Peru", "3", "4"))
    ):
        for cell, words in zip(table.rows[at].cells, row, strict=True):
            cell.text = words
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    block = reading(document).resolution.main.blocks[-1]
    assert block.table and [len(row) for row in block.table.rows] == [2, 3, 2]
    assert block.table.rows[0][1].colspan == 2 and block.table.rows[1][0].rowspan == 2


# ---- notes


def with_notes(document: Document, notes: str, kind: str = "footnote") -> None:
    """Add a notes part."""
    name = {"footnote": CT.WML_FOOTNOTES, "endnote": CT.WML_ENDNOTES}[kind]
    blob = f'<w:{kind}s {nsdecls("w")}><w:{kind} w:type="separator" w:id="-1"><w:p/></w:{kind}>{notes}</w:{kind}s>'
    part = Part(PackURI(f"/word/{kind}s.xml"), name, blob.encode(), document.part.package)
    document.part.relate_to(part, {"footnote": RT.FOOTNOTES, "endnote": RT.ENDNOTES}[kind])


def note(number: int, words: str, kind: str = "footnote") -> str:
    """Return a note as Word writes it."""
    return f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{run(" " + words)}</w:p></w:{kind}>'


def test_real_footnotes_endnotes_and_marks_of_their_own() -> None:
    document = begun()
    with_notes(
        document,
        note(1, "Resolution 55/2.")
        + f'<w:footnote w:id="2"><w:p>{run("* Reissued.")}</w:p></w:footnote>',
    )
    with_notes(document, note(1, "See A/73/85.", "endnote"), "endnote")
    paragraph = document.add_paragraph("Noting the report")
    add_xml(paragraph, '<w:r><w:footnoteReference w:id="1"/></w:r>' + run(" and another")
            + '<w:r><w:endnoteReference w:id="1"/></w:r><w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
            + run(","))  # fmt: skip
    resolution = reading(document).resolution
    assert [(n.mark, plain(n.text or ())) for n in resolution.notes] == [
        ("", "Resolution 55/2."), ("", "See A/73/85."), ("*", "Reissued."),
    ]  # fmt: skip
    text = resolution.main.blocks[-1].text
    assert plain(text) == "Noting the report and another,"
    assert [i.note for i in text if isinstance(i, NoteRef)] == [0, 1, 2]


def test_a_reference_to_a_note_repeats_it() -> None:
    document = begun()
    with_notes(document, note(1, "Resolution 55/2."))
    add_xml(document.add_paragraph("Noting the report"), '<w:bookmarkStart w:id="5" w:name="_Ref1"/>'
            '<w:r><w:footnoteReference w:id="1"/></w:r><w:bookmarkEnd w:id="5"/>' + run(","))  # fmt: skip
    add_xml(document.add_paragraph("Noting again"), '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            r'<w:r><w:instrText> NOTEREF _Ref1 \f \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + run("1") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(","))  # fmt: skip
    resolution = reading(document).resolution
    assert len(resolution.notes) == 1
    assert resolution.main.blocks[-1].text[1] == NoteRef(0)
    assert plain(resolution.main.blocks[-1].text) == "Noting again,"


def test_typed_notes_with_raised_figures_find_their_marks() -> None:
    document = begun()
    paragraph = document.add_paragraph("Noting the report,")
    paragraph.add_run("1").font.superscript = True
    document.add_paragraph("1. Decides to act on 5 km").add_run("2").font.superscript = True
    document.add_paragraph("________________")
    last = document.add_paragraph()
    last.add_run("1").font.superscript = True
    last.add_run(" Resolution 55/2.")
    resolution = reading(document).resolution
    assert [plain(n.text or ()) for n in resolution.notes] == ["Resolution 55/2."]
    assert NoteRef(0) in resolution.main.blocks[2].text
    assert resolution.main.blocks[3].text[-1] == Run("2", Mark.SUPER)


# ---- tracked changes, remarks

WHO = 'w:id="9" w:author="A" w:date="2026-01-01T00:00:00Z"'


def changed() -> Document:
    """Return a document with insertions, deletions, moves, a paragraph of each and a changed look."""
    document = begun()
    add_xml(document.add_paragraph("1. Decides to "), f'<w:del {WHO}><w:r><w:delText xml:space="preserve">wait</w:delText></w:r></w:del>'
            f'<w:ins {WHO}>{run("act")}</w:ins>' + run(" at once;"))  # fmt: skip
    gone = document.add_paragraph()
    add_xml(
        gone, f"<w:del {WHO}><w:r><w:delText>2. Urges States to wait;</w:delText></w:r></w:del>"
    )
    gone._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {nsdecls('w')}><w:del {WHO}/></w:rPr>"))
    new = document.add_paragraph()
    add_xml(new, f"<w:ins {WHO}>{run('2. Invites States to act;')}</w:ins>")
    new._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {nsdecls('w')}><w:ins {WHO}/></w:rPr>"))
    add_xml(document.add_paragraph("3. Requests "), f'<w:moveFrom {WHO}>{run("soon ")}</w:moveFrom>' + run("a report ")
            + f'<w:moveTo {WHO}>{run("soon")}</w:moveTo>' + f'<w:r><w:rPr><w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr><w:t>.</w:t></w:r>')  # fmt: skip
    return document


def test_tracked_changes_are_read_as_if_accepted() -> None:
    blocks = reading(changed()).resolution.main.blocks[2:]
    assert [(b.label, plain(b.text)) for b in blocks] == [
        ("1.", "Decides to act at once;"), ("2.", "Invites States to act;"), ("3.", "Requests a report soon."),
    ]  # fmt: skip
    assert blocks[-1].text[-1] == Run(".", Mark.BOLD)


def test_tracked_changes_can_be_read_as_if_rejected() -> None:
    blocks = reading(changed(), rejected=True).resolution.main.blocks[2:]
    assert [(b.label, plain(b.text)) for b in blocks] == [
        ("1.", "Decides to wait at once;"), ("2.", "Urges States to wait;"), ("3.", "Requests soon a report ."),
    ]  # fmt: skip
    assert all(Mark.BOLD not in i.marks for i in blocks[-1].text if isinstance(i, Run))


def test_comments_are_remarks_on_their_clause() -> None:
    document = begun()
    paragraph = document.add_paragraph("1. Decides to act.")
    document.add_comment(paragraph.runs, text="At once?", author="Peru", initials="P")
    remark = reading(document).remarks[0]
    assert (remark.author, remark.place, remark.text) == ("Peru", "OP1", "At once?")
    assert remark.made is not None
    assert plain(reading(document).resolution.main.blocks[-1].text) == "Decides to act."


# ---- everything else that stands in Word files


def test_a_text_box_is_read_once() -> None:
    document = begun()
    box = f"<w:txbxContent><w:p>{run('1. Decides to act.')}</w:p></w:txbxContent>"
    add_xml(document.paragraphs[-1], f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="x">'
            f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>")  # fmt: skip
    assert [b[:2] for b in shown(reading(document).resolution)] == [
        ("formula", ""), ("preambular", ""), ("operative", "1."),
    ]  # fmt: skip


def test_fields_show_their_results_and_links_keep_their_address() -> None:
    document = begun()
    paragraph = document.add_paragraph("Noting the ")
    add_xml(paragraph, '<w:fldSimple w:instr=" REF _Ref9 ">' + run("report") + "</w:fldSimple>" + run(" in ")
            + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://undocs.org/A/1" </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("A/1") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(","))  # fmt: skip
    text = reading(document).resolution.main.blocks[-1].text
    assert plain(text) == "Noting the report in A/1,"
    assert Run("A/1", href="https://undocs.org/A/1") in text


def test_signs_hyphens_and_controls() -> None:
    document = begun()
    add_xml(document.add_paragraph("Noting"), run(" co") + "<w:r><w:noBreakHyphen/></w:r>" + run("operation at 5") + '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>'
            + "<w:sdt><w:sdtContent>" + run(" and its informa") + "<w:r><w:softHyphen/></w:r>" + run("tion") + "</w:sdtContent></w:sdt>"
            + "<w:smartTag>" + run(" in Peru") + "</w:smartTag>" + run(" secret", "<w:vanish/>") + run(",", "<w:caps/>"))  # fmt: skip
    found = reading(document)
    assert (
        plain(found.resolution.main.blocks[-1].text)
        == "Noting co\N{NON-BREAKING HYPHEN}operation at 5° and its information in Peru,"
    )
    assert "[hidden text] secret" in found.unread


def test_pictures_and_equations_are_told() -> None:
    document = begun()
    add_xml(document.add_paragraph("Noting "), "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>" + run(",")
            + '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="A map"/><a:graphic><a:graphicData uri="x"><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>')  # fmt: skip
    found = reading(document)
    assert {"[picture: A map]", "[equation] x=1"} <= set(found.unread)
    assert plain(found.resolution.main.blocks[-1].text) == "Noting x=1,"


def test_italics_come_from_a_run_or_a_character_style_and_not_from_the_paragraphs() -> None:
    document = docx.Document()
    document.add_paragraph("The General Assembly,")
    paragraph = document.add_paragraph()
    paragraph.add_run("Guided", "Emphasis")
    paragraph.add_run(" by the Charter, ")
    paragraph.add_run("proprio motu").italic = True
    paragraph.add_run(",")
    document.styles["Quote"].font.italic = True
    document.add_paragraph("Recalling its resolution 55/2,", "Quote")
    first, second = reading(document).resolution.main.blocks[1:]
    assert (
        first.text[0] == Run("Guided", Mark.LEAD) and Run("proprio motu", Mark.ITALIC) in first.text
    )
    assert second.text[0] == Run("Recalling", Mark.LEAD) and second.text[1].marks is Mark.NONE  # type: ignore[union-attr]


def test_bold_titles_and_headings_are_not_bold_in_the_model() -> None:
    document = docx.Document()
    title = document.add_paragraph()
    title.add_run("Protection of the oceans").bold = True
    title.runs[0].font.size = Pt(14)
    for words in ("The General Assembly,", "Recalling its resolution 55/2,", "1. Decides to act;"):
        document.add_paragraph(words)
    document.add_paragraph().add_run("Reporting").bold = True
    document.add_paragraph("2. Requests a report.")
    resolution = reading(document).resolution
    heading = next(b for b in resolution.main.blocks if b.kind is Kind.HEADING)
    assert resolution.main.title == (Run("Protection of the oceans"),)
    assert heading.text == (Run("Reporting"),)


def test_heads_give_the_symbol_and_page_numbers_vanish() -> None:
    document = begun()
    document.add_paragraph("1. Decides to act.")
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "A/C.3/74/L.11\tDistr.: Limited"
    section.header.paragraphs[0].text = "A/C.3/74/L.11"
    section.footer.paragraphs[0].text = "2/3"
    section.first_page_footer.paragraphs[0].text = "19-17641 (E)"
    found = reading(document)
    masthead = found.resolution.masthead
    assert (masthead.symbol, masthead.distribution, masthead.job) == (
        "A/C.3/74/L.11",
        "Limited",
        "19-17641 (E)",
    )
    assert not found.unread


def test_several_sections_are_one_text() -> None:
    document = begun()
    document.add_section()
    document.add_paragraph("1. Decides to act.")
    assert [b[0] for b in shown(reading(document).resolution)] == [
        "formula",
        "preambular",
        "operative",
    ]


def test_runs_from_right_to_left_are_in_the_order_of_speech() -> None:
    document = docx.Document()
    document.add_paragraph("The General Assembly,")
    add_xml(
        document.add_paragraph(),
        run("إن الجمعية", "<w:bCs/><w:rtl/>") + run(" العامة،", "<w:b/><w:rtl/>"),
    )
    text = reading(document).resolution.main.blocks[-1].text
    assert plain(text) == "إن الجمعية العامة،"


def test_an_embedded_file_is_told() -> None:
    document = begun()
    chunk = OxmlElement("w:altChunk")
    document.element.body.insert(1, chunk)
    assert any("another file" in line for line in reading(document).unread)


def test_the_official_report_is_read_and_nothing_of_it_is_lost(samples: Path) -> None:
    path = samples / "A_80_604_Add.2.docx"
    found = read(path)
    masthead = found.resolution.masthead
    assert (masthead.symbol, masthead.organ, masthead.session) == (
        "A/80/604/Add.2",
        "General Assembly",
        "Eightieth session",
    )
    assert masthead.agenda_item == "151"
    said = "".join(plain(text) for text in found.resolution.texts()) + "".join(found.unread)
    said += (
        "".join(b.label for b in found.resolution.blocks()) + masthead.session + "Agenda item 151"
    )
    printed = "".join(text_of(p) for p in docx.Document(str(path)).element.body.iter(qn("w:p")))
    assert not Counter(letters(printed)) - Counter(letters(said))
    assert sum(b.table is not None for b in found.resolution.blocks()) == 8


def text_of(paragraph: object) -> str:
    """Return the typed words of a paragraph element."""
    return "".join(t.text or "" for t in paragraph.iter(qn("w:t")))  # type: ignore[attr-defined]


def letters(words: str) -> str:
    """Return the letters and figures alone."""
    return "".join(sign for sign in words if sign.isalnum())
