"""Builds what can be installed: python3 packaging/dev.py package [WHAT ...] [--try [SUITE ...]]

PyInstaller makes the program as one folder with everything in it, which then becomes what this system installs: a
package on Debian and Ubuntu, a setup program on Windows, a disk image on macOS. Everything is in build/package/.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Sequence
from pathlib import Path

import bare_debian
import changes
import contents
import debian
import environment
import screen
import system_packages
from environment import PACKING_LOCK, ROOT, venv_command
from telling import Trouble, say

OUT = ROOT / "build" / "package"
ENVIRONMENT = OUT / "venv"
APPLICATION = OUT / "application" / "resolution-drafter"
SYSTEM: str = sys.platform
MARK = "packed-with.txt"
MEASURE = "measure"
"""The executable that the program's start is timed against; it is in no package."""

PATCHED = ".libs"
"""The ending of folders with libraries that auditwheel renamed: they no longer load once stripped."""


def package(arguments: list[str]) -> int:
    """Build what the arguments name, by default what this system installs; with --try, test it in a bare Debian."""
    wanted, suites = _asked(arguments)
    for name in wanted:
        MAKERS[name]()
    if suites is not None:
        return bare_debian.try_package(debian.newest(OUT), APPLICATION / MEASURE, suites)
    return 0


def _asked(arguments: Sequence[str]) -> tuple[list[str], list[str] | None]:
    """Return what to build, and the Debian releases to test it in (None: no test); raises Trouble for unknown names."""
    words, suites = list(arguments), None
    if "--try" in words:
        at = words.index("--try")
        words, suites = words[:at], words[at + 1 :] or list(bare_debian.SUITES)
    unknown = [word for word in words if word not in MAKERS]
    if unknown:
        raise Trouble(f"{unknown[0]!r} cannot be made; what can: {', '.join(MAKERS)}.")
    return words or ["application", *systems_own()], suites


def systems_own() -> list[str]:
    """Return what this system installs."""
    if SYSTEM == "win32":
        return ["windows"]
    if SYSTEM == "darwin":
        return ["macos"]
    return ["deb"] if system_packages.is_debian_like(system_packages.this_release()) else []


# The program as one folder


def make_application() -> None:
    """Build the program as a folder, and print a table of its contents."""
    prepare_environment()
    work = OUT / "work"
    work.mkdir(parents=True, exist_ok=True)
    if SYSTEM == "win32":
        (work / "version.txt").write_text(windows_version(changes.version()), encoding="utf-8")
    environ = {
        **os.environ,
        "RESOLUTION_DRAFTER_PACKING": str(work),
        "RESOLUTION_DRAFTER_PYTHON_LICENCE": str(python_licence(work)),
    }
    say("Making the program; this takes a minute or two ...")
    command: list[str | Path] = [
        *(
            venv_command("python", ENVIRONMENT),
            "-m",
            "PyInstaller",
            "--noconfirm",
            "--log-level",
            "ERROR",
        ),
        *("--distpath", APPLICATION.parent, "--workpath", work / "pyinstaller"),
        ROOT / "packaging" / "application.spec",
    ]
    if screen.run(command, environ, ROOT) != 0:
        raise Trouble("PyInstaller could not make the program, for the reason above.")
    stripped = strip(APPLICATION) if SYSTEM == "linux" else 0
    tell_contents(work, stripped)


def prepare_environment() -> None:
    """Create the environment that the program is packed from: its dependencies and PyInstaller, as locked."""
    system_packages.ensure(system_packages.python_packages())
    digest = hashlib.sha256((ROOT / PACKING_LOCK).read_bytes()).hexdigest()
    made_of = f"{digest} {sys.version} {sys.base_prefix}"
    mark = ENVIRONMENT / MARK
    if mark.is_file() and mark.read_text(encoding="utf-8") == made_of:
        return
    if not sysconfig.get_config_var("Py_ENABLE_SHARED") and SYSTEM == "linux":
        raise Trouble(
            "This Python has no shared library, which a program is made with: use another."
        )
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    ENVIRONMENT.parent.mkdir(parents=True, exist_ok=True)
    say("Installing what the program is packed with into build/package/venv, once ...")
    environment.make_venv(ENVIRONMENT)
    hashed = ("--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / PACKING_LOCK))
    environment.pip(*hashed, venv=ENVIRONMENT)
    environment.pip("--no-deps", "--no-build-isolation", "-e", str(ROOT), venv=ENVIRONMENT)
    mark.write_text(made_of, encoding="utf-8")


def python_licence(work: Path) -> Path:
    """Copy the licence of this Python to the name under which the program finds it; raises Trouble if it is missing."""
    stdlib, base = Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)
    debians = (
        Path("/usr/share/doc") / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "copyright"
    )
    for place in (stdlib / "LICENSE.txt", base / "LICENSE.txt", debians):
        if place.is_file():
            return Path(shutil.copy(place, work / "Python-LICENSE.txt"))
    raise Trouble(f"The licence of Python is not in {stdlib}; it has to go into the program.")


def strip(folder: Path) -> int:
    """Remove debugging symbols and paths of this machine from the libraries; return how many bytes that saves."""
    system_packages.ensure(("binutils", "chrpath"))
    spared = 0
    for path in sorted(folder.rglob("*.so*")):
        if path.is_symlink():
            continue
        before = path.stat().st_size
        if not path.parent.name.endswith(PATCHED):
            subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)
        if str(sys.base_prefix) in (runpath(path) or ""):
            subprocess.run(
                ["chrpath", "--delete", str(path)], check=True, stdout=subprocess.DEVNULL
            )
        spared += before - path.stat().st_size
    return spared


def runpath(library: Path) -> str | None:
    """Return where a library tells the loader to look for others, None if it does not."""
    told = subprocess.run(
        ["chrpath", "--list", str(library)], capture_output=True, text=True, check=False
    ).stdout
    return told.partition("PATH=")[2].strip() or None


def tell_contents(work: Path, stripped: int) -> None:
    """Print what is in the program and how large it is, and what was left out for which reason."""
    left = json.loads((work / "left-out.json").read_text(encoding="utf-8"))
    say(f"In {APPLICATION.relative_to(ROOT)}:\n{contents.table(contents.sizes(APPLICATION))}")
    whys = contents.reasons(
        {p: why for p, (why, _) in left.items()}, {p: n for p, (_, n) in left.items()}
    )
    say(f"Left out of what PyInstaller had collected:\n{whys}")
    if stripped:
        say(f"  {stripped / 1e6:7.1f} MB              what only a debugger reads in the libraries")


# What a system installs


def make_deb() -> None:
    """Build the package for Debian and Ubuntu."""
    _needs_application()
    made = debian.make(APPLICATION, OUT, venv_command("python", ENVIRONMENT), {MEASURE})
    say(f"Made: {made.relative_to(ROOT)}")
    say(debian.judged(made))


def make_windows() -> None:
    """Build the setup program with Inno Setup, on Windows only; the script is checked on every system."""
    _needs_application()
    compiler = shutil.which("iscc") or shutil.which("ISCC")
    if SYSTEM != "win32" or compiler is None:
        raise Trouble(
            "A setup program for Windows is made on Windows, with iscc of Inno Setup 6 on the path."
        )
    defined = [f"/DVersion={changes.version()}", f"/DApplication={APPLICATION}", f"/DOut={OUT}"]
    script = ROOT / "packaging" / "windows" / "setup.iss"
    if screen.run([compiler, *defined, script], cwd=ROOT) != 0:
        raise Trouble("Inno Setup could not make the setup program, for the reason above.")


def make_macos() -> None:
    """Build the disk image, on macOS only; the script is checked on every system."""
    _needs_application()
    if SYSTEM != "darwin":
        raise Trouble("A disk image for macOS is made on macOS.")
    script = ROOT / "packaging" / "macos" / "disk_image.sh"
    if screen.run(["/bin/sh", script, APPLICATION.parent, OUT, changes.version()], cwd=ROOT) != 0:
        raise Trouble("The disk image could not be made, for the reason above.")


def make_flatpak() -> None:
    """Build the Flatpak where flatpak-builder and the runtime are available."""
    _needs_application()
    builder = shutil.which("flatpak-builder")
    if builder is None:
        raise Trouble("flatpak-builder makes a Flatpak; it is not here.")
    name = changes.program_id()
    (OUT / "metainfo.xml").write_text(debian.metainfo(), encoding="utf-8")
    manifest = ROOT / "packaging" / "flatpak" / f"{name}.json"
    command: list[str | Path] = [
        builder,
        "--force-clean",
        "--repo",
        OUT / "flatpak-repo",
        OUT / "flatpak",
        manifest,
    ]
    if screen.run(command, cwd=ROOT) != 0:
        raise Trouble("flatpak-builder could not make the Flatpak, for the reason above.")


def _needs_application() -> None:
    if not APPLICATION.is_dir():
        make_application()


def windows_version(version: str) -> str:
    """Return the version resource of a Windows executable, in PyInstaller's format."""
    numbers = tuple(int(part) for part in (*version.split("."), "0", "0", "0")[:4])
    said = {
        "CompanyName": "The Resolution Drafter authors",
        "FileDescription": "Resolution Drafter",
        "FileVersion": version,
        "LegalCopyright": "MIT licence",
        "OriginalFilename": "resolution-drafter.exe",
        "ProductName": "Resolution Drafter",
        "ProductVersion": version,
    }
    strings = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in said.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=["
        f"StringFileInfo([StringTable('040904B0', [{strings}])]),"
        " VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )


MAKERS: dict[str, Callable[[], None]] = {
    "application": make_application,
    "deb": make_deb,
    "windows": make_windows,
    "macos": make_macos,
    "flatpak": make_flatpak,
}
"""What can be built. All are made from the program's folder, which is built first if it is not there."""
