"""The file formats: each reads, writes, or both."""
