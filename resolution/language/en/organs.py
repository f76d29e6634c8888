"""How English texts name organs. Source: Editorial Manual, names of organs."""

from __future__ import annotations

import re

from resolution.language.expressions import OrganExpressions

EXPRESSIONS = OrganExpressions(
    main_committees={
        1: "First Committee",
        2: "Second Committee",
        3: "Third Committee",
        4: "Special Political and Decolonization Committee (Fourth Committee)",
        5: "Fifth Committee",
        6: "Sixth Committee",
    },
    small_words=("of", "on", "and", "the", "for", "to", "in"),
    opening=re.compile(
        r"(?:The )(?P<organ>(?:[A-Z][\w’'-]*)(?: (?:[A-Z][\w’'-]*|of|on|and|the|for|to|in))*)"
    ),
    reporting_committee=re.compile(r"on the report of the (?P<committee>.+?)\s*\((?:[ASE]/|\d)"),
)
