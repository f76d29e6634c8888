"""Reads the heading and the record of an Akoma Ntoso file: cover page, preface, metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

from resolution.codec import from_attributes, from_words
from resolution.formats.akn.names import (
    KEYWORD,
    METHODS,
    NO_DATE,
    OWN,
    STEP,
    position_name,
)
from resolution.formats.akn.read_lines import Element, InlineReader, name_of, own, without_bold
from resolution.language.languages import DEFAULT, TWO_LETTERS
from resolution.language.organs import (
    MAIN_COMMITTEES,
    ORGANS,
    organ_of_symbol,
    reporting_committee,
)
from resolution.model import Adoption, Keyword, Masthead, Status, Step, Vote
from resolution.text import NoteRef, Run, folded, join, plain, strip

_ORGAN_NAMES = {organ.name for organ in ORGANS}
_WORK_ORGANS = {
    "unga": "General Assembly", "ga": "General Assembly", "unsc": "Security Council", "sc": "Security Council",
    "unecosoc": "Economic and Social Council", "ecosoc": "Economic and Social Council",
    "unhrc": "Human Rights Council", "hrc": "Human Rights Council",
}  # fmt: skip
_COMMITTEE_CODES = {
    word + "Committee": MAIN_COMMITTEES[number]
    for number, word in enumerate(("first", "second", "third", "fourth", "fifth", "sixth"), 1)
}
_SYMBOL = re.compile(r"[ASE]/(?:[\w.-]+/)*[\w.-]*\d[\w.-]*(?:/(?:Rev|Add|Corr)\.\d+)*")


def a_date(words: str | None) -> date | None:
    """Parse an ISO date; None if it is absent, invalid, or the placeholder 0001-01-01."""
    if not words or words.startswith(NO_DATE):
        return None
    try:
        return date.fromisoformat(words.strip()[:10])
    except ValueError:
        return None


def _text_of(element: Element) -> str:
    return folded("".join(element.itertext()))


class HeadingReader:
    """Reads the heading of one document. `root` is the statement or collection with cover page and metadata."""

    def __init__(self, root: Element, words: InlineReader) -> None:
        self._root = root
        self._words = words
        self._meta = next(root.iterchildren("{*}meta"), None)
        self._cover = next(root.iterchildren("{*}coverPage"), None)
        self._preface = next(root.iterchildren("{*}preface"), None)
        self._notes: list[NoteRef] = []
        self.unread: list[str] = []

    def masthead(self) -> Masthead:
        """Return the masthead from the cover page, the preface and the metadata."""
        found: dict[str, Any] = {"language": self.language()}
        self._read_cover(found)
        self._read_preface(found)
        self._read_conclusions(found)
        self._read_meta(found)
        found["organ"] = self._organ(found)
        found["status"] = self._status(found)
        found["notes"] = tuple(self._notes)
        return self._with_own_fields(
            Masthead(**{k: v for k, v in found.items() if not k.startswith("_")})
        )

    def language(self) -> str:
        """Return the two-letter code of the language."""
        named = self._first("FRBRlanguage", self._meta)
        code = (named.get("language") or "") if named is not None else ""
        code = code.lower().partition("-")[0]
        return TWO_LETTERS.get(code, code if re.fullmatch(r"[a-z]{2}", code) else DEFAULT)

    def _first(self, name: str, within: Element) -> Element | None:
        return next(within.iter(f"{{*}}{name}"), None) if within is not None else None

    def _all(self, name: str) -> Iterator[Element]:
        return self._meta.iter(f"{{*}}{name}") if self._meta is not None else iter(())

    # ------------------------------------------------------------ cover page

    def _read_cover(self, found: dict[str, Any]) -> None:
        if self._cover is None:
            return
        for paragraph in self._cover:
            text = self._words.text(paragraph)
            self._notes += [inline for inline in text if isinstance(inline, NoteRef)]
            known = False
            for element in paragraph.iter("*"):
                known = self._read_element(element, found) or known
            if not known and folded(text):
                self.unread.append(folded(text))

    def _read_element(self, element: Element, found: dict[str, Any]) -> bool:
        """Read one element of the cover page. Returns whether it is known."""
        name, about = name_of(element), element.get("refersTo") or ""
        text = folded(self._without_notes(element)) if name else ""
        match name, element.get("name") or about:
            case "docNumber", _:
                found["symbol"] = text
            case "docAuthority", "#publisher":
                pass
            case "docAuthority", _:
                found.setdefault("_authorities", []).append(text)
            case "docStatus", _:
                found["distribution"] = re.sub(r"^Distr\.:\s*", "", text)
            case "docDate", "#dateOfIssuance":
                found["issued"] = a_date(element.get("date"))
            case "inline", "session dates":
                found["session_dates"] = text
            case "docDate", "#adoptionDate":
                found.setdefault("adopted", a_date(element.get("date")))
            case "session", _:
                found["session"] = text
            case "event", _:
                found["session_dates"] = "–".join(_text_of(day) for day in element.iter("{*}date"))
            case "inline", "originalLanguage":
                found["original"] = re.sub(r"^Original:\s*", "", text)
            case "inline", "agenda item":
                found["agenda_item"] = _item_number(text)
            case "inline", "agenda item name":
                found["agenda_title"] = text
            case "inline", "originating document":
                symbol = _SYMBOL.search(text)
                found["report"] = symbol[0] if symbol else text
            case "inline", "adoptionMeeting":
                found["meeting"] = text
            case "docTitle", "#resolutionNumber":
                found["number"] = re.sub(r"^\D+(?=\d)", "", text)
            case "docTitle", "#resolutionTitle":
                return False
            case "docTitle", _:
                found["heading"] = text
            case "docProponent", "#sponsors":
                pass
            case "docProponent", _:
                found["basis"] = text.removeprefix("[").removesuffix("]")
                found["committee"] = _committee(about, found["basis"])
            case _:
                return False
        return True

    def _without_notes(self, element: Element) -> str:
        """Return the text of an element without its notes."""
        out = [element.text or ""]
        for child in element:
            if name_of(child) not in ("authorialNote", ""):
                out.append(self._without_notes(child))
            out.append(child.tail or "")
        return "".join(out)

    # ------------------------------------------------------------ preface, conclusions, metadata

    def _read_preface(self, found: dict[str, Any]) -> None:
        if self._preface is None:
            return
        numbers = [folded(self._without_notes(n)) for n in self._preface.iter("{*}docNumber")]
        if numbers:
            found["number"] = " ".join(n.rstrip(".") for n in numbers if n)
        sponsors = [folded(self._without_notes(s)) for s in self._preface.iter("{*}inline")
                    if s.get("name") == "sponsor"]  # fmt: skip
        if sponsors:
            found["sponsors"] = tuple(sponsors)
        proposal = self._first("docType", self._preface)
        if proposal is not None:
            found["proposal"] = folded(self._without_notes(proposal))

    def _read_conclusions(self, found: dict[str, Any]) -> None:
        conclusions = next(self._root.iterchildren("{*}conclusions"), None)
        if conclusions is None and name_of(self._root) == "documentCollection":
            everywhere = self._root.getparent().iter("{*}conclusions")
            conclusions = next(filter(_of_no_annex, everywhere), None)
        if conclusions is None:
            return
        for element in conclusions.iter("{*}inline", "{*}location", "{*}docDate"):
            about = element.get("name") or element.get("refersTo") or ""
            if about.lstrip("#") == "adoptionMeeting":
                found.setdefault("meeting", _text_of(element))
            elif about == "#adoptionDate" and (day := a_date(element.get("date"))):
                found.setdefault("adopted", day)

    def _read_meta(self, found: dict[str, Any]) -> None:
        if self._meta is None:
            return
        if not found.get("adopted"):
            for element in self._meta.iter("{*}FRBRdate"):
                if element.get("name") == "adoption":
                    found["adopted"] = a_date(element.get("date"))
                    break
        job = self._first("docketNumber", self._meta)
        if job is not None:
            found["job"] = _text_of(job)

    def _organ(self, found: dict[str, Any]) -> str:
        """Return the organ's English name: from the symbol, else from the cover page, else from the metadata."""
        authorities = found.get("_authorities", [])
        named = next((name for name in reversed(authorities) if name in _ORGAN_NAMES), "")
        by_symbol = organ_of_symbol(found.get("symbol", ""))
        if by_symbol or named:
            return by_symbol or named
        for name in ("FRBRuri", "FRBRauthor"):
            element = self._first(name, self._meta)
            parts = (
                (element.get("value") or element.get("href") or "") if element is not None else ""
            )
            for part in re.split(r"[/#]", parts):
                if part in _WORK_ORGANS:
                    return _WORK_ORGANS[part]
        return authorities[-1] if authorities else ""

    def _status(self, found: dict[str, Any]) -> Status:
        symbol = found.get("symbol", "")
        kind = (self._root.get("name") or "").lower()
        if "draft" in kind or re.search(r"/L\.\d", symbol):
            return Status.DRAFT
        adopted = "/RES/" in symbol or (found.get("adopted") and found.get("number"))
        return Status.ADOPTED if adopted and not self._rejected() else Status.UNKNOWN

    def _rejected(self) -> bool:
        voting = self._first("voting", self._meta)
        return voting is not None and (voting.get("outcome") or "").lower().startswith("not")

    # ------------------------------------------------------------ our own metadata

    def _with_own_fields(self, masthead: Masthead) -> Masthead:
        """Return the masthead with the fields from our own metadata."""
        if self._meta is None:
            return masthead
        stored: dict[str, list[str]] = {}
        for element in self._meta.iter(f"{{{OWN}}}field"):
            stored.setdefault(element.get("name") or "", []).append(element.text or "")
        changes: dict[str, Any] = {}
        for spec in fields(Masthead):
            if spec.name not in stored or spec.name == "notes":
                continue
            first, *others = stored[spec.name]
            old = getattr(masthead, spec.name)
            is_list = isinstance(old, tuple)
            changes[spec.name] = (
                tuple(others) if is_list else from_words(Masthead, spec.name, first, old)
            )
        return replace(masthead, **changes)

    # ------------------------------------------------------------ the record

    def adoption(self) -> Adoption:
        """Return votes, steps and keywords."""
        if self._meta is None:
            return Adoption()
        return Adoption(self._vote(), tuple(self._steps()), tuple(self._keywords()))

    def _steps(self) -> Iterator[Step]:
        for element in self._all("step"):
            given = dict(element.attrib) | own(element)
            yield from_attributes(Step, given, STEP, on=a_date(given.get("date")))

    def _keywords(self) -> Iterator[Keyword]:
        for element in self._all("keyword"):
            yield from_attributes(Keyword, dict(element.attrib) | own(element), KEYWORD)

    def _vote(self) -> Vote | None:
        voting = self._first("voting", self._meta)
        if voting is None:
            return None
        outcome = voting.get("outcome") or ""
        method = own(voting).get("method")
        counts: dict[str, int] = {}
        voters: list[tuple[str, tuple[str, ...]]] = []
        for count in voting.iterchildren("{*}count"):
            given = own(count).get("position")
            position = given if given is not None else position_name(count.get("refersTo") or "")
            value = (count.get("value") or "").strip()
            if value.isdecimal() and len(value) < 10:
                counts.setdefault(position, int(value))
            if (listed := next(count.iterchildren("{*}voters"), None)) is not None:
                names = [
                    (o.text or "") if self._words.ours else _text_of(o)
                    for o in listed.iter("{*}organization")
                ]
                voters.append((position, tuple(names)))
        vote = Vote(
            method if method is not None else METHODS.get(outcome, outcome),
            counts.get("in favour"),
            counts.get("against"),
            counts.get("abstaining"),
            tuple(voters),
        )
        return vote if vote != Vote() or self._words.ours else None


def _of_no_annex(element: Element) -> bool:
    """Return whether an element is not in an annex, whose conclusions are not those of the text."""
    return next(element.iterancestors("{*}attachments"), None) is None


def _item_number(text: str) -> str:
    """Return the number of an agenda item, in any language."""
    english = re.match(r"Agenda items?\s+(.+)", text)
    if english:
        return english[1]
    number = re.search(r"\d.*\d\)?|\d+(?:\s?\(?\w\))?", text)
    return number[0].strip() if number else text


def _committee(code: str, text: str) -> str:
    """Return the committee on whose report a text was adopted, in English if it is a main committee."""
    known = _COMMITTEE_CODES.get(code.lstrip("#"))
    if known:
        return known
    if code and not code.startswith("#"):
        return code
    return reporting_committee(text)


def title_of(preface: Element | None, words: InlineReader) -> tuple[Any, ...]:
    """Return the title in a preface: all lines of docTitle, with the notes on them and on the number."""
    if preface is None:
        return ()
    pieces: list[Any] = []
    for element in preface.iter("{*}docNumber", "{*}docTitle", "{*}authorialNote"):
        if name_of(element) == "authorialNote":
            if name_of(element.getparent()) not in ("docTitle", "docNumber", "span", "sup"):
                pieces.append(NoteRef(words.note(element)))
            continue
        text = words.text(element)
        if name_of(element) == "docNumber":
            pieces += [inline for inline in text if isinstance(inline, NoteRef)]
            continue
        if pieces and plain(tuple(pieces)) and plain(text):
            pieces.append(Run("\n"))
        pieces += text
    return join(pieces) if words.ours else strip(without_bold(join(pieces)))
