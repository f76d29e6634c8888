"""HTML: one page with nothing to fetch, whole, safe, and readable by people, mail programs and screen readers."""

from __future__ import annotations

import io
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as parser

from resolution import safe_write
from resolution.formats import detect as files
from resolution.formats.html import writer as html
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
    cells,
)
from resolution.text import Mark, NoteRef, Run, Text, make, plain

GOLDEN = Path(__file__).parent / "golden" / "seed_1.html"

VOID = {"meta", "br", "hr", "link", "img", "input", "col"}


def tree(resolution: Resolution) -> etree._Element:
    """Return the page as parsed, after a check that every tag is closed as it should be."""
    source = html.to_html(resolution)
    open_: list[str] = []
    for close, name in re.findall(
        r"<(/?)([a-z0-9]+)[^>]*>", re.sub("(?s)<style>.*</style>", "", source)
    ):
        if name in VOID:
            continue
        if close:
            assert open_.pop() == name
        else:
            open_.append(name)
    assert open_ == []
    return parser.document_fromstring(source)


def bare(words: str) -> str:
    return "".join(words.split())


def printed(text: Text, marks: dict[int, str]) -> str:
    return "".join(marks[i.note] if isinstance(i, NoteRef) else i.text for i in text)


def every_word_stands(resolution: Resolution) -> None:
    page = tree(resolution)
    marks = resolution.note_marks()
    foot = page.find(".//section[@class='notes']")
    if foot is not None:
        said = bare(foot.text_content())
        assert all(bare(plain(note.text or ())) in said for note in resolution.notes)
        foot.getparent().remove(foot)
    wanted = []
    for division in resolution.divisions:
        for block in division.blocks:
            wanted += [block.label, printed(block.text, marks)]
            wanted += [printed(text, marks) for cell in cells(block) for text in cell.paragraphs]
        wanted += division.closing
    shown = "".join(bare(section.text_content()) for section in page.findall(".//section"))
    missing = Counter(bare("".join(wanted))) - Counter(shown)
    assert missing == Counter()


@pytest.mark.parametrize("seed", range(5))
def test_a_seed_is_whole(seeds: list[Path], seed: int) -> None:
    every_word_stands(files.read(seeds[seed]).resolution)


def test_the_texts_of_the_working_set_are_whole(corpus_files: list[Path]) -> None:
    for path in corpus_files[::25]:
        every_word_stands(files.read(path).resolution)


def test_the_page_of_a_seed_is_as_it_was(seeds: list[Path]) -> None:
    page = html.to_html(files.read(seeds[1]).resolution)
    assert page.splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_a_page_fetches_nothing_and_runs_nothing(corpus_files: list[Path]) -> None:
    for path in corpus_files[::60]:
        page = tree(files.read(path).resolution)
        assert page.xpath("//script | //link | //img | //iframe | //object | //*[@src]") == []
        assert page.xpath("//@*[starts-with(name(), 'on')]") == []
        assert "url(" not in page.findtext(".//style") and "@import" not in page.findtext(
            ".//style"
        )


def test_what_a_text_says_is_never_markup() -> None:
    words = '<script>alert(1)</script> & "quoted" \x00\x07'
    runs: Text = (
        Run(words),
        Run("here", href='javascript:alert("x")'),
        Run("there", href='https://a.b/?c=1&d="2'),
    )
    masthead = Masthead(symbol=words, session=words, sponsors=(words,), job=words)
    blocks = (Block(Kind.OPERATIVE, runs, label=words, auto=False),)
    division = Division(title=runs, blocks=blocks, closing=(words,))
    page = tree(Resolution(masthead, (division, Division(DivisionKind.ANNEX, words, runs))))
    assert page.xpath("//script") == []
    assert set(page.xpath("//a/@href")) == {'https://a.b/?c=1&d="2'}
    assert "\x00" not in html.to_html(Resolution(masthead, (division,)))


def test_notes_are_linked_to_and_fro(seeds: list[Path]) -> None:
    for seed in seeds:
        page = tree(files.read(seed).resolution)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        links = page.xpath("//a[starts-with(@href, '#')]/@href")
        assert links and all(link[1:] in ids for link in links)
    resolution = files.read(seeds[1]).resolution
    page = tree(resolution)
    assert page.xpath("//*[@id='note-3']//a/@href") == ["#ref-3", "#ref-3-2"]


def test_headings_go_down_step_by_step(corpus_files: list[Path]) -> None:
    for path in [
        p for p in corpus_files if p.stem in ("75_233_E", "75_129_E", "75_246_E", "75_101A-B_E")
    ]:
        page = tree(files.read(path).resolution)
        levels = [int(h.tag[1]) for h in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))


def test_language_and_direction_are_told() -> None:
    arabic = tree(Resolution(Masthead(language="ar"), (Division(title=make("قرار")),)))
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")
    english = tree(Resolution())
    assert (english.get("lang"), english.get("dir")) == ("en", None)


def test_a_table_keeps_its_shape() -> None:
    rows = (
        (Cell((make("Head"),), colspan=2, header=True),),
        (Cell((make("One"), make("more")), rowspan=2), Cell((make("Two"),))),
        (Cell((make("Three"),)),),
    )
    page = tree(Resolution(divisions=(Division(blocks=(Block(Kind.TABLE, table=Table(rows)),)),)))
    assert page.xpath("//th/@colspan") == ["2"] and page.xpath("//th/@scope") == ["col"]
    assert page.xpath("//td/@rowspan") == ["2"]
    assert [len(row) for row in page.xpath("//table[@class='grid']//tr")] == [1, 2, 1]


def test_looks_are_kept_where_mail_programs_drop_the_style_sheet(seeds: list[Path]) -> None:
    page = tree(files.read(seeds[0]).resolution)
    first = page.xpath("//p[@id='PP1']")[0]
    assert first.find("i").text == "Recalling" and "text-indent" in first.get("style")
    item = page.xpath("//p[@id='OP1-a']")[0]
    assert item.text_content().startswith("(a) ")
    assert "text-align:right" in page.xpath("//p[@class='closing']")[0].get("style")


def test_quoted_paragraphs_stand_together() -> None:
    blocks = [
        Block(Kind.PARAGRAPH, make(w), quoted=q, auto=False)
        for w, q in (("a", False), ("b", True), ("c", True))
    ]
    page = tree(Resolution(divisions=(Division(blocks=tuple(blocks)),)))
    assert [len(quote) for quote in page.xpath("//blockquote")] == [2]


def test_it_is_written_to_files_and_streams(tmp_path: Path) -> None:
    resolution = Resolution(notes=(Note(make("Loose.", Mark.ITALIC)),))
    safe_write.write(tmp_path / "out.html", html.to_bytes(resolution))
    stream = io.StringIO()
    stream.write(html.to_html(resolution))
    assert (tmp_path / "out.html").read_text(encoding="utf-8") == stream.getvalue()
    assert "<i>Loose.</i>" in stream.getvalue()


def test_a_conference_has_its_form_in_place_of_a_masthead() -> None:
    masthead = Masthead(
        status=Status.DRAFT,
        organ="Ocean Council",
        committee="Ocean Council",
        sponsors=("Fiji", "Malta"),
        signatories=("Chile",),
    )
    page = tree(Resolution(masthead, (Division(title=make("Clean seas")),)))
    header = " ".join(page.find(".//header").text_content().split())
    assert page.xpath("//table[@class='masthead']") == []
    assert len(page.xpath("//h1")) == 1
    assert all(words in header for words in ("Clean seas", "Fiji, Malta", "Chile"))
