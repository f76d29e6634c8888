"""Characters that XML forbids: they come in nowhere, and keep no draft from being saved."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from resolution.characters import clean
from resolution.formats import detect as files
from resolution.formats.akn import reader as akn_reading
from resolution.formats.akn import writer as akn
from resolution.formats.html import writer as html
from resolution.formats.plain import writer as plain
from resolution.formats.word import writer as docx
from resolution.model import (
    Adoption,
    Block,
    Cell,
    Division,
    DivisionKind,
    Ignored,
    Keyword,
    Kind,
    Masthead,
    Negotiation,
    Note,
    Origin,
    Proposal,
    ProposalKind,
    Resolution,
    Step,
    Table,
    Vote,
)
from resolution.text import Mark, NoteRef, Run, make
from resolution.text import plain as plain_words

FORBIDDEN = [*map(chr, set(range(32)) - {9, 10, 13}), "\udfff", "\ud800", "\ufffe", "\uffff"]
BAD = "".join(FORBIDDEN)


def words_in(value: Any) -> Iterator[str]:
    """Yield every string anywhere in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from words_in(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from words_in(getattr(value, each.name))


def has_forbidden(value: Any) -> bool:
    return any(clean(words) != words for words in words_in(value))


def full_of_them() -> Resolution:
    """Return a draft with forbidden characters in every place that holds words."""
    bad = f"a{BAD}b"
    text = (Run(bad, Mark.ITALIC, f"https://x.org/{bad}"), NoteRef(0))
    masthead = Masthead(
        **{f.name: bad for f in fields(Masthead) if f.type == "str" and f.name != "language"},
        sponsors=(bad,),
        signatories=(bad,),
    )
    blocks = (
        Block(Kind.FORMULA, make(bad)),
        Block(Kind.PREAMBULAR, text, origin=Origin(bad, bad, bad), id="one"),
        Block(Kind.OPERATIVE, text, label=bad, auto=False, id="two"),
        Block(Kind.TABLE, table=Table(((Cell((make(bad),)),),))),
    )
    proposal = Proposal("one", ProposalKind.AMENDMENT, (bad,), make(bad), make(bad), bad)
    return Resolution(
        masthead,
        (
            Division(DivisionKind.MAIN, "", make(bad), blocks, (bad,)),
            Division(DivisionKind.ANNEX, bad, make(bad), (Block(Kind.PARAGRAPH, make(bad)),)),
        ),
        (Note(make(bad), bad),),
        Adoption(
            Vote(bad, 1, 2, 3, ((bad, (bad,)),)), (Step(bad, None, bad, bad, bad),),
            (Keyword(bad, bad, bad, bad),),
        ),
        (Ignored("code", "one", bad),),
        Negotiation((proposal,), (), (("one", bad),)),
    )  # fmt: skip


def test_what_means_something_becomes_that_and_the_rest_is_left_out() -> None:
    assert clean("a\vb\fc\x1cd\x1de") == "a\nb\nc\nd\ne"
    assert clean("non\x1ebreaking, op\x1ftional") == "non‑breaking, optional"
    assert clean("a\x00\x01\x08\x0e\x1b\ud800\udfff\ufffe\uffffb") == "ab"
    assert clean("tab\t, line\r\n, é, 𐍈, \x85\x9f") == "tab\t, line\r\n, é, 𐍈, \x85\x9f"


def test_exactly_what_xml_forbids_is_replaced() -> None:
    for code in range(sys.maxunicode + 1):
        if code in range(0x100, 0xD700) or code in range(0xE100, 0xFF00) or code > 0x10010:
            continue
        sign = chr(code)
        element = etree.Element("a")
        try:
            element.text = sign
            allowed = True
        except ValueError:
            allowed = False
        assert (clean(sign) == sign) is allowed, hex(code)


@pytest.mark.parametrize("sign", FORBIDDEN, ids=ascii)
def test_a_draft_with_any_of_them_is_saved_and_read_back(sign: str) -> None:
    words = f"Recalling{sign} its resolution"
    draft = Resolution(divisions=(Division(blocks=(Block(Kind.PREAMBULAR, make(words)),)),))
    (block,) = akn_reading.read(akn.to_bytes(draft)).resolution.blocks()
    assert plain_words(block.text) == clean(words)


def test_a_draft_that_is_full_of_them_is_saved_in_every_format() -> None:
    draft = full_of_them()
    assert not has_forbidden(akn_reading.read(akn.to_bytes(draft)).resolution)
    assert not has_forbidden(files.read_bytes(docx.to_bytes(draft), "a.docx"))
    for made in (html.to_bytes(draft), plain.to_bytes(draft)):
        assert clean(made.decode("utf-8")) == made.decode("utf-8")


TEXT = "The General Assembly,\n\nRecalling{0} its non{1}binding resolution{2} 1/1,{3}\n\n1. Decides{4} to act.\n"


def test_a_text_file_brings_none_of_them() -> None:
    source = TEXT.format("\x01", "\x1e", "\x1f", "\x1d", "\v") + "2. Requests a report.\n" * 20
    reading = files.read_bytes(source.encode(), "a.txt")
    assert not has_forbidden(reading)
    said = "".join(words_in(reading.resolution))
    assert "Recalling" in said and " its non‑binding resolution 1/1," in said


def test_a_wide_text_file_brings_no_lone_surrogate() -> None:
    source = "The General Assembly,\n\nRecalling \ufffe\uffff its resolution 1/1,\n\n1. Decides to act.\n"
    assert not has_forbidden(files.read_bytes(source.encode("utf-16"), "a.txt"))
    broken = source.encode("utf-16").replace("its".encode("utf-16-le"), b"\x00\xd8i\x00t\x00")
    assert not has_forbidden(files.read_bytes(broken, "a.txt"))


@pytest.mark.parametrize("spelt", ["{}", "&#{};"], ids=["as they are", "as numbers"])
def test_a_web_page_brings_none_of_them(spelt: str) -> None:
    def sign(code: int) -> str:
        return spelt.format(code if "#" in spelt else chr(code))

    bad = "".join(map(sign, [1, 2, 11, 12, 28, 29, 31, 0xFFFE, 0xFFFF]))
    page = (
        "<html><body><p>The General Assembly,</p>"
        f"<p><i>Recalling</i>{bad} its non{sign(0x1E)}binding <a href='https://x.org/{bad}'>resolution</a> 1/1,</p>"
        f"<ol><li>Decides{bad} to act;<sup>1</sup></li></ol><table><tr><td>a{bad}b</td><td>c{bad}</td></tr></table>"
        f"<p><sup>1</sup> See{bad} there.</p><button>x{bad}</button></body></html>"
    )
    reading = files.read_bytes(page.encode(), "a.html")
    assert not has_forbidden(reading)
    assert any("non‑binding" in words for words in words_in(reading.resolution))


def test_a_sign_of_a_word_file_brings_none_of_them() -> None:
    draft = Resolution(
        divisions=(Division(blocks=(Block(Kind.PREAMBULAR, make("Recalling SIGN its")),)),)
    )
    source, target = BytesIO(docx.to_bytes(draft)), BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                signs = "".join(f'<w:sym w:font="Arial" w:char="{c}"/>' for c in ("000B", "0001", "FFFE"))  # fmt: skip
                data = data.replace(
                    b">Recalling SIGN its</w:t>",
                    b">Recalling</w:t>" + signs.encode(),
                )
                assert b"w:sym" in data
            new.writestr(name, data)
    assert not has_forbidden(files.read_bytes(target.getvalue(), "a.docx"))
