"""The virtual environment in the checkout: created once, updated when the lock file changes.

A marker file in it records what it was made from. The marker reads "making" until everything is installed, so that an
environment whose installation was interrupted is recognized and made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from telling import Trouble, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = "requirements.lock"
PACKING_LOCK = "packaging/requirements.lock"
MADE_FROM = (LOCK, "pyproject.toml")
MARK = "resolution-drafter.json"
MAKING = {"state": "making"}

NO_NETWORK = (
    "name resolution",
    "Name or service not known",
    "getaddrinfo failed",
    "nodename nor servname",
    "Failed to establish a new connection",
    "Network is unreachable",
    "Connection refused",
    "timed out",
    "ProxyError",
)


def wanted_mark(root: Path) -> dict[str, str]:
    """Return the marker of an environment that fits this checkout and this Python."""
    digest = hashlib.sha256()
    for name in MADE_FROM:
        digest.update((root / name).read_bytes())
    version = f"{sys.implementation.name} {sys.version_info[0]}.{sys.version_info[1]}"
    return {
        "state": "ready",
        "digest": digest.hexdigest(),
        "python": f"{version} {sys.base_prefix}",
        "checkout": str(root),
        # A new top-level package is found only once the program is installed again.
        "packages": " ".join(sorted(path.parent.name for path in root.glob("*/__init__.py"))),
    }


def read_mark(venv: Path) -> dict[str, str] | None:
    """Return the marker of an environment, MAKING if it cannot be read, None if there is none."""
    try:
        mark = json.loads((venv / MARK).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return MAKING
    return mark if isinstance(mark, dict) else MAKING


def write_mark(venv: Path, mark: dict[str, str]) -> None:
    """Write the marker atomically."""
    draft = venv / f"{MARK}.new"
    draft.write_text(json.dumps(mark, indent=1), encoding="utf-8")
    draft.replace(venv / MARK)


def venv_command(name: str, venv: Path = VENV) -> Path:
    """Return the path of a command in the environment."""
    return venv / "Scripts" / f"{name}.exe" if os.name == "nt" else venv / "bin" / name


def what_to_do(venv: Path, wanted: dict[str, str]) -> str:
    """Return what the environment needs: "nothing", "make", "sync", "remake" or "refuse".

    Sync is for other versions; remake for an environment that is incomplete, was moved, or belongs to another Python.
    An environment without our marker is someone else's and is never touched.
    """
    if not venv.exists() or not any(venv.iterdir()):
        return "make"
    mark = read_mark(venv)
    if mark is None:
        return "refuse"
    if not venv_command("python", venv).exists():
        return "remake"
    if any(mark.get(name) != wanted[name] for name in ("state", "python", "checkout")):
        return "remake"
    return "nothing" if mark == wanted else "sync"


def ensure() -> None:
    """Make sure that the environment fits the lock file; this takes no time if it does.

    Raises Trouble if the environment cannot be made.
    """
    wanted = wanted_mark(ROOT)
    if what_to_do(VENV, wanted) == "nothing":
        return
    try:
        with one_at_a_time(ROOT / ".venv.lock"):
            # The process that held the lock before may have done the work.
            carry_out(what_to_do(VENV, wanted), wanted)
    except OSError as error:
        raise Trouble(
            f"The environment could not be made in {ROOT} ({error.strerror}): give this checkout a"
            " folder that you may write to, with 1 GB free."
        ) from error


def carry_out(task: str, wanted: dict[str, str]) -> None:
    """Do what `what_to_do` returned."""
    if task == "nothing":
        return
    if task == "refuse":
        raise Trouble("The folder .venv was made by another tool: move it away and start again.")
    if task == "remake":
        remove(VENV)
    VENV.mkdir(exist_ok=True)
    write_mark(VENV, MAKING)
    if task != "sync":
        make_venv()
    say("Installing the locked Python packages into .venv, once (some 150 MB) ...")
    install_packages()
    write_mark(VENV, wanted)


def remove(venv: Path) -> None:
    """Delete an environment that no longer serves."""
    say("The environment in .venv is half made, or made for another Python: making it anew.")
    try:
        shutil.rmtree(venv)
    except OSError as error:
        raise Trouble(
            f"The folder .venv could not be removed ({error.strerror}): close the programs that"
            " were started from it, and start again."
        ) from error


def make_venv(venv: Path = VENV) -> None:
    """Create an empty environment with this Python, or the one that this Python's environment was made from."""
    python = getattr(sys, "_base_executable", None) or sys.executable
    done = subprocess.run(
        [python, "-m", "venv", str(venv)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise Trouble(
            f"{(done.stderr or done.stdout).strip()}\nPython could not make a virtual environment:"
            " install what it names (on Debian and Ubuntu python3-venv), and start again."
        )


def install_packages() -> None:
    """Install the locked packages, then the program itself in editable mode."""
    pip("--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / LOCK))
    pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))


def pip(*arguments: str, venv: Path = VENV) -> None:
    """Run `pip install`; raises Trouble if it fails."""
    # Progress is shown only on a terminal.
    quiet = () if sys.stdout.isatty() else ("--quiet",)
    options = ("--no-input", "--disable-pip-version-check", *quiet)
    done = subprocess.run(
        [str(venv_command("python", venv)), "-m", "pip", "install", *options, *arguments],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise Trouble(pip_sentence(done.stderr))


def pip_sentence(errors: str) -> str:
    """Return what the user can do about a failed `pip install`, from its error output."""
    end = "\n".join(errors.strip().splitlines()[-6:])
    if "CERTIFICATE_VERIFY_FAILED" in errors:
        advice = (
            "The certificate of the package source is not trusted here: add the authority of your"
            " network to the system's, or name it in PIP_CERT, and start again."
        )
    elif any(sign in errors for sign in NO_NETWORK):
        advice = (
            "The Python packages could not be fetched: check the network (or the proxy and the"
            " settings of pip), and start again."
        )
    elif "DO NOT MATCH THE HASHES" in errors:
        advice = (
            f"A package is not the one that {LOCK} names: check where pip fetches from, or remake"
            " the lock with: python3 packaging/dev.py lock"
        )
    elif "No matching distribution found" in errors:
        advice = (
            "A package has no ready-made build for this system and this Python: use a newer system,"
            " or a Python between 3.11 and 3.14."
        )
    else:
        advice = "The Python packages could not be installed, for the reason above."
    return f"{end}\n{advice}"


@contextlib.contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Hold a file lock that the system releases when this process ends, however it ends."""
    with path.open("a+b") as file:
        take_lock(file.fileno())
        yield


if sys.platform == "win32":
    import msvcrt

    def take_lock(handle: int) -> None:
        """Lock a file, waiting until it is free."""
        while True:
            # LK_LOCK raises OSError after ten seconds.
            with contextlib.suppress(OSError):
                msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
                return
else:
    import fcntl

    def take_lock(handle: int) -> None:
        """Lock a file, waiting until it is free."""
        fcntl.flock(handle, fcntl.LOCK_EX)
