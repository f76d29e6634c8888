"""HTML as programs put it on the clipboard: structure, italics and notes are kept, every word is, and nothing breaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolution.formats import detect as files
from resolution.formats.html import reader as html
from resolution.formats.html.writer import for_clipboard, to_html
from resolution.formats.plain import reader as plain
from resolution.model import Block, Kind, Resolution
from resolution.reading import Reading, ReadingError
from resolution.text import Mark, NoteRef, Run, Text
from resolution.text import plain as words_of
from tests.waiting import cpu_seconds

PAGES = Path(__file__).parent / "pages"


def shown(text: Text) -> str:
    """Return a text with its italics in slashes and its notes in brackets."""
    out = ""
    for inline in text:
        if isinstance(inline, NoteRef):
            out += f"[{inline.note + 1}]"
        else:
            slanted = inline.marks & (Mark.ITALIC | Mark.LEAD)
            out += f"/{inline.text}/" if slanted else inline.text
    return out


def lines(resolution: Resolution) -> list[str]:
    """Return every block as a line: kind, level, label, text."""
    return [
        f"{b.kind.value}{b.level or ''} {b.label} {shown(b.text)}".replace("  ", " ").strip()
        for b in resolution.blocks()
    ]


def notes(resolution: Resolution) -> list[str]:
    return [shown(note.text or ()) for note in resolution.notes]


def page(name: str) -> Reading:
    """Return the reading of a page as a program makes it."""
    return html.read((PAGES / f"{name}.html").read_text(encoding="utf-8"))


# --- the programs -------------------------------------------------------------------------------


def test_words_paragraphs_lists_headings_and_footnotes_are_kept() -> None:
    reading = page("word")
    assert lines(reading.resolution) == [
        "formula /The General Assembly/,",
        "preambular /Recalling/ its resolution 55/63 of 4\N{NO-BREAK SPACE}December 2000,[1]",
        "preambular /Recognizing/ the need to act, and document A/55/63,",
        "heading1 A. Cooperation",
        "operative 1. /Requests/ the Secretary-General:",
        "item1 (a) To report annually;",
        "item2 i. In writing;",
        "item1 (b) To inform everybody;",
        "operative 2. /Decides/ to remain seized of the matter.[2]",
    ]
    assert notes(reading.resolution) == [
        "See /Official Records/, chap.\N{NO-BREAK SPACE}I.",
        "A/55/1.\nAnd more.",
    ]
    assert reading.unread == ("[picture: A map]",)


def test_libreoffices_lists_tables_and_footnotes_are_kept() -> None:
    reading = page("libreoffice")
    assert lines(reading.resolution) == [
        "preambular /Recalling/ its resolution 55/63,[1]",
        "operative 1. /Requests/ a report:",
        "item1 a. First;",
        "item1 b. Second;",
        "operative 2. /Decides/ to go on.",
        "table",
    ]
    table = next(b.table for b in reading.resolution.blocks() if b.table)
    assert [[words_of(c.paragraphs[0]) for c in row] for row in table.rows] == [
        ["Year", "Amount"],
        ["2000", "5"],
        ["6"],
    ]
    assert table.rows[1][0].rowspan == 2
    assert notes(reading.resolution) == ["See A/55/1."] and reading.unread == ()


def test_google_docs_lists_and_italics_are_kept() -> None:
    assert lines(page("google_docs").resolution) == [
        "formula The General Assembly,",
        "preambular /Deeply concerned/ about the  situation,".replace("  ", " "),
        "operative 1. /Calls upon/ all States:",
        "item1 a. To act;",
        "item1 b. To report;",
        "operative 2. /Decides/ to remain seized of the matter.",
    ]


def test_a_page_of_the_web_gives_clauses_nested_items_and_notes_typed_as_raised_figures() -> None:
    reading = page("web_page")
    assert lines(reading.resolution) == [
        "formula /The Security Council/,",
        "preambular /Recalling/\N{NO-BREAK SPACE}its resolutions 1325 (2000),[1]",
        "operative 1. /Urges/ Member States;",
        "item1 • first thing;",
        "item1 • second thing",
        "item2 ○ deeper",
        "operative 2. /Decides/ to remain seized.",
    ]
    assert notes(reading.resolution) == ["See S/2000/1."]
    assert reading.resolution.masthead.symbol == "S/RES/2250 (2015)"
    assert reading.unread == ("Home",)


def test_a_mail_gives_the_clauses_that_delegates_name_by_their_places() -> None:
    reading = page("outlook")
    assert lines(reading.resolution) == [
        "preambular /Recalling/ the report,",
        "operative 1. /Requests/ help;",
        "operative 2. /Invites/ all.",
    ]
    assert reading.unread == ("Dear colleagues,",)


def test_notes_of_a_wiki_are_found_by_their_links_one_called_twice_once() -> None:
    resolution = page("wiki").resolution
    assert lines(resolution)[0] == "paragraph The text[1] goes on[2] and on[2]."
    assert notes(resolution) == ["One /book/.", "Two."]


# --- our own ------------------------------------------------------------------------------------


def bare(resolution: Resolution) -> tuple[list[tuple[object, ...]], list[str]]:
    """Return what a page shows of a text: blocks, titles, notes in the order in which they are called."""
    blocks = [
        (b.kind, b.level, b.label, " ".join(words_of(b.text).split())) for b in resolution.blocks()
    ]
    order = resolution.note_marks()
    texts = [" ".join(words_of(resolution.notes[i].text or ()).split()) for i in order]
    return blocks, texts


@pytest.mark.parametrize("seed", range(5))
def test_a_page_of_our_own_gives_the_text_back(seeds: list[Path], seed: int) -> None:
    text = plain.read(seeds[seed]).resolution
    reading = html.read(to_html(text))
    assert bare(reading.resolution) == bare(text)
    assert reading.resolution.main.closing == text.main.closing
    assert words_of(reading.resolution.main.title) == words_of(text.main.title)
    assert set(reading.unread) <= {"Economic and Social Council"}


@pytest.mark.parametrize("seed", range(5))
def test_what_we_put_on_the_clipboard_gives_the_clauses_back(seeds: list[Path], seed: int) -> None:
    text = plain.read(seeds[seed]).resolution
    there = html.read(for_clipboard(tuple(text.blocks()), text.notes)).resolution
    called = [i for b in text.blocks() for i in b.text if isinstance(i, NoteRef)]
    assert bare(there)[0] == bare(text)[0]
    again = [i for b in there.blocks() for i in b.text if isinstance(i, NoteRef)]
    assert len(again) == len(called)


def test_a_web_page_is_opened_as_a_file() -> None:
    data = b"<!DOCTYPE html><meta charset=utf-8><p>The General Assembly,<p>1. Decides to go on."
    assert [b.kind for b in files.read_bytes(data, "x.html").resolution.blocks()] == [
        Kind.FORMULA,
        Kind.OPERATIVE,
    ]


# --- pieces -------------------------------------------------------------------------------------


def read(source: str) -> list[str]:
    return lines(html.read(source).resolution)


def test_what_one_does_not_see_is_no_word_of_the_text() -> None:
    reading = html.read(
        "<head><title>Title</title></head><script>one</script><style>p {}</style><p style='display:none'>two</p>"
        "<p hidden>three</p><!-- four --><p>Seen <span style='mso-hide:all'>five</span>words.</p><p>others</p>"
    )
    assert lines(reading.resolution) == ["paragraph Seen words.", "continuation others"]
    assert reading.unread == ()


def test_the_words_of_links_are_kept_and_italics_come_from_styles_too() -> None:
    source = (
        "<style>.lead {font-style: italic} @media print { p {display:none} }</style>"
        "<p><a href='https://x'>Linked</a> <span class=lead>words</span> <em>and "
        "<span style='font-style:normal'>more</span></em></p>"
    )
    [run, *rest] = html.opened(source).one_line()
    assert isinstance(run, Run) and run.text == "Linked " and not run.href
    assert shown((run, *rest)) == "Linked /words/ /and /more"


def test_a_list_counts_as_its_attributes_say() -> None:
    source = "<ol start=3><li>Urges;<li value=7>Invites;</ol><ol type=i><li>x<li>y</ol><ol style='list-style-type:none'><li>4. z</ol>"
    labels = [b.label for b in html.read(f"<p>Calls upon all:</p>{source}").resolution.blocks()]
    assert labels == ["", "3.", "7.", "i.", "ii.", "4."]


def test_further_paragraphs_of_an_item_go_on_with_it() -> None:
    source = "<p>The Council,</p><ol><li><p>Requests:</p><ol type=a><li><p>a report;</p><p>that is long;</p></li></ol></li></ol>"
    assert read(source)[-1] == "continuation1 that is long;"


def test_a_table_that_only_lays_out_the_page_gives_its_words_in_order() -> None:
    source = "<table><tr><td>1.<td>Requests the Secretary-General to report on the implementation of this;<tr><td>2.<td>Decides to remain seized of the matter.</table>"
    assert read(source) == [
        "operative 1. /Requests/ the Secretary-General to report on the implementation of this;",
        "operative 2. /Decides/ to remain seized of the matter.",
    ]


def test_printed_lines_of_a_page_are_joined_to_paragraphs() -> None:
    text = (
        "Recalling its resolution 55/63 of 4 December 2000 and all the other ones that\n"
        "were adopted on this matter by the Assembly in the course of the years and\n"
        "that nobody has read since then,\n\n"
        "     1. Requests a report on the implementation of the present resolution and\n"
        "on all that is connected with it in any manner;\n"
    )
    for source in (f"<pre>{text}</pre>", f"<p>{text.replace(chr(10), '<br>')}</p>"):
        assert [b.kind for b in html.read(source).resolution.blocks()] == [
            Kind.PREAMBULAR,
            Kind.OPERATIVE,
        ]


def test_a_mark_whose_note_did_not_come_along_is_kept_as_a_note_without_text() -> None:
    [clause] = html.read(
        '<p>Recalling x,<a href="#_ftn3"><sup>[3]</sup></a></p>'
    ).resolution.blocks()
    assert shown(clause.text) == "/Recalling/ x,[1]"


def test_a_link_to_another_paragraph_is_no_note() -> None:
    source = (
        "<p>1. Requests what paragraph <a href='#OP2'>2</a> says;</p><p id=OP2>2. Invites all.</p>"
    )
    assert read(source) == [
        "operative 1. /Requests/ what paragraph 2 says;",
        "operative 2. /Invites/ all.",
    ]


def test_what_a_comment_of_word_says_is_told_apart() -> None:
    source = (
        "<p>Recalling,</p><p>Noting,</p><div style='mso-element:comment-list'><p>Too weak</p></div>"
    )
    assert html.read(source).unread == ("Comment: Too weak",)


# --- whatever comes -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "", " ", "<", "<p", "<!DOCTYPE html>", "<table><tr><td>", "\x00", "<!--", "<ol><li><ol><li>",
        "<p>a<table><p>b</table><li>c", "</p></div>words", "<img>", "&#0;&#xffff;&bogus;", "<a href='#x'>1</a><a name=x>1</a>",
        "<p style='margin-left:1e99999pt;text-indent:-.;mso-list:l level0 x'>a</p>", "<td rowspan=99999 colspan=99999>x",
        "<ol start=99999999999999999999><li value=-1>x</ol>", "<p style='mso-tab-count:x'>a</p>",
    ],
)  # fmt: skip
def test_any_page_gives_a_text_or_one_sentence(source: str) -> None:
    try:
        assert isinstance(html.read(source), Reading)
    except ReadingError as error:
        assert str(error).strip() and "\n" not in str(error)


@pytest.mark.parametrize("tag", ["div", "span", "ol", "b", "table><tr><td", "blockquote"])
@pytest.mark.parametrize("depth", [120, 300, 5000])
def test_words_nested_however_deep_are_not_lost(tag: str, depth: int) -> None:
    source = f"<{tag}>" * depth + "deep words" + "<p>after</p>"
    with cpu_seconds(20):
        assert "deep words" in everything(html.read(source))


def test_a_page_as_long_as_any_text_is_read_in_seconds() -> None:
    row = "<p style='mso-list:l0 level1 lfo1'><a href='#n'>1</a> <i>Requests</i> a <span>report</span>;</p>"
    with cpu_seconds(30):
        assert len(list(html.read(row * 3000).resolution.blocks())) == 3000


def everything(reading: Reading) -> str:
    """Return every word that a reading has anywhere."""
    resolution, masthead = reading.resolution, reading.resolution.masthead
    fields = [str(getattr(masthead, name)) for name in masthead.__slots__]
    closing = [line for d in resolution.divisions for line in (d.label, *d.closing)]
    labels = [b.label for b in resolution.blocks()]
    texts = [words_of(text) for text in resolution.texts()]
    texts += [words_of(note.text or ()) for note in resolution.notes]
    return "\n".join((*fields, *closing, *labels, *texts, *reading.unread))


tags = st.sampled_from(
    [
        "p",
        "div",
        "span",
        "i",
        "b",
        "em",
        "sup",
        "li",
        "ol",
        "ul",
        "h1",
        "h3",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "a",
        "br",
        "pre",
        "section",
        "dl",
        "dd",
        "center",
        "font",
        "o:p",
        "u",
    ]
)
openers = st.sampled_from(
    [
        "Recalling",
        "1.",
        "(a)",
        "The General Assembly,",
        "Annex",
        "A.",
        "•",
        "[1]",
        "81st plenary meeting",
        "",
    ]
)
styles = st.sampled_from(
    ["", "font-style:italic", "margin-left:36pt", "mso-list:l0 level2 lfo1", "white-space:pre", "display:block", "display:inline",
     "mso-element:footnote", "text-indent:-18pt", "mso-tab-count:1", "vertical-align:super"]
)  # fmt: skip


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Return a page, well-formed or not, and the words one sees on it, each of them but once."""
    out: list[str] = []
    seen: list[str] = []
    for at in range(draw(st.integers(1, 25))):
        tag, style = draw(tags), draw(styles)
        word = f"word{chr(97 + at % 26)}{chr(97 + at // 26)}x"
        if draw(st.integers(0, 3)) == 0:
            out.append(f"</{draw(tags)}>")
        name = draw(st.sampled_from(["", f" id=n{at % 4}", f" href='#n{at % 3}'"]))
        out.append(f"<{tag}{name} style='{style}'>" if style else f"<{tag}{name}>")
        hidden = tag == "br"
        out.append(
            f"{draw(openers)} {'' if hidden else word}{draw(st.sampled_from([',', ';', '.', '', ':']))}"
        )
        seen += [] if hidden else [word]
    return "".join(out), seen


@settings(max_examples=100, deadline=None)
@given(pages())
def test_every_word_one_sees_is_somewhere(made: tuple[str, list[str]]) -> None:
    source, seen = made
    try:
        found = everything(html.read(source))
    except ReadingError:
        found = ""
    assert [word for word in seen if word not in found] == []


def test_a_block_has_its_lead_marked() -> None:
    [block] = html.read("<p><i>Noting with concern</i> the report,</p>").resolution.blocks()
    assert block == Block(
        Kind.PREAMBULAR,
        (Run("Noting with concern", Mark.LEAD), Run(" the report,")),
    )
