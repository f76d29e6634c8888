"""Form: numbers, dates, hyphens and spaces, capitals, abbreviations, words of other languages."""
