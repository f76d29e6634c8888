"""What a language recognizes by its words, one value for each thing. `en/` has them for English.

All patterns are compiled. A pattern's named groups are what its readers ask for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from resolution.model import Kind

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Ordinals:
    """How numbers are written in words.

    cardinals: "zero", "one" … up to the last that texts write in words
    last:     the last number that `in_words` knows
    in_words: number → ordinal in words ("eighty-second"); ValueError outside 1 to `last`
    in_figures: number → ordinal in figures ("82nd")
    """

    cardinals: tuple[str, ...]
    last: int
    in_words: Callable[[int], str]
    in_figures: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class OrganExpressions:
    """How organs are named.

    main_committees: number in the symbol (A/C.3/…) → name of the General Assembly's committee
    small_words: words that keep a small letter in a name
    opening: what an opening line consists of without its comma; the group `organ` is the name
    reporting_committee: the start of "on the report of the Third Committee (A/56/574)", with the group `committee`
    """

    main_committees: Mapping[int, str]
    small_words: tuple[str, ...]
    opening: Pattern
    reporting_committee: Pattern


@dataclass(frozen=True, slots=True)
class LeadGrammar:
    """How leads are built that no table has: a verb, its adverbs, "with" or "its" and a noun of attitude.

    front:    what may stand before the verb; after: part → what may follow it
    tail:     source of a pattern: adverbs after the verb
    expressed: what follows a verb whose stem is in `expressive`
    adjective: adjectives that begin a preambular clause; participle: a word that looks like a verb form that does
    third_person: endings that turn the plural of an operative verb into the singular of the table
    compound: verb → the particles of which one follows it; alone: those of them that may do without
    order:    order words ("also", "further") in their turn
    """

    front: Pattern
    after: Mapping[Kind, Pattern]
    tail: str
    expressed: Pattern
    expressive: tuple[str, ...]
    adjective: Pattern
    participle: Pattern
    third_person: tuple[str, ...]
    compound: Mapping[str, tuple[str, ...]]
    alone: tuple[str, ...]
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineExpressions:
    """What the lines of a plain text are told apart by.

    abbreviated: ends in an abbreviation, whose full stop ends no sentence
    conjunction: the word between the last two of a list; conjoined: a clause that ends in a mark and a conjunction
    closing:  the meeting that closes a text; day: nothing but a date
    annex:    the heading of an annex, with the groups `label` and `title`
    opening:  how an opening line begins; organ: how one without a comma ends
    place:    what delegates call a paragraph ("OP2 bis"), with the groups `part` and `sign`
    """

    abbreviated: Pattern
    conjunction: Pattern
    conjoined: Pattern
    closing: Pattern
    day: Pattern
    annex: Pattern
    opening: tuple[str, ...]
    organ: Pattern
    place: Pattern


@dataclass(frozen=True, slots=True)
class MastheadExpressions:
    """What the fields of a masthead are told by.

    named:    a title behind the name and number of a resolution ("GA Resolution 1/1: …")
    council_number, session, session_dates, committee, agenda, distribution, original: the line of that field
    adopted_by: "Resolution adopted by …"; adopted_goes_on: how the line after it goes on, adopted_open: how it ends
        where it does; adopted_sentence: anything that says that the text was adopted
    proposal: sponsors and what they submit; submitted, proposed, recommended: other lines above the title of a draft
    proposing: a line with a colon and what is proposed
    draft:    the word that makes a text a draft; draft_resolution: what sponsors submit where a text does not say it
    meeting:  "at its 7488th meeting", with the group `meeting`
    date_line: a line of a web page that says when it was published
    labelled: field → a line that begins with its label ("Sponsors: …"), with the group `words`
    united_nations: the name of the Organization, as the masthead prints it, in lower case
    provisional: the word before an agenda item that may still change
    conjunction: the word before the last name of a list, between spaces
    unfinished: endings of a line that goes on
    """

    named: Pattern
    council_number: Pattern
    session: Pattern
    session_dates: Pattern
    committee: Pattern
    agenda: Pattern
    distribution: Pattern
    original: Pattern
    adopted_by: Pattern
    adopted_goes_on: Pattern
    adopted_open: tuple[str, ...]
    adopted_sentence: Pattern
    proposal: Pattern
    submitted: Pattern
    proposed: Pattern
    recommended: Pattern
    proposing: Pattern
    draft: Pattern
    draft_resolution: str
    meeting: Pattern
    date_line: Pattern
    labelled: Mapping[str, Pattern]
    united_nations: tuple[str, ...]
    provisional: str
    conjunction: str
    unfinished: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReferenceExpressions:
    """How a text refers to its own parts.

    annex, part: the start of a reference to an annex or a part; annex_label: the label of an annex
    preambular: what a reference to a preambular paragraph is made of, before and after its ordinal
    paragraph, item, section: what a reference calls them; part_name: a part, with {}
    annex_word: the label of an annex that has no number; the_annex: a reference to it; annex_prefix: to another
    of_resolution, of: how the division of a paragraph elsewhere is added
    typed:    references typed by hand, with the groups `list`, `side` and `own`; entry: one of the list
    """

    annex: Pattern
    part: Pattern
    annex_label: Pattern
    preambular: tuple[str, str]
    paragraph: str
    item: str
    section: str
    part_name: str
    annex_word: str
    the_annex: str
    annex_prefix: str
    of_resolution: str
    of: str
    typed: Pattern
    entry: Pattern


@dataclass(frozen=True, slots=True)
class ClauseExpressions:
    """What paragraphs are told apart by, and what the closing lines say.

    voted:    the line that says how a text was adopted
    section:  a heading that names a section by its kind ("Part one")
    conjugated: a first word that looks like a verb
    meeting:  the closing line that names the meeting
    without_vote, recorded_vote: how a text was adopted; the groups of the latter count those for, against, abstaining
    """

    voted: Pattern
    section: Pattern
    conjugated: Pattern
    meeting: Pattern
    without_vote: Pattern
    recorded_vote: Pattern


@dataclass(frozen=True, slots=True)
class NoteExpressions:
    """What tells figures from note marks.

    counted: ends in a word that a figure after it counts or names something with: it is no mark
    after_number: what follows a figure that belongs to the sentence
    """

    counted: Pattern
    after_number: Pattern


@dataclass(frozen=True, slots=True)
class PageExpressions:
    """What the heads and feet of pages say.

    page: "2 of 10", with the two numbers; lone: a page number alone; recycle: "Please recycle"
    """

    page: Pattern
    lone: Pattern
    recycle: Pattern
