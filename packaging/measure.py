"""What the program's start is measured beside: as much of Qt as a window needs, by the same Python in the same folder.

`measure` lies beside the made program and is shipped in no package. It does what `python -c "import PySide6.QtWidgets"`
does in a checkout.
"""

import PySide6.QtWidgets  # noqa: F401
