"""What goes into the program, what is left out of it, and how that is told."""

from __future__ import annotations

import ast
from pathlib import Path, PurePosixPath

import contents
import pytest
from contents import Entry, wanted, why_left_out

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/lib/libQt6QuickWidgets.so.6",
        "PySide6/Qt6Quick.dll",
        "PySide6/Qt/lib/QtQuick.framework/Versions/A/QtQuick",
        "PySide6/Qt/translations/qt_fr.qm",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6\\plugins\\tls\\qopensslbackend.dll",
        "PySide6/Qt/plugins/imageformats/libqtiff.so",
        "qtawesome/fonts/fontawesome6-solid-webfont-6.7.2.ttf",
        "numpy/_core/tests/data.csv",
    ],
)
def test_what_the_program_does_not_use_is_left_out_with_a_reason(place: str) -> None:
    assert len(why_left_out(place)) > 10


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt6Widgets.dll",
        "PySide6/Qt/lib/QtWidgets.framework/Versions/A/QtWidgets",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "qtawesome/fonts/remixicon-2.5.0.ttf",
        "qtawesome/fonts/remixicon-charmap-2.5.0.json",
        "hunspell/dictionaries/en_US.dic",
        "docx/templates/default.docx",
        "lxml/etree.cpython-311-x86_64-linux-gnu.so",
        "desktop/help/first-draft.md",
        "templates/word/body.xml.j2",
        "numpy-2.4.6.dist-info/licenses/LICENSE.txt",
    ],
)
def test_what_the_program_uses_goes_in(place: str) -> None:
    assert why_left_out(place) == ""


@pytest.mark.parametrize("room", ["desktop", "precedent_corpus", "resolution", "templates"])
def test_every_file_of_the_rooms_goes_in(room: str) -> None:
    files = [p.relative_to(ROOT).as_posix() for p in (ROOT / room).rglob("*") if p.is_file()]
    assert [file for file in files if why_left_out(file) and "__pycache__" not in file] == []


def test_no_module_that_a_room_imports_is_among_the_unused() -> None:
    imported: set[str] = set()
    for room in ("desktop", "precedent_corpus", "resolution", "templates"):
        for path in (ROOT / room).rglob("*.py"):
            if ".".join(path.relative_to(ROOT).with_suffix("").parts) in contents.UNUSED_MODULES:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    imported |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    imported |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
    assert imported & set(contents.UNUSED_MODULES) == set()


def test_a_library_of_the_system_stays_the_systems_and_its_links_with_it(tmp_path: Path) -> None:
    entries = [
        Entry("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3", "BINARY"),
        Entry("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", "BINARY"),
        Entry("lib-dynload/_ssl.so", "/usr/lib/python3.11/lib-dynload/_ssl.so", "EXTENSION"),
        Entry("numpy.libs/liba.so", str(tmp_path / "numpy.libs" / "liba.so"), "BINARY"),
        Entry("liba.so", "numpy.libs/liba.so", "SYMLINK"),
        Entry("libQt6Qml.so.6", "PySide6/Qt/lib/libQt6Qml.so.6", "SYMLINK"),
        Entry("sub/libssl.so", "../libssl.so.3", "SYMLINK"),
    ]
    kept, dropped = wanted(entries, [tmp_path])
    assert [entry.place for entry in kept] == [
        "libpython3.11.so.1.0", "lib-dynload/_ssl.so", "numpy.libs/liba.so", "liba.so",
    ]  # fmt: skip
    assert set(dropped) == {"libssl.so.3", "libQt6Qml.so.6"}
    assert len(wanted(entries)[0]) == 6, "elsewhere everything goes in"


def test_the_parts_are_counted_together_and_told_the_biggest_first(tmp_path: Path) -> None:
    for place, size in (
        ("_internal/PySide6/Qt/lib/libQt6Core.so.6", 3_000_000),
        ("_internal/PySide6/Qt/lib/libQt6Gui.so.6", 4_000_000),
        ("_internal/PySide6/Qt/lib/libicudata.so.73", 5_000_000),
        ("_internal/tantivy/tantivy.abi3.so", 6_000_000),
        ("_internal/base_library.zip", 1_000),
    ):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_bytes(b"x" * size)
    parts = contents.sizes(tmp_path)
    assert [(part.name, part.bytes, part.files) for part in parts[:2]] == [
        ("Qt: libraries", 7_000_000, 2),
        ("tantivy: the search", 6_000_000, 1),
    ]
    lines = contents.table(parts).splitlines()
    assert "7.0 MB" in lines[0] and "Qt: libraries" in lines[0]
    assert "smaller parts" in lines[-2] and "18.0 MB" in lines[-1]


def test_a_file_at_the_top_belongs_to_python_and_one_of_a_package_to_its_package() -> None:
    assert contents.part_of(PurePosixPath("_internal/libpython3.11.so.1.0")) == "Python"
    assert contents.part_of(PurePosixPath("_internal/desktop/help/notes.md")).startswith(
        "the program"
    )
    assert "licences" in contents.part_of(PurePosixPath("_internal/numpy-2.4.6.dist-info/METADATA"))


def test_reasons_are_told_with_what_they_spare() -> None:
    told = contents.reasons(
        {"a": "big", "b": "small", "c": "big"}, {"a": 2_000_000, "c": 1_000_000}
    )
    assert told.splitlines()[0].split() == ["3.0", "MB", "2", "files", "big"]
