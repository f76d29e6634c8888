"""Files on disk: safe saving, exports, and detecting changes by others."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from pathlib import Path

import pytest

from desktop.base.errors import FileError
from desktop.files import exports as files
from desktop.files.exports import Stamp
from resolution.formats import registry
from resolution.model import Resolution


def write_words(words: str) -> files.Writer:
    return lambda _: words.encode()


def test_saving_replaces_the_whole_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "draft.akn"
    target.write_text("old and longer")
    stamp = files.save(Resolution(), target, write_words("new"))
    assert target.read_text() == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["draft.akn"]
    assert stamp == Stamp.of(target)


def test_a_writer_that_fails_leaves_the_file_unchanged(tmp_path: Path) -> None:
    target = tmp_path / "draft.akn"
    target.write_text("old")

    def fail(_: Resolution) -> bytes:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        files.save(Resolution(), target, fail)
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["draft.akn"]


def test_a_full_disk_is_reported_in_a_sentence(tmp_path: Path) -> None:
    def full(_: Resolution) -> bytes:
        raise OSError(28, "No space left on device")

    with pytest.raises(FileError, match="the disk is full; make room"):
        files.save(Resolution(), tmp_path / "draft.akn", full)


def test_a_missing_folder_is_reported_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="its folder is not there"):
        files.save(Resolution(), tmp_path / "away" / "draft.akn", write_words("x"))


@pytest.mark.skipif(sys.platform == "win32", reason="rights of this kind are POSIX's")
def test_a_saved_file_keeps_its_permissions_and_a_new_one_gets_the_default(tmp_path: Path) -> None:
    kept, new = tmp_path / "kept.akn", tmp_path / "new.akn"
    kept.write_text("old")
    kept.chmod(0o640)
    before = os.umask(0o027)
    try:
        files.save(Resolution(), kept, write_words("x"))
        files.save(Resolution(), new, write_words("x"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_saving_through_a_symlink_keeps_the_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.akn", tmp_path / "link.akn"
    target.write_text("old")
    link.symlink_to(target)
    files.save(Resolution(), link, write_words("new"))
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_stamp_depends_on_the_content_not_the_date(tmp_path: Path) -> None:
    path = tmp_path / "draft.akn"
    assert Stamp.of(path) is None
    path.write_text("one")
    before = Stamp.of(path)
    os.utime(path, (1, 1))
    assert Stamp.of(path) == before
    path.write_text("two")
    assert Stamp.of(path) != before


@pytest.mark.parametrize("ending", registry.written_endings())
def test_every_export_of_the_sample_is_written_and_not_empty(
    ending: str, qapp: object, tmp_path: Path, draft: Resolution
) -> None:
    path = tmp_path / f"draft{ending}"
    files.export(draft, path)
    assert path.stat().st_size > 500


@pytest.mark.parametrize("ending", registry.written_endings())
def test_an_export_makes_one_temporary_file(
    ending: str,
    qapp: object,
    tmp_path: Path,
    draft: Resolution,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real, made = tempfile.mkstemp, []
    monkeypatch.setattr(tempfile, "mkstemp", lambda *a, **k: made.append(a) or real(*a, **k))
    files.export(draft, tmp_path / f"draft{ending}")
    assert len(made) == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [("x.doc", ".docx, .pdf, .html"), ("x", "does not say"), ("x.exe", "does not say")],
)
def test_a_name_that_cannot_be_written_is_refused_in_a_sentence(
    name: str, words: str, tmp_path: Path
) -> None:
    assert words in files.export_refusal(Path(name))
    with pytest.raises(FileError, match=words):
        files.export(Resolution(), tmp_path / name)


def test_a_name_that_can_be_written_is_not_refused() -> None:
    assert not any(
        files.export_refusal(Path(f"x{ending}"))
        for ending in (".docx", ".DOCX", ".pdf", ".html", ".htm", ".akn", ".txt", ".xml")
    )
