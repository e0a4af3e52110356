"""invites."""
