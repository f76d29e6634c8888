"""The entry point of the installed program: PyInstaller packs this module and everything that it imports."""

from __future__ import annotations

import os
import sys

LIBRARIES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""The variables that tell the loader where to find the program's libraries."""


def give_back_library_path() -> None:
    """Restore the library path, so that programs started by this one (a browser) find their own libraries."""
    for name in LIBRARIES:
        before = os.environ.pop(f"{name}_ORIG", None)
        if before is not None:
            os.environ[name] = before
        elif getattr(sys, "frozen", False):
            os.environ.pop(name, None)


if __name__ == "__main__":
    give_back_library_path()
    from precedent_corpus import READ_FOR_ANOTHER

    if sys.argv[1:] == [READ_FOR_ANOTHER]:
        from precedent_corpus.store.readers import serve

        serve()
    from desktop.main import main

    sys.exit(main())
