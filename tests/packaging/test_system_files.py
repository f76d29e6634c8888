"""What a desktop reads about the program: menu entry, file type, metadata, icon, and the list of changes behind them."""

from __future__ import annotations

import configparser
import shutil
import struct
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import changes
import make_icon
import pytest

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
ID = changes.program_id()
MENU = LINUX / f"{ID}.desktop"
TYPES = LINUX / f"{ID}.mime.xml"
METAINFO = LINUX / f"{ID}.metainfo.xml"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
MEDIA_TYPE = "application/akn+xml"


def validator(name: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not here (on Debian: {package})")
    return found


def entry() -> configparser.SectionProxy:
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(MENU, encoding="utf-8")
    return read["Desktop Entry"]


def test_the_latest_version_in_the_list_of_changes_is_that_of_the_program() -> None:
    found = changes.releases(changes.CHANGELOG.read_text(encoding="utf-8"))
    assert found[0].version == changes.version()
    assert all(one.changes for one in found)
    assert [one.day for one in found] == sorted((one.day for one in found), reverse=True)


def test_a_change_that_goes_on_in_the_next_line_is_one() -> None:
    text = "# Changes\n\n## 1.2 – 2026-01-31\n\n- One\n  and more.\n- Two.\n\n## 1.1 – 2025-12-01\n- Three.\n"
    first, second = changes.releases(text)
    assert first.changes == ("One and more.", "Two.")
    assert (second.version, str(second.day), second.changes) == ("1.1", "2025-12-01", ("Three.",))
    assert "resolution-drafter (1.2) unstable; urgency=medium\n\n  * One and more.\n" in (
        changes.as_debian((first, second), "resolution-drafter")
    )


def test_the_menu_entry_opens_the_file_type_with_the_command_and_the_icon() -> None:
    menu = entry()
    assert menu["Exec"] == "resolution-drafter %F"
    assert menu["Icon"] == ID
    assert menu["MimeType"] == f"{MEDIA_TYPE};"


def test_the_menu_entry_is_valid() -> None:
    done = subprocess.run(
        [validator("desktop-file-validate", "desktop-file-utils"), MENU],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")


def test_the_file_type_is_known_by_its_ending_and_by_its_root() -> None:
    (kind,) = ET.parse(TYPES).getroot().findall(f"{MIME}mime-type")
    root = kind.find(f"{MIME}root-XML")
    assert kind.get("type") == MEDIA_TYPE
    assert [glob.get("pattern") for glob in kind.findall(f"{MIME}glob")] == ["*.akn"]
    starter = next((ROOT / "precedent_corpus" / "data").glob("*.akn"))
    assert root is not None
    assert (
        ET.parse(starter).getroot().tag == f"{{{root.get('namespaceURI')}}}{root.get('localName')}"
    )


def test_the_file_type_is_found_by_the_system(tmp_path: Path) -> None:
    update = validator("update-mime-database", "shared-mime-info")
    query = validator("gio", "libglib2.0-bin")
    packages = tmp_path / "mime" / "packages"
    packages.mkdir(parents=True)
    shutil.copy(TYPES, packages / f"{ID}.xml")
    subprocess.run([update, tmp_path / "mime"], check=True, capture_output=True)
    shutil.copy(next((ROOT / "precedent_corpus" / "data").glob("*.akn")), tmp_path / "a.akn")
    done = subprocess.run(
        [query, "info", "-a", "standard::content-type", tmp_path / "a.akn"],
        env={"XDG_DATA_HOME": str(tmp_path), "XDG_DATA_DIRS": "/usr/share", "HOME": str(tmp_path)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert f"standard::content-type: {MEDIA_TYPE}" in done.stdout


def filled_metainfo() -> str:
    found = changes.releases(changes.CHANGELOG.read_text(encoding="utf-8"))
    return changes.metainfo(METAINFO.read_text(encoding="utf-8"), found)


def test_the_metadata_name_the_menu_entry_the_icon_and_the_versions() -> None:
    root = ET.fromstring(filled_metainfo())
    assert root.findtext("id") == ID
    assert root.findtext("launchable") == MENU.name
    assert root.findtext("icon") == ID
    assert root.findtext("summary") == entry()["Comment"]
    assert root.findtext("provides/mediatype") == MEDIA_TYPE
    assert next(r.get("version") for r in root.iter("release")) == changes.version()


def test_the_metadata_are_valid(tmp_path: Path) -> None:
    path = tmp_path / METAINFO.name
    path.write_text(filled_metainfo(), encoding="utf-8")
    done = subprocess.run(
        [validator("appstreamcli", "appstream"), "validate", "--no-net", path],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("size", make_icon.SIZES)
def test_the_icon_is_drawn_in_every_size(size: int) -> None:
    head = make_icon.png(size).read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:24]) == (size, size)


def test_the_icon_of_windows_holds_the_pictures_where_it_says(tmp_path: Path) -> None:
    drawn = make_icon.pictures()
    icon = make_icon.ico(drawn)
    count = struct.unpack("<HHH", icon[:6])[2]
    found = {}
    for n in range(count):
        width, _, _, _, _, _, length, at = struct.unpack(
            "<BBBBHHII", icon[6 + 16 * n : 22 + 16 * n]
        )
        found[width or 256] = icon[at : at + length]
    assert found == {size: picture for size, picture in drawn.items() if size <= 256}


def test_the_icon_of_macos_holds_the_pictures_in_blocks_of_their_length() -> None:
    drawn = make_icon.pictures()
    icon = make_icon.icns(drawn)
    assert icon[:4] == b"icns" and struct.unpack(">I", icon[4:8])[0] == len(icon)
    at, found = 8, {}
    while at < len(icon):
        length = struct.unpack(">I", icon[at + 4 : at + 8])[0]
        found[icon[at : at + 4]] = icon[at + 8 : at + length]
        at += length
    assert found == {make_icon.ICNS_TYPES[n]: drawn[n] for n in make_icon.ICNS_TYPES}
