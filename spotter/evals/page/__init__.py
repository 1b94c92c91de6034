"""A run as one page for a browser: everything in one file, nothing from a network, every text of a case escaped."""
