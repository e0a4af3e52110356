"""Worker processes for code that we do not trust: one command at a time, killed when they do not answer in time."""
