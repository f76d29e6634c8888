"""The heading form."""
