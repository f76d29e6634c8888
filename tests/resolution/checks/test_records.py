"""Documents and notes: Official Records, symbols, and where note marks stand."""

from __future__ import annotations

import pytest

from resolution.checks import Problem, apply_fix, check
from resolution.model import Block, Division, Kind, Masthead, Note, Resolution
from resolution.text import NoteRef, Run, make


def with_note(words: str) -> Resolution:
    block = Block(Kind.PREAMBULAR, (Run("Recalling the report,"), NoteRef(0)))
    head = Masthead(organ="General Assembly")
    return Resolution(head, (Division(blocks=(block,)),), (Note(make(words)),))


def of_note(resolution: Resolution, code: str) -> list[Problem]:
    return [p for p in check(resolution) if p.code == code and p.note is not None]


@pytest.mark.parametrize(
    ("code", "words", "right"),
    [
        ("records-session", "Official Records of the General Assembly, Seventy-third Session, Supplement No. 10 (A/74/10).", "Official Records of the General Assembly, Seventy-fourth Session, Supplement No. 10 (A/74/10)."),
        ("records-session", "Official Records of the General Assembly, Seventy-fourth Session, Supplement No. 53A (A/74/35/Add.1), chap. I.", "Official Records of the General Assembly, Seventy-fourth Session, Supplement No. 35A (A/74/35/Add.1), chap. I."),
        ("records-session", "See Official Records of the Economic and Social Council, 2018, Supplement No. 4 (E/2019/24), chap. I.", "See Official Records of the Economic and Social Council, 2019, Supplement No. 4 (E/2019/24), chap. I."),
        ("records-session", "Ibid., 2019, Supplement No. 5 (E/2019/24), chap. I.", "Ibid., 2019, Supplement No. 4 (E/2019/24), chap. I."),
        ("records-form", "Official Records of the General Assembly, Seventy-fourth Session, Suppl. No. 10 (A/74/10).", "Official Records of the General Assembly, Seventy-fourth Session, Supplement No. 10 (A/74/10)."),
        ("records-form", "Official Records of the General Assembly Seventy-fourth Session, Supplement No. 10 (A/74/10).", "Official Records of the General Assembly, Seventy-fourth Session, Supplement No. 10 (A/74/10)."),
        ("records-form", "Official Records of the General Assembly, Seventy-fourth session, Supplement No. 10 (A/74/10).", "Official Records of the General Assembly, Seventy-fourth Session, Supplement No. 10 (A/74/10)."),
        ("records-form", "United Nations Treaty Series, vol. 1155, No. 18232.", "United Nations, Treaty Series, vol. 1155, No. 18232."),
        ("records-form", "UN Doc. A/74/10.", "A/74/10."),
        ("document-symbol", "A/C.3/74/L 11.", "A/C.3/74/L.11."),
        ("document-symbol", "A/C3/74/SR.45.", "A/C.3/74/SR.45."),
        ("document-symbol", "A/74/10/Add1.", "A/74/10/Add.1."),
        ("document-symbol", "A/74 /10.", "A/74/10."),
        ("document-symbol", "FCCC/CP/2015/10/Add. 1, decision 1/CP.21, annex.", "FCCC/CP/2015/10/Add.1, decision 1/CP.21, annex."),
    ],
)  # fmt: skip
def test_a_document_is_cited_in_its_form(code: str, words: str, right: str) -> None:
    resolution = with_note(words)
    (problem,) = of_note(resolution, code)
    assert apply_fix(resolution, problem) == with_note(right)


@pytest.mark.parametrize(
    "words",
    [
        "Official Records of the General Assembly, Fifteenth Special Session, Supplement No. 2 (A/S-15/2), sect. III.F.",
        "Official Records of the General Assembly, Sixty-ninth Session, Supplement No. 53A and corrigenda (A/69/53/Add.1, A/69/53/Add.1/Corr.1 and A/69/53/Add.1/Corr.2), chap. IV, sect. A.",
        "Official Records of the General Assembly, Seventy-fifth Session, Supplement No. 5, vol. I (A/75/5 (Vol. I)).",
        "See Official Records of the Economic and Social Council, 2013, Supplement No. 10 and corrigendum (E/2013/30 and E/2013/30/Corr.1), chap. I, sect. D.",
        "United Nations, Treaty Series, vols. 1577, 2171 and 2173, No. 27531.",
        "E/CN.4/2001/2-E/CN.4/Sub.2/2000/46; A/CONF.192/BMS/2016/2; A/INF/75/3/Rev.1; S/C.3/32/Rev.1.",
    ],
)  # fmt: skip
def test_forms_of_adopted_texts_pass(words: str) -> None:
    found = {problem.code for problem in check(with_note(words))}
    assert not found & {"records-session", "records-form", "document-symbol"}


def test_a_mark_before_the_comma_goes_behind_it() -> None:
    head = Masthead(organ="General Assembly")
    before = Block(Kind.PREAMBULAR, (Run("Recalling the Convention"), NoteRef(0), Run(",")))
    after = Block(Kind.PREAMBULAR, (Run("Recalling the Convention,"), NoteRef(0)))
    notes = (Note(make("See A/74/10.")),)
    resolution = Resolution(head, (Division(blocks=(before,)),), notes)
    (problem,) = (p for p in check(resolution) if p.code == "note-place")
    assert apply_fix(resolution, problem) == Resolution(head, (Division(blocks=(after,)),), notes)


def test_in_french_the_mark_stands_before_the_comma() -> None:
    block = Block(Kind.PREAMBULAR, (Run("Rappelant la Convention"), NoteRef(0), Run(",")))
    head = Masthead(organ="General Assembly", language="fr")
    resolution = Resolution(head, (Division(blocks=(block,)),), (Note(make("Voir A/74/10.")),))
    assert "note-place" not in {problem.code for problem in check(resolution)}


def test_notes_without_mark_ibid_without_source_and_the_same_twice_are_told() -> None:
    block = Block(Kind.PREAMBULAR, (Run("Recalling it,"), NoteRef(0), Run(" and that"), NoteRef(1)))
    notes = tuple(Note(make(words)) for words in ("Ibid., vol. 2.", "A/74/10.", "A/74/10."))
    found = check(
        Resolution(Masthead(organ="General Assembly"), (Division(blocks=(block,)),), notes)
    )
    assert [(p.code, p.note) for p in found if p.code.startswith("note-")] == [
        ("note-ibid", 0),
        ("note-unused", 2),
        ("note-twice", 2),
    ]


def test_a_note_has_one_mark_in_a_paragraph_but_may_have_others_elsewhere() -> None:
    twice = Block(
        Kind.PREAMBULAR, (Run("Recalling this,"), NoteRef(0), Run(" and that,"), NoteRef(0))
    )
    once = Block(Kind.PREAMBULAR, (Run("Noting it,"), NoteRef(0)))
    notes = (Note(make("See A/74/10.")),)
    text = Resolution(Masthead(organ="General Assembly"), (Division(blocks=(twice, once)),), notes)
    assert [p.where for p in check(text) if p.code == "note-repeated"] == ["PP1"]
