"""Where the installed program begins: PyInstaller makes this module and all that it leads to into the program."""

from __future__ import annotations

import os
import sys

LIBRARIES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""Where the loader was told to look for the program's libraries before it began."""


def give_back_library_path() -> None:
    """Let programs that this one starts (a browser, the desktop's file dialog) find their own libraries, not ours."""
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
