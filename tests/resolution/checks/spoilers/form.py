"""Defects that the rules of form are for."""
