"""The package for Debian: where files lie, what it depends on, what it says of itself, and its manual page."""

from __future__ import annotations

import gzip
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import bare_debian
import changes
import debian
import pytest
import system_packages

ROOT = Path(__file__).resolve().parents[2]
NAME = changes.program_id()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A package that is laid out, of a program with three files."""
    application = tmp_path / "application"
    (application / "_internal").mkdir(parents=True)
    for name in ("resolution-drafter", "measure", "_internal/data.txt"):
        (application / name).write_text(name, encoding="utf-8")
    (tmp_path / "root" / "DEBIAN").mkdir(parents=True)
    debian.lay_out(application, tmp_path / "root", {"measure"})
    return tmp_path / "root"


def test_every_file_has_its_place_and_what_is_for_measuring_has_none(root: Path) -> None:
    command = root / "usr/bin/resolution-drafter"
    assert os.readlink(command) == "../lib/resolution-drafter/resolution-drafter"
    assert command.read_text(encoding="utf-8") == "resolution-drafter"
    assert not (root / debian.HOME / "measure").exists()
    for place in (
        f"usr/share/applications/{NAME}.desktop",
        f"usr/share/mime/packages/{NAME}.xml",
        f"usr/share/icons/hicolor/48x48/apps/{NAME}.png",
        f"usr/share/icons/hicolor/scalable/apps/{NAME}.svg",
        "usr/share/lintian/overrides/resolution-drafter",
    ):
        assert (root / place).is_file(), place


def test_rights_are_the_same_whatever_the_habits_of_who_makes_it(root: Path) -> None:
    (root / "usr/share/applications").chmod(0o700)
    debian.set_rights(root)
    modes = {
        path.relative_to(root).as_posix(): stat.S_IMODE(path.stat().st_mode)
        for path in root.rglob("*")
        if not path.is_symlink() and path.is_file()
    }
    program = (debian.HOME / "resolution-drafter").as_posix()
    assert modes.pop(program) == 0o755
    assert set(modes.values()) == {0o644}
    assert stat.S_IMODE((root / "usr/share/applications").stat().st_mode) == 0o755


def test_the_sums_are_those_of_the_files(root: Path) -> None:
    if shutil.which("md5sum") is None:
        pytest.skip("md5sum is not here (on Debian: coreutils)")
    (root / "DEBIAN" / "md5sums").write_text(debian.sums(root), encoding="utf-8")
    done = subprocess.run(["md5sum", "--quiet", "-c", "DEBIAN/md5sums"], cwd=root, check=False)
    assert done.returncode == 0


def test_it_depends_on_what_qt_opens_and_on_what_its_libraries_are_linked_with(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked = {
        "Depends": ["libc6 (>= 2.35)", "libglib2.0-0t64 (>= 2.26)", "libxcb-cursor0 (>= 0.1)"],
        "Recommends": ["libcups2 (>= 1.4)", "libc6 (>= 2.17)"],
    }
    monkeypatch.setattr(debian, "linked", lambda _: linked)
    needed = debian.dependencies(root)
    every = (*system_packages.QT, *system_packages.WINDOW, *system_packages.CERTIFICATES)
    named = [entry.replace("0t64", "0") for entry in needed["Depends"]]
    assert debian.missing_from(every, named) == []
    assert "libc6 (>= 2.35)" in needed["Depends"]
    assert needed["Depends"].count("libxcb-cursor0 (>= 0.1)") == 1
    assert "libxcb-cursor0" not in needed["Depends"], "the entry with a version takes its place"
    assert needed["Recommends"] == [
        "desktop-file-utils", "libcups2 (>= 1.4)", "shared-mime-info", "xdg-utils",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("library", "field"),
    [
        ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", "Recommends"),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "Suggests"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "Depends"),
        ("lxml/etree.so", "Depends"),
    ],
)
def test_what_qt_does_without_is_no_dependency(library: str, field: str) -> None:
    assert debian.field_of(Path("/root/usr/lib/resolution-drafter/_internal") / library) == field


def test_it_says_what_it_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "architecture", lambda: "amd64")
    monkeypatch.setenv("DEBFULLNAME", "A. Drafter")
    monkeypatch.setenv("DEBEMAIL", "drafter@example.org")
    told = debian.described(root, {"Depends": ["a", "b (>= 1)"], "Suggests": []})
    fields = dict(
        line.split(": ", 1) for line in told.splitlines() if ": " in line and line[0] != " "
    )
    assert fields["Version"] == changes.version()
    assert fields["Depends"] == "a, b (>= 1)" and "Suggests" not in fields
    assert fields["Maintainer"] == "A. Drafter <drafter@example.org>"
    assert len(fields["Description"]) < 80
    assert all(len(line) <= 79 for line in debian.DESCRIPTION.splitlines()[1:])


def test_the_copyright_has_short_texts_in_full_and_says_where_long_ones_are() -> None:
    parts = [
        debian.Part(
            "resolution-drafter", "0.1", "MIT", "", [("x/LICENSE", "Permission is granted")]
        ),
        debian.Part("small", "1", "BSD", "About it.", [("s/LICENSE", "Redistribution is allowed")]),
        debian.Part(
            "Qt", "6", "LGPL-3.0-only", "", [("desktop/help/licence_texts/LGPL-3.0.txt", "LESSER")]
        ),
        debian.Part("big", "2", "MIT", "", [("big.dist-info/LICENSE", "x" * 20_000)]),
    ]
    written = debian.copyright_file(parts)
    assert "Permission is granted" in written and "Redistribution is allowed" in written
    assert "small (1)\nLicence: BSD\nAbout it." in written
    assert "/usr/share/common-licenses/LGPL-3" in written and "LESSER" not in written
    assert "/usr/lib/resolution-drafter/_internal/big.dist-info/LICENSE" in written
    assert "United Nations" in written


def test_the_licences_are_asked_of_the_environment_that_is_packed() -> None:
    parts = debian.licences(Path(sys.executable))
    assert parts[0].name == "resolution-drafter"
    qt = next(part for part in parts if part.name == "Qt")
    assert [place for place, _ in qt.texts][0] == "desktop/help/licence_texts/LGPL-3.0.txt"  # noqa: RUF015
    numpy = next(part for part in parts if part.name == "numpy")
    assert all(place.startswith("numpy-") for place, _ in numpy.texts)


def test_every_exception_for_lintian_has_a_reason_before_it() -> None:
    lines = (ROOT / "packaging/linux/lintian-overrides").read_text(encoding="utf-8").splitlines()
    bare = []
    for before, line in zip(["", *lines], lines, strict=False):
        if line.startswith("resolution-drafter:") and not before.startswith(("#", "resolution-")):
            bare.append(line)
    assert bare == []
    assert sum(line.startswith("resolution-drafter:") for line in lines) > 3


@pytest.fixture(scope="module")
def page() -> str:
    done = subprocess.run(
        [sys.executable, ROOT / "packaging" / "manual.py", "2026-11-25"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout


def test_the_manual_page_has_every_command_and_its_options(page: str) -> None:
    from desktop.cli.discovery import command_names

    for command in command_names():
        assert f'.SS "{command}"' in page
    for words in (
        ".B \\-\\-self\\-test",
        ".B corpus add PATH",
        ".B \\-\\-limit N",
        ".SH EXIT STATUS",
    ):
        assert words in page
    assert "self\\-test\\-window" not in page


def test_the_manual_page_is_formatted_without_a_warning(page: str, tmp_path: Path) -> None:
    man = shutil.which("man")
    if man is None or shutil.which("groff") is None:
        pytest.skip("man or groff is not here (on Debian: man-db, groff-base)")
    (tmp_path / "page.1").write_text(page, encoding="utf-8")
    done = subprocess.run(
        [man, "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", tmp_path / "page.1"],
        env={**os.environ, "MANROFFSEQ": "", "MANWIDTH": "80"}, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_list_of_changes_is_packed_the_same_whenever_it_is_made(tmp_path: Path) -> None:
    for name in ("a", "b"):
        debian._write_packed(tmp_path / name / "changelog.gz", "changes – all of them\n")
    one, other = (tmp_path / name / "changelog.gz" for name in ("a", "b"))
    assert one.read_bytes() == other.read_bytes()
    assert gzip.decompress(one.read_bytes()).decode() == "changes – all of them\n"


@pytest.mark.parametrize(
    "sources",
    [
        "deb http://mirror.example/debian bookworm main\n",
        "deb [signed-by=/a.gpg arch=amd64] http://mirror.example/debian bookworm main\n",
        "Types: deb\n# a remark\nURIs: http://mirror.example/debian\nSuites: bookworm\n",
    ],
)
def test_the_mirror_of_a_bare_debian_is_that_of_the_system(sources: str) -> None:
    found = bare_debian.ADDRESS.search(sources)
    assert found is not None and found[1] == "http://mirror.example/debian"
