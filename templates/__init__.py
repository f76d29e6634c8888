"""How everything the program writes looks: Jinja2 templates, one folder for each thing written."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).parent


@cache
def environment() -> Environment:
    """Return the one Jinja2 environment of all writers: autoescaped, and a name that is not given is an error.

    Templates are named from this folder ("akn/document.xml"). Everything the writers make is XML or HTML, so everything
    is escaped; blocks leave no blank lines behind.
    """
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
