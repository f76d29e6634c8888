"""The self-test, the tour without a screen, and pictures of the window."""
