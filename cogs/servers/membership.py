"""Finding out where somebody is a member, for commands in a direct message.

Rowan keeps no members: it asks Discord, one fetch a server, few at a time.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import discord

from cogs.base.discord_api.rate_limits import FAULTS, unavailable
from cogs.servers.elsewhere import Elsewhere
from core.base.authority import Caller
from core.base.errors import Unavailable
from core.base.ids import RoleId, ServerId, UserId
from core.base.well_formed import well_formed
from services.servers.setup import Servers

# An answer counts so long for what is offered; for what is sent, Discord is asked anew.
_REMEMBERED_SECONDS = 60.0
_REMEMBERED = 10_000
_NEVER = (0.0, False)
_ASKED = 40  # servers for one look: Discord takes fifty requests a second of all that Rowan does
_AT_ONCE = 8  # for all who look
_PATIENCE = 1.5  # seconds for one list; Discord waits three
_NAMED = 3  # servers of links in one form
_OFFERED = 25  # Discord's limit
_NO_MEMBER = frozenset({10007, 10013})  # Discord's codes: unknown member, unknown user


@dataclass(frozen=True, slots=True)
class Shared:
    """Servers that somebody shares with Rowan, by name. `in_doubt`: there may be more, Discord did not say in time."""

    known: Sequence[discord.Guild]
    in_doubt: bool


class Memberships:
    """Asks Discord for members, and remembers the answers for a minute."""

    def __init__(self, elsewhere: Elsewhere, servers: Servers) -> None:
        self._elsewhere = elsewhere
        self._servers = servers
        self._known: OrderedDict[tuple[int, int], tuple[float, bool]] = OrderedDict()
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def caller(self, server: ServerId, user: UserId) -> Caller | None:
        """The live member, asked for now; None where this person is no member, or Rowan is not there.

        Raises Unavailable.
        """
        guild = await self._elsewhere.guild(server)
        if guild is None:
            return None
        try:
            return caller_from(server, user, await guild.fetch_member(user))
        except (discord.NotFound, discord.Forbidden):
            return None
        except FAULTS as error:
            raise unavailable(error) from error

    async def certain(self, server: ServerId, user: UserId) -> Caller | None:
        """The live member; None only where Discord says that this person is none. Raises Unavailable in all else: in an
        outage, where Rowan is not there, where Discord refuses to say.
        """
        guild = await self._elsewhere.guild(server)
        if guild is None:
            raise Unavailable
        try:
            return caller_from(server, user, await guild.fetch_member(user))
        except discord.NotFound as error:
            if error.code in _NO_MEMBER:
                return None
            raise Unavailable from error
        except discord.Forbidden as error:
            raise Unavailable from error
        except FAULTS as error:
            raise unavailable(error) from error

    async def first_shared(self, user: UserId, servers: Sequence[ServerId]) -> Caller | None:
        """The live member of the first of these servers that is set up and has this person. Raises Unavailable."""
        there = {guild.id for guild in await self._set_up()}
        for server in [each for each in dict.fromkeys(servers) if each in there][:_NAMED]:
            found = await self.caller(server, user)
            if found is not None:
                return found
        return None

    async def offered(self, user: UserId, typed: str) -> Sequence[discord.Guild]:
        """The servers to offer: set up, with names that hold what was typed, and known to have this person; by name."""
        wanted = typed.strip().casefold()
        guilds = [guild for guild in await self._set_up() if wanted in guild.name.casefold()]
        unknown = [guild for guild in guilds if self._remembered(guild, user) is None]
        return (await self._shared(guilds, user, unknown)).known[:_OFFERED]

    async def meant(self, user: UserId, typed: str) -> Shared:
        """The servers that may be meant: of this id or name, or any where nothing was typed; those that are set up, if any
        is.
        """
        typed, set_up = typed.strip(), await self._set_up()
        if not typed:
            return await self._shared(set_up, user, set_up)
        everywhere = await self._elsewhere.names()
        named = [guild for guild in everywhere if typed in (str(guild.id), guild.name)]
        named = named or [guild for guild in everywhere if typed.casefold() == guild.name.casefold()]
        meant = [guild for guild in named if guild in set_up] or named
        return await self._shared(meant, user, meant)

    async def _set_up(self) -> list[discord.Guild]:
        set_up = frozenset(await self._servers.set_up())
        there = [guild for guild in await self._elsewhere.names() if guild.id in set_up]
        return sorted(there, key=lambda guild: (guild.name.casefold(), guild.id))

    async def _shared(
        self, guilds: Sequence[discord.Guild], user: UserId, asking: Sequence[discord.Guild]
    ) -> Shared:
        """Of which of these servers the person is a member, as far as Discord says so in time or it is remembered.

        However many are to be asked of, it is few in one look: first where the person was a member before, then where it
        was asked longest ago, so that some looks later all were.
        """
        remembered = {guild: self._remembered(guild, user) for guild in guilds}
        asking = sorted(asking, key=lambda guild: self._last(guild, user))[:_ASKED]
        asked = {guild: asyncio.create_task(self._ask(guild, user)) for guild in asking}
        if asked:
            _, late = await asyncio.wait(asked.values(), timeout=_PATIENCE)
            for task in late:
                task.cancel()
        for guild, task in asked.items():
            remembered[guild] = task.result() if task.done() and not task.cancelled() else None
        return Shared(
            known=[guild for guild in guilds if remembered[guild]],
            in_doubt=any(is_member is None for is_member in remembered.values()),
        )

    def _remembered(self, guild: discord.Guild, user: UserId) -> bool | None:
        """What Discord said a moment ago: people type a server's name letter by letter, and turn pages."""
        until, is_member = self._known.get((guild.id, int(user)), _NEVER)
        return is_member if until > time.monotonic() else None

    def _last(self, guild: discord.Guild, user: UserId) -> tuple[bool, float]:
        until, was_member = self._known.get((guild.id, int(user)), _NEVER)
        return not was_member, until

    async def _ask(self, guild: discord.Guild, user: UserId) -> bool | None:
        async with self._turn:
            try:
                is_member = await self.caller(ServerId(guild.id), user) is not None
            except Unavailable:
                return None
        key = (guild.id, int(user))
        self._known[key] = (time.monotonic() + _REMEMBERED_SECONDS, is_member)
        self._known.move_to_end(key)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return is_member


def caller_from(server: ServerId, user: UserId, member: discord.Member) -> Caller:
    """The member's rights at server level, as Discord delivered them."""
    rights = member.guild_permissions
    return Caller(
        server=server,
        user=user,
        name=well_formed(member.display_name),
        roles=frozenset(RoleId(role.id) for role in member.roles),
        manage_server=rights.manage_guild,
        manage_messages=rights.manage_messages,
    )
