"""Hostile, damaged and foreign Word files: one sentence, no harm, no fetching, bounded memory."""

from __future__ import annotations

import random
import socket
import tracemalloc
import zipfile
from io import BytesIO

import docx
import pytest

from resolution.formats import detect as files
from resolution.formats.word.reader import read
from resolution.formats.word.writer import to_bytes
from resolution.model import Block, Division, Kind, Masthead, Resolution
from resolution.reading import Reading, ReadingError
from resolution.text import make, plain

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(**parts: bytes | str) -> bytes:
    """Return a Word file of the given parts; `document` is the body's content."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            path = {"document": "word/document.xml", "styles": "word/styles.xml", "numbering": "word/numbering.xml",
                    "rels": "word/_rels/document.xml.rels"}.get(name, name)  # fmt: skip
            made.writestr(path, content)
    return stream.getvalue()


def body(content: str) -> str:
    """Return a document part."""
    return f'<w:document xmlns:w="{W}"><w:body>{content}</w:body></w:document>'


def paragraphs(*words: str) -> str:
    """Return paragraphs as XML."""
    return "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in words)


TEXT = paragraphs("The General Assembly,", "Recalling its resolution 55/2,", "1. Decides to act.")


def refused(data: bytes, name: str = "draft.docx") -> str:
    """Return the one sentence that refuses the file."""
    with pytest.raises(ReadingError) as error:
        files.read_bytes(data, name)
    sentence = str(error.value)
    assert name in sentence and "\n" not in sentence and len(sentence) < 300
    return sentence


def test_the_smallest_word_file_is_read() -> None:
    resolution = read(package(document=body(TEXT))).resolution
    assert [b.kind for b in resolution.main.blocks] == [
        Kind.FORMULA,
        Kind.PREAMBULAR,
        Kind.OPERATIVE,
    ]


def test_a_zip_bomb_is_refused_in_little_memory() -> None:
    bomb = package(document=body("<w:p/>" + " " * (200 * 1024 * 1024)))
    assert len(bomb) < 1_000_000
    tracemalloc.start()
    assert "unpacks to more" in refused(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 80 * 1024 * 1024


def test_hundreds_of_thousands_of_paragraphs_are_refused_at_once() -> None:
    assert "unpacks to more" in refused(package(document=body(paragraphs("a") * 300_000)))


def test_many_large_parts_are_refused_together() -> None:
    large = body(TEXT) + " " * (9 * 1024 * 1024)
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(
        f'<Relationship Id="r{n}" Type="{rel}" Target="h{n}.xml"/>' for n in range(5)) + "</Relationships>"  # fmt: skip
    references = "".join(
        f'<w:headerReference w:type="default" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="r{n}"/>'
        for n in range(5)
    )
    parts = {f"word/h{n}.xml": large for n in range(5)}
    data = package(document=body(TEXT + f"<w:sectPr>{references}</w:sectPr>"), rels=rels, **parts)
    assert "unpacks to more" in refused(data)


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE w [<!ENTITY a "bbbbbbbbbb"><!ENTITY c "&a;&a;&a;&a;">]>',
        '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://example.org/w.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(prolog: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{prolog}' + body(TEXT)
    assert "DOCTYPE" in refused(package(document=xml.encode(encoding)))


def test_nothing_outside_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", no_network)
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="x/attachedTemplate" Target="http://example.org/t.dotm" TargetMode="External"/>'
        '<Relationship Id="r2" Type="x/styles" Target="http://example.org/styles.xml" TargetMode="External"/>'
        '<Relationship Id="r3" Type="x/footnotes" Target="../../../etc/passwd"/></Relationships>'
    )
    assert isinstance(read(package(document=body(TEXT), rels=rels)), Reading)


def test_a_file_with_macros_is_read_without_them() -> None:
    data = package(document=body(TEXT), **{"word/vbaProject.bin": b"\xd0\xcf macros"})
    assert len(files.read_bytes(data, "draft.docm").resolution.main.blocks) == 3


def test_strict_namespaces_mean_the_same() -> None:
    strict = body(TEXT).replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert len(read(package(document=strict)).resolution.main.blocks) == 3


def test_old_and_protected_files_say_what_to_do() -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "save it as .docx" in refused(compound, "old.doc")
    assert "password" in refused(compound + "EncryptedPackage".encode("utf-16-le"), "locked.docx")


def test_other_archives_are_named() -> None:
    assert "zip archive" in refused(package(**{"a.txt": b"x"}), "a.zip")
    odt = package(**{"mimetype": b"x", "content.xml": b"<a/>"})
    assert "OpenDocument" in refused(odt, "a.odt")


@pytest.mark.parametrize(
    "content",
    [
        b"<w:document", b"", b"\x00\x01", body("<w:p>").encode(), b"<a/>",
    ],
)  # fmt: skip
def test_a_broken_part_is_refused(content: bytes) -> None:
    assert refused(package(document=content))


def test_an_empty_document_is_refused() -> None:
    assert "no text" in refused(package(document=body("<w:p/>")))


def test_a_circle_of_styles_and_lists_ends() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="x/styles" Target="styles.xml"/></Relationships>'
    )
    content = TEXT.replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>')
    assert (
        len(read(package(document=body(content), styles=styles, rels=rels)).resolution.main.blocks)
        == 3
    )


def test_a_field_that_never_ends_swallows_nothing() -> None:
    content = (
        TEXT
        + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>Lost words</w:t></w:r></w:p>'
    )
    assert "Lost words" in read(package(document=body(content))).unread


def test_deep_nesting_is_told_or_refused() -> None:
    deep = (
        "<w:sdt><w:sdtContent>" * 120 + paragraphs("Deep words") + "</w:sdtContent></w:sdt>" * 120
    )
    try:
        found = read(package(document=body(TEXT + deep)))
    except ReadingError:
        return
    said = " ".join((*found.unread, *(plain(b.text) for b in found.resolution.blocks())))
    assert "Deep words" in said


def test_any_damage_gives_a_text_or_one_sentence() -> None:
    dice = random.Random(20261121)
    clauses = tuple(Block(Kind.OPERATIVE, make(f"Decides {n};"), f"{n}.") for n in range(1, 9))
    whole = to_bytes(Resolution(Masthead(organ="General Assembly"), (Division(blocks=clauses),)))
    with zipfile.ZipFile(BytesIO(whole)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    for trial in range(60):
        changed = dict(parts)
        if trial % 2:
            name = dice.choice(list(parts))
            at = dice.randrange(len(parts[name]) or 1)
            changed[name] = (
                parts[name][:at]
                + dice.randbytes(dice.randint(0, 9))
                + parts[name][at + dice.randint(0, 99) :]
            )
            data = package(**changed)
        else:
            at = dice.randrange(len(whole))
            data = (
                whole[:at] + dice.randbytes(dice.randint(0, 9)) + whole[at + dice.randint(0, 99) :]
            )
        try:
            assert isinstance(files.read_bytes(data, "trial.docx"), Reading)
        except ReadingError as error:
            assert "\n" not in str(error)


def test_a_file_saved_by_python_docx_alone_is_read() -> None:
    document = docx.Document()
    document.add_paragraph("Just words.")
    stream = BytesIO()
    document.save(stream)
    found = read(stream.getvalue())
    assert "Just words." in [plain(b.text) for b in found.resolution.blocks()] + list(found.unread)
