"""Enishi: one room, every language."""
