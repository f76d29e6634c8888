"""The corpus window: which texts there are, downloads, import."""
