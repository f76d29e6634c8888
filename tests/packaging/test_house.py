"""The layers of the code base: which package may import which, where Qt and threads are used, how large a folder gets.

Every module is parsed once. All imports count: at the top of a module, inside functions, and under TYPE_CHECKING.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]

ROOMS = ("desktop", "precedent_corpus", "resolution", "templates")
"""The packages at the top, the highest layer first: a package may import those after it."""

QT = {"PySide6", "PySide2", "PyQt6", "PyQt5", "shiboken6", "qtpy"}

THREADS = "desktop.base.workers"
"""The one module that makes threads."""

THREAD_MAKERS = {
    "Process",
    "ProcessPoolExecutor",
    "QRunnable",
    "QThread",
    "QThreadPool",
    "Thread",
    "ThreadPool",
    "ThreadPoolExecutor",
    "Timer",
    "globalInstance",
    "start_new_thread",
    "to_thread",
}

FEATURES = (
    "checking",
    "comparing",
    "corpus",
    "finding",
    "heading",
    "help",
    "history",
    "inserting",
    "navigation",
    "negotiation",
    "notes",
    "precedents",
    "review",
    "safety",
    "succession",
)
"""Packages of one layer, none of which may import another."""

DESKTOP_LAYERS = (
    ("",),
    ("base",),
    ("editor.document",),
    ("editor",),
    ("files",),
    ("pages",),
    FEATURES,
    ("shell",),
    ("cli", "trials"),
    ("main",),
)
"""The layers of `desktop`, the lowest first; a module may import from its own package and from lower layers.

"" is `desktop/__init__.py`: the name and version of the program.
"""

LAYER_EXCEPTIONS: dict[tuple[str, str], str] = {}
"""A module, one that it imports in spite of the layers, and the reason."""

MOST_MODULES = {"desktop": 3, "resolution": 14}
"""How many modules may lie directly in a folder, `__init__` not counted."""

MOST_MODULES_ELSEWHERE = 25


class Import(NamedTuple):
    """A dotted name that a module imports, and the line where it does."""

    name: str
    line: int


class Module(NamedTuple):
    """What the tests need to know of a module."""

    name: str
    imports: tuple[Import, ...]
    threads_made: tuple[Import, ...]


@cache
def modules() -> dict[str, Module]:
    """Return all modules of the product by their dotted names; a package goes by the name of its folder."""
    paths = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return {module.name: module for module in map(parsed, paths)}


def parsed(path: Path) -> Module:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))))
    return Module(name, tuple(imported(nodes)), tuple(threads_made(nodes)))


def imported(nodes: list[ast.AST]) -> Iterator[Import]:
    """Yield what is imported; of `from a import b` that is a.b, which may be a module or a name in one."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (Import(f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def threads_made(nodes: list[ast.AST]) -> Iterator[Import]:
    """Yield calls that make a thread, and classes that are one."""
    for node in nodes:
        called = [node.func] if isinstance(node, ast.Call) else []
        bases = node.bases if isinstance(node, ast.ClassDef) else []
        for part in (*called, *bases):
            name = part.attr if isinstance(part, ast.Attribute) else getattr(part, "id", "")
            if name in THREAD_MAKERS:
                yield Import(name, part.lineno)


@cache
def own_imports(name: str) -> tuple[Import, ...]:
    """Return the modules of the product that a module imports."""
    known = modules()
    found = (
        Import(imported.name if imported.name in known else imported.name.rpartition(".")[0], line)
        for imported in known[name].imports
        for line in [imported.line]
    )
    return tuple(each for each in found if each.name in known and each.name != name)


def room_of(name: str) -> str:
    return name.partition(".")[0]


def in_room(room: str) -> list[Module]:
    return [module for module in modules().values() if room_of(module.name) == room]


def shown(module: Module, imported: Import) -> str:
    return f"{module.name}:{imported.line} {imported.name}"


def desktop_package(name: str) -> tuple[int, str]:
    """Return the layer of a module of `desktop` and the package of it that the module belongs to."""
    inside = name.partition(".")[2]
    fitting = [
        (number, package)
        for number, packages in enumerate(DESKTOP_LAYERS)
        for package in packages
        if package == inside or inside.startswith(f"{package}.")
    ]
    assert fitting, f"{name} belongs to no layer: add its package to DESKTOP_LAYERS"
    return max(fitting, key=lambda each: len(each[1]))


def against_the_layers() -> list[tuple[Module, Import]]:
    """Return the imports inside `desktop` that go up, or sideways into another package."""
    found = []
    for module in in_room("desktop"):
        layer, package = desktop_package(module.name)
        for imported in own_imports(module.name):
            if room_of(imported.name) == "desktop":
                other_layer, other_package = desktop_package(imported.name)
                if other_package != package and other_layer >= layer:
                    found.append((module, imported))
    return found


def cycles() -> list[list[str]]:
    """Return the groups of modules that import one another, directly or by way of others.

    Modules that import nothing of the group, or that nothing of it imports, are taken away until none is left.
    """
    edges = {name: {each.name for each in own_imports(name)} for name in modules()}
    while True:
        imported = set().union(*edges.values())
        inside = {name for name, others in edges.items() if others and name in imported}
        if len(inside) == len(edges):
            return sorted(grouped(edges))
        edges = {name: edges[name] & inside for name in inside}


def grouped(edges: dict[str, set[str]]) -> Iterator[list[str]]:
    """Yield the modules that reach themselves, those of one cycle together."""
    reached = {name: reachable(name, edges) for name in edges}
    left = {name for name in edges if name in reached[name]}
    while left:
        first = min(left)
        group = {name for name in reached[first] & left if first in reached[name]}
        yield sorted(group)
        left -= group


def reachable(name: str, edges: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        new = edges[waiting.pop()] - reached
        reached |= new
        waiting += new
    return reached


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_knows_the_one_above_it(room: str) -> None:
    above = ROOMS if room == "templates" else ROOMS[: ROOMS.index(room)]
    forbidden = {*above, "tests"} - {room}
    assert [
        shown(module, imported)
        for module in in_room(room)
        for imported in module.imports
        if room_of(imported.name) in forbidden
    ] == []


@pytest.mark.parametrize("room", ROOMS[1:])
def test_qt_is_imported_under_desktop_alone(room: str) -> None:
    assert [
        shown(module, imported)
        for module in in_room(room)
        for imported in module.imports
        if room_of(imported.name) in QT
    ] == []


@pytest.mark.parametrize("room", ROOMS)
def test_threads_are_made_in_one_place(room: str) -> None:
    assert [
        shown(module, made)
        for module in in_room(room)
        if module.name != THREADS
        for made in module.threads_made
    ] == []


def test_features_import_one_another_only_through_lower_layers() -> None:
    assert [
        shown(module, imported)
        for module, imported in against_the_layers()
        if (module.name, imported.name) not in LAYER_EXCEPTIONS
    ] == []


def test_every_exception_to_the_layers_is_needed() -> None:
    needed = {(module.name, imported.name) for module, imported in against_the_layers()}
    assert set(LAYER_EXCEPTIONS) - needed == set()


def test_no_modules_import_one_another() -> None:
    assert cycles() == []


def test_no_folder_has_more_modules_than_one_can_survey() -> None:
    counted = Counter(
        path.parent.relative_to(ROOT).as_posix()
        for room in (*ROOMS, "tests")
        for path in (ROOT / room).rglob("*.py")
        if path.name != "__init__.py"
    )
    assert {
        folder: count
        for folder, count in counted.items()
        if count > MOST_MODULES.get(folder, MOST_MODULES_ELSEWHERE)
    } == {}


def test_packaging_is_no_package() -> None:
    """It would stand before the library of that name."""
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_every_package_at_the_top_is_a_room() -> None:
    assert {path.parent.name for path in ROOT.glob("*/__init__.py")} <= set(ROOMS)
