"""What the corpus tells of a wording: its history, series, standing; the report."""
