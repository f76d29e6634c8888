"""The United Nations' public machine-readable archives: which there are, where they lie, and their parts.

The public repositories are offered as one archive each. So the sessions and years that are wanted are taken out of it
into an archive of their own, which is imported like any other.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from precedent_corpus import DATA
from precedent_corpus.store.database import CorpusError
from precedent_corpus.store.sources import MAX_MEMBERS, MAX_UNPACKED
from resolution.formats.source import MAX_BYTES
from resolution.language import OFFICIAL
from resolution.language.names import NAMES

ARCHIVES = DATA / "archives.csv"

TERMS = (
    "Unofficial copies, no warranty. Whoever uses them must acknowledge the United Nations as the source."
    " The authentic texts are in its Official Document System."
)

LANGUAGES = {code: NAMES[code] for code in OFFICIAL}
"""The languages of the archives by the names of their folders."""


class Damaged(CorpusError):
    """An archive cannot be unpacked; it must be downloaded again."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What can be downloaded as one: the texts of a session or a year.

    session: of the organ, or the year; empty where neither
    symbols: a pattern (as SQLite's GLOB) that the symbols of its texts have
    address: where it is had; folder: where it lies in what is had, empty where that is all of it
    texts:   about how many in English; size: about how many bytes have to be fetched; None where that is not known
    """

    name: str
    title: str
    organ: str
    session: str
    languages: tuple[str, ...]
    symbols: str
    address: str
    folder: str
    texts: int | None
    size: int | None

    def address_in(self, language: str) -> str:
        """Return the address of the archive in a language."""
        return self.address.replace("{language}", LANGUAGES[language])

    def folder_in(self, language: str) -> str:
        """Return the folder of a language, or nothing if the archive is the whole download."""
        return self.folder.replace("{language}", LANGUAGES[language])

    def file_name(self, language: str) -> str:
        """Return what the archive of a language is called among the downloads."""
        return f"{self.name}-{language}.zip"


def archives(path: Path = ARCHIVES) -> list[Archive]:
    """Return every archive, as they are offered."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_archive(row) for row in csv.DictReader(file)]


def _archive(row: dict[str, str]) -> Archive:
    return Archive(
        name=row["name"],
        title=row["title"],
        organ=row["organ"],
        session=row["session"],
        languages=tuple(row["languages"].split()),
        symbols=row["symbols"],
        address=row["address"],
        folder=row["folder"],
        texts=int(row["texts"]) if row["texts"] else None,
        size=int(row["size"]) if row["size"] else None,
    )


def chosen(names: Iterable[str], offered: Sequence[Archive]) -> list[Archive]:
    """Return the archives of these names; raises CorpusError if there is none of a name."""
    known = {archive.name.casefold(): archive for archive in offered}
    found = []
    for name in names:
        if name.casefold() not in known:
            raise CorpusError(f"There is no archive {name}; look at the list for their names.")
        found.append(known[name.casefold()])
    return found


def fetched_name(address: str) -> str:
    """Return the name that the download of an address has among the downloads."""
    plain = re.sub(r"%20|[^A-Za-z0-9.]+", "-", address.partition("://")[2]).strip("-")
    return plain if plain.lower().endswith((".zip", ".xml")) else f"{plain}.zip"


def take_part(
    whole: Path, folder: str, target: Path, cancelled: Callable[[], bool] = lambda: False
) -> int:
    """Put the texts of a folder of an archive into an archive of their own; return how many there are.

    The target is there whole, or not at all. Raises Damaged where it cannot be unpacked, CorpusError where it has no
    such folder or the disk is full.
    """
    making = target.with_name(f"{target.name}.making")
    try:
        with (
            zipfile.ZipFile(whole) as archive,
            zipfile.ZipFile(making, "w", zipfile.ZIP_DEFLATED) as part,
        ):
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise CorpusError(f"{whole.name} holds more files than real texts do.")
            taken = unpacked = 0
            for member in members:
                inner = _below(member.filename, folder)
                if inner and not member.is_dir() and member.file_size <= MAX_BYTES:
                    unpacked += member.file_size
                    if unpacked > MAX_UNPACKED:
                        raise CorpusError(f"{whole.name} would unpack to more than texts do.")
                    if cancelled():
                        return 0
                    part.writestr(inner, archive.read(member))
                    taken += 1
        if not taken:
            raise CorpusError(f"{whole.name} has no texts in “{folder}” any more.")
        making.replace(target)
    except CorpusError:
        raise
    except OSError as error:
        raise CorpusError(f"{target.name} could not be written ({error.strerror}).") from error
    except Exception as error:  # every compression has errors of its own
        raise Damaged(f"{whole.name} is damaged; download it again.") from error
    finally:
        making.unlink(missing_ok=True)
    return taken


def _below(name: str, folder: str) -> str:
    """Return a member's name below a folder of the repository, which lies in a folder of its own; or nothing."""
    parts = PurePosixPath(name.replace("\\", "/")).parts[1:]
    wanted = tuple(folder.split("/"))
    return parts[-1] if parts[: len(wanted)] == wanted and len(parts) == len(wanted) + 1 else ""
