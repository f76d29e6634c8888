"""Files that are not what they seem get one sentence, whatever their size, and never fill the memory."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from resolution.formats import detect as files
from resolution.formats.source import MAX_BYTES
from resolution.model import Kind
from resolution.reading import ReadingError

OURS = b"The General Assembly,\n\nRecalling a report,\n\n1. Decides to go on."


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (rb"{\rtf1\ansi The General Assembly,}", "Rich Text"),
        (
            b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"/>',
            "no text on this page",
        ),
    ],
)
def test_a_format_that_is_not_read_is_named(data: bytes, told: str) -> None:
    with pytest.raises(ReadingError, match=told):
        files.read_bytes(data, "text")


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><html><body>The General Assembly,</body></html>",
        b"\xef\xbb\xbf\n<!-- saved --><HTML><body>The General Assembly,</body></HTML>",
    ],
)
def test_a_web_page_is_known_by_its_first_words(data: bytes) -> None:
    [opening] = files.read_bytes(data, "page").resolution.blocks()
    assert opening.kind is Kind.FORMULA


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="this system has no endless device")
def test_a_device_without_an_end_is_refused() -> None:
    with pytest.raises(ReadingError, match="too large"):
        files.read(Path("/dev/zero"))


@pytest.mark.skipif(os.name != "posix", reason="this system has no named pipes")
def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.write(write, OURS)
    os.close(write)
    try:
        assert len(files.read(Path(f"/dev/fd/{read}")).resolution.main.blocks) == 3
    finally:
        os.close(read)


def test_a_paragraph_of_very_many_spans_is_read_in_linear_time() -> None:
    spans = b"<b>x</b>" * (MAX_BYTES // 10)
    data = (
        b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><mainBody>'
        b"<paragraph><content><p>"
        + spans
        + b"</p></content></paragraph></mainBody></statement></akomaNtoso>"
    )
    assert len(files.read_bytes(data, "spans.akn").resolution.main.blocks) == 1
