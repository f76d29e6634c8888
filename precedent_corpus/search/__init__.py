"""Finding and ranking wordings."""
