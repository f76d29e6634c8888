"""The system libraries that Qt needs on Debian and Ubuntu: finds those that are missing, and installs them."""

from __future__ import annotations

import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from telling import Trouble, say

CERTIFICATES = ("ca-certificates",)
QT = (
    "libegl1",
    "libgl1",
    "libx11-6",
    "libdbus-1-3",
    "libfontconfig1",
    "libglib2.0-0",
    "libxkbcommon0",
    "fonts-liberation",
)
WINDOW = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libx11-xcb1",
)
WAYLAND = ("libwayland-client0", "libwayland-cursor0")
VIRTUAL_SCREEN = ("xvfb", "xauth")

# Debian 13 and Ubuntu 24.04 renamed packages for 64-bit time on 32-bit machines.
RENAMED = {"libglib2.0-0": "libglib2.0-0t64"}
RENAMED_SINCE = {"debian": 13.0, "ubuntu": 24.04}

OS_RELEASE = (Path("/etc/os-release"), Path("/usr/lib/os-release"))
NEEDS = "# needs:"


def read_release(text: str) -> dict[str, str]:
    """Parse an os-release file."""
    pairs = (line.split("=", 1) for line in text.splitlines() if "=" in line)
    return {name.strip(): "".join(shlex.split(value)) for name, value in pairs}


def this_release() -> dict[str, str]:
    """Return the os-release values of this machine; empty if it has none."""
    for path in OS_RELEASE:
        if path.is_file():
            return read_release(path.read_text(encoding="utf-8", errors="replace"))
    return {}


def is_debian_like(release: Mapping[str, str]) -> bool:
    """Return whether Debian's package names apply here."""
    family = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    return not family.isdisjoint(RENAMED_SINCE)


def names_here(packages: Iterable[str], release: Mapping[str, str]) -> list[str]:
    """Return the packages under their names in this release, without duplicates.

    A derivative (Mint, Raspberry Pi OS) numbers its releases in its own way and keeps the old names: its apt finds the
    renamed packages by what they provide.
    """
    since = RENAMED_SINCE.get(release.get("ID", ""))
    # Debian testing and unstable have no number; they are newer than every release that has one.
    version = float(release.get("VERSION_ID") or "inf") if since is not None else 0.0
    renamed = RENAMED if since is not None and version >= since else {}
    return list(dict.fromkeys(renamed.get(name, name) for name in packages))


def venv_package(version: tuple[int, int], default: str) -> str:
    """Return the package with Python's `ensurepip`; `default` is the target of the link /usr/bin/python3."""
    own = f"python{version[0]}.{version[1]}"
    return "python3-venv" if Path(default).name in ("python3", own) else f"{own}-venv"


def python_packages() -> tuple[str, ...]:
    """Return the packages that Python lacks to create a virtual environment."""
    if importlib.util.find_spec("ensurepip") is not None:
        return CERTIFICATES
    return (venv_package(sys.version_info[:2], os.path.realpath("/usr/bin/python3")), *CERTIFICATES)


def installed_names(listing: str) -> set[str]:
    """Return the names of the installed packages and of what they provide.

    listing: one package a line, with its status, its name and the names it provides, separated by tabs
    """
    names: set[str] = set()
    for line in listing.splitlines():
        status, name, provides = line.split("\t")
        if status == "installed":
            names.add(name)
            names.update(part.split()[0] for part in provides.split(",") if part.strip())
    return names


def installed_here() -> set[str]:
    """Return everything installed on this Debian."""
    columns = r"${db:Status-Status}\t${Package}\t${Provides}\n"
    done = subprocess.run(
        ["dpkg-query", "-W", f"-f={columns}"], capture_output=True, text=True, check=True
    )
    return installed_names(done.stdout)


def install_line(packages: Iterable[str]) -> str:
    """Return the command with which an administrator installs the packages."""
    return "sudo apt-get install --no-install-recommends " + " ".join(packages)


def missing_sentence(packages: Iterable[str]) -> str:
    """Return the message for a user who may not install packages."""
    return (
        "System packages are missing; install them with this line, then start again:\n"
        f"    {install_line(packages)}"
    )


def install(packages: list[str]) -> None:
    """Install packages as root.

    Raises Trouble with the end of apt-get's output if that fails.
    """
    say(f"Installing system packages with apt-get, once: {' '.join(packages)}")
    apt_get("update")
    failure = apt_get("install", "-y", "--no-install-recommends", *packages)
    if failure is not None:
        raise Trouble(
            f"{failure}\nThe system packages could not be installed: check the network and the"
            f" sources of apt, or install them by hand:\n    {install_line(packages)}"
        )


def apt_get(*arguments: str) -> str | None:
    """Run apt-get without questions; return the end of its output if it fails, otherwise None."""
    done = subprocess.run(
        ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return None if done.returncode == 0 else "\n".join(done.stdout.splitlines()[-15:])


def is_root() -> bool:
    """Return whether this process may install packages."""
    return sys.platform != "win32" and os.geteuid() == 0


def ensure(packages: Iterable[str]) -> None:
    """Make sure that the packages are installed, on systems with Debian's packages.

    Raises Trouble with the command to type if some are missing and this is not root.
    """
    release = this_release()
    if not is_debian_like(release) or shutil.which("dpkg-query") is None:
        return
    installed = installed_here()
    wanted = [name for name in names_here(packages, release) if name not in installed]
    if not wanted:
        return
    if not is_root():
        raise Trouble(missing_sentence(wanted))
    install(wanted)


def declared_needs(scripts: Iterable[Path]) -> list[str]:
    """Return the packages that scripts declare, each in a comment of its own: `# needs: poppler-utils`."""
    lines = (line for path in scripts for line in path.read_text(encoding="utf-8").splitlines())
    return [name for line in lines if line.startswith(NEEDS) for name in line[len(NEEDS) :].split()]
