"""Who wrote a message, as members of its server: what Discord told along with the message, or answered a moment ago."""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable

import discord

from cogs.base.discord_api.rate_limits import FAULTS
from core.base.ids import ServerId, UserId

_PATIENCE = 1.5  # seconds; a card does not wait for what it can do without
_REMEMBERED = 1000  # members
_FRESH = 600.0  # seconds; as long as messages join one card
_ASKED, _WITHIN = 5, 10.0  # so often is Discord asked about the members of one server, in so many seconds


class HeardMembers:
    """Remembers the authors of messages that may be found, for as long as their cards are drawn.

    In a raid Discord tells of each author along with the message, so nobody is asked. Whoever is not known, as after a
    restart, is asked for now and then.
    """

    def __init__(self, *, client: discord.Client, now: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._now = now
        # None: Discord said that this person is no member
        self._known: OrderedDict[tuple[int, int], tuple[float, discord.Member | None]] = OrderedDict()
        self._asked: dict[ServerId, deque[float]] = {}

    def hear(self, author: discord.abc.User) -> None:
        """Remember the author of a message."""
        if isinstance(author, discord.Member):
            self._remember(author.guild.id, author.id, author)

    async def of(self, server: ServerId, user: UserId) -> discord.Member | None:
        """The member as Discord told of them lately; else asked for, where that was not done too often. None: not known."""
        at, member = self._known.get((server, user), (None, None))
        if at is not None and self._now() - at < _FRESH:
            return member
        guild = self._client.get_guild(server)
        cached = None if guild is None else guild.get_member(user)
        if cached is not None or not self._may_ask(server):
            return cached
        return await self.ask(server, user)

    async def ask(self, server: ServerId, user: UserId) -> discord.Member | None:
        """The live member; None where Discord does not say in time."""
        guild = self._client.get_guild(server)
        if guild is None or guild.unavailable:
            return None
        try:
            async with asyncio.timeout(_PATIENCE):
                member = await guild.fetch_member(user)
        except discord.NotFound:
            self._remember(server, user, None)
            return None
        except (discord.Forbidden, *FAULTS):
            return None
        self._remember(server, user, member)
        return member

    def _may_ask(self, server: ServerId) -> bool:
        asked, now = self._asked.setdefault(server, deque(maxlen=_ASKED)), self._now()
        if len(asked) == _ASKED and now - asked[0] < _WITHIN:
            return False
        asked.append(now)
        return True

    def _remember(self, server: int, user: int, member: discord.Member | None) -> None:
        self._known[server, user] = self._now(), member
        self._known.move_to_end((server, user))
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
