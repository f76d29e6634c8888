"""The self-test: every part works here, a failing part is reported, and no files are left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from desktop import VERSION
from desktop.help.licences import canonical, installed, licences
from desktop.trials import self_test
from desktop.trials.self_test import PARTS, Failed, SelfTest, has_screen
from tests.waiting import PROCESS_LIMIT

ROOT = Path(__file__).parents[3]


def run(*, data: Path, temporary: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "desktop.main", "--self-test"],
        cwd=ROOT,
        env={
            **os.environ, "QT_QPA_PLATFORM": "offscreen", "RESOLUTION_DRAFTER_DATA": str(data),
            "TMPDIR": str(temporary), **environ,
        },
        capture_output=True, text=True, timeout=PROCESS_LIMIT, check=False,
    )  # fmt: skip


def test_every_part_works_from_a_checkout_and_nothing_stays_behind(tmp_path: Path) -> None:
    (temporary := tmp_path / "temporary").mkdir()
    done = run(data=tmp_path / "data", temporary=temporary)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("works") >= len(PARTS)
    assert "Everything works." in done.stdout
    assert list(temporary.iterdir()) == []
    assert not (tmp_path / "data").exists(), "the user's own data is not touched"


def test_an_unusable_screen_is_reported_and_the_rest_is_tried(tmp_path: Path) -> None:
    done = run(data=tmp_path / "data", temporary=tmp_path, QT_QPA_PLATFORM="no-such-platform")
    assert done.returncode == 1
    assert "FAILED  the window: " in done.stdout and "no-such-platform" in done.stdout
    assert done.stdout.count("works") == len(PARTS) - 1
    assert "Traceback" not in done.stdout + done.stderr


def test_a_failing_part_is_reported_and_the_rest_is_tried() -> None:
    def breaks(_: Path) -> str:
        raise Failed("the dictionary is missing")

    def crashes(_: Path) -> str:
        raise KeyError("lead")

    told: list[str] = []
    parts = (SelfTest("one", breaks), SelfTest("two", crashes), SelfTest("three", lambda _: "seen"))
    assert self_test.self_test(told.append, parts) == 2
    assert told[1:] == [
        "  FAILED  one: the dictionary is missing",
        "  FAILED  two: KeyError: 'lead'",
        "  works   three: seen",
        "2 of 3 parts failed: one, two.",
    ]


def test_the_parts_get_a_folder_that_is_deleted_afterwards() -> None:
    seen: list[Path] = []

    def look(folder: Path) -> str:
        assert folder.is_dir() and folder.is_relative_to(tempfile.gettempdir())
        seen.append(folder)
        return ""

    self_test.self_test(lambda _: None, (SelfTest("look", look),))
    assert not seen[0].exists()


@pytest.mark.parametrize(
    ("environ", "system", "screen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", True),
        ({}, "win32", True),
    ],
)
def test_without_a_screen_the_window_is_painted_into_memory(
    environ: dict[str, str], system: str, screen: bool
) -> None:
    assert has_screen(environ, system) is screen


def test_the_version_is_in_one_place() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desktop.main", "--version"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == f"resolution-drafter {VERSION}"


def test_every_package_that_the_program_needs_has_its_licence_in_the_list() -> None:
    listed = {canonical(one.name): one for one in licences()}
    assert {canonical(package.metadata["Name"]) for package in installed()} <= set(listed)
    assert {"python", "qt", "remix-icon", "hunspell"} <= {n.replace(" ", "-") for n in listed}
    assert [one.name for one in listed.values() if len(one.full_text()) < 500] == []
    assert [one.name for one in listed.values() if not one.licence] == []


def test_build_leftovers_in_a_checkout_are_not_a_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [(one.name, one.version, one.texts) for one in licences()]
    left = tmp_path / "resolution_drafter.egg-info"
    left.mkdir()
    (left / "PKG-INFO").write_text(
        "Metadata-Version: 2.4\nName: resolution-drafter\nVersion: 0.0\n"
    )
    (left / "SOURCES.txt").write_text("LICENSE\npyproject.toml\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert distribution("resolution-drafter").version == "0.0", "it comes first on the path"
    assert [(one.name, one.version, one.texts) for one in licences()] == before


def test_the_program_comes_first_in_the_list_of_licences() -> None:
    names = [one.name for one in licences()]
    assert names[0] == "resolution-drafter"
    assert names[1:] == sorted(names[1:], key=str.casefold)
    assert len(set(names)) == len(names)


def test_the_licence_of_qt_says_that_its_libraries_may_be_replaced() -> None:
    qt = next(one for one in licences() if one.name == "Qt")
    assert "put other builds" in qt.about
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt.full_text()
