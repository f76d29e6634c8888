"""The registry of formats: what it says holds, and a reader or writer is imported only when it is needed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.files import exports
from resolution.formats import detect, registry
from resolution.formats.format import Content, Format, load
from resolution.reading import Reading, ReadingError

ROOT = Path(__file__).resolve().parents[3]
FORMATS = registry.FORMATS
SEED = ROOT / "precedent_corpus" / "data" / "A_RES_55_63.akn"
OURS = b"The General Assembly,\n\nRecalling a report,\n\n1. Decides to go on."
READERS = ("lxml", "docx", "pypdfium2", "jinja2", "zipfile")


def modules_after(code: str) -> list[str]:
    """The modules that an interpreter has once it has run some code."""
    shown = f"import sys, json\n{code}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", shown], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names: list[str] = json.loads(done.stdout.splitlines()[-1])
    return names


def test_a_text_file_is_read_without_any_other_reader(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_bytes(OURS)
    found = modules_after(
        "from pathlib import Path\nfrom resolution.formats.detect import read\n"
        f"read(Path({str(tmp_path / 'draft.txt')!r}))"
    )
    others = [f.reader.partition(":")[0] for f in FORMATS if f.reader and f != registry.TEXT]
    assert "resolution.formats.plain.reader" in found
    assert not {*others, *(f.writer.partition(":")[0] for f in FORMATS), *READERS[:4]} & set(found)


def test_the_registry_itself_imports_no_reader_and_no_writer() -> None:
    found = modules_after("from resolution.formats import registry")
    assert not [name for name in found if name.endswith((".reader", ".writer"))]
    assert not set(READERS) & set(found)


@pytest.mark.parametrize("format", FORMATS, ids=lambda f: f.name)
def test_readers_and_writers_are_there(format: Format) -> None:
    for name in filter(None, (format.reader, format.writer, format.fragment_reader)):
        assert callable(load(name))
    if format in registry.writable():
        assert callable(registry.writer_of(format))


def test_no_ending_is_of_two_formats() -> None:
    every = [e for f in FORMATS for e in (*f.endings, *f.also_read)]
    assert len(every) == len(set(every))
    assert all(e.startswith(".") and e == e.lower() for e in every)


@pytest.mark.parametrize(
    ("found", "known"),
    [
        (registry.read_endings(in_folders=True), ".akn .xml .docx .docm .pdf .txt .text .md"),
        (registry.read_endings(), ".akn .xml .docx .docm .pdf .txt .text .md .html .htm"),
        (registry.written_endings(), ".docx .pdf .html .txt .akn"),
        ([f.ending for f in exports.compilation_formats()], ".docx .html .pdf"),
    ],
)
def test_the_formats_of_old_are_offered_in_their_order(found: list[str], known: str) -> None:
    assert [ending for ending in found if ending in known.split()] == known.split()


def test_other_endings_name_the_same_format() -> None:
    assert registry.writable_as(".XML") == registry.NATIVE
    assert registry.writable_as(".htm") == registry.writable_as(".html")
    assert registry.writable_as(".docm") is registry.writable_as(".json") is None


@pytest.mark.parametrize("format", [f for f in FORMATS if f.reader], ids=lambda f: f.name)
def test_what_a_format_writes_it_recognizes(format: Format, qapp: object) -> None:
    draft = detect.read(SEED).resolution
    data = registry.writer_of(format)(draft)
    assert [f.name for f in FORMATS if f.recognizes and f.recognizes(data)][:1] == (
        [format.name] if format.recognizes else []
    )
    assert detect.read_bytes(data, f"a{format.ending}").resolution.main.blocks


def test_only_what_holds_tracked_changes_is_asked_to_reject_them() -> None:
    assert [f.ending for f in FORMATS if Content.TRACKED_CHANGES in f.holds] == [".docx"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\x03\x04 and no more", "damaged"),
        (b"\xd0\xcf\x11\xe0 and more", "old Word file"),
        (b"{\\rtf1 %PDF", "Rich Text"),
    ],
)
def test_a_name_does_not_hide_a_format_that_is_not_read(data: bytes, told: str) -> None:
    for name in ("a.akn", "a.txt", "a"):
        with pytest.raises(ReadingError, match=told):
            detect.read_bytes(data, name)


def test_a_text_in_angle_brackets_is_text_unless_its_name_says_otherwise() -> None:
    data = b"<Draft>\n" + OURS
    reading: Reading = detect.read_bytes(data, "a.txt")
    assert len(reading.resolution.main.blocks) >= 3
    with pytest.raises(ReadingError, match="not well-formed"):
        detect.read_bytes(data, "a.akn")
