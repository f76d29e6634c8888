"""New from precedent: this session's draft of an earlier text."""
