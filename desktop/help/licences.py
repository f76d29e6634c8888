"""The licences of everything in the program, read from the metadata of the installed packages.

What a package does not state (the licence of a dictionary inside it, a missing licence text) is in
`licence_texts/parts.toml`.
"""

from __future__ import annotations

import re
import sys
import sysconfig
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "licence_texts"
PROGRAM = "resolution-drafter"
PYTHON = "LICENSE.txt"
"""The name of Python's licence file, in its standard library and in our packages."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LICENCE_FILE = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of one part of the program. texts: the files with its full text"""

    name: str
    version: str
    licence: str
    about: str = ""
    texts: tuple[Path, ...] = field(default=())

    def full_text(self) -> str:
        """Return the description and the full licence text."""
        parts = [self.about.strip()] if self.about.strip() else []
        parts += [
            path.read_text(encoding="utf-8", errors="replace").rstrip() for path in self.texts
        ]
        return "\n\n".join([*parts, ""])


def licences() -> tuple[Licence, ...]:
    """Return the licences: the program's own first, then those of its parts by name."""
    packages = installed()
    own = [package for package in packages if canonical(package.metadata["Name"]) == PROGRAM]
    others = [of_package(package) for package in packages if package not in own]
    inner = [_inner(part, packages) for part in _parts() if "licence" in part]
    rest = sorted(
        (*others, *(licence for licence in inner if licence), _python()),
        key=lambda licence: licence.name.casefold(),
    )
    return (*map(of_package, own), *rest)


def canonical(name: str) -> str:
    """Return a package's name in normalized form (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def installed(root: str = PROGRAM) -> list[Distribution]:
    """Return the installed packages that the program depends on, the program itself first.

    Some dependencies may be missing: those for other systems, and what the packaged program leaves out as unused.
    """
    found: dict[str, Distribution] = {}
    pending = [root]
    while pending:
        name = canonical(pending.pop())
        if name in found:
            continue
        package = _installed(name)
        if package is not None:
            found[name] = package
            pending += _requirement_names(package.requires or ())
    return list(found.values())


def _installed(name: str) -> Distribution | None:
    """Return an installed package by name, or None.

    An installed package has a file METADATA in a folder `.dist-info`. The `.egg-info` that a build leaves in a checkout
    comes first on the path, has no such file, and is skipped.
    """
    packages = Distribution.discover(name=name)
    return next((p for p in packages if p.read_text("METADATA") is not None), None)


def _requirement_names(requirements: Iterable[str]) -> Iterator[str]:
    """Yield the names of the requirements that are not part of an extra."""
    for requirement in requirements:
        name = _NAME.match(requirement)
        if name and "extra ==" not in requirement:
            yield name[0]


def of_package(package: Distribution) -> Licence:
    """Return a package's licence according to its metadata."""
    facts = package.metadata.json
    name = str(facts["name"])
    texts = [
        Path(str(package.locate_file(file)))
        for file in package.files or ()
        if _is_licence(file.as_posix())
    ]
    more = [FOLDER / text for part in _parts() if part["name"] == name for text in part["texts"]]
    return Licence(
        name=name,
        version=str(facts["version"]),
        licence=str(
            facts.get("license_expression")
            or _licence_name(facts.get("license"), facts.get("classifier"))
        ),
        about=str(facts.get("summary") or "").strip(),
        texts=tuple(path for path in (*sorted(texts), *more) if path.is_file()),
    )


def _is_licence(file: str) -> bool:
    """Return whether a file of a package is its licence; licence files within the code belong to other parts."""
    folder = file.split("/")[0]
    return folder.endswith(".dist-info") and (
        "/licenses/" in file or bool(_LICENCE_FILE.search(file))
    )


def _licence_name(licence: str | list[str] | None, classifiers: str | list[str] | None) -> str:
    """Return the licence's name; older packages give it as free text (some the whole licence) or as a classifier."""
    if isinstance(licence, str) and "\n" not in licence.strip():
        return licence.strip()
    classes = (c.rsplit(" :: ", 1)[-1] for c in classifiers or () if c.startswith("License :: "))
    return next(classes, "see its text")


@cache
def _parts() -> list[dict[str, Any]]:
    return list(tomllib.loads((FOLDER / "parts.toml").read_text(encoding="utf-8"))["part"])


def _inner(part: dict[str, Any], packages: Iterable[Distribution]) -> Licence | None:
    """Return the licence of a part inside a package, or None if the package is not installed."""
    holder = next((p for p in packages if canonical(p.metadata["Name"]) == part["within"]), None)
    if holder is None:
        return None
    return Licence(
        name=part["name"],
        version=f"in {holder.metadata['Name']} {holder.version}",
        licence=part["licence"],
        about=" ".join(part.get("about", "").split()),
        texts=tuple(FOLDER / text for text in part["texts"]),
    )


def _python() -> Licence:
    """Return the licence of Python itself, which is not a package; Debian has its text in a place of its own."""
    version = ".".join(map(str, sys.version_info[:3]))
    stdlib = Path(sysconfig.get_path("stdlib"))
    places = (FOLDER / f"Python-{PYTHON}", stdlib / PYTHON, Path(sys.base_prefix) / PYTHON)
    debian = Path("/usr/share/doc") / f"python{version.rpartition('.')[0]}" / "copyright"
    found = [path for path in (*places, debian) if path.is_file()]
    return Licence(
        "Python",
        version,
        "PSF-2.0",
        "The language that the program is written in.",
        tuple(found[:1]),
    )
