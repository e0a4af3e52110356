"""Messages: posting and changing them, their language, pages of history, what is unread."""
