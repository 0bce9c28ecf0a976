"""The REST routes, a module a topic; importing this package fills the table in ``routing``."""

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
    search,
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
    "search",
    "threads",
    "webhooks",
]
