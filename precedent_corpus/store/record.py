"""Downloads chosen archives of the United Nations' record: each address once, then extracts sessions and years."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from precedent_corpus.store.archives import LANGUAGES, Archive, Damaged, fetched_name, take_part
from precedent_corpus.store.database import CorpusError
from precedent_corpus.store.download import Downloaded, DownloadStopped, download

FOLDER = "downloads"
"""Where in the data folder the archives lie."""

FRESH = 24 * 3600
"""Seconds in which an archive is not downloaded again: the public repositories grow by a few texts a week."""


@dataclass(slots=True)
class Got:
    """What came: archives to be imported, downloads with their checksums, and what did not come with the reason."""

    paths: list[Path] = field(default_factory=list)
    downloads: list[Downloaded] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    stopped: bool = False


def size_of(wanted: Iterable[Archive], languages: Iterable[str]) -> int | None:
    """Return about how many bytes must be fetched for archives; None where that is not known of one of them."""
    sizes: dict[str, int | None] = {}
    tongues = list(languages)
    for archive in wanted:
        for language in tongues:
            if language in archive.languages:
                sizes[archive.address_in(language)] = archive.size
    known = [size for size in sizes.values() if size is not None]
    return sum(known) if len(known) == len(sizes) else None


def get(
    wanted: Iterable[Archive],
    languages: Iterable[str],
    data: Path,
    progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    loopback: bool = False,
) -> Got:
    """Download archives into the data folder. One that fails does not keep the others from being downloaded."""
    got, tongues = Got(), list(languages)
    had: dict[str, Path | str] = {}
    stop = cancelled or (lambda: False)
    for archive in wanted:
        for language in tongues:
            if language not in archive.languages:
                got.failed.append((archive.name, f"There is none in {LANGUAGES[language]}."))
                continue
            try:
                address = archive.address_in(language)
                if address not in had:
                    had[address] = _had(address, data / FOLDER, got, progress, stop, loopback)
                whole = had[address]
                if isinstance(whole, str):
                    raise CorpusError(whole)
                got.paths.append(_part(archive, language, whole, stop))
            except DownloadStopped:
                got.stopped = True
                return got
            except CorpusError as error:
                had.setdefault(address, str(error))
                got.failed.append((f"{archive.name}, {LANGUAGES[language]}", str(error)))
    return got


def get_address(
    address: str,
    sha256: str,
    data: Path,
    progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    loopback: bool = False,
) -> Got:
    """Get what lies at a web address into the data folder's downloads; `sha256` is its checksum where that is known."""
    got, target = Got(), data / FOLDER / fetched_name(address)
    try:
        had = download(address, target, progress, cancelled, sha256=sha256, loopback=loopback)
        got.paths.append(target)
        got.downloads.append(had)
    except DownloadStopped:
        got.stopped = True
    except CorpusError as error:
        got.failed.append((address, str(error)))
    return got


def _had(
    address: str,
    folder: Path,
    got: Got,
    progress: Callable[[int, int, str], None] | None,
    cancelled: Callable[[], bool],
    loopback: bool,
) -> Path:
    """Return the file of an address, from the downloads if it was downloaded a short time ago."""
    target = folder / fetched_name(address)
    if not (target.exists() and time.time() - target.stat().st_mtime < FRESH):
        got.downloads.append(download(address, target, progress, cancelled, loopback=loopback))
    return target


def _part(archive: Archive, language: str, whole: Path, cancelled: Callable[[], bool]) -> Path:
    """Return the archive itself where it is a part of what came."""
    if not archive.folder:
        return whole
    target = whole.with_name(archive.file_name(language))
    try:
        if not take_part(whole, archive.folder_in(language), target, cancelled):
            raise DownloadStopped
    except Damaged:
        whole.unlink(missing_ok=True)  # or it would be taken for a good one the next time
        raise
    return target
