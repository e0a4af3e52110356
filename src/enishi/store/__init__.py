"""What is kept on disk; the only SQL in the house. One module an aggregate, functions over a connection."""
