"""Writing: one module a format, each a plain function `write(resolution, target)`."""
