"""Negotiating in the window: the panel of proposals, its dialog, the signs beside the text, and the commands."""
