"""Posting to a server's review channel, which is checked to be there and private before each post."""

import logging
from collections.abc import Callable
from datetime import timedelta

import discord

from cogs.base.discord_api.presence import guild_here
from cogs.base.discord_api.rate_limits import FAULTS, unavailable
from cogs.base.postman import Message, Postman
from cogs.base.refusals import outcome_of
from cogs.servers.review_readers import ReviewReaders
from core.base.errors import Unavailable
from core.base.ids import ChannelId, ServerId
from core.base.posts import MessagePlace
from services.base.outbox import (
    ChannelProblem,
    Later,
    Lost,
    OutboxRow,
    Posted,
    SendResult,
    Waiting,
    growing_silence,
)
from services.servers.settings import ServerSettings
from services.servers.setup import Servers

_log = logging.getLogger(__name__)

_PASSING, _SOON = 1, timedelta(seconds=2)  # one refusal may be a change that the gateway has not told of yet


class ReviewPost:
    """Delivers to a server's review channel, checked to be there and private before each post."""

    def __init__(
        self, *, client: discord.Client, postman: Postman, servers: Servers, readers: ReviewReaders
    ) -> None:
        self._client = client
        self._postman = postman
        self._servers = servers
        self._readers = readers

    async def deliver(
        self, row: OutboxRow, render: Callable[[ServerSettings], Message | SendResult]
    ) -> SendResult:
        """Render the message for the server and post it;
        where the channel fails, the row waits and managers are told.
        """
        settings = await self._servers.get(row.server)
        if guild_here(self._client, row.server) is None:  # an outage, not yet streamed, or Rowan was removed
            return Later("the server is not available", growing_silence(row), may_stand=False)
        problem = self.problem(settings)
        if problem is not None:
            return await self._wait(row, settings, problem)
        assert settings.review_channel is not None  # noqa: S101  # `problem` says UNSET otherwise
        message = render(settings)
        if not isinstance(message, Message):
            return message
        if row.message is not None and row.channel != settings.review_channel:
            return await self.take_down(row)  # an earlier review channel, which may be public by now
        outcome = await self._postman.deliver(row, settings.review_channel, message)
        if isinstance(outcome, Waiting):
            return await self._refused(row, settings, ChannelProblem(outcome.reason))
        if isinstance(outcome, Posted):
            await self._servers.review_channel_works(settings)
        return outcome

    async def take_down(self, row: OutboxRow) -> SendResult:
        """Delete the row's message, so that it is made anew; where Discord refuses for good, the old one stays."""
        assert row.channel is not None  # noqa: S101  # where a message stands, its channel is known
        assert row.message is not None  # noqa: S101  # asked before
        place = self._client.get_partial_messageable(row.channel, guild_id=row.server)
        try:
            await place.get_partial_message(row.message).delete()
        except FAULTS as error:
            refused = outcome_of(error)
            if isinstance(refused, Later):
                return refused
            _log.info("outbox row %s: its old message stays (%s)", row.id, type(error).__name__)
        return Lost()

    async def _refused(self, row: OutboxRow, settings: ServerSettings, problem: ChannelProblem) -> SendResult:
        """Note that Discord refused although the gateway had told of nothing wrong."""
        if row.attempts <= _PASSING:
            return Later(f"review channel: {problem}", _SOON, may_stand=False)
        return await self._wait(row, settings, problem)

    def problem(self, settings: ServerSettings) -> ChannelProblem | None:
        """What is wrong with the server's review channel, as far as the gateway has told; None when it is fine."""
        if settings.review_channel is None:
            return ChannelProblem.UNSET
        guild = self._client.get_guild(settings.server)
        place = None if guild is None else guild.get_channel(settings.review_channel)
        if place is None or guild is None:
            return ChannelProblem.DELETED
        if not self._readers.of(settings).private:
            return ChannelProblem.PUBLIC
        rights = place.permissions_for(guild.me)
        return None if rights.view_channel and rights.send_messages else ChannelProblem.FORBIDDEN

    def channel_there(self, server: ServerId, channel: ChannelId) -> bool:
        """Whether the server has this channel or thread, as far as the gateway has told; True where nothing is known."""
        guild = guild_here(self._client, server)
        return guild is None or guild.get_channel_or_thread(channel) is not None

    async def stands(self, server: ServerId, place: MessagePlace) -> bool:
        """Whether a message is there, asked of Discord now. Raises Unavailable where it does not say."""
        if guild_here(self._client, server) is None:
            raise Unavailable
        if not self.channel_there(server, place.channel):
            return False
        try:
            await self._client.get_partial_messageable(place.channel, guild_id=server).fetch_message(
                place.message
            )
        except discord.NotFound:
            return False
        except FAULTS as error:
            raise unavailable(error) from error
        return True

    async def _wait(self, row: OutboxRow, settings: ServerSettings, problem: ChannelProblem) -> SendResult:
        """Have the managers told, and wait. A permission may be given back without anybody telling Rowan, so the row is
        tried again by itself.
        """
        await self._servers.review_channel_failed(settings, problem)
        return Later(f"review channel: {problem}", growing_silence(row), may_stand=False)
