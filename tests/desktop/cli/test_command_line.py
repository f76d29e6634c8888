"""The command line, on which scripts rely."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from desktop.main import main
from resolution.formats.akn import writer as akn
from resolution.formats.detect import read as read_file
from resolution.formats.word.reader import changes
from resolution.formats.word.reader import read as read_word
from resolution.model import Masthead, Resolution, Status
from tests.waiting import PROCESS_LIMIT

COUNTS = {0: (13, 3, 10, 6), 1: (12, 3, 0, 4), 2: (14, 5, 0, 4), 3: (14, 3, 0, 4), 4: (9, 7, 0, 3)}
"""Preambular, operative, sub and notes of the seeds, as their register counts them."""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("RESOLUTION_DRAFTER_DATA", str(tmp_path / "data"))

    def command(*words: object) -> tuple[int, str, str]:
        try:
            status = main([str(word) for word in words])
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return command


def below(clause: dict[str, Any]) -> int:
    return sum(1 + below(item) for item in clause["items"])


@pytest.mark.parametrize("seed", range(5))
def test_a_seed_is_read_with_its_counts(run: Any, seeds: list[Path], seed: int) -> None:
    status, out, _ = run("read", seeds[seed], "--json")
    read = json.loads(out)
    clauses = read["preambular"] + read["operative"]
    counted = (len(read["preambular"]), len(read["operative"]), sum(map(below, clauses)))
    assert status == 0
    assert (*counted, len(read["notes"])) == COUNTS[seed]


def test_a_field_that_is_not_given_is_null(run: Any, seeds: list[Path]) -> None:
    read = json.loads(run("read", seeds[0], "--json")[1])
    assert read["symbol"] == "A/RES/55/63" and read["adopted"] == "2000-12-04"
    assert read["issued"] is None and read["committee"] is None and read["vote"] is None
    assert read["opening"] == "The General Assembly,"
    assert read["divisions"][0]["closing"] == ["81st plenary meeting", "4 December 2000"]
    assert read["operative"][0]["items"][0]["label"] == "(a)"
    adopted = json.loads(run("read", seeds[1], "--json")[1])
    assert (adopted["committee"], adopted["report"]) == ("Third Committee", "A/56/574")


def test_standard_input_is_read(
    run: Any, seeds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(seeds[1].read_bytes())))
    status, out, _ = run("read", "-", "--json")
    assert status == 0 and json.loads(out)["symbol"] == "A/RES/56/121"


@pytest.mark.parametrize("ending", [".akn", ".docx", ".html", ".pdf", ".txt"])
def test_export_writes_by_the_ending(
    run: Any, qapp: object, seeds: list[Path], tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"out{ending}"
    assert run("export", seeds[3], "-o", target)[0] == 0
    data = target.read_bytes()
    if ending == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert "word/footnotes.xml" in package.namelist()
    elif ending == ".pdf":
        text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded()
        assert "Algeria" in text
    else:
        assert "Algeria" in data.decode()


def test_a_pdf_needs_no_display(seeds: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    done = subprocess.run(
        [sys.executable, "-m", "desktop.main", "export", str(seeds[1]), "-o", str(target)],
        env={name: value for name, value in os.environ.items() if name not in hidden},
        cwd=Path(__file__).resolve().parents[3],
        capture_output=True,
        text=True,
        timeout=PROCESS_LIMIT,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_text_is_exported_against_a_precedent_with_tracked_changes(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    target = tmp_path / "out.docx"
    words = ("--base", seeds[1], "--author", "Peru")
    assert run("export", seeds[0], "-o", target, *words) == (0, "", "")
    assert {change.author for change in changes(target).changes} == {"Peru"}
    rejected = read_word(target, rejected=True).resolution
    assert rejected.main == read_file(seeds[1]).resolution.main


def test_a_comparison_is_written_with_tracked_changes(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    target = tmp_path / "out.docx"
    assert run("compare", seeds[0], seeds[1], "-o", target) == (0, "", "")
    assert read_word(target).resolution.main == read_file(seeds[1]).resolution.main


def test_changes_are_tracked_in_word_files_only(run: Any, seeds: list[Path]) -> None:
    status, out, err = run("export", seeds[0], "-o", "out.pdf", "--base", seeds[1])
    assert status == 2 and not out
    assert "end “out.pdf” in .docx" in err and err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("read", "no such file.txt"),
        ("read", "."),
        ("suggest", "   "),
        ("suggest", "Recalling", "--limit", "0"),
        ("corpus", "remove", "A/RES/1/1"),
        ("export", "no.txt", "-o", "out.xyz"),
        ("report", "SEED", "-o", "out.xyz"),
        ("compare", "SEED", "A/RES/1/1"),
        ("compare", "SEED", "SEED", "-o", "out.xyz"),
        ("read",),
        ("corpus",),
    ],
)
def test_an_error_is_one_sentence_and_status_2(
    run: Any, seeds: list[Path], words: tuple[str, ...]
) -> None:
    status, _, err = run(*(seeds[0] if word == "SEED" else word for word in words))
    assert status == 2
    assert err.strip() and err.count("\n") == 1 and "Traceback" not in err


def test_compare_tells_what_differs_and_how_much(run: Any, seeds: list[Path]) -> None:
    status, out, err = run("compare", seeds[3], seeds[2])
    assert (status, err) == (0, "")
    assert out.startswith("Paragraphs: 11 changed, 4 new, 2 deleted;")
    assert "[-criminals and lead-]{+perpetrators and may contribute+}" in out
    assert "cites and counts: now resolution 73/27, 5 December 2018, resolution 73/187" in out


def test_compare_takes_symbols_of_the_corpus_for_texts(run: Any, seeds: list[Path]) -> None:
    named = json.loads(run("compare", "A/RES/55/63", "A/RES/56/121", "--json")[1])
    filed = json.loads(run("compare", seeds[0], seeds[1], "--json")[1])
    assert (named["old"]["symbol"], named["new"]["symbol"]) == ("A/RES/55/63", "A/RES/56/121")
    assert [row["what"] for row in named["rows"]] == [row["what"] for row in filed["rows"]]


def test_compare_answers_with_every_field(run: Any, seeds: list[Path]) -> None:
    told = json.loads(run("compare", seeds[0], seeds[1], "--json")[1])
    assert {
        "old",
        "new",
        "same",
        "totals",
        "heading",
        "sponsors",
        "rows",
        "notes",
        "amendments",
    } <= set(told)
    row = next(row for row in told["rows"] if row["what"] == "changed")
    assert set(row) == {
        "what", "part", "old", "new", "tie", "form", "pieces", "table", "gone", "come",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("ending", "wanted"),
    [
        ("txt", "4. In preambular paragraph 8, replace “noting” with “recognizing also”."),
        ("json", "“noting” with “recognizing also”"),
        ("html", "<del>noting</del><ins>recognizing also</ins>"),
    ],
)
def test_compare_writes_a_file_by_its_ending(
    run: Any, seeds: list[Path], tmp_path: Path, ending: str, wanted: str
) -> None:
    target = tmp_path / f"changes.{ending}"
    assert run("compare", seeds[0], seeds[1], "-o", target) == (0, "", "")
    assert wanted in target.read_text(encoding="utf-8")


def test_the_amendments_that_compare_writes_give_the_other_text(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    listed, amended = tmp_path / "amendments.txt", tmp_path / "amended.akn"
    assert run("compare", seeds[3], seeds[2], "-o", listed) == (0, "", "")
    assert run("amend", seeds[3], listed, "-o", amended) == (0, "", "")
    told = json.loads(run("compare", amended, seeds[2], "--json")[1])
    assert {row["what"] for row in told["rows"]} == {"same"}


def test_an_amendment_that_does_not_fit_is_told_in_one_sentence(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    listed = tmp_path / "amendments.txt"
    listed.write_text("1. Delete operative paragraph 99.", encoding="utf-8")
    status, _, err = run("amend", seeds[3], listed, "-o", tmp_path / "out.akn")
    assert status == 2 and err.count("\n") == 1
    assert (
        "“Delete operative paragraph 99.”) cannot be read: the text has no operative paragraph 99"
        in err
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "1. Delete operative paragraph 1.\n2. Abolish operative paragraph 3.\n3. Delete operative paragraph 2.\n",
            "Line 2 (“2. Abolish operative paragraph 3.”) cannot be read as an amendment",
        ),
        ("Dear colleagues,\n\nThere is nothing to say.\n", "There is no amendment in"),
        ("No amendments.\n", "There is no amendment in"),
        ("", "There is no amendment in"),
    ],
)
def test_a_list_that_is_not_understood_writes_nothing(
    run: Any, seeds: list[Path], tmp_path: Path, words: str, said: str
) -> None:
    listed, out = tmp_path / "amendments.txt", tmp_path / "out.akn"
    listed.write_text(words, encoding="utf-8")
    status, printed, err = run("amend", seeds[3], listed, "-o", out)
    assert (status, printed) == (2, "")
    assert said in err and err.count("\n") == 1
    assert not out.exists()


def test_a_list_that_is_not_understood_leaves_the_file_that_is_there(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    listed, out = tmp_path / "amendments.txt", tmp_path / "out.txt"
    listed.write_text("Delete OP1.\nAbolish OP2.\n", encoding="utf-8")
    out.write_text("kept", encoding="utf-8")
    assert run("amend", seeds[3], listed, "-o", out)[0] == 2
    assert out.read_text(encoding="utf-8") == "kept"


def test_a_gap_in_the_numbering_of_amendments_is_told(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    listed, out = tmp_path / "amendments.txt", tmp_path / "out.akn"
    listed.write_text("1. Delete OP1.\n3. Delete OP2.\n", encoding="utf-8")
    status, _, err = run("amend", seeds[3], listed, "-o", out)
    assert status == 0 and out.exists()
    assert "leaves out 2; check that no amendment is missing" in err


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


@pytest.mark.parametrize("command", ["suggest", "search", "history"])
def test_words_with_characters_that_no_file_can_hold_are_words_all_the_same(
    run: Any, command: str
) -> None:
    clear = run(command, "Recalling its resolution 55/63\n", "--json")
    assert run(command, "\x01Recalling its\udc80 resolution 55/63\v", "--json") == clear
    assert clear[0] == 0


def test_an_author_with_characters_that_no_file_can_hold_is_named_without_them(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "out.docx"
    status, _, error = run(
        "export", seeds[0], "--base", seeds[1], "--author", "Cu\x01ba\udc80", "-o", out
    )
    assert (status, error) == (0, "")
    assert read_file(out).changed_by == ("Cuba",)


def test_a_drafts_wording_is_shown_as_a_drafts(run: Any) -> None:
    words = "Requests the Secretary-General to allocate the necessary resources in order to organize and support the work of the ad hoc intergovernmental committee within the United Nations regular budget;"
    match = json.loads(run("suggest", words, "--json")[1])[0]
    assert (match["symbol"], match["status"], match["adopted"]) == ("A/C.3/74/L.11", "draft", None)


def test_check_tells_problems_and_exits_1_for_an_error(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    status, out, _ = run("check", seeds[4], "--json")
    codes = {problem["code"] for problem in json.loads(out)}
    assert status == 0 and {"lead-indicative", "fragment"} <= codes
    broken = tmp_path / "broken.txt"
    broken.write_text("Recalling its resolution 65/230,\n\n1. Decides to act.\n")
    status, out, _ = run("check", broken)
    assert status == 1 and "opening-missing" in out
    dated = "Recalling its resolution 65/230 of 22 December 2010,\n\n1. Decides to act.\n"
    broken.write_text(f"The General Assembly,\n\n{dated}")
    status, out, _ = run("check", broken)
    assert status == 0 and "adopted on 21 December 2010" in out


def test_a_text_in_another_language_is_told_how_many_rules_apply(run: Any, tmp_path: Path) -> None:
    from resolution.checks import applying, rules
    from resolution.formats.akn import writer as akn
    from resolution.model import Block, Division, Kind, Masthead, Resolution
    from resolution.text import make

    blocks = (Block(Kind.PREAMBULAR, make("ссылаясь на резолюцию 65/230,"), id="a"),)
    head = Masthead(organ="General Assembly", symbol="A/RES/76/1", language="ru")
    path = tmp_path / "russian.akn"
    akn.write(Resolution(head, (Division(blocks=blocks),)), path)
    status, out, told = run("check", path, "--json")
    assert (status, json.loads(out)) == (0, [])
    assert f"Only {len(applying('ru'))} of {len(rules())} rules apply to Russian.\n" in told
    assert told.count("rules apply") == 1
    changing = run("new", path, "--session", "77")[1]
    assert changing == "What usually changes is known for texts in English only.\n"


def test_what_is_ignored_in_a_draft_is_not_told_nor_an_error(run: Any, tmp_path: Path) -> None:
    from resolution.formats.akn import writer as akn
    from resolution.model import Block, Division, Ignored, Kind, Masthead, Resolution
    from resolution.text import make

    blocks = (Block(Kind.OPERATIVE, make("Decides to act."), "1.", id="a"),)
    head = Masthead(organ="General Assembly")
    draft = Resolution(head, (Division(blocks=blocks),), ignored=(Ignored("opening-missing"),))
    path = tmp_path / "draft.akn"
    akn.write(draft, path)
    status, out, told = run("check", path, "--json")
    assert (status, [p["code"] for p in json.loads(out)]) == (0, [])
    assert "Ignored in this draft: 1" in told
    status, out, _ = run("check", path, "--json", "--all")
    assert (status, [p["code"] for p in json.loads(out)]) == (1, ["opening-missing"])


def test_the_rules_are_listed_without_a_draft(run: Any, tmp_path: Path) -> None:
    status, out, _ = run("check", "--rules", "--json")
    assert status == 0
    assert {"code", "group", "title", "severity", "why", "source"} <= set(json.loads(out)[0])
    page = tmp_path / "rules.md"
    assert run("check", "--rules", "-o", page) == (0, "", "")
    assert page.read_text(encoding="utf-8").startswith("# Rules of the checks")
    status, _, told = run("check")
    assert status == 2
    assert "--rules" in told


def test_the_corpus_is_kept_from_the_command_line(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    text = seeds[0].read_text().replace("55/63", "55/999")
    own = tmp_path / "own.txt"
    own.write_text(text)
    added = json.loads(run("corpus", "add", own, seeds[1], "--json")[1])
    assert (added["added"], added["duplicates"]) == (1, 1)
    symbols = {row["symbol"] for row in json.loads(run("corpus", "list", "--json")[1])}
    assert "A/RES/55/999" in symbols and len(symbols) == 6
    assert run("corpus", "remove", "A/RES/55/999")[0] == 0
    assert json.loads(run("corpus", "info", "--json")[1])["documents"] == 5


def test_the_archives_of_the_record_are_listed_and_got_by_their_names(
    run: Any, seeds: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from precedent_corpus.store import record
    from precedent_corpus.store.download import Downloaded

    def fetch(address: str, target: Path, *_: object, **__: object) -> Downloaded:
        assert address.startswith("https://")
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("repo/75session/English/new.txt", seeds[0].read_bytes())
        return Downloaded(target, 1, "00ff")

    monkeypatch.setattr(record, "download", fetch)
    status, out, _ = run("corpus", "get", "--list")
    assert status == 0
    assert "GA-75\tGeneral Assembly\t" in out
    status, out, told = run("corpus", "get", "ga-75")
    assert status == 0
    assert "already there" in out
    assert "SHA-256 00ff" in told
    assert "acknowledge the United Nations" in told
    status, _, told = run("corpus", "get", "GA-1")
    assert status == 2
    assert "GA-1" in told


def test_the_data_folder_is_named_before_or_after_the_command(run: Any, tmp_path: Path) -> None:
    for words in (
        ("--data", tmp_path / "a", "corpus", "info"),
        ("corpus", "info", "--data", tmp_path / "b"),
    ):
        assert run(*words)[0] == 0
    assert (tmp_path / "a").is_dir() and (tmp_path / "b").is_dir()


def test_report_and_history_name_their_sources(run: Any, seeds: list[Path], tmp_path: Path) -> None:
    assert "A/RES/55/63" in run("report", seeds[1])[1]
    target = tmp_path / "report.json"
    assert run("report", seeds[1], "-o", target)[0] == 0
    assert json.loads(target.read_text())[0]["paragraph"] == "PP1"
    uses = json.loads(run("history", "Noting the necessity of preventing the criminal misuse of information technologies,", "--json")[1])  # fmt: skip
    assert [use["symbol"] for use in uses] == ["A/RES/55/63", "A/RES/56/121"]


def test_an_import_of_which_nothing_was_taken_in_is_no_success(run: Any, tmp_path: Path) -> None:
    status, out, errors = run("corpus", "add", tmp_path / "missing.txt", "--json")
    assert status == 2 and errors.count("\n") == 1
    assert json.loads(out)["skipped"][0]["name"] == "missing.txt"


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


def test_adding_needs_something_to_add(run: Any) -> None:
    status, _, error = run("corpus", "add")
    assert status == 2 and "--resume" in error
    assert run("corpus", "add", "--resume")[0] == 0


def test_the_session_of_a_draft_may_be_a_year(run: Any, tmp_path: Path) -> None:
    source, out = tmp_path / "council.akn", tmp_path / "draft.akn"
    head = Masthead(Status.ADOPTED, "Economic and Social Council", "E/RES/2022/13")
    source.write_bytes(akn.to_bytes(Resolution(head)))
    assert run("new", source, "--session", "2027", "-o", out)[0] == 0
    assert json.loads(run("read", out, "--json")[1])["session"] == "2027 session"


def test_the_draft_of_another_session_is_begun_and_what_usually_changes_is_named(
    run: Any, tmp_path: Path
) -> None:
    out = tmp_path / "draft.akn"
    status, said, _ = run("new", "A/RES/55/63", "--session", "56", "-o", out, "--json")
    assert status == 0
    assert [(p["code"], p["where"]) for p in json.loads(said)] == [
        ("update-session", "OP3"),
        ("update-report", "note 2"),
    ]
    head = json.loads(run("read", out, "--json")[1])
    assert (head["kind"], head["session"], head["base"]) == (
        "draft",
        "Fifty-sixth session",
        "A/RES/55/63",
    )
    assert run("new", out, "--session", "57")[1].endswith("\n1 thing usually changes.\n")
    status, _, complaint = run("new", "A/RES/55/63", "--session", "next")
    assert status == 2 and "give a number from 1 to 9999" in complaint
    status, _, complaint = run("new", "A/RES/99/1")
    assert status == 2 and "A/RES/99/1" in complaint
