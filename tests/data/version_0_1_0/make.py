"""Make the files of this folder with the code of version 0.1.0: see README.md. Runs with that version alone."""

import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QDockWidget

from desktop import VERSION, application
from desktop.dialogs import Dialogs
from desktop.files import export, export_compilation
from desktop.own_words import OwnWords
from desktop.settings import AUTHOR, PAGE_WIDTH, RECOVERY, ROWS, THEME
from desktop.window import STATE_VERSION
from precedent_corpus.corpus import Corpus, ensure_starter
from precedent_corpus.marks import Mark as TextMark
from resolution.labels import numbered
from resolution.model import (
    Block,
    Cell,
    Division,
    DivisionKind,
    Ignored,
    Kind,
    Negotiation,
    Note,
    Origin,
    Proposal,
    ProposalKind,
    ProposalStatus,
    Standing,
    Table,
)
from resolution.reading.files import read
from resolution.text import Mark, NoteRef, Run, join, make, plain

KIND = ProposalKind


class User(Dialogs):
    """Answers what the window asks."""

    def file_to_save(self, proposed):
        return Path(sys.argv[2]) / "draft.akn"


def draft(seed):
    """Return the fourth seed, a draft, with everything that a draft can hold."""
    text = read(seed).resolution
    own = len(text.notes)
    blocks = [replace(block, id=f"block-{n}") for n, block in enumerate(text.main.blocks)]
    first = next(n for n, block in enumerate(blocks) if block.kind is Kind.OPERATIVE)
    clause, other = blocks[first], blocks[first + 1]
    blocks[first] = replace(
        clause,
        text=join(clause.text, (NoteRef(own),)),
        origin=Origin("A/RES/56/121", "OP1", plain(clause.text)),
    )
    table = Table(
        (
            (Cell((make("Session"),), header=True), Cell((make("Texts"), make("(number)")))),
            (Cell((join((Run("Fifty-fifth", Mark.ITALIC), NoteRef(own + 1))),), colspan=2),),
        )
    )
    blocks += [
        Block(Kind.HEADING, make("Follow-up"), level=1, id="heading"),
        Block(Kind.OPERATIVE, make("Requests the Secretary-General:"), id="request"),
        Block(Kind.ITEM, make("To report;"), level=1, id="request-a"),
        Block(Kind.ITEM, make("To report again, in particular on:"), level=1, id="request-b"),
        Block(Kind.ITEM, make("The misuse of technologies;"), level=2, id="request-b-i"),
        Block(Kind.CONTINUATION, make("within existing resources;"), id="request-on"),
        Block(Kind.TABLE, table=table, id="table"),
        Block(Kind.OPERATIVE, make("Takes note of the following:"), id="note"),
        Block(Kind.OPERATIVE, make("Decides to act."), quoted=True, id="quoted"),
    ]
    main = replace(text.main, blocks=numbered(tuple(blocks)), closing=("81st plenary meeting",))
    annex = Division(
        DivisionKind.ANNEX, "Annex", make("Programme of work"),
        (Block(Kind.PARAGRAPH, make("First meeting."), "1.", id="annexed"),), id="annex",
    )  # fmt: skip
    proposals = (
        Proposal(
            clause.id, KIND.AMENDMENT, ("Chile", "Peru"), join(clause.text, make(" and others")), clause.text,
            "Agreed in capitals.", made="2026-11-20T10:15:00", place="OP1", id="proposal-1",
        ),
        Proposal(other.id, KIND.DELETION, ("Norway",), base=other.text, made="2026-11-20", id="proposal-2"),
        Proposal(
            other.id, KIND.NEW, ("Fiji",), make("Welcomes the progress made;"), becomes=Kind.OPERATIVE,
            id="proposal-3",
        ),
        Proposal("title", KIND.COMMENT, ("Kenya",), comment="Too long.", id="proposal-4"),
        Proposal(
            "request", KIND.ALTERNATIVE, ("Oman",), make("Invites the Secretary-General:"),
            status=ProposalStatus.REJECTED, id="proposal-5",
        ),
    )  # fmt: skip
    return replace(
        text,
        divisions=(main, annex),
        notes=(*text.notes, Note(make("See A/RES/55/63.")), Note(make("Held in 2000."), "†")),
        ignored=(Ignored("spelling", "request", "report"), Ignored("empty-clause")),
        negotiation=Negotiation(
            proposals,
            (("request", Standing.AGREED), ("title", Standing.BRACKETED)),
            (("request", "Requests the Secretary-General:"),),
        ),
    )


def make_relocatable(folder):
    """Put @FOLDER@ where files name the folder, and KEY where a folder's name is made from a path."""
    data = folder / "data"
    (versions,) = (data / "versions").iterdir()
    for path in (data / "settings.ini", versions / "of.txt", *data.glob("recovery/*/facts.json")):
        path.write_bytes(path.read_bytes().replace(os.fsencode(folder), b"@FOLDER@"))
    versions.rename(versions.with_name("draft-KEY"))


def main(seeds, folder):
    """Make everything in a folder, and end as in a crash."""
    assert VERSION == "0.1.0"
    data = folder / "data"
    ensure_starter(data)
    with Corpus.open(data, writer=True) as corpus:
        corpus.mark(["A/RES/55/63"], TextMark.PREFERRED)
        corpus.mark(["A/C.3/74/L.11"], TextMark.EXCLUDED)
    OwnWords(data).take(["cybercrime-proof"])
    app = application.start(["x"])
    window = application.make_window(app, data, User())
    settings = window._settings
    for setting, value in (
        (ROWS, 7),
        (THEME, "dark"),
        (PAGE_WIDTH, 170),
        (RECOVERY, 3),
        (AUTHOR, "Ana"),
    ):
        settings.choose(setting, value)
    settings.keep_keys('{"save": ["Ctrl+Alt+S"]}')
    settings.keep_rules_off(["empty-clause"])
    settings.keep_list("searches", ["misuse of technologies", "OP1"])
    settings.keep_seen("welcome")
    window.show()
    text = draft(seeds / "3_A_C.3_73_L.9_Rev.1.txt")
    window.file.take(text)
    assert window.save()
    window.editor.insertPlainText("Draft: ")
    assert window.save()
    saved = window.editor.resolution()
    settings.keep_base(folder / "draft.akn", "A/RES/56/121")
    settings.keep_place(folder / "draft.akn", 3, 5)
    export(saved, folder / "draft.docx")
    export_compilation(saved, folder / "compilation.docx", date(2026, 11, 20))
    window.editor.insertPlainText("Unsaved: ")
    assert window.safety.autosave.write_now()
    next(each for each in window.findChildren(QDockWidget) if each.objectName() == "outline").hide()
    settings.keep_state("geometry", window.saveGeometry())
    settings.keep_state("panels", window.saveState(STATE_VERSION))
    settings.save()
    make_relocatable(folder)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
