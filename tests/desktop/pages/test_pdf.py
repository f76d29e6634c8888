"""The PDF: its words can be read out, its fonts are in it, it says what it is, and it is written whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PySide6.QtGui import QColor, QImage

from desktop.pages import layout, write_pdf
from desktop.pages.bidi import levels, visual
from desktop.pages.lines import line_ends
from resolution.formats import detect as files
from resolution.formats.word.writer import EmblemError
from resolution.model import Block, Division, Kind, Masthead, Resolution
from resolution.text import folded, make


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., pypdfium2.PdfDocument]:
    """Return a function that writes a resolution and opens the PDF."""

    def write(resolution: Resolution, emblem: Path | None = None) -> pypdfium2.PdfDocument:
        target = tmp_path / "out.pdf"
        write_pdf(resolution, target, emblem)
        return pypdfium2.PdfDocument(target)

    return write


def words(document: pypdfium2.PdfDocument) -> str:
    pages = [document[n].get_textpage().get_text_bounded() for n in range(len(document))]
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("seed", range(5))
def test_its_words_are_read_out_in_order(written: Any, seeds: list[Path], seed: int) -> None:
    resolution = files.read(seeds[seed]).resolution
    said = re.sub(r"[\s\u0002-]", "", words(written(resolution)))
    at = -1
    for block in resolution.main.blocks:
        clause = re.sub(r"[\s-]", "", folded(block.text))[:40]
        found = said.find(clause, at + 1)
        assert found > at, clause
        at = found


def test_it_says_what_it_is(written: Any, seeds: list[Path]) -> None:
    document = written(files.read(seeds[1]).resolution)
    told = document.get_metadata_dict()
    assert (
        told["Title"] == "A/RES/56/121: Combating the criminal misuse of information technologies"
    )
    assert told["Creator"] == "Resolution Drafter"


def test_its_fonts_are_in_it(written: Any, seeds: list[Path]) -> None:
    document = written(files.read(seeds[1]).resolution)
    seen = 0
    for thing in document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        font = pdfium.FPDFTextObj_GetFont(thing)
        assert pdfium.FPDFFont_GetIsEmbedded(font) == 1
        seen += 1
    assert seen > 100


def test_the_emblem_stands_in_its_place(written: Any, draft: Resolution, tmp_path: Path) -> None:
    image = QImage(60, 50, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    emblem = tmp_path / "emblem.png"
    image.save(str(emblem))
    page = layout(draft, emblem)[0]
    (placed,) = page.images
    assert (round(placed.width, 1), round(placed.height, 1)) == (56.2, 47.0)
    assert 60 < placed.x < 66 and 65 < placed.y < 80
    document = written(draft, emblem)
    assert list(document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))
    assert layout(draft)[0].images == ()


def test_a_failure_leaves_no_file(draft: Resolution, tmp_path: Path) -> None:
    bad = tmp_path / "bad.png"
    bad.write_text("no image")
    with pytest.raises(EmblemError):
        write_pdf(draft, tmp_path / "out.pdf", bad)
    with pytest.raises(OSError):
        write_pdf(draft, tmp_path / "away" / "out.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["bad.png"]


def test_arabic_words_join_and_run_from_the_right() -> None:
    blocks = (
        Block(
            Kind.PREAMBULAR,
            make("إذ تشير إلى قرارها A/RES/73/8 المؤرخ 1 تشرين الثاني/نوفمبر 2018،"),
        ),
    )
    masthead = Masthead(language="ar", organ="General Assembly")
    pages = layout(Resolution(masthead, (Division(blocks=blocks),)))
    lines = [line for line in pages[0].lines if line.part == "text"]
    spans = next(line.spans for line in lines if "A/RES" in line.text)
    places = {span.text.strip(): span.x for span in spans}
    assert places["إذ"] > places["تشير"] > places["A/RES/73/8"] > places["المؤرخ"] > places["2018"]


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("אב 12 גד", "דג 12 בא"),
        ("אב (cd) הו", "וה )cd( בא"),
        ("אב A/RES/73/8 גד", "דג A/RES/73/8 בא"),
        ("אב cd (ef) הו", "וה cd (ef) בא"),
    ],
)
def test_mixed_directions_stand_as_unicode_has_them(said: str, seen: str) -> None:
    """Brackets go with what they hold or what is before them; where they are turned, the glyph is mirrored later."""
    assert "".join(visual(said, levels(said, right_to_left=True))) == seen


def test_chinese_lines_do_not_begin_with_a_comma() -> None:
    said = "大会决定，（联合国）"
    ends = line_ends(said)
    assert said.index("，") not in ends and said.index("联") not in ends
    assert said.index("会") in ends


def test_lines_end_behind_dashes_and_not_in_symbols() -> None:
    said = "a computer-related A/RES/73/8 of 2018–2019, non\u2011binding"
    parts = [
        said[a:b]
        for a, b in zip(
            [0, *sorted(line_ends(said))], [*sorted(line_ends(said)), None], strict=True
        )
    ]
    assert parts == [
        "a ",
        "computer-",
        "related ",
        "A/RES/73/8 ",
        "of ",
        "2018–",
        "2019, ",
        "non\u2011binding",
    ]
