"""Words with marks around them, HTML tags or emphasis: translated without, and then put around the same words."""
