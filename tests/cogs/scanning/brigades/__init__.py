"""The alert of a brigade, as moderators see it."""
