"""What stands above the text: the masthead, the first block, the running heads, as values for the templates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from resolution.language import of
from resolution.language.organs import organ, organ_of_opening, organ_of_symbol
from resolution.letterheads.letterheads import LetterheadUse, use
from resolution.letterheads.words import MastheadWords, listed, printed_day, words
from resolution.model import Kind, Masthead, Resolution, Status
from resolution.text import Text, folded, join, make, plain

_DAY_AND_MONTH = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]+ \d{4})\b")
"""A date; day and month stay on one line."""


@dataclass(frozen=True, slots=True)
class Head:
    """The masthead and the running heads. Lines not printed are empty.

    symbol:   its first element ("A") is printed large, the rest ("/RES/73/8") small
    job:      the job number with its language, "18-18418 (E)"; `job_number` without
    bar_code: what the bar code under it says
    """

    united_nations: str
    symbol: str
    body_name: str
    distribution: str
    issued: str
    original: str
    running_title: tuple[str, ...]
    job: str

    @property
    def symbol_large(self) -> str:
        """Return the symbol's first element."""
        return self.symbol.partition("/")[0]

    @property
    def symbol_small(self) -> str:
        """Return the symbol without its first element, slash included."""
        return self.symbol.removeprefix(self.symbol_large)

    @property
    def job_line(self) -> str:
        """Return the job number as the first page's foot shows it, the day it was printed four spaces behind."""
        return re.sub(r" (?=\d{6}$)", " " * 4, self.job)

    @property
    def job_number(self) -> str:
        """Return the job number as the running foot shows it."""
        return self.job.partition(" (")[0]

    @property
    def bar_code(self) -> str:
        """Return the text of the bar code."""
        return f"*{self.job_number.replace('-', '')}*" if self.job else ""


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of a conference's form. role: committee, topic, sponsors or signatories; the topic is the text's title."""

    role: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class OpeningBlock:
    """The first block: from the session down to the title. Lines not printed are empty.

    adoption: the lines of "Resolution adopted by …"; empty for a draft
    basis:    the bracketed line, without its brackets
    sponsors: their names, and `proposal`: what they submit, both with what parts them
    number:   "73/8.", before the title
    notes_at: after which line the anchors of the heading's notes stand: "sponsors", "adoption", "title" or "form"
    form_name, form: what a conference's paper is, and its lines; empty on the Organization's own
    """

    organ: str
    session: str
    session_dates: str
    committee: str
    agenda_item: str
    agenda_title: str
    sponsors: str
    proposal: str
    adoption: tuple[str, ...]
    basis: str
    number: str
    title: Text
    notes: Text
    notes_at: str
    form_name: str = ""
    form: tuple[FormLine, ...] = ()


def organ_name(resolution: Resolution) -> str:
    """Return the organ's name, told from symbol or opening line where the heading does not give it."""
    masthead = resolution.masthead
    opening = next((plain(b.text) for b in resolution.blocks() if b.kind is Kind.FORMULA), "")
    return masthead.organ or organ_of_symbol(masthead.symbol) or organ_of_opening(opening)


def usage_of(resolution: Resolution) -> LetterheadUse:
    """Return how the text's organ uses which letterhead."""
    masthead = resolution.masthead
    return use(
        organ_name(resolution),
        draft=is_draft(masthead),
        symbol=masthead.symbol,
        signed=bool(masthead.signatories),
    )


def is_draft(masthead: Masthead) -> bool:
    """Tell whether the text is laid out as a draft: where its status is not known, by what is printed."""
    if masthead.status is Status.UNKNOWN:
        return not (masthead.heading or masthead.number or masthead.adopted)
    return masthead.status is Status.DRAFT


def head(resolution: Resolution) -> Head:
    """Return what masthead and running heads print."""
    masthead = resolution.masthead
    name = organ_name(resolution)
    usage, language, draft = usage_of(resolution), words(masthead.language), is_draft(masthead)
    known = organ(name)
    body = known.parent if known and known.parent else name
    return Head(
        united_nations=language.united_nations,
        symbol=masthead.symbol,
        body_name=language.organs.get(body, body),
        distribution=_distribution(masthead, usage, language, draft),
        issued=printed_day(masthead.issued, language) if masthead.issued else "",
        original=_original(masthead, usage, language, draft),
        running_title=_running_title(resolution, usage, draft),
        job=masthead.job,
    )


_HEAD_LINE = 76
"""Letters on a line of the running head's wider cell, 8.5 points bold."""

_HEAD_LINES = 3


def _running_title(resolution: Resolution, usage: LetterheadUse, draft: bool) -> tuple[str, ...]:
    """Return the title beside the symbol, in lines of like length; none where the head has no room for it.

    A conference's paper often has no symbol: its head shows the topic.
    """
    title = folded(resolution.title)
    lines = -(-len(title) // _HEAD_LINE)
    if not (usage.letterhead.form or (usage.running_title and not draft)) or lines > _HEAD_LINES:
        return ()
    return balanced(title, lines)


def balanced(words: str, lines: int) -> tuple[str, ...]:
    """Return the words on so many lines of like length, the longer ones first; fewer where there are too few words."""
    if lines < 2 or " " not in words:
        return (words,) if words else ()
    share = len(words) / lines
    breaks = [at for at, sign in enumerate(words) if sign == " "]
    at = next((at for at in breaks if at >= share), breaks[-1])
    return words[:at], *balanced(words[at + 1 :], lines - 1)


def _distribution(
    masthead: Masthead, usage: LetterheadUse, language: MastheadWords, draft: bool
) -> str:
    given = masthead.distribution or (usage.drafts if draft else "General")
    if given.startswith("Distr"):
        return given
    return language.distribution.format(language.distributions.get(given, given))


def _original(
    masthead: Masthead, usage: LetterheadUse, language: MastheadWords, draft: bool
) -> str:
    given = masthead.original or (language.language if draft or usage.original else "")
    return language.original.format(given) if given else ""


def opening(resolution: Resolution) -> OpeningBlock:
    """Return what the first block prints."""
    masthead = resolution.masthead
    name = organ_name(resolution)
    known, language, draft = organ(name), words(masthead.language), is_draft(masthead)
    untitled = known is not None and not known.titled
    title = resolution.main.title
    adoption = () if draft else _adoption(masthead, name, language)
    if untitled and not draft:
        adoption, title = _council_title(masthead, adoption, title)
    sponsors, proposal = _sponsors(masthead, language) if draft else ("", "")
    if usage_of(resolution).letterhead.form:
        return _form(resolution, name, language)
    return OpeningBlock(
        organ=language.organs.get(name, name) if known and known.parent else "",
        session=masthead.session,
        session_dates=masthead.session_dates,
        committee=masthead.committee if draft else "",
        agenda_item=_agenda_item(masthead.agenda_item, language),
        agenda_title=masthead.agenda_title,
        sponsors=sponsors,
        proposal=proposal,
        adoption=adoption,
        basis="" if draft else masthead.basis,
        number=f"{masthead.number}." if masthead.number and not draft and not untitled else "",
        title=title,
        notes=masthead.notes,
        notes_at="sponsors" if sponsors or proposal else "adoption" if adoption else "title",
    )


def _form(resolution: Resolution, name: str, language: MastheadWords) -> OpeningBlock:
    """Return the heading of a conference's paper: every line is printed, for a delegate to fill in what is missing."""
    masthead = resolution.masthead
    committee = masthead.committee or language.organs.get(name, name)
    proposal = masthead.proposal or language.proposal
    said = {
        "committee": committee,
        "topic": "" if resolution.main.title else masthead.agenda_title,
        "sponsors": language.comma.join(masthead.sponsors),
        "signatories": language.comma.join(masthead.signatories),
    }
    return OpeningBlock(
        organ="",
        session=masthead.session,
        session_dates="",
        committee="",
        agenda_item="",
        agenda_title="",
        sponsors="",
        proposal="",
        adoption=(),
        basis="",
        number="",
        title=resolution.main.title,
        notes=masthead.notes,
        notes_at="form",
        form_name=f"{proposal[:1].upper()}{proposal[1:]} {masthead.symbol or masthead.number}".strip(),
        form=tuple(FormLine(role, language.form[role], words) for role, words in said.items()),
    )


def _agenda_item(item: str, language: MastheadWords) -> str:
    """Return "Agenda item 43", "Agenda items 13 and 117"; words that already say what they are stay as they are."""
    if not item or not item[0].isdigit():
        return item
    several = len(re.findall(r"\d+", item)) > 1
    return (language.agenda_items if several else language.agenda_item).format(item)


def _adoption(masthead: Masthead, name: str, language: MastheadWords) -> tuple[str, ...]:
    """Return "Resolution adopted by the General Assembly" and "on 1 November 2018", the date on a line of its own."""
    line, form = masthead.heading, of(masthead.language).adopted_line
    if not line and masthead.adopted and form:
        line = form.format(organ=name, day=printed_day(masthead.adopted, language))
    found = re.fullmatch(rf"(.+?)\s+({language.on}.+)", line.strip()) if language.on else None
    return (found[1], found[2]) if found else tuple(part for part in (line.strip(),) if part)


def _council_title(
    masthead: Masthead, adoption: tuple[str, ...], title: Text
) -> tuple[tuple[str, ...], Text]:
    """Return "Resolution 2231 (2015)" above the line that says when it was adopted; such texts have no title."""
    line = _DAY_AND_MONTH.sub("\\1\u00a0\\2", " ".join(adoption))
    number = of(masthead.language).number_line.format(number=masthead.number)
    if masthead.number and number and not line.startswith(number):
        return (number,), title or make(line)
    return ((line,) if line else ()), title


def _sponsors(masthead: Masthead, language: MastheadWords) -> tuple[str, str]:
    """Return the names with their colon, and what they submit; without names it begins with a capital."""
    names = listed(masthead.sponsors, language)
    if names:
        return f"{names}:", masthead.proposal or language.proposal
    return "", masthead.proposal[:1].upper() + masthead.proposal[1:]


def title_with_notes(block: OpeningBlock) -> Text:
    """Return the title, with the heading's note anchors where no other line bears them."""
    return join(block.title, block.notes) if block.notes_at == "title" else block.title
