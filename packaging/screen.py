"""Runs programs with a screen, without one, and where Qt cannot use the one there is."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

# If Qt cannot use the screen, it prints one of these and aborts before there is a window.
REFUSALS = (
    "no Qt platform plugin could be initialized",
    "could not load the Qt platform plugin",
    "could not find the Qt platform plugin",
    "could not connect to display",
    "failed to create wl_display",
)
# A cold start first reads a few hundred megabytes.
STARTING_SECONDS = 60.0
KEPT_BYTES = 64 * 1024
GRACE_SECONDS = 5.0
INTERRUPTED = 130


class Outcome(NamedTuple):
    """How a program ended: exit code, run time in seconds, and the start of its error output."""

    code: int
    seconds: float
    errors: str


def has_screen(environ: Mapping[str, str], system: str = sys.platform) -> bool:
    """Return whether a window would be visible.

    A platform chosen by the user counts as a screen, unless it is one that shows nothing.
    """
    chosen = environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if chosen:
        return chosen not in ("offscreen", "minimal")
    if system in ("win32", "darwin"):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def without_screen(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment in which Qt renders offscreen."""
    return {**environ, "QT_QPA_PLATFORM": "offscreen"}


def screen_refused(outcome: Outcome) -> bool:
    """Return whether the program ended because Qt could not use the screen."""
    said = outcome.errors.lower()
    return (
        outcome.code != 0
        and outcome.seconds < STARTING_SECONDS
        and any(sign.lower() in said for sign in REFUSALS)
    )


def run(
    command: Sequence[str | Path], env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> int:
    """Run a program to its end and return its exit code."""
    with subprocess.Popen([str(part) for part in command], env=env, cwd=cwd) as child:
        return wait_for(child)


def run_watched(command: Sequence[str | Path]) -> Outcome:
    """Run a program to its end, pass on its error output and keep the start of it."""
    started = time.monotonic()
    kept = bytearray()
    with subprocess.Popen([str(part) for part in command], stderr=subprocess.PIPE) as child:
        assert child.stderr is not None
        # A daemon thread: a browser that the program started may keep the pipe open after its end.
        reader = threading.Thread(target=pass_on, args=(child.stderr, kept), daemon=True)
        reader.start()
        code = wait_for(child)
        reader.join(timeout=1)
    return Outcome(code, time.monotonic() - started, kept.decode("utf-8", "replace"))


def pass_on(source: IO[bytes], kept: bytearray) -> None:
    """Copy bytes to standard error as they arrive, and keep the first of them."""
    while block := os.read(source.fileno(), 8192):
        os.write(sys.stderr.fileno(), block)
        kept.extend(block[: KEPT_BYTES - len(kept)])


def wait_for(child: subprocess.Popen[bytes]) -> int:
    """Return the exit code of a child process, which gets Ctrl+C and a request to terminate before us."""
    with passing_on_the_end(child):
        try:
            code = child.wait()
        except KeyboardInterrupt:
            end(child)
            return INTERRUPTED
    return code if code >= 0 else 128 - code


@contextlib.contextmanager
def passing_on_the_end(child: subprocess.Popen[bytes]) -> Iterator[None]:
    """Pass a request to terminate on to the child process."""
    before = signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def end(child: subprocess.Popen[bytes]) -> None:
    """Wait for a child process that Ctrl+C has also reached to end; kill it if it does not."""
    for press in (child.terminate, child.kill):
        try:
            child.wait(timeout=GRACE_SECONDS)
            return
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            press()
    child.wait()
