"""What is locked, what is tracked, and what the distribution carries."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("desktop", "precedent_corpus", "resolution", "templates")
NOT_OURS = {".git", ".venv", "build", "dist", "__pycache__", "node_modules"}
# Put together here, so that this file does not hold them itself.
ADDRESSES = ["pypi" + ".org", "python" + "hosted.org", "--" + "index-url", "--extra-" + "index-url"]


def tracked_files() -> list[Path]:
    """The files under version control; every file that is not made, where git cannot say."""
    git = shutil.which("git")
    if git is not None and (ROOT / ".git").exists():
        listed = subprocess.run(
            [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if listed.returncode == 0:
            files = [ROOT / name for name in listed.stdout.split("\0") if name]
            return [path for path in files if path.is_file()]
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and NOT_OURS.isdisjoint(path.relative_to(ROOT).parts)
        and not any(part.endswith((".egg-info", "_cache")) for part in path.relative_to(ROOT).parts)
    ]


LOCKS = ("requirements.lock", "packaging/requirements.lock")
"""What is developed and tested with, and what is packed with."""


def locked(name: str = LOCKS[0]) -> list[str]:
    """The entries of a lock, each with its hashes."""
    text = (ROOT / name).read_text(encoding="utf-8")
    joined = text.replace("\\\n", " ")
    return [
        line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]


def canonical(requirement: str) -> str:
    """The name in a requirement, as the index spells it."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name is not None
    return re.sub(r"[-_.]+", "-", name[0]).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_version_is_exact_and_has_hashes(lock: str) -> None:
    entries = locked(lock)
    assert len(entries) > 20
    assert [
        entry[:60]
        for entry in entries
        if not re.match(r"[a-z0-9-]+==\S+ ", entry) or "--hash=sha256:" not in entry
    ] == []


def test_the_lock_holds_everything_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {canonical(entry) for entry in wanted} <= {canonical(entry) for entry in locked()}


def test_what_is_packed_is_what_was_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    tested, packed = ({canonical(e): set(e.split()) for e in locked(lock)} for lock in LOCKS)
    wanted = [*project["dependencies"], *project["optional-dependencies"]["package"]]
    assert {canonical(entry) for entry in wanted} <= set(packed)
    assert {name: packed[name] for name in packed if name in tested} == {
        name: tested[name] for name in tested if name in packed
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_holds_no_address_and_no_path_of_a_machine(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"(^|\s)(/\w|[A-Z]:\\)", text)


def test_qt_stays_below_the_version_that_aborts() -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference to None in every call that returns nothing."""
    calls = "\n".join(
        [
            "from PySide6.QtCore import QObject",
            "thing = QObject()",
            "for number in range(20_000):",
            "    thing.setObjectName('a')",
        ]
    )
    assert subprocess.run([sys.executable, "-c", calls], check=False).returncode == 0


def test_no_tracked_file_names_a_package_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {address}"
        for path in tracked_files()
        for address in ADDRESSES
        if address.encode() in path.read_bytes()
    ]
    assert found == []


def test_the_wheel_carries_every_file_of_the_rooms(tmp_path: Path) -> None:
    pytest.importorskip("setuptools", minversion="77")
    carried = {
        path.relative_to(ROOT)
        for path in tracked_files()
        if path.relative_to(ROOT).parts[0] in ROOMS
    }
    for path in (*carried, Path("pyproject.toml"), Path("LICENSE"), Path("README.md")):
        if (ROOT / path).exists():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, tmp_path / path)
    build = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "-w", "dist"]
    subprocess.run([sys.executable, "-m", "pip", *build, "."], cwd=tmp_path, check=True)
    (wheel,) = (tmp_path / "dist").glob("resolution_drafter-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        missing = {path.as_posix() for path in carried} - set(archive.namelist())
    assert missing == set()
