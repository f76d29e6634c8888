"""Shared foundations of all features: settings, theme, workers, commands and shortcuts, generic dialogs."""
