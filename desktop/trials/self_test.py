"""The self-test: try every part of the installed program, in a temporary folder, and report what fails.

`resolution-drafter --self-test` is for those who install or package the program: whatever a package omits shows up as
a part that fails. No files are left behind.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop import VERSION

if TYPE_CHECKING:
    from resolution.model import Resolution

SEED = "A/RES/55/63"
"""The text of the starter corpus that the test reads."""

MISTAKES = """General Assembly

Draft resolution

The General Assembly,

Recalling its resolution 65/230 of 22 December 2010,

1. Requests the Secretary-General to analyse the labor markets of small States
"""
"""A draft with a wrong date, a spelling that the United Nations does not use, and no full stop at the end."""

EXPECTED_CODES = ("cited-date", "spelling-form", "final-mark")

WINDOW_SECONDS = 90.0
"""The time limit for the window: a first start from a slow disk reads a hundred megabytes."""

LINES = 4
"""The number of lines of error output that are reported."""


class Failed(Exception):
    """Raised if a part fails; the message is a sentence that says how."""


class SelfTest(NamedTuple):
    """A part of the program, and the function that tries it in a folder and returns what it saw."""

    name: str
    trial: Callable[[Path], str]


def self_test(
    report: Callable[[str], None] = print, parts: Sequence[SelfTest] | None = None
) -> int:
    """Try every part, report each result, and return the number of failures."""
    report(f"Resolution Drafter {VERSION}: self-test")
    failed: list[str] = []
    tried = PARTS if parts is None else parts
    with tempfile.TemporaryDirectory(
        prefix="resolution-drafter-", ignore_cleanup_errors=True
    ) as folder:
        for part in tried:
            try:
                report(f"  works   {part.name}: {part.trial(Path(folder))}")
            except Exception as error:
                failed.append(part.name)
                report(f"  FAILED  {part.name}: {_sentence(error)}")
    report(
        f"{len(failed)} of {len(tried)} parts failed: {', '.join(failed)}."
        if failed
        else "Everything works."
    )
    return len(failed)


def _sentence(error: Exception) -> str:
    words = " ".join(str(error).split())
    return words if isinstance(error, Failed) else f"{type(error).__name__}: {words}"


def _expect(holds: object, otherwise: str) -> None:
    if not holds:
        raise Failed(otherwise)


def data_files(_: Path) -> str:
    """Check the data files: texts, help, tables, icons, licences."""
    from desktop.help.licences import licences
    from desktop.help.pages import FOLDER, WRITTEN
    from desktop.shell.application import ICON
    from precedent_corpus import DATA
    from precedent_corpus.store.register import Register
    from precedent_corpus.store.starter import starter_files
    from resolution.drafting.formulas import formulas
    from resolution.language.leads import table

    texts, pages = (
        starter_files(DATA),
        [name for name in WRITTEN if (FOLDER / f"{name}.md").is_file()],
    )
    _expect(texts, "the starter corpus is missing")
    _expect(len(pages) == len(WRITTEN), "pages of the help are missing")
    _expect(list(ICON.glob("*.png")), "the program's icon is missing")
    _expect(Register().by_number("65/230"), "the register of resolutions is missing")
    _expect(table() and formulas(), "the tables of leads and formulas are missing")
    listed = licences()
    without = [licence.name for licence in listed if not licence.texts]
    _expect(listed and not without, f"licences are missing of {', '.join(without) or 'everything'}")
    return f"{len(texts)} texts, {len(pages)} pages of help, {len(listed)} licences"


def _seed() -> Resolution:
    from precedent_corpus import DATA
    from resolution.formats import detect as files

    reading = files.read(DATA / f"{SEED.replace('/', '_')}.akn")
    _expect(not reading.unread, f"{len(reading.unread)} lines of {SEED} found no place")
    return reading.resolution


def reads(_: Path) -> str:
    """Read a published text."""
    from precedent_corpus.store.clauses import clauses_of

    resolution = _seed()
    clauses = tuple(clauses_of(resolution))
    _expect(
        resolution.masthead.symbol == SEED, f"{SEED} was read as {resolution.masthead.symbol!r}"
    )
    _expect(len(clauses) > 20, f"{SEED} was read with {len(clauses)} clauses only")
    return f"{SEED}, {len(clauses)} clauses and items"


def searches(folder: Path) -> str:
    """Create the starter corpus, and search it for one of its clauses and for a symbol."""
    from precedent_corpus.corpus import Corpus, ensure_starter
    from precedent_corpus.store.clauses import clauses_of
    from resolution.text import folded

    ensure_starter(folder)
    words = folded(next(iter(clauses_of(_seed()))).text)
    with Corpus.open(folder) as corpus:
        nearest = corpus.suggest(words)
        by_symbol = corpus.search(SEED).matches
        texts = len(corpus.documents())
    _expect(
        nearest and nearest[0].score >= 99, "a clause of the corpus was not found by its own words"
    )
    _expect(by_symbol, f"{SEED} was not found by its symbol")
    return f"{texts} texts, a clause found word for word in {nearest[0].symbol}"


def checks(_: Path) -> str:
    """Check a draft with known mistakes, each of which must be found."""
    from precedent_corpus.store.register import Register
    from resolution.checks import check
    from resolution.language import spelling
    from resolution.recognition import recognizer as plain

    words = spelling.dictionary()
    speller = spelling.Speller(words) if words else None
    found = {p.code for p in check(plain.read_text(MISTAKES).resolution, Register(), speller)}
    expected = [code for code in EXPECTED_CODES if speller or code != "spelling-form"]
    missed = [code for code in expected if code not in found]
    _expect(not missed, f"mistakes were not found: {', '.join(missed)}")
    return f"{len(found)} kinds of mistakes found" + (
        "" if speller else "; spelling is not checked on this computer"
    )


def exports(folder: Path) -> str:
    """Write every format except PDF (which needs the window), and read the Word file back."""
    from desktop.files.exports import export
    from precedent_corpus.store.clauses import clauses_of
    from resolution.formats import detect as files
    from resolution.formats import pdf, registry
    from resolution.text import folded

    resolution = _seed()
    before = [folded(clause.text) for clause in clauses_of(resolution)]
    endings = [f.ending for f in registry.writable() if f != pdf.FORMAT]
    for ending in endings:
        export(resolution, folder / f"export{ending}")
        _expect((folder / f"export{ending}").stat().st_size > 1000, f"the {ending} file is empty")
    again = files.read(folder / "export.docx").resolution
    _expect([folded(c.text) for c in clauses_of(again)] == before, "the Word file reads otherwise")
    return f"{', '.join(endings)}; the Word file reads as the text does"


def downloads(_: Path) -> str:
    """Check the certificates that downloads need; nothing is downloaded."""
    import ssl

    known = ssl.create_default_context().cert_store_stats()["x509_ca"]
    places = ssl.get_default_verify_paths()
    _expect(
        known or (places.capath and any(Path(places.capath).glob("*.0"))),
        "no certificates are installed, so that nothing can be downloaded; install ca-certificates",
    )
    return "certificates are at hand"


def opens(folder: Path) -> str:
    """Open the window, in a separate process, as Qt aborts the process if it cannot use the screen."""
    started = time.time()
    hidden = not has_screen(os.environ)
    environ = {**os.environ, **({"QT_QPA_PLATFORM": "offscreen"} if hidden else {})}
    command, environ = own_command(environ)
    try:
        done = subprocess.run(
            [*command, "--self-test-window", str(folder)],
            env=environ, capture_output=True, text=True, errors="replace", timeout=WINDOW_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as slow:
        raise Failed(f"it did not open within {WINDOW_SECONDS:.0f} seconds") from slow
    if done.returncode != 0:
        errors = [line for line in done.stderr.splitlines() if line.strip()]
        raise Failed(" / ".join(errors[-LINES:]) or f"it ended with the code {done.returncode}")
    seen = json.loads(done.stdout)
    return (
        f"on the platform “{seen['platform']}”, usable after {seen['usable'] - started:.2f} s, "
        f"with precedents after {seen['precedents'] - started:.2f} s, PDF of {seen['pages']} pages"
    )


def has_screen(environ: Mapping[str, str], system: str = sys.platform) -> bool:
    """Return whether a window can be shown; a platform chosen by QT_QPA_PLATFORM is trusted."""
    if system in ("win32", "darwin") or environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def own_command(environ: Mapping[str, str]) -> tuple[list[str], dict[str, str]]:
    """Return the command that starts this program again, and its environment."""
    if getattr(sys, "frozen", False):
        return [sys.executable], dict(environ)
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, (root, environ.get("PYTHONPATH"))))
    return [sys.executable, "-m", "desktop.main"], {**environ, "PYTHONPATH": path}


PARTS = (
    SelfTest("its files", data_files),
    SelfTest("reading", reads),
    SelfTest("searching", searches),
    SelfTest("checking", checks),
    SelfTest("exporting", exports),
    SelfTest("downloading", downloads),
    SelfTest("the window", opens),
)
