"""A draft as plain JSON: what a recovery copy is written as when no Akoma Ntoso file can be made of the draft.

It asks nothing of the draft: values go in as they are, each under the name of its class, and come out the same.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from resolution import model, text
from resolution.model import Resolution

ENDING = ".json"

_CLASSES: dict[str, Any] = {
    name: value
    for module in (model, text)
    for name, value in vars(module).items()
    if isinstance(value, type) and (is_dataclass(value) or issubclass(value, Enum))
}


def to_bytes(resolution: Resolution) -> bytes:
    """Return a draft as JSON in ASCII."""
    return json.dumps(_told(resolution)).encode("ascii")


def from_bytes(content: bytes) -> Resolution:
    """Return the draft that `to_bytes` wrote; raises ValueError where it is damaged."""
    try:
        made = _made(json.loads(content))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"The copy is damaged: {error}") from error
    if not isinstance(made, Resolution):
        raise ValueError("The copy holds no draft.")
    return made


def _told(value: Any) -> Any:
    match value:
        case Enum():  # before str: most of them are strings too
            return {type(value).__name__: value.value}
        case date():
            return {"date": value.isoformat()}
        case tuple():
            return [_told(each) for each in value]
        case _ if is_dataclass(value):
            parts = {each.name: _told(getattr(value, each.name)) for each in fields(value)}
            return {type(value).__name__: parts}
        case _:
            return value


def _made(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_made, value))
    if not isinstance(value, dict):
        return value
    ((name, held),) = value.items()
    if name == "date":
        return date.fromisoformat(held)
    kind = _CLASSES[name]
    if issubclass(kind, Enum):
        return kind(held)
    return kind(**{key: _made(part) for key, part in held.items()})
