"""Form: numbers, dates, hyphens, abbreviations, words of other languages, words that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from resolution.checks.quotations import own_matches
from resolution.checks.rule import Finding, Group, Problem, Rule, Severity
from resolution.checks.scope import NOTE, RUNNING_TEXT, TITLE, PassageScope
from resolution.checks.table import in_passages
from resolution.language.dates import MONTHS, find_dates
from resolution.language.languages import DEFAULT
from resolution.language.ordinals import CARDINALS, ordinal
from resolution.model import DivisionKind
from resolution.text import Mark, NoteRef

if TYPE_CHECKING:
    from resolution.reading import Joined

GROUP = Group("Form", 50)

_NUMBERS = "Editorial Manual, numbers"
_DATES = "Editorial Manual, dates"

PER_CENT = Rule(
    "per-cent",
    Severity.WARNING,
    "“Per cent” is written out",
    "The United Nations writes “10 per cent” in running text; the sign is for tables.",
    _NUMBERS,
)
NUMBER_IN_WORDS = Rule(
    "number-in-words",
    Severity.HINT,
    "Numbers under ten are written in words",
    "“Three reports”, but figures before per cent, million, units, money and in dates and references.",
    _NUMBERS,
)
NUMBER_IN_FIGURES = Rule(
    "number-in-figures",
    Severity.HINT,
    "Numbers from 10 on are written in figures",
    "“12 months”; words are for numbers under ten and for the beginning of a sentence.",
    _NUMBERS,
)
THOUSANDS = Rule(
    "thousands",
    Severity.WARNING,
    "A comma parts the thousands",
    "“1,200 persons”; years and the numbers of resolutions have none.",
    _NUMBERS,
)
DATE_FORM = Rule(
    "date-form",
    Severity.WARNING,
    "Dates are written day, month, year",
    "“4 December 2000”: no ordinals, no commas, the month in full.",
    _DATES,
)
NO_SUCH_DAY = Rule(
    "no-such-day",
    Severity.WARNING,
    "Every date is a day that exists",
    "There is no 31 June; one of the figures is a slip.",
    "calendar",
)
DECADE = Rule(
    "decade",
    Severity.WARNING,
    "Decades have no apostrophe",
    "“The 1990s” is a plural.",
    _DATES,
)
ORDINAL = Rule(
    "ordinal",
    Severity.WARNING,
    "Ordinals are written in words",
    "“Its seventy-fifth session”; the numbers of meetings (“81st plenary meeting”) stay in figures.",
    _NUMBERS,
)
TIME_OF_DAY = Rule(
    "time-of-day",
    Severity.WARNING,
    "Times have a full stop, “a.m.” and “p.m.”",
    "“9.30 a.m.”, “3 p.m.”, not “9:30 am”.",
    "Editorial Manual, numbers, time of day",
)
HYPHEN_SPACE = Rule(
    "hyphen-space",
    Severity.WARNING,
    "No space stands beside a hyphen within a word",
    "“Open -ended” comes from a broken line; it is “open-ended”.",
    "Editorial Manual, hyphens",
)
COMPOUND = Rule(
    "compound",
    Severity.WARNING,
    "Compounds have their hyphens",
    "“Capacity-building”, “decision-making”, “non-governmental”, “open-ended” are one word with a hyphen.",
    "United Nations spelling list; adopted texts: 700 with the hyphen to 9 without",
)
COMPOUND_FORM = Rule(
    "compound-form",
    Severity.HINT,
    "Compounds have the form of the United Nations",
    "“Socioeconomic”, “subregional”, “peacekeeping” have no hyphen, “cross-cutting” and “well-being” have one; "
    "the Security Council goes its own way at times.",
    "United Nations spelling list; adopted texts: 700 to 20",
)
ABBREVIATION = Rule(
    "abbreviation",
    Severity.WARNING,
    "Running text has no “e.g.”, “etc.”, “&” or “don’t”",
    "A resolution writes words out: “for example”, “and”, “paragraph 3”, “do not”.",
    "Editorial Manual, abbreviations",
)
UN_ABBREVIATED = Rule(
    "un-abbreviated",
    Severity.HINT,
    "“United Nations” is written out",
    "“UN” stands in names alone (UN-Women, UN-Habitat); the Security Council goes its own way.",
    "Editorial Manual, abbreviations",
)
OPERATIVE_PARAGRAPH = Rule(
    "operative-paragraph",
    Severity.WARNING,
    "A paragraph is cited as “paragraph 3”",
    "The operative part needs no name: its paragraphs alone have numbers, which are figures.",
    "adopted texts, which say nothing else",
)
PRESENT_RESOLUTION = Rule(
    "present-resolution",
    Severity.HINT,
    "A text calls itself “the present resolution”",
    "“This resolution” is what the Security Council says of its own.",
    "adopted texts: 170 to 1 outside the Security Council",
)
ACCENT = Rule(
    "accent",
    Severity.WARNING,
    "Words of other languages keep their accents",
    "“Vis-à-vis”, “aide-mémoire”: the accent is part of the word.",
    "Editorial Manual, foreign words",
)
FOREIGN_ITALIC = Rule(
    "foreign-italic",
    Severity.HINT,
    "Latin and French words at home in English stand upright",
    "“Inter alia”, “ad hoc”, “per capita” are not printed in italics.",
    "adopted texts: 380 upright to 2 in italics",
)
DOUBLED_WORD = Rule(
    "doubled-word",
    Severity.WARNING,
    "No word stands twice",
    "“The the” is left over where words were moved.",
    "Editorial Manual, editing",
)

_SPACE = "[ \N{NO-BREAK SPACE}]"

# --- numbers -------------------------------------------------------------------------------

_PER_CENT = re.compile(r"(?<=\d)(?:\s?%|\s(?:percent|pct\.?)\b)|(?<=[a-z]\s)percent\b")


@in_passages(PER_CENT, of=RUNNING_TEXT)
def per_cent(passage: PassageScope) -> Iterator[Finding]:
    """ "10%" and "10 percent" are "10 per cent"."""
    for match in own_matches(_PER_CENT, passage.words):
        fix = "per cent" if match[0] == "percent" else " per cent"
        yield PER_CENT.found(*match.span(), "Write “per cent”.", fix)


_UNITS = (
    "million|billion|trillion|per|cents?|dollars?|euros?|metres?|kilometres?|km|hectares?|tons?|tonnes?|degrees?|kilograms?|"
    "hours?|minutes?|nautical|miles?|litres?|grams?|gigatons?|megawatts?|percentage|points?|posts?|"
    "and|or|to|of|in|at|on|for|by|above|below|as|is|was|will|with|from|the|that|which|until|through|a|p|plenary|under"
)
_REFERRED = (
    "paragraphs?|sections?|articles?|annex|annexes|chapters?|parts?|No|Nos|number|numbers|targets?|goals?|Goals?|phases?|items?|"
    "Committee|session|pillar|principle|guideline|appendix|step|tables?|figure|volume|vol|chap|sect|art|para|paras|"
    "resolutions?|decisions?|category|priority|priorities|area|level|tier|to|and|or"
)
_SMALL = re.compile(
    rf"(?<![\w/.,:–‑$€£+(-])(?<!\d{_SPACE})([2-9]){_SPACE}(?!(?:{_UNITS})\b|(?:{'|'.join(MONTHS)})\b)"
    r"(?!years? (?:of age|old)\b)([a-z]+(?:[-‑ ][a-z]+)?s)\b"
)
_REFERENCE = re.compile(rf"\b(?:{_REFERRED})\W*$")
_ONES, _TEENS = CARDINALS[:10], CARDINALS[10:20]


@in_passages(NUMBER_IN_WORDS, of=RUNNING_TEXT)
def small_numbers(passage: PassageScope) -> Iterator[Finding]:
    """ "3 reports" are "three reports"."""
    if passage.division is not DivisionKind.MAIN:
        return
    for match in own_matches(_SMALL, passage.words):
        if not _REFERENCE.search(passage.words, 0, match.start()):
            word = _ONES[int(match[1])]
            yield NUMBER_IN_WORDS.found(*match.span(1), f"Write “{word}”.", word)


_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_LARGE = re.compile(
    rf"(?<![-‑\w])(?:({'|'.join(_TEENS)})|({'|'.join(_TENS)})(?:[-‑ ]({'|'.join(_ONES[1:])}))?)"
    r"(?= (?:[a-z]|States\b|Member\b|Parties\b))"
)


@in_passages(NUMBER_IN_FIGURES, of=RUNNING_TEXT)
def large_numbers(passage: PassageScope) -> Iterator[Finding]:
    """ "Twelve months" are "12 months"."""
    for match in own_matches(_LARGE, passage.words):
        if match[1]:
            number = 10 + _TEENS.index(match[1])
        else:
            number = _TENS[match[2]] + (_ONES.index(match[3]) if match[3] else 0)
        yield NUMBER_IN_FIGURES.found(*match.span(), f"Write “{number}”.", str(number))


_THOUSANDS = re.compile(
    r"(?<![\w/.,:–‑$€£(-])([1-9]\d{3,6})"
    rf"(?={_SPACE}(?:[a-z]+(?:[-‑ ][a-z]+)?s|people|children|women|men|personnel|troops)\b)"
)
_NAMED = re.compile(r"\b(?:[Rr]esolutions?|decisions?|document|No\.|paragraphs?)\W*$")


@in_passages(THOUSANDS, of=RUNNING_TEXT)
def thousands(passage: PassageScope) -> Iterator[Finding]:
    """ "12000 persons" are "12,000 persons"."""
    for match in own_matches(_THOUSANDS, passage.words):
        number = int(match[1])
        cited = number < 3000 and passage.setting.organ == "Security Council"  # “2272 reviews”
        if cited or 1900 <= number < 2100 or _NAMED.search(passage.words, 0, match.start()):
            continue
        yield THOUSANDS.found(*match.span(1), "A comma parts the thousands.", f"{number:,}")


_ORDINAL = re.compile(
    r"(?<![\w/–-])(\d{1,2})(?:st|nd|rd|th)\b(?!,? (?:and \d+\w\w )?(?:plenary |closed |formal )?meetings?\b)"
)


@in_passages(ORDINAL, of=RUNNING_TEXT)
def ordinals(passage: PassageScope) -> Iterator[Finding]:
    """ "Its 75th session" is "its seventy-fifth session"."""
    for match in own_matches(_ORDINAL, passage.words):
        number = int(match[1])
        month = re.match(rf",? (?:of )?(?:{'|'.join(MONTHS)})\b", passage.words[match.end() :])
        if number and not month:
            words = ordinal(number)
            yield ORDINAL.found(*match.span(), f"Write “{words}”.", words)


_TIME = re.compile(
    r"\b(\d{1,2})(?:(:)(\d\d)|\.(\d\d))?(\s?)(?:([ap])\.?m\b\.?|([AP])\.?M\b\.?)|\b([01]?\d|2[0-3]):([0-5]\d)\b(?!:)"
)


@in_passages(TIME_OF_DAY, of=RUNNING_TEXT)
def times_of_day(passage: PassageScope) -> Iterator[Finding]:
    """ "9:30 am" is "9.30 a.m."; 17:00 is reported only if the hour shows that it is a time."""
    for match in own_matches(_TIME, passage.words):
        if match[8]:
            fix = f"{match[8]}.{match[9]}"
        else:
            minutes = match[3] or match[4]
            half = (match[6] or match[7]).lower()
            fix = f"{match[1]}{'.' + minutes if minutes else ''}{match[5] or ' '}{half}.m."
        if fix != match[0] and fix.replace("\N{NO-BREAK SPACE}", " ") != match[0].replace(
            "\N{NO-BREAK SPACE}", " "
        ):
            yield TIME_OF_DAY.found(*match.span(), f"Write “{fix}”.", fix)


# --- dates ---------------------------------------------------------------------------------

_MONTH = "|".join(MONTHS)
_SHORT = {month[:3]: month for month in MONTHS if month != "May"} | {"Sept": "September"}
_SHORT_MONTH = "|".join(sorted(_SHORT, key=len, reverse=True))
_DAY_LAST = re.compile(
    rf"\b({_MONTH}){_SPACE}(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?:,{_SPACE}?|{_SPACE})(\d{{4}})\b"
)
_DAY_ORDINAL = re.compile(
    rf"\b(?:the )?(\d{{1,2}})(?:st|nd|rd|th)(?: of)?,? ({_MONTH})(?:,? (\d{{4}}))?\b"
)
_COMMA = re.compile(rf"\b(\d{{1,2}}{_SPACE}(?:{_MONTH})),{_SPACE}?(\d{{4}})\b")
_CUT_MONTH = re.compile(rf"\b(\d{{1,2}}){_SPACE}({_SHORT_MONTH})\b\.?{_SPACE}(\d{{4}})\b")
_ISO = re.compile(r"(?<![\w/.-])((?:19|20)\d\d)-(0[1-9]|1[0-2])-([0-2]\d|3[01])(?![\w/-])")
_SLASHED = re.compile(r"(?<![\w/.-])(\d{1,2})([/.])(\d{1,2})\2((?:19|20)\d\d)(?![\w/])")


@in_passages(DATE_FORM, of=(*RUNNING_TEXT, NOTE, TITLE))
def dates(passage: PassageScope) -> Iterator[Finding]:
    """ "December 4, 2000", "4th December 2000", "4 Dec. 2000" and "2000-12-04" are "4 December 2000"."""
    words = passage.words
    if not any(sign.isdigit() for sign in words):
        return
    for match, fix in _misprinted(words):
        yield DATE_FORM.found(*match.span(), f"Write “{fix}”.", fix)
    for match in own_matches(_SLASHED, words):
        message = "Write the month in words; nobody else knows which figure it is."
        day, month = int(match[1]), int(match[3])
        sure = 12 < day <= 31 and 1 <= month <= 12
        day_first = f"{day} {MONTHS[month - 1]} {match[4]}" if sure else None
        yield DATE_FORM.found(*match.span(), message, day_first)


def _misprinted(words: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in own_matches(_DAY_LAST, words):
        yield match, f"{match[2]} {match[1]} {match[3]}"
    for match in own_matches(_DAY_ORDINAL, words):
        yield match, f"{match[1]} {match[2]}" + (f" {match[3]}" if match[3] else "")
    for match in own_matches(_COMMA, words):
        yield match, f"{match[1]} {match[2]}"
    for match in own_matches(_CUT_MONTH, words):
        yield match, f"{match[1]} {_SHORT[match[2]]} {match[3]}"
    for match in own_matches(_ISO, words):
        yield match, f"{int(match[3])} {MONTHS[int(match[2]) - 1]} {match[1]}"


_ANY_DATE = re.compile(rf"\b(\d{{1,2}})\s({_MONTH})\s(\d{{4}})\b")


@in_passages(NO_SUCH_DAY)
def days_that_exist(passage: PassageScope) -> Iterator[Finding]:
    """ "31 June 2020" is no day."""
    for match in _ANY_DATE.finditer(passage.words):
        if not find_dates(match[0]):
            yield NO_SUCH_DAY.found(*match.span(), f"There is no {match[0]}.")


_DECADE = re.compile(r"\b((?:1[89]|20)\d0)[’'`]s\b")


@in_passages(DECADE)
def decades(passage: PassageScope) -> Iterator[Finding]:
    """ "1990's" is "1990s"."""
    for match in own_matches(_DECADE, passage.words):
        yield DECADE.found(*match.span(), f"Write “{match[1]}s”.", f"{match[1]}s")


# --- hyphens and words ---------------------------------------------------------------------

_HYPHEN = re.compile(
    rf"(?<=[^\W\d_]){_SPACE}[-‑](?=[^\W\d_])|(?<=[a-z]{{2}})([-‑]){_SPACE}(?=[a-z]+\b)(?!.(?:and|or|to|nor|as)\b)"
)
_HANGING = re.compile(
    r"[-‑] (?:\w+ly |\w+[-‑], )?(?:and|or|to|nor|as well as|versus|rather|but)\b|[-‑] \w+[-‑]|[-‑],"
)


@in_passages(HYPHEN_SPACE)
def spaces_at_hyphens(passage: PassageScope) -> Iterator[Finding]:
    """ "Open -ended" and "open- ended" are "open-ended"; "short- and long-term" is right."""
    words = passage.words
    if " -" not in words and "- " not in words and "‑" not in words:
        return
    for match in _HYPHEN.finditer(words):
        behind = match[1] is not None
        if behind and _HANGING.match(words, match.start()):
            continue
        yield HYPHEN_SPACE.found(*match.span(), "No space belongs here.", match[0].strip())


def as_printed(joined: Iterable[Joined], language: str = DEFAULT) -> Iterator[Problem]:
    """Yield the words that the reader joined: the text is right already, the document that it was read from is not.

    language: of the text, as a tag; nothing is yielded if the rule does not apply to it.
    """
    if not HYPHEN_SPACE.applies_to(language):
        return
    for one in joined:
        whole = one.printed.replace(" ", "")
        message = f"The document has “{one.printed}” here; it was read as “{whole}”."
        yield HYPHEN_SPACE.found(one.start, one.end, message, whole).at(one.place, one.line)


_WITH_HYPHEN = """
    capacity-building decision-making non-governmental open-ended well-being fact-finding gender-based ill-treatment
    evidence-based rights-based community-based cross-cutting multi-stakeholder people-centred age-appropriate
    counter-terrorism
"""
_AS_ONE = """
    socio-economic peace-keeping peace-building peace-making co-operation co-operate co-operating co-ordination
    co-ordinate co-ordinated sub-regional inter-governmental inter-regional inter-sessional extra-budgetary web-site
    on-line data-base cyber-crime cyber-security multi-lateral trans-national trans-boundary world-wide mid-term
    policy-making policy-makers
"""


@cache
def _compounds() -> dict[str, tuple[Rule, str]]:
    """Return the right form of a compound, and the rule that tells of it, by its wrong ones."""
    wrong: dict[str, tuple[Rule, str]] = {"law-enforcement": (COMPOUND_FORM, "law enforcement")}
    for right in _WITH_HYPHEN.split():
        if right != "counter-terrorism":  # “to counter terrorism”
            wrong[right.replace("-", " ")] = COMPOUND, right
        wrong[right.replace("-", "")] = COMPOUND_FORM, right
    for form in _AS_ONE.split():
        right = form.replace("-", "")
        wrong[form] = COMPOUND_FORM, right
        if not form.startswith(("co-", "on-", "policy-")):
            wrong[form.replace("-", " ")] = COMPOUND_FORM, right
    return wrong


@cache
def _any_compound() -> re.Pattern[str]:
    forms = "|".join(sorted(_compounds(), key=len, reverse=True))
    return re.compile(rf"(?<![\w‑-])(?:{forms})(?![\w‑-])")


@in_passages(COMPOUND, COMPOUND_FORM, of=RUNNING_TEXT)
def compounds(passage: PassageScope) -> Iterator[Finding]:
    """ "Capacity building" is "capacity-building", "sub-regional" is "subregional"; names keep their own."""
    for match in own_matches(_any_compound(), passage.words.replace("‑", "-")):
        rule, right = _compounds()[match[0]]
        if passage.setting.organ == "Security Council":
            rule = COMPOUND_FORM
        yield rule.found(*match.span(), f"Write “{right}”.", right)


_WRITTEN_OUT = {
    "e.g.": "for example", "eg.": "for example", "i.e.": "that is", "viz.": "namely", "vs.": "versus",
    "para.": "paragraph", "paras.": "paragraphs", "approx.": "approximately", "govt.": "Government",
    "w.r.t.": "with respect to", "w/": "with", "incl.": "including", "esp.": "especially", "&": "and",
    "etc.": "and so on", "etc": "and so on", "U.N.": "United Nations",
}  # fmt: skip
_SHORTENED = re.compile(
    r"(?<![\w&.])(?:e\.g\.,?|eg\.|i\.e\.,?|viz\.|vs\.|paras?\.(?= \d)|approx\.|govt\.|w\.r\.t\.|w/(?= )|incl\.|esp\.|"
    r"(?<= )&(?= )|U\.N\.(?!\w)|etc\b\.?(?=\W*\w)|etc\b(?=\W*$))",
    re.IGNORECASE,
)
_CONTRACTED = {"can": "cannot", "won": "will not", "shan": "shall not"}
_NOT = re.compile(
    r"\b(can|won|shan|do|does|did|is|are|was|were|should|could|would|has|have|had|must|need)(n)?[’']t\b",
    re.IGNORECASE,
)


@in_passages(ABBREVIATION, of=RUNNING_TEXT)
def abbreviations(passage: PassageScope) -> Iterator[Finding]:
    """Words are written out in running text."""
    words = passage.words
    if passage.division is DivisionKind.ANNEX:
        return
    for match in own_matches(_SHORTENED, words):
        short = match[0]
        full = _WRITTEN_OUT.get(short.lower().rstrip(",")) or _WRITTEN_OUT.get(short)
        if full:
            yield ABBREVIATION.found(*match.span(), f"Write “{full}”.", full)
    if "’t" in words or "'t" in words:
        for match in own_matches(_NOT, words):
            fix = _CONTRACTED.get(match[1].lower()) or f"{match[1]} not"
            yield ABBREVIATION.found(*match.span(), f"Write “{fix}”.", fix)


_UN = re.compile(r"(?<![\w‑-])UN(?![\w‑-])(?! [A-Z]\w+ [A-Z]|\))(?!’)")


@in_passages(UN_ABBREVIATED, of=RUNNING_TEXT)
def un_abbreviated(passage: PassageScope) -> Iterator[Finding]:
    """ "UN" is "United Nations"."""
    if "UN" in passage.words and passage.setting.organ != "Security Council":
        for match in own_matches(_UN, passage.words):
            yield UN_ABBREVIATED.found(*match.span(), "Write “United Nations”.", "United Nations")


_OPERATIVE = re.compile(
    r"\b([Oo])perative (paragraphs?|clauses?)\b|\b(?:OP|PP) ?(\d+)\b|"
    r"\bparagraphs? (one|two|three|four|five|six|seven|eight|nine)\b|"
    r"\b(clauses?) (?=\d+ (?:above|below|of (?:the present|this|its)))"
)


@in_passages(OPERATIVE_PARAGRAPH, of=RUNNING_TEXT)
def cited_paragraphs(passage: PassageScope) -> Iterator[Finding]:
    """ "Operative paragraph 3" is "paragraph 3"."""
    for match in own_matches(_OPERATIVE, passage.words):
        if match[1]:
            fix = match[2].replace("clause", "paragraph")
            fix = fix.capitalize() if match[1] == "O" and match.start() == 0 else fix
        elif match[3]:
            fix = (
                f"paragraph {match[3]}"
                if match[0][0] == "O"
                else f"preambular paragraph {match[3]}"
            )
        elif match[4]:
            fix = f"{match[0].split()[0]} {_ONES.index(match[4])}"
        else:
            fix = match[5].replace("clause", "paragraph") + " "
        yield OPERATIVE_PARAGRAPH.found(*match.span(), f"Write “{fix.strip()}”.", fix)


_THIS = re.compile(r"\b([Tt])his resolution\b")


@in_passages(PRESENT_RESOLUTION, of=RUNNING_TEXT)
def present_resolution(passage: PassageScope) -> Iterator[Finding]:
    """ "This resolution" is "the present resolution", but in the Security Council's."""
    if passage.setting.organ == "Security Council" or "his resolution" not in passage.words:
        return
    for match in own_matches(_THIS, passage.words):
        fix = f"{match[1]}he present resolution"
        yield PRESENT_RESOLUTION.found(*match.span(), f"Write “{fix}”.", fix)


_ACCENTED = {
    "vis-a-vis": "vis-à-vis", "aide-memoire": "aide-mémoire", "aides-memoire": "aides-mémoire",
    "raison d’etre": "raison d’être", "coup d’etat": "coup d’état", "coups d’etat": "coups d’état",
    "attache": "attaché", "expose": "exposé", "cliche": "cliché", "communique": "communiqué",
    "communiques": "communiqués", "detente": "détente", "charge d’affaires": "chargé d’affaires",
    "a la carte": "à la carte", "deja vu": "déjà vu", "travaux preparatoires": "travaux préparatoires",
}  # fmt: skip
_SURE = [
    word for word in _ACCENTED if word not in ("attache", "expose", "communique", "communiques")
]
_BARE = re.compile(
    r"\b(?:" + "|".join(re.escape(word).replace("’", "[’']").replace(r"\-", "[-‑]") for word in _SURE)
    + r"|(?<=final |joint )communiques?)\b",
    re.IGNORECASE,
)  # fmt: skip


@in_passages(ACCENT)
def accents(passage: PassageScope) -> Iterator[Finding]:
    """ "Vis-a-vis" is "vis-à-vis"."""
    for match in _BARE.finditer(passage.words):
        known = match[0].lower().replace("'", "’").replace("‑", "-")
        fix = _ACCENTED[known]
        fix = fix[0].upper() + fix[1:] if match[0][0].isupper() else fix
        yield ACCENT.found(*match.span(), f"Write “{fix}”.", fix)


_AT_HOME = re.compile(
    r"(?:inter alia|ad hoc|per capita|pro rata|de facto|de jure|mutatis mutandis|bona fide|prima facie|status quo|"
    r"modus operandi|non-refoulement|vis-à-vis|ex officio|per se|via|in situ|interim|quorum)",
    re.IGNORECASE,
)


@in_passages(FOREIGN_ITALIC, of=RUNNING_TEXT)
def upright_latin(passage: PassageScope) -> Iterator[Finding]:
    """ "Inter alia" is not in italics."""
    at = 0
    for inline in passage.text:
        if isinstance(inline, NoteRef):
            continue
        bare = inline.text.strip(" ,;")
        italic = Mark.ITALIC in inline.marks and Mark.LEAD not in inline.marks
        if italic and _AT_HOME.fullmatch(bare):
            start = at + inline.text.index(bare)
            message = f"“{bare}” is printed upright."
            yield FOREIGN_ITALIC.found(start, start + len(bare), message)
        at += len(inline.text)


_TWICE = re.compile(r"(?<![-‑’'\w])([^\W\d_]+)[ \N{NO-BREAK SPACE}]+\1(?![-‑’'\w])", re.IGNORECASE)
_RIGHT_TWICE = ("had", "bora", "walla", "baden", "pago", "phi", "sao")


@in_passages(DOUBLED_WORD)
def doubled_words(passage: PassageScope) -> Iterator[Finding]:
    """ "The the" is "the"."""
    for match in _TWICE.finditer(passage.words):
        one = match[1]
        if one.lower() in _RIGHT_TWICE or (one[0].isupper() and match[0].endswith(one)):
            continue
        yield DOUBLED_WORD.found(*match.span(), f"“{one}” stands twice.", one)
