"""LibreOffice, driven without a window, for tests that look at our files with other eyes."""

from __future__ import annotations

import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tests.waiting import LIMIT

SETTLER = Path(__file__).with_name("accepting.py")
ACCEPT, REJECT = "AcceptAllTrackedChanges", "RejectAllTrackedChanges"

Job = tuple[Path, Path, str]
"""A file, where to save it, and what to do before: ACCEPT, REJECT or nothing."""


def settled(jobs: list[Job], folder: Path) -> list[tuple[int, int]]:
    """Settle the changes of files in LibreOffice; return how many there were and are. Skips where there is none."""
    office, python = shutil.which("soffice"), "/usr/bin/python3"
    if office is None:
        pytest.skip("LibreOffice is not installed")
    if subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode:
        pytest.skip("the system's Python has no uno (python3-uno)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    accept = f"--accept=socket,host=127.0.0.1,port={port};urp;"
    running = subprocess.Popen(
        [office, "--headless", "--norestore", profile, accept],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        lines = "".join(f"{source}\t{target}\t{command}\n" for source, target, command in jobs)
        done = subprocess.run(
            [python, SETTLER, str(port)], input=lines, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return [(int(a), int(b)) for a, b in map(str.split, done.stdout.splitlines())]
    finally:
        running.terminate()
        running.wait(LIMIT)
