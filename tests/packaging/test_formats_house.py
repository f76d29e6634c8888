"""Formats stand apart: each package knows no other one, and the recognition of unmarked text knows none of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from resolution.formats import registry

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ROOT / "resolution" / "formats"
PACKAGES = sorted(path.parent.name for path in FORMATS.glob("*/__init__.py"))
LINUX = ROOT / "packaging" / "linux"
WRITING = {"write_bytes", "write_text", "mkstemp", "NamedTemporaryFile"}


def imported(folder: Path) -> Iterator[tuple[str, str]]:
    """Every module imported anywhere under a folder, with the place; `from a import b` may mean the module a.b."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            place = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Import):
                yield from ((place, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from ((place, f"{node.module}.{alias.name}") for alias in node.names)


@pytest.mark.parametrize("package", PACKAGES)
def test_no_format_imports_the_package_of_another(package: str) -> None:
    others = tuple(f"resolution.formats.{name}." for name in (*PACKAGES, "registry", "detect"))
    own = f"resolution.formats.{package}."
    assert [
        (place, name)
        for place, name in imported(FORMATS / package)
        if f"{name}.".startswith(others) and not f"{name}.".startswith(own)
    ] == []


def test_recognition_imports_no_format() -> None:
    assert [
        (place, name)
        for place, name in imported(ROOT / "resolution" / "recognition")
        if name.startswith("resolution.formats")
    ] == []


def test_every_package_of_a_format_is_an_entry_of_the_registry() -> None:
    packages = [__import__(f"resolution.formats.{name}", fromlist=["FORMAT"]) for name in PACKAGES]
    assert sorted(p.FORMAT.name for p in packages) == sorted(f.name for f in registry.FORMATS)


def test_no_format_writes_to_the_disk() -> None:
    """Writers give bytes; `resolution.safe_write` alone puts them in a file, for whoever asked for them."""
    assert [(place, name) for place, name in imported(FORMATS) if "safe_write" in name] == []
    for path in sorted(FORMATS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Attribute) and node.attr in WRITING), path


def test_the_file_type_on_linux_is_that_of_the_registry() -> None:
    [mime] = LINUX.glob("*.mime.xml")
    [kind] = ElementTree.parse(mime).getroot()
    assert kind.get("type") == registry.NATIVE.media_type
    assert [part.get("pattern") for part in kind if part.tag.endswith("glob")] == [
        f"*{registry.NATIVE.ending}"
    ]
    for name in ("*.metainfo.xml", "*.desktop"):
        [path] = LINUX.glob(name)
        assert registry.NATIVE.media_type in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["windows/setup.iss", "application.spec", "bare_debian.py"])
def test_the_other_packages_name_the_same_file_type(name: str) -> None:
    words = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    assert set(re.findall(r"application/akn\S*?(?=[\"'])", words)) == {registry.NATIVE.media_type}
    assert registry.NATIVE.ending in words
