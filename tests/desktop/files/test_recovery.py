"""Recovery copies: those of open windows, those left behind, and that a draft is never paired with others' facts."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from desktop.base.errors import FileError
from desktop.files import json_copy
from desktop.files.exports import Stamp
from desktop.files.file_lock import FileLock
from desktop.files.recovery import FACTS, DraftInfo, Slot, find_left_behind, lock_of
from resolution import safe_write
from resolution.formats.akn import writer as akn
from resolution.model import Resolution
from tests.desktop.editor.conftest import FULL
from tests.resolution.test_characters import full_of_them

ROOT = Path(__file__).parents[3]


def facts(name: str = "draft.akn", path: Path | None = None) -> DraftInfo:
    return DraftInfo(
        name, path, path, Stamp(b"\x01\x02"), datetime(2026, 11, 25, 14, 2, 31), (3, 7)
    )


def left(home: Path, resolution: Resolution, what: DraftInfo) -> Path:
    """Leave a copy behind, as after a crash."""
    slot = Slot(home)
    slot.write(resolution, what)
    folder = slot.folder
    assert folder is not None
    slot.release()
    return folder


def test_the_copy_of_an_open_window_is_not_offered(tmp_path: Path, draft: Resolution) -> None:
    slot = Slot(tmp_path)
    slot.write(draft, facts())
    assert find_left_behind(tmp_path) == []
    slot.release()
    assert [each.resolution for each in find_left_behind(tmp_path)] == [draft]


def test_a_copy_left_behind_is_found_with_its_facts(tmp_path: Path, draft: Resolution) -> None:
    what = facts(path=tmp_path / "où.akn")
    left(tmp_path / "recovery", draft, what)
    (each,) = find_left_behind(tmp_path / "recovery")
    assert (each.resolution, each.facts, each.problem) == (draft, what, "")
    assert each.first_words == draft.title


def test_a_draft_that_cannot_be_written_as_akoma_ntoso_is_kept_and_offered(
    tmp_path: Path, draft: Resolution, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Resolution) -> bytes:
        raise ValueError("not this draft")

    monkeypatch.setattr(akn, "to_bytes", fail)
    what = facts(path=tmp_path / "mine.akn")
    folder = left(tmp_path / "recovery", draft, what)
    assert [path.name for path in folder.glob("draft-*")] == ["draft-1.json"]
    (each,) = find_left_behind(tmp_path / "recovery")
    assert (each.resolution, each.facts, each.problem) == (draft, what, "")
    assert each.resolution is not None
    ids = [block.id for block in draft.blocks()]
    assert [block.id for block in each.resolution.blocks()] == ids
    monkeypatch.undo()
    assert each.slot.write(draft, what).name == "draft-2.akn"
    assert [path.name for path in folder.glob("draft-*")] == ["draft-2.akn"]


def test_a_full_disk_does_not_cause_a_copy_in_json(
    tmp_path: Path, draft: Resolution, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    slot = Slot(tmp_path)
    monkeypatch.setattr(safe_write, "write", full)
    with pytest.raises(FileError, match="the disk is full"):
        slot.write(draft, facts())
    assert list(tmp_path.glob("*/draft-*")) == []


def test_a_json_copy_of_any_draft_is_restored_unchanged(draft: Resolution) -> None:
    for each in (draft, full_of_them(), FULL):
        again = json_copy.from_bytes(json_copy.to_bytes(each))
        assert (again, repr(again)) == (each, repr(each))


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"Resolution": 3}', b'{"Nothing": {}}'])
def test_a_damaged_json_copy_is_reported(content: bytes) -> None:
    with pytest.raises(ValueError):
        json_copy.from_bytes(content)


def test_a_copy_is_offered_to_one_process_only(tmp_path: Path, draft: Resolution) -> None:
    left(tmp_path, draft, facts())
    held = find_left_behind(tmp_path)
    assert len(held) == 1
    assert find_left_behind(tmp_path) == [], "another start that asks meanwhile finds it taken"
    held[0].slot.release()
    assert len(find_left_behind(tmp_path)) == 1, "left for later, it is offered again"


def test_a_discarded_copy_leaves_nothing(tmp_path: Path, draft: Resolution) -> None:
    left(tmp_path, draft, facts())
    find_left_behind(tmp_path)[0].slot.clear()
    assert list(tmp_path.iterdir()) == []


def test_only_the_latest_copy_is_kept(tmp_path: Path, draft: Resolution) -> None:
    slot = Slot(tmp_path)
    for _ in range(3):
        path = slot.write(draft, facts())
    assert [p.name for p in path.parent.glob("draft-*")] == ["draft-3.akn"]


def test_a_write_interrupted_before_the_facts_restores_the_previous_draft(
    tmp_path: Path, draft: Resolution
) -> None:
    folder = left(tmp_path, draft, facts(path=tmp_path / "mine.akn"))
    (folder / "draft-2.akn").write_bytes(b"<akomaNtoso")
    (each,) = find_left_behind(tmp_path)
    assert each.resolution == draft
    assert each.facts is not None


def test_a_draft_that_the_facts_do_not_name_is_not_saved_over_their_file(
    tmp_path: Path, draft: Resolution
) -> None:
    folder = left(tmp_path, draft, facts(path=tmp_path / "mine.akn"))
    (folder / "draft-1.akn").rename(folder / "draft-4.akn")
    (each,) = find_left_behind(tmp_path)
    assert each.resolution == draft
    assert each.facts is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"draft": 1}', b"\xff\xfe"])
def test_unreadable_facts_do_not_lose_the_draft(
    content: bytes, tmp_path: Path, draft: Resolution
) -> None:
    folder = left(tmp_path, draft, facts())
    (folder / FACTS).write_bytes(content)
    (each,) = find_left_behind(tmp_path)
    assert each.resolution == draft
    assert each.name == "Untitled"


def test_an_unreadable_draft_is_reported_and_kept(tmp_path: Path, draft: Resolution) -> None:
    folder = left(tmp_path, draft, facts())
    broken = folder / "draft-1.akn"
    broken.write_bytes(b"not a text at all <")
    (each,) = find_left_behind(tmp_path)
    assert each.resolution is None
    assert str(broken) in each.problem
    each.slot.release()
    assert broken.read_bytes() == b"not a text at all <"


def test_a_lock_without_a_copy_is_deleted(tmp_path: Path) -> None:
    lock_of(tmp_path / "20260101-000000-abcdef01").touch()
    (tmp_path / "20260101-000000-abcdef02").mkdir()
    assert find_left_behind(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_a_recovery_folder_that_is_a_file_gives_a_sentence(
    tmp_path: Path, draft: Resolution
) -> None:
    (tmp_path / "recovery").write_text("in the way")
    with pytest.raises(FileError):
        Slot(tmp_path / "recovery").write(draft, facts())
    assert find_left_behind(tmp_path / "recovery") == []


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    program = (
        "import sys; from pathlib import Path; from desktop.files.file_lock import FileLock\n"
        "lock = FileLock.take(Path(sys.argv[1])); print(lock is not None, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "True"
        assert FileLock.take(path) is None
        other.kill()
    lock = FileLock.take(path)
    assert lock is not None
    assert FileLock.take(path) is None, "one holder, in this process too"
    lock.release(remove=True)
    assert not path.exists()
