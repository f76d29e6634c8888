"""The file of the open draft: opening, saving, exporting, versions, recovery copies."""
