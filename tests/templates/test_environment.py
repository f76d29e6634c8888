"""The templates: all compile, words are escaped, and a name that is not given is an error."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from templates import FOLDER, environment


def test_every_template_compiles() -> None:
    names = [
        path.relative_to(FOLDER).as_posix()
        for path in FOLDER.rglob("*")
        if path.suffix in (".xml", ".html", ".txt")
    ]
    assert "akn/document.xml" in names
    for name in names:
        environment().get_template(name)


def test_there_is_one_environment() -> None:
    assert environment() is environment()


def test_words_are_escaped() -> None:
    assert (
        environment().from_string("<p>{{ words }}</p>").render(words="A < B & C")
        == "<p>A &lt; B &amp; C</p>"
    )


def test_a_name_that_is_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ symbol }}").render()
