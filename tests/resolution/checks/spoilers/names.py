"""Defects that the rules of names are for."""
