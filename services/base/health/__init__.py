"""What Rowan says of its own state: figures, whether it is ready, ids that hold lines of the log together."""
