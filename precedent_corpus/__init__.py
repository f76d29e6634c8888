"""The adopted texts and the search over them: what adopted language is nearest to a clause. No Qt here."""

READ_FOR_ANOTHER = "--read-for-another-process"
"""What the installed program is started with to read texts for another process of its own; see `readers.py`."""
