"""What Discord knows of whoever wrote a reported message, asked when the card is drawn: nothing of it is kept."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

import discord

from cogs.base.rate_limits import FAULTS
from cogs.servers.membership import caller_from
from core.base.ids import RoleId
from services.reports.records import Case

_PATIENCE = 1.5  # seconds; a card does not wait for what it can do without


@dataclass(frozen=True, slots=True)
class Author:
    """The author as the card shows them. `joined`: None where Discord does not say when."""

    moderates: bool
    joined: datetime | None


class Authors:
    """Asks Discord for the author of a case's message."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def of(self, case: Case, moderator_role: RoleId | None) -> Author | None:
        """The author as a member; None where they are none, or where Discord does not say in time."""
        guild = self._client.get_guild(case.server)
        if guild is None or guild.unavailable or case.author is None or not case.author_is_member:
            return None
        try:
            async with asyncio.timeout(_PATIENCE):
                member = await guild.fetch_member(case.author.id)
        except (discord.NotFound, discord.Forbidden, *FAULTS):
            return None
        caller = caller_from(case.server, case.author.id, member)
        return Author(moderates=caller.is_moderator(moderator_role), joined=member.joined_at)
