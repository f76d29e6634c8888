"""Data of version 0.1.0 still opens: settings, corpus, saved versions, recovery copies, drafts and Word files.

The files were written by that version: tests/data/version_0_1_0/README.md.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDockWidget
from pytestqt.qtbot import QtBot

from desktop.base.commands import COMMANDS
from desktop.base.keymap import keymap_from_json
from desktop.base.settings import AUTHOR, PAGE_WIDTH, RECOVERY, ROWS, THEME, Settings
from desktop.checking.own_words import OwnWords
from desktop.files import recovery, versions
from desktop.safety.recovery_dialog import Choice
from desktop.shell.windows import Windows
from precedent_corpus.corpus import Corpus
from precedent_corpus.store.marks import TextMark
from resolution.formats.akn.writer import to_bytes
from resolution.formats.detect import read
from resolution.model import Kind, ProposalKind, ProposalStatus, Resolution, Standing
from resolution.text import note_indexes, plain
from tests.desktop.conftest import Stand

LEFT = Path(__file__).parents[2] / "data" / "version_0_1_0"
KIND, STATUS = ProposalKind, ProposalStatus


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of all data, with the paths in it changed to the copy's folder."""
    made = tmp_path / "user"
    shutil.copytree(LEFT, made)
    data = made / "data"
    named = [
        data / "settings.ini",
        *data.glob("recovery/*/facts.json"),
        *data.glob("versions/*/of.txt"),
    ]
    for path in named:
        path.write_bytes(path.read_bytes().replace(b"@FOLDER@", made.as_posix().encode()))
    place = os.path.normcase((made / "draft.akn").resolve())
    key = hashlib.sha256(place.encode()).hexdigest()[:16]
    (data / "versions" / "draft-KEY").rename(data / "versions" / f"draft-{key}")
    return made


@pytest.fixture
def data(folder: Path) -> Path:
    """Return the data folder."""
    return folder / "data"


@pytest.fixture
def windows(qapp: QApplication, data: Path, stand: Stand) -> Iterator[Windows]:
    """Return the program with that data folder."""
    made = Windows(qapp, data, lambda: stand)
    yield made
    for window in list(made.open_windows):
        window.editor.document().setModified(False)
        window.close()
    made.deleteLater()


def test_every_setting_keeps_its_value(folder: Path, data: Path) -> None:
    settings = Settings(data)
    assert settings.number(ROWS) == 7
    assert settings.text(THEME) == "dark"
    assert settings.number(PAGE_WIDTH) == 170
    assert settings.number(RECOVERY) == 3
    assert settings.text(AUTHOR) == "Ana"
    assert settings.rules_off() == {"empty-clause"}
    assert settings.saved_list("searches") == ["misuse of technologies", "OP1"]
    assert settings.has_seen("welcome")
    assert settings.recent() == (folder / "draft.akn",)
    assert settings.place(folder / "draft.akn") == (3, 5)
    assert settings.base(folder / "draft.akn") == "A/RES/56/121"


def test_the_user_s_shortcuts_still_apply(data: Path) -> None:
    keymap = keymap_from_json(Settings(data).keys())
    save = next(command for command in COMMANDS if command.id == "save")
    assert [keys.toString() for keys in keymap.sequences(save)] == ["Ctrl+Alt+S"]


def test_words_of_the_user_s_dictionary_are_still_accepted(data: Path) -> None:
    assert OwnWords(data).listed() == ["cybercrime-proof"]


def test_the_corpus_opens_with_its_texts_and_its_marks_and_they_are_found(data: Path) -> None:
    with Corpus.open(data) as corpus:
        assert corpus.notice == ""
        assert sorted(each.symbol for each in corpus.documents()) == [
            "A/C.3/73/L.9/Rev.1", "A/C.3/74/L.11", "A/RES/55/63", "A/RES/56/121", "E/CN.15/RES/20/7",
        ]  # fmt: skip
        assert corpus.marks() == {
            "A/RES/55/63": TextMark.PREFERRED,
            "A/C.3/74/L.11": TextMark.EXCLUDED,
        }
        found = corpus.suggest(
            "Invites Member States to take into account the work of the Commission"
        )
        assert "A/RES/56/121" in [match.symbol for match in found]
        assert corpus.document("A/RES/55/63").title


def test_the_saved_versions_are_found_and_read(folder: Path, data: Path) -> None:
    found = versions.Versions(data / versions.FOLDER).of(folder / "draft.akn")
    assert [read(each.path).resolution.title[:12] for each in found] == [
        "Draft: Count",
        "Countering t",
    ]
    assert all(hashlib.sha256(v.path.read_bytes()).hexdigest().startswith(v.digest) for v in found)


def test_the_recovery_copy_is_found_with_its_facts(folder: Path, data: Path) -> None:
    (each,) = recovery.find_left_behind(data / recovery.FOLDER)
    assert each.facts is not None and each.resolution is not None
    assert each.facts.path == each.facts.source == folder / "draft.akn"
    assert each.facts.place == (0, 16)
    assert each.resolution.title.startswith("Draft: Unsaved: ")
    assert not each.outdated and not each.problem
    each.slot.release()


def test_the_program_starts_with_all_of_it(
    windows: Windows, folder: Path, stand: Stand, qtbot: QtBot
) -> None:
    stand.choice = Choice.OPEN
    window = windows.show_new()
    windows.offer_recovered()
    qtbot.waitUntil(lambda: window.corpus_service.ready)
    assert window.editor.resolution().title.startswith("Draft: Unsaved: ")
    assert window.isWindowModified() and window.file.path == folder / "draft.akn"
    assert len(window.editor.resolution().negotiation.proposals) == 5
    hidden = [dock.objectName() for dock in window.findChildren(QDockWidget) if dock.isHidden()]
    assert "outline" in hidden
    assert stand.told == []


def test_a_draft_is_opened_and_saved_without_a_byte_changed(
    windows: Windows, folder: Path, qtbot: QtBot
) -> None:
    path = folder / "draft.akn"
    before = path.read_bytes()
    window = windows.show_new()
    window.file.open(path)
    qtbot.waitUntil(lambda: window.file.path == path)
    assert window.save()
    assert path.read_bytes() == before


@pytest.fixture
def draft() -> Resolution:
    """Return the draft as read today."""
    return read(LEFT / "draft.akn").resolution


def test_a_draft_is_read_whole(draft: Resolution) -> None:
    assert to_bytes(draft) == (LEFT / "draft.akn").read_bytes()
    assert draft.masthead.agenda_item == "109"
    assert (len(draft.masthead.sponsors), draft.masthead.sponsors[0]) == (23, "Algeria")
    assert len(draft.masthead.notes) == 1
    assert [division.label for division in draft.divisions] == ["", "Annex"]
    by_id = {block.id: block for block in draft.blocks()}
    assert by_id["request-b-i"].level == 2 and by_id["request-b-i"].label == "(i)"
    assert by_id["quoted"].quoted
    assert by_id["table"].table is not None
    marked = [block for block in draft.blocks() if block.origin]
    assert [block.origin.symbol for block in marked if block.origin] == ["A/RES/56/121"]
    assert plain(draft.notes[note_indexes(marked[0].text)[0]].text or ()) == "See A/RES/55/63."
    assert draft.notes[-1].mark == "†"
    assert [(each.code, each.clause, each.words) for each in draft.ignored] == [
        ("spelling", "request", "report"), ("empty-clause", "", ""),
    ]  # fmt: skip


def test_proposals_and_standings_of_a_draft_are_read(draft: Resolution) -> None:
    proposals = draft.negotiation.proposals
    assert [(p.kind, p.status, p.delegations[0]) for p in proposals] == [
        (KIND.AMENDMENT, STATUS.OPEN, "Chile"),
        (KIND.DELETION, STATUS.OPEN, "Norway"),
        (KIND.NEW, STATUS.OPEN, "Fiji"),
        (KIND.COMMENT, STATUS.OPEN, "Kenya"),
        (KIND.ALTERNATIVE, STATUS.REJECTED, "Oman"),
    ]
    assert proposals[2].becomes is Kind.OPERATIVE
    assert draft.negotiation.standings == (
        ("request", Standing.AGREED),
        ("title", Standing.BRACKETED),
    )
    assert draft.negotiation.agreed == (("request", "Requests the Secretary-General:"),)


def test_a_word_file_of_ours_gives_the_draft_back(draft: Resolution) -> None:
    from_word = read(LEFT / "draft.docx").resolution
    assert replace(from_word, negotiation=draft.negotiation, ignored=draft.ignored) == draft


def test_a_compilation_text_gives_the_open_proposals_back(draft: Resolution) -> None:
    reading = read(LEFT / "compilation.docx")
    assert reading.resolution.divisions == draft.divisions
    assert [(p.kind, p.delegations) for p in reading.resolution.negotiation.proposals] == [
        (p.kind, p.delegations) for p in draft.negotiation.proposals if p.is_open
    ]
