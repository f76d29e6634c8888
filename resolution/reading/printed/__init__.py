"""Reading PDF: from the glyphs of its pages to rows, from rows to lines and notes."""
