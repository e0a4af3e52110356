"""Text to text: engines, routes between languages, and the processes that run them. Independent of rooms."""
