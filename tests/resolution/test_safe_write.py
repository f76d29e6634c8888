"""Safe writing: all of a file or nothing of it, whatever the disk does."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from pathlib import Path

import pytest

from resolution import safe_write

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="permissions and links are POSIX's")


def test_the_new_content_replaces_the_old_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    safe_write.write(target, b"old and longer")
    safe_write.write(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_disk_that_takes_a_few_bytes_at_a_time_gets_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:3]))
    safe_write.write(tmp_path / "a.txt", b"in small pieces")
    assert (tmp_path / "a.txt").read_bytes() == b"in small pieces"


@pytest.mark.parametrize("call", ["write", "fsync", "fstat", "chmod", "replace"])
def test_an_error_at_any_step_leaves_the_old_file_alone(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(OSError) as raised:
        safe_write.write(target, b"new")
    monkeypatch.undo()
    assert raised.value.errno == errno.ENOSPC
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_write_that_is_cut_short_in_silence_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, real = tmp_path / "a.txt", os.write
    target.write_bytes(b"old")

    def lie(handle: int, data: bytes) -> int:
        real(handle, data[:3])
        return len(data)

    monkeypatch.setattr(os, "write", lie)
    with pytest.raises(OSError, match="only 3 of 15 bytes were written"):
        safe_write.write(target, b"in small pieces")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@POSIX
def test_the_permissions_of_the_old_file_stay(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    target.chmod(0o604)
    safe_write.write(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o604


@POSIX
def test_a_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "there" / "a.txt", tmp_path / "link.txt"
    target.parent.mkdir()
    link.symlink_to(target)
    safe_write.write(link, b"new")
    assert (link.is_symlink(), target.read_bytes()) == (True, b"new")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_device_is_written_to_and_never_replaced() -> None:
    with pytest.raises(OSError) as raised:
        safe_write.write(Path("/dev/full"), b"new")
    assert raised.value.errno == errno.ENOSPC
    assert Path("/dev/full").is_char_device()


def test_a_name_as_long_as_the_system_allows_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / f"{'n' * 200}.akn"
    safe_write.write(target, b"new")
    assert target.read_bytes() == b"new"


def test_a_folder_is_no_file_to_replace(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        safe_write.write(tmp_path, b"new")
    assert list(tmp_path.iterdir()) == []


ELSEWHERE = {
    "desktop/shell/crash_log.py": "the log of a crash, which the interpreter writes itself",
    "precedent_corpus/store/download.py": "what a download that goes on later needs to know",
    "resolution/checks/rates.py": "a table of the program's own, counted by a benchmark",
}
"""Modules that may write files by themselves, and which ones."""
WRITERS = re.compile(r"\.(?:mkstemp|NamedTemporaryFile|write_bytes|write_text)\(|\bQSaveFile\b")


def test_nothing_else_writes_the_files_of_the_user() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for room in ("desktop", "precedent_corpus", "resolution")
        for path in (ROOT / room).rglob("*.py")
        if WRITERS.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"resolution/safe_write.py", *ELSEWHERE}
