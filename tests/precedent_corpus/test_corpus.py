"""The corpus as a store: one writer, readers that see one state, and nothing lost when something breaks."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from precedent_corpus.corpus import Corpus, CorpusBusy, CorpusError, ensure_starter
from precedent_corpus.search.index import Index
from precedent_corpus.store.register import Register
from precedent_corpus.store.text_writer import TextWriter
from resolution.model import Status
from tests.waiting import cpu_seconds

ROOT = Path(__file__).resolve().parents[2]
WORDS = "Noting the need for cooperation among States in combating the misuse of technologies,"


def test_an_empty_corpus_answers(folder: Path) -> None:
    with Corpus.open(folder) as corpus:
        assert corpus.suggest(WORDS) == []
        assert corpus.documents() == []
        assert corpus.info()["documents"] == 0


def test_a_second_writer_is_told_to_wait(folder: Path) -> None:
    with Corpus.open(folder, writer=True), pytest.raises(CorpusBusy, match="wait"):
        Corpus.open(folder, writer=True)
    Corpus.open(folder, writer=True).close()


def test_a_writer_in_another_process_is_seen_and_its_death_lets_the_next_one_in(
    folder: Path,
) -> None:
    code = "import sys, time; from pathlib import Path; from precedent_corpus.corpus import Corpus\nCorpus.open(Path(sys.argv[1]), writer=True); print('open', flush=True); time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "open\n"
        with pytest.raises(CorpusBusy):
            Corpus.open(folder, writer=True)
        other.kill()
        other.wait()
    Corpus.open(folder, writer=True).close()


def test_readers_in_other_threads_see_what_a_writer_adds_and_never_half_of_it(
    folder: Path, written
) -> None:
    files = [
        written(
            f"A/RES/56/{n}",
            [f"Noting matter {chr(97 + n % 26)}{chr(97 + n // 26)} before the Assembly,", WORDS],
        )
        for n in range(40)
    ]
    failures: list[BaseException] = []
    seen: list[int] = []
    stop = threading.Event()
    reader = Corpus.open(folder)

    def ask() -> None:
        try:
            while not stop.is_set():
                matches = reader.suggest(WORDS)
                seen.append(matches[0].uses if matches else 0)
                assert all(document.clauses == 4 for document in reader.documents())
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    with Corpus.open(folder, writer=True) as writer:
        for start in range(0, 40, 8):
            writer.add(files[start : start + 8])
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert reader.suggest(WORDS)[0].uses == 40
    reader.close()
    assert set(seen) <= {0, 8, 16, 24, 32, 40}


def test_what_is_removed_is_found_no_more(folder: Path, written) -> None:
    with Corpus.open(folder, writer=True) as corpus, Corpus.open(folder) as reader:
        corpus.add([written("A/RES/56/121")])
        assert reader.suggest(WORDS)[0].symbol == "A/RES/56/121"
        assert corpus.remove("A/RES/56/121") == 1
        assert corpus.remove("A/RES/56/121") == 0
        assert reader.suggest(WORDS, threshold=0) == []
        assert reader.info()["wordings"] == 0
        with pytest.raises(CorpusError, match="has no text"):
            reader.document("A/RES/56/121")


def test_an_index_that_fell_behind_catches_up(
    folder: Path, written, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the process died after the database's commit and before the index's."""
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([written("A/RES/55/63", ["Noting the older text alone,"])])
        with monkeypatch.context() as patch:
            patch.setattr(Index, "update", lambda *_: None)
            patch.setattr(Index, "commit", lambda *_: None)
            corpus.add([written("A/RES/56/121")])
            corpus.remove("A/RES/55/63")
    with Corpus.open(folder) as corpus:
        assert corpus.suggest(WORDS.replace("need", "want"))[0].score > 80
        assert corpus.suggest("Noting the older text alone,") == []


@pytest.mark.parametrize("damage", ["missing", "torn"])
def test_a_lost_or_torn_index_is_made_anew(folder: Path, written, damage: str) -> None:
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([written("A/RES/56/121")])
    for index in folder.glob("index-*"):
        if damage == "missing":
            shutil.rmtree(index)
        else:
            (index / "meta.json").write_text("{")
    with Corpus.open(folder) as corpus:
        assert corpus.suggest(WORDS.replace("need", "want"))[0].score > 80


def test_a_damaged_database_is_moved_aside_and_the_user_is_told(folder: Path, written) -> None:
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([written("A/RES/56/121")])
    (folder / "corpus.sqlite").write_bytes(b"this is no database" * 1000)
    with Corpus.open(folder, writer=True) as corpus:
        assert "damaged" in corpus.notice
        assert corpus.documents() == []
        assert corpus.add([written("A/RES/56/122")]).added == 1
        assert corpus.notice == ""
    assert len(list(folder.glob("corpus-damaged-*.sqlite"))) == 1


def test_damage_met_while_asking_is_told_and_mended_at_the_next_start(
    folder: Path, written
) -> None:
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([written(f"A/RES/56/{n}", [WORDS + " " + "x" * 5000]) for n in range(1, 9)])
    path = folder / "corpus.sqlite"
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(os.urandom(path.stat().st_size - 8192))
    with pytest.raises(CorpusError, match="damaged"), Corpus.open(folder) as corpus:
        corpus.documents()
        corpus.suggest(WORDS)
    with Corpus.open(folder) as corpus:
        assert "damaged" in corpus.notice


def test_a_corpus_of_a_newer_program_is_refused_and_left_alone(folder: Path) -> None:
    Corpus.open(folder).close()
    with sqlite3.connect(folder / "corpus.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    before = (folder / "corpus.sqlite").read_bytes()
    with pytest.raises(CorpusError, match="newer version"):
        Corpus.open(folder, writer=True)
    assert (folder / "corpus.sqlite").read_bytes() == before


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CorpusError, match="cannot be used"):
        Corpus.open(tmp_path / "file")


def test_the_starter_corpus_is_put_in_once_and_not_again_after_a_removal(
    folder: Path, written
) -> None:
    data = written("A/RES/56/121").parent
    assert ensure_starter(folder, data)
    with Corpus.open(folder, writer=True) as corpus:
        corpus.remove("A/RES/56/121")
    assert not ensure_starter(folder, data)
    with Corpus.open(folder) as corpus:
        assert corpus.documents() == []


def test_a_first_start_that_is_cut_off_is_made_good_by_the_next(
    folder: Path, written, monkeypatch: pytest.MonkeyPatch
) -> None:
    written("A/RES/55/63", ["Noting the first,"])
    data = written("A/RES/56/121").parent
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(TextWriter, "finish", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
        ensure_starter(folder, data)
    with Corpus.open(folder) as corpus:
        assert corpus.documents() == []
    assert ensure_starter(folder, data)
    with Corpus.open(folder) as corpus:
        assert len(corpus.documents()) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="kills the process with a signal")
def test_a_process_killed_while_it_imports_leaves_every_text_whole(folder: Path, written) -> None:
    for n in range(300):
        data = written(
            f"A/RES/56/{n}", [f"Noting matter {n}, {chr(97 + n % 26)}{chr(97 + n // 26)},", WORDS]
        ).parent
    code = (
        "import sys; from pathlib import Path; from precedent_corpus.corpus import Corpus\n"
        "from precedent_corpus.store import importing; importing.BATCH_TEXTS = 5\n"
        "Corpus.open(Path(sys.argv[1]), writer=True).add([Path(sys.argv[2])], progress=lambda *s: print(*s, flush=True))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder), str(data)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        for _ in range(60):
            other.stdout.readline()
        other.send_signal(signal.SIGKILL)
        other.wait()
    with Corpus.open(folder, writer=True) as corpus:
        kept = corpus.documents()
        assert 50 <= len(kept) < 300
        assert all(document.clauses == 4 for document in kept)
        assert corpus.suggest(WORDS)[0].uses == len(kept)
        assert corpus.suggest(WORDS.replace("need", "want"))[0].uses == len(kept)


def test_a_drafts_later_symbol_is_known_from_the_register(folder: Path, written) -> None:
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([written("A/HRC/57/L.11", status=Status.DRAFT, organ="Human Rights Council")])
        assert corpus.documents()[0].adopted_as == "A/HRC/RES/57/21"


def test_the_corpus_works_without_a_register(folder: Path, tmp_path: Path, written) -> None:
    with Corpus.open(folder, writer=True, register=Register(tmp_path / "none.csv")) as corpus:
        corpus.add([written("A/RES/74/247", adopted=None)])
        assert corpus.documents()[0].adopted is None


def test_the_starter_corpus_holds_the_five_seeds_and_no_draft_as_adopted(folder: Path) -> None:
    with cpu_seconds(10):
        if not ensure_starter(folder):
            pytest.skip("the starter texts are not made yet (packaging/make_starter.py)")
    with Corpus.open(folder) as corpus:
        status = {document.symbol: document.status for document in corpus.documents()}
    assert status == {
        "A/RES/55/63": Status.ADOPTED,
        "A/RES/56/121": Status.ADOPTED,
        "E/CN.15/RES/20/7": Status.ADOPTED,
        "A/C.3/74/L.11": Status.DRAFT,
        "A/C.3/73/L.9/Rev.1": Status.DRAFT,
    }
