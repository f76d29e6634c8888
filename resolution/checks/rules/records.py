"""Documents and notes: Official Records and symbols in their forms, note marks in their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resolution.checks.cited import even
from resolution.checks.rule import EVERY_LANGUAGE, Finding, Group, Problem, Remedy, Rule, Severity
from resolution.checks.scope import NOTE, PassageScope, Whole
from resolution.checks.table import in_passages, in_whole
from resolution.language.ordinals import number_of, ordinal
from resolution.model import Kind
from resolution.text import NoteRef, note_indexes, plain

GROUP = Group("Documents and notes", 90)

_FOOTNOTES = "Editorial Manual, footnotes"
_EVERYWHERE = [*Kind, NOTE]

RECORDS_SESSION = Rule(
    "records-session",
    Severity.WARNING,
    "Session, Supplement and symbol of Official Records agree",
    "Supplement No. 10 of the seventy-fourth session is A/74/10; a Supplement of the Economic and Social Council "
    "has the year, and its number and twenty: No. 4 of 2019 is E/2019/24.",
    _FOOTNOTES,
)
RECORDS_FORM = Rule(
    "records-form",
    Severity.WARNING,
    "Official Records and treaties are cited in their form",
    "“Official Records of the General Assembly, Seventy-fourth Session, Supplement No. 10 (A/74/10)”; "
    "“United Nations, Treaty Series, vol. 1155, No. 18232”.",
    _FOOTNOTES,
)
DOCUMENT_SYMBOL = Rule(
    "document-symbol",
    Severity.WARNING,
    "The symbols of documents are written in their form",
    "A/C.3/74/L.11/Rev.1: no spaces, strokes between the parts, a full stop after every letter or abbreviation.",
    "United Nations Editorial Manual, document symbols",
)
NOTE_PLACE = Rule(
    "note-place",
    Severity.WARNING,
    "A note mark stands after the punctuation",
    "The mark of a note follows the comma, semicolon or full stop at the end of the words that it belongs to.",
    f"{_FOOTNOTES}; census of adopted texts: all but one of 2,700",
    remedy=Remedy.NOTE_LAST,
)
NOTE_REPEATED = Rule(
    "note-repeated",
    Severity.WARNING,
    "A note has one mark in a paragraph",
    "A mark can be repeated where other paragraphs cite the same source, not within one.",
    f"{_FOOTNOTES}; census of adopted texts: all but one",
    languages=EVERY_LANGUAGE,
)
NOTE_UNUSED = Rule(
    "note-unused",
    Severity.WARNING,
    "Every note has its mark in the text",
    "A note whose mark is nowhere in the text would be printed nowhere.",
    _FOOTNOTES,
    languages=EVERY_LANGUAGE,
)
NOTE_IBID = Rule(
    "note-ibid",
    Severity.WARNING,
    "“Ibid.” has a note before it",
    "“Ibid.” stands for the source that the note before it names.",
    _FOOTNOTES,
)
NOTE_TWICE = Rule(
    "note-twice",
    Severity.HINT,
    "What two notes say alike is said once",
    "The same source right after itself is “Ibid.”; elsewhere the mark of the first note can be repeated.",
    _FOOTNOTES,
)

# --- Official Records ------------------------------------------------------------------------

_ASSEMBLY = re.compile(
    r"(?P<session>[A-Z][a-z]+(?:-[a-z]+)?(?: (?:and )?[a-z]+(?:-[a-z]+)?){0,3}) "
    r"(?P<special>(?:[Ee]mergency )?(?:[Ss]pecial )?)[Ss]ession, Supplement No\. (?P<no>\d+)(?P<letter>[A-Z]*)"
    r"[^()]{0,60}\((?P<symbol>A/(?:ES-|S-)?(?P<of>\d+)/(?P<number>\d+))"
)
_COUNCIL = re.compile(
    r"(?P<year>\d{4}), Supplement No\. (?P<no>\d+)(?P<letter>[A-Z]?)"
    r"[^()]{0,60}\((?P<symbol>E/(?P<of>\d{4})/(?P<number>\d+))"
)
_COUNCIL_ADDS = 20


@in_passages(RECORDS_SESSION, of=_EVERYWHERE)
def supplements(passage: PassageScope) -> Iterator[Finding]:
    """ "Seventy-fourth Session, Supplement No. 10 (A/74/10)": session and number agree with the symbol."""
    if "Supplement" not in passage.words:
        return
    words = even(passage.words)
    for match in _ASSEMBLY.finditer(words):
        session, of = number_of(match["session"]), int(match["of"])
        if session is not None and session != of:
            message = f"{match['symbol']} is a document of session {of}, not of the {match['session'].lower()}."
            fix = ordinal(of).capitalize() if 0 < of < 200 else None
            yield RECORDS_SESSION.found(*match.span("session"), message, fix)
        yield from _numbered(match, int(match["number"]))
    for match in _COUNCIL.finditer(words):
        if match["year"] != match["of"]:
            message = f"{match['symbol']} is a document of {match['of']}, not of {match['year']}."
            yield RECORDS_SESSION.found(*match.span("year"), message, match["of"])
        yield from _numbered(match, int(match["number"]) - _COUNCIL_ADDS)


def _numbered(match: re.Match[str], number: int) -> Iterator[Finding]:
    if int(match["no"]) != number > 0:
        message = f"{match['symbol']} is Supplement No. {number}, not No. {match['no']}."
        yield RECORDS_SESSION.found(*match.span("no"), message, str(number))


_TENS = "[Tt]went|[Tt]hirt|[Ff]ort|[Ff]ift|[Ss]ixt|[Ss]event|[Ee]ight|[Nn]inet"
_ORDINAL = rf"(?:(?:{_TENS})(?:y-[a-z]+|ieth)|[A-Z][a-z]+(?:th|st|nd|rd))"
_SUPPLEMENT = r"(?=,? (?:Supplement|Suppl?\.))"
_RIGHT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), right)
    for pattern, right in (
        (r"\bOfficial (?:records|Record|record)(?= of the (?:General|Economic|Security))", "Official Records"),
        (r"\bofficial records(?= of the (?:General Assembly|Economic and Social Council), )", "Official Records"),
        (r"\bOfficial Records of (?=General Assembly|Economic and Social Council)", "Official Records of the "),
        (rf"(?<=Official Records of the General Assembly) (?={_ORDINAL} [Ss]ession)", ", "),
        (r"(?<=Official Records of the Economic and Social Council) (?=\d{4}, Suppl)", ", "),
        (rf"(?<=[a-z] )session{_SUPPLEMENT}", "Session"),
        (r"(?<= Session) (?=Supplement No)", ", "),
        (r"(?<=Council, \d{4}) (?=Supplement No)", ", "),
        (r"\bSupplement (?:No |no\. ?|Number |number |Nº ?|№ ?|# ?|No\.(?=\d))(?=\d)", "Supplement No. "),
        (r"\bSuppl?\. ?[Nn]o\.? ?(?=\d)", "Supplement No. "),
        (r"(?<=Supplement No\. )(\d+) (?=[A-Z] \(A/)", r"\1"),
        (r"(?<=Supplement No\. \d\d),(?= \(A/)", ""),
        (r"(?<=Supplement No\. \d),(?= \(A/)", ""),
        (r"\bUnited Nations Treaty Series(?=,? [Vv]ol)", "United Nations, Treaty Series"),
        (r"(?<=Treaty Series) (?=vols?\. )", ", "),
        (r"(?<=Treaty Series, )(?:Vol\.|Volume|volume|vol) ?(?=\d)", "vol. "),
        (r"(?<=Treaty Series, )vol\.(?=\d)", "vol. "),
        (r"(?<=Treaty Series, )(vol\. \d+),? (?:No |no\. ?|N° ?|No\.(?=\d)|number )(?=\d)", r"\1, No. "),
        (r"(?<=Treaty Series, )(vol\. \d+) No\. ", r"\1, No. "),
        (r"\b(?:UN|U\.N\.|United Nations) [Dd]oc(?:\.|ument)? (?=[ASE]/\w)", ""),
        (r"\bibid(?= ?,|\.,)\.?,? ?,", "ibid.,"),
        (r"^Ibid,", "Ibid.,"),
        (r"^Idem\b\.?", "Ibid."),
    )
)  # fmt: skip


_SIGNS = ("Suppl", "fficial Rec", "fficial rec", "Treaty S", "bid", "Idem", "Doc", "N doc", "s doc")


@in_passages(RECORDS_FORM, of=_EVERYWHERE)
def forms_of_records(passage: PassageScope) -> Iterator[Finding]:
    """Official Records, the Treaty Series and "ibid." in the forms that the footnotes of adopted texts have."""
    if not any(sign in passage.words for sign in _SIGNS):  # most paragraphs have none
        return
    words = even(passage.words)
    for pattern, right in _RIGHT:
        for match in pattern.finditer(words):
            fix = match.expand(right)
            if fix == match[0]:
                continue
            where = fix.strip(" ,") or "without “document”"
            message = f"The form is “{where}” here." if where != "," else "A comma is missing here."
            if fix == ", ":
                message = "A comma stands here in the form of Official Records."
            elif not fix:
                message = f"“{match[0].strip()}” has no place here."
            yield RECORDS_FORM.found(*match.span(), message, fix)


# --- symbols ---------------------------------------------------------------------------------

_WRONG_PART = re.compile(
    r"(?<=/)(?P<part>Add|Rev|Corr|Amend|SR|PV|CRP|WP|CONF|AC|CN|WG|L|C|add|rev|corr|ADD|REV|CORR)"
    r"(?P<gap>\. | \.|  ?|)(?P<digits>\d+)(?=[/\s.,;:)\]-]|$)"
)
_BEGIN = re.compile(r"(?<![\w/.])(?:ST|[ASE])/")
_ADDED = re.compile(
    r"(?<=[\w)]/)(?P<part>Add|Rev|Corr|add|rev|corr|ADD|REV|CORR)"
    r"(?P<gap>\. | \.|  ?|)(?P<digits>\d+)(?=[/\s.,;:)\]-]|$)"
)
_FINE = {"ADD": "Add", "REV": "Rev", "CORR": "Corr", "add": "Add", "rev": "Rev", "corr": "Corr"}


@in_passages(DOCUMENT_SYMBOL, of=_EVERYWHERE)
def symbols_of_documents(passage: PassageScope) -> Iterator[Finding]:
    """A/C.3/74/L.11, not "A/C3/74/L 11"."""
    if "/" not in passage.words:
        return
    words = even(passage.words)
    wrong = {match.span(): match for match in _ADDED.finditer(words)}
    for begin in _BEGIN.finditer(words):
        stop = re.search(r"[;,()“”]| (?!\d|\.\d|Add|Rev|Corr|/)", words[begin.end() :])
        end = begin.end() + stop.start() if stop else len(words)
        wrong |= {match.span(): match for match in _WRONG_PART.finditer(words, begin.start(), end)}
        for match in re.finditer(r" ?/ | /(?=\w)|(?<=/)/", words[begin.start() : end]):
            start = begin.start() + match.start()
            message = "A symbol has no spaces, and one stroke between its parts."
            yield DOCUMENT_SYMBOL.found(start, start + len(match[0]), message, "/")
    for match in wrong.values():
        right = f"{_FINE.get(match['part'], match['part'])}.{match['digits']}"
        message = f"In a symbol this part is written “{right}”."
        yield DOCUMENT_SYMBOL.found(*match.span(), message, right)


# --- notes -----------------------------------------------------------------------------------


@in_passages(NOTE_PLACE, of=_EVERYWHERE)
def note_marks_after_punctuation(passage: PassageScope) -> Iterator[Finding]:
    """The mark follows the comma: "the Convention,¹", not "the Convention¹,"."""
    if not any(isinstance(inline, NoteRef) for inline in passage.text):
        return
    at = 0
    for before, inline in zip((None, *passage.text), passage.text, strict=False):
        if isinstance(inline, NoteRef):
            mark, last = passage.words[at : at + 1], passage.words[at - 1 : at]
            if mark and mark in ",;.:" and last not in ("", *",;.:") and before is not None:
                message = "The note mark stands after the punctuation, not before it."
                yield NOTE_PLACE.found(at, at + 1, message)
        else:
            at += len(inline.text)


@in_passages(NOTE_REPEATED, of=[*Kind])
def note_marks_once(passage: PassageScope) -> Iterator[Finding]:
    """No note has two marks in one paragraph."""
    at, seen = 0, set[int]()
    for inline in passage.text:
        if isinstance(inline, NoteRef):
            if inline.note in seen:
                message = "The same note has a mark in this paragraph already."
                yield NOTE_REPEATED.found(max(0, at - 1), at, message)
            seen.add(inline.note)
        else:
            at += len(inline.text)


@in_whole(NOTE_UNUSED, NOTE_IBID, NOTE_TWICE)
def notes_and_their_marks(whole: Whole) -> Iterator[Problem]:
    """Every note has a mark in the text, "Ibid." something before it, and no note says what another says."""
    resolution = whole.resolution
    if not resolution.notes:
        return
    used = {index for text in resolution.texts() for index in note_indexes(text)}
    first_mark: dict[str, str] = {}
    for index, mark in whole.note_marks.items():
        words = plain(resolution.notes[index].text or ()).strip()
        place = f"note {mark}"
        if index not in used:
            message = f"The mark of note {mark} is nowhere in the text."
            yield NOTE_UNUSED.found(0, len(words), message).at(place, note=index)
        if not first_mark and words.casefold().startswith("ibid"):
            message = "No note before this one says what “Ibid.” stands for."
            yield NOTE_IBID.found(0, 5, message).at(place, note=index)
        elif words in first_mark and not words.casefold().startswith("ibid"):
            message = f"Note {first_mark[words]} says the same; its mark can be repeated instead."
            yield NOTE_TWICE.found(0, len(words), message).at(place, note=index)
        if words:
            first_mark.setdefault(words, mark)
