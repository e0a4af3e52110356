"""What it costs to tell many readers the same: Enishi beside the servers that others use, and beside the limit."""
