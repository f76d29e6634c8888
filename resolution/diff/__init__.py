"""Pairing and comparing two texts."""
