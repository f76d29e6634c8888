"""Finds the commands: the modules of `desktop.cli.commands`, each named after its command."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from desktop.cli import commands
from desktop.cli.command import Command


def command_names() -> list[str]:
    """Return the names of all commands in alphabetical order, without importing their modules."""
    return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))


def load_command(name: str) -> Command:
    """Import the module of a command and return what it declares."""
    command: Command = import_module(f"{commands.__name__}.{name}").COMMAND
    return command


def load_commands() -> dict[str, Command]:
    """Import the modules of all commands and return the commands by name, in the order of the help."""
    loaded = {name: load_command(name) for name in command_names()}
    return dict(sorted(loaded.items(), key=lambda item: item[1].place))
