"""`suggest`: the adopted clauses nearest to a clause."""

from __future__ import annotations

import json
from typing import Any


def test_suggest_answers_with_every_field(run: Any) -> None:
    words = "Recognizing the need for cooperation between States and private firms in combating the criminal misuse of information technologies,"
    status, out, _ = run("suggest", words, "--kind", "preambular", "--limit", "2", "--json")
    matches = json.loads(out)
    assert status == 0 and len(matches) == 2
    assert set(matches[0]) == {
        "score", "text", "kind", "symbol", "organ", "status", "paragraph", "adopted", "vote", "uses", "first", "latest",
        "differs",
    }  # fmt: skip
    assert {match["symbol"] for match in matches} == {"A/RES/55/63", "A/RES/56/121"}
    assert {match["status"] for match in matches} == {"adopted"}
    assert matches[0]["score"] >= matches[1]["score"]


def test_a_drafts_wording_is_shown_as_a_drafts(run: Any) -> None:
    words = "Requests the Secretary-General to allocate the necessary resources in order to organize and support the work of the ad hoc intergovernmental committee within the United Nations regular budget;"
    match = json.loads(run("suggest", words, "--json")[1])[0]
    assert (match["symbol"], match["status"], match["adopted"]) == ("A/C.3/74/L.11", "draft", None)
