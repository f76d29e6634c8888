"""Starting a draft: stock formulas, the next session's text, the next revision."""
