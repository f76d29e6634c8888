"""Many problems at once: mended together as one step, ignored and told again, listed by rule, by severity; rules off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.base.settings import FINAL_MARKS, Settings
from desktop.checking.list import ProblemGroup, Problems, grouped
from desktop.checking.rules_dialog import RulesDialog
from desktop.editor.fixes import mend_all, mendable, offers
from desktop.shell.window import DraftWindow
from resolution.checks import Problem, Severity, all_rules, apply_fix, rule_of
from resolution.formats.akn import reader as akn
from resolution.formats.plain import reader as plain_text
from resolution.language.spelling import dictionary
from resolution.model import Block, Ignored, Kind, Note, Resolution
from resolution.text import NoteRef, cut, join, make, plain
from tests.desktop.checking.test_controller import put_cursor, with_words, words_of
from tests.desktop.conftest import Stand

Checked = Callable[..., list[tuple[str, str]]]

needs_dictionary = pytest.mark.skipif(dictionary() is None, reason="no dictionary for this machine")

MARKS = {1: "Recalling this;", 2: "Recognizing this;", 3: "Noting this;"}


# --- all of a kind -------------------------------------------------------------------------------


def test_all_of_a_kind_are_fixed_as_one_step(
    window: DraftWindow, checked: Checked, draft: Resolution, told: list[str]
) -> None:
    assert [code for _, code in checked(with_words(draft, MARKS))] == ["final-mark"] * 3
    before = window.editor.resolution()
    window.checks.next_problem()
    window.actions_["fix_kind"].trigger()
    assert checked() == []
    assert [words_of(window, line) for line in (2, 3, 4)] == [
        "Recalling this,",
        "Recognizing this,",
        "Noting this,",
    ]
    assert told[-2] == "All 3 fixed; Undo takes them back together."
    window.editor.undo()
    assert window.editor.resolution() == before


def test_paragraphs_are_joined_and_deleted_as_one_step_too(
    window: DraftWindow, checked: Checked, draft: Resolution
) -> None:
    window._settings.set_value(FINAL_MARKS, "off")
    for code, words, left in (
        ("fragment", {2: "thereby one,", 3: "thereby another,"}, 2),
        ("empty-clause", {2: "", 3: ""}, 2),
    ):
        checked(with_words(draft, words))
        before = window.editor.resolution()
        alike = [problem for problem in window.checks.problems if problem.code == code]
        assert mend_all(window.editor, alike) == 2
        assert code not in [code for _, code in checked()]
        preamble = [b for b in window.editor.resolution().main.blocks if b.kind is Kind.PREAMBULAR]
        assert len(preamble) == left
        window.editor.undo()
        assert window.editor.resolution() == before


@needs_dictionary
def test_words_notes_and_marks_within_are_kept_when_all_are_fixed(
    window: DraftWindow, checked: Checked, draft: Resolution
) -> None:
    text = (*make("Noting labor"), NoteRef(0), *make(" and labor and the labor force,"))
    blocks = (*draft.main.blocks[:1], Block(Kind.PREAMBULAR, text), *draft.main.blocks[2:])
    wrong = replace(
        draft,
        divisions=(replace(draft.main, blocks=blocks),),
        notes=(Note(make("See labor and labor.")),),
    )
    assert len(checked(wrong)) == 5
    before = window.editor.resolution()
    window.checks.next_problem()
    window.actions_["fix_kind"].trigger()
    after = window.editor.resolution()
    assert plain(after.main.blocks[1].text) == "Noting labour and labour and the labour force,"
    assert after.main.blocks[1].text[1] == NoteRef(0)
    assert plain(after.notes[0].text or ()) == "See labour and labour."
    window.editor.undo()
    assert window.editor.resolution() == before


def test_what_overlaps_is_not_fixed_twice(
    window: DraftWindow, checked: Checked, draft: Resolution
) -> None:
    checked(with_words(draft, {2: "Recognizing this and that,"}))
    rule = rule_of("spelling-form")
    assert rule is not None
    found = [
        rule.found(12, 25, "", "these and those").at("PP2", 3),
        rule.found(21, 25, "", "others").at("PP2", 3),
    ]
    assert mend_all(window.editor, found) == 1
    assert words_of(window, 3) == "Recognizing this and others,"


def test_the_heading_is_mended_as_one_step(
    window: DraftWindow, checked: Checked, draft: Resolution
) -> None:
    head = replace(draft.masthead, sponsors=("Peru", "Chad"))
    checked(replace(draft, masthead=head))
    rule = rule_of("spelling-form")
    assert rule is not None
    order = rule.found(0, 10, "", "Chad, Peru", "sponsors").at("sponsors")
    names = [offer.words for offer in offers(window.editor, order)]
    assert names == ["Change to “Chad, Peru”", "Edit the heading…"]
    window.checks._fix(order)
    assert window.editor.heading().sponsors == ("Chad", "Peru")
    window.editor.undo()
    assert window.editor.heading().sponsors == ("Peru", "Chad")


def test_a_problem_of_the_heading_is_marked_there_and_told(
    window: DraftWindow, checked: Checked, draft: Resolution
) -> None:
    head = replace(draft.masthead, sponsors=("Peru", "Chad"), agenda_item="110")
    checked(replace(draft, masthead=head))
    rule = rule_of("spelling-form")
    assert rule is not None
    order = rule.found(6, 10, "Chad comes first.", "Peru", "sponsors").at("sponsors")
    item = rule.found(0, 3, "Item 109.", "109", "agenda_item").at("heading")
    window.checks._take(window.editor.resolution(), [order, item])
    marks = window.checks.marks
    for problem in (order, item):
        (room,) = window.editor.heading_rooms(problem.field, problem.start, problem.end)
        assert marks.under(room.center().toPoint()) == [problem]
        assert problem.message in window.editor._tip(room.center().toPoint())
    first = window.editor.heading_rooms("sponsors", 0, 4)[0]
    assert marks.under(first.center().toPoint()) == []
    assert window.editor.heading_rooms("session_dates", 0, 4) == []


# --- ignoring ------------------------------------------------------------------------------------


def test_a_problem_is_ignored_here_kept_with_the_draft_and_told_again(
    window: DraftWindow, checked: Checked, draft: Resolution, stand: Stand, tmp_path: Path
) -> None:
    checked(with_words(draft, MARKS))
    window.checks.next_problem()
    window.actions_["ignore_here"].trigger()
    assert checked() == [("PP2", "final-mark"), ("PP3", "final-mark")]
    window.editor.undo()
    assert len(checked()) == 3
    window.editor.redo()
    assert len(checked()) == 2
    stand.path = tmp_path / "draft.akn"
    window.save_as()
    kept = akn.read(stand.path).resolution
    assert [each.code for each in kept.ignored] == ["final-mark"]
    assert checked(kept) == [("PP2", "final-mark"), ("PP3", "final-mark")]
    window.problems.show_ignored.setChecked(True)
    ignored = window.problems.list.rows.rows[0]
    assert isinstance(ignored, Problem)
    assert ignored.where == "PP1"
    window.show_problems()
    window.problems.list.choose(ignored)
    window.actions_["ignore_here"].trigger()
    assert len(checked()) == 3
    assert window.editor.resolution().ignored == ()


def test_a_rule_is_ignored_in_this_draft_and_all_is_told_again(
    window: DraftWindow, checked: Checked, draft: Resolution, told: list[str]
) -> None:
    checked(with_words(draft, MARKS))
    window.checks.next_problem()
    window.actions_["ignore_rule"].trigger()
    assert checked() == []
    assert window.status.problems.text() == "No problems"
    assert window.status.problems.toolTip().startswith("3 ignored in this draft.")
    assert window.editor.resolution().ignored == (Ignored("final-mark"),)
    window.status.problems.click()  # lists what is ignored, there being nothing else
    assert window.problems.isVisible()
    assert len(window.problems.list.rows.rows) == 3
    window.actions_["tell_all_again"].trigger()
    assert len(checked()) == 3
    window.actions_["tell_all_again"].trigger()
    assert told[-1] == "Nothing is ignored in this draft."


def test_a_rule_is_switched_off_for_all_drafts(
    window: DraftWindow, checked: Checked, draft: Resolution, stand: Stand, data: Path
) -> None:
    wrong = with_words(draft, MARKS)
    checked(wrong)
    few = window._settings.rules_off()
    stand.off = few | {"final-mark"}
    window.checks.rule_wanted.emit("final-mark")
    assert stand.asked[-1] == "rules final-mark"
    assert checked() == []
    assert Settings(data).rules_off() == few | {"final-mark"}
    assert checked(wrong) == []
    assert window.editor.resolution().ignored == ()
    stand.off = few
    window.actions_["show_rules"].trigger()
    assert len(checked()) == 3


# --- the panel -----------------------------------------------------------------------------------


def found(code: str, where: str, severity: Severity = Severity.WARNING) -> Problem:
    return Problem(code, severity, f"Wrong at {where}.", where, 0, 1, "a source")


def test_problems_are_grouped_by_rule_the_gravest_first() -> None:
    one, two = found("final-mark", "PP1"), found("final-mark", "PP2")
    grave = found("empty-clause", "OP1", Severity.ERROR)
    rows = grouped([one, grave, two])
    assert rows == [
        ProblemGroup("empty-clause", Severity.ERROR, 1),
        grave,
        ProblemGroup("final-mark", Severity.WARNING, 2),
        one,
        two,
    ]
    assert grouped([one, grave, two], {"final-mark"})[2:] == [
        ProblemGroup("final-mark", Severity.WARNING, 2, closed=True)
    ]


def test_ignored_rows_say_so_in_words(qtbot: QtBot) -> None:
    model, one = Problems(), found("final-mark", "PP1")
    model.show([one], [one])
    index = model.index(0, 0)
    assert index.data() == "Ignored"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Ignored. Warning, PP1")
    model.show([one])
    assert index.data() == "Warning"


def test_a_rule_is_opened_and_closed_by_keys(
    window: DraftWindow, checked: Checked, draft: Resolution
) -> None:
    checked(with_words(draft, MARKS))
    panel = window.problems
    window.checks.go(window.checks.problems[1])
    panel.by_rule.setChecked(True)
    assert panel.current() == window.checks.problems[1]  # it stays chosen
    panel.list.choose(panel.list.rows.rows[0])
    assert len(panel.list.rows.rows) == 4
    QTest.keyClick(panel.list, Qt.Key.Key_Left)
    assert len(panel.list.rows.rows) == 1
    assert panel.list.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("closed")
    window.checks.next_problem()  # its rule opens
    assert len(panel.list.rows.rows) == 4
    assert panel.current() == window.checks.problems[2]


def test_a_severity_left_out_is_neither_listed_nor_gone_to_and_stays_so(
    window: DraftWindow, checked: Checked, draft: Resolution, told: list[str], data: Path
) -> None:
    checked(with_words(draft, MARKS))
    window.problems.severities[Severity.WARNING].setChecked(False)
    assert window.problems.list.rows.rows == []
    assert window.problems.severities[Severity.WARNING].text() == "3 warnings"
    assert window.status.problems.text() == "3 warnings"
    window.checks.next_problem()
    assert told[-1] == "No problems were found. 3 warnings are not listed."
    assert Settings(data).saved_list("problems hidden") == ["warning"]


def test_what_where_why_and_source_are_told_of_the_chosen_one(
    window: DraftWindow, checked: Checked, draft: Resolution
) -> None:
    checked(with_words(draft, MARKS))
    window.checks.next_problem()
    rule = rule_of("final-mark")
    assert rule is not None
    for words in (
        window.problems.details.words.toPlainText(),
        window.problems.details.words.accessibleDescription(),
    ):
        for said in ("PP1", "should end with a comma", rule.why.rstrip("."), "Editorial Manual"):
            assert said in words
    assert window.problems.details.fix_all.text() == "Fix all 3"
    window.problems.details.fix_all.click()
    assert checked() == []


def test_the_menu_of_a_row_offers_all_that_can_be_done(
    window: DraftWindow, checked: Checked, draft: Resolution
) -> None:
    checked(with_words(draft, MARKS))
    menu = QMenu()
    window.checks._offer_row(menu, window.checks.problems[0])
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Change to “,”",
        "Ignore &here",
        "&Fix all 3 of this kind",
        "Ignore this &rule in this draft",
        "About the r&ule…",
    ]


def test_of_several_problems_at_one_place_each_has_a_menu(
    window: DraftWindow, checked: Checked, draft: Resolution, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked(with_words(draft, MARKS))
    monkeypatch.setattr(window.checks.marks, "under", lambda _: window.checks.problems[:2])
    menu = QMenu()
    window.checks._offer_at(menu, QPoint(0, 0))
    subs = [action.menu() for action in menu.actions() if action.menu()]
    assert [len(each.actions()) > 3 for each in subs if isinstance(each, QMenu)] == [True, True]


def test_ignoring_does_not_shift_the_text(
    window: DraftWindow, checked: Checked, draft: Resolution
) -> None:
    checked(with_words(draft, MARKS))
    put_cursor(window, 4, 3)
    rect, place = window.editor.cursorRect(), window.editor.textCursor().position()
    window.actions_["ignore_here"].trigger()
    checked()
    assert window.editor.textCursor().position() == place
    assert window.editor.cursorRect() == rect


def test_all_is_checked_anew_when_the_register_knows_others(
    window: DraftWindow, checked: Checked, draft: Resolution, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked(draft)
    pieces: list[int] = []
    check = window.checks._checker.check

    def counting(resolution: Resolution, between: Callable[[], None]) -> list[Problem]:
        pieces.append(0)

        def counted() -> None:
            pieces[-1] += 1
            between()

        return check(resolution, counted)

    monkeypatch.setattr(window.checks._checker, "check", counting)
    window.checks.check()
    checked()
    assert pieces == []  # the text is the same
    window.corpus_service.counted.emit(1, 0)
    checked()
    assert pieces[0] > len(draft.main.blocks)


# --- the table of rules --------------------------------------------------------------------------


def test_the_table_lists_every_rule_and_says_which_are_off(qtbot: QtBot) -> None:
    dialog = RulesDialog({"label", "of-a-later-version"}, "final-mark")
    qtbot.addWidget(dialog)
    assert set(dialog._items) == {rule.code for rule in all_rules()}
    assert dialog.off() == {"label", "of-a-later-version"}
    item = dialog.tree.currentItem()
    assert item is not None
    assert item.text(0) == "Every paragraph ends with the mark that is due"
    assert "one long sentence" in dialog.words.text()
    QTest.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert dialog.off() == {"label", "final-mark", "of-a-later-version"}
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole).endswith("warning, off")


def test_the_table_is_narrowed_by_words(qtbot: QtBot) -> None:
    dialog = RulesDialog(())
    qtbot.addWidget(dialog)
    dialog.filter.setText("full stop")
    shown = [code for code, item in dialog._items.items() if not item.isHidden()]
    assert "final-mark" in shown
    assert len(shown) < len(all_rules()) / 2


# --- the window and the value --------------------------------------------------------------------

SPOILT = (" of labor goverment.", " ( 10%) in 2010-2015 , and", " the the Member states ;", "")


def spoilt(resolution: Resolution) -> Resolution:
    """Return a text with every third paragraph, its first note and its sponsors spoilt in one way or another."""
    blocks = list(resolution.main.blocks)
    for n, index in enumerate(range(2, len(blocks), 3)):
        text, more = blocks[index].text, SPOILT[n % len(SPOILT)]
        words = cut(text, 0, len(plain(text)) - 1)
        lower = text if more else make(plain(text)[:1].lower() + plain(text)[1:])
        blocks[index] = replace(blocks[index], text=join(words, make(more)) if more else lower)
    notes = tuple(replace(n, text=make("See labor  law")) for n in resolution.notes[:1])
    head = replace(resolution.masthead, sponsors=resolution.masthead.sponsors[::-1])
    return replace(
        resolution,
        masthead=head,
        divisions=(replace(resolution.main, blocks=tuple(blocks)), *resolution.divisions[1:]),
        notes=(*notes, *resolution.notes[1:]),
    )


def read_off(resolution: Resolution) -> tuple[object, ...]:
    blocks = [(b.kind, b.label, plain(b.text)) for d in resolution.divisions for b in d.blocks]
    notes = [plain(note.text or ()) for note in resolution.notes]
    return blocks, notes, resolution.title, resolution.masthead


@pytest.mark.parametrize("number", range(5))
def test_the_window_mends_as_the_value_is_mended(
    window: DraftWindow, checked: Checked, seeds: list[Path], number: int
) -> None:
    window._settings.set_value(FINAL_MARKS, "off")
    window._settings.save_rules_off(())
    checked(spoilt(plain_text.read(seeds[number]).resolution))
    before = window.editor.resolution()
    found = {problem.code: problem for problem in window.checks.problems if mendable(problem)}
    assert len(found) > 2
    for code, problem in found.items():
        wanted = apply_fix(before, problem)
        if wanted is None:
            continue
        offers(window.editor, problem)[0].do()
        assert read_off(window.editor.resolution()) == read_off(wanted), code
        window.editor.undo()
        assert window.editor.resolution() == before, code
