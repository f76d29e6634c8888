"""What makes something to install: what is asked for, and the scripts for systems that cannot be tried here."""

from __future__ import annotations

import ast
import json
import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import changes
import package
import pytest
import telling

import precedent_corpus
from precedent_corpus.store import readers

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
NAME = changes.program_id()


def test_without_a_word_this_system_gets_what_it_installs(monkeypatch: pytest.MonkeyPatch) -> None:
    for system, wanted in (("win32", "windows"), ("darwin", "macos")):
        monkeypatch.setattr(package, "SYSTEM", system)
        assert package._asked([]) == (["application", wanted], None)


def test_a_trial_may_name_releases_of_debian() -> None:
    assert package._asked(["deb", "--try"]) == (["deb"], ["bookworm", "trixie"])
    assert package._asked(["deb", "--try", "trixie"]) == (["deb"], ["trixie"])


def test_what_cannot_be_made_is_said_in_a_sentence() -> None:
    with pytest.raises(telling.Trouble, match="'rpm' cannot be made; what can: application, deb"):
        package._asked(["rpm"])


def test_on_another_system_it_is_said_where_a_package_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "APPLICATION", tmp_path)
    monkeypatch.setattr(package.shutil, "which", lambda _: None)
    monkeypatch.setattr(package, "SYSTEM", "linux")
    for make, words in (
        (package.make_windows, "on Windows, with iscc"),
        (package.make_macos, "on macOS"),
        (package.make_flatpak, "flatpak-builder"),
    ):
        with pytest.raises(telling.Trouble, match=words):
            make()


def test_the_specification_of_the_program_is_python_and_its_files_are_there() -> None:
    source = (PACKAGING / "application.spec").read_text(encoding="utf-8")
    compile(source, "application.spec", "exec")
    rooms = next(
        ast.literal_eval(node.value)
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "ROOMS"
    )
    assert sorted(rooms) == sorted(path.parent.name for path in ROOT.glob("*/__init__.py"))
    for script in re.findall(r'"packaging" / "(\w+\.py)"', source):
        assert (PACKAGING / script).is_file()


def test_the_facts_that_windows_shows_are_written_as_pyinstaller_reads_them() -> None:
    written = package.windows_version("1.2")
    tree = ast.parse(written, mode="eval")
    assert "filevers=(1, 2, 0, 0)" in written and "StringStruct('ProductVersion', '1.2')" in written
    assert isinstance(tree.body, ast.Call)


# Windows


def sections(script: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in script.splitlines():
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            current = found.setdefault(heading[1], [])
        elif line.strip() and not line.startswith((";", "#")):
            current.append(line)
    return found


def setup() -> str:
    return (PACKAGING / "windows" / "setup.iss").read_text(encoding="utf-8")


def test_the_setup_script_defines_every_name_that_it_uses() -> None:
    defined = set(re.findall(r"#define (\w+)", setup())) | {"Version"}
    assert set(re.findall(r"\{#(\w+)\}", setup())) <= defined
    assert f'#define Id "{NAME}"' in setup()
    given = set(re.findall(r"/D(\w+)=", (PACKAGING / "package.py").read_text(encoding="utf-8")))
    assert given == {"Version", "Application", "Out"}


def test_every_line_of_the_setup_script_is_a_list_of_parameters_or_one_value() -> None:
    parts = sections(setup())
    assert {"Setup", "Files", "Icons", "Registry", "Tasks", "Run"} <= set(parts)
    for name, lines in parts.items():
        pattern = r"\w+=.*" if name == "Setup" else r'(\w+: ("([^"]|"")*"|[^";]+)(; |$))+'
        assert [line for line in lines if not re.fullmatch(pattern, line)] == []
    tasks = {re.match(r'Name: "(\w+)"', line)[1] for line in parts["Tasks"]}  # type: ignore[index]
    used = {task for line in setup().splitlines() for task in re.findall(r"Tasks: (\w+)", line)}
    assert used == tasks


def test_the_setup_program_opens_files_and_brings_all_but_what_is_for_measuring() -> None:
    registry = "\n".join(sections(setup())["Registry"])
    assert r'"Software\Classes\.akn\OpenWithProgids"' in registry
    assert '"""{app}\\{#Window}"" ""%1"""' in registry
    assert "ChangesAssociations=yes" in setup()
    assert 'Excludes: "measure.exe"' in setup()
    assert f'#define Window "{_constant("TITLE")}.exe"' in setup()
    assert f'#define Command "{_constant("NAME")}.exe"' in setup()
    licence = re.search(r"LicenseFile=(.*)", setup())
    assert licence is not None
    assert (PACKAGING / "windows" / licence[1].replace("\\", "/")).resolve() == ROOT / "LICENSE"


def _constant(name: str) -> str:
    source = (PACKAGING / "application.spec").read_text(encoding="utf-8")
    values = re.search(r'NAME, TITLE = "([^"]+)", "([^"]+)"', source)
    assert values is not None
    return values[1] if name == "NAME" else values[2]


# macOS


def test_the_script_of_the_disk_image_is_valid_and_says_what_it_lacks(tmp_path: Path) -> None:
    shell = shutil.which("sh")
    if shell is None:
        pytest.skip("there is no sh here")
    script = PACKAGING / "macos" / "disk_image.sh"
    assert subprocess.run([shell, "-n", script], check=False).returncode == 0
    for words, sentence in (([], "usage: "), ([tmp_path, tmp_path, "1"], "make it on macOS")):
        done = subprocess.run([shell, script, *words], capture_output=True, text=True, check=False)
        assert done.returncode == 2 and sentence in done.stderr
    assert f'title="{_constant("TITLE")}"' in script.read_text(encoding="utf-8")


def test_the_entitlements_let_libraries_be_replaced() -> None:
    with (PACKAGING / "macos" / "entitlements.plist").open("rb") as file:
        assert plistlib.load(file) == {"com.apple.security.cs.disable-library-validation": True}


# Flatpak


def manifest() -> dict[str, object]:
    return json.loads((PACKAGING / "flatpak" / f"{NAME}.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_the_manifest_of_the_flatpak_has_what_a_manifest_needs() -> None:
    made = manifest()
    assert {"id", "runtime", "runtime-version", "sdk", "command", "modules"} <= set(made)
    assert made["id"] == NAME and made["command"] == "resolution-drafter"


def test_the_flatpak_takes_files_that_are_there_or_are_made_first() -> None:
    (module,) = manifest()["modules"]  # type: ignore[misc]
    made = {package.APPLICATION, package.OUT / "metainfo.xml"}
    for source in module["sources"]:
        path = (PACKAGING / "flatpak" / source["path"]).resolve()
        assert path.exists() or path in made, path
    laid = {source.get("dest", Path(source["path"]).name) for source in module["sources"]}
    for command in module["build-commands"]:
        for word in re.findall(r"(?:cp -a|install -D -m644) (\S+)", command):
            assert word.split("/")[0] in laid, command


def test_the_flatpak_exports_what_the_package_for_debian_does() -> None:
    (module,) = manifest()["modules"]  # type: ignore[misc]
    commands = "\n".join(module["build-commands"])
    for part in (
        "/share/applications",
        "/share/mime/packages",
        "/share/metainfo",
        "hicolor",
        "/bin/",
    ):
        assert part in commands


# The program that starts itself


def test_the_installed_program_starts_itself_to_read_for_another_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/usr/lib/resolution-drafter/resolution-drafter")
    assert readers._command()[1] == "-c"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert readers._command() == [sys.executable, precedent_corpus.READ_FOR_ANOTHER]


def test_programs_that_it_starts_get_their_own_libraries_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import os

    import start

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/usr/lib/resolution-drafter/_internal")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/lib")
    start.give_back_library_path()
    assert os.environ["LD_LIBRARY_PATH"] == "/opt/lib"
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    start.give_back_library_path()
    assert "LD_LIBRARY_PATH" not in os.environ


def test_on_windows_the_program_of_the_command_line_reads_for_the_one_with_a_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"{_constant('NAME')}.exe").touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / f"{_constant('TITLE')}.exe"))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert readers._command()[0] == str(tmp_path / "resolution-drafter.exe")
