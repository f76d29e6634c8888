"""Recognizes a resolution in lines with layout, for every format without markup of its own."""
