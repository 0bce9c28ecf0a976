"""Scenes about campaigns: updates, what becomes of them, feeds."""
