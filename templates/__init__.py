"""The templates (Jinja2) for everything the program writes, one folder for each output."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).parent


@cache
def environment() -> Environment:
    """Return the Jinja2 environment shared by all writers: autoescaping, and undefined names are errors.

    Templates are named relative to this folder ("akn/document.xml"). All output of the writers is XML or HTML, so
    everything is escaped; blocks leave no blank lines.
    """
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
