"""The commands behind dev.py, as far as they can be told without carrying them out."""

import subprocess
import sys
from pathlib import Path

import dev
import pytest
import screen
from screen import Outcome
from telling import Trouble

DEV = Path(dev.__file__)
NO_PLUGIN = Outcome(134, 0.5, "no Qt platform plugin could be initialized")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is started instead of the real thing, on a machine where everything is installed."""
    names: list[str] = []

    def start_program(command: list[object]) -> Outcome:
        names.append("program")
        return Outcome(3, 60.0, "")

    def start(command: list[object], env: object = None, cwd: object = None) -> int:
        names.append(" ".join(map(str, command[1:])))
        return 0

    monkeypatch.setattr(dev, "prepare", lambda *_: None)
    monkeypatch.setattr(screen, "run_watched", start_program)
    monkeypatch.setattr(screen, "run", start)
    return names


def on_a_screen(monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    monkeypatch.setattr(screen, "has_screen", lambda _: there)


def test_with_a_screen_the_program_starts_and_its_code_is_passed_on(
    started: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_screen(monkeypatch, True)
    assert dev.main(["run"]) == 3
    assert started == ["program"]


def test_without_a_screen_there_is_a_tour_and_it_is_announced(
    started: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_screen(monkeypatch, False)
    assert dev.main(["run"]) == 0
    assert started == ["-m desktop.trials.tour"]
    assert "no screen" in capsys.readouterr().out


def test_where_qt_cannot_use_the_screen_the_tour_follows(
    started: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_screen(monkeypatch, True)
    monkeypatch.setattr(screen, "run_watched", lambda _: NO_PLUGIN)
    assert dev.main(["run"]) == 0
    assert started == ["-m desktop.trials.tour"]
    assert "cannot use the screen" in capsys.readouterr().out


def test_the_command_line_of_the_program_needs_no_screen(
    started: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_screen(monkeypatch, False)
    assert dev.main(["run", "corpus", "list"]) == 3
    assert started == ["program"]


def test_a_file_to_open_asks_for_the_window(tmp_path: Path) -> None:
    draft = tmp_path / "draft.akn"
    assert not dev.opens_window([str(draft)])
    draft.touch()
    assert dev.opens_window([str(draft)])
    assert dev.opens_window([str(tmp_path / "missing.akn"), str(draft)])
    assert not dev.opens_window(["read", str(draft)])


def test_trouble_is_a_sentence_and_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise Trouble("Check the network.")

    monkeypatch.setattr(dev, "prepare", fail)
    assert dev.main(["test"]) == 2
    assert capsys.readouterr().err == "Check the network.\n"


def test_ctrl_c_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(dev, "prepare", interrupted)
    assert dev.main(["test"]) == 130


def test_an_unknown_command_is_answered_with_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert dev.main(["rnu"]) == 2
    said = capsys.readouterr().err
    assert all(f"  {name}" in said for name in dev.COMMANDS)


def test_a_python_that_is_too_old_is_told_in_a_sentence() -> None:
    assert dev.too_old((3, 9, 2)) == "Python 3.11 or newer is needed, and this is Python 3.9."
    assert dev.too_old((3, 11, 0)) is None


def test_a_failure_does_not_keep_the_next_check_from_speaking() -> None:
    spoken: list[int] = []

    def speak(code: int) -> int:
        spoken.append(code)
        return code

    assert dev.first_failure(speak(code) for code in (0, 4, 1)) == 4
    assert spoken == [0, 4, 1]


def test_benchmarks_are_chosen_by_name_and_the_rest_is_theirs() -> None:
    every = [Path("bench_export.py"), Path("bench_suggest.py")]
    assert dev.choose_benchmarks(every, ["suggest", "--clauses", "300"]) == (
        [every[1]],
        ["--clauses", "300"],
    )
    assert dev.choose_benchmarks(every, []) == (every, [])


def test_a_whole_run_is_spread_over_the_cores_and_a_chosen_test_is_not() -> None:
    assert dev.workers([], 8) == ["-n", "4", "--dist", "loadfile"]
    assert dev.workers(["-x", "--durations=20"], 2) == ["-n", "2", "--dist", "loadfile"]
    assert dev.workers([], 1) == []
    for arguments in (["tests/seeds"], ["-k", "undo"], ["-n", "0"], ["-n0"], ["-p", "no:xdist"]):
        assert dev.workers(arguments, 8) == []


def test_usage_needs_nothing_but_python(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-E", "-S", str(DEV), "--help"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "run the tests" in done.stdout
