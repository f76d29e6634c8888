"""Getting archives from a web address, against a server on this machine."""

from __future__ import annotations

import hashlib
import io
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from precedent_corpus.store.archives import archives, chosen, fetched_name, take_part
from precedent_corpus.store.database import CorpusError
from precedent_corpus.store.download import DownloadError, DownloadStopped, download


def zipped(*names: str, filler: int = 0) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names or ("GAresolutions-HEAD/75session/English/75_1_E.xml",):
            archive.writestr(name, b"<akomaNtoso/>" + b" " * filler)
    return packed.getvalue()


WHOLE = zipped(filler=600_000)


class Server(ThreadingHTTPServer):
    """Serves /good, and worse."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.ranges: list[str] = []
        self.cuts = 0
        self.tag = '"one"'
        self.silent = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, format: str, *args: object) -> None:
        return None

    def do_GET(self) -> None:
        if self.path.startswith("/to-"):
            self.send_response(302)
            where = {"/to-good": "/good", "/to-http": "http://example.org/a.zip"}[self.path]
            self.send_header("Location", where)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        bodies = {"/good": WHOLE, "/page": b"<!DOCTYPE html><p>No", "/text": b"no archive at all"}
        bodies["/empty"] = b""
        bodies["/damaged"] = WHOLE[:50_000]
        body = bodies.get(self.path)
        if body is None:
            self.send_error(404)
            return
        start = 0
        asked = self.headers.get("Range") or ""
        self.server.ranges.append(asked)
        if asked and self.headers.get("If-Range") == self.server.tag:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        self.send_header("Content-Length", str(len(body) - start))
        self.send_header("ETag", self.server.tag)
        self.end_headers()
        sent = body[start:]
        if self.server.cuts:
            self.server.cuts -= 1
            sent = sent[: len(sent) // 2]
        if self.server.silent:
            time.sleep(0.6)
            return
        self.wfile.write(sent)


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_good_archive_is_there_whole_with_its_checksum(server: Server, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    target = tmp_path / "downloads" / "a.zip"
    got = download(
        f"{server.address}/good", target, lambda done, of, _: told.append((done, of)), loopback=True
    )
    assert target.read_bytes() == WHOLE
    assert got.sha256 == hashlib.sha256(WHOLE).hexdigest()
    assert told[-1] == (len(WHOLE), len(WHOLE))
    assert [path.name for path in target.parent.iterdir()] == ["a.zip"]


def test_an_archive_of_another_checksum_is_thrown_away(server: Server, tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="checksum"):
        download(f"{server.address}/good", tmp_path / "a.zip", sha256="0" * 64, loopback=True)
    assert not list(tmp_path.iterdir())


def test_an_archive_over_the_limit_is_not_fetched(server: Server, tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="larger"):
        download(f"{server.address}/good", tmp_path / "a.zip", limit=1000, loopback=True)
    assert not list(tmp_path.iterdir())


def test_what_was_cut_off_is_gone_on_with(server: Server, tmp_path: Path) -> None:
    server.cuts = 1
    download(f"{server.address}/good", tmp_path / "a.zip", loopback=True)
    assert (tmp_path / "a.zip").read_bytes() == WHOLE
    assert server.ranges == ["", f"bytes={len(WHOLE) // 2}-"]


def test_a_stopped_download_is_gone_on_with_by_the_next(server: Server, tmp_path: Path) -> None:
    asked = iter([False, False, False])
    with pytest.raises(DownloadStopped):
        download(
            f"{server.address}/good",
            tmp_path / "a.zip",
            cancelled=lambda: next(asked, True),
            loopback=True,
        )
    had = (tmp_path / "a.zip.part").stat().st_size
    assert 0 < had < len(WHOLE)
    download(f"{server.address}/good", tmp_path / "a.zip", loopback=True)
    assert (tmp_path / "a.zip").read_bytes() == WHOLE
    assert server.ranges[-1] == f"bytes={had}-"


def test_another_version_of_the_file_is_fetched_from_its_beginning(
    server: Server, tmp_path: Path
) -> None:
    asked = iter([False, False, False])
    with pytest.raises(DownloadStopped):
        download(
            f"{server.address}/good",
            tmp_path / "a.zip",
            cancelled=lambda: next(asked, True),
            loopback=True,
        )
    server.tag = '"two"'
    download(f"{server.address}/good", tmp_path / "a.zip", loopback=True)
    assert (tmp_path / "a.zip").read_bytes() == WHOLE


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/gone", "any more"),
        ("/empty", "nothing"),
        ("/page", "neither"),
        ("/text", "neither"),
        ("/damaged", "damaged"),
        ("/to-http", "https"),
    ],
)
def test_what_is_no_archive_is_told_in_a_sentence_and_not_kept(
    server: Server, tmp_path: Path, path: str, words: str
) -> None:
    with pytest.raises(DownloadError, match=words):
        download(f"{server.address}{path}", tmp_path / "a.zip", loopback=True)
    assert not list(tmp_path.iterdir())


def test_a_redirect_to_a_safe_address_is_followed(server: Server, tmp_path: Path) -> None:
    download(f"{server.address}/to-good", tmp_path / "a.zip", loopback=True)
    assert (tmp_path / "a.zip").read_bytes() == WHOLE


def test_a_server_that_falls_silent_is_not_waited_for_without_end(
    server: Server, tmp_path: Path
) -> None:
    server.silent = True
    with pytest.raises(DownloadError, match=r"broke off|does not answer"):
        download(f"{server.address}/good", tmp_path / "a.zip", loopback=True, patience=0.2)
    server.silent = False
    download(f"{server.address}/good", tmp_path / "a.zip", loopback=True)
    assert (tmp_path / "a.zip").read_bytes() == WHOLE


def test_a_server_that_is_not_there_is_told(server: Server, tmp_path: Path) -> None:
    address = server.address
    server.shutdown()
    server.server_close()
    with pytest.raises(DownloadError, match="cannot be reached"):
        download(f"{address}/good", tmp_path / "a.zip", loopback=True)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/a.zip", "file:///etc/hosts", "ftp://un.org/a"]
)
def test_only_https_is_asked(tmp_path: Path, address: str) -> None:
    with pytest.raises(DownloadError, match="https"):
        download(address, tmp_path / "a.zip")


def test_every_archive_is_had_by_https_and_names_its_languages() -> None:
    offered = archives()
    assert len({archive.name for archive in offered}) == len(offered) > 20
    for archive in offered:
        assert archive.address_in("en").startswith("https://")
        assert "{" not in archive.address_in("fr") + archive.folder_in("fr")
        assert "en" in archive.languages
    assert {archive.organ for archive in offered} == {
        "General Assembly",
        "Security Council",
        "Economic and Social Council",
        "Human Rights Council",
    }


def test_an_unknown_archive_is_told() -> None:
    assert chosen(["ga-75"], archives())[0].name == "GA-75"
    with pytest.raises(CorpusError, match="GA-1"):
        chosen(["GA-1"], archives())


def test_a_session_is_taken_out_of_the_whole_repository(tmp_path: Path) -> None:
    whole = tmp_path / "whole.zip"
    whole.write_bytes(
        zipped(
            "GAresolutions-HEAD/75session/English/75_1_E.xml",
            "GAresolutions-HEAD/75session/French/75_1_F.xml",
            "GAresolutions-HEAD/76session/English/76_1_E.xml",
            "GAresolutions-HEAD/README.md",
        )
    )
    assert take_part(whole, "75session/English", tmp_path / "part.zip") == 1
    assert zipfile.ZipFile(tmp_path / "part.zip").namelist() == ["75_1_E.xml"]
    with pytest.raises(CorpusError, match="74session"):
        take_part(whole, "74session/English", tmp_path / "other.zip")
    assert not (tmp_path / "other.zip").exists()


def test_downloads_are_called_after_their_addresses() -> None:
    assert (
        fetched_name("https://a.org/UNxml/b/archive/HEAD.zip") == "a.org-UNxml-b-archive-HEAD.zip"
    )
    assert fetched_name("https://a.org/x%20y.zip") == "a.org-x-y.zip"
