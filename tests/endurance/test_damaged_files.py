"""Damaged and hostile files: a reader answers with a text or with one sentence, whatever the bytes."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from resolution.formats import detect as files
from resolution.reading import Reading, ReadingError

FULL = os.environ.get("RESOLUTION_DRAFTER_ENDURE") == "full"
TRIALS = 5000 if FULL else 120


def sources(seeds: list[Path]) -> list[Path]:
    """Return what is damaged: the seed texts and the starter corpus."""
    return [*seeds, *sorted(Path("precedent_corpus/data").glob("*.akn"))]


def damaged(data: bytes, dice: random.Random) -> bytes:
    """Return the bytes cut short, overwritten, doubled or filled up at random places."""
    out = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(out) or 1)
        match dice.randrange(5):
            case 0:
                del out[at:]
            case 1:
                out[at : at + dice.randint(1, 40)] = dice.randbytes(dice.randint(0, 40))
            case 2:
                out[at:at] = out[at : at + dice.randint(1, 2000)]
            case 3:
                del out[at : at + dice.randint(1, 200)]
            case _:
                out[at:at] = dice.choice(
                    [b"<", b"&x;", b"]]>", b"\x00", b"\xff\xfe", b"<p>", b"</p>", b"1. ", b"(a) "]
                )
    return bytes(out)


def test_any_damage_gives_a_text_or_one_sentence(seeds: list[Path]) -> None:
    dice = random.Random(20261121)
    originals = [path.read_bytes() for path in sources(seeds)]
    for trial in range(TRIALS):
        data = damaged(dice.choice(originals), dice)
        try:
            reading = files.read_bytes(data, f"trial {trial}")
        except ReadingError as error:
            assert str(error).strip() and "\n" not in str(error)
        else:
            assert isinstance(reading, Reading)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.akn", b" \n\t "),
        ("noise.txt", bytes(range(256)) * 40),
        ("program.akn", b"\x7fELF" + bytes(2000)),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(500)),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("paper.pdf", b"%PDF-1.7\n" + bytes(600)),
        ("broken.docx", b"PK\x03\x04" + bytes(600)),
        (
            "cut.akn",
            b'<?xml version="1.0"?><akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><state',
        ),
        ("other.xml", b"<feed><entry>Hello</entry></feed>"),
        (
            "bomb.xml",
            b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>',
        ),
        ("outside.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
        ("deep.xml", b"<a>" * 100_000),
    ],
)
def test_what_is_no_resolution_is_refused_in_one_sentence(name: str, data: bytes) -> None:
    with pytest.raises(ReadingError) as refused:
        files.read_bytes(data, name)
    sentence = str(refused.value)
    assert name in sentence and "\n" not in sentence and len(sentence) < 300


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as out:
        out.truncate(100 * 1024 * 1024)
    with pytest.raises(ReadingError, match="too large"):
        files.read(huge)
