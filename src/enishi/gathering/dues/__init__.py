"""Durable timers: what shall happen by itself at an instant."""
