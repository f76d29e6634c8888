"""Help, the tour, the first start, licences."""
