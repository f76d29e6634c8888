"""Where texts come from: files, folders and zip archives, listed as names whose bytes are fetched later."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from resolution.formats.registry import read_endings
from resolution.formats.source import MAX_BYTES, too_large
from resolution.reading import ReadingError

MAX_MEMBERS = 100_000
MAX_UNPACKED = 8 * 1024**3
MAX_RATIO = 200
MAX_INNER_ARCHIVE = 512 * 1024**2
MAX_DEPTH = 3
"""Bounds of an archive: members, bytes when unpacked, how many times larger than packed, an archive within it, and how
deep archives may be nested.

The published texts shrink to a tenth or a twentieth, and all of a year's are under one gigabyte.
"""

_ENDINGS = read_endings(in_folders=True)
"""How the names of files end that are read."""

_ENCRYPTED = 0x1
_DRIVE = 1


class SourceLocation(NamedTuple):
    """Where the bytes of a text are: a file, or a member of a zip archive. Another process can fetch them."""

    path: str
    member: str = ""


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Source:
    """A file that may hold a text, or an archive within an archive, or a name with the reason why it is not read.

    place:   where its bytes are; None for the others
    members: lists the contents of an archive within an archive; raises ReadingError if it cannot be read
    refused: why it is not read
    done:    to be called when it has been read, so that what was unpacked for it can be deleted
    """

    name: str
    place: SourceLocation | None = None
    members: Callable[[], list[Source]] | None = None
    refused: str = ""
    done: Callable[[], None] = _nothing


class Refused(ReadingError):
    """A file or archive that is not read; the message is the reason."""


def sources(paths: Iterable[Path], scratch: Path) -> Iterator[Source]:
    """Yield every file under the paths in a fixed order.

    scratch: a folder for archives inside archives, made when it is needed
    """
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders.sort()
                for name in sorted(names):
                    file = Path(folder) / name
                    yield from _file(file, file.relative_to(path.parent).as_posix(), scratch)
        else:
            yield from _file(path, path.name, scratch)


def _file(path: Path, name: str, scratch: Path) -> Iterator[Source]:
    ending = path.suffix.lower()
    if path.exists() and not path.is_file():
        yield Source(name, refused="is no file but a device or a pipe; it is not read.")
    elif ending == ".zip" and path.exists():
        yield from _members(path, name, scratch, 1)
    elif ending in _ENDINGS or not path.exists():
        yield Source(name, SourceLocation(str(path)))
    else:
        yield Source(name, refused=_of_other_kind(ending))


class Fetching:
    """Fetches the bytes of texts, keeping the archive of the last one open."""

    def __init__(self) -> None:
        self._path = ""
        self._zip: zipfile.ZipFile | None = None

    def fetch(self, place: SourceLocation) -> bytes:
        """Return the bytes; raises ReadingError with the reason if they cannot be read."""
        return self._unpacked(place) if place.member else _bytes(Path(place.path))

    def _unpacked(self, place: SourceLocation) -> bytes:
        try:
            if self._zip is None or self._path != place.path:
                self.close()
                self._zip, self._path = zipfile.ZipFile(place.path), place.path
            with self._zip.open(place.member) as unpacked:
                data = unpacked.read(MAX_BYTES + 1)
        except Exception as error:  # every compression has exceptions of its own
            raise Refused("is damaged in the archive; get the archive again.") from error
        if len(data) > MAX_BYTES:
            raise Refused(too_large("is", advice=""))
        return data

    def close(self) -> None:
        """Close the archive."""
        if self._zip:
            self._zip.close()
        self._zip = None


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise Refused(too_large("is", advice=""))
        return data
    except FileNotFoundError as error:
        raise Refused("there is no such file; check its name and place.") from error
    except OSError as error:
        raise Refused(
            f"cannot be opened ({error.strerror}); check that you may read it."
        ) from error


def _members(
    path: Path, name: str, scratch: Path, depth: int, done: Callable[[], None] = _nothing
) -> Iterator[Source]:
    """Yield the members of an archive; an archive inside it is one source that has members."""
    try:
        with zipfile.ZipFile(path) as archive:
            contents = sorted(
                (m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename
            )
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        yield Source(name, refused="is damaged or no zip archive; get it again.", done=done)
        return
    if reason := _too_much(contents):
        yield Source(name, refused=reason, done=done)
        return
    for member in contents:
        yield _member(path, member, f"{name}/{member.filename}", scratch, depth, done)


def _member(
    path: Path,
    member: zipfile.ZipInfo,
    shown: str,
    scratch: Path,
    depth: int,
    done: Callable[[], None],
) -> Source:
    ending = PurePosixPath(member.filename).suffix.lower()
    if reason := _unsafe(member):
        return Source(shown, refused=reason, done=done)
    if ending in _ENDINGS:
        return Source(shown, SourceLocation(str(path), member.filename), done=done)
    if ending != ".zip":
        return Source(shown, refused=_of_other_kind(ending), done=done)
    if depth == MAX_DEPTH:
        why = "lies too deep, in an archive within an archive; unpack it first."
        return Source(shown, refused=why, done=done)

    def members() -> list[Source]:
        unpacked = _unpacked_archive(path, member, scratch)
        opened = _UnpackedArchive(unpacked)
        inner = list(_members(unpacked, shown, scratch, depth + 1, opened.member_done))
        opened.expect(len(inner))
        return inner

    return Source(shown, members=members, done=done)


class _UnpackedArchive:
    """Deletes an unpacked archive when all its members have been read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._left = 0

    def expect(self, number: int) -> None:
        self._left += number
        self._delete_if_done()

    def member_done(self) -> None:
        self._left -= 1
        self._delete_if_done()

    def _delete_if_done(self) -> None:
        if self._left == 0:
            self._path.unlink(missing_ok=True)


def _unpacked_archive(path: Path, member: zipfile.ZipInfo, scratch: Path) -> Path:
    """Unpack an archive within an archive into the scratch folder, whatever size its directory says it has."""
    scratch.mkdir(exist_ok=True)
    target = scratch / f"{len(list(scratch.iterdir()))}-{member.CRC:08x}.zip"
    left = MAX_INNER_ARCHIVE
    try:
        with (
            zipfile.ZipFile(path) as archive,
            archive.open(member) as packed,
            target.open("wb") as out,
        ):
            while block := packed.read(min(left + 1, 1024**2)):
                left -= len(block)
                if left < 0:
                    break
                out.write(block)
    except Exception as error:  # every compression has exceptions of its own
        target.unlink(missing_ok=True)
        raise Refused("is damaged in the archive; get the archive again.") from error
    if left < 0:
        target.unlink(missing_ok=True)
        raise Refused(
            f"is too large for an archive within an archive (the limit is {MAX_INNER_ARCHIVE // 1024**2} MB);"
            " unpack it first."
        )
    return target


def sweep(scratch: Path) -> None:
    """Delete what an interrupted import left."""
    shutil.rmtree(scratch, ignore_errors=True)


def _too_much(members: list[zipfile.ZipInfo]) -> str:
    """Return why an archive is refused as a whole, judged by its directory; or nothing."""
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


def _of_other_kind(ending: str) -> str:
    kind = f"files ending in {ending}" if ending else "files without an ending"
    *known, last = _ENDINGS
    return f"{kind} are not read; texts end in {', '.join(known)} or {last}."
