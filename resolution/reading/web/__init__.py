"""Pages of the Web, and what programs put on the clipboard as HTML: laid open as the paragraphs one sees."""
