"""Light, dark and high-contrast themes, following the system or the user's choice.

Every text colour has a contrast of at least 4.5:1 with its background (WCAG 2.2, 1.4.3), 7:1 in high contrast; a test
checks it. Colour is never the only sign of anything: differences are also underlined or struck through.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop.base.focus_ring import FocusRing


@dataclass(frozen=True, slots=True)
class Theme:
    """Named colours, as "#rrggbb".

    window:  the background of the window, bars and panels
    paper:   the background of the text and of lists
    ink:     text; quiet: secondary text
    line:    separators; frame: the borders of controls
    accent:  selections and links; on_accent: text on them
    chosen:  the background of the current row; ink, added and removed are legible on it
    added:   words that only the precedent has; removed: words that only the draft has
    adopted, draft: the status of a text, shown beside its name
    """

    name: str
    dark: bool
    window: str
    paper: str
    ink: str
    quiet: str
    line: str
    frame: str
    accent: str
    on_accent: str
    chosen: str
    added: str
    removed: str
    adopted: str
    draft: str


LIGHT = Theme(
    "light", False, window="#eeece7", paper="#fffefb", ink="#22211f", quiet="#5c5953", line="#cfcbc2", frame="#a9a49a",
    accent="#1f5f8f", on_accent="#ffffff", chosen="#e6eef4", added="#0f5f8a", removed="#a1331c",
    adopted="#2d6330", draft="#8a4b00",
)  # fmt: skip
DARK = Theme(
    "dark", True, window="#24262a", paper="#1c1d20", ink="#e9e6df", quiet="#aaa79f", line="#45484e", frame="#6b6f77",
    accent="#7db8e3", on_accent="#10171d", chosen="#2a3640", added="#86c5f0", removed="#f2a08c",
    adopted="#8fcf95", draft="#efb766",
)  # fmt: skip
CONTRAST_LIGHT = Theme(
    "high contrast", False, window="#ffffff", paper="#ffffff", ink="#000000", quiet="#424242", line="#000000",
    frame="#4d4d4d", accent="#00327a", on_accent="#ffffff", chosen="#e2ecff", added="#00327a", removed="#7a0000",
    adopted="#003d00", draft="#5a2600",
)  # fmt: skip
CONTRAST_DARK = Theme(
    "high contrast", True, window="#000000", paper="#000000", ink="#ffffff", quiet="#c4c4c4", line="#ffffff",
    frame="#b0b0b0", accent="#ffe66b", on_accent="#000000", chosen="#262200", added="#8fe3ff", removed="#ffb3a3",
    adopted="#a6ffa6", draft="#ffd9a0",
)  # fmt: skip
THEMES = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, by relative luminance)."""
    high, low = sorted((_luminance(QColor(first)), _luminance(QColor(second))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def chosen_theme(choice: str, dark: bool, more_contrast: bool) -> Theme:
    """Return the theme for the user's choice ("system", "light", "dark", "high contrast") and the system's settings."""
    if choice == "high contrast" or (choice == "system" and more_contrast):
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    if choice == "dark" or (choice == "system" and dark):
        return DARK
    return LIGHT


def palette(theme: Theme) -> QPalette:
    """Return the theme as a Qt palette."""
    role = QPalette.ColorRole
    colours = QPalette()
    for colour_role, value in {
        role.Window: theme.window,
        role.WindowText: theme.ink,
        role.Base: theme.paper,
        role.AlternateBase: theme.window,
        role.Text: theme.ink,
        role.PlaceholderText: theme.quiet,
        role.Button: theme.window,
        role.ButtonText: theme.ink,
        role.BrightText: theme.on_accent,
        role.ToolTipBase: theme.paper,
        role.ToolTipText: theme.ink,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Mid: theme.line,
        role.Dark: theme.line,
    }.items():
        colours.setColor(colour_role, QColor(value))
    faded = QColor(_blend(theme.ink, theme.window, 0.5))
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, colour_role, faded)
    return colours


CONTROLS = (
    "QComboBox", "QAbstractSpinBox", "QPushButton", "QLineEdit", "QCheckBox", "QRadioButton", "QTreeWidget",
)  # fmt: skip
"""The widgets that the Fusion style draws with a frame."""


def control_palette(theme: Theme) -> QPalette:
    """Return the palette for controls: Fusion darkens the window colour for their frame, too faint in dark themes."""
    colours = palette(theme)
    colours.setColor(QPalette.ColorRole.Window, QColor(theme.frame).lighter(140))
    return colours


def _blend(first: str, second: str, share: float) -> str:
    a, b = QColor(first), QColor(second)
    parts = (
        round(x * share + y * (1 - share))
        for x, y in zip(a.getRgb()[:3], b.getRgb()[:3], strict=True)  # type: ignore[index]
    )
    return QColor(*parts).name()


def style_sheet(theme: Theme) -> str:
    """Return the styles that a palette cannot express: thin lines instead of bevels, and a visible focus."""
    return f"""
        QToolBar {{ border: none; border-bottom: 1px solid {theme.line}; padding: 3px 6px; spacing: 2px; }}
        QToolBar::separator {{ background: {theme.line}; width: 1px; margin: 5px 6px; }}
        QToolButton {{ padding: 4px 2px; border: 1px solid transparent; border-radius: 4px; }}
        QToolButton:hover, QToolButton:focus {{ border-color: {theme.accent}; }}
        QToolButton:checked, QToolButton:pressed {{ background: {theme.chosen}; }}
        QDockWidget {{ font-weight: 600; }}
        QDockWidget > QWidget {{ font-weight: normal; }}
        QDockWidget::title {{ padding: 7px 8px 6px 10px; background: {theme.window}; }}
        QMainWindow::separator {{ background: {theme.line}; width: 1px; height: 1px; }}
        QMainWindow::separator:hover {{ background: {theme.accent}; }}
        QStatusBar {{ border-top: 1px solid {theme.line}; }}
        QStatusBar::item {{ border: none; }}
        QMenu {{ padding: 3px; }}
        QMenu::item {{ padding: 4px 22px 4px 8px; border: 1px solid transparent; border-radius: 3px; }}
        QMenu::icon {{ padding-left: 7px; }}
        QMenu::icon:checked {{ background: {theme.chosen}; border: 1px solid {theme.accent}; border-radius: 3px; }}
        QMenu::item:selected {{ background: {theme.chosen}; color: {theme.ink}; border: 1px solid {theme.accent}; }}
        QToolTip {{ background: {theme.paper}; color: {theme.ink}; border: 1px solid {theme.line}; padding: 4px; }}
        QAbstractItemView, QTextBrowser {{ border: 1px solid {theme.paper}; }}
        QAbstractItemView:focus, QTextBrowser:focus {{ border: 1px solid {theme.accent}; }}
        QTreeView::item:selected, QListWidget::item:selected {{ background: {theme.chosen}; color: {theme.ink}; }}
        QListWidget::item {{ padding: 3px 4px; }}
        QAbstractItemView#completions {{ border: 1px solid {theme.frame}; }}
        QTreeView::item {{ padding: 2px 0; }}
        QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
        QDialog QAbstractItemView, QDialog QTextEdit, QDialog QPlainTextEdit {{ border: 1px solid {theme.frame}; }}
    """


class ThemeController(QObject):
    """Applies the theme to the application; with the choice "system", follows the system's theme."""

    changed = Signal(object)
    """The theme now in use."""

    def __init__(self, application: QApplication, choice: str = "system") -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self.theme = LIGHT
        application.setStyle(QStyleFactory.create("Fusion"))
        if application.findChild(FocusRing) is None:
            FocusRing(application)
        self._hints = application.styleHints()  # keeps alive the objects it returns
        self._hints.colorSchemeChanged.connect(self._apply)
        if needs := _accessibility(self._hints):
            needs.contrastPreferenceChanged.connect(self._apply)  # type: ignore[attr-defined]
        self._apply()

    def choose(self, choice: str) -> None:
        """Set the theme: "system", "light", "dark" or "high contrast"."""
        self._choice = choice
        self._apply()

    def _apply(self, _: object = None) -> None:
        dark, more = wants_dark(self._hints), wants_contrast(self._hints)
        theme = chosen_theme(self._choice, dark, more)
        if theme == self.theme and self._application.styleSheet():
            return
        self.theme = theme
        self._application.setPalette(palette(theme))
        for kind in CONTROLS:
            self._application.setPalette(control_palette(theme), kind)  # type: ignore[arg-type]
        self._application.setStyleSheet(style_sheet(theme))
        self.changed.emit(theme)


def _accessibility(hints: QStyleHints) -> QObject | None:
    """Return Qt's accessibility hints, or None before Qt 6.10."""
    accessibility = getattr(hints, "accessibility", None)
    return accessibility() if accessibility else None


def wants_dark(hints: QStyleHints) -> bool:
    """Return whether the system uses a dark theme."""
    return hints.colorScheme() is Qt.ColorScheme.Dark


def wants_contrast(hints: QStyleHints) -> bool:
    """Return whether the system uses high contrast."""
    needs = _accessibility(hints)
    if needs is None:
        return False
    return bool(needs.contrastPreference() is Qt.ContrastPreference.HighContrast)  # type: ignore[attr-defined]


def faint(theme: Theme) -> str:
    """Return the colour of a disabled icon."""
    return _blend(theme.ink, theme.window, 0.4)
