"""The plan of the house: who may lean on whom, where Qt lives, and where threads are made."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# From the roof down: a room may lean on those after it.
ROOMS = ("desktop", "precedent_corpus", "resolution", "templates")
QT = {"PySide6", "PySide2", "PyQt6", "PyQt5", "shiboken6", "qtpy"}
THREADS = ROOT / "desktop" / "base" / "workers.py"
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


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Every top-level name a module imports, wherever in it, with the line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.lineno, node.module.split(".")[0]


def threads_made(path: Path) -> Iterator[tuple[int, str]]:
    """Calls that make a thread, and classes that are one."""
    for node in ast.walk(tree(path)):
        called = [node.func] if isinstance(node, ast.Call) else []
        bases = node.bases if isinstance(node, ast.ClassDef) else []
        for part in (*called, *bases):
            name = part.attr if isinstance(part, ast.Attribute) else getattr(part, "id", "")
            if name in THREAD_MAKERS:
                yield part.lineno, name


def told(path: Path, line: int, name: str) -> str:
    return f"{path.relative_to(ROOT)}:{line} {name}"


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_knows_the_one_above_it(room: str) -> None:
    above = ROOMS if room == "templates" else ROOMS[: ROOMS.index(room)]
    forbidden = {*above, "tests"} - {room}
    assert [
        told(path, line, name)
        for path in modules(room)
        for line, name in imported(path)
        if name in forbidden
    ] == []


@pytest.mark.parametrize("room", ROOMS[1:])
def test_qt_is_imported_under_desktop_alone(room: str) -> None:
    assert [
        told(path, line, name)
        for path in modules(room)
        for line, name in imported(path)
        if name in QT
    ] == []


@pytest.mark.parametrize("room", ROOMS)
def test_threads_are_made_in_one_place(room: str) -> None:
    assert [
        told(path, line, name)
        for path in modules(room)
        if path != THREADS
        for line, name in threads_made(path)
    ] == []


def test_packaging_is_no_package() -> None:
    """It would stand before the library of that name."""
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_every_package_at_the_top_is_a_room() -> None:
    assert {path.parent.name for path in ROOT.glob("*/__init__.py")} <= set(ROOMS)
