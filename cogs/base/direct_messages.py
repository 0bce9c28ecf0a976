"""Sending direct messages, and what it means where one does not arrive.

Nowhere else is Discord told to whom one goes.
"""

from dataclasses import replace
from datetime import timedelta

import discord

from cogs.base.discord_api.presence import guild_here
from cogs.base.discord_api.rate_limits import FAULTS, Patience
from cogs.base.postman import Message, Postman
from cogs.base.refusals import personal_outcome_of
from core.base.ids import ChannelId, ServerId, UserId
from services.base.outbox import Dropped, Later, OutboxRow, Posted, SendResult, Told, Waiting

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
        """The name of a server; None while it is not known, as in an outage."""
        guild = guild_here(self._client, ServerId(server))
        return None if guild is None else guild.name

    async def send(self, row: OutboxRow, person: UserId, message: Message) -> SendResult:
        """Send the message of an outbox row.

        Posted: it is there; Waiting: this person takes no direct messages; Later: try again.
        """
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

    async def deliver(self, row: OutboxRow, person: UserId, message: Message) -> SendResult:
        """Send the message as `send` does, and give up (Waiting) after about a day.

        Pass the outcome through `not_kept` before the outbox gets it: the place of such a message says who the person
        is, so it is never kept.
        """
        outcome = await self.send(row, person, message)
        if isinstance(outcome, Later) and row.attempts >= _ATTEMPTS:
            return Waiting("given up")
        return outcome


def not_kept(outcome: SendResult) -> SendResult:
    """The outcome that the outbox may hear: without the place of the message,
    and final where the person takes no messages.
    """
    if isinstance(outcome, Posted):
        return Told()
    return Dropped("no direct messages taken") if isinstance(outcome, Waiting) else outcome


def server_away(row: OutboxRow) -> SendResult:
    """The outcome where the server is not there: an outage, or Rowan was removed from it."""
    if row.attempts >= _ATTEMPTS:
        return Dropped("the server is gone")
    return Later("the server is away", _AWAY, may_stand=False)
