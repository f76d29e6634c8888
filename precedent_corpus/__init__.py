"""The adopted texts and the search over them: what adopted language is nearest to a clause. No Qt here."""
