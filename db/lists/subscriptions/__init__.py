"""Stores of lists that servers follow by their address."""
