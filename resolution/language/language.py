"""One language as a value: everything that differs by language, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from resolution.language.expressions import (
    ClauseExpressions,
    LeadGrammar,
    LineExpressions,
    MastheadExpressions,
    NoteExpressions,
    Ordinals,
    OrganExpressions,
    PageExpressions,
    ReferenceExpressions,
)
from resolution.language.languages import LANGUAGES
from resolution.language.lead_table import Lead, read_leads
from resolution.language.masthead_words import MastheadWords
from resolution.text import Mark

_Expressions = TypeVar("_Expressions")


@dataclass(frozen=True, slots=True)
class Script:
    """What a language asks of every style in Word: its tag, the fonts of its script, its direction."""

    tag: str = "en-GB"
    east_asian_font: str = "SimSun"
    complex_font: str = "Times New Roman"
    right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class FinalMarks:
    """The marks that end paragraphs.

    preambular, operative: of a clause of that part; last: of the last operative clause; before_items: of what has items
    joined: endings that a last item but one may have in place of its mark
    """

    preambular: str
    operative: str
    last: str
    before_items: str
    joined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language. The defaults hold for one of which nothing but its code is known.

    code:     two letters (ISO 639-1)
    own_name: the name of the language in the language itself
    script:   how its words are set
    lead_typeface: how the lead of a clause is printed
    working:  delegations submit texts in it ("Original: French")
    spaced:   spaces separate words
    capital_begins_clause: only a capital letter begins a clause; a paragraph in lower case goes on with the one before
    adverbial_before_lead: the lead may stand within a clause, an adverbial before it
    unmarked_headings: published files have headings that no markup tells from paragraphs
    letters_without_gaps: the letters of items follow the Latin alphabet and skip none
    quotation_marks: the one that opens a quotation and the one that closes it; empty where not known
    final_marks: the marks that end paragraphs; None where the program does not know them
    openings: English name of an organ → the line that opens its resolutions ("The General Assembly,")
    dictionary: the name of the spelling dictionary; empty where the program has none
    adopted_line: what stands above the title of an adopted text whose heading does not say it, with {organ} and {day}
    number_line: what stands above a title that has no number of its own, with {number}; empty where the text has it
    expressions: what is recognized by its words → the module whose `EXPRESSIONS` has it, loaded when first asked for
    """

    code: str
    own_name: str = ""
    script: Script = Script()
    lead_typeface: Mark = Mark.ITALIC
    working: bool = False
    spaced: bool = True
    capital_begins_clause: bool = False
    adverbial_before_lead: bool = False
    unmarked_headings: bool = False
    letters_without_gaps: bool = False
    quotation_marks: tuple[str, ...] = ()
    final_marks: FinalMarks | None = None
    openings: Mapping[str, str] = field(default_factory=dict)
    adopted_line: str = ""
    number_line: str = ""
    masthead: MastheadWords = field(default_factory=MastheadWords)
    dictionary: str = ""
    expressions: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the name in English; empty for a language without an entry."""
        return LANGUAGES[self.code].name if self.code in LANGUAGES else ""

    @property
    def sides(self) -> tuple[str, str] | None:
        """Return "above" and "below" as references to paragraphs say it; None where that is not known."""
        return LANGUAGES[self.code].sides if self.code in LANGUAGES else None

    @property
    def right_to_left(self) -> bool:
        """Return whether the language is written from right to left."""
        return self.script.right_to_left

    @property
    def months(self) -> tuple[str, ...]:
        """Return the names of the months as dates print them, January first."""
        return self.masthead.months

    @property
    def leads(self) -> tuple[Lead, ...]:
        """Return the leads of adopted texts, most used first; none where there is no table of them."""
        return read_leads(self.code)

    def has(self, expressions: str) -> bool:
        """Return whether the language has the expressions of this name ("lines", "masthead", "leads" …)."""
        return expressions in self.expressions

    @property
    def ordinals(self) -> Ordinals:
        """Return how numbers are written in words; raises LookupError where that is not known."""
        return _loaded(self, "ordinals", Ordinals)

    @property
    def organ_expressions(self) -> OrganExpressions:
        """Return how organs are named; raises LookupError where that is not known."""
        return _loaded(self, "organs", OrganExpressions)

    @property
    def lead_grammar(self) -> LeadGrammar:
        """Return how a lead is built; raises LookupError where that is not known."""
        return _loaded(self, "leads", LeadGrammar)

    @property
    def line_expressions(self) -> LineExpressions:
        """Return what the lines of a plain text are told apart by; raises LookupError where that is not known."""
        return _loaded(self, "lines", LineExpressions)

    @property
    def masthead_expressions(self) -> MastheadExpressions:
        """Return what the fields of a masthead are told by; raises LookupError where that is not known."""
        return _loaded(self, "masthead", MastheadExpressions)

    @property
    def clause_expressions(self) -> ClauseExpressions:
        """Return what paragraphs are told apart by; raises LookupError where that is not known."""
        return _loaded(self, "clauses", ClauseExpressions)

    @property
    def note_expressions(self) -> NoteExpressions:
        """Return what tells figures from note marks; raises LookupError where that is not known."""
        return _loaded(self, "notes", NoteExpressions)

    @property
    def page_expressions(self) -> PageExpressions:
        """Return what heads and feet of pages say; raises LookupError where that is not known."""
        return _loaded(self, "pages", PageExpressions)

    @property
    def reference_expressions(self) -> ReferenceExpressions:
        """Return how a text refers to its own parts; raises LookupError where that is not known."""
        return _loaded(self, "references", ReferenceExpressions)


def _loaded(language: Language, name: str, kind: type[_Expressions]) -> _Expressions:
    if not language.has(name):
        raise LookupError(f"{language.name or language.code} has no expressions for {name}")
    found = _expressions(language.expressions[name])
    assert isinstance(found, kind)
    return found


@cache
def _expressions(module: str) -> Any:
    return import_module(module).EXPRESSIONS
