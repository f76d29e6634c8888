"""A full disk: whichever command writes, the old file stays, and the user is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.waiting import PROCESS_LIMIT

ROOT = Path(__file__).parents[3]
OLD = b"the old file"
LIMIT = 300
"""The limit in bytes: less than any of the files needs."""

COMMANDS: dict[str, tuple[str, ...]] = {
    "export.docx": ("export", "DRAFT"),
    "export.akn": ("export", "DRAFT"),
    "export.pdf": ("export", "DRAFT"),
    "export.txt": ("export", "DRAFT"),
    "export.html": ("export", "DRAFT"),
    "tracked.docx": ("export", "DRAFT", "--base", "OTHER"),
    "compilation.pdf": ("export", "DRAFT", "--compilation"),
    "compilation.docx": ("export", "DRAFT", "--compilation"),
    "compare.json": ("compare", "DRAFT", "OTHER"),
    "compare.docx": ("compare", "DRAFT", "OTHER"),
    "compare.html": ("compare", "DRAFT", "OTHER"),
    "compare.txt": ("compare", "DRAFT", "OTHER"),
    "report.docx": ("report", "DRAFT"),
    "report.html": ("report", "DRAFT"),
    "report.txt": ("report", "DRAFT"),
    "report.json": ("report", "DRAFT"),
    "new.akn": ("new", "DRAFT", "--session", "90"),
    "amend.docx": ("amend", "DRAFT", "LIST"),
    "rules.md": ("check", "--rules"),
}
"""Every command that writes a file, by file name."""

RUN_ALL = """
import contextlib, io, json, sys
from desktop.main import main

limit, commands = json.load(sys.stdin)
main(["corpus", "--data", commands[0][1], "info"])
if limit:
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    import desktop.files.exports
    real = desktop.files.exports.save, desktop.files.exports.write_whole
    def limited(write):
        def call(*arguments):
            before = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
            try:
                return write(*arguments)
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, before)
        return call
    desktop.files.exports.save, desktop.files.exports.write_whole = map(limited, real)
answers = []
for command in commands:
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        status = main(command)
    answers.append((status, said.getvalue()))
sys.__stdout__.write("\\n" + json.dumps(answers))
"""
"""A script that runs commands one after another, with a limit in bytes while a file is written."""


@dataclass(frozen=True)
class Tried:
    """The exit status and output of each command, by the name of the file it should replace."""

    folder: Path
    answers: dict[str, tuple[int, str]]


def tried(folder: Path, work: Path, limit: int = 0) -> Tried:
    """Run every command over an old file in the folder."""
    seeds = sorted((ROOT / "tests" / "seeds").glob("*.txt"))
    listed = work / "list.txt"
    listed.write_text("1. Delete operative paragraph 1.\n", encoding="utf-8")
    known = {"DRAFT": str(seeds[0]), "OTHER": str(seeds[1]), "LIST": str(listed)}
    commands = [
        [
            *("--data", str(work / "data")),
            *(known.get(word, word) for word in words),
            *("-o", str(folder / name)),
        ]
        for name, words in COMMANDS.items()
    ]
    done = subprocess.run(
        [sys.executable, "-B", "-c", RUN_ALL],
        input=json.dumps([limit, commands]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=PROCESS_LIMIT,
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout.splitlines()[-1])
    return Tried(folder, {name: tuple(a) for name, a in zip(COMMANDS, answers, strict=True)})


def put_old_files(folder: Path) -> None:
    for name in COMMANDS:
        (folder / name).write_bytes(OLD)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with free space, for the corpus and the commands' input."""
    return tmp_path_factory.mktemp("work")


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory, work: Path) -> Tried:
    """Run the commands with a file size limit: the system writes a part, then reports an error."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the limit on the size of files is one of Linux")
    folder = tmp_path_factory.mktemp("limited")
    put_old_files(folder)
    return tried(folder, work, LIMIT)


@pytest.fixture(scope="module")
def small_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield the path of a disk of 128 KB, or skip."""
    folder = tmp_path_factory.mktemp("disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(folder)]
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk, on Linux")
    if subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("this system does not let a small disk be mounted")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture(scope="module")
def full(small_disk: Path, work: Path) -> Tried:
    """Run the commands on the small disk, filled to the last byte."""
    put_old_files(small_disk)
    filler = (small_disk / "filler").open("wb", buffering=0)
    with filler, suppress(OSError):  # until the disk is full
        while True:
            filler.write(b"x" * 4096)
    return tried(small_disk, work)


def left_over(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {*COMMANDS, "filler"}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_partly_written_file_does_not_replace_the_old_one(name: str, limited: Tried) -> None:
    status, said = limited.answers[name]
    assert (limited.folder / name).read_bytes() == OLD
    assert (status, "Traceback" in said) == (2, False)
    assert f"“{name}” could not be written: it is larger than a file may be there" in said
    assert left_over(limited.folder) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk_leaves_the_old_file_and_is_reported(name: str, full: Tried) -> None:
    status, said = full.answers[name]
    assert (full.folder / name).read_bytes() == OLD
    assert (status, "Traceback" in said) == (2, False)
    assert f"“{name}” could not be written: the disk is full; make room on it" in said
    assert left_over(full.folder) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of this kind are POSIX's")
def test_a_read_only_folder_keeps_its_files(
    request: pytest.FixtureRequest, tmp_path: Path, work: Path
) -> None:
    if os.geteuid() == 0:  # root may write anywhere
        folder: Path = request.getfixturevalue("small_disk")
        (folder / "filler").unlink(missing_ok=True)
        put_old_files(folder)
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        why, undo = "nothing can be written to this disk", ["mount", "-o", "remount,rw"]
    else:
        folder = tmp_path
        put_old_files(folder)
        folder.chmod(0o500)
        why, undo = "you may not write there", ["chmod", "700"]
    try:
        what = tried(folder, work)
    finally:
        subprocess.run([*undo, str(folder)], check=True)
    for name, (status, said) in what.answers.items():
        assert (status, (folder / name).read_bytes()) == (2, OLD), name
        assert f"“{name}” could not be written: {why}" in said
    assert left_over(folder) == set()
