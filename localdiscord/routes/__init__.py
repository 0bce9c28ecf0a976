"""The REST routes, a room a topic; importing this fills the table in ``routing``."""

from localdiscord.routes import (
    application,
    automod,
    bans,
    channels,
    commands,
    guilds,
    interactions,
    members,
    messages,
    reactions,
    threads,
    webhooks,
)

__all__ = [
    "application",
    "automod",
    "bans",
    "channels",
    "commands",
    "guilds",
    "interactions",
    "members",
    "messages",
    "reactions",
    "threads",
    "webhooks",
]
