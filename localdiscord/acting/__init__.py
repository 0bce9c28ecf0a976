"""Acting as a user: what a person can do in Discord's client, and no more."""
