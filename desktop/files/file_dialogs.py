"""Questions about files: what to open, where to save, and what to do with changes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox

from desktop.base.dialogs import Dialogs, pressed_button
from desktop.files.exports import open_filter
from resolution.formats import registry
from resolution.formats.format import Format


class Answer(Enum):
    """The answer to a question about a file that has more than two choices."""

    SAVE = "save"
    SAVE_AS = "save as"
    DISCARD = "discard"
    OVERWRITE = "overwrite"
    CANCEL = "cancel"


class Changes(Enum):
    """What to do with the tracked changes of a file that is opened."""

    REVIEW = "review"
    ACCEPT = "accept"
    CANCEL = "cancel"


class FileDialogs(Dialogs):
    """The dialogs of a window, including those about files."""

    # Files

    def file_to_open(self, folder: Path) -> Path | None:
        """Ask for a file to open."""
        name, _ = QFileDialog.getOpenFileName(
            self.parent, "Open a resolution", str(folder), open_filter()
        )
        return Path(name) if name else None

    def file_to_save(self, proposed: Path) -> Path | None:
        """Ask where to save the draft."""
        return self._save_name("Save the draft", proposed, (registry.NATIVE,))

    def file_to_export(self, proposed: Path, formats: Sequence[Format] = ()) -> Path | None:
        """Ask where to write an export; the extension of the path determines the format."""
        return self._save_name("Export the draft", proposed, formats or registry.writable())

    def _save_name(self, title: str, proposed: Path, formats: Sequence[Format]) -> Path | None:
        filters = ";;".join(f.filter for f in formats)
        name, chosen = QFileDialog.getSaveFileName(self.parent, title, str(proposed), filters)
        if not name:
            return None
        path = Path(name)
        known = {ending for f in formats for ending in f.endings}
        if path.suffix.lower() in known:
            return path
        ending = next((f.ending for f in formats if f.filter == chosen), formats[0].ending)
        complete = path.with_name(path.name + ending)
        if complete.exists() and not self.confirm(
            "Replace the file?", f"“{complete.name}” is already there.", "Replace"
        ):
            return None
        return complete

    def precedent_files(self, folder: Path) -> list[Path]:
        """Ask for files to add to the corpus."""
        names, _ = QFileDialog.getOpenFileNames(
            self.parent,
            "Add precedents",
            str(folder),
            f"{open_filter().replace('*.akn', '*.zip *.akn', 1)}",
        )
        return [Path(name) for name in names]

    def precedent_folder(self, folder: Path) -> Path | None:
        """Ask for a folder to add to the corpus."""
        name = QFileDialog.getExistingDirectory(
            self.parent, "Add a folder of precedents", str(folder)
        )
        return Path(name) if name else None

    # Changes

    def unsaved(self, name: str) -> Answer:
        """Ask what to do with a modified draft before it is closed."""
        box = self.box(
            "Save the draft?",
            f"“{name}” has changes that are not saved.",
            "Without saving they are lost.",
        )
        box.setStandardButtons(
            QMessageBox.StandardButton.Save
            | QMessageBox.StandardButton.Discard
            | QMessageBox.StandardButton.Cancel
        )
        box.setDefaultButton(QMessageBox.StandardButton.Save)
        return {
            QMessageBox.StandardButton.Save: Answer.SAVE,
            QMessageBox.StandardButton.Discard: Answer.DISCARD,
        }.get(QMessageBox.StandardButton(box.exec()), Answer.CANCEL)

    def tracked_changes(self, name: str, count: int, authors: Sequence[str]) -> Changes:
        """Ask what to do with the tracked changes of a file that is opened."""
        counted = "one tracked change" if count == 1 else f"{count} tracked changes"
        whose = ", ".join(author or "an unknown author" for author in authors)
        box = self.box(
            "Review the changes?",
            f"“{name}” has {counted} by {whose}.",
            "Review them one by one, or open the text as if all were accepted.",
        )
        review = box.addButton("&Review changes", QMessageBox.ButtonRole.AcceptRole)
        accept = box.addButton("Accept &all", QMessageBox.ButtonRole.YesRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(review)
        box.exec()
        pressed = pressed_button(box)
        return (
            Changes.REVIEW
            if pressed is review
            else Changes.ACCEPT
            if pressed is accept
            else Changes.CANCEL
        )

    def open_changes(self, count: int) -> bool | None:
        """Ask whether to accept (True) or reject (False) the undecided changes; None to go back and decide."""
        counted = "One change is" if count == 1 else f"{count} changes are"
        box = self.box(
            "Open as a draft?", f"{counted} not decided yet.", "What becomes of what is open?"
        )
        accept = box.addButton("&Accept the rest", QMessageBox.ButtonRole.AcceptRole)
        reject = box.addButton("&Reject the rest", QMessageBox.ButtonRole.DestructiveRole)
        back = box.addButton("&Go back", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(back)
        box.exec()
        pressed = pressed_button(box)
        return True if pressed is accept else False if pressed is reject else None

    def changed_on_disk(self, path: Path) -> Answer:
        """Ask what to do if the file to overwrite has changed since it was read or saved."""
        box = self.box(
            "The file has changed on disk",
            f"“{path.name}” was changed by another program since it was opened here.",
            "Saving over it loses those changes.",
        )
        save_as = box.addButton("Save under another name…", QMessageBox.ButtonRole.AcceptRole)
        overwrite = box.addButton("Overwrite", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(save_as)
        box.exec()
        pressed = pressed_button(box)
        return (
            Answer.SAVE_AS
            if pressed is save_as
            else Answer.OVERWRITE
            if pressed is overwrite
            else Answer.CANCEL
        )

    def not_saved(self, sentence: str) -> Answer:
        """Show that the draft could not be saved, and ask whether to save it elsewhere."""
        box = self.box("The draft was not saved", sentence, icon=QMessageBox.Icon.Warning)
        save_as = box.addButton("Save in another place…", QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Close)
        box.setDefaultButton(save_as)
        box.exec()
        return Answer.SAVE_AS if pressed_button(box) is save_as else Answer.CANCEL
