"""`search`: symbols, phrases and words."""

from __future__ import annotations

import json
from typing import Any


def test_search_goes_by_symbol_phrase_and_words(run: Any) -> None:
    status, out, _ = run("search", "56/121 para 2", "--json")
    found = json.loads(out)
    assert status == 0 and found["by"] == "symbol" and not found["more"]
    assert [(m["symbol"], m["paragraph"]) for m in found["matches"]] == [("A/RES/56/121", "OP2")]
    phrase = json.loads(run("search", "“criminal misuse of information”", "--json")[1])
    assert phrase["by"] == "phrase" and phrase["matches"] and phrase["instead"] is None
    words = json.loads(
        run(
            "search",
            "private sector cooperation",
            "--since",
            "2001",
            "--status",
            "adopted",
            "--json",
        )[1]
    )
    assert words["by"] == "words" and all(m["adopted"] >= "2001" for m in words["matches"])


def test_a_phrase_that_nothing_holds_is_said_to_have_no_exact_match(run: Any) -> None:
    found = json.loads(run("search", "“information criminal misuse”", "--json")[1])
    assert found["by"] == "words" and found["matches"]
    assert found["instead"] == {"reason": "no exact match", "words": "information criminal misuse"}
    assert all(match["score"] < 100 for match in found["matches"])
    status, out, _ = run("search", "“information criminal misuse”")
    assert status == 0
    assert out.splitlines()[0] == (
        "No exact match. Searched for the words instead: information criminal misuse"
    )
    nothing = run("search", "“29 March 2099”")[1]
    assert nothing.startswith("No exact match. Searched for the words instead: 29 March 2099")


def test_a_search_for_nothing_is_told_what_to_say(run: Any) -> None:
    status, _, error = run("search")
    assert status == 2 and "symbol" in error
