"""What a card says of whoever wrote its message: what Discord knows, which is not kept, and what happened here before."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import discord

from cogs.scanning.heard_members import HeardMembers
from cogs.servers.membership import caller_from
from core.base.ids import MessageId, RoleId, ServerId, UserId
from core.base.times import moment_of, snowflake_at, to_ms
from core.scanning.authors import PAST, AuthorPast
from core.scanning.detections import Detection, Settled
from core.scanning.groups import Group
from services.base.texts import Say
from services.scanning.detections.authors import AuthorPasts

_YOUNG_DAYS = 30


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


@dataclass(frozen=True, slots=True)
class Writers:
    """Who wrote what a card of something found shows. `only`: where it is one person, and nothing was decided. `moderates`:
    one of them does, as far as Discord said.
    """

    only: Author | None = None
    moderates: bool = False


class Authors:
    """Finds out about the authors of messages."""

    def __init__(self, *, members: HeardMembers, pasts: AuthorPasts) -> None:
        self._members = members
        self._pasts = pasts

    async def of_case(
        self, server: ServerId, user: UserId, message: MessageId | None, moderator_role: RoleId | None
    ) -> Author:
        """The author of a reported message: Discord is asked, since cases are few."""
        member = await self._members.ask(server, user)
        past = await self._pasts.of(server, user)
        return _author(user, member, past, message, moderator_role)

    async def of_found(self, found: Detection, group: Group | None, moderator_role: RoleId | None) -> Writers:
        """The authors of what a card shows. Discord is asked for few of those of whom it did not tell."""
        users = _writers(found, group)
        members = await asyncio.gather(*(self._members.of(found.server, user) for user in users))
        only = None
        if len(users) == 1 and _one_author(group) and found.settled is Settled.OPEN:
            past = await self._pasts.of(found.server, users[0], but=found.id)
            only = _author(users[0], members[0], past, _written(found), moderator_role)
        return Writers(only, any(_moderates(member, moderator_role) for member in members))

    async def of_one(self, found: Detection, moderator_role: RoleId | None) -> Author | None:
        """The author of one of several messages that share a card, for whoever reads it."""
        if found.writer is None:
            return None
        user = found.writer.id
        member, past = await self._members.of(found.server, user), await self._pasts.of(found.server, user)
        return _author(user, member, past, _written(found), moderator_role)

    async def moderates(self, server: ServerId, user: UserId, moderator_role: RoleId | None) -> bool:
        """Whether somebody moderates, asked of Discord now; False where it does not say."""
        return _moderates(await self._members.ask(server, user), moderator_role)


def _writers(found: Detection, group: Group | None) -> Sequence[UserId]:
    """The members who wrote what the card shows, whoever wrote most first."""
    if group is None:
        return [] if found.writer is None else [found.writer.id]
    return [each.author.id for each in group.authors if each.author is not None and each.is_member]


def _written(found: Detection) -> MessageId:
    """A number that says when it was written; of a name, when it was found."""
    return MessageId(snowflake_at(found.detected_at)) if found.named else found.message


def _one_author(group: Group | None) -> bool:
    return group is None or len(group.authors) == 1


def _author(
    user: UserId,
    member: discord.Member | None,
    past: AuthorPast,
    message: MessageId | None,
    moderator_role: RoleId | None,
) -> Author:
    return Author(
        moderates=_moderates(member, moderator_role),
        joined=None if member is None else member.joined_at,
        made=discord.utils.snowflake_time(user),
        past=past,
        young=None if message is None else _young(user, message),
    )


def _moderates(member: discord.Member | None, moderator_role: RoleId | None) -> bool:
    if member is None or member.bot:
        return False
    caller = caller_from(ServerId(member.guild.id), UserId(member.id), member)
    return caller.is_moderator(moderator_role)


def author_lines(say: Say, author: Author) -> list[str]:
    """Say since when they are here, and what happened."""
    made = _when(author.made)
    if author.young is not None:
        made = f"{made} ({say('author-young', days=author.young)})"
    if author.joined is None:
        since = say("author-made", made=made)
    else:
        since = say("author-joined", joined=_when(author.joined), made=made)
    past = say("author-past", days=PAST.days, past=_past(say, author.past))
    return [f"-# {since}", f"-# {past}"]


def _past(say: Say, past: AuthorPast) -> str:
    counted = {
        "author-past-removed": past.removed,
        "author-past-upheld": past.upheld,
        "author-past-dismissed": past.dismissed,
        "author-past-timeouts": past.timed_out,
    }
    named: Sequence[str] = [say(key, count=count) for key, count in counted.items() if count]
    return say.line(*named) or say("author-past-nothing")


def _young(user: UserId, message: MessageId) -> int | None:
    """A fact of then, which a card that stands for days still says rightly."""
    days = max(0, (moment_of(message) - discord.utils.snowflake_time(user)).days)
    return days if days < _YOUNG_DAYS else None


def _when(moment: datetime) -> str:
    """A day, from the hour as all times on a card. An age of a rounded time would be wrong."""
    return f"<t:{to_ms(moment) // 1000 // 3600 * 3600}:D>"
