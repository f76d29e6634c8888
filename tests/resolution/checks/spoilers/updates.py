"""Drafts built on an earlier text in which nothing was brought up to date."""
