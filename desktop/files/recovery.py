"""Recovery copies: each window has a slot for one, and copies that a crash left behind are found again.

A copy is a folder `recovery/NAME` with the draft and facts about it, beside a lock `recovery/NAME.lock` that its window
holds while it is open. Each write creates a new draft file and then `facts.json`, which names it, so that a draft is
never paired with the facts of another. A draft that cannot be written as Akoma Ntoso is written as JSON (`json_copy`).
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

from desktop.base.errors import FileError
from desktop.files import exports as files
from desktop.files import json_copy
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
    """Facts about a draft besides its text.

    path, source: as in `DraftFile`; stamp: of the file at `path` when it was last read or written
    place: the block of the cursor and the offset in it
    """

    name: str
    path: Path | None
    source: Path | None
    stamp: Stamp | None
    written: datetime
    place: tuple[int, int] = (0, 0)

    def to_json(self, draft: str) -> bytes:
        """Return the facts as JSON, with the name of the draft's file."""
        facts = {
            "draft": draft,
            "name": self.name,
            "path": str(self.path) if self.path else None,
            "source": str(self.source) if self.source else None,
            "stamp": self.stamp.digest.hex() if self.stamp else None,
            "written": self.written.isoformat(),
            "place": list(self.place),
        }
        return json.dumps(facts, ensure_ascii=False, indent=1).encode("utf-8", "surrogateescape")

    @classmethod
    def from_json(cls, content: bytes) -> tuple[DraftInfo, str]:
        """Return the facts and the name of the draft's file. Raises `ValueError` if they are damaged."""
        try:
            saved = json.loads(content.decode("utf-8", "surrogateescape"))
            block, offset = saved["place"]
            facts = cls(
                name=str(saved["name"]),
                path=Path(saved["path"]) if saved["path"] else None,
                source=Path(saved["source"]) if saved["source"] else None,
                stamp=Stamp(bytes.fromhex(saved["stamp"])) if saved["stamp"] else None,
                written=datetime.fromisoformat(saved["written"]),
                place=(int(block), int(offset)),
            )
            return facts, str(saved["draft"])
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(str(error)) from error


class Slot:
    """The place of one window's recovery copy, created by the first write. Can be used from any thread."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._guard = threading.Lock()
        self._lock: FileLock | None = None
        self._folder: Path | None = None
        self._number = 0

    @classmethod
    def left_behind(cls, folder: Path) -> Slot | None:
        """Return the slot of a folder whose window no longer exists, locked by us; None if the window is alive."""
        lock = FileLock.take(lock_of(folder))
        if lock is None:
            return None
        slot = cls(folder.parent)
        slot._lock, slot._folder = lock, folder
        slot._number = max((_number(path) for path in folder.glob(DRAFTS)), default=0)
        return slot

    @property
    def folder(self) -> Path | None:
        """Return the folder of the copy, or None."""
        return self._folder

    def write(self, resolution: Resolution, facts: DraftInfo) -> Path:
        """Write a copy in place of the previous one and return its file. Raises `FileError`."""
        with self._guard:
            try:
                folder = self._ensure_folder()
                older = list(folder.glob(DRAFTS))
                self._number += 1
                ending, content = _content(resolution)
                draft = folder / f"draft-{self._number}{ending}"
                files.write_whole(draft, content)
                files.write_whole(folder / FACTS, facts.to_json(draft.name))
                for path in older:
                    path.unlink(missing_ok=True)
            except OSError as error:
                raise FileError(f"{error.strerror or error}") from error
            return draft

    def _ensure_folder(self) -> Path:
        """Return the folder, creating it if needed; the lock comes first, so that the folder never looks abandoned."""
        if self._folder is None or self._lock is None:
            self._home.mkdir(parents=True, exist_ok=True)
            folder = self._home / f"{datetime.now():%Y%m%d-%H%M%S}-{uuid4().hex[:8]}"
            self._lock = FileLock.take(lock_of(folder))
            if self._lock is None:
                raise FileError(f"“{lock_of(folder)}” is held by another program.")
            self._folder = folder
        self._folder.mkdir(exist_ok=True)
        return self._folder

    def clear(self) -> None:
        """Delete the copy: the draft was saved or discarded."""
        with self._guard:
            if self._folder is not None:
                shutil.rmtree(self._folder, ignore_errors=True)
                if self._folder.exists():
                    log.warning("%s could not be deleted", self._folder)
            self._unlock(remove=True)

    def release(self) -> None:
        """Leave the copy for the next start to find."""
        with self._guard:
            self._unlock(remove=False)

    def _unlock(self, remove: bool) -> None:
        lock, self._lock, self._folder = self._lock, None, None
        if lock is not None:
            lock.release(remove)


def _content(resolution: Resolution) -> tuple[str, bytes]:
    """Return the extension and the content of a copy: Akoma Ntoso, or JSON if the draft cannot be written as that."""
    try:
        return registry.NATIVE.ending, registry.writer_of(registry.NATIVE)(resolution)
    except Exception:  # whatever is wrong with the draft or the writer, the text must be saved
        log.exception("the recovery copy is written as JSON")
        return json_copy.ENDING, json_copy.to_bytes(resolution)


@dataclass(frozen=True, slots=True)
class RecoveredDraft:
    """A copy that a crash left behind, locked by us until it is opened, discarded or released.

    facts:      None if they cannot be read
    resolution: None if the draft cannot be read; `problem` then says why, and where the file is
    """

    slot: Slot
    facts: DraftInfo | None
    resolution: Resolution | None
    written: datetime
    problem: str = ""

    @property
    def name(self) -> str:
        """Return the name of the draft."""
        return self.facts.name if self.facts else "Untitled"

    @property
    def outdated(self) -> bool:
        """Return whether the draft's file has changed since the draft last read or wrote it."""
        if self.facts is None or self.facts.path is None:
            return False
        return Stamp.of(self.facts.path) not in (None, self.facts.stamp)

    @property
    def first_words(self) -> str:
        """Return the title, or else the first words after the opening line."""
        if self.resolution is None:
            return ""
        texts = [self.resolution.title, *(plain(b.text) for b in self.resolution.blocks())]
        lines = [line for line in map(folded, texts) if line]
        words = lines[0] if self.resolution.title or len(lines) < 2 else lines[1]
        return words if len(words) <= 90 else f"{words[:88].rstrip()}…"


def find_left_behind(home: Path) -> list[RecoveredDraft]:
    """Return the copies left behind, newest first. Those of open windows are skipped, empty folders deleted."""
    drafts = []
    for folder in sorted(path for path in _entries(home) if path.is_dir()):
        try:
            slot = Slot.left_behind(folder)
        except OSError as error:
            log.warning("%s cannot be examined: %s", folder, error)
            continue
        if slot is None:
            continue
        if any(folder.glob(DRAFTS)):
            drafts.append(_read(slot, folder))
        else:
            slot.clear()
    _sweep(home)
    return sorted(drafts, key=lambda draft: draft.written, reverse=True)


def _read(slot: Slot, folder: Path) -> RecoveredDraft:
    """Read a copy: the draft that the facts name, or else the newest that can be read."""
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

    if draft.suffix == json_copy.ENDING:
        return json_copy.from_bytes(draft.read_bytes())
    return with_unread(akn.read(draft))


def _sweep(home: Path) -> None:
    """Delete locks whose copy no longer exists."""
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
