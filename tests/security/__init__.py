"""What strangers cannot do: stop the house."""
