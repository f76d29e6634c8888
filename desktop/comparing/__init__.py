"""Comparing two texts in a window of their own, and the next revision of a draft, which names the one before."""
