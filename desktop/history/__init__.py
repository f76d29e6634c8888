"""The history of a clause."""
