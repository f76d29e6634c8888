"""The help, the tour, the welcome page, licences."""
