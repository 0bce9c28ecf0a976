"""Finding out where somebody is a member, for commands in a direct message.

Rowan keeps no members: it asks Discord, one fetch a server, few at a time.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence

import discord

from cogs.base.rate_limits import FAULTS, unavailable
from core.base.authority import Caller
from core.base.errors import Unavailable, UserError
from core.base.ids import RoleId, ServerId, UserId
from core.base.well_formed import well_formed
from services.servers.setup import Servers

# An answer counts so long for what is offered while somebody types; for what is sent, Discord is asked anew.
_REMEMBERED_SECONDS = 60.0
_REMEMBERED = 10_000
_ASKED = 40  # servers for one list
_AT_ONCE = 8
_PATIENCE = 1.5  # seconds for one list; Discord waits three
_OFFERED = 25  # Discord's limit
_NO_MEMBER = frozenset({10007, 10013})  # Discord's codes: unknown member, unknown user


class Memberships:
    """Asks Discord for members, and remembers the answers for a minute."""

    def __init__(self, client: discord.Client, servers: Servers) -> None:
        self._client = client
        self._servers = servers
        self._known: OrderedDict[tuple[int, int], tuple[float, bool]] = OrderedDict()

    async def caller(self, server: ServerId, user: UserId) -> Caller | None:
        """The live member, asked for now; None where this person is no member, or Rowan is not there.

        Raises Unavailable.
        """
        guild = self._client.get_guild(server)
        if guild is None:
            return None
        if guild.unavailable:  # an outage: its roles are not known
            raise Unavailable
        try:
            return _caller(server, user, await guild.fetch_member(user))
        except (discord.NotFound, discord.Forbidden):
            return None
        except FAULTS as error:
            raise unavailable(error) from error

    async def certain(self, server: ServerId, user: UserId) -> Caller | None:
        """The live member; None only where Discord says that this person is none. Raises Unavailable in all else: in an
        outage, where Rowan is not there, where Discord refuses to say.
        """
        guild = self._client.get_guild(server)
        if guild is None or guild.unavailable:
            raise Unavailable
        try:
            return _caller(server, user, await guild.fetch_member(user))
        except discord.NotFound as error:
            if error.code in _NO_MEMBER:
                return None
            raise Unavailable from error
        except discord.Forbidden as error:
            raise Unavailable from error
        except FAULTS as error:
            raise unavailable(error) from error

    async def offered(self, user: UserId, typed: str) -> list[discord.Guild]:
        """The servers to offer: set up, with names that hold what was typed,
        and with this person as a member; by name.
        """
        wanted = typed.strip().casefold()
        guilds = [guild for guild in await self._set_up() if wanted in guild.name.casefold()]
        return (await self._with_member(guilds, user, self._was_member))[:_OFFERED]

    async def chosen(self, user: UserId, typed: str) -> Caller:
        """The member in the server that was meant: by id, by name, or by nothing where only one server is possible.

        Raises UserError: none such where this person is, several, or one that has not been set up; Unavailable.
        """
        typed = typed.strip()
        if typed:
            named = [guild for guild in self._client.guilds if typed in (str(guild.id), guild.name)]
            named = named or [
                guild for guild in self._client.guilds if typed.casefold() == guild.name.casefold()
            ]
        else:
            named = await self._set_up()
        found = await self._with_member(named, user, self._is_member)
        if len(found) > 1:
            raise UserError("report-server-which")
        caller = await self.caller(ServerId(found[0].id), user) if found else None
        if caller is None:
            raise UserError("report-server-unknown" if typed else "report-server-none")
        return caller

    async def _set_up(self) -> list[discord.Guild]:
        known = [self._client.get_guild(server) for server in await self._servers.set_up()]
        there = [guild for guild in known if guild is not None]
        return sorted(there, key=lambda guild: (guild.name.casefold(), guild.id))

    async def _with_member(
        self,
        guilds: Sequence[discord.Guild],
        user: UserId,
        look: Callable[[discord.Guild, UserId], Awaitable[bool]],
    ) -> list[discord.Guild]:
        """Those of the first forty servers of which this person is a member, in the same order,
        as far as Discord answers in time.
        """
        turn = asyncio.Semaphore(_AT_ONCE)

        async def ask(guild: discord.Guild) -> bool:
            async with turn:
                return await look(guild, user)

        asked = {asyncio.create_task(ask(guild)): guild for guild in guilds[:_ASKED]}
        if not asked:
            return []
        done, late = await asyncio.wait(asked, timeout=_PATIENCE)
        for task in late:
            task.cancel()
        return [guild for task, guild in asked.items() if task in done and task.result()]

    async def _is_member(self, guild: discord.Guild, user: UserId) -> bool:
        try:
            return await self.caller(ServerId(guild.id), user) is not None
        except Unavailable:
            return False

    async def _was_member(self, guild: discord.Guild, user: UserId) -> bool:
        """Whether the person is a member, as remembered for a minute:
        they are typing, and each letter would ask again.
        """
        now, key = time.monotonic(), (guild.id, int(user))
        until, known = self._known.get(key, (0.0, False))
        if until > now:
            return known
        try:
            is_member = await self.caller(ServerId(guild.id), user) is not None
        except Unavailable:  # not known: asked again at the next letter
            return False
        self._known[key] = (now + _REMEMBERED_SECONDS, is_member)
        self._known.move_to_end(key)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return is_member


def _caller(server: ServerId, user: UserId, member: discord.Member) -> Caller:
    rights = member.guild_permissions
    return Caller(
        server=server,
        user=user,
        name=well_formed(member.display_name),
        roles=frozenset(RoleId(role.id) for role in member.roles),
        manage_server=rights.manage_guild,
        manage_messages=rights.manage_messages,
    )
