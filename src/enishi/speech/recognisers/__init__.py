"""One file a recogniser."""
