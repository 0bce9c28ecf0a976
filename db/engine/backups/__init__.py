"""Backups: one SQLite file each, whichever database it was made of, that can be put into either."""
