"""Texts for the corpus: short resolutions written by hand, as files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from resolution.formats.akn import writer as akn
from resolution.model import (
    Adoption,
    Block,
    Division,
    Keyword,
    Kind,
    Masthead,
    Note,
    Resolution,
    Status,
    Vote,
)
from resolution.text import Mark, NoteRef, Run, make

PREAMBULAR = (
    "Recalling the Charter of the United Nations,",
    "Noting the need for cooperation among States in combating the misuse of technologies,",
)
OPERATIVE = (
    "Requests the Secretary-General to report to the General Assembly at its next session;",
    "Decides to remain seized of the matter.",
)


def resolution(
    symbol: str,
    preambular: Sequence[str] = PREAMBULAR,
    operative: Sequence[str] = OPERATIVE,
    *,
    status: Status = Status.ADOPTED,
    organ: str = "General Assembly",
    adopted: date | None = date(2001, 12, 19),
    issued: date | None = None,
    vote: Vote | None = None,
    language: str = "en",
    notes: Sequence[str] = (),
    topics: Sequence[str] = (),
    agenda_item: str = "",
    title: str = "A title",
) -> Resolution:
    """Return a resolution with these clauses, the notes anchored at the end of the first, filed under topics."""
    refs = tuple(NoteRef(n) for n in range(len(notes)))
    blocks = [Block(Kind.FORMULA, make(f"The {organ},"))]
    for n, words in enumerate(preambular):
        lead, _, rest = words.partition(" ")
        blocks.append(
            Block(
                Kind.PREAMBULAR, (Run(lead, Mark.LEAD), Run(f" {rest}"), *(refs if n == 0 else ()))
            )
        )
    blocks += [Block(Kind.OPERATIVE, make(words), f"{n}.") for n, words in enumerate(operative, 1)]
    masthead = Masthead(
        status=status,
        organ=organ,
        symbol=symbol,
        language=language,
        issued=issued,
        adopted=adopted if status is Status.ADOPTED else None,
        agenda_item=agenda_item,
    )
    return Resolution(
        masthead=masthead,
        divisions=(Division(title=make(title), blocks=tuple(blocks)),),
        notes=tuple(Note(make(words)) for words in notes),
        adoption=Adoption(
            vote=vote,
            keywords=tuple(Keyword(topic.upper(), topic, "#subjects") for topic in topics),
        ),
    )


Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Return a function that writes a resolution as a file and returns its path."""

    def write(symbol: str, *clauses: Sequence[str], file: str = "", **fields: object) -> Path:
        path = tmp_path / "texts" / (file or f"{symbol.replace('/', '_')}.akn")
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(akn.to_bytes(resolution(symbol, *clauses, **fields)))  # type: ignore[arg-type]
        return path

    return write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data folder that does not exist yet."""
    return tmp_path / "data"
