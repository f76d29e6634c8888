"""The Organization's letterheads: paper, styles, words and heading, as values that every writer of pages prints."""
