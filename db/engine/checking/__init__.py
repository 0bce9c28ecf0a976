"""What can be found wrong with a database by reading it."""
