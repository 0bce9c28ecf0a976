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
from core.base.ids import MessageId, RoleId, UserId
from core.base.times import moment_of, to_ms
from core.reports.authors import PAST, AuthorPast
from services.base.texts import Say
from services.reports.authors import AuthorPasts
from services.reports.records import Case

_YOUNG_DAYS = 30
_PATIENCE = 1.5  # seconds; a card does not wait for what it can do without


@dataclass(frozen=True, slots=True)
class Author:
    """The author as the card shows them. `moderates`, `joined`: False and None where Discord did not say."""

    moderates: bool
    joined: datetime | None
    made: datetime
    past: AuthorPast
    young: int | None = (
        None  # how many days old the account was when it wrote the message; None where it was no young one
    )


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
            young=None if case.place is None else _young(case.author.id, case.place.message),
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
    if author.young is not None:
        made = f"{made} ({say('case-author-young', days=author.young)})"
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


def _young(user: UserId, message: MessageId) -> int | None:
    """A fact of then, which a card that stands for days still says rightly."""
    days = max(0, (moment_of(message) - discord.utils.snowflake_time(user)).days)
    return days if days < _YOUNG_DAYS else None


def _when(moment: datetime) -> str:
    """A day, from the hour as all times on a card. An age of a rounded time would be wrong."""
    return f"<t:{to_ms(moment) // 1000 // 3600 * 3600}:D>"
