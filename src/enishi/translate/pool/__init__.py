"""The worker processes: who waits, who works, here and on other machines."""
