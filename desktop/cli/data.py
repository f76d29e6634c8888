"""The data folder, and the corpus in it."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from desktop.cli import DATA_VARIABLE, PROGRAM

if TYPE_CHECKING:
    from precedent_corpus.corpus import Corpus


def data_folder(options: Namespace) -> Path:
    """Return the folder of the corpus and the settings: from --data, the environment, or else the user's own."""
    named = getattr(options, "data", None) or os.environ.get(DATA_VARIABLE)
    return Path(named).expanduser() if named else user_data_path(PROGRAM, appauthor=False)


def open_corpus(options: Namespace, *, writer: bool = False) -> Corpus:
    """Open the corpus of the data folder, which starts out with the starter texts; raises CorpusError.

    writer: whether texts are to be added or removed
    """
    from precedent_corpus.corpus import Corpus, ensure_starter

    folder = data_folder(options)
    ensure_starter(folder)
    return Corpus.open(folder, writer=writer)
