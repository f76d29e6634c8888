"""A text against another as a Word file with tracked changes: valid, and both texts come back from it to the letter."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from resolution.diff.compare import compare
from resolution.formats import detect as files
from resolution.formats.akn import reader as akn
from resolution.formats.word import reader as docx
from resolution.formats.word.names import W
from resolution.formats.word.reading.tracked import Did
from resolution.formats.word.writer import tracked_to_bytes
from resolution.model import (
    Block,
    Cell,
    Division,
    DivisionKind,
    Kind,
    Masthead,
    Note,
    Resolution,
    Table,
)
from resolution.text import Mark, NoteRef, Run, join, make, plain
from tests.resolution.formats.word.office import ACCEPT, REJECT, settled
from tests.resolution.formats.word.tracked_pairs import bare, check, words
from tests.resolution.random_edits import edited

LONG = (
    "Recalling the United Nations Convention on the Law of the Sea, which sets out the legal framework within which "
    "all activities in the oceans and seas must be carried out,"
)
LEADS = (
    LONG,
    "Noting the report,",
    "Welcoming the progress made in this field,",
)
CLAUSES = (
    "Invites Member States to act;",
    "Requests a report;",
    "Decides to remain seized of the matter.",
)


def text(*clauses: str, notes: tuple[str, ...] = (), **masthead: object) -> Resolution:
    """Return a draft: preambular paragraphs end with a comma, all others are operative; "^" calls the next note."""
    blocks = [Block(Kind.FORMULA, make("The General Assembly,"))]
    number = called = 0
    for clause in clauses:
        runs: list[Run | NoteRef] = []
        for at, part in enumerate(clause.split("^")):
            if at:
                runs.append(NoteRef(called))
                called += 1
            runs.append(Run(part))
        kind = Kind.PREAMBULAR if clause.rstrip("^").endswith(",") else Kind.OPERATIVE
        number += kind is Kind.OPERATIVE
        label = f"{number}." if kind is Kind.OPERATIVE else ""
        blocks.append(
            Block(kind, tuple(r for r in runs if not isinstance(r, Run) or r.text), label)
        )
    head = Masthead(organ="General Assembly", symbol="A/C.3/74/L.11", **masthead)  # type: ignore[arg-type]
    return Resolution(
        head,
        (Division(title=make("Protection of the oceans"), blocks=tuple(blocks)),),
        tuple(Note(make(said)) for said in notes),
    )


BASE = text(*LEADS, *CLAUSES)


def settle_both(old: Resolution, new: Resolution, tmp_path: Path) -> list[tuple[Did, str]]:
    """Check the pair, and return what is told of the changes."""
    check(old, new, tmp_path / "tracked.docx")
    return [(c.did, c.words) for c in docx.changes(tmp_path / "tracked.docx").changes]


def test_words_are_deleted_and_inserted(tmp_path: Path) -> None:
    new = text(*LEADS, "Invites all States to act;", *CLAUSES[1:])
    told = settle_both(BASE, new, tmp_path)
    assert told == [(Did.DELETED, "Member"), (Did.INSERTED, "all")]


def test_a_new_paragraph_is_one_insertion_and_the_numbers_after_it_change(tmp_path: Path) -> None:
    new = text(*LEADS, "Urges them to cooperate;", *CLAUSES)
    told = settle_both(BASE, new, tmp_path)
    assert (Did.INSERTED, "1. Urges them to cooperate;") in told
    assert (Did.DELETED, "1") in told or (Did.DELETED, "1.") in told


def test_a_deleted_paragraph_is_one_deletion(tmp_path: Path) -> None:
    new = text(LEADS[0], *LEADS[2:], *CLAUSES)
    assert settle_both(BASE, new, tmp_path) == [(Did.DELETED, "Noting the report,")]


def test_a_moved_paragraph_is_one_change(tmp_path: Path) -> None:
    others = (
        "Noting with concern that the warming and the acidification of the oceans threaten marine life, and stressing "
        "the urgency of measures at all levels to meet those threats,",
        "Welcoming the progress made in this field by Member States, by the specialized agencies and by the regional "
        "organizations that have taken up the matter since its last session,",
    )
    told = settle_both(text(LONG, *others, *CLAUSES), text(*others, LONG, *CLAUSES), tmp_path)
    assert told == [(Did.MOVED, LONG)]


def test_a_paragraph_parted_is_a_new_paragraph_mark(tmp_path: Path) -> None:
    more = "noting with appreciation the report of the Secretary-General on the oceans and the law of the sea,"
    old = text(f"{LONG} and {more}")
    new = text(LONG, more.capitalize())
    told = settle_both(old, new, tmp_path)
    assert Did.PARTED in {did for did, _ in told}
    assert Did.JOINED in {did for did, _ in settle_both(new, old, tmp_path)}


def test_words_and_a_paragraph_after_them_are_one_stretch_for_libreoffice(tmp_path: Path) -> None:
    new = text(f"{LONG} now and then,", "Recalling also the Agreement,", *LEADS[1:], *CLAUSES)
    settle_both(BASE, new, tmp_path)
    settle_both(new, BASE, tmp_path)
    with zipfile.ZipFile(tmp_path / "tracked.docx") as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    gone = [p for p in root.iter(W + "p") if p.find(f"{W}pPr/{W}rPr/{W}del") is not None]
    assert ["".join(t.text or "" for t in p.iter(W + "t")) for p in gone] == [LONG]


def test_words_that_lead_elsewhere_are_replaced_as_a_whole(tmp_path: Path) -> None:
    def linked(href: str) -> Resolution:
        words = (Run("Recalling its resolution "), Run("55/2", Mark.NONE, href), Run(","))
        block = Block(Kind.PREAMBULAR, words)
        return replace(BASE, divisions=(replace(BASE.main, blocks=(BASE.main.blocks[0], block)),))

    told = settle_both(
        linked("https://undocs.org/A/RES/55/2"),
        linked("https://undocs.org/en/A/RES/55/2"),
        tmp_path,
    )
    assert told == [(Did.DELETED, "55/2"), (Did.INSERTED, "55/2")]


def test_notes_come_go_and_change(tmp_path: Path) -> None:
    old = text(
        "Recalling the Declaration,^",
        "Noting the report,^",
        notes=("See resolution 55/2.", "A/55/1."),
    )
    new = text("Recalling the Declaration,^", "Noting the report,", "Welcoming it,^", notes=("See resolution 56/2.", "A/56/9."))  # fmt: skip
    told = settle_both(old, new, tmp_path)
    assert (Did.DELETED, "[note] A/55/1.") in told
    assert (Did.INSERTED, "Welcoming it,[note] A/56/9.") in told
    assert (Did.DELETED, "55/2") in told and (Did.INSERTED, "56/2") in told


def test_a_note_called_again_stays_one_note(tmp_path: Path) -> None:
    def twice(first: str, *more: str) -> Resolution:
        made = text(first + "^", "Noting the report,", *more, notes=("See resolution 55/2.",))
        blocks = list(made.main.blocks)
        blocks[2] = replace(blocks[2], text=(*blocks[2].text, NoteRef(0)))
        return replace(made, divisions=(replace(made.main, blocks=tuple(blocks)),))

    settle_both(
        twice("Recalling the Declaration,"), twice("Recalling again the Declaration,"), tmp_path
    )


def test_looks_alone_are_formatting(tmp_path: Path) -> None:
    def italic(marks: Mark) -> Resolution:
        block = Block(
            Kind.PREAMBULAR, join((Run("Noting the report "), Run("inter alia", marks), Run(",")))
        )
        return replace(BASE, divisions=(replace(BASE.main, blocks=(*BASE.main.blocks, block)),))

    told = settle_both(italic(Mark.ITALIC), italic(Mark.NONE), tmp_path)
    assert told == [(Did.FORMATTED, "inter alia")]


def test_title_heading_closing_and_annex_are_tracked(tmp_path: Path) -> None:
    annex = Division(
        DivisionKind.ANNEX, "Annex", make("Plan of action"), (Block(Kind.PARAGRAPH, make("One.")),)
    )
    main = replace(
        BASE.main,
        title=make("Protection of the seas"),
        closing=("81st plenary meeting", "4 December 2000"),
    )
    head = replace(
        BASE.masthead,
        symbol="A/C.3/74/L.11/Rev.1",
        sponsors=("Chile", "Peru"),
        proposal="draft resolution",
    )
    new = replace(BASE, masthead=head, divisions=(main, annex))
    settle_both(BASE, new, tmp_path)
    settle_both(new, BASE, tmp_path)


def table(*rows: tuple[str, ...]) -> Block:
    return Block(
        Kind.TABLE, table=Table(tuple(tuple(Cell((make(w),)) for w in row) for row in rows))
    )


def test_rows_and_cells_of_a_table(tmp_path: Path) -> None:
    def with_table(block: Block) -> Resolution:
        return replace(BASE, divisions=(replace(BASE.main, blocks=(*BASE.main.blocks, block)),))

    old = with_table(table(("Year", "Sum"), ("1999", "12"), ("2000", "14")))
    new = with_table(table(("Year", "Sum"), ("1999", "13"), ("2001", "15"), ("2002", "16")))
    settle_both(old, new, tmp_path)
    settle_both(old, BASE, tmp_path)
    settle_both(BASE, with_table(table(("Year",), ("1999",))), tmp_path)


def test_seeds_of_two_years_and_of_two_sessions(seeds: list[Path], tmp_path: Path) -> None:
    read = [files.read(path).resolution for path in seeds]
    for old, new in ((3, 2), (2, 3), (1, 0), (0, 1), (0, 4)):
        check(read[old], read[new], tmp_path / "tracked.docx")


@pytest.mark.parametrize("seed", range(12))
def test_random_edits_come_back(seed: int, seeds: list[Path], tmp_path: Path) -> None:
    old = files.read(seeds[seed % 5]).resolution
    check(old, edited(old, seed), tmp_path / "tracked.docx")


def test_texts_on_two_letterheads(corpus_files: list[Path], tmp_path: Path) -> None:
    geneva = akn.read(next(p for p in corpus_files if "HRC-57" in p.parts)).resolution
    assembly = akn.read(next(p for p in corpus_files if "GA-75" in p.parts)).resolution
    check(geneva, assembly, tmp_path / "tracked.docx")
    check(assembly, geneva, tmp_path / "tracked.docx")


def test_marks_have_author_day_and_numbers_of_their_own() -> None:
    made = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
    data = tracked_to_bytes(compare(BASE, text(*LEADS[1:], *CLAUSES, "Decides.")), "Peru", made)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
        settings = archive.read("word/settings.xml")
    marks = list(root.iter(W + "ins", W + "del"))
    assert marks and {m.get(W + "author") for m in marks} == {"Peru"}
    assert {m.get(W + "date") for m in marks} == {"2026-11-25T10:00:00Z"}
    numbers = [m.get(W + "id") for m in marks]
    assert len(numbers) == len(set(numbers))
    assert b"<w:trackRevisions/>" in settings


def test_what_is_the_same_is_not_marked(seeds: list[Path]) -> None:
    same = files.read(seeds[2]).resolution
    assert docx.changes(tracked_to_bytes(compare(same, same))).changes == ()


def test_a_file_read_under_decisions_has_what_was_accepted(tmp_path: Path) -> None:
    new = text(*LEADS, "Invites all States to act;", "Requests a full report;", CLAUSES[2])
    data = tracked_to_bytes(compare(BASE, new), "Peru")
    some = {c.id: c.words in ("Member", "all") for c in docx.changes(data).changes}
    blocks = docx.read(data, decisions=some).resolution.main.blocks
    assert [plain(b.text) for b in blocks[-3:]] == ["Invites all States to act;", *CLAUSES[1:]]
    assert [b.kind for b in blocks[-3:]] == [Kind.OPERATIVE] * 3


def test_libreoffice_shows_the_changes_and_settles_them_to_both_texts(
    seeds: list[Path], tmp_path: Path
) -> None:
    old, new = (files.read(seeds[n]).resolution for n in (3, 2))
    tracked = tmp_path / "tracked.docx"
    tracked.write_bytes(tracked_to_bytes(compare(old, new), "Peru"))
    accepted, rejected = tmp_path / "accepted.docx", tmp_path / "rejected.docx"
    counts = settled([(tracked, accepted, ACCEPT), (tracked, rejected, REJECT)], tmp_path)
    assert all(before > 50 and left == 0 for before, left in counts)
    assert words(docx.read(accepted).resolution) == words(new)
    assert words(docx.read(rejected).resolution) == words(old)


def test_changes_saved_again_by_libreoffice_are_read(seeds: list[Path], tmp_path: Path) -> None:
    old, new = (files.read(seeds[n]).resolution for n in (0, 1))
    tracked, saved = tmp_path / "tracked.docx", tmp_path / "saved.docx"
    tracked.write_bytes(tracked_to_bytes(compare(old, new), "Peru"))
    settled([(tracked, saved, "")], tmp_path)
    assert {c.author for c in docx.changes(saved).changes} == {"Peru"}
    assert words(docx.read(saved).resolution) == words(new)
    assert words(docx.read(saved, rejected=True).resolution) == words(old)


def test_reading_back_gives_what_no_page_tells(seeds: list[Path]) -> None:
    old, new = (files.read(seeds[n]).resolution for n in (1, 0))
    data = tracked_to_bytes(compare(old, new))
    assert bare(docx.read(data).resolution) == bare(new)
    assert bare(docx.read(data, rejected=True).resolution) == bare(old)
