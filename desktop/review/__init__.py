"""The tracked changes of a Word file, looked at and decided one by one before the file becomes a draft."""
