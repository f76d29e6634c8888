"""Checking the draft: the problems panel and the rules."""
