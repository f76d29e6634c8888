"""The baseline for the start-up time: imports as much of Qt as a window needs, with the same Python in the same folder.

The executable `measure` lies beside the built program and is in no package. It does what `python -c "import
PySide6.QtWidgets"` does in a checkout.
"""

import PySide6.QtWidgets  # noqa: F401
