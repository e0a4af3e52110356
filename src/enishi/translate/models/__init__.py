"""Model files: the list of those there are, fetching and removing them."""
