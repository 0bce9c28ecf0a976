"""Addresses that only lead elsewhere: whose hosts they have, and what is known of where they lead. Pure."""
