"""What was read, as JSON."""
