"""Inserting formulas and cross-references."""
