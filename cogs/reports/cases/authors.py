"""What a card says of whoever wrote the reported message: what Discord knows, asked when the card is drawn and not kept, and
what happened here before.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import discord

from cogs.base.rate_limits import FAULTS
from cogs.servers.membership import caller_from
from core.base.ids import RoleId, UserId
from core.base.times import to_ms
from core.reports.authors import PAST, AuthorPast
from services.base.texts import Say
from services.reports.authors import AuthorPasts
from services.reports.records import Case

_PATIENCE = 1.5  # seconds; a card does not wait for what it can do without


@dataclass(frozen=True, slots=True)
class Author:
    """The author as the card shows them. `moderates`, `joined`: False and None where Discord did not say."""

    moderates: bool
    joined: datetime | None
    made: datetime
    past: AuthorPast


class Authors:
    """Finds out about the author of a case's message."""

    def __init__(self, *, client: discord.Client, pasts: AuthorPasts) -> None:
        self._client = client
        self._pasts = pasts

    async def of(self, case: Case, moderator_role: RoleId | None) -> Author | None:
        """The author; None where none is known that is a member."""
        if case.author is None or not case.author_is_member:
            return None
        member = await self._member(case, case.author.id)
        return Author(
            moderates=member is not None
            and caller_from(case.server, case.author.id, member).is_moderator(moderator_role),
            joined=None if member is None else member.joined_at,
            made=discord.utils.snowflake_time(case.author.id),
            past=await self._pasts.of(case.server, case.author.id),
        )

    async def _member(self, case: Case, user: UserId) -> discord.Member | None:
        """The live member; None where Discord does not say in time."""
        guild = self._client.get_guild(case.server)
        if guild is None or guild.unavailable:
            return None
        try:
            async with asyncio.timeout(_PATIENCE):
                return await guild.fetch_member(user)
        except (discord.NotFound, discord.Forbidden, *FAULTS):
            return None


def author_lines(say: Say, author: Author) -> list[str]:
    """Say since when they are here, and what happened."""
    made = _when(author.made)
    if author.joined is None:
        since = say("case-author-made", made=made)
    else:
        since = say("case-author-joined", joined=_when(author.joined), made=made)
    past = say("case-author-past", days=PAST.days, past=_past(say, author.past))
    return [f"-# {since}", f"-# {past}"]


def standing_lines(say: Say, author: Author | None) -> list[str]:
    """Say where they moderate here, so that they may not decide the case themselves."""
    return [say("case-about-moderator")] if author is not None and author.moderates else []


def _past(say: Say, past: AuthorPast) -> str:
    counted = {
        "case-past-removed": past.removed,
        "case-past-upheld": past.upheld,
        "case-past-dismissed": past.dismissed,
        "case-past-timeouts": past.timed_out,
    }
    named: Sequence[str] = [say(key, count=count) for key, count in counted.items() if count]
    return " · ".join(named) or say("case-past-nothing")


def _when(moment: datetime) -> str:
    """An age, of the hour as all times on a card."""
    return f"<t:{to_ms(moment) // 1000 // 3600 * 3600}:R>"
