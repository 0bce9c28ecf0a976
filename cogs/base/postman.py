"""Sending what the outbox holds: one message a row, whatever dies in between.

A first send carries the row's nonce: within some minutes Discord answers a repeat with the message it already
made. Where an earlier process began a send, the channel's history is searched first for the row's custom id.
"""

import io
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import discord

from core.base.ids import ChannelId, MessageId
from core.base.times import snowflake_at
from services.base.outbox import ChannelProblem, Dropped, Later, Lost, OutboxRow, Outcome, Posted, Waiting

_log = logging.getLogger(__name__)

TEXT_FILE = "message.txt"
_UNKNOWN_MESSAGE, _UNKNOWN_CHANNEL = 10008, 10003
_SERVER_FAULT = 500
_SLACK = timedelta(seconds=30)  # between this machine's clock and Discord's
_LOOK_BACK = 100


@dataclass(frozen=True, slots=True)
class Message:
    """A message to be shown.

    `marker` begins a custom id that only this row's message has (None: a message without buttons, which the nonce
    alone keeps single). `role`: the one role that may be mentioned. `edit_only`: nothing is posted anew where none
    stands. `attached`: text too long to show, sent as the file TEXT_FILE that the view names (`Card.file`).
    """

    view: discord.ui.LayoutView
    marker: str | None
    role: int | None = None
    edit_only: bool = False
    attached: str = ""


class Postman:
    """Makes or edits the message of an outbox row."""

    def __init__(self, *, client: discord.Client) -> None:
        self._client = client

    async def deliver(self, row: OutboxRow, channel: ChannelId, message: Message) -> Outcome:
        """Post or edit the message. Discord's refusals come back as outcomes; see `outcome_of`."""
        place = self._client.get_partial_messageable(row.channel or channel, guild_id=row.server)
        try:
            if row.message is not None:
                return await self._edit(place, row.message, message)
            return await self._post(place, row, message)
        except discord.RateLimited as error:
            return Later("rate limited", timedelta(seconds=error.retry_after))
        except discord.HTTPException as error:
            return outcome_of(error)
        except (OSError, TimeoutError) as error:  # no network
            return Later(type(error).__name__)

    async def _edit(
        self, place: discord.PartialMessageable, message_id: MessageId, message: Message
    ) -> Outcome:
        await place.get_partial_message(message_id).edit(
            view=message.view, allowed_mentions=discord.AllowedMentions.none()
        )
        return Posted(ChannelId(place.id), message_id)

    async def _post(self, place: discord.PartialMessageable, row: OutboxRow, message: Message) -> Outcome:
        if row.attempted_at is not None and message.marker is not None:
            earlier = await self._find(place, row, message.marker)
            if earlier is not None:
                # The message that was found may show an older state: bring it up to date.
                return await self._edit(place, earlier, message)
        if message.edit_only:
            return Dropped("nothing stands there")
        roles = [discord.Object(message.role)] if message.role else False
        sent = await place.send(
            view=message.view,
            nonce=row.nonce,
            allowed_mentions=discord.AllowedMentions(everyone=False, users=False, roles=roles),
            files=[discord.File(io.BytesIO(message.attached.encode()), TEXT_FILE)]
            if message.attached
            else [],
        )
        if row.attempted_at is not None:
            # The nonce may have answered with what an earlier attempt made, and that may show an older state.
            return await self._edit(place, MessageId(sent.id), message)
        return Posted(ChannelId(place.id), MessageId(sent.id))

    async def _find(self, place: discord.PartialMessageable, row: OutboxRow, marker: str) -> MessageId | None:
        assert row.attempted_at is not None  # noqa: S101  # asked for only after an attempt
        since = discord.Object(snowflake_at(row.attempted_at - _SLACK))
        own = self._client.user
        try:
            async for message in place.history(limit=_LOOK_BACK, after=since, oldest_first=True):
                if own is not None and message.author.id == own.id and _carries(message, marker):
                    return MessageId(message.id)
        except discord.Forbidden:
            _log.info("outbox row %s: no history to search, the nonce must do", row.id)
        return None


def _carries(message: discord.Message, marker: str) -> bool:
    return any(
        str(getattr(item, "custom_id", None) or "").startswith(marker) for item in _walk(message.components)
    )


def _walk(components: Any) -> "list[Any]":
    found = []
    for component in components:
        found.append(component)
        found += _walk(getattr(component, "children", None) or [])
        accessory = getattr(component, "accessory", None)
        found += [accessory] if accessory is not None else []
    return found


def outcome_of(error: discord.HTTPException) -> Outcome:
    """Translate a refusal by Discord into what it means for a row."""
    if error.code == _UNKNOWN_MESSAGE:
        return Lost()
    if error.code == _UNKNOWN_CHANNEL:
        return Waiting(ChannelProblem.DELETED)
    if isinstance(error, discord.Forbidden):
        return Waiting(ChannelProblem.FORBIDDEN)
    # 4xx: Discord certainly did not take it; after a 5xx it may stand there all the same.
    return Later(f"Discord answered {error.status} {error.code}", may_stand=error.status >= _SERVER_FAULT)
