"""Reading Word: package, styles and lists, the stream of paragraphs, and what our own files say of themselves."""
