"""Speech to text and text to speech; independent of rooms."""
