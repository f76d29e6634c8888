"""The commands, one module each.

A new command is a new module here and nothing else: the name of the module is the name of the command, and `COMMAND`
(a `desktop.cli.command.Command`) declares the rest. The help and the manual page find it by themselves.

Functions import what takes long to load (the corpus, readers, writers, checks) when they run, so that --help and other
commands do not wait for it.
"""
