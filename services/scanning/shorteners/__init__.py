"""Shorteners are asked where links of messages lead, and the messages are judged by that."""
