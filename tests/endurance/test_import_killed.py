"""An import that is killed at any moment leaves a corpus that opens and holds whole texts; adding again goes on from there."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from precedent_corpus.corpus import Corpus
from precedent_corpus.search.index import Index

FULL = os.environ.get("RESOLUTION_DRAFTER_ENDURE") == "full"
KILLS = 50 if FULL else 4
TEXTS = 600 if FULL else 160
CLAUSES = 12
ROOT = Path(__file__).resolve().parents[2]

_TEXT = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><meta>
<identification source="#un"><FRBRWork><FRBRdate date="2001-12-19" name="adoption"/></FRBRWork>
<FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification></meta>
<coverPage><p><docAuthority refersTo="#issuingBody">General Assembly</docAuthority></p>
<p><docNumber refersTo="#symbol">A/RES/56/{number}</docNumber></p></coverPage>
<preface><p><docTitle refersTo="#resolutionTitle">Matter {number}</docTitle></p></preface>
<preamble><formula name="enactingFormula"><p>The General Assembly,</p></formula></preamble>
<mainBody>{body}</mainBody></statement></akomaNtoso>"""
_CLAUSE = "<paragraph><num>{n}.</num><content><p>Requests that matter {letters} be dealt with by organ {n} in time;</p></content></paragraph>"

# Batches and commits are small, so that a kill meets each step of the work.
_IMPORT = """
import sys
from pathlib import Path
from precedent_corpus import corpus as c
from precedent_corpus.store import readers
c.BATCH_TEXTS, c.INDEX_AFTER, readers.FROM = 7, 150, 20
with c.Corpus.open(Path(sys.argv[1]), writer=True) as corpus:
    print("open", flush=True)
    corpus.add([Path(sys.argv[2])])
    print("done", flush=True)
"""


def letters(number: int) -> str:
    """Return a word of its own for a number: numerals are no part of a wording."""
    return "".join(chr(97 + int(digit)) for digit in f"{number:04}")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return texts in an archive in an archive, as published ones may come."""
    folder = tmp_path_factory.mktemp("record")
    inner, outer = folder / "inner.zip", folder / "outer.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(TEXTS):
            body = "".join(
                _CLAUSE.format(n=n, letters=letters(number) if n % 3 else "common")
                for n in range(1, CLAUSES + 1)
            )
            packed.writestr(f"A_RES_56_{number}.xml", _TEXT.format(number=number, body=body))
    with zipfile.ZipFile(outer, "w") as packed:
        packed.write(inner, "2001/inner.zip")
    return outer


def start(folder: Path, archive: Path) -> subprocess.Popen[str]:
    """Start an import in another process and wait until it is under way."""
    process = subprocess.Popen(
        [sys.executable, "-c", _IMPORT, str(folder), str(archive)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "open\n"
    return process


def in_order(folder: Path) -> int:
    """Hold a corpus to all that must be true of it; return how many texts it has."""
    with Corpus.open(folder) as corpus:
        assert corpus.notice == ""
        documents = corpus.documents()
        symbols = {document.symbol for document in documents}
        assert len(symbols) == len(documents)
        for document in documents[:: max(1, len(documents) // 5)]:
            number = int(document.symbol.rpartition("/")[2])
            words = f"Requests that matter {letters(number)} be dealt with by organ 1 in the end;"
            assert corpus.suggest(words)[0].symbol == document.symbol
            assert len(corpus.document(document.symbol).main.blocks) == CLAUSES + 1
        if documents:
            found = corpus.suggest("Requests that matter common be dealt with by organ 3 in time;")
            assert found[0].score == 100 and found[0].uses == len(documents)
    with sqlite3.connect(folder / "corpus.sqlite") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        halves = (
            "SELECT count(*) FROM documents d WHERE clauses <> ? OR clauses <>"
            " (SELECT count(*) FROM clauses c WHERE c.document = d.id)"
            " OR NOT EXISTS (SELECT 1 FROM sources s WHERE s.document = d.id)"
        )
        assert connection.execute(halves, (CLAUSES,)).fetchone()[0] == 0
        miscounted = (
            "SELECT count(*) FROM wordings w WHERE uses <>"
            " (SELECT count(DISTINCT document) FROM clauses c WHERE c.wording = w.id)"
        )
        assert connection.execute(miscounted).fetchone()[0] == 0
        wordings = connection.execute("SELECT count(*) FROM wordings").fetchone()[0]
        generation, name = (
            connection.execute("SELECT value FROM meta WHERE name = ?", (key,)).fetchone()[0]
            for key in ("generation", "index")
        )
    connection.close()
    index = Index(folder / name)
    assert index.generation == generation or not documents
    assert index.size == wordings + (index.generation >= 0)
    index.close()
    return len(documents)


@pytest.mark.skipif(sys.platform == "win32", reason="kills the process with a signal")
def test_a_killed_import_leaves_whole_texts_and_adding_again_completes_it(
    archive: Path, tmp_path: Path
) -> None:
    chance = random.Random(20261125)
    folder = tmp_path / "whole"
    begun = time.monotonic()
    whole = start(folder, archive)
    assert whole.wait() == 0
    takes = time.monotonic() - begun
    assert in_order(folder) == TEXTS
    kept, interrupted = [], 0
    folder = tmp_path / "killed"
    for _ in range(KILLS):
        process = start(folder, archive)
        time.sleep(chance.uniform(0, takes / 3))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert process.stdout is not None
        interrupted += process.stdout.read() == ""
        process.stdout.close()
        kept.append(in_order(folder))
        if kept[-1] == TEXTS:  # it is all there: begin anew
            shutil.rmtree(folder)
    assert interrupted >= KILLS // 3
    with Corpus.open(folder, writer=True) as corpus:
        report = corpus.add([archive])
        assert report.duplicates + report.added == TEXTS
        assert corpus.unfinished_imports() == []
    assert in_order(folder) == TEXTS
    assert not (folder / "importing").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="kills the process with a signal")
def test_a_corpus_that_was_there_before_stays_whole(archive: Path, tmp_path: Path) -> None:
    folder, first = tmp_path / "data", tmp_path / "first.xml"
    body = "".join(_CLAUSE.format(n=n, letters="common") for n in range(1, CLAUSES + 1))
    first.write_text(_TEXT.format(number=9999, body=body))
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([first])
    process = start(folder, archive)
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()
    with Corpus.open(folder) as corpus:
        assert "A/RES/56/9999" in {document.symbol for document in corpus.documents()}
        assert corpus.unfinished_imports() in ([], [(archive,)])
