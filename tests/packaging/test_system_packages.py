"""What the development commands ask of Debian and Ubuntu."""

from pathlib import Path

import pytest
import system_packages
from telling import Trouble

BOOKWORM = {"ID": "debian", "VERSION_ID": "12"}
TRIXIE = {"ID": "debian", "VERSION_ID": "13"}
SID = {"ID": "debian", "VERSION_CODENAME": "sid"}
JAMMY = {"ID": "ubuntu", "ID_LIKE": "debian", "VERSION_ID": "22.04"}
NOBLE = {"ID": "ubuntu", "ID_LIKE": "debian", "VERSION_ID": "24.04"}
MINT = {"ID": "linuxmint", "ID_LIKE": "ubuntu debian", "VERSION_ID": "22"}
FEDORA = {"ID": "fedora", "VERSION_ID": "43"}

LISTING = (
    "installed\tlibegl1\t\n"
    "installed\tlibglib2.0-0t64\tlibglib2.0-0 (= 2.84.4-3), libglib2.0-bin-compat\n"
    "config-files\tlibgl1\t\n"
)


@pytest.fixture
def bookworm(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A Debian 12 where nothing is installed."""
    monkeypatch.setattr(system_packages, "this_release", lambda: BOOKWORM)
    monkeypatch.setattr(system_packages, "installed_here", set)
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    return monkeypatch


def test_an_os_release_file_is_read_with_and_without_quotes() -> None:
    text = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n\n# a note\n'
    release = system_packages.read_release(text)
    assert (release["ID"], release["VERSION_ID"]) == ("debian", "12")


@pytest.mark.parametrize("release", [BOOKWORM, TRIXIE, SID, JAMMY, NOBLE, MINT])
def test_debian_and_what_comes_from_it_has_debians_names(release: dict[str, str]) -> None:
    assert system_packages.is_debian_like(release)


@pytest.mark.parametrize("release", [FEDORA, {}])
def test_elsewhere_no_package_is_asked_for(
    release: dict[str, str], bookworm: pytest.MonkeyPatch
) -> None:
    bookworm.setattr(system_packages, "this_release", lambda: release)
    bookworm.setattr(system_packages, "install", lambda _: pytest.fail("it would have installed"))
    system_packages.ensure(system_packages.QT)


@pytest.mark.parametrize(
    ("release", "name"),
    [
        (BOOKWORM, "libglib2.0-0"),
        (TRIXIE, "libglib2.0-0t64"),
        (SID, "libglib2.0-0t64"),
        (JAMMY, "libglib2.0-0"),
        (NOBLE, "libglib2.0-0t64"),
        (MINT, "libglib2.0-0"),
    ],
)
def test_glib_has_the_name_of_its_release(release: dict[str, str], name: str) -> None:
    assert system_packages.names_here(["libegl1", "libglib2.0-0"], release) == ["libegl1", name]


def test_a_package_wanted_twice_is_named_once() -> None:
    assert system_packages.names_here(["xvfb", "xauth", "xvfb"], BOOKWORM) == ["xvfb", "xauth"]


def test_what_an_installed_package_provides_is_there_and_what_was_removed_is_not() -> None:
    assert system_packages.installed_names(LISTING) == {
        "libegl1",
        "libglib2.0-0t64",
        "libglib2.0-0",
        "libglib2.0-bin-compat",
    }


def test_someone_who_is_not_root_is_given_the_exact_line(bookworm: pytest.MonkeyPatch) -> None:
    bookworm.setattr(system_packages, "is_root", lambda: False)
    with pytest.raises(Trouble) as trouble:
        system_packages.ensure(["libegl1", "libglib2.0-0"])
    line = str(trouble.value).splitlines()[-1].strip()
    assert line == "sudo apt-get install --no-install-recommends libegl1 libglib2.0-0"


def test_root_gets_only_what_is_missing(bookworm: pytest.MonkeyPatch) -> None:
    installed: list[list[str]] = []
    bookworm.setattr(system_packages, "is_root", lambda: True)
    bookworm.setattr(system_packages, "installed_here", lambda: {"libegl1"})
    bookworm.setattr(system_packages, "install", installed.append)
    system_packages.ensure(["libegl1", "xvfb"])
    assert installed == [["xvfb"]]


def test_root_is_told_before_anything_is_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    monkeypatch.setattr(system_packages, "apt_get", lambda *_: told.append(capsys.readouterr().out))
    system_packages.install(["xvfb"])
    assert "apt-get" in told[0]
    assert "xvfb" in told[0]


def test_when_apt_fails_its_words_and_the_line_to_type_are_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system_packages, "apt_get", lambda *_: "E: Unable to locate package xvfb")
    with pytest.raises(Trouble, match=r"(?s)Unable to locate.*sudo apt-get install .* xvfb"):
        system_packages.install(["xvfb"])


@pytest.mark.parametrize(
    ("version", "default", "name"),
    [
        ((3, 11), "/usr/bin/python3.11", "python3-venv"),
        ((3, 13), "/usr/bin/python3.12", "python3.13-venv"),
    ],
)
def test_a_second_python_needs_a_venv_package_of_its_own(
    version: tuple[int, int], default: str, name: str
) -> None:
    assert system_packages.venv_package(version, default) == name


def test_a_benchmark_can_ask_for_packages_of_its_own(tmp_path: Path) -> None:
    script = tmp_path / "bench_export.py"
    script.write_text('"""Export."""\n\n# needs: libreoffice-writer-nogui poppler-utils\n')
    assert system_packages.declared_needs([script]) == ["libreoffice-writer-nogui", "poppler-utils"]
