"""Substance: what a delegate wants to know of a draft before others say it."""
