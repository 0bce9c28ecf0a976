"""Bots that do as little as possible: what others are measured beside. Each is a process of its own."""
