"""What the heads and feet of English pages say."""

from __future__ import annotations

import re

from resolution.language.expressions import PageExpressions

EXPRESSIONS = PageExpressions(
    page=re.compile(r"(?:page\s+)?(\d{1,3})\s?(?:/|of)\s?(\d{1,3})", re.IGNORECASE),
    lone=re.compile(r"(?:[-–—]\s?)?(?:page\s)?\d{1,3}(?:\s?[-–—])?", re.IGNORECASE),
    recycle=re.compile(r"please recycle\W*", re.IGNORECASE),
)
