"""The editor of a draft, on one QTextEdit."""

from desktop.editor.editor import CurrentClause, DraftEditor

__all__ = ["CurrentClause", "DraftEditor"]
