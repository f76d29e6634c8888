"""A file that begins with "<" is XML, a page or a plain text, by what is in it; no word of it is lost."""

from __future__ import annotations

import pytest

from resolution.formats.detect import read_bytes
from resolution.formats.plain.writer import to_text
from resolution.reading import ReadingError
from resolution.text import plain

TEXT = "The General Assembly,\n\nRecalling its resolution 55/63,\n\n1. Decides to act.\n"
PAGE = "<p>The General Assembly,</p><p>Recalling its resolution 55/63,</p><p>1. Decides to act.</p>"


def said(words: str, name: str = "draft.txt", encoding: str = "utf-8") -> str:
    """Return the words of what was read, unread ones included; the clauses must have been found."""
    reading = read_bytes(words.encode(encoding), name)
    blocks = [plain(block.text) for block in reading.resolution.blocks()]
    assert {"Recalling its resolution 55/63,", "Decides to act."} <= set(blocks)
    return "\n".join((to_text(reading.resolution), *reading.unread))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["draft.txt", "standard input", "draft"])
@pytest.mark.parametrize(
    "first",
    [
        "<!-- Page 1 -->", "<DRAFT>", "<<DRAFT>>", "<title> of <address>", "<section>", "</p>", "<!-- left open",
        "<![CDATA[", "<b>bold</b>", "< 5 pages", "<The Chair proposes:>",
    ],
)  # fmt: skip
def test_a_plain_text_may_begin_with_an_angle_bracket(first: str, name: str, encoding: str) -> None:
    assert first in said(f"{first}\n\n{TEXT}", name, encoding)


@pytest.mark.parametrize(
    "page",
    [PAGE, f"<div>{PAGE}</div>", f"<!-- Page 1 -->{PAGE}", f"<meta charset=utf-8>{PAGE}",
     "<span>The General Assembly,</span><br>Recalling its resolution 55/63,<br>1. Decides to act."],
)  # fmt: skip
def test_a_piece_of_html_is_read_as_a_page(page: str) -> None:
    words = said(page)
    assert "<p" not in words and "<span" not in words and "<br" not in words


@pytest.mark.parametrize("name", ["draft.txt", "draft.html"])
@pytest.mark.parametrize(
    "word", ["<DRAFT>", "<Peru: delete>", "<title>", "a < b", "<<", "<![CDATA[x]]>", "<!-- open"]
)
def test_a_word_in_angle_brackets_on_a_page_is_not_lost(word: str, name: str) -> None:
    assert word in said(f"<DRAFT>{PAGE}<p>2. Notes {word} too.</p>", name)


@pytest.mark.parametrize("name", ["draft.xml", "draft.akn"])
def test_what_is_called_xml_and_is_not_is_damaged(name: str) -> None:
    with pytest.raises(ReadingError, match="not well-formed XML"):
        read_bytes(f"<DRAFT>\n{TEXT}".encode(), name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("words", ["<akomaNtoso><act>", "<?xml version='1.0'?>\n<akomaNtoso>"])
def test_a_damaged_file_of_ours_is_told_as_damaged_whatever_its_name(
    words: str, encoding: str
) -> None:
    with pytest.raises(ReadingError, match="not well-formed XML"):
        read_bytes(words.encode(encoding), "draft.txt")


def test_xml_of_another_kind_is_refused() -> None:
    with pytest.raises(ReadingError, match="XML but not Akoma Ntoso"):
        read_bytes(b"<note><to>Peru</to></note>", "note.txt")
