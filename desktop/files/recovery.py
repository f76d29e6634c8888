"""Recovery copies: every window has a place of its own for one, and what a crash left behind is found again.

A copy is a folder `recovery/NAME` with the draft and what is known of it, beside a lock `recovery/NAME.lock` that its
window holds while it lives. The draft is written under a new name each time, and `facts.json`, written after it, says
which one counts: a draft never goes with the facts of another. A draft of which no Akoma Ntoso file can be made is
written as JSON (`spare_copy`).
"""

from __future__ import annotations

import json
import logging
import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from desktop.base.errors import FileProblem
from desktop.files import exports as files
from desktop.files import spare_copy
from desktop.files.exports import Stamp
from desktop.files.file_lock import FileLock
from resolution.formats import registry
from resolution.model import Resolution
from resolution.text import folded, plain

log = logging.getLogger(__name__)

FOLDER = "recovery"
"""In the user's data folder."""

FACTS = "facts.json"
DRAFTS = "draft-*.*"


@dataclass(frozen=True, slots=True)
class DraftInfo:
    """What is known of a draft besides its text.

    path, source: as `DraftFile` has them; stamp: of the file at `path` as the draft last knew it
    place: the cursor's block and its place within it
    """

    name: str
    path: Path | None
    source: Path | None
    stamp: Stamp | None
    written: datetime
    place: tuple[int, int] = (0, 0)

    def to_json(self, draft: str) -> bytes:
        """Return the facts as they are kept, with the name of the draft's file."""
        kept = {
            "draft": draft,
            "name": self.name,
            "path": str(self.path) if self.path else None,
            "source": str(self.source) if self.source else None,
            "stamp": self.stamp.digest.hex() if self.stamp else None,
            "written": self.written.isoformat(),
            "place": list(self.place),
        }
        return json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "surrogateescape")

    @classmethod
    def from_json(cls, content: bytes) -> tuple[DraftInfo, str]:
        """Return the facts and the name of the draft's file; raises `ValueError` where they cannot be read."""
        try:
            kept = json.loads(content.decode("utf-8", "surrogateescape"))
            block, offset = kept["place"]
            facts = cls(
                name=str(kept["name"]),
                path=Path(kept["path"]) if kept["path"] else None,
                source=Path(kept["source"]) if kept["source"] else None,
                stamp=Stamp(bytes.fromhex(kept["stamp"])) if kept["stamp"] else None,
                written=datetime.fromisoformat(kept["written"]),
                place=(int(block), int(offset)),
            )
            return facts, str(kept["draft"])
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(str(error)) from error


class Slot:
    """Where one window keeps its recovery copy; made at the first writing. Any thread may call it."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._guard = threading.Lock()
        self._lock: FileLock | None = None
        self._folder: Path | None = None
        self._number = 0

    @classmethod
    def left_behind(cls, folder: Path) -> Slot | None:
        """Return the slot of a folder whose window is no more, now held by us; None where it is alive."""
        lock = FileLock.take(lock_of(folder))
        if lock is None:
            return None
        slot = cls(folder.parent)
        slot._lock, slot._folder = lock, folder
        slot._number = max((_number(path) for path in folder.glob(DRAFTS)), default=0)
        return slot

    @property
    def folder(self) -> Path | None:
        """Return the folder of the copy; None where there is none."""
        return self._folder

    def write(self, resolution: Resolution, facts: DraftInfo) -> Path:
        """Write a copy in place of the one before and return its file; raises `FileProblem`."""
        with self._guard:
            try:
                folder = self._made()
                older = list(folder.glob(DRAFTS))
                self._number += 1
                ending, content = _content(resolution)
                draft = folder / f"draft-{self._number}{ending}"
                files.write_whole(draft, content)
                files.write_whole(folder / FACTS, facts.to_json(draft.name))
                for path in older:
                    path.unlink(missing_ok=True)
            except OSError as error:
                raise FileProblem(f"{error.strerror or error}") from error
            return draft

    def _made(self) -> Path:
        """Return the folder, made where it is not there; the lock comes first, so that nobody takes it for left."""
        if self._folder is None or self._lock is None:
            self._home.mkdir(parents=True, exist_ok=True)
            folder = self._home / f"{datetime.now():%Y%m%d-%H%M%S}-{uuid4().hex[:8]}"
            self._lock = FileLock.take(lock_of(folder))
            if self._lock is None:
                raise FileProblem(f"“{lock_of(folder)}” is held by another program.")
            self._folder = folder
        self._folder.mkdir(exist_ok=True)
        return self._folder

    def clear(self) -> None:
        """Take the copy away: the draft was saved or given up."""
        with self._guard:
            if self._folder is not None:
                shutil.rmtree(self._folder, ignore_errors=True)
                if self._folder.exists():
                    log.warning("%s could not be taken away", self._folder)
            self._let_go(remove=True)

    def release(self) -> None:
        """Leave the copy for another start to find."""
        with self._guard:
            self._let_go(remove=False)

    def _let_go(self, remove: bool) -> None:
        lock, self._lock, self._folder = self._lock, None, None
        if lock is not None:
            lock.release(remove)


def _content(resolution: Resolution) -> tuple[str, bytes]:
    """Return the ending and the content of a copy: Akoma Ntoso, or JSON where that cannot be made of this draft."""
    try:
        return registry.NATIVE.ending, registry.writer_of(registry.NATIVE)(resolution)
    except Exception:  # whatever is wrong with the draft or the writer, the words must be kept
        log.exception("the recovery copy is written as JSON")
        return spare_copy.ENDING, spare_copy.to_bytes(resolution)


@dataclass(frozen=True, slots=True)
class RecoveredDraft:
    """A copy that a crash left behind, held by us until it is opened, discarded or released.

    facts:      None where they cannot be read
    resolution: None where the draft cannot be read; problem then says why, and where it lies
    """

    slot: Slot
    facts: DraftInfo | None
    resolution: Resolution | None
    written: datetime
    problem: str = ""

    @property
    def name(self) -> str:
        """Return what the draft was called."""
        return self.facts.name if self.facts else "Untitled"

    @property
    def outdated(self) -> bool:
        """Return whether the file where the draft lay is no longer as the draft knew it."""
        if self.facts is None or self.facts.path is None:
            return False
        return Stamp.of(self.facts.path) not in (None, self.facts.stamp)

    @property
    def first_words(self) -> str:
        """Return the title, or the words the draft begins with after its opening line."""
        if self.resolution is None:
            return ""
        words = [self.resolution.title, *(plain(b.text) for b in self.resolution.blocks())]
        told = [line for line in map(folded, words) if line]
        chosen = told[0] if self.resolution.title or len(told) < 2 else told[1]
        return chosen if len(chosen) <= 90 else f"{chosen[:88].rstrip()}…"


def found(home: Path) -> list[RecoveredDraft]:
    """Return what was left behind, the latest first; what lives is left alone, empty folders are taken away."""
    out = []
    for folder in sorted(path for path in _entries(home) if path.is_dir()):
        try:
            slot = Slot.left_behind(folder)
        except OSError as error:
            log.warning("%s cannot be looked at: %s", folder, error)
            continue
        if slot is None:
            continue
        if any(folder.glob(DRAFTS)):
            out.append(_read(slot, folder))
        else:
            slot.clear()
    _sweep(home)
    return sorted(out, key=lambda each: each.written, reverse=True)


def _read(slot: Slot, folder: Path) -> RecoveredDraft:
    """Read a copy: the draft that the facts name, or else the latest that can be read."""
    facts, named = None, ""
    try:
        facts, named = DraftInfo.from_json((folder / FACTS).read_bytes())
    except (OSError, ValueError) as error:
        log.warning("the facts in %s cannot be read: %s", folder, error)
    drafts = sorted(folder.glob(DRAFTS), key=_number, reverse=True)
    drafts.sort(key=lambda path: path.name != named)
    problem = ""
    for draft in drafts:
        try:
            resolution = _resolution(draft)
        except Exception as error:
            log.warning("%s cannot be read: %s", draft, error)
            problem = problem or f"It cannot be read and is kept as it is in {draft}"
            continue
        if draft.name != named:
            facts = None
        written = facts.written if facts else datetime.fromtimestamp(draft.stat().st_mtime)
        return RecoveredDraft(slot, facts, resolution, written)
    written = facts.written if facts else datetime.fromtimestamp(folder.stat().st_mtime)
    return RecoveredDraft(slot, facts, None, written, problem)


def _resolution(draft: Path) -> Resolution:
    from resolution.formats.akn import reader as akn
    from resolution.recognition.unplaced import with_unread

    if draft.suffix == spare_copy.ENDING:
        return spare_copy.from_bytes(draft.read_bytes())
    return with_unread(akn.read(draft))


def _sweep(home: Path) -> None:
    """Take away locks whose copy is gone."""
    for path in _entries(home):
        if path.suffix == ".lock" and not path.with_suffix("").exists():
            with suppress(OSError):
                lock = FileLock.take(path)
                if lock is not None:
                    lock.release(remove=not path.with_suffix("").exists())


def _entries(home: Path) -> Iterator[Path]:
    try:
        yield from sorted(home.iterdir())
    except OSError:
        return


def lock_of(folder: Path) -> Path:
    """Return the lock that belongs to a copy's folder."""
    return folder.with_name(f"{folder.name}.lock")


def _number(draft: Path) -> int:
    digits = draft.stem.rpartition("-")[2]
    return int(digits) if digits.isdigit() else 0
