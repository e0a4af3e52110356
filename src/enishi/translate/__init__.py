"""Text to text: engines, the routes between languages, and the worker processes that run them. Knows nothing of rooms."""
