"""Who may come in, who somebody is, and what they may do."""
