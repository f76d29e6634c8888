"""Where texts come from: files, folders and zip archives, laid out as names with their bytes to be fetched."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from resolution.reading import MAX_BYTES, ReadingError
from resolution.reading.files import ENDINGS

MAX_MEMBERS = 100_000
MAX_UNPACKED = 8 * 1024**3
MAX_RATIO = 200
MAX_INNER_ARCHIVE = 256 * 1024**2
"""Bounds of an archive: members, bytes when unpacked, how many times larger than packed, an archive within it.

The published texts shrink to a tenth or a twentieth, and all of a year's are under one gigabyte.
"""

_ENCRYPTED = 0x1
_DRIVE = 1


@dataclass(frozen=True, slots=True)
class Source:
    """A file that may hold a text, or an archive within an archive.

    fetch:   gives its bytes; raises ReadingError where they cannot be had
    members: gives what an archive holds, None for a text
    """

    name: str
    fetch: Callable[[], bytes]
    members: Callable[[], list[Source]] | None = None


class Refused(ReadingError):
    """A file or archive that is not read; the message is the reason."""


def sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Yield every file under the paths in a settled order; one that is not to be read yields a source that refuses."""
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders.sort()
                for name in sorted(names):
                    file = Path(folder) / name
                    yield from _file(file, file.relative_to(path.parent).as_posix())
        else:
            yield from _file(path, path.name)


def _file(path: Path, name: str) -> Iterator[Source]:
    ending = path.suffix.lower()
    if ending == ".zip" and path.exists():
        yield from _members(_Archive(lambda: path.open("rb")), name, inner=False)
    elif path.exists() and not path.is_file():
        yield _refusing(name, "is no file but a device or a pipe; it is not read.")
    elif ending in ENDINGS or not path.exists():
        yield Source(name, lambda: _bytes(path))
    else:
        yield _refusing(name, _of_other_kind(ending))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise Refused(_too_large())
        return data
    except FileNotFoundError as error:
        raise Refused("there is no such file; check its name and place.") from error
    except OSError as error:
        raise Refused(
            f"cannot be opened ({error.strerror}); check that you may read it."
        ) from error


class _Archive:
    """A zip archive, open from the first member fetched to the last one."""

    def __init__(self, opened: Callable[[], IO[bytes]]) -> None:
        self._opened = opened
        self._zip: zipfile.ZipFile | None = None
        self._wanted = 0

    def contents(self) -> list[zipfile.ZipInfo]:
        """Return its files in order of their names."""
        with self._opened() as file, zipfile.ZipFile(file) as archive:
            return sorted(
                (m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename
            )

    def fetching(self, member: zipfile.ZipInfo, limit: int) -> Callable[[], bytes]:
        """Return a function that unpacks a member into memory, at most `limit` bytes whatever the directory says."""
        self._wanted += 1

        def fetch() -> bytes:
            try:
                return self._unpack(member, limit)
            finally:
                self._wanted -= 1
                if not self._wanted and self._zip:
                    self._zip.close()
                    self._zip = None

        return fetch

    def _unpack(self, member: zipfile.ZipInfo, limit: int) -> bytes:
        try:
            if self._zip is None:
                self._zip = zipfile.ZipFile(self._opened())
            with self._zip.open(member) as unpacked:
                data = unpacked.read(limit + 1)
        except Exception as error:  # every compression has errors of its own
            raise Refused("is damaged in the archive; get the archive again.") from error
        if len(data) > limit:
            raise Refused(_too_large())
        return data


def _members(archive: _Archive, name: str, inner: bool) -> Iterator[Source]:
    """Yield the members of an archive; an archive in it is one source that has members, none deeper."""
    try:
        contents = archive.contents()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        yield _refusing(name, "is damaged or no zip archive; get it again.")
        return
    if reason := _too_much(contents):
        yield _refusing(name, reason)
        return
    for member in contents:
        yield _member(archive, member, f"{name}/{member.filename}", inner)


def _member(archive: _Archive, member: zipfile.ZipInfo, shown: str, inner: bool) -> Source:
    ending = PurePosixPath(member.filename).suffix.lower()
    if reason := _unsafe(member):
        return _refusing(shown, reason)
    if ending in ENDINGS:
        return Source(shown, archive.fetching(member, MAX_BYTES))
    if ending != ".zip":
        return _refusing(shown, _of_other_kind(ending))
    if inner:
        return _refusing(shown, "lies too deep, in an archive within an archive; unpack it first.")
    fetch = archive.fetching(member, MAX_INNER_ARCHIVE)

    def members() -> list[Source]:
        data = fetch()
        return list(_members(_Archive(lambda: BytesIO(data)), shown, inner=True))

    return Source(shown, fetch, members)


def _too_much(members: list[zipfile.ZipInfo]) -> str:
    """Return why an archive is refused as a whole, going by what its directory says; or nothing."""
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MAX_MEMBERS:
        return f"holds {len(members):,} files, more than {MAX_MEMBERS:,}; unpack it and add a part."
    if unpacked > MAX_UNPACKED or unpacked > MAX_BYTES + MAX_RATIO * packed:
        return f"would unpack to {unpacked / 1e6:,.0f} MB, far more than real texts do; it is not opened."
    return ""


def _unsafe(member: zipfile.ZipInfo) -> str:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or member.filename[_DRIVE : _DRIVE + 1] == ":":
        return "has a name that leads out of the archive; it is not read."
    if member.flag_bits & _ENCRYPTED:
        return "is protected with a password; unpack it first."
    return ""


def _refusing(name: str, reason: str) -> Source:
    def fetch() -> bytes:
        raise Refused(reason)

    return Source(name, fetch)


def _of_other_kind(ending: str) -> str:
    kind = f"files ending in {ending}" if ending else "files without an ending"
    return f"{kind} are not read; texts end in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}."


def _too_large() -> str:
    return f"is too large to be a resolution (the limit is {MAX_BYTES // 1024**2} MB)."
