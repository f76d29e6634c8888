"""Akoma Ntoso, the format of drafts and of the United Nations' own files."""
