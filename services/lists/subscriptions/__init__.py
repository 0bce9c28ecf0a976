"""Lists that servers follow by their address.

`bringing.py` makes a new version of a list from what was fetched, and says for each follower whether it acts. `rounds.py`
asks for lists when they are due. `following.py` holds what managers do: subscribe, unsubscribe, show, take, keep.
`source.py` is the list source. What a fetched body holds is read in one place, `reading.py`; where it is a signed list,
`signed.py` reads it.
"""
