"""Members and rooms: who belongs where, and who is connected."""
