"""The document: model, reading, writing, checks, comparison. Independent of Qt and of any corpus."""

from pathlib import Path

DATA = Path(__file__).parent / "data"
"""Tables that ship with the program: states, leads, spelling, rates of the rules."""
