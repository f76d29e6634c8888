"""Tracked changes of Word files, each shape as Word and others write it: told, and settled as Word settles them."""

from __future__ import annotations

import io
import zipfile

import pytest

from resolution.formats.word.reader import changes, read
from resolution.formats.word.reading.document import open_document
from resolution.formats.word.reading.package import Package
from resolution.formats.word.reading.tracked import Did
from resolution.model import Resolution
from resolution.recognition.paragraphs import SeenParagraph
from resolution.text import Mark, Run, plain
from tests.waiting import cpu_seconds

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPENING = (
    "Protection of the oceans",
    "The General Assembly,",
    "Recalling its resolution 55/2 of 8 September 2000,",
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def by(author: str = "Peru", day: int = 1) -> str:
    """Return the attributes of a mark."""
    return f'w:id="{day}" w:author="{author}" w:date="2026-11-{day:02}T10:00:00Z"'


def r(words: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{words}</w:t></w:r>'


def ins(inner: str, author: str = "Peru", day: int = 1) -> str:
    return f"<w:ins {by(author, day)}>{inner}</w:ins>"


def gone(words: str, author: str = "Peru", day: int = 1) -> str:
    return f'<w:del {by(author, day)}><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


def p(inner: str, end: str = "", facts: str = "") -> str:
    """Return a paragraph. end: what became of its end: "ins", "del", "moveFrom", "moveTo"."""
    mark = f"<w:rPr><w:{end} {by()}/></w:rPr>" if end else ""
    return f"<w:p><w:pPr>{facts}{mark}</w:pPr>{inner}</w:p>"


def file_of(*body: str, notes: str = "", head: str = "") -> bytes:
    """Return a Word file of these paragraphs below an opening."""
    inner = "".join([*(p(r(words)) for words in OPENING), *body])
    own = '<w:headerReference w:type="default" r:id="r2"/>' if head else ""
    body_part = f"<w:document><w:body>{inner}<w:sectPr>{own}</w:sectPr></w:body></w:document>"
    parts = {"word/document.xml": body_part}
    relations = []
    if notes:
        parts["word/footnotes.xml"] = f"<w:footnotes>{notes}</w:footnotes>"
        relations.append(
            f'<Relationship Id="r1" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/>'
        )
    if head:
        parts["word/header1.xml"] = f"<w:hdr>{head}</w:hdr>"
        relations.append(f'<Relationship Id="r2" Type="{_OFFICE}/header" Target="header1.xml"/>')
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r0" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_RELATIONS}">{"".join(relations)}</Relationships>',
        )
        for name, xml in parts.items():
            archive.writestr(name, xml.replace(">", f' xmlns:w="{W}" xmlns:r="{_OFFICE}">', 1))
    return stream.getvalue()  # fmt: skip


def lines(resolution: Resolution) -> list[str]:
    """Return the labels and words of the paragraphs below the opening."""
    return [f"{b.label} {plain(b.text)}".strip() for b in resolution.main.blocks[2:]]


def both(data: bytes) -> tuple[list[str], list[str]]:
    """Return the lines with all accepted, and with all rejected."""
    return lines(read(data).resolution), lines(read(data, rejected=True).resolution)


def told(data: bytes) -> list[tuple[str, str, str]]:
    return [(c.did.value, c.author, c.words) for c in changes(data).changes]


def test_words_that_came_and_went() -> None:
    data = file_of(p(r("1. Decides to ") + gone("wait") + ins(r("act")) + r(" at once.")))
    assert both(data) == (["1. Decides to act at once."], ["1. Decides to wait at once."])
    assert told(data) == [("deleted", "Peru", "wait"), ("inserted", "Peru", "act")]
    change = changes(data).changes[0]
    assert change.made is not None and change.made.isoformat() == "2026-11-01T10:00:00+00:00"
    assert changes(data).paragraphs[change.paragraphs[0]].words == "1. Decides to waitact at once."


def test_each_change_is_settled_by_itself() -> None:
    data = file_of(p(r("1. Decides to ") + gone("wait") + ins(r("act")) + r(" at ") + gone("once", "Fiji") + ins(r("home"), "Fiji") + r(".")))  # fmt: skip
    by_author = {c.id: c.author == "Peru" for c in changes(data).changes}
    assert lines(read(data, decisions=by_author).resolution) == ["1. Decides to act at once."]
    one = {"1": False}
    assert lines(read(data, decisions=one).resolution) == ["1. Decides to waitact at home."]


def test_a_new_paragraph_is_one_change() -> None:
    data = file_of(
        p(r("1. Decides to act;")), p(ins(r("2. Invites ") + r("States;")), "ins"), p(r("3. Ends."))
    )
    assert both(data) == (
        ["1. Decides to act;", "2. Invites States;", "3. Ends."], ["1. Decides to act;", "3. Ends."],
    )  # fmt: skip
    assert told(data) == [("inserted", "Peru", "2. Invites States;")]


def test_an_empty_paragraph_goes_with_the_one_before_it() -> None:
    data = file_of(
        p(r("1. Decides to act;")),
        p(ins(r("2. Invites States;")), "ins"),
        p("", "ins"),
        p(r("3. Ends.")),
    )
    assert told(data) == [("inserted", "Peru", "2. Invites States;")]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    data = file_of(p(r("1. Decides to act"), "del"), p(r(" at once.")))
    assert both(data) == (["1. Decides to act at once."], ["1. Decides to act", "at once."])
    assert told(data) == [("paragraph mark deleted", "Peru", "")]


def test_an_inserted_paragraph_mark_is_taken_back() -> None:
    data = file_of(p(r("1. Decides to act;"), "ins"), p(r(" 2. Ends.")))
    assert both(data) == (["1. Decides to act;", "2. Ends."], ["1. Decides to act; 2. Ends."])


def test_a_paragraph_typed_at_the_end_of_another_is_one_change() -> None:
    data = file_of(p(r("1. Decides to act") + ins(r(" soon")) + r(";"), "ins"), p(ins(r("2. Invites States;"))), p(r("3. Ends.")))  # fmt: skip
    assert told(data) == [("inserted", "Peru", "soon"), ("inserted", "Peru", "2. Invites States;")] or told(data) == [
        ("inserted", "Peru", "2. Invites States;"), ("inserted", "Peru", "soon"),
    ]  # fmt: skip
    assert both(data)[1] == ["1. Decides to act;", "3. Ends."]
    without = {c.id: c.words == "soon" for c in changes(data).changes}
    assert lines(read(data, decisions=without).resolution) == [
        "1. Decides to act soon;",
        "3. Ends.",
    ]


def test_a_run_of_paragraphs_without_ends_joins_into_one() -> None:
    data = file_of(
        p(r("1. Decides"), "del"), p(r(" to act"), "del"), p(gone("soon"), "del"), p(r(" at once."))
    )
    assert both(data)[0] == ["1. Decides to act at once."]


def test_one_deletes_what_another_inserted() -> None:
    nested = ins(r("soon ") + gone("and well ", "Fiji", 2), "Peru")
    data = file_of(p(r("1. Decides to act ") + nested + r("at home.")))
    assert both(data) == (["1. Decides to act soon at home."], ["1. Decides to act at home."])
    found = changes(data)
    assert told(data) == [("inserted", "Peru", "soon and well"), ("deleted", "Fiji", "and well")]
    assert found.paragraphs[-1].stretches[2].under == (("1", Did.INSERTED), ("2", Did.DELETED))
    assert lines(read(data, decisions={"2": False}).resolution) == [
        "1. Decides to act soon and well at home."
    ]


def move(kind: str, words: str) -> str:
    """Return a whole paragraph moved, as Word writes it."""
    tag = "t"
    return (
        p(f'<w:{kind}RangeStart {by()} w:name="move1"/><w:{kind} {by()}><w:r><w:{tag}>{words}</w:{tag}></w:r></w:{kind}>', kind)
        + f'<w:{kind}RangeEnd w:id="1"/>'
    )  # fmt: skip


def test_both_ends_of_a_move_are_one_change() -> None:
    data = file_of(move("moveFrom", "1. Invites States;"), p(r("2. Decides to act;")), move("moveTo", "1. Invites States;"), p(r("3. Ends.")))  # fmt: skip
    assert both(data) == (
        ["2. Decides to act;", "1. Invites States;", "3. Ends."], ["1. Invites States;", "2. Decides to act;", "3. Ends."],
    )  # fmt: skip
    assert told(data) == [("moved", "Peru", "1. Invites States;")]
    assert len(changes(data).changes[0].paragraphs) == 2
    assert lines(read(data, decisions={"1": False}).resolution)[0] == "1. Invites States;"


def test_what_was_inserted_into_a_paragraph_goes_where_its_move_is_rejected() -> None:
    to = move("moveTo", "1. Invites States;").replace(
        "</w:moveTo>", f"</w:moveTo>{ins(r(' and others'))}", 1
    )
    data = file_of(
        move("moveFrom", "1. Invites States;"), p(r("2. Decides to act;")), to, p(r("3. Ends."))
    )
    assert lines(read(data, decisions={"1": False}).resolution) == [
        "1. Invites States;",
        "2. Decides to act;",
        "3. Ends.",
    ]


def test_an_end_of_a_move_without_the_other_is_an_insertion() -> None:
    data = file_of(p(r("1. Decides to act;")), move("moveTo", "2. Ends."))
    assert told(data) == [("inserted", "Peru", "2. Ends.")]


def test_formatting_comes_back() -> None:
    look = f"<w:i/><w:rPrChange {by()}><w:rPr><w:b/></w:rPr></w:rPrChange>"
    data = file_of(p(r("1. Decides to ") + r("act", look) + r(" at once.")))
    after = read(data).resolution.main.blocks[-1].text
    before = read(data, rejected=True).resolution.main.blocks[-1].text
    assert Run("act", Mark.ITALIC) in after
    assert Run("act", Mark.BOLD) in before
    assert told(data) == [("formatting", "Peru", "act")]


def test_paragraph_formatting_comes_back() -> None:
    facts = f'<w:jc w:val="center"/><w:pPrChange {by()}><w:pPr><w:ind w:left="1400"/></w:pPr></w:pPrChange>'
    data = file_of(p(r("1. Decides to act;"), facts=facts), p(r("2. Ends.")))
    assert [c.did for c in changes(data).changes] == [Did.FORMATTED]
    assert both(data)[0] == both(data)[1] == ["1. Decides to act;", "2. Ends."]


def table(*rows: str) -> str:
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>{"".join(rows)}</w:tbl>'


def row(inner: str, mark: str = "") -> str:
    facts = f"<w:trPr><w:{mark} {by()}/></w:trPr>" if mark else ""
    return f"<w:tr>{facts}<w:tc><w:tcPr/>{p(inner)}</w:tc><w:tc><w:tcPr/>{p(r('1'))}</w:tc></w:tr>"


def cells(resolution: Resolution) -> list[str]:
    table = next(b.table for b in resolution.blocks() if b.table)
    return [plain(text) for row in table.rows for cell in row for text in cell.paragraphs]


def test_rows_of_a_table() -> None:
    data = file_of(p(r("1. Adopts the table:")), table(row(r("Year")), row(gone("1999"), "del"), row(ins(r("2026")), "ins")), p(r("2. Ends.")))  # fmt: skip
    assert cells(read(data).resolution) == ["Year", "1", "2026", "1"]
    assert cells(read(data, rejected=True).resolution) == ["Year", "1", "1999", "1"]
    assert told(data) == [("deleted", "Peru", "19991"), ("inserted", "Peru", "20261")]
    assert changes(data).paragraphs[-2].where == "table"


def note(words: str, number: int = 2) -> str:
    return f'<w:footnote w:id="{number}">{p("<w:r><w:footnoteRef/></w:r>" + words)}</w:footnote>'


def call(number: int = 2) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def test_words_in_a_note() -> None:
    data = file_of(p(r("1. Decides to act.") + call()), notes=note(r("See ") + gone("A/55/1") + ins(r("A/56/1")) + r(".")))  # fmt: skip
    assert plain(read(data).resolution.notes[0].text or ()) == "See A/56/1."
    assert plain(read(data, rejected=True).resolution.notes[0].text or ()) == "See A/55/1."
    assert [c.words for c in changes(data).changes] == ["A/55/1", "A/56/1"]
    assert changes(data).paragraphs[-1].where == "note"


def test_a_note_goes_with_its_sign() -> None:
    data = file_of(
        p(r("1. Decides to act") + ins(call()) + r(".")), notes=note(ins(r("See A/56/1.")))
    )
    assert [plain(n.text or ()) for n in read(data).resolution.notes] == ["See A/56/1."]
    rejected = read(data, rejected=True)
    assert rejected.resolution.notes == () and rejected.unread == ()
    assert told(data) == [("inserted", "Peru", "[note]See A/56/1.")]


def test_heads_hold_changes_too() -> None:
    data = file_of(p(r("1. Ends.")), head=p(r("A/C.3/") + gone("55") + ins(r("56")) + r("/L.1")))
    assert read(data).resolution.masthead.symbol == "A/C.3/56/L.1"
    assert read(data, rejected=True).resolution.masthead.symbol == "A/C.3/55/L.1"
    assert changes(data).paragraphs[0].where == "head"


def test_very_many_changes_are_settled_in_moments() -> None:
    many = file_of(
        p("".join(ins(r("a")) for _ in range(20_000))),
        *(p(r("b"), "del") for _ in range(8_000)),
        p(r("c")),
    )
    with cpu_seconds(30):
        read(many, rejected=True)
        read(many)


def test_a_file_of_google_docs_whose_marks_all_have_the_number_nought() -> None:
    who = 'w:author="Ana" w:id="0" w:date="2026-11-20T09:00:00Z"'
    new = (
        f'<w:p><w:pPr><w:rPr><w:ins {who}/></w:rPr></w:pPr><w:ins {who}><w:r><w:rPr><w:rtl w:val="0"/></w:rPr>'
        f'<w:t xml:space="preserve">2. Invites States</w:t></w:r></w:ins><w:ins w:author="Ben" w:id="1" '
        f'w:date="2026-11-20T09:05:00Z"><w:del {who}><w:r><w:rPr><w:rtl w:val="0"/></w:rPr>'
        f'<w:delText xml:space="preserve"> soon</w:delText></w:r></w:del></w:ins><w:ins {who}><w:r>'
        f'<w:t xml:space="preserve">;</w:t></w:r></w:ins></w:p>'
    )
    data = file_of(p(r("1. Decides to act;")), new, p(r("3. Ends.")))
    assert both(data) == (
        ["1. Decides to act;", "2. Invites States;", "3. Ends."], ["1. Decides to act;", "3. Ends."],
    )  # fmt: skip
    assert changes(data).authors == ("Ana", "Ben")


def test_cells_that_came_are_taken_back() -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr>" + p(r("{}")) + "</w:tc>"
    rows = "".join(
        f"<w:tr>{cell.format('', a)}{cell.format('', b)}{cell.format(f'<w:cellIns {by()}/>', c)}</w:tr>"
        for a, b, c in (("Year", "Sum", "Share"), ("1999", "12", "3"))
    )
    data = file_of(p(r("1. Adopts the table:")), table(rows), p(r("2. Ends.")))
    assert cells(read(data).resolution) == ["Year", "Sum", "Share", "1999", "12", "3"]
    assert cells(read(data, rejected=True).resolution) == ["Year", "Sum", "1999", "12"]


def test_a_file_without_changes_tells_none() -> None:
    data = file_of(p(r("1. Ends.")))
    assert changes(data).changes == () and changes(data).paragraphs == ()


@pytest.mark.parametrize("end", ["del", "moveFrom"])
def test_words_before_a_table_stay_where_the_end_is_gone(end: str) -> None:
    data = file_of(p(r("1. Adopts the table:"), end), table(row(r("Year"))), p(r("2. Ends.")))
    assert lines(read(data).resolution)[0] == "1. Adopts the table:"


def test_a_deleted_paragraph_that_held_a_link_leaves_nothing() -> None:
    link = f'<w:hyperlink w:anchor="x">{gone("act")}</w:hyperlink>'
    data = file_of(p(r("1. Decides;")), p(gone("2. Invites to ") + link, "del"), p(r("3. Ends.")))
    seen = open_document(Package(data)).body
    assert [each.words for each in seen[3:] if isinstance(each, SeenParagraph)] == [
        "1. Decides;",
        "3. Ends.",
    ]
    assert sum(each.blanks for each in seen) == 0


def test_marks_in_a_link_and_in_a_content_control() -> None:
    inner = f'<w:hyperlink w:anchor="x">{ins(r("act"))}</w:hyperlink>'
    control = f"<w:sdt><w:sdtContent>{gone('wait')}</w:sdtContent></w:sdt>"
    data = file_of(p(r("1. Decides to ") + inner + control + r(" at once.")))
    assert both(data) == (["1. Decides to act at once."], ["1. Decides to wait at once."])
