"""Builds the package for Debian and Ubuntu from the program's folder: layout, control files, dpkg-deb.

Dependencies are found in two ways: dpkg-shlibdeps names the packages of the libraries that the program's libraries are
linked with, and `system_packages` those that Qt loads while it runs.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import changes
import make_icon
import system_packages
from environment import ROOT
from telling import Trouble, say

PACKAGE = "resolution-drafter"
LINUX = ROOT / "packaging" / "linux"
HOME = Path("usr/lib") / PACKAGE
"""The program's folder in the package; the command in /usr/bin is a link into it."""

ALWAYS = (
    *system_packages.CERTIFICATES,
    *system_packages.QT,
    *system_packages.WINDOW,
    *system_packages.WAYLAND,
)
RECOMMENDED = ("desktop-file-utils", "shared-mime-info", "xdg-utils")
"""Packages that register the file type and open links; desktops have them."""

SUGGESTED = ("xdg-desktop-portal",)

OPTIONAL = {
    "*/printsupport/*": "Recommends",
    "*/platformthemes/libqgtk3*": "Suggests",
}
"""Qt plugins that may be missing their libraries, and the field for those: printing, and the dialogs of GNOME."""

DESCRIPTION = """\
write United Nations resolutions with adopted language at the side
 You type preambular and operative paragraphs; the program sets the numbers,
 the italics and the indents. Beside the text it shows the adopted clauses
 nearest to the one under the cursor: where and when they were adopted, by
 what vote, how often they were used, and how yours differs.
 .
 Drafts are checked as they are written, and exported as Word documents in the
 United Nations' format. Word files, plain text, pasted text and the United
 Nations' own XML (Akoma Ntoso) are read. It works without a network.
"""

COMMON = {
    "Apache-2.0.txt": "Apache-2.0",
    "GPL-3.0.txt": "GPL-3",
    "LGPL-3.0.txt": "LGPL-3",
    "MPL-1.1.txt": "MPL-1.1",
}
"""Licences that every Debian has in /usr/share/common-licenses, by the names of our copies."""

LONG = 12_000
"""A longer licence (in characters) is not repeated in the copyright file, which gives its path in the program."""

LISTING = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from desktop.help.licences import FOLDER, licences
folders = {str(Path(p).resolve()) for p in (sys.argv[1], *sys.path) if p}
def place(path):  # the environment may lie within the checkout
    for folder in map(Path, sorted(folders, key=len, reverse=True)):
        if path.resolve().is_relative_to(folder):
            return str(path.resolve().relative_to(folder))
    return "desktop/help/licence_texts/Python-LICENSE.txt"
print(json.dumps([[one.name, one.version, one.licence, one.about,
    [[place(t), t.read_text(encoding="utf-8", errors="replace")] for t in one.texts]] for one in licences()]))
"""
"""Prints the licences of the program's parts as JSON, run in the environment that the program is packed from."""


class Part(NamedTuple):
    """A part of the program: its licence, and the paths in the program of the texts of that licence."""

    name: str
    version: str
    licence: str
    about: str
    texts: list[tuple[str, str]]


def make(application: Path, out: Path, python: Path, left_out: Collection[str]) -> Path:
    """Build the package and return its path. python: that of the environment that the program was packed from."""
    system_packages.ensure(("dpkg-dev", "binutils"))
    root = out / "deb"
    shutil.rmtree(root, ignore_errors=True)
    found = changes.releases(changes.CHANGELOG.read_text(encoding="utf-8"))
    lay_out(application, root, left_out)
    write_manual(root, python, str(found[0].day))
    write_documents(root, found, licences(python))
    control = root / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(described(root, dependencies(root)), encoding="utf-8")
    (root / "DEBIAN" / "md5sums").write_text(sums(root), encoding="utf-8")
    set_rights(root)
    target = out / f"{PACKAGE}_{changes.version()}_{architecture()}.deb"
    say("Putting the package together ...")
    _run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(target))
    say(
        f"  {target.stat().st_size / 1e6:.1f} MB packed, {installed_size(root) / 1000:.0f} MB installed"
    )
    return target


def judged(package: Path) -> str:
    """Run lintian, if it is installed, and return its verdict; raises Trouble for its errors and warnings."""
    if shutil.which("lintian") is None:
        return "lintian is not installed: what Debian would say of the package was not asked."
    said = _run("lintian", "--fail-on", "error,warning", str(package))
    return said.strip() or "lintian has nothing to complain of."


def newest(out: Path) -> Path:
    """Return the package of this version; raises Trouble if there is none."""
    path = out / f"{PACKAGE}_{changes.version()}_{architecture()}.deb"
    if not path.is_file():
        raise Trouble(f"There is no {path.name} yet: make it with packaging/dev.py package.")
    return path


def lay_out(application: Path, root: Path, left_out: Collection[str] = ()) -> None:
    """Copy every file to its place in the package."""
    name = changes.program_id()
    shutil.copytree(
        application, root / HOME, symlinks=True, ignore=shutil.ignore_patterns(*left_out)
    )
    command = root / "usr" / "bin" / PACKAGE
    command.parent.mkdir(parents=True)
    command.symlink_to(Path("..") / HOME.relative_to("usr") / PACKAGE)
    share = root / "usr" / "share"
    icons = share / "icons" / "hicolor"
    places = {
        LINUX / f"{name}.desktop": share / "applications" / f"{name}.desktop",
        LINUX / f"{name}.mime.xml": share / "mime" / "packages" / f"{name}.xml",
        LINUX / "lintian-overrides": share / "lintian" / "overrides" / PACKAGE,
        make_icon.ICON / "icon.svg": icons / "scalable" / "apps" / f"{name}.svg",
        **{make_icon.png(n): icons / f"{n}x{n}" / "apps" / f"{name}.png" for n in make_icon.SIZES},
    }
    for source, place in places.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)


def write_manual(root: Path, python: Path, day: str) -> None:
    """Write the manual page, generated from the command line's help."""
    page = _run(str(python), str(ROOT / "packaging" / "manual.py"), day)
    _write_packed(root / "usr/share/man/man1" / f"{PACKAGE}.1.gz", page)


def write_documents(root: Path, found: Sequence[changes.Release], parts: Sequence[Part]) -> None:
    """Write the changelog, the copyright file and the AppStream metadata."""
    name, documents = changes.program_id(), root / "usr/share/doc" / PACKAGE
    _write_packed(documents / "changelog.gz", changes.as_debian(found, PACKAGE))
    (documents / "copyright").write_text(copyright_file(parts), encoding="utf-8")
    place = root / "usr/share/metainfo" / f"{name}.metainfo.xml"
    place.parent.mkdir(parents=True)
    place.write_text(metainfo(), encoding="utf-8")


def metainfo() -> str:
    """Return the AppStream metadata with the versions filled in."""
    found = changes.releases(changes.CHANGELOG.read_text(encoding="utf-8"))
    template = (LINUX / f"{changes.program_id()}.metainfo.xml").read_text(encoding="utf-8")
    return changes.metainfo(template, found)


def licences(python: Path) -> list[Part]:
    """Return the licences of everything in the program, the program itself first."""
    listed = json.loads(_run(str(python), "-c", LISTING, str(ROOT)))
    return [
        Part(name, version, licence, about, [(place, text) for place, text in texts])
        for name, version, licence, about, texts in listed
    ]


def copyright_file(parts: Sequence[Part]) -> str:
    """Return the copyright file: every part, with the texts that are short and not in every Debian."""
    own, *others = parts
    sections = [
        "Resolution Drafter\n\n"
        "This package holds the program and the libraries that it was made with, each under a licence of its own. Qt is"
        " used under the\nGNU Lesser General Public License: its libraries are files of their own in\n"
        f"/{HOME}/_internal/PySide6/Qt/lib, and may be replaced.\n\n"
        "The source of the texts and of the register of resolutions is the United Nations; the copies are"
        " unofficial.\n\n" + "\n".join(text for _, text in own.texts)
    ]
    for part in others:
        about = f"{part.about}\n" if part.about else ""
        told = [f"{part.name} ({part.version})\nLicence: {part.licence}\n{about}"]
        told += [_text(place, text) for place, text in part.texts]
        sections.append("\n".join(told))
    return ("\n" + "-" * 78 + "\n\n").join(section.rstrip() + "\n" for section in sections)


def _text(place: str, text: str) -> str:
    common = COMMON.get(Path(place).name)
    if common:
        return f"The text of this licence is in /usr/share/common-licenses/{common}.\n"
    if len(text) > LONG or "GNU GENERAL PUBLIC LICENSE" in text or "Apache License\n" in text:
        return f"The text is in /{HOME}/_internal/{place}.\n"
    return text.strip() + "\n"


# Dependencies


def dependencies(root: Path) -> dict[str, list[str]]:
    """Return the packages that are required, recommended and suggested, by the control field that names them."""
    needed = linked(root)
    fixed = {"Depends": ALWAYS, "Recommends": RECOMMENDED, "Suggests": SUGGESTED}
    named: set[str] = set()
    found: dict[str, list[str]] = {}
    for field, own in fixed.items():
        entries = {_name(entry): entry for entry in own} | {
            _name(e): e for e in needed.get(field, ())
        }
        found[field] = sorted(entry for name, entry in entries.items() if name not in named)
        named |= set(entries)
    return found


def _name(entry: str) -> str:
    """Return the package name in a dependency; for a renamed package the old name, which the new one provides."""
    name = entry.split(" ")[0].split("|")[0]
    renamed = {new: old for old, new in system_packages.RENAMED.items()}
    return renamed.get(name, name)


def linked(root: Path) -> dict[str, list[str]]:
    """Return the dependencies that dpkg-shlibdeps finds for the program's libraries, by field."""
    work = root.parent / "shlibdeps"
    shutil.rmtree(work, ignore_errors=True)
    (work / "debian").mkdir(parents=True)
    (work / "debian" / "control").write_text(
        f"Source: {PACKAGE}\n\nPackage: {PACKAGE}\nArchitecture: any\n"
    )
    libraries = [path for path in sorted((root / HOME).rglob("*")) if is_elf(path)]
    arguments = [
        "-O",
        "--ignore-missing-info",
        *(f"-l{folder}" for folder in sorted({p.parent for p in libraries})),
    ]
    for field in ("Depends", "Recommends", "Suggests"):
        arguments += [f"-d{field}", *(str(path) for path in libraries if field_of(path) == field)]
    told = _run("dpkg-shlibdeps", *arguments, cwd=work, env={**os.environ, "LC_ALL": "C"})
    lines = (line.partition("=") for line in told.splitlines())
    return {
        field.removeprefix("shlibs:"): [
            entry.strip() for entry in entries.split(",") if entry.strip()
        ]
        for field, _, entries in lines
    }


def field_of(library: Path) -> str:
    """Return the control field for the packages that a library is linked with."""
    return next((field for pattern, field in OPTIONAL.items() if library.match(pattern)), "Depends")


def is_elf(path: Path) -> bool:
    """Return whether a file is an executable or a library."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


# Control files


def described(root: Path, needed: dict[str, list[str]]) -> str:
    """Return the control file."""
    fields = {
        "Package": PACKAGE,
        "Version": changes.version(),
        "Architecture": architecture(),
        "Maintainer": changes.maintainer(),
        "Installed-Size": str(installed_size(root)),
        **{field: ", ".join(entries) for field, entries in needed.items() if entries},
        "Section": "editors",
        "Priority": "optional",
    }
    return (
        "".join(f"{name}: {value}\n" for name, value in fields.items())
        + f"Description: {DESCRIPTION}"
    )


def architecture() -> str:
    """Return Debian's name for the architecture of this machine."""
    return _run("dpkg", "--print-architecture").strip()


def installed_size(root: Path) -> int:
    """Return the installed size in KiB, with each file rounded up, as Debian counts."""
    files = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
    return sum(-(-path.stat().st_size // 1024) for path in files if "DEBIAN" not in path.parts)


def sums(root: Path) -> str:
    """Return the checksums of the installed files."""
    files = (
        path
        for path in sorted((root / "usr").rglob("*"))
        if path.is_file() and not path.is_symlink()
    )
    return "".join(f"{_md5(path)}  {path.relative_to(root)}\n" for path in files)


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def set_rights(root: Path) -> None:
    """Make files readable and folders and programs usable by everybody, whatever the umask of this user."""
    programs = {root / HOME / PACKAGE}
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path in programs else 0o644)


def _write_packed(path: Path, text: str) -> None:
    """Write a text with the best gzip compression, byte for byte the same each time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def _run(*command: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    """Run one of Debian's tools and return its output; raises Trouble with its error output if it fails."""
    try:
        done = subprocess.run(
            command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False
        )
    except FileNotFoundError as error:
        raise Trouble(
            f"{command[0]} is not here: a package for Debian is made on Debian."
        ) from error
    if done.returncode != 0:
        raise Trouble(
            f"{done.stderr.strip()}\n{Path(command[0]).name} failed, for the reason above."
        )
    return done.stdout


def missing_from(needed: Iterable[str], named: Iterable[str]) -> list[str]:
    """Return the needed packages that a list of dependencies (with versions and alternatives) does not name."""
    names = {re.split(r"[ (|]", entry.strip())[0] for entry in named}
    return [name for name in needed if name not in names]
