"""Moving about in the draft: outline, back and forward, folding, moving clauses."""
