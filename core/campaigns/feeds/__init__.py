"""Feeds of a campaign's own site: what an item says, whether it is known, and the draft that it becomes."""
