"""Names: sponsors, organs, committees, agenda items and sessions under official names, agreeing with one another."""
