"""Starting a draft: stock formulas, the next session's draft, the next revision."""
