"""Searching for quoted phrases: the wordings that contain them word for word, figures included."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice

from precedent_corpus.search.matches import UseFilter
from precedent_corpus.search.meaning import sense
from precedent_corpus.search.phrases import Phrase, form_pattern, phrase_of, printed
from precedent_corpus.search.ranking import AS_ANOTHER_FORM, SAME
from precedent_corpus.search.scope import scope_words
from precedent_corpus.search.snapshot import Snapshot
from precedent_corpus.search.vocabulary import spelled
from resolution.diff.facts import FACT_SIGNS, may_be_cited
from resolution.text import plain

LOOKED_AT = 8_000
"""Up to so many wordings that have all words of a phrase, every one is checked and the most used that contain it are
found. Where there are more (a phrase of common words alone), so many of the shortest are checked first, and the others
only if these do not yield enough: all that are found contain the phrase, but they need not be the most used."""

_BATCH = 200


def find_phrases(
    snapshot: Snapshot,
    phrases: Sequence[Phrase],
    others: Sequence[str],
    within: UseFilter,
    enough: int,
) -> dict[int, float]:
    """Return the scores of wordings that contain every phrase and all other words, best and most used first.

    others: printed words; a wording that has one of them in another form only scores less than 100
    enough: the most that are returned; of equal scores the most used ones, but see `LOOKED_AT`
    """
    alone = [phrase_of(word) for word in others]
    exact = _holding_all(snapshot, [*phrases, *alone], (), within)
    found = dict.fromkeys((one for one, _ in islice(exact, enough)), float(SAME))
    if not alone or len(found) >= enough:
        return found
    as_printed = [one for one in alone if any(may_be_cited(one.words))]
    senses = [sense(word) for word in others if not any(may_be_cited([word]))]
    count = len(alone) + sum(len(one.words) for one in phrases)
    for one, words in _holding_all(snapshot, [*phrases, *as_printed], senses, within):
        if len(found) >= enough:
            break
        changed = sum(not word.stands_in(words) for word in alone)
        found.setdefault(one, SAME * (1 - changed / count * (1 - AS_ANOTHER_FORM)))
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def _holding_all(
    snapshot: Snapshot, phrases: Sequence[Phrase], senses: Sequence[str], within: UseFilter
) -> Iterator[tuple[int, str]]:
    """Yield wordings that contain all phrases, with their printed words, the most used first."""
    words = [word for phrase in phrases for word in phrase.words]
    scope = scope_words(within.organ_bit)
    proposed = snapshot.index.printing(words, senses, scope, LOOKED_AT)
    yield from _verified(snapshot, proposed, phrases, within)
    if len(proposed) == LOOKED_AT:
        seen = set(proposed)
        rest = [one for one in snapshot.index.printing(words, senses, scope) if one not in seen]
        yield from _verified(snapshot, rest, phrases, within)


def _verified(
    snapshot: Snapshot, wordings: Sequence[int], phrases: Sequence[Phrase], within: UseFilter
) -> Iterator[tuple[int, str]]:
    """Yield those of the wordings that contain all phrases and pass the filters, the most used first."""
    likely = _likely(snapshot, wordings, phrases, within)
    for start in range(0, len(likely), _BATCH):
        some = likely[start : start + _BATCH]
        used = snapshot.used([one for one, _ in some], within) if within.sql else None
        for one, document in some:
            if used is not None and one not in used:
                continue
            words = _printed(snapshot, one, document)
            if all(phrase.stands_in(words) for phrase in phrases):
                yield one, words


def _likely(
    snapshot: Snapshot, wordings: Sequence[int], phrases: Sequence[Phrase], within: UseFilter
) -> list[tuple[int, int]]:
    """Return those of the wordings whose forms allow the phrases, each with its latest text.

    A form has signs in place of figures and no punctuation: the printed words decide.
    """
    every = [*FACT_SIGNS, *(word for phrase in phrases for word in phrase.words)]
    known = snapshot.numbers(every)
    runs = [spelled(run, known) for one in phrases for cited, run in one.groups if not cited]
    runs = [run for run in runs if len(run) > 1]
    patterns = [one for one in (form_pattern(phrase, known) for phrase in phrases) if one]
    sql = _MOST_USED.format(" AND instr(w.form, ?) > 0" * len(runs))
    mask = within.mask
    values = (json.dumps(list(wordings)), snapshot.language, mask, mask, *runs)
    return [
        (row[0], row[1])
        for row in snapshot.connection.execute(sql, values)
        if all(pattern.search(row[2]) for pattern in patterns)
    ]


def _printed(snapshot: Snapshot, wording: int, document: int) -> str:
    """Return the words of a wording as a text prints them, in the form that phrases are searched in."""
    (body,) = snapshot.connection.execute(_BODY, (wording, document)).fetchone()
    return printed(plain(snapshot.packing.unpacked(body)[0]))


_MOST_USED = """
SELECT w.id, w.latest, w.form FROM wordings w JOIN documents d ON d.id = w.latest
WHERE w.id IN (SELECT value FROM json_each(?)) AND +w.language = ? AND w.scope & ? = ?{}
ORDER BY w.adopted DESC, w.uses DESC, CASE WHEN w.adopted THEN coalesce(d.adopted, '') ELSE '' END, w.id
"""

_BODY = "SELECT body FROM clauses WHERE wording = ? AND document = ? ORDER BY position LIMIT 1"
