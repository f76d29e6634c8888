"""Taking texts in: what is added once, what replaces what, and what is skipped with a reason."""

import os
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from precedent_corpus import DATA
from precedent_corpus.corpus import Corpus, CorpusError, ensure_starter
from precedent_corpus.store import sources
from resolution.formats.akn import reader as akn_reading
from resolution.formats.akn import writer as akn
from resolution.formats.word import writer as docx
from resolution.model import Status


def symbols(corpus: Corpus) -> list[str]:
    return [document.symbol for document in corpus.documents()]


def test_files_folders_and_archives_are_taken_in(folder: Path, written, tmp_path: Path) -> None:
    loose, inside = (
        written("A/RES/56/121"),
        written("A/RES/56/122", ["Affirming peace,"], file="deep/../in.akn"),
    )
    inner, outer = tmp_path / "inner.zip", tmp_path / "outer.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.write(inside, "folder/b.akn")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, "inner.zip")
        archive.writestr("notes.docx", "no")
    seen: list[tuple[int, int, str]] = []
    with Corpus.open(folder, writer=True) as corpus:
        report = corpus.add([loose, outer], progress=lambda *step: seen.append(step))
        assert sorted(symbols(corpus)) == ["A/RES/56/121", "A/RES/56/122"]
    assert report.added == 2
    assert [skip.name for skip in report.skipped] == ["outer.zip/notes.docx"]
    assert seen[-1][:2] == (4, 4)
    assert [done for done, _, _ in seen] == sorted(done for done, _, _ in seen)


def test_the_same_text_twice_is_one_document(folder: Path, written) -> None:
    first = written("A/RES/56/121")
    second = shutil.copy(first, first.with_name("again.xml"))
    with Corpus.open(folder, writer=True) as corpus:
        assert corpus.add([first]).added == 1
        report = corpus.add([second, first])
        assert (report.added, report.duplicates, len(corpus.documents())) == (0, 2, 1)


@pytest.mark.parametrize("seed", range(5))
def test_a_text_and_its_akoma_ntoso_file_are_one_document(
    seed: int, folder: Path, seeds: list[Path], tmp_path: Path
) -> None:
    from resolution.formats.plain import reader as reading

    file = tmp_path / seeds[seed].with_suffix(".akn").name
    file.write_bytes(akn.to_bytes(reading.read(seeds[seed]).resolution))
    with Corpus.open(folder, writer=True) as corpus:
        report = corpus.add([seeds[seed], file])
        assert (report.added, report.duplicates, report.skipped) == (1, 1, [])


def test_a_newer_issue_replaces_the_older_whatever_the_order(folder: Path, written) -> None:
    older = written("A/RES/56/121", ["Noting peace,"], issued=date(2002, 1, 23), file="old.akn")
    newer = written(
        "A/RES/56/121", ["Noting peace once more,"], issued=date(2002, 2, 1), file="new.akn"
    )
    for order in ([older, newer], [newer, older]):
        with Corpus.open(folder, writer=True) as corpus:
            corpus.add(order)
            assert [d.issued for d in corpus.documents()] == [date(2002, 2, 1)]
            assert corpus.suggest("Noting peace once more,")[0].score == 100
            assert [m.text for m in corpus.suggest("Noting peace,", threshold=0)].count(
                "Noting peace,"
            ) == 0
            assert corpus.remove("A/RES/56/121") == 1


def test_an_older_issue_that_is_not_taken_is_told(folder: Path, written) -> None:
    older = written("A/RES/56/121", ["Noting peace,"], issued=date(2002, 1, 23), file="old.akn")
    newer = written(
        "A/RES/56/121", ["Noting peace once more,"], issued=date(2002, 2, 1), file="new.akn"
    )
    with Corpus.open(folder, writer=True) as corpus:
        report = corpus.add([newer, older])
    assert [skip.name for skip in report.skipped] == ["old.akn"]
    assert "newer" in report.skipped[0].why


def test_a_draft_and_the_resolution_it_became_are_two_texts(folder: Path, written) -> None:
    draft = written("A/C.3/56/L.16", status=Status.DRAFT)
    adopted = written("A/RES/56/121")
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([draft, adopted])
        assert sorted(d.status for d in corpus.documents()) == [Status.ADOPTED, Status.DRAFT]


def test_a_text_without_a_symbol_goes_by_its_file_name(folder: Path, written) -> None:
    one = written("", file="My draft.akn", status=Status.DRAFT)
    other = written("", ["Deploring the delay,"], file="more/../My draft.xml", status=Status.DRAFT)
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([one, other])
        assert sorted(symbols(corpus)) == ["My draft", "My draft (2)"]


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("empty.akn", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 50, ""),
        ("broken.xml", b"<akomaNtoso><statement>", ""),
        ("bomb.xml", b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><a>&b;</a>', ""),
        ("letter.txt", b"Dear colleague,\n\nthank you for lunch.\n", "no resolution"),
        ("table.xlsx", b"PK", "not read"),
        ("torn.zip", b"PK\x03\x04torn", "damaged"),
    ],
)
def test_what_is_no_resolution_is_skipped_with_a_reason(
    folder: Path, tmp_path: Path, written, name: str, content: bytes, word: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    with Corpus.open(folder, writer=True) as corpus:
        report = corpus.add([bad, written("A/RES/56/121")])
        assert symbols(corpus) == ["A/RES/56/121"]
    assert [skip.name for skip in report.skipped] == [name]
    assert word in report.skipped[0].why and report.skipped[0].why.endswith(".")


def test_a_missing_file_is_told(folder: Path, tmp_path: Path) -> None:
    with Corpus.open(folder, writer=True) as corpus:
        assert "no such file" in corpus.add([tmp_path / "nowhere.akn"]).skipped[0].why


def test_a_zip_bomb_is_not_opened(folder: Path, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.xml", bytes(60 * 1024**2))
    with Corpus.open(folder, writer=True) as corpus:
        assert "unpack to" in corpus.add([bomb]).skipped[0].why


def test_a_member_is_never_unpacked_beyond_the_limit_whatever_the_directory_says(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 1000)
    monkeypatch.setattr(sources, "MAX_RATIO", 10**6)
    packed = tmp_path / "large.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("large.xml", b"<a>" + bytes(5000))
    with Corpus.open(folder, writer=True) as corpus:
        assert "too large" in corpus.add([packed]).skipped[0].why


def test_names_that_leave_the_archive_passwords_and_deep_archives_are_refused(
    folder: Path, tmp_path: Path
) -> None:
    empty, outer = tmp_path / "empty.zip", tmp_path / "outer.zip"
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("x.akn", "x")
    within, inner = tmp_path / "within.zip", tmp_path / "inner.zip"
    with zipfile.ZipFile(within, "w") as archive:
        archive.write(empty, "deep.zip")
    with zipfile.ZipFile(inner, "w") as archive:
        archive.write(within, "within.zip")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("../evil.akn", "x")
        archive.writestr("/evil.akn", "x")
        archive.writestr("C:evil.akn", "x")
        archive.writestr("locked.akn", "x")
        archive.write(inner, "inner.zip")
    raw = bytearray(outer.read_bytes())
    at = raw.rindex(b"locked.akn") - 46
    assert raw[at : at + 4] == b"PK\x01\x02"
    raw[at + 8] |= 1
    outer.write_bytes(raw)
    with Corpus.open(folder, writer=True) as corpus:
        why = {skip.name: skip.why for skip in corpus.add([outer]).skipped}
    assert all(
        "leads out" in why[f"outer.zip/{name}"]
        for name in ("../evil.akn", "/evil.akn", "C:evil.akn")
    )
    assert "password" in why["outer.zip/locked.akn"]
    assert "too deep" in why["outer.zip/inner.zip/within.zip/deep.zip"]
    assert not (tmp_path.parent / "evil.akn").exists()


def test_cancelling_keeps_what_was_read_whole(folder: Path, written) -> None:
    files = [written(f"A/RES/56/{n}", [f"Noting matter {'abcdefgh'[n]},"]) for n in range(6)]
    done: list[int] = []
    with Corpus.open(folder, writer=True) as corpus:
        report = corpus.add(
            files, progress=lambda n, total, name: done.append(n), cancelled=lambda: len(done) == 3
        )
        assert report.cancelled and report.added == 3
        assert [d.clauses for d in corpus.documents()] == [3, 3, 3]
    with Corpus.open(folder, writer=True) as corpus:
        assert corpus.add(files).added == 3


def test_a_reader_cannot_write(folder: Path, written) -> None:
    with Corpus.open(folder) as corpus, pytest.raises(CorpusError, match="reading only"):
        corpus.add([written("A/RES/56/121")])


def test_plain_text_is_taken_in(folder: Path, tmp_path: Path, seeds: list[Path]) -> None:
    with Corpus.open(folder, writer=True) as corpus:
        assert corpus.add(seeds).added == 5
        assert corpus.document("A/RES/56/121").title.startswith("Combating the criminal misuse")


def test_the_register_supplies_date_and_vote_to_adopted_texts_only(folder: Path, written) -> None:
    adopted = written("A/RES/74/247", adopted=None)
    draft = written("A/C.3/74/L.99", ["Noting nothing,"], status=Status.DRAFT)
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([adopted, draft])
        known = {d.symbol: d for d in corpus.documents()}
    assert (known["A/RES/74/247"].adopted, known["A/RES/74/247"].vote) == (
        date(2019, 12, 27),
        "79-60-33",
    )
    assert (known["A/C.3/74/L.99"].adopted, known["A/C.3/74/L.99"].vote) == (None, None)


def test_a_whole_text_is_given_back_as_it_came(folder: Path, written) -> None:
    file = written("A/RES/56/121", notes=["See resolution 55/2."])
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([file])
        assert akn.to_bytes(corpus.document("A/RES/56/121")) == file.read_bytes()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_devices_and_links_that_lead_nowhere_stop_no_import(
    folder: Path, written, tmp_path: Path
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    shutil.copy(written("A/RES/56/121"), texts / "a.akn")
    os.mkfifo(texts / "pipe.txt")
    (texts / "endless.txt").symlink_to("/dev/zero")
    (texts / "gone.txt").symlink_to("nowhere")
    (texts / "self.txt").symlink_to("self.txt")
    (texts / "loop").symlink_to(texts)
    with Corpus.open(folder, writer=True) as corpus:
        report = corpus.add([texts])
    assert report.added == 1
    names = {Path(skip.name).name for skip in report.skipped}
    assert {"pipe.txt", "endless.txt", "gone.txt", "self.txt"} <= names


def test_a_word_file_of_a_text_that_is_there_is_the_same_text(tmp_path: Path) -> None:
    target = tmp_path / "A_RES_56_121.docx"
    target.write_bytes(docx.to_bytes(akn_reading.read(DATA / "A_RES_56_121.akn").resolution))
    ensure_starter(tmp_path / "corpus")
    with Corpus.open(tmp_path / "corpus", writer=True) as corpus:
        report = corpus.add([target])
    assert (report.added, report.duplicates, report.skipped) == (0, 1, [])
