"""Sending direct messages, and what it means where one does not arrive.

Nowhere else is Discord told to whom one goes.
"""

from datetime import timedelta

import discord

from cogs.base.postman import Message, Postman
from core.base.ids import ChannelId, UserId
from services.base.outbox import Dropped, Later, OutboxRow, Outcome, Posted, Told, Waiting

_ATTEMPTS = 300  # at most five minutes apart: about a day of Discord's refusing for other reasons than closed messages
_AWAY = timedelta(seconds=60)


class DirectMessages:
    """Delivers an outbox row's message to one person."""

    def __init__(self, *, client: discord.Client, postman: Postman) -> None:
        self._client = client
        self._postman = postman

    def name_of(self, server: int) -> str | None:
        """The name of a server; None while it is not known, as in an outage."""
        guild = self._client.get_guild(server)
        return None if guild is None else guild.name

    async def send(self, row: OutboxRow, person: UserId, message: Message) -> Outcome:
        """Send the message of an outbox row.

        Posted: it is there; Waiting: this person takes no direct messages; Later: try again.
        """
        try:
            place = await self._client.create_dm(discord.Object(person))
        except discord.DiscordServerError as error:
            return Later(f"Discord answered {error.status}", may_stand=False)
        except discord.RateLimited as error:
            return Later("rate limited", timedelta(seconds=error.retry_after), may_stand=False)
        except discord.HTTPException as error:  # nobody who can be written to
            return Waiting(f"Discord answered {error.status} {error.code}")
        except (OSError, TimeoutError) as error:
            return Later(type(error).__name__, may_stand=False)
        return await self._postman.deliver(row, ChannelId(place.id), message)

    async def deliver(self, row: OutboxRow, person: UserId, message: Message) -> Outcome:
        """Send the message as `send` does, and give up (Waiting) after about a day.

        Pass the outcome through `not_kept` before the outbox gets it: the place of such a message says who the person
        is, so it is never kept.
        """
        outcome = await self.send(row, person, message)
        if isinstance(outcome, Later) and row.attempts >= _ATTEMPTS:
            return Waiting("given up")
        return outcome


def not_kept(outcome: Outcome) -> Outcome:
    """The outcome that the outbox may hear: without the place of the message,
    and final where the person takes no messages.
    """
    if isinstance(outcome, Posted):
        return Told()
    return Dropped("no direct messages taken") if isinstance(outcome, Waiting) else outcome


def server_away(row: OutboxRow) -> Outcome:
    """The outcome where the server is not there: an outage, or Rowan was removed from it."""
    if row.attempts >= _ATTEMPTS:
        return Dropped("the server is gone")
    return Later("the server is away", _AWAY, may_stand=False)
