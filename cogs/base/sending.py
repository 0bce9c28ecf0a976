"""Sending what the outbox holds: one message a row, whatever dies in between, and what each failure means.

A first send carries the row's nonce: within some minutes Discord answers a repeat with the message it already
made. Where an earlier process began a send, the channel's history is searched first for the row's custom id.
"""

import io
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import discord

from core.base.ids import ChannelId, MessageId, ServerId
from core.base.times import snowflake_at
from services.base.outbox import Dropped, Later, Lost, OutboxRow, Outcome, Posted, Waiting
from services.servers.servers import ReviewProblem, Servers, ServerSettings

_log = logging.getLogger(__name__)

TEXT_FILE = "message.txt"
_UNKNOWN_MESSAGE, _UNKNOWN_CHANNEL = 10008, 10003
_SERVER_FAULT = 500
_SLACK = timedelta(seconds=30)  # between this machine's clock and Discord's
_LOOK_BACK = 100
# A permission may be given back without anybody telling Rowan, so what waits for one is tried again by itself.
RETRY_REVIEW = timedelta(seconds=60)
_PASSING, _SOON = 1, timedelta(seconds=2)  # one refusal may be a change that the gateway has not told of yet


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be shown. `marker` begins a custom id that only this row's message has (None: a message without
    buttons, which the nonce alone keeps single).

    `role`: the one role that may be mentioned. `edit_only`: nothing is posted anew where none stands.
    `attached`: text too long to show, sent as the file TEXT_FILE that the view names (`Card.file`).
    """

    view: discord.ui.LayoutView
    marker: str | None
    role: int | None = None
    edit_only: bool = False
    attached: str = ""


class Postman:
    """Makes or edits the message of an outbox row."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def deliver(self, row: OutboxRow, channel: ChannelId, message: Message) -> Outcome:
        """Post or edit. Discord's refusals come back as outcomes; see `outcome_of`."""
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
                # It shows an older state, perhaps: bring it up to date.
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
    """What a refusal by Discord means for a row."""
    if error.code == _UNKNOWN_MESSAGE:
        return Lost()
    if error.code == _UNKNOWN_CHANNEL:
        return Waiting(ReviewProblem.DELETED)
    if isinstance(error, discord.Forbidden):
        return Waiting(ReviewProblem.FORBIDDEN)
    # 4xx: Discord certainly did not take it; after a 5xx it may stand there all the same.
    return Later(f"Discord answered {error.status} {error.code}", may_stand=error.status >= _SERVER_FAULT)


class ReviewPost:
    """Delivers to a server's review channel, checked to be there and private before each post."""

    def __init__(self, client: discord.Client, postman: Postman, servers: Servers) -> None:
        self._client = client
        self._postman = postman
        self._servers = servers

    async def deliver(self, row: OutboxRow, render: Callable[[ServerSettings], Message | Outcome]) -> Outcome:
        """Render for the server and post; where the channel fails, the row waits and managers are told."""
        settings = await self._servers.get(row.server)
        if self._client.get_guild(row.server) is None:  # an outage, not yet streamed, or Rowan was removed
            return Later("the server is not available", RETRY_REVIEW)
        problem = self.problem(row.server, settings.review_channel)
        if problem is not None:
            return await self._wait(row.server, problem)
        assert settings.review_channel is not None  # noqa: S101  # `problem` says UNSET otherwise
        message = render(settings)
        if not isinstance(message, Message):
            return message
        if row.message is not None and row.channel != settings.review_channel:
            return await self._leave(row)
        outcome = await self._postman.deliver(row, settings.review_channel, message)
        if isinstance(outcome, Waiting):
            return await self._refused(row, ReviewProblem(outcome.reason))
        if isinstance(outcome, Posted):
            await self._servers.review_channel_works(settings)
        return outcome

    async def _leave(self, row: OutboxRow) -> Outcome:
        """It stands in an earlier review channel, which may be public by now: take it away, make it anew."""
        assert row.channel is not None  # noqa: S101  # where a message stands, its channel is known
        assert row.message is not None  # noqa: S101  # asked by `deliver`
        place = self._client.get_partial_messageable(row.channel, guild_id=row.server)
        try:
            await place.get_partial_message(row.message).delete()
        except discord.RateLimited as error:
            return Later("rate limited", timedelta(seconds=error.retry_after))
        except discord.HTTPException as error:
            refused = outcome_of(error)
            if isinstance(refused, Later):
                return refused
            _log.info("outbox row %s: its old message stays (%s %s)", row.id, error.status, error.code)
        return Lost()

    async def _refused(self, row: OutboxRow, problem: ReviewProblem) -> Outcome:
        """Discord refused, although the gateway had told of nothing wrong."""
        if row.attempts <= _PASSING:
            return Later(f"review channel: {problem}", _SOON, may_stand=False)
        return await self._wait(row.server, problem)

    def problem(self, server: ServerId, channel: ChannelId | None) -> ReviewProblem | None:
        """What is wrong with this review channel as far as the gateway has told; None when it is fine."""
        if channel is None:
            return ReviewProblem.UNSET
        guild = self._client.get_guild(server)
        place = None if guild is None else guild.get_channel(channel)
        if place is None or guild is None:
            return ReviewProblem.DELETED
        if is_public(place):
            return ReviewProblem.PUBLIC
        rights = place.permissions_for(guild.me)
        return None if rights.view_channel and rights.send_messages else ReviewProblem.FORBIDDEN

    async def _wait(self, server: ServerId, problem: ReviewProblem) -> Outcome:
        await self._servers.review_channel_failed(server, problem)
        return Later(f"review channel: {problem}", RETRY_REVIEW, may_stand=False)


def is_public(channel: discord.abc.GuildChannel) -> bool:
    """Whether everyone in the server can read this channel."""
    return channel.permissions_for(channel.guild.default_role).view_channel
