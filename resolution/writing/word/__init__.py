"""The Word document of a resolution: package, letterheads, styles, heads, text and notes."""
