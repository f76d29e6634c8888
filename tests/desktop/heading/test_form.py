"""The heading in a form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from desktop.heading.form import HeadingForm
from resolution.language.organs import MAIN_COMMITTEES
from resolution.model import Masthead, Resolution, Status
from resolution.text import plain


@pytest.fixture
def form(qtbot: QtBot, draft: Resolution) -> HeadingForm:
    made = HeadingForm(draft.masthead, plain(draft.main.title))
    qtbot.addWidget(made)
    made.show()
    return made


def ok(form: HeadingForm) -> bool:
    return form.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).isEnabled()  # type: ignore[union-attr]


def test_what_is_not_touched_comes_back_as_it_was(form: HeadingForm, draft: Resolution) -> None:
    assert form.values() == (draft.masthead, plain(draft.main.title))
    assert form.says == ""
    assert ok(form)


def test_fields_the_form_does_not_show_are_kept(qtbot: QtBot) -> None:
    masthead = Masthead(
        status=Status.ADOPTED,
        number="55/63",
        meeting="81st plenary meeting",
        job="x",
        proposal="draft",
    )
    form = HeadingForm(masthead, "T")
    qtbot.addWidget(form)
    assert form.values()[0] == masthead


def test_what_is_filled_in_comes_back(form: HeadingForm, draft: Resolution) -> None:
    form.session.setText("  Eighty-second   session ")
    form.issued.setText("3 May 2027")
    form.title.setText("Another title")
    form.status.setCurrentIndex(1)
    masthead, title = form.values()
    expected = replace(
        draft.masthead,
        session="Eighty-second session",
        issued=date(2027, 5, 3),
        status=Status.ADOPTED,
    )
    assert (masthead, title) == (expected, "Another title")


def test_committees_are_those_of_the_organ_and_what_is_typed_stays(form: HeadingForm) -> None:
    offered = [form.committee.itemText(n) for n in range(form.committee.count())]
    assert offered == ["", *MAIN_COMMITTEES.values()]
    form.organ.setCurrentText("Security Council")
    assert form.committee.count() == 1
    assert form.committee.currentText() == "Third Committee"


def test_a_date_that_is_none_is_told_and_not_taken(form: HeadingForm) -> None:
    form.issued.setText("31 June 2027")
    assert "“31 June 2027” is not a date; write it as 4 December 2000." in form.says
    assert not ok(form)
    form.issued.setText("")
    assert ok(form)
    assert form.values()[0].issued is None


def test_a_symbol_of_another_organ_is_told_and_yet_taken(form: HeadingForm) -> None:
    form.symbol.setText("S/2027/12")
    assert "S/2027/12 is a symbol of the Security Council." in form.says
    assert ok(form)


def test_an_organ_with_titles_asks_for_one(form: HeadingForm) -> None:
    form.title.clear()
    assert "have a title" in form.says
    form.organ.setCurrentText("Security Council")
    form.symbol.setText("S/2027/12")
    assert form.says == ""


def test_sponsors_typed_or_pasted_take_their_alphabetical_places(
    form: HeadingForm, qtbot: QtBot
) -> None:
    qtbot.keyClicks(form.sponsors.line, "zambia, france and Trinidad and Tobago")
    qtbot.keyClick(form.sponsors.line, Qt.Key.Key_Return)
    assert form.sponsors.names() == (
        "Côte d’Ivoire", "Estonia", "France", "Jamaica", "New Zealand", "Trinidad and Tobago", "Zambia",
    )  # fmt: skip
    assert form.isVisible(), "Enter in the line of sponsors does not close the form"
    assert form.sponsors.line.text() == ""


def test_sponsors_in_an_order_of_their_own_keep_it(qtbot: QtBot) -> None:
    form = HeadingForm(Masthead(sponsors=("Togo", "Chad")), "")
    qtbot.addWidget(form)
    form.sponsors.add("Peru")
    assert form.sponsors.names() == ("Togo", "Chad", "Peru")


def test_a_name_that_is_no_state_s_is_told_and_yet_taken(form: HeadingForm) -> None:
    form.sponsors.add("Untied States")
    assert "“Untied States”" in form.says
    assert ok(form)


def test_a_name_is_completed_by_any_part_of_it(form: HeadingForm) -> None:
    completer = form.sponsors.line.completer()
    completer.setCompletionPrefix("tanz")
    assert completer.currentCompletion() == "United Republic of Tanzania"


def test_names_that_begin_as_typed_are_offered_first(form: HeadingForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.sponsors.line, "russ")
    assert form.sponsors.line.completer().currentCompletion() == "Russian Federation"


def test_sponsors_make_a_draft_their_draft_resolution(qtbot: QtBot) -> None:
    form = HeadingForm(Masthead(status=Status.DRAFT), "")
    qtbot.addWidget(form)
    assert form.values()[0].proposal == ""
    form.sponsors.add("Jamaica")
    assert form.values()[0].proposal == "draft resolution"


def test_a_chosen_sponsor_is_taken_away_by_delete(form: HeadingForm, qtbot: QtBot) -> None:
    form.sponsors.setCurrentRow(1)
    qtbot.keyClick(form.sponsors, Qt.Key.Key_Delete)
    assert form.values()[0].sponsors == ("Côte d’Ivoire", "Jamaica", "New Zealand")


def test_signatories_are_named_with_commas_between(qtbot: QtBot) -> None:
    form = HeadingForm(Masthead(signatories=("France", "Kenya")), "")
    qtbot.addWidget(form)
    assert form.values()[0].signatories == ("France", "Kenya")
    form.signatories.setText("France,  Iran (Islamic Republic of), ")
    assert form.values()[0].signatories == ("France", "Iran (Islamic Republic of)")


def test_the_text_that_a_draft_is_built_on_is_named(qtbot: QtBot) -> None:
    form = HeadingForm(Masthead(base="A/RES/73/187"), "")
    qtbot.addWidget(form)
    assert form.values()[0].base == "A/RES/73/187"
    form.base.setText(" A/C.3/74/L.11 ")
    assert form.values()[0].base == "A/C.3/74/L.11"
