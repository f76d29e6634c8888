"""Tests the Debian package in a bare Debian made by debootstrap, without Python and with one user.

Installs the package with apt, runs the self-test with and without a screen, opens a draft by its file type, times the
start, and removes the package again: python3 packaging/dev.py package --try [SUITE ...]
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import changes
import system_packages
from telling import Trouble, say

SUITES = ("bookworm", "trixie")
PACKAGE = "resolution-drafter"
USER = "delegate"
HOME = f"/home/{USER}"
DATA = f"{HOME}/.local/share/{PACKAGE}"
DRAFT = f"{HOME}/draft.akn"
SEED = f"/usr/lib/{PACKAGE}/_internal/precedent_corpus/data/A_RES_55_63.akn"
MEDIA_TYPE = "application/akn+xml"
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
TOOLS = ("xvfb", "xauth", "x11-utils", "libglib2.0-bin")
"""Packages that the test itself needs; installed only after the package has been shown to work without them."""

STARTS = 9
"""How many starts are timed to get the median; one more comes first and is not counted."""

OPENING_SECONDS = 30
ADDRESS = re.compile(r"^(?:URIs:|deb(?:\s+\[[^]]*\])?)\s+(\S+)", re.MULTILINE)


def try_package(deb: Path, measure: Path, suites: Sequence[str]) -> int:
    """Test the package in a bare Debian of each release; return 1 if a step failed, which is printed, otherwise 0."""
    if not system_packages.is_root():
        raise Trouble("A bare Debian is made by root.")
    system_packages.ensure(("debootstrap", "util-linux"))
    failed = 0
    for suite in suites:
        bare = Bare(deb.parent / f"bare-{suite}")
        say(f"A bare Debian, {suite}:")
        try:
            bare.make(suite, mirror())
            for step in STEPS:
                say(f"  {step.name}: {step.act(bare, deb, measure)}")
        except Refused as refused:
            say(f"  FAILED: {refused}")
            failed += 1
        finally:
            bare.remove()
    return 1 if failed else 0


def mirror() -> str:
    """Return the address of the archive that this system's own packages come from."""
    places = (Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*")))
    for place in places:
        if place.is_file() and (found := ADDRESS.search(place.read_text(encoding="utf-8"))):
            return found[1]
    raise Trouble(
        "The sources of apt name no mirror of Debian, from which a bare one could be made."
    )


class Refused(Exception):
    """A step failed in the bare Debian; the message says what went wrong."""


class Bare:
    """A Debian in a folder. Each command runs in a PID namespace of its own, so that no process outlives it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.holds: list[str] = []
        """The files of the package, as dpkg lists them."""
        self.written: dict[str, bytes] = {}
        """The user's files before the package is removed, by path."""

    def make(self, suite: str, source: str) -> None:
        """Install a minimal Debian into the folder, and add a user."""
        self.remove()
        done = subprocess.run(
            ["debootstrap", "--variant=minbase", suite, str(self.root), source],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise Refused(f"debootstrap: {done.stdout[-400:]} {done.stderr[-400:]}")
        # policy-rc.d keeps packages from starting services.
        policy = self.root / "usr/sbin/policy-rc.d"
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
        shutil.copy("/etc/resolv.conf", self.root / "etc/resolv.conf")
        self.run(f"useradd --create-home --shell /bin/sh {USER}")

    def run(self, command: str, user: str = "root", **environ: str) -> str:
        """Run a shell command and return its output; raises Refused with the end of its output if it fails."""
        home = HOME if user == USER else "/root"
        own = {"HOME": home, "PATH": PATH, "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
        kept = {
            name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")
        }
        done = subprocess.run(
            [
                *("unshare", "--mount", "--pid", "--fork", "--kill-child", f"--mount-proc={self.root}/proc"),
                *("chroot", f"--userspec={user}:{user}", str(self.root), "/bin/sh", "-c", f"cd {home}; {command}"),
            ],
            env={**kept, **own, **environ}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace", check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise Refused(
                f"{command.splitlines()[0]}: {done.stdout[-1500:].strip() or done.returncode}"
            )
        return done.stdout

    def has(self, command: str) -> bool:
        """Return whether a command is installed."""
        return bool(self.run(f"command -v {command} || true").strip())

    def remove(self) -> None:
        """Delete the folder."""
        shutil.rmtree(self.root, ignore_errors=True)


def without_python(bare: Bare, deb: Path, measure: Path) -> str:
    """Check that the system has no Python before the package is installed."""
    _expect_no_python(bare)
    return f"Debian {(bare.root / 'etc/debian_version').read_text().strip()}, no Python"


def installs(bare: Bare, deb: Path, measure: Path) -> str:
    """Check that apt installs the package with its dependencies."""
    shutil.copy(deb, bare.root / "tmp" / deb.name)
    bare.run("apt-get -q update")
    began = time.monotonic()
    said = bare.run(f"apt-get -qy install /tmp/{deb.name}")
    took = time.monotonic() - began
    _expect_no_python(bare)
    bare.holds = [line for line in bare.run(f"dpkg -L {PACKAGE}").splitlines() if line != "/."]
    shutil.copy(bare.root / SEED.lstrip("/"), bare.root / DRAFT.lstrip("/"))
    bare.run(f"chown {USER}: {DRAFT}")
    size = int(bare.run(f"dpkg-query -W -f='${{Installed-Size}}' {PACKAGE}")) / 1000
    more = re.search(r"(\d+) newly installed", said)
    disk = re.search(r"(?:After this operation, |Space needed: )([\d.,]+ [kMG]B)", said)
    others = int(more[1]) - 1 if more else "?"
    return (
        f"{deb.stat().st_size / 1e6:.1f} MB packed, {size:.0f} MB installed; with the {others} packages it needs"
        f" {disk[1] if disk else '?'}; took {took:.0f} s; still no Python"
    )


def works_without_screen(bare: Bare, deb: Path, measure: Path) -> str:
    """Run the self-test without a screen."""
    return _last_lines(bare.run(f"{PACKAGE} --self-test", USER))


def works_on_screen(bare: Bare, deb: Path, measure: Path) -> str:
    """Run the self-test on a virtual X screen."""
    bare.run(f"apt-get -qy install --no-install-recommends {' '.join(TOOLS)}")
    _expect_no_python(bare)
    said = bare.run(f"xvfb-run -a {PACKAGE} --self-test", USER)
    if "“xcb”" not in said:
        raise Refused(f"the window was not opened on the screen: {said}")
    return _last_lines(said)


def _last_lines(said: str) -> str:
    """Return the verdict of the self-test, and what it says of the window."""
    lines = [line.strip() for line in said.strip().splitlines()]
    window = lines[-2].removeprefix("works").strip()
    return f"{lines[-1]} {window[:1].upper()}{window[1:]}"


def knows_the_type(bare: Bare, deb: Path, measure: Path) -> str:
    """Check that the file type is registered and opens in the program."""
    entry = f"{changes.program_id()}.desktop"
    asked = {
        f"xdg-mime query filetype {DRAFT}": MEDIA_TYPE,
        f"xdg-mime query default {MEDIA_TYPE}": entry,
        f"gio info -a standard::content-type {DRAFT}": MEDIA_TYPE,
        f"gio mime {MEDIA_TYPE}": entry,
    }
    for command, wanted in asked.items():
        if wanted not in (said := bare.run(command, USER)):
            raise Refused(f"{command} says {said.strip()!r}, not {wanted}")
    return f"{MEDIA_TYPE} is opened by {entry}"


def opens_by_type(bare: Bare, deb: Path, measure: Path) -> str:
    """Check that a draft shows up in the window when it is opened the way a desktop opens it."""
    for opener in ("xdg-open", "gio open"):
        seen = bare.run(f"xvfb-run -a sh -c {shlex.quote(_watch(f'{opener} {DRAFT}'))}", USER)
        if "draft" not in seen:
            raise Refused(
                f"{opener} {DRAFT}: no window with the draft came up; the windows were {seen!r}"
            )
    return f"xdg-open and gio open show {seen.strip()}"


def _watch(command: str) -> str:
    """Return a script that starts a command and prints the title of the draft's window, or else all windows."""
    return (
        f"{command} >/dev/null 2>&1 &\n"
        f"for n in $(seq {OPENING_SECONDS * 5}); do\n"
        '  xwininfo -root -tree | grep -o \'"draft[^"]*Resolution Drafter"\' && exit 0\n'
        "  sleep 0.2\ndone\nxwininfo -root -tree"
    )


def starts_quickly(bare: Bare, deb: Path, measure: Path) -> str:
    """Time the start until typing is possible, and the start of Qt alone for comparison."""
    beside = f"/usr/lib/{PACKAGE}/{measure.name}"
    shutil.copy(measure, bare.root / beside.lstrip("/"))
    try:
        window = [_usable(bare) for _ in range(STARTS + 1)][1:]
        alone = [_alone(bare, beside) for _ in range(STARTS + 1)][1:]
    finally:
        (bare.root / beside.lstrip("/")).unlink()
    usable, spent = (statistics.median(column) for column in zip(*window, strict=True))
    qt, qt_spent = (statistics.median(column) for column in zip(*alone, strict=True))
    return (
        f"usable {usable:.2f} s after it is begun ({spent:.2f} s of a processor); Python with PySide6.QtWidgets, of the"
        f" same build, takes {qt:.2f} s ({qt_spent:.2f} s)"
    )


def _usable(bare: Bare) -> tuple[float, float]:
    """Return the seconds from the command to a usable window, and the seconds of processor time."""
    script = f"date +%s.%N; {PACKAGE} --self-test-window {HOME}/trial"
    began, seen = bare.run(
        f"mkdir -p {HOME}/trial; {script}", USER, QT_QPA_PLATFORM="offscreen"
    ).split("\n", 1)
    times = json.loads(seen)
    return float(times["usable"]) - float(began), float(times["processor"])


def _alone(bare: Bare, command: str) -> tuple[float, float]:
    """Return the same for a command that ends by itself; `times` gives the processor time of the shell's children."""
    began, ended, *told = bare.run(f"date +%s.%N; {command}; date +%s.%N; times", USER).split()
    spent = (re.fullmatch(r"(\d+)m([\d.]+)s", word) for word in told[2:4])
    return float(ended) - float(began), sum(60 * int(s[1]) + float(s[2]) for s in spent if s)


def leaves_the_users_data(bare: Bare, deb: Path, measure: Path) -> str:
    """Check that removing the package removes everything it installed and nothing of the user's."""
    bare.run(f"{PACKAGE} corpus info && rm -r {HOME}/trial", USER)
    before = _files_of_the_user(bare)
    if not any(name.startswith(DATA) for name in before):
        raise Refused(f"the user has no data in {DATA}")
    bare.run(f"apt-get -qy purge --autoremove {PACKAGE}")
    left = [name for name in bare.holds if PACKAGE in name or changes.program_id() in name]
    left = [name for name in left if os.path.lexists(bare.root / name.lstrip("/"))]
    words, places = (
        f"-e {MEDIA_TYPE} -e {changes.program_id()}",
        "/usr/share/applications /usr/share/mime",
    )
    mentions = bare.run(f"grep -rl {words} {places} 2>/dev/null || true").split()
    if left or mentions:
        raise Refused(f"this was left behind: {', '.join([*left, *mentions])}")
    if _files_of_the_user(bare) != before:
        raise Refused("the user's files are no longer what they were")
    return f"nothing but the user's data: {len(before)} files in {HOME}"


def _files_of_the_user(bare: Bare) -> dict[str, bytes]:
    """Return the contents of the user's files by path, caches excepted."""
    folder = bare.root / HOME.lstrip("/")
    files = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {f"/{path.relative_to(bare.root)}": path.read_bytes() for path in files}


def _expect_no_python(bare: Bare) -> None:
    for name in ("python3", "python"):
        if bare.has(name):
            raise Refused(f"{name} is there, so that nothing would be shown")


class Step(NamedTuple):
    """A step of the test: the name that is printed, and the function that carries it out and returns what it found."""

    name: str
    act: Callable[[Bare, Path, Path], str]


STEPS = (
    Step("before", without_python),
    Step("installing", installs),
    Step("self-test, no screen", works_without_screen),
    Step("self-test, screen", works_on_screen),
    Step("file type", knows_the_type),
    Step("opening", opens_by_type),
    Step("starting", starts_quickly),
    Step("removing", leaves_the_users_data),
)
