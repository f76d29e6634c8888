"""Decides which files of the dependencies go into the program, and sums up the sizes of its parts.

Two tables say what is left out and why: `LEFT_OUT` for files, `UNUSED_MODULES` for Python modules. `application.spec`
applies them as it collects.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import NamedTuple

QT = "*PySide6/*"


class Rule(NamedTuple):
    """Files that are left out: a pattern for their paths in the program, and the reason."""

    pattern: str
    why: str


OTHER_SCREENS = "draws on screens that desktops do not use"
QUICK = "for programs made with Qt Quick"

LEFT_OUT = (
    Rule(QT + "translations/*", "Qt's own words in other languages; the program speaks English"),
    Rule(QT + "qml/*", QUICK),
    Rule("*Qt6Q[mu]*", QUICK),
    Rule("*/QtQ[mu]*", QUICK),  # on macOS: QtQml.framework
    Rule("*Qt6Labs*", QUICK),
    Rule("*libpyside6qml*", QUICK),
    Rule("*Qt6VirtualKeyboard*", QUICK),
    Rule("*qtvirtualkeyboardplugin*", QUICK),
    Rule("*plugins/qml*", QUICK),
    Rule("*Qt6Network*", "the program downloads with Python"),
    Rule("*/QtNetwork*", "the program downloads with Python"),
    Rule("*plugins/networkinformation/*", "the program downloads with Python"),
    Rule("*plugins/tls/*", "the program downloads with Python"),
    Rule("*Qt6Sql*", "the corpus is opened with Python's sqlite3"),
    Rule("*plugins/sqldrivers/*", "the corpus is opened with Python's sqlite3"),
    Rule("*Qt6Eglfs*", OTHER_SCREENS),
    Rule("*Qt6EglF[Ss]*", OTHER_SCREENS),
    Rule("*plugins/egldeviceintegrations/*", OTHER_SCREENS),
    Rule("*plugins/platforms/*qeglfs*", OTHER_SCREENS),
    Rule("*plugins/platforms/*qlinuxfb*", OTHER_SCREENS),
    Rule("*plugins/platforms/*qminimalegl*", OTHER_SCREENS),
    Rule("*plugins/platforms/*qvkkhrdisplay*", OTHER_SCREENS),
    Rule("*plugins/platforms/*qvnc*", OTHER_SCREENS),
    Rule("*plugins/platforms/*qdirect2d*", OTHER_SCREENS),
    Rule("*plugins/generic/*", OTHER_SCREENS),
    Rule("*Qt6WaylandCompositor*", "for programs that are a desktop themselves"),
    Rule("*Qt6WaylandEglCompositor*", "for programs that are a desktop themselves"),
    Rule(
        "*plugins/wayland-graphics-integration-server/*",
        "for programs that are a desktop themselves",
    ),
    Rule("*plugins/designer/*", "for drawing forms"),
    Rule("*plugins/vectorimageformats/*", "the program draws its icons itself"),
    Rule("*plugins/iconengines/*", "the program draws its icons itself"),
    *(
        Rule(f"*plugins/imageformats/*q{kind}*", "an emblem is PNG, which Qt reads alone, or JPEG")
        for kind in ("gif", "icns", "ico", "pdf", "svg", "tga", "tiff", "wbmp", "webp")
    ),
    Rule("*opengl32sw*", "drawing in software for OpenGL, which the program does not use"),
    Rule("*/d3dcompiler*", "drawing with Direct3D, which the program does not use"),
    Rule("*qtawesome/fonts/[!r]*", "the program's icons are those of Remix Icon"),
    Rule("*lxml/isoschematron/*", "for schemas that the program does not use"),
    Rule("*lxml/includes/*", "for those who build on lxml"),
    Rule("*lxml/objectify*", "another way into XML, which the program does not go"),
    Rule("*lxml/html/diff*", "comparing web pages, which the program does in its own way"),
    Rule("*lxml/sax*", "another way into XML, which the program does not go"),
    Rule("*/tests/*", "tests of packages"),
    Rule("*.pyi", "types, for those who write programs"),
    Rule("*.pyx", "source of a package's library"),
    Rule("*.pxd", "source of a package's library"),
    Rule("*.cpp", "source of a package's library"),
    Rule("*.dist-info/RECORD.*", "signatures of a package as it was downloaded"),
    Rule("*.dist-info/direct_url.json", "where this checkout lies"),
    Rule("*numpy/random/*", "the program draws nothing by chance"),
    Rule("*numpy/fft/*", "the program does no signal processing"),
)

UNUSED_MODULES = (
    *(
        "_tkinter",
        "tkinter",
        "turtle",
        "idlelib",
        "lib2to3",
        "pydoc_data",
        "ensurepip",
        "distutils",
    ),
    *(
        "curses",
        "_curses",
        "_curses_panel",
        "readline",
        "pdb",
        "doctest",
        "unittest",
        "test",
        "xmlrpc",
    ),
    *("_statistics", "_uuid", "sitecustomize", "usercustomize"),
    *("setuptools", "pkg_resources", "pip", "wheel", "qtpy", "packaging"),
    *(
        "numpy.f2py",
        "numpy.testing",
        "numpy.distutils",
        "numpy.random",
        "numpy.fft",
        "numpy.polynomial",
    ),
    *("lxml.isoschematron", "lxml.objectify", "lxml.html.diff", "lxml.sax", "lxml.cssselect"),
    *(
        "PySide6.QtNetwork",
        "PySide6.QtQml",
        "PySide6.QtQuick",
        "PySide6.QtSvg",
        "PySide6.QtTest",
        "PySide6.QtSql",
    ),
    *("desktop.trials.tour", "desktop.trials.pictures", "PIL", "pandas", "pyarrow", "polars"),
)
"""Modules that the program never imports, but that a dependency or Python itself would pull in."""


def why_left_out(place: str) -> str:
    """Return why the file at this path in the program is left out; empty if it goes in."""
    wanted = place.replace("\\", "/")
    return next((rule.why for rule in LEFT_OUT if fnmatchcase(wanted, rule.pattern)), "")


class Entry(NamedTuple):
    """A file that PyInstaller collected: its path in the program, its path on this machine, PyInstaller's type code."""

    place: str
    source: str
    kind: str


def wanted(
    entries: Iterable[Entry], own: Sequence[Path] | None = None
) -> tuple[list[Entry], dict[str, str]]:
    """Return the files that go in, and the reasons for those left out, by path.

    own: the folders whose libraries go in, on a system that has packages for the others; None if all libraries go in
    """
    kept, dropped = [], {}
    for entry in entries:
        why = why_left_out(entry.place) or (own is not None and systems_own(entry, own)) or ""
        if why:
            dropped[entry.place] = why
        else:
            kept.append(entry)
    there = {PurePosixPath(entry.place) for entry in kept if entry.kind != "SYMLINK"}
    whole = [entry for entry in kept if entry.kind != "SYMLINK" or leads_to(entry) in there]
    return whole, dropped


def systems_own(entry: Entry, own: Sequence[Path]) -> str:
    """Return why a library is left to the system; empty if it goes in."""
    source = Path(entry.source)
    if entry.kind != "BINARY" or source.name.startswith("libpython"):
        return ""
    ours = any(source.resolve().is_relative_to(folder) for folder in own)
    return "" if ours else "a library of the system, which keeps it up to date"


def leads_to(link: Entry) -> PurePosixPath:
    """Return the path in the program that a symbolic link points to."""
    parts: list[str] = []
    for part in (PurePosixPath(link.place).parent / link.source).parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return PurePosixPath(*parts)


def part_of(place: PurePosixPath) -> str:
    """Return the part of the program that a file counts towards: a dependency, Qt, Python or our own files."""
    parts = place.parts[1:] if place.parts[:1] == ("_internal",) else place.parts
    name = parts[0] if parts else ""
    if "PySide6" in name and "plugins" in parts:
        return "Qt: plugins"
    if "PySide6" in name and "lib" in parts[:-1]:
        return "Qt: ICU, its tables of languages" if "icu" in parts[-1] else "Qt: libraries"
    if "PySide6" in name or "shiboken" in name:
        return "PySide6: Python's way into Qt"
    if name.startswith(("libpython", "python3", "lib-dynload", "base_library")) or not name:
        return "Python"
    if name.endswith((".dist-info", ".so", ".dll", ".pyd")):
        return (
            "Python" if name.endswith((".so", ".dll", ".pyd")) else "licences and facts of packages"
        )
    return PART_NAMES.get(name.split(".")[0], name)


PART_NAMES = {
    "numpy": "numpy: tables of likeness",
    "tantivy": "tantivy: the search",
    "rapidfuzz": "rapidfuzz: likeness of words",
    "lxml": "lxml: reading and writing XML",
    "docx": "python-docx: Word files",
    "pypdfium2_raw": "pypdfium2: reading PDF",
    "pypdfium2": "pypdfium2: reading PDF",
    "hunspell": "chunspell: the dictionary",
    "qtawesome": "Remix Icon",
    "desktop": "the program: window, help, licences",
    "precedent_corpus": "the program: starter corpus, register",
    "resolution": "the program: tables of words",
    "templates": "the program: templates",
    "resolution-drafter": "the program and all Python modules",
}


class Size(NamedTuple):
    """A part of the program, its size in bytes and its number of files."""

    name: str
    bytes: int
    files: int


def sizes(folder: Path) -> list[Size]:
    """Return the sizes of the parts of a built program, largest first."""
    found: dict[str, list[int]] = defaultdict(list)
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            found[part_of(PurePosixPath(path.relative_to(folder).as_posix()))].append(
                path.stat().st_size
            )
    parts = (Size(name, sum(held), len(held)) for name, held in found.items())
    return sorted(parts, key=lambda part: -part.bytes)


def table(parts: Sequence[Size], least: int = 200_000) -> str:
    """Return a line for each part of at least `least` bytes, one for all smaller parts, and one for the total."""
    small = [part for part in parts if part.bytes < least]
    shown = [part for part in parts if part.bytes >= least]
    shown.append(Size("smaller parts", sum(p.bytes for p in small), sum(p.files for p in small)))
    shown.append(Size("all together", sum(p.bytes for p in parts), sum(p.files for p in parts)))
    return "\n".join(f"  {p.bytes / 1e6:7.1f} MB {p.files:5} files  {p.name}" for p in shown)


def reasons(dropped: dict[str, str], source_sizes: dict[str, int]) -> str:
    """Return a line for each reason why files were left out, the one with the most bytes first."""
    by_reason: dict[str, list[int]] = defaultdict(list)
    for place, why in dropped.items():
        by_reason[why].append(source_sizes.get(place, 0))
    ordered = sorted(by_reason.items(), key=lambda one: -sum(one[1]))
    return "\n".join(
        f"  {sum(held) / 1e6:7.1f} MB {len(held):5} files  {why}" for why, held in ordered
    )
