"""Navigation in the draft: outline, back and forward, folding, moving clauses."""
