"""The compilation text on the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.main import main
from resolution.formats.akn import writer as akn
from resolution.formats.detect import read
from resolution.model import Kind, Negotiation, Proposal, ProposalKind
from resolution.negotiating.resolving import add_proposal
from resolution.text import make
from tests.resolution.random_proposals import with_ids


@pytest.fixture
def negotiated(seeds: list[Path], tmp_path: Path) -> Path:
    """Return a saved draft on which Cuba proposes another first operative paragraph."""
    draft = with_ids(read(seeds[2]).resolution)
    clause = next(b.id for b in draft.blocks() if b.kind is Kind.OPERATIVE)
    cuba = Proposal(clause, ProposalKind.ALTERNATIVE, ("Cuba",), make("Urges all to act;"))
    path = tmp_path / "draft.akn"
    path.write_bytes(akn.to_bytes(replace(draft, negotiation=add_proposal(Negotiation(), cuba))))
    return path


def test_it_is_written_and_read_back(
    negotiated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "compilation.docx"
    assert main(["export", str(negotiated), "-o", str(target), "--compilation"]) == 0
    capsys.readouterr()
    assert main(["read", str(target), "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["proposals"]
    assert (told["place"], told["delegations"], told["text"]) == (
        "OP1",
        ["Cuba"],
        "Urges all to act;",
    )


def test_without_the_word_nothing_of_it_is_written(
    negotiated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "clean.html"
    assert main(["export", str(negotiated), "-o", str(target)]) == 0
    assert "Cuba" not in target.read_text(encoding="utf-8").split("<section", 1)[1]


def test_plain_text_cannot_show_it(
    negotiated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "compilation.txt"
    assert main(["export", str(negotiated), "-o", str(target), "--compilation"]) == 2
    assert "end it in .docx, .html or .pdf" in capsys.readouterr().err
    assert not target.exists()
