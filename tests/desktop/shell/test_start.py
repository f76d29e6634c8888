"""Start-up: the window shows before heavy modules are loaded, and the precedents follow soon after."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.waiting import PROCESS_LIMIT

ROOT = Path(__file__).parents[3]

HEAVY = ("docx", "tantivy", "lxml", "numpy", "rapidfuzz", "jinja2", "pypdfium2")

START = f"""
import json, sys, time
from pathlib import Path
from desktop.shell import application
from desktop.trials.unattended import wait
app = application.start(["x"])
window = application.make_window(app, Path(sys.argv[1]))
window.show()
app.processEvents()
loaded = [name for name in {HEAVY!r} if name in sys.modules]
began = time.process_time()
window.precedents.start()
wait(lambda: window.corpus_service.ready, "the precedents never opened")
took = time.process_time() - began
texts = window.status.corpus.text()
window.close()
print(json.dumps({{"loaded": loaded, "took": took, "texts": texts}}))
"""


def test_the_window_shows_before_heavy_modules_are_loaded_and_the_starter_texts_follow(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path / "new" / "data")],
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, timeout=PROCESS_LIMIT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["loaded"] == []
    assert said["texts"] == "Precedents: 5 texts"
    assert said["took"] < 10, "two seconds is the aim on a quiet machine; the benchmarks measure it"


COPY_AND_END = """
import sys
from pathlib import Path
from desktop.shell import application
from desktop.help.sample import sample_draft
app = application.start(["x"])
window = application.make_window(app, Path(sys.argv[1]))
window.show()
window.file.take(sample_draft())
window.editor.selectAll()
window.editor.copy()
window.editor.document().setModified(False)
window.close()
print(len(app.clipboard().text()) > 0)
"""


def test_the_program_exits_cleanly_with_its_own_text_on_the_clipboard(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", COPY_AND_END, str(tmp_path / "data")],
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, timeout=PROCESS_LIMIT,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr
