"""Model files: the published list, and what is installed."""
