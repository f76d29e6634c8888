"""The changes to a text as a list of amendments, as the United Nations words them; and applying such a list.

"In operative paragraph 3, replace “…” with “…”", "After preambular paragraph 5, insert a new preambular paragraph
reading: “…”", "Delete operative paragraph 7". All numbers are those of the text that is amended.
"""

from resolution.amendments.apply import apply
from resolution.amendments.errors import AmendmentError
from resolution.amendments.generate import amendments
from resolution.amendments.parse import gap_hint, read
from resolution.amendments.sentences import write

__all__ = ["AmendmentError", "amendments", "apply", "gap_hint", "read", "write"]
