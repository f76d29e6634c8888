"""The adopted texts and the search over them: what adopted language is nearest to a clause. No Qt here."""

from pathlib import Path

DATA = Path(__file__).parent / "data"
"""The starter corpus, the register, and other tables that ship with the program."""

READ_FOR_ANOTHER = "--read-for-another-process"
"""What the installed program is started with to read texts for another process of its own; see `readers.py`."""
