"""Who is connected to this process, and how events reach them."""
