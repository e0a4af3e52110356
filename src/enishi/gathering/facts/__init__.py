"""Facts of rooms: committed, published, delivered in order, kept in memory, collected from their sources."""
