"""Rules and what they find. A problem takes its severity and source from its rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from resolution.language.languages import DEFAULT
from resolution.language.names import primary

EVERY_LANGUAGE = ("all",)
"""The `languages` of a rule that looks at no words: paragraphs without text, notes without a mark."""


class Severity(StrEnum):
    """An error would be sent back, a warning would be asked about, a hint is for the drafter to weigh."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Remedy(StrEnum):
    """How a problem is fixed: by its `fix` in place of its words, or by something that words alone cannot do."""

    REPLACE = "replace"
    NUMBER = "number"  # the paragraph's label becomes `fix`
    OPENING = "opening"  # `fix` becomes the opening line
    DELETE = "delete"  # the paragraph goes
    JOIN = "join"  # the paragraph goes on with the one above
    OTHER_PART = "other part"  # a preambular paragraph becomes an operative one, or the reverse
    WRITE_NOTE = "write note"  # the note is opened to be written
    NOTE_LAST = "note last"  # the note mark before a punctuation mark goes behind it
    RENUMBER = "renumber"  # every label of the text follows from its position again


@dataclass(frozen=True, slots=True)
class Group:
    """The heading that the rules of a module are listed under, and its place among the headings, lowest first.

    Modules may share a heading; then they must share the order.
    """

    heading: str
    order: int


@dataclass(frozen=True, slots=True)
class Rule:
    """The facts of a rule, as users read them.

    code:     names it in files and on the command line ("final-mark"); never changed once it is released
    title:    one line without a full stop, what must be true: "Every paragraph ends with the mark that is due"
    why:      a sentence or two that a delegate understands
    source:   where it comes from: "Editorial Manual, punctuation"; "census of adopted texts: 99.9 % …"
    while_writing: False if a clause breaks the rule until it is finished
    remedy:   how it is fixed if a problem has a fix, or if the remedy needs none
    languages: two-letter codes of the languages that it applies to, or `EVERY_LANGUAGE`; a rule that names more than
        English has passed on official texts in each of them (`tests/resolution/checks/test_languages.py`)
    """

    code: str
    severity: Severity
    title: str
    why: str
    source: str
    while_writing: bool = True
    remedy: Remedy = Remedy.REPLACE
    languages: tuple[str, ...] = (DEFAULT,)

    def applies_to(self, language: str) -> bool:
        """Return whether the rule is for texts in a language, given by its tag ("fr", "fr-CA")."""
        return self.languages == EVERY_LANGUAGE or primary(language) in self.languages

    def found(
        self, start: int, end: int, message: str, fix: str | None = None, field: str = ""
    ) -> Finding:
        """Return a finding about the characters from `start` to `end`; `fix` is what replaces them, "" deletes them.

        Make the stretch as long as the fix needs: what stays the same within it (words, note marks, italics) is left
        alone when the fix is made. field: of the heading, where a heading rule found it.
        """
        return Finding(self, start, end, message, fix, field)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in the piece of text it was given; the caller knows where that piece is."""

    rule: Rule
    start: int
    end: int
    message: str
    fix: str | None = None
    field: str = ""

    def at(self, where: str, line: int | None = None, note: int | None = None) -> Problem:
        """Return the problem at a place of the whole text."""
        rule = self.rule
        return Problem(
            rule.code,
            rule.severity,
            self.message,
            where,
            self.start,
            self.end,
            rule.source,
            self.fix,
            line,
            note,
            self.field,
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to fix: `start` and `end` count characters in the text at `where`; `fix` replaces them, if any.

    line: the paragraph's number in the whole text, titles of divisions counted, so that 0 is the title;
    note: the note's index. Both None where it stands in neither.
    field: of the masthead ("sponsors", "session"), where it stands in one; its text is the field's, names joined
    by ", ".
    """

    code: str
    severity: Severity
    message: str
    where: str
    start: int
    end: int
    source: str
    fix: str | None = None
    line: int | None = None
    note: int | None = None
    field: str = ""

    @property
    def order(self) -> tuple[int, int]:
        """Return its place among others: first those of no paragraph, then the text, then the notes."""
        if self.note is not None:
            return 1_000_000 + self.note, self.start
        return (-1 if self.line is None else self.line), self.start
