"""Converts the dataclasses of the model to JSON or to strings and back, based on their fields and types.

JSON contains a whole value: a dataclass becomes an object of the fields that differ from their defaults. Strings are
for XML attributes: a format lists the fields that it writes as attributes, and their names, in one table that serves
both directions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, NamedTuple, TypeVar, cast, get_args, get_origin, get_type_hints

from resolution.text import Mark, NoteRef, Run, Text, join

Json = Any
"""What `json` reads and writes."""

Anchor = Callable[[NoteRef], Json]
"""Returns the JSON of a note reference in a text, which must not be a list; None omits the reference."""
Reference = Callable[[Json], NoteRef]
"""Returns the note reference that `Anchor` wrote."""
Names = Iterable[str] | Mapping[str, str]
"""Fields that are attributes, or a mapping of fields to the names of attributes."""

_Value = TypeVar("_Value")


class _Codec(NamedTuple):
    write: Callable[[Any, Anchor], Json]
    read: Callable[[Json, Reference], Any]


# JSON


def to_json(value: Any, anchor: Anchor = lambda ref: None) -> Json:
    """Return a dataclass as JSON. anchor: writes the note references in texts; by default they are omitted."""
    return _codec(value.__class__).write(value, anchor)


def from_json(cls: type[_Value], value: Json, reference: Reference = NoteRef) -> _Value:
    """Return the dataclass that `to_json` wrote. Raises ValueError, TypeError or LookupError for other JSON."""
    return cast(_Value, _codec(cast(Any, cls)).read(value, reference))


@cache
def _codec(hint: Any) -> _Codec:
    """Return the codec for values of a type."""
    if hint == Text:
        return _Codec(_write_text, _read_text)
    if hint is NoteRef:
        return _Codec(lambda ref, _: ref.note, lambda value, _: NoteRef(value))
    if hint is date:
        return _Codec(lambda day, _: day.isoformat(), lambda value, _: date.fromisoformat(value))
    if get_origin(hint) is tuple:
        return _of_tuple(get_args(hint))
    if NoneType in get_args(hint):
        return _of_optional(_codec(_without_none(hint)))
    if is_dataclass(hint):
        return _of_dataclass(cast(type, hint))
    if issubclass(hint, Enum):
        return _Codec(lambda value, _: value.value, lambda value, _: hint(value))
    return _Codec(lambda value, _: value, lambda value, _: value)


def _write_text(text: Text, anchor: Anchor) -> Json:
    written = (_write_run(i) if isinstance(i, Run) else anchor(i) for i in text)
    return [each for each in written if each is not None]


def _write_run(run: Run) -> Json:
    return [run.text, run.marks.value, run.href] if run.href else [run.text, run.marks.value]


def _read_text(value: Json, reference: Reference) -> Text:
    return join(
        Run(each[0], Mark(each[1]), *each[2:]) if isinstance(each, list) else reference(each)
        for each in value
    )


def _of_tuple(hints: tuple[Any, ...]) -> _Codec:
    first, *others = map(_codec, (hint for hint in hints if hint is not Ellipsis))
    if hints[-1] is Ellipsis:
        return _Codec(
            lambda value, anchor: [first.write(each, anchor) for each in value],
            lambda value, refer: tuple([first.read(each, refer) for each in value]),
        )
    codecs = (first, *others)
    return _Codec(
        lambda value, anchor: [c.write(e, anchor) for c, e in zip(codecs, value, strict=True)],
        lambda value, refer: tuple(c.read(e, refer) for c, e in zip(codecs, value, strict=True)),
    )


def _of_optional(codec: _Codec) -> _Codec:
    return _Codec(
        lambda value, anchor: None if value is None else codec.write(value, anchor),
        lambda value, refer: None if value is None else codec.read(value, refer),
    )


def _of_dataclass(cls: type) -> _Codec:
    parts = [(name, each.default, _codec(each.hint)) for name, each in _specs(cls).items()]

    def write(value: Any, anchor: Anchor) -> Json:
        held = ((name, getattr(value, name), default, codec) for name, default, codec in parts)
        return {
            name: codec.write(each, anchor)
            for name, each, default, codec in held
            if each != default
        }

    def read(value: Json, refer: Reference) -> Any:
        return cls(
            **{name: codec.read(value[name], refer) for name, _, codec in parts if name in value}
        )

    return _Codec(write, read)


# Strings


def to_words(value: object) -> str:
    """Return the value of a field as a string: empty for None, ISO for a date, "1" or "0" for a bool."""
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case bool():
            return str(int(value))
        case _:
            return str(value)


def from_words(cls: type, name: str, words: str, otherwise: Any = None) -> Any:
    """Parse the value of a dataclass's field that `to_words` wrote.

    otherwise: returned for strings that are not a value of the field, instead of the field's default; ignored for a
    field that may be None, which is None then
    """
    hint, default = _specs(cls)[name]
    default = default if otherwise is None else otherwise
    if NoneType in get_args(hint):
        hint, default = _without_none(hint), None
    if hint is str:
        return words
    if hint is bool:
        return words == "1"
    if hint is int:
        return int(words) if words.isascii() and words.isdigit() and len(words) < 8 else default
    try:
        return date.fromisoformat(words) if hint is date else hint(words)
    except ValueError:
        return default


def to_attributes(value: Any, names: Names) -> dict[str, str]:
    """Return fields of a dataclass as attributes, in the order of `names`, without those at their default."""
    specs = _specs(value.__class__)
    held = ((name, called, getattr(value, name)) for name, called in _pairs(names))
    return {called: to_words(each) for name, called, each in held if each != specs[name].default}


def from_attributes(
    cls: type[_Value], attributes: Mapping[str, str], names: Names, /, **given: Any
) -> _Value:
    """Return the dataclass that `to_attributes` wrote.

    given: the fields that are not attributes, and values for those whose attribute is absent or invalid; by default
    these get their default, or an empty string if they have none
    """
    read = {
        name: from_words(cls, name, attributes[called], given.get(name))
        for name, called in _pairs(names)
        if called in attributes
    }
    required = {
        name: "" for name, spec in _specs(cast(Any, cls)).items() if spec.default is MISSING
    }
    return cls(**required | given | read)


def _pairs(names: Names) -> Iterable[tuple[str, str]]:
    return names.items() if isinstance(names, Mapping) else zip(names, names, strict=True)


# Fields


class _Spec(NamedTuple):
    hint: Any
    default: Any
    """MISSING if there is none."""


@cache
def _specs(cls: type) -> dict[str, _Spec]:
    """Return the fields of a dataclass with their types and defaults."""
    hints = get_type_hints(cls)
    return {each.name: _Spec(hints[each.name], _default(each)) for each in fields(cls)}


def _default(each: Field[Any]) -> Any:
    return each.default if each.default_factory is MISSING else each.default_factory()


def _without_none(hint: Any) -> Any:
    return next(each for each in get_args(hint) if each is not NoneType)
