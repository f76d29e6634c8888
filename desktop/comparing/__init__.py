"""Two texts compared in a window of their own, and revisions of a draft that name the one before."""
