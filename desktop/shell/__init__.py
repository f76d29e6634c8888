"""The main window, several of them, and the application."""
