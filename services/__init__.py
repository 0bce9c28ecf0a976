"""Use cases. They know `core` and the ports that stores and the outside world fill."""
