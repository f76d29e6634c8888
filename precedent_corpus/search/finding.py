"""Which wordings of the corpus come near to what is asked: the same, those that begin so, those that share its words.

Every kind of question has its own way in. A whole clause goes by its rarest words. The first words of one go by the
order of openings. Keywords go by the wordings that have all of them. A phrase must stand there word by word. A symbol,
or a part of one, leads to the text itself. What was found is ranked by `ranking`, and shown by `matches`.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np

from precedent_corpus.search.index import NEAREST, Index, itself
from precedent_corpus.search.matches import FoundBy, Match, UseFilter, match_of
from precedent_corpus.search.meaning import COMMON, sense
from precedent_corpus.search.phrases import (
    Phrase,
    form_pattern,
    phrase_of,
    printed,
    printed_words,
)
from precedent_corpus.search.ranking import (
    ALL_THERE,
    AS_ANOTHER_FORM,
    BEGINS_SO,
    MISTYPED,
    SAME,
    Nearness,
    RankedWording,
    holding,
    nearest,
    nearness,
    nearness_in_sense,
    ordered,
)
from precedent_corpus.search.scope import scope_words
from precedent_corpus.search.vocabulary import VocabularyReader, character, spelled
from precedent_corpus.search.wording import Wording, normalised, unfinished
from precedent_corpus.store.clauses import Packing
from precedent_corpus.store.database import OPENING
from precedent_corpus.store.marks import preferred
from resolution.diff.facts import FACT_SIGNS, may_be_cited
from resolution.model import Status
from resolution.text import plain

FEW_WORDS = 12
"""Up to so many typed words, clauses that begin with them are looked for, and such that have them anywhere."""

FEW_KEYWORDS = 4
"""Of so few words none is passed over as a common one."""

FILTERED = 1_500
"""So many wordings are proposed where a filter may rule out most of them."""

_SCAN = 800
"""Of a range of openings no larger than this all wordings are looked at."""

_RANGES = 100
"""In a larger range, so many of the words that the last one may become are looked for."""

_FOUND_ENOUGH = 300

HOLDING = 120
"""So many wordings that have all the words of a short question are looked at."""

LOOKED_AT = 8_000
"""Up to so many wordings with all words of a phrase, every one is looked at and the most used that hold it are found.
Where there are more (a phrase of common words alone), so many of the shortest come first, the others after them if
these do not hold the phrase often enough: then all that are found hold it, but they need not be the most used."""

_AT_ONCE = 200


class Query(NamedTuple):
    """A question as it is compared.

    wording: its words; form: the same as a form, mistyped words as the corpus has them
    slips:   how many words were taken for mistyped ones
    wanted:  the senses of its words that are not common ones, as a form
    typing:  it is not at its end
    """

    wording: Wording
    words: tuple[str, ...]
    form: str
    exact: str
    slips: int
    wanted: str
    typing: bool

    @property
    def short(self) -> bool:
        """Return whether this is the beginning of a clause, or a few keywords."""
        return self.typing and len(self.words) <= FEW_WORDS


class QueryOpening(NamedTuple):
    """With what a wording begins: whole words as a form, then any of the words that the last one may become."""

    whole: str
    lasts: tuple[str, ...]

    def begins(self, form: str) -> bool:
        """Return whether a wording with this form begins so."""
        at = len(self.whole)
        return form.startswith(self.whole) and form[at : at + 1] in self.lasts


class Proposed(NamedTuple):
    """Wordings with their nearness, and by what each was found."""

    wordings: list[int]
    near: Nearness
    how: dict[int, FoundBy]


@dataclass(slots=True)
class Finder:
    """Asks one state of the corpus: a connection that sees it and the index as of it."""

    connection: sqlite3.Connection
    index: Index
    words: VocabularyReader
    packing: Packing
    generation: int
    language: str

    def asked(self, text: str, finished: bool | None) -> Query:
        """Return the question that a text is; finished: whether it is a whole clause, None to go by its last mark."""
        wording = normalised(text)
        typing = unfinished(text) if finished is None else not finished
        words = wording.words
        slips = 0
        known = self.words.numbers(self.connection, words)
        exact = spelled(words, known)
        if len(known) < len(set(words)):
            last = len(words) - 1 if typing else len(words)
            meant = tuple(
                word
                if word in known or (at == last and self._begins_a_word(word))
                else self.words.meant(self.connection, word)
                for at, word in enumerate(words)
            )
            slips = sum(a != b for a, b in zip(words, meant, strict=True))
            words = meant
            known = self.words.numbers(self.connection, words)
        form = spelled(words, known)
        senses = self.words.senses(self.connection)
        telling = set(_telling(words))
        wanted = "".join(
            dict.fromkeys(
                char.translate(senses)
                for char, word in zip(form, words, strict=True)
                if word in telling
            )
        )
        return Query(wording, words, form, exact, slips, wanted, typing)

    def _begins_a_word(self, word: str) -> bool:
        return bool(self.words.beginning(self.connection, word))

    # -- proposing ---------------------------------------------------------------------------------------------------

    def near(self, asked: Query, within: UseFilter, enough: int) -> Proposed:
        """Return wordings that may be near, all of a scope that the filters let through."""
        same = self.connection.execute(_SAME, (asked.wording.digest(self.language),)).fetchall()
        opening = self._opening(asked) if asked.short else None
        begun = self._begun(opening, within) if opening else []
        scope = scope_words(within.organ_bit)
        held: list[int] = []
        proposed: list[int] = []
        if len(begun) < enough or within.exact_needed or asked.wording.facts:
            held = self._holding(asked, scope) if asked.short else []
            if len(begun) + len(held) < enough or within.exact_needed:
                proposed = self._sharing(asked, within, scope)
        wordings = list(dict.fromkeys([*(row[0] for row in same), *begun, *held, *proposed]))
        wordings, forms = self._forms(wordings, within)
        near = nearness(asked.exact, forms, asked.typing)
        senses = self.words.senses(self.connection)
        near = nearness_in_sense(near, asked.form, forms, senses, asked.typing)
        how: dict[int, FoundBy] = {}
        if opening:
            holds = set(held)
            held_here = np.asarray([one in holds for one in wordings], dtype=bool)
            near = self._short_scores(asked, opening, wordings, forms, near, held_here, how)
        return Proposed(wordings, near, how)

    def _short_scores(
        self,
        asked: Query,
        opening: QueryOpening,
        wordings: list[int],
        forms: list[str],
        near: Nearness,
        holds: np.ndarray[tuple[int], np.dtype[np.bool_]],
        how: dict[int, FoundBy],
    ) -> Nearness:
        """Return the scores for the first words of a clause or for keywords; note by what wordings were found.

        holds: the index says that the wording has all the words, be it as parts of others ("secretary-general")
        """
        senses = self.words.senses(self.connection)
        held = holding(asked.wanted, asked.form, forms, senses)
        held = np.maximum(held, np.where(holds, ALL_THERE * AS_ANOTHER_FORM**2, 0))
        begins = np.asarray([opening.begins(form) for form in forms], dtype=bool)
        opened = np.where(begins, BEGINS_SO - asked.slips * MISTYPED, 0)
        for wording, by_words, by_opening, by_holding in zip(
            wordings, near.tolist(), opened.tolist(), held.tolist(), strict=True
        ):
            if by_opening >= by_words and by_opening >= by_holding:
                how[wording] = FoundBy.OPENING
            elif by_holding > by_words:
                how[wording] = FoundBy.HOLDS
        better: Nearness = np.maximum(near, np.maximum(opened, held))
        return better

    def _sharing(self, asked: Query, within: UseFilter, scope: Sequence[str]) -> list[int]:
        """Return the wordings that share the rarest words."""
        limit = FILTERED if within.exact_needed else NEAREST * 2 if within.mask else NEAREST
        wording = asked.wording
        if asked.slips:
            wording = Wording(wording.key, asked.words, wording.facts)
        return self.index.propose(wording, scope, limit, **({"fewest": 3} if asked.short else {}))

    def _holding(self, asked: Query, scope: Sequence[str]) -> list[int]:
        """Return the wordings that have all the words that say something, as they are, and then other forms of them."""
        telling = _telling(asked.words)
        if len(telling) > 1 and asked.typing and not self._is_known(telling[-1]):
            telling = telling[:-1]  # the last one is typed in part
        telling = list(dict.fromkeys(telling))
        exact = [itself(word) for word in telling]
        found: list[int] = []
        facts = asked.wording.fact_words()
        if facts and asked.words[-1] in FACT_SIGNS:
            facts.pop()  # it may be typed in part
        if facts := self.index.known_facts(facts):
            found += self.index.containing(exact, facts, scope, HOLDING)
        if len(found) < HOLDING and len(self.index.known(exact)) == len(exact):
            found += self.index.containing(exact, (), scope, HOLDING)
        senses = list(dict.fromkeys(map(sense, telling)))
        if len(found) < HOLDING and len(self.index.known(senses)) == len(senses):
            found += self.index.containing(senses, (), scope, HOLDING)
        return list(dict.fromkeys(found))

    def _is_known(self, word: str) -> bool:
        return bool(self.words.numbers(self.connection, [word]))

    def _opening(self, asked: Query) -> QueryOpening:
        """Return with what a wording begins that begins with the words."""
        *_, last = asked.words
        if last in FACT_SIGNS:  # a number may become a date or a symbol
            signs = self.words.numbers(self.connection, FACT_SIGNS)
            lasts = [character(number) for number in signs.values()]
        elif asked.slips and last != asked.wording.words[-1]:
            lasts = [asked.form[-1]]
        else:
            lasts = list(map(character, self.words.beginning(self.connection, last)))
        return QueryOpening(asked.form[:-1], tuple(lasts))

    def _begun(self, opening: QueryOpening, within: UseFilter) -> list[int]:
        """Return the ids of wordings that begin so, adopted and often used ones first."""
        whole, lasts = opening
        found: dict[int, tuple[int, int, int]] = {}
        if whole and (rows := self._small_range(whole, within)) is not None:
            found = {row[0]: row[1:4] for row in rows if opening.begins(row[4])}
        else:
            for query, most in ((_OFTEN_USED, _SCAN), (_ANY_USED, _FOUND_ENOUGH)):
                for end in lasts[:_RANGES]:
                    rows = self._range(query, whole + end, within, most)
                    found |= {row[0]: row[1:4] for row in rows if opening.begins(row[4])}
                    if len(found) >= _SCAN:
                        break
                if len(found) >= _FOUND_ENOUGH:
                    break
        best = sorted(found, key=lambda one: (*(-count for count in found[one]), one))
        return best[:NEAREST]

    def _small_range(self, whole: str, within: UseFilter) -> list[sqlite3.Row] | None:
        """Return all wordings that begin with these whole words, None where they are too many."""
        rows = self._range(_ANY_USED, whole, within, _SCAN + 1)
        return rows if len(rows) <= _SCAN else None

    def _range(self, query: str, opening: str, within: UseFilter, limit: int) -> list[sqlite3.Row]:
        start = opening[:OPENING]
        mask = within.mask
        values = (self.language, start, start + "\U0010ffff", mask, mask, limit)
        return self.connection.execute(query, values).fetchall()

    def _forms(self, wordings: list[int], within: UseFilter) -> tuple[list[int], list[str]]:
        """Return those of the wordings that are in this language and may be within the filters, with their forms."""
        remembered = self.index.remembered(self.generation, self.language)
        known = {one: remembered[one] for one in wordings if one in remembered}
        if unknown := [one for one in wordings if one not in known]:
            found: dict[int, tuple[str, int]] = dict.fromkeys(unknown, ("", 0))
            rows = self.connection.execute(_FORMS, (self.language, json.dumps(unknown)))
            found.update({row[0]: (row[1], row[2]) for row in rows})
            remembered.update(found)
            known |= found
        mask = within.mask
        kept = [one for one in wordings if known[one][0] and known[one][1] & mask == mask]
        if within.exact_needed:
            used = self.used(kept, within)
            kept = [one for one in kept if one in used]
        return kept, [known[one][0] for one in kept]

    def wording(self, text: str) -> int | None:
        """Return the wording that a text is, or None."""
        digest = normalised(text).digest(self.language)
        row = self.connection.execute(_SAME, (digest,)).fetchone()
        return int(row[0]) if row else None

    def forms(self, wordings: Sequence[int]) -> dict[int, str]:
        """Return the forms of wordings."""
        query = "SELECT id, form FROM wordings WHERE id IN (SELECT value FROM json_each(?))"
        rows = self.connection.execute(query, (json.dumps(list(wordings)),))
        return {row[0]: row[1] for row in rows}

    def used(self, wordings: Iterable[int], within: UseFilter) -> set[int]:
        """Return those of the wordings that have a use within the filters."""
        query = (
            "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM clauses c JOIN documents d ON d.id = c.document"
            f" WHERE c.wording = value{within.sql})"
        )
        rows = self.connection.execute(query, (json.dumps(list(wordings)), *within.values))
        return {row[0] for row in rows}

    # -- answering ---------------------------------------------------------------------------------------------------

    def best(
        self, proposed: Proposed, asked: Query, threshold: float, limit: int
    ) -> list[RankedWording]:
        """Return the best of the proposed wordings in their order."""
        best = nearest(proposed.wordings, proposed.near, threshold, limit)
        return ordered(self.candidates(best), asked.wording.facts, asked.typing)[:limit]

    def candidates(self, near: dict[int, float]) -> list[RankedWording]:
        """Return what the ranking must know of these wordings."""
        rows = self.connection.execute(_CANDIDATES, (json.dumps(list(near)),))
        return [RankedWording._make((*row, near[row[0]])) for row in rows]

    def matches(
        self,
        ranked: Sequence[RankedWording],
        asked: Query,
        text: str,
        within: UseFilter,
        how: dict[int, FoundBy],
    ) -> list[Match]:
        """Return the wordings as they are shown, those without a use within the filters left out.

        Within filters, equally near ones stand by their uses there, which the counts over all texts do not know.
        """
        found: list[tuple[RankedWording, Match]] = []
        for one in ranked:
            by = how.get(one.id, FoundBy.WORDS)
            match = match_of(self.connection, self.packing, one, asked.wording, text, within, by)
            if match:
                found.append((one, match))
        if within.sql:
            found.sort(key=_counted_order)
        if within.prefers:
            first = preferred(self.connection, (one.id for one, _ in found))
            found.sort(key=lambda pair: (-pair[1].score, pair[0].id not in first))
        return [match for _, match in found]

    # -- phrases -----------------------------------------------------------------------------------------------------

    def holders(
        self, phrases: Sequence[Phrase], others: Sequence[str], within: UseFilter, enough: int
    ) -> dict[int, float]:
        """Return the scores of wordings that hold every phrase and have all other words, best and most used first.

        others: printed words; a wording that has one of them in another form only scores less than 100
        enough: no more are looked for; of equal scores the most used are found, but see `LOOKED_AT`
        """
        alone = [phrase_of(word) for word in others]
        exact = self._holding_all([*phrases, *alone], (), within)
        found = dict.fromkeys((one for one, _ in islice(exact, enough)), float(SAME))
        if not alone or len(found) >= enough:
            return found
        as_printed = [one for one in alone if any(may_be_cited(one.words))]
        senses = [sense(word) for word in others if not any(may_be_cited([word]))]
        count = len(alone) + sum(len(one.words) for one in phrases)
        for one, words in self._holding_all([*phrases, *as_printed], senses, within):
            if len(found) >= enough:
                break
            changed = sum(not word.stands_in(words) for word in alone)
            found.setdefault(one, SAME * (1 - changed / count * (1 - AS_ANOTHER_FORM)))
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    def _holding_all(
        self, phrases: Sequence[Phrase], senses: Sequence[str], within: UseFilter
    ) -> Iterator[tuple[int, str]]:
        """Yield wordings that hold all phrases, and their printed words, the most used first."""
        words = [word for phrase in phrases for word in phrase.words]
        scope = scope_words(within.organ_bit)
        proposed = self.index.printing(words, senses, scope, LOOKED_AT)
        yield from self._verified(proposed, phrases, within)
        if len(proposed) == LOOKED_AT:
            seen = set(proposed)
            rest = [one for one in self.index.printing(words, senses, scope) if one not in seen]
            yield from self._verified(rest, phrases, within)

    def _verified(
        self, wordings: Sequence[int], phrases: Sequence[Phrase], within: UseFilter
    ) -> Iterator[tuple[int, str]]:
        """Yield those of the wordings that hold all phrases and are within the filters, the most used first."""
        likely = self._likely(wordings, phrases, within)
        for start in range(0, len(likely), _AT_ONCE):
            some = likely[start : start + _AT_ONCE]
            used = self.used([one for one, _ in some], within) if within.sql else None
            for one, document in some:
                if used is not None and one not in used:
                    continue
                words = self._printed(one, document)
                if all(phrase.stands_in(words) for phrase in phrases):
                    yield one, words

    def _likely(
        self, wordings: Sequence[int], phrases: Sequence[Phrase], within: UseFilter
    ) -> list[tuple[int, int]]:
        """Return those of the wordings whose forms may be those of holders, and the latest text of each.

        A form has signs in place of figures, and no marks: the printed words must tell the rest.
        """
        every = [*FACT_SIGNS, *(word for phrase in phrases for word in phrase.words)]
        known = self.words.numbers(self.connection, every)
        runs = [spelled(run, known) for one in phrases for cited, run in one.groups if not cited]
        runs = [run for run in runs if len(run) > 1]
        patterns = [one for one in (form_pattern(phrase, known) for phrase in phrases) if one]
        query = _MOST_USED.format(" AND instr(w.form, ?) > 0" * len(runs))
        mask = within.mask
        values = (json.dumps(list(wordings)), self.language, mask, mask, *runs)
        return [
            (row[0], row[1])
            for row in self.connection.execute(query, values)
            if all(pattern.search(row[2]) for pattern in patterns)
        ]

    def _printed(self, wording: int, document: int) -> str:
        """Return the words of a wording as a text prints them, in the form that phrases are looked for in."""
        (body,) = self.connection.execute(_BODY, (wording, document)).fetchone()
        return printed(plain(self.packing.unpacked(body)[0]))

    def with_all_words(self, proposed: Proposed, words: str, within: UseFilter) -> Proposed:
        """Return what was proposed, and wordings that have all these words, figures included, in any order."""
        scope = scope_words(within.organ_bit)
        having = self.index.printing(printed_words(words), (), scope, HOLDING)
        having, _ = self._forms(having, within)
        near = dict(zip(proposed.wordings, proposed.near.tolist(), strict=True))
        how = dict(proposed.how)
        for one in having:
            if near.get(one, 0) < ALL_THERE:
                near[one], how[one] = ALL_THERE, FoundBy.HOLDS
        return Proposed(list(near), np.asarray(list(near.values()), dtype=np.float64), how)


def _telling(words: Sequence[str]) -> list[str]:
    """Return the words that say something: of more than a few, those that are not common."""
    common: frozenset[str] = frozenset() if len(words) <= FEW_KEYWORDS else COMMON
    return [word for word in words if word not in common and word not in FACT_SIGNS]


def _counted_order(pair: tuple[RankedWording, Match]) -> tuple[float, int, bool, int]:
    ranked, match = pair
    return (-ranked.nearness, len(match.differs), match.status is not Status.ADOPTED, -match.uses)


_RANGE = f"""
SELECT id, adopted > 0, adopted, uses, form FROM wordings {{}}
WHERE language = ? AND substr(form, 1, {OPENING}) >= ? AND substr(form, 1, {OPENING}) < ? AND scope & ? = ?{{}} LIMIT ?
"""
_OFTEN_USED = _RANGE.format("INDEXED BY wordings_often_used", " AND uses > 1")
_ANY_USED = _RANGE.format("INDEXED BY wordings_by_opening", "")

_SAME = "SELECT id FROM wordings WHERE digest = ?"

_FORMS = "SELECT id, form, scope FROM wordings WHERE +language = ? AND id IN (SELECT value FROM json_each(?))"

_MOST_USED = """
SELECT w.id, w.latest, w.form FROM wordings w JOIN documents d ON d.id = w.latest
WHERE w.id IN (SELECT value FROM json_each(?)) AND +w.language = ? AND w.scope & ? = ?{}
ORDER BY w.adopted DESC, w.uses DESC, CASE WHEN w.adopted THEN coalesce(d.adopted, '') ELSE '' END, w.id
"""

_BODY = "SELECT body FROM clauses WHERE wording = ? AND document = ? ORDER BY position LIMIT 1"

_CANDIDATES = """
SELECT w.id, w.facts, w.scope, w.uses, w.adopted, w.first, w.latest,
    CASE WHEN w.adopted THEN coalesce(d.adopted, '') ELSE '' END, CASE WHEN w.adopted THEN d.symbol ELSE '' END
FROM wordings w JOIN documents d ON d.id = w.latest WHERE w.id IN (SELECT value FROM json_each(?))
"""


# -- symbols -----------------------------------------------------------------------------------------------------------

_PLACE = re.compile(
    r"[,;\s]+(?:(?P<part>PP|OP|preambular\s+|operative\s+)?\s*(?:para(?:graph)?s?\.?|¶|(?<=P))?)\s*(?P<number>\d+)"
    r"\s*(?P<items>(?:\([a-z]{1,5}\)\s*)*)$",
    re.IGNORECASE,
)
_SYMBOL = re.compile(
    r"^(?:resolution\s+)?(?P<symbol>(?:[A-Z]{1,5}/)?(?:[A-Z0-9.\-]+/)*(?:ES-|S-)?\d+/[\w./]*\d+(?:\s?[A-Z](?:-[A-Z])?)?(?:/[\w.]+)*"
    r"|(?:[A-Z]/(?:RES/)?)?\d{1,4}\s?\(\d{4}\)|(?:[A-Z]/)?(?:RES/)\d+(?:\s?\([IVXLC\d-]+\))?)$",
    re.IGNORECASE,
)


class AskedSymbol(NamedTuple):
    """A symbol, or the end of one, and the paragraph of the text: "OP2", "PP3 (a)", or "2" for either part."""

    symbol: str
    place: str


def asked_symbol(text: str) -> AskedSymbol | None:
    """Return the symbol and paragraph that a question names ("74/247 para 2", "A/RES/55/63 PP3"), or None."""
    whole = " ".join(text.split())
    place = _PLACE.search(whole)
    for bare, named in (
        ((whole[: place.start()], place), (whole, None)) if place else ((whole, None),)
    ):
        if symbol := _SYMBOL.match(bare):
            return AskedSymbol(symbol["symbol"], _place(named) if named else "")
    return None


def _place(named: re.Match[str]) -> str:
    part = (named["part"] or "").strip().casefold()
    prefix = {"pp": "PP", "preambular": "PP", "op": "OP", "operative": "OP"}.get(part, "")
    items = " ".join(re.findall(r"\([a-z]+\)", named["items"].casefold()))
    return f"{prefix}{named['number']} {items}".strip()


def texts_of_symbol(connection: sqlite3.Connection, symbol: str, language: str) -> list[int]:
    """Return the texts whose symbol is this, or ends in it, or goes on from it: adopted ones first, then the newest."""
    bare = symbol.replace(" ", "").upper()
    rows = connection.execute(
        "SELECT id, upper(replace(symbol, ' ', '')) AS bare FROM documents WHERE language = ?"
        " AND instr(upper(replace(symbol, ' ', '')), ?) > 0"
        " ORDER BY status <> 'adopted', coalesce(adopted, issued, '') DESC, symbol",
        (language, bare),
    ).fetchall()
    edges = re.compile(rf"(?:^|/){re.escape(bare)}(?![0-9])")
    exact = [row["id"] for row in rows if re.search(rf"(?:^|/){re.escape(bare)}$", row["bare"])]
    return exact or [row["id"] for row in rows if edges.search(row["bare"])]


def clauses_at(connection: sqlite3.Connection, documents: Iterable[int], place: str) -> list[int]:
    """Return the ids of the clauses of texts, of all their paragraphs or of the one named with its items."""
    found: list[int] = []
    for document in documents:
        rows = connection.execute(
            "SELECT id, place FROM clauses WHERE document = ? ORDER BY position", (document,)
        ).fetchall()
        named = [place] if place[:1].isalpha() else [f"OP{place}", f"PP{place}"]
        for wanted in named:
            own = [row["id"] for row in rows if _stands_at(row["place"], wanted)] if place else []
            if own:
                found += own
                break
        else:
            found += [] if place else [row["id"] for row in rows]
    return found


def _stands_at(place: str, wanted: str) -> bool:
    return place == wanted or place.startswith(f"{wanted} ")
