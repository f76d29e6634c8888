"""Downloads a file from a web address: with progress, cancellable, resumed where it broke off, and verified.

Plain `urllib`: the window and the command line share it, and the one who calls it says in which thread it waits.
"""

from __future__ import annotations

import hashlib
import http.client
import ipaddress
import json
import os
import shutil
import ssl
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import IO, Any

from precedent_corpus.store.database import CorpusError

MAX_DOWNLOAD = 2 * 1024**3
"""No archive of texts is larger."""

BLOCK = 128 * 1024
PATIENCE = 20.0
"""Seconds without a byte after which the server is taken to be gone."""

ATTEMPTS = 3
"""How often an interrupted download is resumed before an error is reported."""

AGENT = "ResolutionDrafter"

Progress = Callable[[int, int, str], None]


class DownloadError(CorpusError):
    """The download failed; the message is one sentence for the user."""


class DownloadStopped(Exception):
    """The user stopped the download; what came is kept, and the next download resumes there."""


class _Unwanted(DownloadError):
    """The server sent something else than the file; it is discarded."""


class _CutOff(Exception):
    """The connection ended before the file did."""


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A complete file, with its length in bytes and its SHA-256 checksum."""

    path: Path
    size: int
    sha256: str


def download(
    address: str,
    target: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    sha256: str = "",
    limit: int = MAX_DOWNLOAD,
    loopback: bool = False,
    patience: float = PATIENCE,
) -> Downloaded:
    """Get a zip archive or an XML file into `target`, which is there whole and checked, or as it was before.

    progress: called with how many bytes came, of how many (0 if the server does not say), and the name
    sha256:   the checksum it must have, where that is known
    loopback: also take plain http from this very machine; for tests alone

    What came of a file that was cut off or stopped lies beside the target, and is gone on with where the server says
    that it is still the same file. Raises DownloadError, or DownloadStopped where it was cancelled.
    """
    _must_be_safe(address, loopback)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fetching = _Fetching(address, target, limit, loopback, patience)
        fetching.fetch(progress or (lambda *_: None), cancelled or (lambda: False))
        return fetching.finish(sha256)
    except OSError as error:
        raise DownloadError(
            f"{target.name} could not be written ({error.strerror or error});"
            " check the space on the disk, then try again."
        ) from error


class _Fetching:
    """One file on its way: what came so far (`part`) and how the server names that version of it (`tag`)."""

    def __init__(
        self, address: str, target: Path, limit: int, loopback: bool, patience: float
    ) -> None:
        self._address = address
        self._host = urllib.parse.urlsplit(address).hostname or address
        self._target = target
        self._part = target.with_name(f"{target.name}.part")
        self._tag = target.with_name(f"{target.name}.tag")
        self._limit = limit
        self._patience = patience
        self._opener = _opener(loopback)

    def fetch(self, progress: Progress, cancelled: Callable[[], bool]) -> None:
        """Download all of it, resuming where the connection ended early."""
        for attempt in range(ATTEMPTS):
            before = self._have()
            try:
                self._fetch_on(progress, cancelled)
                return
            except _CutOff as cut:
                if attempt == ATTEMPTS - 1 or self._have() <= before:
                    raise DownloadError(
                        f"{self._host} broke off before the end; download again to go on from there."
                    ) from cut

    def _have(self) -> int:
        return self._part.stat().st_size if self._part.exists() else 0

    def _fetch_on(self, progress: Progress, cancelled: Callable[[], bool]) -> None:
        if cancelled():
            raise DownloadStopped
        have, tag = self._have(), self._known_tag()
        if have and not tag:
            self.forget()
            have = 0
        request = urllib.request.Request(self._address, headers=_headers(have, tag))
        try:
            with self._opened(request) as answer:
                have, total = self._begin(answer, have)
                with self._part.open("ab" if have else "wb") as out:
                    self._copy(answer, out, have, total, progress, cancelled)
        except _Unwanted:
            self.forget()  # here, where the file is closed: an open one cannot be taken away everywhere
            raise
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and have:
                self.forget()
                raise _CutOff from error
            raise DownloadError(_refusal(self._host, error)) from error

    def _opened(self, request: urllib.request.Request) -> Any:
        try:
            return self._opener.open(request, timeout=self._patience)
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError as error:
            if isinstance(error.reason, ssl.SSLError):
                raise DownloadError(
                    f"{self._host} could not prove who it is ({error.reason.reason}); nothing was downloaded."
                ) from error
            raise DownloadError(
                f"{self._host} cannot be reached; check the network, then try again."
            ) from error
        except (OSError, http.client.HTTPException) as error:
            raise DownloadError(f"{self._host} does not answer; try again later.") from error

    def _begin(self, answer: Any, have: int) -> tuple[int, int]:
        """Return how many bytes there are to resume from, and the length of the whole file (0 if unknown)."""
        start = f"bytes {have}-"
        if have and not (
            answer.status == http.HTTPStatus.PARTIAL_CONTENT
            and (answer.headers.get("Content-Range") or "").startswith(start)
        ):
            have = 0
        if not have:
            self._note_tag(answer.headers)
        length = answer.headers.get("Content-Length") or ""
        total = have + int(length) if length.isdigit() else 0
        if total > self._limit:
            raise _Unwanted(_too_large(self._target.name, self._limit))
        free = shutil.disk_usage(self._target.parent).free
        if total - have > free:
            raise DownloadError(
                f"{self._target.name} needs {(total - have) / 1e6:,.0f} MB, and the disk has {free / 1e6:,.0f}."
            )
        return have, total

    def _copy(
        self,
        answer: Any,
        out: IO[bytes],
        have: int,
        total: int,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> None:
        while True:
            if cancelled():
                raise DownloadStopped
            try:
                block = answer.read1(BLOCK)
            except (OSError, http.client.HTTPException) as error:
                raise _CutOff from error
            if not block:
                break
            if not have and not _looks_right(block):
                raise _Unwanted(
                    f"{self._host} sent something that is neither a zip archive nor a text in XML."
                )
            have += len(block)
            if have > self._limit:
                raise _Unwanted(_too_large(self._target.name, self._limit))
            out.write(block)
            progress(have, total, self._target.name)
        if have < total:
            raise _CutOff

    def finish(self, sha256: str) -> Downloaded:
        """Verify what came and move it into place."""
        size, digest = self._have(), hashlib.sha256()
        with self._part.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
            file.seek(0)
            zipped = file.read(2) == b"PK"
        if not size:
            self.forget()
            raise DownloadError(f"{self._host} sent nothing; try again later.")
        if sha256 and digest.hexdigest() != sha256.lower():
            self.forget()
            raise DownloadError(
                f"{self._target.name} does not have the checksum it must have; it was thrown away."
            )
        if zipped and not zipfile.is_zipfile(self._part):
            self.forget()
            raise DownloadError(f"{self._target.name} came damaged; download it again.")
        os.replace(self._part, self._target)
        self._tag.unlink(missing_ok=True)
        return Downloaded(self._target, size, digest.hexdigest())

    def forget(self) -> None:
        """Discard what came."""
        for path in (self._part, self._tag):
            path.unlink(missing_ok=True)

    def _known_tag(self) -> str:
        """Return by what name the server can tell that the file is still the same; only of this very address."""
        try:
            address, tag = json.loads(self._tag.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ""
        return str(tag) if address == self._address else ""

    def _note_tag(self, headers: Message) -> None:
        tag = headers.get("ETag") or ""
        if not tag or tag.startswith("W/"):
            tag = headers.get("Last-Modified") or ""
        self._tag.write_text(json.dumps([self._address, tag]), encoding="utf-8")


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to safe addresses only."""

    def __init__(self, loopback: bool) -> None:
        self._loopback = loopback

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Any,
        newurl: str,
    ) -> urllib.request.Request | None:
        _must_be_safe(newurl, self._loopback)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(loopback: bool) -> urllib.request.OpenerDirector:
    """Return what opens web addresses, and nothing else (no files of this machine)."""
    opener = urllib.request.OpenerDirector()
    handlers: list[urllib.request.BaseHandler] = [
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPSHandler(context=ssl.create_default_context()),
        _Redirects(loopback),
    ]
    if loopback:
        handlers.append(urllib.request.HTTPHandler())
    else:
        handlers += [urllib.request.ProxyHandler(), urllib.request.HTTPHandler()]
    for handler in handlers:
        opener.add_handler(handler)
    return opener


def _must_be_safe(address: str, loopback: bool) -> None:
    parts = urllib.parse.urlsplit(address)
    if parts.scheme == "https" and parts.hostname:
        return
    if loopback and parts.scheme == "http" and _is_here(parts.hostname or ""):
        return
    raise DownloadError(
        f"{parts.hostname or address} is not asked: only addresses that begin with https:// are safe."
    )


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _headers(have: int, tag: str) -> dict[str, str]:
    headers = {"User-Agent": AGENT, "Accept-Encoding": "identity"}
    return {**headers, "Range": f"bytes={have}-", "If-Range": tag} if have else headers


def _looks_right(block: bytes) -> bool:
    """Return whether a file begins like a zip archive or like XML (and not like a page of HTML)."""
    text = block.removeprefix(b"\xef\xbb\xbf").lstrip()
    return block.startswith(b"PK\x03\x04") or (
        text.startswith(b"<") and not text[:15].lower().startswith((b"<!doctype html", b"<html"))
    )


def _refusal(host: str, error: urllib.error.HTTPError) -> str:
    if error.code in (http.HTTPStatus.NOT_FOUND, http.HTTPStatus.GONE):
        return f"{host} does not have this archive any more (404)."
    if error.code in (http.HTTPStatus.FORBIDDEN, http.HTTPStatus.TOO_MANY_REQUESTS):
        return f"{host} does not give this archive just now ({error.code}); try again later."
    return f"{host} answered with an error ({error.code}); try again later."


def _too_large(name: str, limit: int) -> str:
    return f"{name} is larger than archives of texts are (the limit is {limit / 1e6:,.0f} MB)."
