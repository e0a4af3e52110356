"""Text to text: engines, routes between languages, and the processes that run them. Knows nothing of rooms."""
