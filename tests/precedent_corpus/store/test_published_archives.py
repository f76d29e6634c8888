"""The United Nations' published archives as they are downloaded: archives in archives, six languages, re-issues, corrigenda."""

from __future__ import annotations

import shutil
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from precedent_corpus.corpus import Corpus
from precedent_corpus.store import readers
from resolution.reading import ReadingError

SHARED = Path(__file__).resolve().parents[4] / "shared" / "corpus"
LANGUAGES = {"A": "ar", "C": "zh", "E": "en", "F": "fr", "R": "ru", "S": "es"}


@pytest.fixture(scope="module")
def published() -> Path:
    """Return the working set of published texts."""
    if not SHARED.is_dir():
        pytest.skip("the working set of real resolutions is not at hand")
    return SHARED


@pytest.fixture
def download(published: Path, tmp_path: Path) -> Path:
    """Return an archive like a repository's: a folder, in it an archive a language, and papers that are no texts."""
    session = published / "GA-75"
    outer = tmp_path / "GAresolutions-main.zip"
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("GAresolutions-main/README.md", "# Resolutions of the General Assembly\n")
        packed.writestr("GAresolutions-main/LICENSE", "…")
        for folder in sorted(path for path in session.iterdir() if path.is_dir()):
            inner = tmp_path / f"{folder.name}.zip"
            with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as language:
                for file in sorted(folder.glob("*.xml"))[:12]:
                    language.write(file, f"75/{folder.name}/{file.name}")
            packed.write(inner, f"GAresolutions-main/75/{inner.name}")
    return outer


def test_every_language_is_taken_in_and_asked_by_itself(download: Path, folder: Path) -> None:
    with Corpus.open(folder, writer=True) as corpus:
        report = corpus.add([download])
        languages = Counter(document.language for document in corpus.documents())
        assert set(languages) == set(LANGUAGES.values())
        assert report.added == sum(languages.values()) > 60
        assert {Path(skip.name).name for skip in report.skipped} == {"README.md", "LICENSE"}
        for document in {d.language: d for d in corpus.documents()}.values():
            clause = corpus.clause(document.symbol, "PP1", document.language)
            words = "".join(getattr(inline, "text", "") for inline in clause.text)
            assert corpus.suggest(words, language=document.language)[0].score == 100
    assert not (folder / "importing").exists()


def test_the_same_archive_again_adds_nothing_and_reads_nothing(
    download: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Corpus.open(folder, writer=True) as corpus:
        first = corpus.add([download])
        read: list[str] = []

        def none(name: str, *_: object) -> None:
            read.append(Path(name).name)
            raise ReadingError("is no resolution.")

        monkeypatch.setattr(readers, "read_incoming", none)
        again = corpus.add([download])
    assert read == ["README.md"]  # which is no text, and may have become one
    assert (again.added, again.replaced, again.duplicates) == (0, 0, first.added)


def test_other_processes_read_a_large_archive_to_the_same_corpus(
    published: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted((published / "HRC-57" / "English").glob("*.xml"))[:24]
    with zipfile.ZipFile(tmp_path / "some.zip", "w") as packed:
        for file in files:
            packed.write(file, file.name)
    seen = []
    for started, enough in (("here", 10_000), ("there", 5)):
        monkeypatch.setattr(readers, "FROM", enough)
        with Corpus.open(folder / started, writer=True) as corpus:
            report = corpus.add([tmp_path / "some.zip"])
            seen.append((report, corpus.documents(), corpus.info()["wordings"]))
    assert seen[0] == seen[1]
    assert seen[0][0].added > 15


def test_a_process_that_dies_is_done_without(
    published: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "FROM", 5)
    monkeypatch.setattr(readers, "TASK", 2)
    started = readers._Process.__init__

    def start_and_die(self: readers._Process, setup: readers.Setup) -> None:
        started(self, setup)
        self._process.kill()

    monkeypatch.setattr(readers._Process, "__init__", start_and_die)
    files = sorted((published / "SC-2022" / "English").glob("*.xml"))[:12]
    with Corpus.open(folder, writer=True) as corpus:
        assert corpus.add(files).added == 12


def test_a_reissue_stands_for_the_text_whatever_the_order(folder: Path, written) -> None:
    issued = date(2021, 12, 20)
    first = written("A/RES/76/161", ["Noting peace,"], issued=issued, file="A_RES_76_161_E.akn")
    again = written(
        "A/RES/76/161", ["Noting peace anew,"], issued=issued, file="A_RES_76_161_reissue_E.akn"
    )
    for name, order in (("a", [first, again]), ("b", [again, first])):
        with Corpus.open(folder / name, writer=True) as corpus:
            corpus.add(order)
            assert [d.symbol for d in corpus.documents()] == ["A/RES/76/161"]
            assert corpus.suggest("Noting peace anew,")[0].score == 100
            assert corpus.add(order).duplicates == 2
            assert corpus.suggest("Noting peace anew,")[0].score == 100


def test_a_corrigendum_that_prints_the_text_replaces_it_and_one_that_does_not_is_skipped(
    folder: Path, written, tmp_path: Path
) -> None:
    issued = date(2021, 12, 20)
    text = written("A/RES/76/161", ["Noting peace,"], issued=issued)
    whole = written("A/RES/76/161/Corr.1", ["Noting lasting peace,"], issued=issued)
    slip = tmp_path / "A_RES_76_162_Corr.1.txt"
    slip.write_text(
        "A/RES/76/162/Corr.1\n\nCorrigendum\n\nParagraph 3\n\nFor “States” read “Member States”.\n"
    )
    for order in ([text, whole], [whole, text]):
        with Corpus.open(folder / order[0].stem, writer=True) as corpus:
            corpus.add(order)
            (only,) = corpus.documents()
            assert only.symbol == "A/RES/76/161"
            assert corpus.suggest("Noting lasting peace,")[0].score == 100
    with Corpus.open(folder / "slip", writer=True) as corpus:
        report = corpus.add([slip])
        assert corpus.documents() == []
        assert len(report.skipped) == 1


def test_an_import_that_was_stopped_is_offered_and_goes_on_where_it_ended(
    folder: Path, written
) -> None:
    files = [written(f"A/RES/56/{n}", [f"Noting matter {'abcdefgh'[n]} today,"]) for n in range(6)]
    done: list[int] = []
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add(
            files, progress=lambda n, total, name: done.append(n), cancelled=lambda: len(done) == 2
        )
        assert corpus.unfinished_imports() == [tuple(files)]
    with Corpus.open(folder, writer=True) as corpus:
        (paths,) = corpus.unfinished_imports()
        report = corpus.add(paths)
        assert (report.added, report.duplicates) == (4, 2)
        assert corpus.unfinished_imports() == []


def test_a_text_that_was_taken_out_can_be_added_again(folder: Path, written) -> None:
    file = written("A/RES/56/121")
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([file])
        corpus.remove("A/RES/56/121")
        assert corpus.add([file]).added == 1


def test_what_an_import_left_that_was_cut_off_is_swept_away(folder: Path, written) -> None:
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([written("A/RES/56/121")])
    (folder / "importing").mkdir()
    (folder / "importing" / "0-abc.zip").write_bytes(b"PK")
    Corpus.open(folder, writer=True).close()
    assert not (folder / "importing").exists()
    shutil.rmtree(folder)
