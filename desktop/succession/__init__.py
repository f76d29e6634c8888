"""New from precedent: a draft for this session based on an earlier text."""
