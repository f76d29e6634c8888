"""Defects that the rules of citations are for."""
