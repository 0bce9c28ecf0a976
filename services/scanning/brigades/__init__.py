"""Brigades: posts of one place are counted, moderators are alerted, and may slow channels or pause invites for a while."""
