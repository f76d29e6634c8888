"""What differs by language: dates, ordinals, organs, leads, final marks, spelling."""
