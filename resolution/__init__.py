"""The document itself: model, reading, writing, checks, comparison. Knows nothing of Qt or of any corpus."""
