"""Sending what the outbox holds: one message a row, whatever dies in between.

A first send carries the row's nonce: within some minutes Discord answers a repeat with the message it already
made. Where an earlier process began a send, the channel's history is searched first for the row's custom id.
"""

import io
import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import discord

from cogs.base.discord_api.rate_limits import CROSSPOST, FAULTS, PATCH, POST, ChannelLimits
from cogs.base.refusals import outcome_of, personal_outcome_of
from core.base.ids import ChannelId, MessageId
from core.base.posts import MessagePlace
from core.base.times import snowflake_at
from services.base.outbox import (
    ChannelProblem,
    Dropped,
    Later,
    OutboxRow,
    Posted,
    SendResult,
    Told,
    Waiting,
    growing_silence,
)

_log = logging.getLogger(__name__)

TEXT_FILE = "message.txt"
_SLACK = timedelta(seconds=30)  # between this machine's clock and Discord's
_LOOK_BACK = 100
_CROSSPOSTED = 40033  # it was before


@dataclass(frozen=True, slots=True)
class Message:
    """A message to be shown.

    `marker` begins a custom id that only this row's message has (None: a message without buttons, which the nonce
    alone keeps single); `earlier`: what the markers of this row's message may have been before it was changed. `role`: the one role that may be mentioned. `edit_only`: nothing is posted anew where none
    stands. `attached`: text too long to show, sent as the file TEXT_FILE that the view names (`Card.file`).
    `personal`: it is a direct message. `picture`: a file that the view shows, of this name (`Card.picture`); `pictured`: the message
    may carry one from before, so that an edit replaces it, or takes it away.
    """

    view: discord.ui.LayoutView
    marker: str | None
    role: int | None = None
    edit_only: bool = False
    attached: str = ""
    personal: bool = False
    picture: tuple[str, bytes] | None = None
    pictured: bool = False
    earlier: tuple[str, ...] = ()

    @property
    def markers(self) -> tuple[str, ...]:
        """Every beginning of a custom id by which the message is known again."""
        return self.earlier if self.marker is None else (self.marker, *self.earlier)

    def files(self) -> list[discord.File]:
        """The files that are sent along; each can be sent once."""
        text = [discord.File(io.BytesIO(self.attached.encode()), TEXT_FILE)] if self.attached else []
        if self.picture is None:
            return text
        name, data = self.picture
        return [*text, discord.File(io.BytesIO(data), name)]


class Postman:
    """Makes or edits the message of an outbox row."""

    def __init__(self, *, client: discord.Client) -> None:
        self._client = client
        self._limits = ChannelLimits(client)

    async def deliver(
        self,
        row: OutboxRow,
        channel: ChannelId,
        message: Message,
    ) -> SendResult:
        """Post or edit the message. Discord's refusals come back as outcomes (cogs/base/refusals.py).

        Where the channel takes no more for longer than a moment, nothing is sent: it is put back.
        """
        place = self._client.get_partial_messageable(row.channel or channel, guild_id=row.server)
        route, there = (POST if row.message is None else PATCH), ChannelId(place.id)
        wait = self._limits.wait(route, there, urgent=row.urgent)
        if wait is not None:
            return Later("rate limited", wait, may_stand=False, named=True)
        try:
            if row.message is not None:
                return await self._edit(place, row.message, message)
            return await self._post(place, row, message)
        except FAULTS as error:
            self._limits.refused(route, there, error)
            return (personal_outcome_of if message.personal else outcome_of)(error)

    async def crosspost(self, row: OutboxRow, place: MessagePlace) -> SendResult:
        """Pass a message in an announcement channel on to the channels that follow it. Discord takes ten an hour of each."""
        channel = place.channel
        wait = self._limits.wait(CROSSPOST, channel, urgent=True)  # the window is of crossposts alone
        if wait is not None:
            return Later("rate limited", wait, may_stand=False)
        there = self._client.get_partial_messageable(channel, guild_id=row.server)
        try:
            await there.get_partial_message(place.message).publish()
        except FAULTS as error:
            if isinstance(error, discord.HTTPException) and error.code == _CROSSPOSTED:
                return Told()
            self._limits.refused(CROSSPOST, channel, error)
            outcome = outcome_of(error)
            if isinstance(outcome, Later):  # it must not hold up what else is sent to the server
                return replace(outcome, named=False)
            if isinstance(outcome, Waiting) and outcome.reason == ChannelProblem.FORBIDDEN:
                return Later("may not be passed on", growing_silence(row), may_stand=False)
            return Dropped("not to be passed on")
        return Told()

    async def _edit(
        self, place: discord.PartialMessageable, message_id: MessageId, message: Message
    ) -> SendResult:
        changed: dict[str, Any] = {"attachments": message.files()} if message.pictured else {}
        await place.get_partial_message(message_id).edit(
            view=message.view, allowed_mentions=discord.AllowedMentions.none(), **changed
        )
        return Posted(ChannelId(place.id), message_id)

    async def _post(self, place: discord.PartialMessageable, row: OutboxRow, message: Message) -> SendResult:
        if row.attempted_at is not None and message.markers:
            earlier = await self._find(place, row, message.markers)
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
            files=message.files(),
        )
        if row.attempted_at is not None:
            # The nonce may have answered with what an earlier attempt made, and that may show an older state.
            return await self._edit(place, MessageId(sent.id), message)
        return Posted(ChannelId(place.id), MessageId(sent.id))

    async def _find(
        self, place: discord.PartialMessageable, row: OutboxRow, markers: tuple[str, ...]
    ) -> MessageId | None:
        assert row.attempted_at is not None  # noqa: S101  # asked for only after an attempt
        since = discord.Object(snowflake_at(row.attempted_at - _SLACK))
        own = self._client.user
        try:
            async for message in place.history(limit=_LOOK_BACK, after=since, oldest_first=True):
                if own is not None and message.author.id == own.id and _carries(message, markers):
                    return MessageId(message.id)
        except discord.Forbidden:
            _log.info("outbox row %s: no history to search, the nonce must do", row.id)
        return None


def _carries(message: discord.Message, markers: tuple[str, ...]) -> bool:
    return any(
        str(getattr(item, "custom_id", None) or "").startswith(markers) for item in _walk(message.components)
    )


def _walk(components: Any) -> "list[Any]":
    found = []
    for component in components:
        found.append(component)
        found += _walk(getattr(component, "children", None) or [])
        accessory = getattr(component, "accessory", None)
        found += [accessory] if accessory is not None else []
    return found
