"""Never losing anything: recovery copies, saved versions, the file on disk watched, errors nobody foresaw."""
