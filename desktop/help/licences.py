"""The licences of everything in the program: read off the packages that it is made of, as they are installed here.

What a package does not say of itself (a dictionary within it, the text of a licence that it lacks) stands in
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
"""The licence of Python in its library, and in the program that is made of it."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LICENCE_FILE = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Licence:
    """What one part of the program may be used under. texts: the files that say it in full."""

    name: str
    version: str
    licence: str
    about: str = ""
    texts: tuple[Path, ...] = field(default=())

    def full_text(self) -> str:
        """Return all that is to be read of it."""
        parts = [self.about.strip()] if self.about.strip() else []
        parts += [
            path.read_text(encoding="utf-8", errors="replace").rstrip() for path in self.texts
        ]
        return "\n\n".join([*parts, ""])


def licences() -> tuple[Licence, ...]:
    """Return the licences: of the program first, then of its parts by their names."""
    packages = installed()
    own = [one for one in packages if canonical(one.metadata["Name"]) == PROGRAM]
    others = [of_package(one) for one in packages if one not in own]
    within = [_inner(part, packages) for part in _parts() if "licence" in part]
    rest = sorted(
        (*others, *(one for one in within if one), _python()), key=lambda one: one.name.casefold()
    )
    return (*map(of_package, own), *rest)


def canonical(name: str) -> str:
    """Return a package's name as the index spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def installed(root: str = PROGRAM) -> list[Distribution]:
    """Return the packages that the program needs, as far as they are here, itself first.

    Not all are: some serve other systems, and a program made to be installed leaves out what it does not use.
    """
    found: dict[str, Distribution] = {}
    asked = [root]
    while asked:
        name = canonical(asked.pop())
        if name in found:
            continue
        package = _installed(name)
        if package is not None:
            found[name] = package
            asked += _needed(package.requires or ())
    return list(found.values())


def _installed(name: str) -> Distribution | None:
    """Return the package of a name as it is installed, None where it is not.

    An installed package has its facts in the file METADATA of a folder `.dist-info`. The `.egg-info` that building
    leaves in a checkout comes first on the path, has none, and is passed over.
    """
    packages = Distribution.discover(name=name)
    return next((one for one in packages if one.read_text("METADATA") is not None), None)


def _needed(requirements: Iterable[str]) -> Iterator[str]:
    """Yield the names of requirements that belong to no extra."""
    for requirement in requirements:
        name = _NAME.match(requirement)
        if name and "extra ==" not in requirement:
            yield name[0]


def of_package(package: Distribution) -> Licence:
    """Return what a package says of its licence."""
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
            facts.get("license_expression") or _said(facts.get("license"), facts.get("classifier"))
        ),
        about=str(facts.get("summary") or "").strip(),
        texts=tuple(path for path in (*sorted(texts), *more) if path.is_file()),
    )


def _is_licence(file: str) -> bool:
    """Return whether a file of a package belongs to its licence: those within the code are of other parts."""
    folder = file.split("/")[0]
    return folder.endswith(".dist-info") and (
        "/licenses/" in file or bool(_LICENCE_FILE.search(file))
    )


def _said(licence: str | list[str] | None, classifiers: str | list[str] | None) -> str:
    """Return the licence's name, which older packages give as free text (the whole licence, some) or as a class."""
    if isinstance(licence, str) and "\n" not in licence.strip():
        return licence.strip()
    classes = (c.rsplit(" :: ", 1)[-1] for c in classifiers or () if c.startswith("License :: "))
    return next(classes, "see its text")


@cache
def _parts() -> list[dict[str, Any]]:
    return list(tomllib.loads((FOLDER / "parts.toml").read_text(encoding="utf-8"))["part"])


def _inner(part: dict[str, Any], packages: Iterable[Distribution]) -> Licence | None:
    """Return the licence of a part within a package, None where the package is not here."""
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
    """Return the licence of Python itself, which is no package; Debian's says where it keeps the text."""
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
