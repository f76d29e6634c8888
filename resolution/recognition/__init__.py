"""From lines with looks to a Resolution, for every format without markup of its own."""
