"""The form for the heading of the document."""
