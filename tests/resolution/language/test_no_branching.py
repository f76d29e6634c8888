"""What differs by language is in `resolution.language`: no other code of the product asks which language it has."""

import ast
from collections.abc import Iterator
from pathlib import Path

from resolution.language import LANGUAGES
from resolution.language.names import NAMES

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("desktop", "precedent_corpus", "resolution", "templates", "packaging")
HOME = ROOT / "resolution" / "language"

CODES = {code for code, entry in LANGUAGES.items()} | {entry.iso for entry in LANGUAGES.values()}
CONSTANTS = {name.upper() for name in NAMES.values()}
"""Names such as ENGLISH, under which a code could hide."""

CALLS = {"startswith", "endswith", "get", "of", "words", "pop", "setdefault", "removeprefix"}
"""Functions that a code must not be given to as a word."""

EXCEPTIONS = {
    ("desktop/pages/faces.py", "ARABIC"): "a script: letters that join, whatever the language",
    ("desktop/pages/lines.py", "ARABIC"): "a script: letters that join, whatever the language",
}
"""A module and the code of a language in it, and why it may stand there."""


def found_in(path: Path) -> Iterator[tuple[str, str, int]]:
    """Yield module, code and line wherever a module tells languages apart."""
    module = path.relative_to(ROOT).as_posix()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        for word in telling(node):
            yield module, word, getattr(node, "lineno", 0)


def telling(node: ast.AST) -> Iterator[str]:
    """Yield the codes of languages that a node compares, chooses by or keeps a table of."""
    match node:
        case ast.Compare():
            for side in (node.left, *node.comparators):
                yield from codes(side)
        case ast.Dict():
            for key in node.keys:
                yield from codes(key)
        case ast.Subscript():
            yield from codes(node.slice)
        case ast.Call():
            if called(node.func) in CALLS:
                for argument in node.args:
                    yield from codes(argument)
        case ast.BoolOp():
            for value in node.values:
                yield from codes(value)
        case ast.IfExp():
            for value in (node.body, node.orelse):
                yield from codes(value)
        case ast.MatchValue():
            yield from codes(node.value)
        case ast.Assign() | ast.AnnAssign():
            yield from codes(node.value)
        case ast.Name() if node.id.strip("_") in CONSTANTS:
            yield node.id
        case ast.alias() if node.name in CONSTANTS:
            yield node.name


def called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def codes(value: ast.AST | None) -> Iterator[str]:
    """Yield the codes that a literal consists of, alone or in a tuple, list or set."""
    if isinstance(value, ast.Constant) and value.value in CODES:
        yield str(value.value)
    elif isinstance(value, ast.Tuple | ast.List | ast.Set):
        for part in value.elts:
            yield from codes(part)


def test_no_code_branches_on_a_language() -> None:
    paths = [
        path
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if HOME not in path.parents
    ]
    assert paths
    assert [
        f"{module}:{line} {word}"
        for path in paths
        for module, word, line in found_in(path)
        if (module, word) not in EXCEPTIONS
    ] == []


def test_every_exception_is_needed() -> None:
    needed = {(module, word) for module, _ in EXCEPTIONS for _, word, _ in found_in(ROOT / module)}
    assert set(EXCEPTIONS) - needed == set()


def test_the_search_finds_what_it_looks_for() -> None:
    """One of each kind, so that an empty answer above means something."""
    written = (
        'x == "en"', '"fr" != x', 'x in ("en", "zh")', 'x not in {"ar"}', '{"en": 1}', 'x["en"]', 'x.startswith("zh")',
        'x.get("en")', 'words("en")', 'x or "en"', '1 if x else "en"', 'A = ("en",)', "ENGLISH", "from a import FRENCH",
        'match x:\n    case "en": pass',
    )  # fmt: skip
    for source in written:
        assert [word for node in ast.walk(ast.parse(source)) for word in telling(node)], source
