"""Getting chosen sessions of the record: what is fetched, what is taken out of it, what becomes of failures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from precedent_corpus.corpus import Corpus
from precedent_corpus.store import record
from precedent_corpus.store.archives import Archive, archives
from precedent_corpus.store.download import Downloaded, DownloadError, DownloadStopped
from tests.precedent_corpus.store.test_download import zipped

SEEDS = Path(__file__).parents[2] / "seeds"
ONE = Archive(
    "GA-75", "Session 75", "General Assembly", "75", ("en", "fr"), "A/RES/75/*", "https://un.test/ga.zip",
    "75session/{language}", 2, 1_000_000,
)  # fmt: skip
TWO = replace(ONE, name="GA-76", session="76", folder="76session/{language}")
LOST = replace(ONE, name="GA-77", address="https://un.test/lost.zip", size=None)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand in for the network; return the addresses asked."""
    asked: list[str] = []

    def fetch(address: str, target: Path, *_: object, **__: object) -> Downloaded:
        asked.append(address)
        if "lost" in address:
            raise DownloadError("un.test does not have this archive any more (404).")
        if "stop" in address:
            raise DownloadStopped
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(zipped("r/75session/English/a.xml", "r/76session/English/b.xml"))
        return Downloaded(target, 1, "0")

    monkeypatch.setattr(record, "download", fetch)
    return asked


def test_two_sessions_of_one_repository_are_fetched_once(asked: list[str], tmp_path: Path) -> None:
    got = record.get([ONE, TWO], ["en"], tmp_path)
    assert asked == ["https://un.test/ga.zip"]
    assert [path.name for path in got.paths] == ["GA-75-en.zip", "GA-76-en.zip"]
    assert not got.failed


def test_what_was_had_a_short_time_ago_is_not_fetched_again(
    asked: list[str], tmp_path: Path
) -> None:
    record.get([ONE], ["en"], tmp_path)
    record.get([TWO], ["en"], tmp_path)
    assert len(asked) == 1


def test_one_that_fails_does_not_keep_the_others(asked: list[str], tmp_path: Path) -> None:
    got = record.get([LOST, ONE, TWO], ["en", "fr"], tmp_path)
    assert [path.name for path in got.paths] == ["GA-75-en.zip", "GA-76-en.zip"]
    assert asked.count("https://un.test/lost.zip") == 1
    assert [name for name, _ in got.failed][:2] == ["GA-77, English", "GA-77, French"]


def test_stopping_keeps_what_came(asked: list[str], tmp_path: Path) -> None:
    got = record.get([ONE, replace(ONE, address="https://un.test/stop.zip"), TWO], ["en"], tmp_path)
    assert got.stopped
    assert len(got.paths) == 1


def test_the_size_counts_an_address_once_and_is_not_guessed() -> None:
    assert record.size_of([ONE, TWO], ["en", "fr"]) == 1_000_000
    assert record.size_of([ONE, LOST], ["en"]) is None
    assert record.size_of([], ["en"]) == 0


def test_the_corpus_counts_its_texts_by_organ_session_year_and_language(tmp_path: Path) -> None:
    with Corpus.open(tmp_path, writer=True) as corpus:
        corpus.add([SEEDS])
        groups = corpus.groups()
        assert sum(group.texts for group in groups) == corpus.info()["documents"]
        assert {group.organ for group in groups} == {d.organ for d in corpus.documents()}


def test_what_the_corpus_has_of_an_archive_is_counted_by_language(tmp_path: Path) -> None:
    with Corpus.open(tmp_path, writer=True) as corpus:
        corpus.add([SEEDS])
        counts = corpus.counted([f"A/RES/{session}/*" for session in (55, 56, 75)])
    assert counts == {("A/RES/55/*", "en"): 1, ("A/RES/56/*", "en"): 1}


def test_the_symbols_of_archives_are_told_apart() -> None:
    patterns = [archive.symbols for archive in archives()]
    assert len(set(patterns)) == len(patterns)


def test_a_file_from_a_web_address_is_had_with_its_checksum(
    asked: list[str], tmp_path: Path
) -> None:
    got = record.get_address("https://un.test/some.zip", "", tmp_path)
    assert asked == ["https://un.test/some.zip"]
    assert got.paths == [tmp_path / "downloads" / "un.test-some.zip"]
    assert record.get_address("https://un.test/lost.zip", "", tmp_path).failed


def test_a_damaged_archive_is_fetched_again_the_next_time(asked: list[str], tmp_path: Path) -> None:
    record.get([ONE], ["en"], tmp_path)
    whole = tmp_path / "downloads" / "un.test-ga.zip"
    data = bytearray(whole.read_bytes())
    data[20:60] = b"x" * 40
    whole.write_bytes(data)
    got = record.get([ONE], ["en"], tmp_path)
    assert "damaged" in got.failed[0][1]
    assert len(asked) == 1
    assert record.get([ONE], ["en"], tmp_path).paths
    assert len(asked) == 2
