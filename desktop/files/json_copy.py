"""A draft as plain JSON, the format of a recovery copy when the draft cannot be written as Akoma Ntoso.

It makes no assumptions about the draft: each value is stored under the name of its class and restored unchanged.
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
    return json.dumps(_encode(resolution)).encode("ascii")


def from_bytes(content: bytes) -> Resolution:
    """Return the draft that `to_bytes` wrote. Raises ValueError if it is damaged."""
    try:
        draft = _decode(json.loads(content))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"The copy is damaged: {error}") from error
    if not isinstance(draft, Resolution):
        raise ValueError("The copy holds no draft.")
    return draft


def _encode(value: Any) -> Any:
    match value:
        case Enum():  # before str: most of them are strings too
            return {type(value).__name__: value.value}
        case date():
            return {"date": value.isoformat()}
        case tuple():
            return [_encode(part) for part in value]
        case _ if is_dataclass(value):
            parts = {f.name: _encode(getattr(value, f.name)) for f in fields(value)}
            return {type(value).__name__: parts}
        case _:
            return value


def _decode(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_decode, value))
    if not isinstance(value, dict):
        return value
    ((name, held),) = value.items()
    if name == "date":
        return date.fromisoformat(held)
    kind = _CLASSES[name]
    if issubclass(kind, Enum):
        return kind(held)
    return kind(**{key: _decode(part) for key, part in held.items()})
