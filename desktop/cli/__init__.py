"""The command line: the program without its window. Each command is one module of `desktop.cli.commands`."""

PROGRAM = "resolution-drafter"
"""The name of the program, as users type it."""

DATA_VARIABLE = "RESOLUTION_DRAFTER_DATA"
"""The environment variable that names the data folder."""
