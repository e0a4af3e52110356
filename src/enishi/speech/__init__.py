"""Voice to text, and text to voice; knows nothing of rooms."""
