"""Posting what campaigns have in the outbox: drafts, copies, and cards in a review channel."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import discord

from cogs.base.discord_api.presence import guild_here
from cogs.base.postman import Message, Postman
from cogs.campaigns import cards, decided_cards
from cogs.campaigns.custom_ids import (
    UpdateAction,
    approval_marker,
    copy_marker,
    draft_marker,
    retry_marker,
    scheduled_marker,
)
from cogs.servers.review_channel import ReviewPost
from core.base.ids import ChannelId, DeliveryId, RoleId, ServerId, UpdateId
from core.campaigns.deliveries import DeliveryState
from core.campaigns.pictures import PICTURE_FILE
from core.campaigns.versions import VersionState
from services.base.outbox import ChannelProblem, Dropped, Later, Lost, OutboxRow, Posted, SendResult, Waiting
from services.base.texts import Say, Texts
from services.campaigns.deliveries import Deliveries, ShownVersion, Turn
from services.campaigns.feeds.following import Feeds
from services.campaigns.follows import Follows
from services.campaigns.notify import Notify
from services.campaigns.progress import Progress
from services.campaigns.records import DeliveryRecord, StopReason, UpdateRecord
from services.campaigns.updates import Updates
from services.servers.settings import ServerSettings
from services.servers.setup import ServerStore

_SECOND, _SOON = timedelta(seconds=1), timedelta(seconds=15)
_FIRST_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(hours=1)


class CampaignPosts:
    """Performs the outbox rows of campaigns: one method for each kind, which renders from the row and hands over."""

    def __init__(
        self,
        *,
        client: discord.Client,
        postman: Postman,
        review_post: ReviewPost,
        updates: Updates,
        deliveries: Deliveries,
        follows: Follows,
        progress: Progress,
        notify: Notify,
        feeds: Feeds,
        servers: ServerStore,
        texts: Texts,
        actions: Sequence[UpdateAction],
    ) -> None:
        self._client = client
        self._postman = postman
        self._review_post = review_post
        self._updates = updates
        self._deliveries = deliveries
        self._follows = follows
        self._progress = progress
        self._notify = notify
        self._feeds = feeds
        self._servers = servers
        self._texts = texts
        self._actions = actions

    def _say(self, settings: ServerSettings) -> Say:
        return self._texts.sayer(settings.language)

    async def draft(self, row: OutboxRow) -> SendResult:
        """Post or update the card of a draft in its own server's review channel."""
        record = await self._deliveries.update(UpdateId(row.subject))
        if record is None:
            return Dropped("no such update")
        waiting = record.pending
        if waiting is None:
            return await self._settled(row, record)
        shown = await self._deliveries.shown(record, waiting.number, row.server)
        reaches = await self._updates.would_reach(record, waiting.number)
        origin = await self._feeds.origin(record.id, waiting.number)

        def render(settings: ServerSettings) -> Message:
            say, second = self._say(settings), settings.second_approval
            if waiting.state is VersionState.SCHEDULED:
                view = decided_cards.scheduled_view(say, shown, self._actions, reaches=reaches, origin=origin)
                marker = scheduled_marker(record.id, waiting.number)
            else:
                view = cards.draft_view(
                    say, shown, self._actions, second=second, reaches=reaches, origin=origin
                )
                marker = draft_marker(record.id, waiting.number)
            # A card that was posted and not noted may still ask about a version that this one replaced.
            numbers = [waiting.number, *record.replaced_by(waiting.number)]
            earlier = [draft_marker(record.id, one) for one in numbers]
            earlier += [scheduled_marker(record.id, one) for one in numbers]
            return _pictured(Message(view, marker=marker, earlier=tuple(earlier)), shown)

        return await self._review_post.deliver(row, render)

    async def _settled(self, row: OutboxRow, record: UpdateRecord) -> SendResult:
        """Show what was decided, and while copies are on their way, how many stand."""
        counts = None if record.standing is None else await self._progress.counts(record.id)
        outcome = await self._review_post.deliver(
            row,
            lambda settings: Message(
                decided_cards.draft_settled_view(self._say(settings), record, counts, self._actions),
                marker=approval_marker(record.id),
                earlier=(scheduled_marker(record.id, record.versions[-1].number),),
                edit_only=True,
                pictured=True,
            ),
        )
        decided_at = record.withdrawn_at or record.versions[-1].settled_at
        if counts is not None and counts.moves and decided_at is not None and isinstance(outcome, Posted):
            await self._progress.count_again(record.id, row.server, decided_at)
        return outcome

    async def delivery_draft(self, row: OutboxRow) -> SendResult:
        """Post or update the card of a copy that waits for this server's approval, or that cannot be posted."""
        record = await self._deliveries.get(DeliveryId(row.subject))
        if record is None:
            return Dropped("no such delivery")
        if record.delivery.waiting is not None and row.message is None and not record.update.campaign.trusted:
            return Later("the publisher is not trusted", _LONGEST_WAIT, may_stand=False)
        return await self._review_post.deliver(row, await self._delivery_card(record))

    async def _delivery_card(self, record: DeliveryRecord) -> Callable[[ServerSettings], Message]:
        update, waiting = record.update.id, record.delivery.waiting
        if waiting is not None:
            shown = await self._deliveries.shown(record.update, waiting, record.server)
            return lambda settings: _pictured(
                Message(
                    cards.delivery_view(self._say(settings), record, shown, self._actions),
                    marker=draft_marker(update, waiting),
                    earlier=tuple(
                        draft_marker(update, one)
                        for one in range(waiting - 1, record.delivery.version or 0, -1)
                    ),
                ),
                shown,
            )
        if record.problem is not None:
            return lambda settings: Message(
                cards.stuck_view(self._say(settings), record, self._actions), marker=retry_marker(update)
            )
        return lambda settings: Message(
            cards.delivery_settled_view(self._say(settings), record),
            marker=approval_marker(update),
            edit_only=True,
            pictured=True,
        )

    async def copy(self, row: OutboxRow) -> SendResult:
        """Post or update an update's copy in a server that gets it.

        A copy that cannot be posted waits, and the review channel is told.
        """
        record = await self._deliveries.get(DeliveryId(row.subject))
        if record is None:
            return Dropped("no such delivery")
        outcome = await self._post_copy(row, record)
        if isinstance(outcome, Lost):
            return Dropped("people deleted the copy")
        if isinstance(outcome, Waiting) and outcome.reason in list(ChannelProblem):
            return await self._stuck(row, record, ChannelProblem(outcome.reason))
        if isinstance(outcome, Posted) and row.message is None and self._announces(outcome.channel):
            await self._deliveries.pass_on(record)
        if isinstance(outcome, Posted) and row.message is None:
            await self._notify.tell(record)
            await self._tell_of_role(record)
        if isinstance(outcome, (Posted, Dropped)) and record.problem is not None:
            await self._deliveries.note_problem(record.id, None)
        return outcome

    async def crosspost(self, row: OutboxRow) -> SendResult:
        """Pass a copy in an announcement channel on, as soon as the channel has not had its ten of the hour."""
        delivery = DeliveryId(row.subject)
        record, (place, is_owed) = (
            await self._deliveries.get(delivery),
            await self._deliveries.place(delivery),
        )
        if record is None or record.update.withdrawn_at is not None:
            return Dropped("nothing is left to be passed on")
        if place is None:
            on_its_way = Later("the copy is on its way", _soon(row), may_stand=False)
            return on_its_way if is_owed else Dropped("no copy stands")
        if guild_here(self._client, record.server) is None:
            return Later("the server is not available", _wait(row), may_stand=False)
        if not self._announces(place.channel):
            return Dropped("the channel announces nothing any more")
        wait = await self._deliveries.begin_pass_on(delivery, place.channel)
        if wait is None:
            return await self._postman.crosspost(row, place)
        return Later("the channel has had its ten of the hour", wait, may_stand=False)

    def _announces(self, channel: ChannelId) -> bool:
        found = self._client.get_channel(channel)
        return isinstance(found, discord.TextChannel) and found.is_news()

    async def _post_copy(self, row: OutboxRow, record: DeliveryRecord) -> SendResult:
        version, withdrawn = record.delivery.version, record.update.withdrawn_at is not None
        trusted = record.own or record.update.campaign.trusted
        channel = row.channel or record.channel
        if version is None:
            return Dropped("nothing was approved")
        hindrance = _hindrance(row, record) or await self._not_yet(row, record)
        if hindrance is not None:
            return hindrance
        if channel is None:
            return Dropped("the server follows no more")
        say = self._say(await self._servers.get(record.server))
        if withdrawn:
            held = await self._deliveries.held_around_text(record.update, record.server)
            view = cards.withdrawn_view(say, record.update, self._actions, with_reason=trusted, held=held)
            message = Message(view, marker=copy_marker(record.update.id), edit_only=True, pictured=True)
        else:
            shown = await self._deliveries.shown(record.update, version, record.server)
            message = self._copy_message(say, record, shown)
        return await self._postman.deliver(row, channel, message)

    async def _not_yet(self, row: OutboxRow, record: DeliveryRecord) -> SendResult | None:
        """Why a copy is not posted just now, though it may be; None: it is its turn."""
        if guild_here(self._client, record.server) is None:  # an outage, or Rowan was removed
            return Later("the server is not available", _wait(row), may_stand=False)
        if row.message is not None or record.update.withdrawn_at is not None:
            return None
        turn = await self._deliveries.turn(record)
        if turn is Turn.NOW:
            return None
        wait = _LONGEST_WAIT if turn is Turn.ONCE_MENDED else _soon(row)
        return Later("an earlier update goes first", wait, may_stand=False)

    def _copy_message(self, say: Say, record: DeliveryRecord, shown: ShownVersion) -> Message:
        role = self._role(record.server, record.role)
        message = Message(
            cards.copy_view(say, shown, role, self._actions),
            marker=copy_marker(record.update.id),
            role=role,
            edit_only=record.delivery.state is not DeliveryState.OPEN,
        )
        return _pictured(message, shown)

    async def _tell_of_role(self, record: DeliveryRecord) -> None:
        """A copy was posted without the role that it was to mention: the review channel is told once."""
        if record.role is not None and self._role(record.server, record.role) is None:
            await self._follows.role_is_gone(record.update.campaign.id, record.server, record.role)

    def _role(self, server: ServerId, role: RoleId | None) -> RoleId | None:
        """The role to mention, if it is still there."""
        guild = self._client.get_guild(server)
        return role if guild is not None and role is not None and guild.get_role(role) else None

    async def _stuck(self, row: OutboxRow, record: DeliveryRecord, problem: ChannelProblem) -> SendResult:
        if row.message is not None and problem is ChannelProblem.DELETED:
            return Dropped("the copy went with its channel")
        await self._deliveries.note_problem(record.id, problem)
        return Later(f"copy: {problem}", _wait(row), may_stand=False)


def _hindrance(row: OutboxRow, record: DeliveryRecord) -> SendResult | None:
    """Why a copy may not be posted or corrected; None: it may. A withdrawal always may."""
    campaign = record.update.campaign
    if record.update.withdrawn_at is not None:
        return None
    if campaign.stopped_why is not None and row.message is None:
        if campaign.stopped_why is StopReason.LEFT:  # it may come back
            return Later("the publisher left", _LONGEST_WAIT, may_stand=False)
        return Dropped("the campaign was stopped")
    if not (record.own or campaign.trusted or campaign.orphaned):
        return Later("the publisher is not trusted", _LONGEST_WAIT, may_stand=False)
    return None


def _pictured(message: Message, shown: ShownVersion) -> Message:
    """The message with the picture of what it shows; an edit takes away one that it does not show any more."""
    picture = None if shown.picture is None else (PICTURE_FILE, shown.picture)
    return replace(message, picture=picture, pictured=True)


def _wait(row: OutboxRow) -> timedelta:
    """Have the row tried again later: each wait is longer, up to an hour."""
    return min(_LONGEST_WAIT, _FIRST_WAIT * (1 << min(row.attempts, 12)))


def _soon(row: OutboxRow) -> timedelta:
    """Have the row tried again within seconds: what it waits for is under way."""
    return min(_SOON, _SECOND * (1 << min(row.attempts, 5)))
