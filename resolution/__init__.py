"""The document itself: model, reading, writing, checks, comparison. Knows nothing of Qt or of any corpus."""

from pathlib import Path

DATA = Path(__file__).parent / "data"
"""Tables that ship with the program: states, leads, spelling, rates of the rules."""
