"""The Qt application: what people see and type; the only room that knows Qt."""

VERSION = "0.1.0"
"""The version of the program, said here alone; CHANGELOG.md tells what each brought."""

ID = "org.resolution_drafter.drafter"
"""The name under which a desktop knows the program: of its menu entry, its icon and its packages."""
