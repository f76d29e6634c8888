"""The filters above the list of precedents. They are saved between sessions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from resolution.language.names import NAMES
from resolution.model import Kind, Status

if TYPE_CHECKING:
    from precedent_corpus.search.matches import Filters

OWN = "own"
"""Filter by the kind of the clause at the cursor; in a manual search, both kinds."""

OWN_LANGUAGE = ""
"""Filter by the language of the draft."""

KINDS = (
    ("The clause’s own kind", OWN),
    ("Preambular", "preambular"),
    ("Operative", "operative"),
    ("Both kinds", ""),
)
STATUSES = (("Adopted and drafts", ""), ("Adopted only", "adopted"), ("Drafts only", "draft"))
VOTES = (
    ("Any outcome", ""),
    ("Without a vote", "without a vote"),
    ("Recorded vote", "recorded vote"),
)
ALL_ORGANS = ("All organs", "")
DRAFT_S_LANGUAGE = ("The draft’s language", OWN_LANGUAGE)

NO_YEAR = 1945
"""Means any year. It is the year before the first for which there are texts."""

TYPED_MS = 300
"""Delay between typing in a filter and applying it, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The settings of all filters. A year of 0 means any year."""

    kind: str = OWN
    organ: str = ""
    status: str = ""
    vote: str = ""
    language: str = OWN_LANGUAGE
    since: int = 0
    until: int = 0
    agenda_item: str = ""
    topic: str = ""

    @property
    def on(self) -> int:
        """Return the number of active filters, those that hide something otherwise shown."""
        return sum(
            getattr(self, field.name) != field.default and (field.name, self.kind) != ("kind", "")
            for field in fields(self)
        )

    def kind_for(self, of_clause: Kind | None) -> Kind | None:
        """Return the kind to search for, None for both, given that of the clause (None in a manual search)."""
        if self.kind == OWN:
            return of_clause if of_clause in (Kind.PREAMBULAR, Kind.OPERATIVE) else None
        return Kind(self.kind) if self.kind else None

    def to_words(self) -> list[str]:
        """Return the filters as strings to be stored in the settings."""
        return [f"{name}={value}" for name, value in asdict(self).items()]

    @classmethod
    def from_words(cls, words: Iterable[str]) -> Chosen:
        """Parse stored strings; anything missing or invalid gets its default."""
        stored = dict(word.split("=", 1) for word in words if "=" in word)
        values: dict[str, str | int] = {}
        for field in fields(cls):
            value = stored.get(field.name)
            if value is None:
                continue
            if isinstance(field.default, int):
                values[field.name] = int(value) if value.isdecimal() else 0
            else:
                values[field.name] = value
        allowed = {"kind": KINDS, "status": STATUSES, "vote": VOTES}
        for name, offered in allowed.items():
            if values.get(name) not in [data for _, data in offered]:
                values.pop(name, None)
        return cls(**values)  # type: ignore[arg-type]


def corpus_filters(chosen: Chosen, kind: Kind | None, exclude: str) -> Filters:
    """Convert to the corpus's own filters; exclude: the draft's own symbol."""
    from precedent_corpus.search.matches import Filters

    return Filters(
        kind=kind,
        organ=chosen.organ or None,
        since=chosen.since or None,
        until=chosen.until or None,
        vote=chosen.vote,
        status=Status(chosen.status) if chosen.status else None,
        agenda_item=chosen.agenda_item,
        topic=chosen.topic,
        exclude=exclude or None,
    )


class PrecedentFilters(QWidget):
    """The filter controls, in two columns."""

    changed = Signal()
    """A filter was changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = _choice("Which clauses are shown", KINDS)
        self.organ = _choice("Whose texts are shown", [ALL_ORGANS])
        self.status = _choice("Adopted texts or drafts", STATUSES)
        self.vote = _choice("How they were adopted", VOTES)
        self.language = _choice("In which language", [DRAFT_S_LANGUAGE])
        self.since = _year("From this year on", "From any year", "From ")
        self.until = _year("Up to this year", "To any year", "To ")
        self.agenda_item = _line("Agenda item", "Number of the agenda item, “72” or “72 (a)”")
        self.topic = _line("Topic", "A subject that texts are filed under, or words of one")
        self._topics = QStringListModel(self)
        offered = QCompleter(self._topics, self)
        offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        offered.setFilterMode(Qt.MatchFlag.MatchContains)
        self.topic.setCompleter(offered)
        self._typed = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._typed.timeout.connect(self.changed)
        for box in (self.kind, self.organ, self.status, self.vote, self.language):
            box.currentIndexChanged.connect(self.changed)
        for year in (self.since, self.until):
            year.valueChanged.connect(self._typed.start)
        for line in (self.agenda_item, self.topic):
            line.textChanged.connect(self._typed.start)
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 0, 10, 8)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(5)
        rows = (
            (self.kind, self.organ),
            (self.status, self.vote),
            (self.since, self.until),
            (self.topic, self.agenda_item),
        )
        for row, (left, right) in enumerate(rows):
            grid.addWidget(left, row, 0)
            grid.addWidget(right, row, 1)
        grid.addWidget(self.language, len(rows), 0, 1, 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)

    @property
    def chosen(self) -> Chosen:
        """Return the current settings of the filters."""
        return Chosen(
            kind=str(self.kind.currentData()),
            organ=str(self.organ.currentData()),
            status=str(self.status.currentData()),
            vote=str(self.vote.currentData()),
            language=str(self.language.currentData()),
            since=_chosen_year(self.since),
            until=_chosen_year(self.until),
            agenda_item=self.agenda_item.text().strip(),
            topic=self.topic.text().strip(),
        )

    def choose(self, chosen: Chosen) -> None:
        """Set the filters, adding an organ or a language that is not offered yet."""
        if chosen == self.chosen:
            return
        parts = self.findChildren(QWidget)
        for part in parts:
            part.blockSignals(True)
        _offer(self.organ, [*_offered(self.organ), (chosen.organ, chosen.organ)])
        _offer(self.language, [*_offered(self.language), _language(chosen.language)])
        for box, data in (
            (self.kind, chosen.kind),
            (self.organ, chosen.organ),
            (self.status, chosen.status),
            (self.vote, chosen.vote),
            (self.language, chosen.language),
        ):
            box.setCurrentIndex(max(0, box.findData(data)))
        self.since.setValue(chosen.since or NO_YEAR)
        self.until.setValue(chosen.until or NO_YEAR)
        self.agenda_item.setText(chosen.agenda_item)
        self.topic.setText(chosen.topic)
        for part in parts:
            part.blockSignals(False)
        self._typed.stop()
        self.changed.emit()

    def clear(self) -> None:
        """Reset all filters."""
        self.choose(Chosen())

    def offer(self, organs: Iterable[str], languages: Iterable[str]) -> None:
        """Offer the organs and languages of the corpus; a selected one that is no longer offered is deselected."""
        before = self.chosen
        for box, offered in (
            (self.organ, [ALL_ORGANS, *((name, name) for name in sorted(set(organs)))]),
            (self.language, [DRAFT_S_LANGUAGE, *map(_language, sorted(set(languages)))]),
        ):
            box.blockSignals(True)
            _offer(box, offered)
            box.blockSignals(False)
        if self.chosen != before:
            self.changed.emit()

    def offer_topics(self, topics: Sequence[str]) -> None:
        """Offer the subjects of the texts in the corpus."""
        self._topics.setStringList(list(topics))


def _offered(box: QComboBox) -> list[tuple[str, str]]:
    return [(box.itemText(n), str(box.itemData(n))) for n in range(box.count())]


def _offer(box: QComboBox, offered: Iterable[tuple[str, str]]) -> None:
    """Replace the choices of a box, keeping the selection if it is still offered. Does nothing if they are the same."""
    rows = {data: words for words, data in reversed(list(offered))}
    if list(_offered(box)) == (wanted := [(rows[data], data) for data in reversed(rows)]):
        return
    selected = box.currentData()
    box.clear()
    for words, data in wanted:
        box.addItem(words, data)
    box.setCurrentIndex(max(0, box.findData(selected)))


def _language(code: str) -> tuple[str, str]:
    return (NAMES.get(code, code), code) if code else DRAFT_S_LANGUAGE


def _chosen_year(box: QSpinBox) -> int:
    return box.value() if box.value() > NO_YEAR else 0


def _choice(name: str, offered: Iterable[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    for words, data in offered:
        box.addItem(words, data)
    return box


def _year(name: str, of_any: str, before: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(NO_YEAR, QDate.currentDate().year() + 1)
    box.setSpecialValueText(of_any)
    box.setPrefix(before)
    box.setAccessibleName(name)
    box.setToolTip(name)
    return box


def _line(name: str, tip: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(name)
    line.setAccessibleName(name)
    line.setToolTip(tip)
    line.setClearButtonEnabled(True)
    return line
