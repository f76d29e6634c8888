"""When the virtual environment is made, brought up to date, made anew, or left alone."""

from pathlib import Path

import environment
import pytest
from telling import Trouble

DEBIAN_PIP_OFFLINE = """\
WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after \
connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object>: \
Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')'
ERROR: Could not find a version that satisfies the requirement click==8.5.1 (from versions: none)
ERROR: No matching distribution found for click==8.5.1
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with a lock and a project file."""
    (tmp_path / environment.LOCK).write_text("click==8.5.1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    return tmp_path


@pytest.fixture
def venv(checkout: Path) -> Path:
    """An environment that fits the checkout."""
    path = checkout / ".venv"
    python = environment.venv_command("python", path)
    python.parent.mkdir(parents=True)
    python.touch()
    environment.write_mark(path, environment.wanted_mark(checkout))
    return path


def task(checkout: Path) -> str:
    return environment.what_to_do(checkout / ".venv", environment.wanted_mark(checkout))


def test_a_fresh_checkout_needs_an_environment(checkout: Path) -> None:
    assert task(checkout) == "make"


def test_an_environment_that_fits_is_left_alone(checkout: Path, venv: Path) -> None:
    assert task(checkout) == "nothing"


@pytest.mark.parametrize("name", environment.MADE_FROM)
def test_other_versions_bring_it_up_to_date(checkout: Path, venv: Path, name: str) -> None:
    with (checkout / name).open("a") as file:
        file.write("# changed\n")
    assert task(checkout) == "sync"


def test_a_new_package_at_the_top_brings_it_up_to_date(checkout: Path, venv: Path) -> None:
    (checkout / "desktop").mkdir()
    (checkout / "desktop" / "__init__.py").touch()
    assert task(checkout) == "sync"


def test_one_whose_making_was_interrupted_is_made_anew(checkout: Path, venv: Path) -> None:
    environment.write_mark(venv, environment.MAKING)
    assert task(checkout) == "remake"


def test_one_with_a_broken_mark_is_made_anew(checkout: Path, venv: Path) -> None:
    (venv / environment.MARK).write_text('{"state": "rea')
    assert task(checkout) == "remake"


def test_one_of_another_python_is_made_anew(checkout: Path, venv: Path) -> None:
    mark = environment.wanted_mark(checkout)
    environment.write_mark(venv, {**mark, "python": "cpython 3.10 /usr"})
    assert task(checkout) == "remake"


def test_one_whose_python_is_gone_is_made_anew(checkout: Path, venv: Path) -> None:
    environment.venv_command("python", venv).unlink()
    assert task(checkout) == "remake"


def test_one_in_a_checkout_that_was_moved_is_made_anew(
    checkout: Path, venv: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    moved = tmp_path_factory.mktemp("elsewhere") / "checkout"
    checkout.rename(moved)
    assert task(moved) == "remake"


def test_one_that_someone_else_made_is_never_touched(checkout: Path, venv: Path) -> None:
    (venv / environment.MARK).unlink()
    assert task(checkout) == "refuse"
    with pytest.raises(Trouble, match="move it away"):
        environment.carry_out("refuse", {})


def test_it_is_marked_half_made_until_everything_is_in_place(
    checkout: Path, venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "install_packages", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment.carry_out("sync", environment.wanted_mark(checkout))
    assert environment.read_mark(venv) == environment.MAKING


def test_an_environment_that_fits_starts_no_other_program(
    checkout: Path, venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "ROOT", checkout)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment.subprocess, "run", lambda *_: pytest.fail("it started one"))
    environment.ensure()


def test_without_a_network_the_advice_is_to_look_at_the_network() -> None:
    advice = environment.pip_sentence(DEBIAN_PIP_OFFLINE).splitlines()[-1]
    assert advice.startswith("The Python packages could not be fetched: check the network")


def test_a_package_without_a_build_for_this_system_is_told_from_a_missing_network() -> None:
    errors = "ERROR: No matching distribution found for pyside6-essentials==6.11.3\n"
    assert "no ready-made build" in environment.pip_sentence(errors).splitlines()[-1]


def test_a_certificate_that_is_not_trusted_is_told_from_a_missing_build() -> None:
    errors = (
        "WARNING: Retrying after connection broken by 'SSLError(SSLCertVerificationError(1, "
        "'[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed'))'\n"
        "ERROR: No matching distribution found for click==8.5.1\n"
    )
    assert "is not trusted here" in environment.pip_sentence(errors).splitlines()[-1]


def test_a_package_with_another_hash_is_told() -> None:
    errors = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n"
    assert "is not the one that" in environment.pip_sentence(errors).splitlines()[-1]


def test_an_environment_that_cannot_be_removed_is_told(
    venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_use(_: Path) -> None:
        raise PermissionError(13, "The file is in use")

    monkeypatch.setattr(environment.shutil, "rmtree", in_use)
    with pytest.raises(Trouble, match=r"in use.*close the programs"):
        environment.remove(venv)


def test_a_checkout_that_cannot_be_written_to_is_told(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(environment, "ROOT", checkout)
    monkeypatch.setattr(environment, "VENV", checkout / ".venv")
    monkeypatch.setattr(environment, "carry_out", refuse)
    with pytest.raises(Trouble, match=r"Permission denied.*may write to"):
        environment.ensure()
