"""The alert of a brigade: its card, its buttons, and what they do on Discord."""
