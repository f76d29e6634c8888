"""Protection against data loss: recovery copies, saved versions, watching the file on disk, unexpected errors."""
