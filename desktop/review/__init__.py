"""Reviewing the tracked changes of a Word file before it becomes a draft."""
