"""The editor of a draft, on one QTextEdit."""

from desktop.editor.draft_view import CurrentClause
from desktop.editor.editor import DraftEditor

__all__ = ["CurrentClause", "DraftEditor"]
