"""The self-test, the tour without a screen, and screenshots of the window."""
