"""The Word file looks as the United Nations prints it: page, styles, indents, masthead, heads, notes, properties."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Twips
from lxml import etree

from resolution import safe_write
from resolution.formats.word.writer import EmblemError, to_bytes
from resolution.letterheads.heading import head, usage_of
from resolution.model import (
    Block,
    Cell,
    Division,
    DivisionKind,
    Kind,
    Masthead,
    Note,
    Resolution,
    Status,
    Table,
)
from resolution.text import Mark, NoteRef, Run, Text, join, make, with_lead


def clause(
    kind: Kind, words: str, lead: int = 0, label: str = "", level: int = 0, quoted: bool = False
) -> Block:
    """Return a block whose first letters are its lead."""
    return Block(kind, with_lead(make(words), lead), label, level=level, quoted=quoted)


def adopted(*blocks: Block, **masthead: object) -> Resolution:
    """Return an adopted resolution of the General Assembly with these blocks."""
    known = {
        "status": Status.ADOPTED,
        "organ": "General Assembly",
        "symbol": "A/RES/73/8",
        "number": "73/8",
        "distribution": "General",
        "issued": date(2018, 11, 5),
        "session": "Seventy-third session",
        "agenda_item": "43",
        "heading": "Resolution adopted by the General Assembly on 1 November 2018",
        "basis": "without reference to a Main Committee (A/73/L.3)",
    } | masthead
    division = Division(
        title=make("Necessity of ending the embargo"),
        blocks=blocks,
        closing=("30th plenary meeting", "1 November 2018"),
    )
    return Resolution(Masthead(**known), (division,))  # type: ignore[arg-type]


def draft(**masthead: object) -> Resolution:
    """Return a draft for a committee of the General Assembly."""
    known = {
        "status": Status.DRAFT,
        "organ": "General Assembly",
        "symbol": "A/C.3/74/L.11",
        "session": "Seventy-fourth session",
        "committee": "Third Committee",
        "agenda_item": "107",
        "agenda_title": "Countering the use of information",
        "sponsors": ("Belarus", "China", "Cuba"),
        "proposal": "revised draft resolution",
    } | masthead
    blocks = (clause(Kind.FORMULA, "The General Assembly,", 20),)
    return Resolution(Masthead(**known), (Division(title=make("Countering"), blocks=blocks),))  # type: ignore[arg-type]


def part(data: bytes, name: str) -> etree._Element:
    """Return a part of the package, parsed."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return parse_xml(package.read(name))


def resolved(data: bytes, style_id: str, group: str, tag: str) -> dict[str, str]:
    """Return what a style comes to: the attributes of one property, its own over those of the styles it is based on."""
    styles = {s.get(qn("w:styleId")): s for s in part(data, "word/styles.xml").iter(qn("w:style"))}
    found: dict[str, str] = {}
    at: str | None = style_id
    while at:
        own = styles[at].find(f"{qn(group)}/{qn(tag)}")
        if own is not None:
            found = {etree.QName(k).localname: str(v) for k, v in own.attrib.items()} | found
            found.setdefault("val", "1")
        based_on = styles[at].find(qn("w:basedOn"))
        at = None if based_on is None else based_on.get(qn("w:val"))
    return found


def words(element: etree._Element) -> str:
    """Return the words below an element, tabs and line ends as they are."""
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    runs = (child for run in element.iter(qn("w:r")) for child in run)
    return "".join(
        child.text or "" if child.tag == qn("w:t") else signs.get(child.tag, "") for child in runs
    )


def paragraphs(data: bytes) -> list[etree._Element]:
    """Return the paragraphs of the text that hold words, in order."""
    body = part(data, "word/document.xml")[0]
    return [p for p in body.iter(qn("w:p")) if words(p)]


def lines(data: bytes) -> list[str]:
    """Return the words of each paragraph of the text."""
    return [words(p) for p in paragraphs(data)]


def style(paragraph: etree._Element) -> str:
    """Return the paragraph's style id."""
    return str(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")))


def indents(paragraph: etree._Element) -> dict[str, int]:
    """Return the paragraph's own indents in twips."""
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    return (
        {} if found is None else {etree.QName(k).localname: int(v) for k, v in found.attrib.items()}
    )


def masthead(data: bytes) -> list[str]:
    """Return the lines of the masthead in the first page's header."""
    document = docx.Document(BytesIO(data))
    table = document.sections[0].first_page_header.tables[0]
    return [line for row in table._tbl.iter(qn("w:p")) if (line := words(row))]


OPERATIVE = clause(Kind.OPERATIVE, "Decides to remain seized of the matter.", 7, "1.")


# ---- page and styles


def test_the_page_is_us_letter_with_the_margins_of_the_new_york_template() -> None:
    first, second = docx.Document(BytesIO(to_bytes(adopted(OPERATIVE)))).sections
    assert (first.page_width, first.page_height) == (Twips(12240), Twips(15840))
    for section, bottom in ((first, 1728), (second, 1152)):
        margins = (
            section.left_margin,
            section.right_margin,
            section.top_margin,
            section.bottom_margin,
        )
        assert margins == (Twips(1200), Twips(1200), Twips(1440), Twips(bottom))
        assert (section.header_distance, section.footer_distance) == (Twips(432), Twips(504))
    assert first.different_first_page_header_footer
    assert not second.different_first_page_header_footer


def test_body_text_is_ten_points_on_twelve_at_103_per_cent_justified_between_the_1267_indents() -> (
    None
):
    styles = {
        s.get(qn("w:styleId")): s
        for s in part(to_bytes(adopted()), "word/styles.xml").iter(qn("w:style"))
    }
    normal, single = styles["Normal"], styles["SingleTxt"]
    assert normal.find(f".//{qn('w:sz')}").get(qn("w:val")) == "20"
    assert normal.find(f".//{qn('w:w')}").get(qn("w:val")) == "103"
    assert normal.find(f".//{qn('w:rFonts')}").get(qn("w:ascii")) == "Times New Roman"
    spacing = normal.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("240", "exact")
    assert single.find(qn("w:name")).get(qn("w:val")) == "__Single Txt"
    assert indents(single) == {"left": 1267, "right": 1267}
    stops = [int(tab.get(qn("w:pos"))) for tab in single.iter(qn("w:tab"))]
    assert stops[:3] == [1267, 1742, 2218]
    assert single.find(f".//{qn('w:jc')}").get(qn("w:val")) == "both"


@pytest.mark.parametrize("organ", ["General Assembly", "Human Rights Council"])
def test_every_style_that_is_used_is_defined(organ: str) -> None:
    data = to_bytes(adopted(OPERATIVE, clause(Kind.HEADING, "Heading", level=1), organ=organ))
    defined = {s.get(qn("w:styleId")) for s in part(data, "word/styles.xml").iter(qn("w:style"))}
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = [
            name
            for name in package.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        ]
    used = {
        element.get(qn("w:val"))
        for name in names
        for tag in ("w:pStyle", "w:rStyle", "w:basedOn", "w:next")
        for element in part(data, name).iter(qn(tag))
    }
    assert used <= defined


def test_what_python_docx_brings_along_is_left_out() -> None:
    data = to_bytes(adopted(OPERATIVE))
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = package.namelist()
        everything = b"".join(package.read(name) for name in names)
    assert not [name for name in names if "stylesWithEffects" in name or "thumbnail" in name]
    custom = [n for n in names if n.startswith("customXml/item") and "Props" not in n]
    assert custom == ["customXml/item1.xml"], "of custom parts there is our own alone"
    assert b"python-docx" not in everything


# ---- clauses and items


def test_numbers_are_typed_between_tabs() -> None:
    data = to_bytes(adopted(clause(Kind.PREAMBULAR, "Recalling its resolution,", 9), OPERATIVE))
    assert lines(data)[-4:-2] == [
        "\tRecalling its resolution,",
        "\t1.\tDecides to remain seized of the matter.",
    ]
    assert not list(part(data, "word/document.xml").iter(qn("w:numPr")))


def test_each_item_level_stands_one_stop_further_in() -> None:
    items = [
        clause(Kind.ITEM, "Words;", label=sign, level=n)
        for n, sign in enumerate(("(a)", "(i)", "a.", "i."), 1)
    ]
    found = [
        p for p in paragraphs(to_bytes(adopted(OPERATIVE, *items))) if words(p).endswith("\tWords;")
    ]
    assert [words(p) for p in found] == [
        "\t(a)\tWords;",
        "\t(i)\tWords;",
        "\ta.\tWords;",
        "\ti.\tWords;",
    ]
    assert [indents(p) for p in found] == [{}] * 4
    data = to_bytes(adopted())
    assert [resolved(data, style(p), "w:pPr", "w:ind") for p in found] == [
        {"left": "1267", "right": "1267", "val": "1"},
        {"left": "1742", "right": "1267", "hanging": "475", "val": "1"},
        {"left": "2218", "right": "1267", "hanging": "476", "val": "1"},
        {"left": "2693", "right": "1267", "hanging": "475", "val": "1"},
    ]


def test_quoted_text_moves_in_on_both_sides() -> None:
    quoted = clause(Kind.OPERATIVE, "Decides;", 7, "1.", quoted=True)
    found = next(p for p in paragraphs(to_bytes(adopted(quoted))) if "Decides" in words(p))
    assert indents(found) == {"left": 1742, "right": 1742}


def test_a_continuation_in_lower_case_is_flush_and_one_with_a_capital_is_indented() -> None:
    blocks = (
        OPERATIVE,
        clause(Kind.CONTINUATION, "and so on;"),
        clause(Kind.CONTINUATION, "Further words;"),
    )
    assert lines(to_bytes(adopted(*blocks)))[-4:-2] == ["and so on;", "\tFurther words;"]


@pytest.mark.parametrize(
    ("language", "looks"),
    [("en", {"i"}), ("fr", {"i"}), ("zh", {"b"}), ("ar", {"b", "bCs", "i", "iCs"})],
)
def test_leads_are_printed_as_the_language_has_them(language: str, looks: set[str]) -> None:
    lead = "تقرر" if language == "ar" else "Decides"
    resolution = adopted(
        clause(Kind.OPERATIVE, f"{lead} to act.", len(lead), "1."), language=language
    )
    data = to_bytes(resolution)
    run = next(
        r
        for p in paragraphs(data)
        for r in p.iter(qn("w:r"))
        if words(p).startswith("\t1.") and lead in "".join(r.itertext())
    )
    found = {etree.QName(child).localname for child in run.find(qn("w:rPr"))}
    assert found - {"rtl"} == looks


def test_an_arabic_text_runs_from_right_to_left_and_its_symbols_do_not() -> None:
    data = to_bytes(adopted(clause(Kind.OPERATIVE, "تقرر أن تبقي", 4, "1"), language="ar"))
    normal = part(data, "word/styles.xml").find(f"{qn('w:style')}[@{qn('w:styleId')}='Normal']")
    assert normal.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    head = part(data, "word/header3.xml")
    symbol = next(r for r in head.iter(qn("w:r")) if "/RES/73/8" in "".join(r.itertext()))
    assert symbol.find(f".//{qn('w:rtl')}") is None
    clause_run = next(
        r for p in paragraphs(data) for r in p.iter(qn("w:r")) if "تقرر" in "".join(r.itertext())
    )
    assert clause_run.find(f".//{qn('w:rtl')}") is not None


# ---- headings, parts, annexes, tables


def test_headings_of_one_level_are_ten_point_bold_and_two_levels_are_twelve_and_ten() -> None:
    one = [clause(Kind.HEADING, "Scope", label="I.", level=1)]
    two = [*one, clause(Kind.HEADING, "Detail", label="A.", level=2)]
    assert [style(p) for p in paragraphs(to_bytes(adopted(*one))) if "Scope" in words(p)] == ["H23"]
    shown = [
        p
        for p in paragraphs(to_bytes(adopted(*two)))
        if words(p)[:1] == "\t" and style(p) in ("H1", "H23")
    ]
    assert [(style(p), words(p)) for p in shown] == [("H1", "\tI.\tScope"), ("H23", "\tA.\tDetail")]


def test_an_annex_begins_a_page_with_its_label_at_the_margin_and_its_title_at_the_text() -> None:
    annex = Division(
        DivisionKind.ANNEX, "Annex I", make("Rules"), (clause(Kind.PARAGRAPH, "Text.", label="1."),)
    )
    resolution = adopted(OPERATIVE)
    data = to_bytes(Resolution(resolution.masthead, (*resolution.divisions, annex)))
    label, title = (p for p in paragraphs(data) if words(p) in ("Annex I", "\t\tRules"))
    assert style(label) == style(title) == "H1"
    assert label.find(f".//{qn('w:pageBreakBefore')}") is not None
    found = resolved(data, "H1", "w:pPr", "w:ind")
    assert (found["left"], found["hanging"]) == ("1267", "1267")


def test_a_row_of_asterisks_is_centred() -> None:
    found = next(
        p
        for p in paragraphs(to_bytes(adopted(clause(Kind.PARAGRAPH, "* * *"))))
        if words(p) == "* * *"
    )
    assert resolved(to_bytes(adopted()), style(found), "w:pPr", "w:jc") == {"val": "center"}


def test_cells_that_span_rows_and_columns_keep_the_grid_full() -> None:
    def cell(name: str, **span: int) -> Cell:
        return Cell((make(name),), **span)

    rows = (
        (Cell((make("Group"),), header=True), Cell((make("Amounts"),), colspan=2, header=True)),
        (cell("One", rowspan=2), cell("2"), cell("3")),
        (cell("4"), cell("5")),
        (cell("Short"),),
    )
    table = part(to_bytes(adopted(Block(Kind.TABLE, table=Table(rows)))), "word/document.xml").find(
        f".//{qn('w:tbl')}"
    )
    columns = [int(c.get(qn("w:w"))) for c in table.iter(qn("w:gridCol"))]
    assert sum(columns) == 12240 - 2 * 1200 - 2 * 1267
    for row in table.iter(qn("w:tr")):
        spans = [cell.find(f".//{qn('w:gridSpan')}") for cell in row.iter(qn("w:tc"))]
        assert sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans) == len(
            columns
        )
    merges = [m.get(qn("w:val")) for m in table.iter(qn("w:vMerge"))]
    assert merges == ["restart", "continue"]
    headers = [row.find(f".//{qn('w:tblHeader')}") is not None for row in table.iter(qn("w:tr"))]
    assert headers == [True, False, False, False]


# ---- masthead and first block


def test_an_adopted_resolution_bears_distribution_and_date_but_no_original_line() -> None:
    assert masthead(to_bytes(adopted())) == [
        "United Nations", "A/RES/73/8", "General Assembly", "Distr.: General", "5 November 2018",
    ]  # fmt: skip


def test_a_draft_is_limited_and_names_its_original_language() -> None:
    assert masthead(to_bytes(draft(issued=date(2019, 10, 11)))) == [
        "United Nations", "A/C.3/74/L.11", "General Assembly", "Distr.: Limited", "11 October 2019", "Original: English",
    ]  # fmt: skip


def test_the_first_block_of_an_adopted_resolution_is_in_its_order_and_styles() -> None:
    found = [(style(p), words(p)) for p in paragraphs(to_bytes(adopted(OPERATIVE)))]
    assert found[:5] == [
        ("Session", "Seventy-third session"),
        ("AgendaItemNormal", "Agenda item 43"),
        ("TitleHCH", "\t\tResolution adopted by the General Assembly\non 1 November 2018"),
        ("AdoptionBasis", "[without reference to a Main Committee (A/73/L.3)]"),
        ("TitleH1", "\t73/8.\tNecessity of ending the embargo"),
    ]


def test_the_first_block_of_a_draft_is_in_its_order_and_styles() -> None:
    found = [(style(p), words(p)) for p in paragraphs(to_bytes(draft()))]
    assert found == [
        ("Session", "Seventy-fourth session"),
        ("Committee", "Third Committee"),
        ("AgendaItemNormal", "Agenda item 107"),
        ("AgendaTitleH2", "Countering the use of information"),
        ("Sponsors", "Belarus, China and Cuba: revised draft resolution"),
        ("TitleH1", "\t\tCountering"),
        ("SingleTxt", "\tThe General Assembly,"),
    ]


def test_two_agenda_items_are_named_in_the_plural() -> None:
    assert "Agenda items 13 and 117" in lines(to_bytes(draft(agenda_item="13 and 117")))


def test_a_draft_without_sponsors_says_who_submits_it() -> None:
    data = to_bytes(
        draft(
            sponsors=(),
            proposal="draft resolution submitted by the President of the General Assembly",
        )
    )
    assert "Draft resolution submitted by the President of the General Assembly" in lines(data)


def test_a_council_draft_is_for_general_distribution_with_its_sponsors_in_the_place_of_a_title() -> (
    None
):
    formula = clause(Kind.FORMULA, "The Security Council,", 20)
    council = Masthead(Status.DRAFT, "Security Council", "S/2018/437", sponsors=("United Kingdom",))
    data = to_bytes(Resolution(council, (Division(blocks=(formula,)),)))
    assert "Distr.: General" in masthead(data)
    assert [(style(p), words(p)) for p in paragraphs(data)] == [
        ("TitleH1", "\t\tUnited Kingdom:\ndraft resolution"),
        ("SingleTxt", "\tThe Security Council,"),
    ]


def test_a_council_resolution_bears_its_number_above_the_line_of_its_adoption() -> None:
    council = Masthead(
        Status.ADOPTED, "Security Council", "S/RES/2231 (2015)", "2231 (2015)",
        heading="Adopted by the Security Council at its 7488th meeting, on 20 July 2015",
    )  # fmt: skip
    shown = lines(to_bytes(Resolution(council, (Division(blocks=(OPERATIVE,)),))))
    assert shown[:2] == [
        "\t\tResolution 2231 (2015)",
        "\t\tAdopted by the Security Council at its 7488th meeting, on 20\u00a0July 2015",
    ]


def test_a_subsidiary_organ_stands_under_its_parents_masthead() -> None:
    data = to_bytes(adopted(organ="Commission on Narcotic Drugs", symbol="E/CN.7/RES/60/1"))
    assert "Economic and Social Council" in masthead(data)
    assert lines(data)[0] == "Commission on Narcotic Drugs"


def test_the_human_rights_council_writes_on_geneva_paper() -> None:
    document = docx.Document(BytesIO(to_bytes(adopted(OPERATIVE, organ="Human Rights Council"))))
    assert (document.sections[0].page_width, document.sections[0].page_height) == (
        Twips(11906),
        Twips(16838),
    )
    assert [words(p) for p in document.tables[0]._tbl.iter(qn("w:p")) if words(p)][
        2
    ] == "General Assembly"


def test_the_emblems_place_is_kept_without_an_emblem() -> None:
    row = (
        docx.Document(BytesIO(to_bytes(adopted()))).sections[0].first_page_header.tables[0].rows[1]
    )
    assert row.height == Twips(2880)
    assert row.cells[0].width == Twips(1267)
    assert not list(row._tr.iter(qn("w:drawing")))


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.mark.parametrize(
    ("organ", "size"),
    [("General Assembly", (713232, 597103)), ("Human Rights Council", (715010, 574675))],
)
def test_an_emblem_is_set_at_its_size(organ: str, size: tuple[int, int], tmp_path: Path) -> None:
    image = tmp_path / "emblem.png"
    image.write_bytes(PIXEL)
    data = to_bytes(adopted(organ=organ), emblem=image)
    with zipfile.ZipFile(BytesIO(data)) as package:
        roots = [
            parse_xml(package.read(n))
            for n in package.namelist()
            if n.startswith(("word/header", "word/document.xml"))
        ]
    extents = [e for root in roots for e in root.iter(qn("wp:extent")) if e.get("cy") != "0"]
    assert [(int(e.get("cx")), int(e.get("cy"))) for e in extents] == [size]


def test_an_emblem_that_is_no_image_is_refused_in_one_sentence(tmp_path: Path) -> None:
    image = tmp_path / "emblem.png"
    image.write_text("not an image")
    with pytest.raises(EmblemError, match=r"emblem\.png is not an image"):
        to_bytes(adopted(), emblem=image)
    with pytest.raises(EmblemError):
        to_bytes(adopted(), emblem=tmp_path / "missing.png")


# ---- heads and feet


def fields(element: etree._Element) -> list[str]:
    """Return the first words of every field below an element."""
    return [" ".join(i.text.split()[:2]) for i in element.iter(qn("w:instrText"))]


def cells(element: etree._Element) -> Iterator[tuple[str, list[str]]]:
    """Yield each cell's words and fields, left to right."""
    for cell in element.iter(qn("w:tc")):
        yield words(cell), fields(cell)


def test_running_heads_put_the_symbol_outside_and_the_title_inside() -> None:
    section = docx.Document(BytesIO(to_bytes(adopted(job="18-18418 (E)")))).sections[0]
    symbol = ("A/RES/73/8", ['DOCVARIABLE "sss1"'])
    title = ("Necessity of ending the embargo", [])
    assert list(cells(section.even_page_header._element)) == [symbol, title]
    assert list(cells(section.header._element)) == [title, symbol]


def test_the_running_head_of_a_draft_has_the_symbol_alone() -> None:
    section = docx.Document(BytesIO(to_bytes(draft()))).sections[0]
    assert [shown for shown, _ in cells(section.header._element)] == ["", "A/C.3/74/L.11"]


def test_feet_count_pages_outside_and_show_the_job_number_inside() -> None:
    section = docx.Document(BytesIO(to_bytes(adopted(job="18-18418 (E)")))).sections[0]
    page, job = ["PAGE", "NUMPAGES"], ['DOCVARIABLE "FooterJN"']
    assert [found for _, found in cells(section.even_page_footer._element)] == [page, job]
    assert [found for _, found in cells(section.footer._element)] == [job, page]
    first = section.first_page_footer._element
    assert [shown for shown, _ in cells(first)] == ["18-18418 (E)*1818418*", ""]
    assert fields(first) == []


def test_settings_have_even_heads_the_templates_tab_stop_and_the_symbol() -> None:
    settings = part(to_bytes(adopted()), "word/settings.xml")
    assert settings.find(qn("w:evenAndOddHeaders")) is not None
    assert settings.find(qn("w:defaultTabStop")).get(qn("w:val")) == "475"
    variables = {v.get(qn("w:name")): v.get(qn("w:val")) for v in settings.iter(qn("w:docVar"))}
    assert variables["sss1"] == "A/RES/73/8"


# ---- notes


def noted(*texts: Text, notes: tuple[Note, ...]) -> Resolution:
    """Return a resolution with preambular paragraphs and notes."""
    blocks = tuple(Block(Kind.PREAMBULAR, text) for text in texts)
    return Resolution(Masthead(organ="General Assembly"), (Division(blocks=blocks),), notes)


def test_a_note_referred_to_again_repeats_its_number_by_a_field() -> None:
    again = join(make("Noting,"), (NoteRef(0),))
    data = to_bytes(noted(again, again, notes=(Note(make("A/73/85.")),)))
    body = part(data, "word/document.xml")
    assert len(list(body.iter(qn("w:footnoteReference")))) == 1
    name = next(
        n for m in body.iter(qn("w:bookmarkStart")) if (n := m.get(qn("w:name"))).startswith("_Ref")
    )
    assert fields(body) == [f"NOTEREF {name}"]
    assert lines(data)[-1] == "\tNoting,1"


def test_a_mark_of_its_own_is_typed_and_a_lost_note_stays_empty() -> None:
    data = to_bytes(noted(join(make("Noting,"), (NoteRef(0),)), notes=(Note(None, "78"),)))
    reference = part(data, "word/document.xml").find(f".//{qn('w:footnoteReference')}")
    assert reference.get(qn("w:customMarkFollows")) == "1"
    assert words(reference.getparent()) == "78"
    assert [words(n) for n in part(data, "word/footnotes.xml")][-1] == "78\t"


def test_a_note_without_a_mark_in_the_text_is_printed_below_it() -> None:
    data = to_bytes(noted(make("Noting,"), notes=(Note(make("A/73/85.")),)))
    assert lines(data)[-1] == "1\tA/73/85."


def test_the_separators_are_typed_underscores() -> None:
    notes = part(to_bytes(adopted()), "word/footnotes.xml")
    kinds = [(n.get(qn("w:type")), words(n)) for n in notes]
    assert kinds == [("separator", "_" * 18), ("continuationSeparator", "_" * 18)]


def test_a_link_is_a_relationship_and_what_is_none_stays_plain_text() -> None:
    text = (
        Run("55/63", href="https://undocs.org/A/RES/55/63"),
        Run(" and "),
        Run("here", Mark.NONE, "javascript:alert(1)"),
    )
    data = to_bytes(noted(text, notes=()))
    assert len(list(part(data, "word/document.xml").iter(qn("w:hyperlink")))) == 1
    assert lines(data)[-1] == "\t55/63 and here"


# ---- end, properties, files


def test_closing_lines_are_italic_against_the_right_edge_and_a_rule_ends_the_text() -> None:
    data = to_bytes(adopted(OPERATIVE))
    meeting, day = paragraphs(data)[-2:]
    assert [words(meeting), words(day)] == ["30th plenary meeting", "1 November 2018"]
    assert {style(meeting), style(day)} == {"ClosingLine"}
    assert resolved(data, "ClosingLine", "w:pPr", "w:jc") == {"val": "right"}
    assert resolved(data, "ClosingLine", "w:rPr", "w:i") == {"val": "1"}
    extent = part(data, "word/document.xml").find(f".//{qn('wp:extent')}")
    assert (extent.get("cx"), extent.get("cy")) == ("914400", "0")


def test_the_rule_names_a_prefix_that_word_can_resolve() -> None:
    choice = next(
        e
        for e in part(to_bytes(adopted()), "word/document.xml").iter()
        if str(e.tag).endswith("}Choice")
    )
    assert choice.get("Requires") in choice.nsmap


def test_the_file_says_title_and_symbol_and_no_author() -> None:
    properties = docx.Document(BytesIO(to_bytes(adopted()))).core_properties
    assert (properties.title, properties.subject) == (
        "Necessity of ending the embargo",
        "A/RES/73/8",
    )
    assert (properties.author, properties.comments) == ("", "")


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    assert lines(to_bytes(adopted(clause(Kind.PARAGRAPH, "be\x00fore\x1f"))))[-3] == "\tbefore"


def test_line_ends_and_tabs_inside_a_text_stay() -> None:
    assert (
        lines(to_bytes(adopted(clause(Kind.PARAGRAPH, "one\ttwo\nthree"))))[-3]
        == "\tone\ttwo\nthree"
    )


def test_a_file_is_replaced_as_a_whole_or_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "draft.docx"
    safe_write.write(target, to_bytes(adopted()))
    before = target.read_bytes()

    def full_disk(source: object, to: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(safe_write.os, "replace", full_disk)
    with pytest.raises(OSError, match="no space left"):
        safe_write.write(target, to_bytes(adopted(OPERATIVE)))
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]


def test_a_stream_is_written_too() -> None:
    stream = BytesIO()
    stream.write(to_bytes(adopted()))
    assert docx.Document(BytesIO(stream.getvalue())).core_properties.subject == "A/RES/73/8"


# ---- what one who goes on writing finds


def test_headings_gaps_and_closing_lines_are_set_by_their_styles_alone() -> None:
    data = to_bytes(adopted(OPERATIVE, clause(Kind.HEADING, "Scope", label="I.", level=1)))
    allowed = {"pStyle", "keepNext", "pageBreakBefore", "rPr", "sectPr"}
    for paragraph in list(part(data, "word/document.xml")[0].iter(qn("w:p")))[1:-1]:
        own = {etree.QName(child).localname for child in paragraph.find(qn("w:pPr"))}
        assert own <= allowed, words(paragraph)


def test_the_gallery_shows_the_organizations_styles_and_none_of_words_own() -> None:
    styles = part(to_bytes(adopted()), "word/styles.xml")
    assert styles.find(qn("w:latentStyles")).get(qn("w:defSemiHidden")) == "1"
    quick = {
        s.get(qn("w:styleId"))
        for s in styles.iter(qn("w:style"))
        if s.find(qn("w:qFormat")) is not None
    }
    assert {"SingleTxt", "H1", "H23", "HCh", "TitleH1", "Sponsors"} <= quick
    assert not {"Header", "Footer", "Spacer", "XLarge", "Publication", "TableTxt"} & quick


@pytest.mark.parametrize("organ", ["General Assembly", "Human Rights Council"])
def test_a_paragraph_after_a_title_or_a_heading_is_text(organ: str) -> None:
    styles = part(to_bytes(adopted(organ=organ)), "word/styles.xml")
    text = {"General Assembly": "SingleTxt", "Human Rights Council": "SingleTxtG"}[organ]
    following = {s.get(qn("w:styleId")): s.find(qn("w:next")) for s in styles.iter(qn("w:style"))}
    for name in ("H1", "H23", "HCh", "H4"):
        assert following[name + ("G" if text.endswith("G") else "")].get(qn("w:val")) == text
    assert following[text] is None, "a clause after a clause"


def test_headings_have_the_outline_levels_that_words_navigation_shows() -> None:
    data = to_bytes(adopted())
    levels = [
        resolved(data, name, "w:pPr", "w:outlineLvl")["val"] for name in ("HCh", "H1", "H23", "H4")
    ]
    assert levels == ["0", "0", "1", "3"]


def test_a_note_begins_where_its_mark_ends_at_the_same_place_whatever_its_length() -> None:
    texts = [join(make("Noting,"), (NoteRef(n),)) for n in range(11)]
    data = to_bytes(noted(*texts, notes=tuple(Note(make("A/73/85.")) for _ in texts)))
    notes = [n[0] for n in part(data, "word/footnotes.xml")][2:]
    assert [indents(n).get("hanging") for n in notes] == [None] * 9 + [182, 182]
    assert resolved(data, "FootnoteText", "w:pPr", "w:ind")["hanging"] == "127"


def test_no_break_hyphens_are_words_own() -> None:
    data = to_bytes(adopted(clause(Kind.PARAGRAPH, "the non\u2011aligned")))
    found = next(p for p in paragraphs(data) if "the non" in words(p))
    assert len(list(found.iter(qn("w:noBreakHyphen")))) == 1
    assert "\u2011" not in words(found)


def test_the_last_words_stay_on_the_page_of_meeting_and_date() -> None:
    *_, last, meeting, day = paragraphs(to_bytes(adopted(OPERATIVE)))
    assert "seized" in words(last)
    assert last.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    assert resolved(to_bytes(adopted()), style(meeting), "w:pPr", "w:keepNext") == {"val": "1"}
    assert day.find(f"{qn('w:pPr')}/{qn('w:keepNext')}").get(qn("w:val")) == "0"


# ---- running titles and tables


@pytest.mark.parametrize(("length", "lines"), [(20, 1), (76, 1), (90, 2), (200, 3), (240, 0)])
def test_a_long_running_title_stands_in_lines_of_like_length_or_is_left_out(
    length: int, lines: int
) -> None:
    title = ("word " * 60)[:length].strip()
    resolution = replace(adopted(), divisions=(Division(title=make(title)),))
    shown = head(resolution).running_title
    assert len(shown) == lines
    assert " ".join(shown) in (title, "")
    assert max(map(len, shown), default=0) - min(map(len, shown), default=0) <= 10


def test_figures_stand_to_the_right_and_a_blank_row_of_the_head_is_a_gap() -> None:
    def row(*cells: str, header: bool = False) -> tuple[Cell, ...]:
        return tuple(Cell((make(words),), header=header) for words in cells)

    table = Table(
        (
            row("Section", "Amount", header=True),
            row("", "", header=True),
            row("Peace", "25 161.2"),
            row("Law", "(1.8)"),
        )
    )
    found = part(to_bytes(adopted(Block(Kind.TABLE, table=table))), "word/document.xml").find(
        f".//{qn('w:tbl')}"
    )
    assert [style(p) for p in found.iter(qn("w:p"))] == [
        "TableHead", "TableHeadFigure", "TableHead", "TableHeadFigure", "TableTxt", "TableFigure", "TableTxt", "TableFigure",
    ]  # fmt: skip
    heights = [r.find(f".//{qn('w:trHeight')}") for r in found.iter(qn("w:tr"))]
    assert [h is not None for h in heights] == [False, True, False, False]
    rules = [r.find(f".//{qn('w:tcBorders')}/{qn('w:bottom')}") for r in found.iter(qn("w:tr"))]
    assert [None if rule is None else rule.get(qn("w:sz")) for rule in rules] == [
        "12",
        None,
        None,
        None,
    ]


def test_words_beside_a_figure_keep_apart_from_it() -> None:
    rows = tuple(
        tuple(Cell((make(w),)) for w in ("Office", number, "P-4")) for number in ("1", "2")
    )
    table = part(to_bytes(adopted(Block(Kind.TABLE, table=Table(rows)))), "word/document.xml").find(
        f".//{qn('w:tbl')}"
    )
    margins = [c.find(f".//{qn('w:tcMar')}/{qn('w:left')}") for c in table.iter(qn("w:tc"))]
    assert [None if m is None else m.get(qn("w:w")) for m in margins] == [None, None, "144"] * 2


def test_a_wide_table_keeps_within_the_margins_and_its_longest_words_whole() -> None:
    words_ = ["Programme", "Multidimensional", "1", "2", "3", "Internationalization"]
    table = Table(tuple(tuple(Cell((make(w),)) for w in words_) for _ in range(3)))
    found = part(to_bytes(adopted(Block(Kind.TABLE, table=table))), "word/document.xml").find(
        f".//{qn('w:tbl')}"
    )
    columns = [int(c.get(qn("w:w"))) for c in found.iter(qn("w:gridCol"))]
    assert sum(columns) == 12240 - 2 * 1200
    assert all(width >= 80 * len(word) for width, word in zip(columns, words_, strict=True))


# ---- the plain form of conferences


def conference(**masthead: object) -> Resolution:
    """Return a paper of a Model UN conference."""
    known = {
        "status": Status.DRAFT,
        "organ": "World Water Forum",
        "sponsors": ("Fiji", "Kenya"),
        "signatories": ("Chile", "Japan"),
    } | masthead
    blocks = (clause(Kind.FORMULA, "The World Water Forum,", 21),)
    return Resolution(Masthead(**known), (Division(title=make("Water"), blocks=blocks),))  # type: ignore[arg-type]


def test_a_conferences_paper_bears_a_form_and_no_masthead() -> None:
    data = to_bytes(conference(symbol="1.2"))
    assert [(style(p), words(p)) for p in paragraphs(data)] == [
        ("TitleHCH", "\t\tDraft resolution 1.2"),
        ("FormLine", "Committee:\tWorld Water Forum"),
        ("FormLine", "Topic:\tWater"),
        ("FormLine", "Sponsors:\tFiji, Kenya"),
        ("FormLine", "Signatories:\tChile, Japan"),
        ("SingleTxt", "\tThe World Water Forum,"),
    ]
    with zipfile.ZipFile(BytesIO(data)) as package:
        heads = b"".join(package.read(n) for n in package.namelist() if "header" in n)
    assert b"United Nations" not in heads


@pytest.mark.parametrize(
    ("masthead", "plain"),
    [
        ({"organ": "General Assembly", "signatories": ()}, False),
        ({"organ": "General Assembly", "signatories": ("Chile",)}, True),
        ({"organ": "World Water Forum", "signatories": ()}, True),
        ({"organ": "Trade and Development Board", "symbol": "TD/B/68/L.2", "signatories": ()}, False),
        ({"organ": "Trade and Development Board", "status": Status.ADOPTED, "signatories": ()}, False),
    ],
)  # fmt: skip
def test_signatories_or_a_draft_of_no_known_organ_make_a_conferences_paper(
    masthead: dict[str, object], plain: bool
) -> None:
    assert usage_of(conference(**masthead)).letterhead.form is plain


def test_a_document_that_was_printed_says_when_behind_its_job_number() -> None:
    section = docx.Document(BytesIO(to_bytes(adopted(job="18-18418 (E) 071118")))).sections[0]
    assert "18-18418 (E)    071118" in words(section.first_page_footer._element)
    assert "18-18418*" not in words(section.first_page_footer._element)
    assert "18-18418" in words(section.footer._element)
