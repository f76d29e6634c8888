"""Defects that the rules of substance are for."""
