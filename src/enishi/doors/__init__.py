"""What comes in from the network, HTTP and WebSocket: who sends it, whether they may, and who handles it."""
