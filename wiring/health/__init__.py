"""What the running bot says of its own state, and to whom."""
