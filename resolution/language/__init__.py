"""What differs by language, as one value for each: `of("fr")`. No code outside this package branches on a language.

A new language (say, Italian):

1. Add an entry to `LANGUAGES` in `resolution/language/languages.py`: the two-letter code, the English name, the
   three-letter code, how it says "above" and "below", and `official=False` unless it is an official language of the
   United Nations.
2. Add `resolution/language/it.py` with `LANGUAGE = Language(code="it", …)`. Copy `fr.py` and translate it; leave out
   what you do not know: each field of `Language` has a default that makes the program do nothing in that language, and
   `MastheadWords` falls back to English.

That is all: reading and writing files, the window and the command line ask `of`. Add the rest when it is known:

- `resolution/data/leads_it.csv`, made by `packaging/make_leads.py`, is the table of leads. It brings completion, the
  typeface of leads, and the lists of leads with it.
- `expressions` names a module for each thing that is recognized by its words: `ordinals`, `organs`, `leads`, `lines`,
  `clauses`, `notes`, `pages`, `masthead`, `references`. `resolution/language/en/` shows what each of them holds;
  `expressions.py` describes it.
- A check applies to the languages in its `Rule.languages`. Add the code there when the rule's words hold for the
  language, and run `tests/resolution/checks/test_languages.py`, which checks it against official texts.

`tests/resolution/language/` goes through every entry by itself.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from resolution.language.languages import DEFAULT, LANGUAGES, OFFICIAL
from resolution.language.names import primary

if TYPE_CHECKING:
    from resolution.language.language import Language

__all__ = ["DEFAULT", "LANGUAGES", "OFFICIAL", "of"]


@cache
def of(tag: str = DEFAULT) -> Language:
    """Return the language of a tag ("fr", "fr-CA"); for one without an entry a value that has nothing but its code.

    The module of the language is loaded when the language is first asked for; those of the others are not.
    """
    code = primary(tag)
    if code not in LANGUAGES:
        from resolution.language.language import Language

        return Language(code=code)
    known: Language = import_module(f"{__name__}.{code}").LANGUAGE
    return known
