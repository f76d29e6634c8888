"""The database of texts: import, download, register."""
