"""Feeds of a campaign's own site, whose items become drafts.

`following.py` holds what moderators do: add, remove, list. `rounds.py` asks for feeds when they are due. `taking.py` makes
drafts of what came. What a fetched body holds is read in another process (`reading.py`), by `parsing.py`. `ports.py` says
what all of them need of the database.
"""
