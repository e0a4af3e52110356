"""What tests share: a real server, and guests who remember."""
