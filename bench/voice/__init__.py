"""Speech at the speed of speech, in three languages: delays, wrong words, memory, and how many may speak at once."""
