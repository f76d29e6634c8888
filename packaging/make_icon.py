"""Renders the program's icon from desktop/icon/icon.svg in all sizes: python3 packaging/make_icon.py

Windows and macOS need all sizes in one file; `ico` and `icns` make it on any system.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from environment import ROOT
from telling import Trouble, complain, say

ICON = ROOT / "desktop" / "icon"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
"""The sizes that desktops show, in pixels."""

ICNS_TYPES = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09"}
"""The type codes of macOS icon files for the sizes that they may hold as PNG."""


def draw() -> None:
    """Render every size; raises Trouble if the SVG cannot be rendered here."""
    drawer = shutil.which("rsvg-convert")
    if drawer is None:
        raise Trouble("rsvg-convert draws the icon; on Debian and Ubuntu install librsvg2-bin.")
    for size in SIZES:
        options = ["--width", str(size), "--height", str(size), "--output", str(png(size))]
        subprocess.run([drawer, *options, str(ICON / "icon.svg")], check=True)


def png(size: int) -> Path:
    """Return the path of the image of one size in pixels."""
    return ICON / f"{size}.png"


def pictures() -> dict[int, bytes]:
    """Return the images, as PNG, by their size."""
    return {size: png(size).read_bytes() for size in SIZES}


def ico(drawn: Mapping[int, bytes]) -> bytes:
    """Return an icon file for Windows; it may hold images of up to 256 pixels, as PNG since Windows Vista."""
    held = {size: picture for size, picture in drawn.items() if size <= 256}
    head = struct.pack("<HHH", 0, 1, len(held))
    entries, at = b"", len(head) + 16 * len(held)
    for size, picture in held.items():
        # The format writes a side of 256 pixels as 0.
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return head + entries + b"".join(held.values())


def icns(drawn: Mapping[int, bytes]) -> bytes:
    """Return an icon file for macOS."""
    parts = b"".join(
        ICNS_TYPES[size] + struct.pack(">I", len(picture) + 8) + picture
        for size, picture in drawn.items()
        if size in ICNS_TYPES
    )
    return b"icns" + struct.pack(">I", len(parts) + 8) + parts


if __name__ == "__main__":
    try:
        draw()
    except Trouble as trouble:
        complain(str(trouble))
        sys.exit(2)
    say(f"Drawn in {ICON.relative_to(ROOT)}: {', '.join(map(str, SIZES))} pixels.")
