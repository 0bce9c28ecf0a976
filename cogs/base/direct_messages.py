"""Direct messages: the only place where Discord is told to whom one goes, and what it means that it does not arrive."""

from dataclasses import replace
from datetime import timedelta

import discord

from cogs.base.postman import Message, Postman
from cogs.base.presence import guild_here
from cogs.base.rate_limits import FAULTS, Patience
from cogs.base.refusals import personal_outcome_of
from core.base.ids import ChannelId, ServerId, UserId
from services.base.outbox import Dropped, Later, OutboxRow, Outcome, Posted, Told, Waiting

_ATTEMPTS = 300  # at most five minutes apart: about a day of Discord's refusing for other reasons than closed messages
_AWAY = timedelta(seconds=60)
_OPENING = "opening"


class DirectMessages:
    """Delivers an outbox row's message to one person."""

    def __init__(self, *, client: discord.Client, postman: Postman) -> None:
        self._client = client
        self._postman = postman
        self._patience = Patience()

    def name_of(self, server: int) -> str | None:
        """The server's name; None while it is not known, as in an outage."""
        guild = guild_here(self._client, ServerId(server))
        return None if guild is None else guild.name

    async def send(self, row: OutboxRow, person: UserId, message: Message) -> Outcome:
        """Posted: it is there. Waiting: this person takes no direct messages, now or for long. Later: try again."""
        left = self._patience.left(_OPENING)
        if left:
            return Later("rate limited", timedelta(seconds=left), may_stand=False, named=True)
        try:
            place = await self._client.create_dm(discord.Object(person))
        except FAULTS as error:
            meant = personal_outcome_of(error)
            if isinstance(meant, Later) and meant.named:
                self._patience.keep(_OPENING, meant.wait)
            return replace(meant, may_stand=False) if isinstance(meant, Later) else meant
        return await self._postman.deliver(row, ChannelId(place.id), replace(message, personal=True))

    async def deliver(self, row: OutboxRow, person: UserId, message: Message) -> Outcome:
        """As `send`, but given up (Waiting) after about a day.

        The outbox is told `not_kept` of it: the place of such a message is never kept, since it says who it is.
        """
        outcome = await self.send(row, person, message)
        if isinstance(outcome, Later) and row.attempts >= _ATTEMPTS:
            return Waiting("given up")
        return outcome


def not_kept(outcome: Outcome) -> Outcome:
    """What the outbox is told: it neither learns where the message stands, nor tries for ever."""
    if isinstance(outcome, Posted):
        return Told()
    return Dropped("no direct messages taken") if isinstance(outcome, Waiting) else outcome


def server_away(row: OutboxRow) -> Outcome:
    """The server is not there: an outage, or Rowan was removed from it."""
    if row.attempts >= _ATTEMPTS:
        return Dropped("the server is gone")
    return Later("the server is away", _AWAY, may_stand=False)
