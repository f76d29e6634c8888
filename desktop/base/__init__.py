"""What every feature stands on: settings, theme, workers, commands and keys, generic dialogs."""
