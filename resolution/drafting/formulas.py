"""Stock formulas: clauses with fields to fill in, from `templates/formulas/formulas.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, TemplateError
from jinja2.meta import find_undeclared_variables

from resolution.model import Kind
from templates import FOLDER

TABLE = FOLDER / "formulas" / "formulas.toml"

OPEN = "…"
"""Placeholder for an empty field."""

KINDS = ("words", "resolution", "date", "title", "session", "item")


class FormulaError(ValueError):
    """The table of formulas is invalid; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class FormulaField:
    """A field of a formula: its name in the text, label, kind of value, and an example."""

    name: str
    label: str
    kind: str
    hint: str

    @property
    def beside(self) -> str:
        """Return the suffix that distinguishes it from others of its kind: "_2" of "resolution_2"."""
        number = re.search(r"_\d+$", self.name)
        return number[0] if number else ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A clause without its final mark, with its fields in the order of the text; `organs` is empty for all organs."""

    name: str
    kind: Kind
    organs: tuple[str, ...]
    text: str
    fields: tuple[FormulaField, ...]

    def suits(self, organ: str) -> bool:
        """Return whether it is a formula of this organ."""
        return not self.organs or organ in self.organs

    def filled(self, values: Mapping[str, str], organ: str = "") -> str:
        """Return the text with its fields filled in; missing values become "…"."""
        given = {field.name: values.get(field.name, "").strip() or OPEN for field in self.fields}
        words = _environment().from_string(self.text).render(organ=organ or OPEN, **given)
        return words


@cache
def _environment() -> Environment:
    return Environment(autoescape=False, undefined=StrictUndefined)


@cache
def formulas(path: Path = TABLE) -> tuple[Formula, ...]:
    """Return every formula in the order of the table. Raises FormulaError if the table is invalid."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(_formula(row, table["field"]) for row in table["formula"])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TemplateError) as error:
        raise FormulaError(f"The formulas in {path.name} cannot be read: {error}.") from error
    except (KeyError, ValueError) as error:
        raise FormulaError(f"The formulas in {path.name} are incomplete: {error}.") from error


def _formula(row: Mapping[str, object], described: Mapping[str, Mapping[str, str]]) -> Formula:
    text, organs = str(row["text"]), row.get("organs", [])
    used = find_undeclared_variables(_environment().parse(text)) - {"organ"}
    order = sorted(used, key=lambda name: _place(text, name))
    fields = tuple(_field(name, described) for name in order)
    kind = Kind(str(row["part"]))
    if kind not in (Kind.PREAMBULAR, Kind.OPERATIVE) or not isinstance(organs, list):
        raise ValueError(f"“{row['name']}” is neither preambular nor operative")
    return Formula(str(row["name"]), kind, tuple(organs), text, fields)


def _place(text: str, name: str) -> int:
    found = re.search(rf"\{{\{{\s*{name}\b", text)
    return found.start() if found else len(text)


def _field(name: str, described: Mapping[str, Mapping[str, str]]) -> FormulaField:
    base = re.sub(r"_\d+$", "", name)
    if base not in described:
        raise ValueError(f"the field “{name}” is not described")
    row, number = described[base], name[len(base) + 1 :]
    if row["kind"] not in KINDS:
        raise ValueError(f"the field “{base}” is of no known kind")
    label = f"{row['label']} {number}" if number else row["label"]
    return FormulaField(name, label, row["kind"], row["hint"])
