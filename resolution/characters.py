"""Characters that our files cannot contain, and their replacement wherever text enters the program.

XML 1.0 (section 2.2) forbids the control characters below U+0020 other than tab and line ends, surrogates, U+FFFE and
U+FFFF. They come with text copied from Word and with web pages.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from operator import is_
from typing import Any, TypeVar, cast

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MEANING = {
    "\x0b": "\n",  # Word: a line break within a paragraph
    "\x0c": "\n",  # a page break
    "\x1c": "\n",  # Unicode gives U+001C and U+001D the class of paragraph separators
    "\x1d": "\n",
    "\x1e": "\N{NON-BREAKING HYPHEN}",  # Word's own code for it
}


def clean(words: str) -> str:
    """Return the text with each forbidden character replaced by its equivalent, or removed if it has none.

    U+001F, Word's optional hyphen, is removed like all optional hyphens.
    """
    return _FORBIDDEN.sub(lambda found: _MEANING.get(found[0], ""), words)


_Value = TypeVar("_Value")


def cleaned(value: _Value) -> _Value:
    """Return a value of the model with all its text cleaned; the same object if it is clean already."""
    return cast(_Value, _cleaned(value))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return value if isinstance(value, Enum) or not _FORBIDDEN.search(value) else clean(value)
    if isinstance(value, tuple):
        parts = tuple(map(_cleaned, value))
        return value if all(map(is_, parts, value)) else parts
    changes = {}
    for name in _field_names(value.__class__):
        old = getattr(value, name)
        if (new := _cleaned(old)) is not old:
            changes[name] = new
    return replace(value, **changes) if changes else value


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """Return the names of a dataclass's fields; empty for any other class."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()
