"""Discord's bit sets, as plain integers: permissions and gateway intents."""

from typing import Final


class P:
    """Permission bits (Discord's documentation, *Permissions*)."""

    INVITE: Final = 1 << 0
    KICK: Final = 1 << 1
    BAN: Final = 1 << 2
    ADMIN: Final = 1 << 3
    CHANNELS: Final = 1 << 4
    GUILD: Final = 1 << 5
    REACT: Final = 1 << 6
    AUDIT: Final = 1 << 7
    VIEW: Final = 1 << 10
    SEND: Final = 1 << 11
    MESSAGES: Final = 1 << 13
    EMBED: Final = 1 << 14
    ATTACH: Final = 1 << 15
    HISTORY: Final = 1 << 16
    EVERYONE: Final = 1 << 17
    NICK: Final = 1 << 26
    NICKS: Final = 1 << 27
    ROLES: Final = 1 << 28
    WEBHOOKS: Final = 1 << 29
    APPCMD: Final = 1 << 31
    THREADS: Final = 1 << 34
    PUB_THREADS: Final = 1 << 35
    PRIV_THREADS: Final = 1 << 36
    THREAD_SEND: Final = 1 << 38
    MODERATE: Final = 1 << 40
    PIN: Final = 1 << 51

    ALL: Final = (1 << 53) - 1
    DEFAULT: Final = (
        INVITE
        | REACT
        | VIEW
        | SEND
        | EMBED
        | ATTACH
        | HISTORY
        | EVERYONE
        | NICK
        | APPCMD
        | PUB_THREADS
        | THREAD_SEND
    )
    """What @everyone holds in a new server."""


class I:  # noqa: E742  (short, as every intent is written `I.GUILDS`)
    """Gateway intents (Discord's documentation, *Gateway Intents*)."""

    GUILDS: Final = 1 << 0
    MEMBERS: Final = 1 << 1
    MODERATION: Final = 1 << 2
    WEBHOOKS: Final = 1 << 5
    PRESENCES: Final = 1 << 8
    MSG: Final = 1 << 9
    REACT: Final = 1 << 10
    DM: Final = 1 << 12
    DM_REACT: Final = 1 << 13
    CONTENT: Final = 1 << 15
    EVENTS: Final = 1 << 16
    AUTOMOD_CONF: Final = 1 << 20
    AUTOMOD_EXEC: Final = 1 << 21

    PRIVILEGED: Final = MEMBERS | PRESENCES | CONTENT
    """The intents that a bot must be granted on the developer portal before it may ask for them."""
