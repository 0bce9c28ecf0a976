"""What each outcome of posting a copy means: no Discord needed."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from unittest.mock import Mock

import discord
import pytest

from cogs.base.postman import Message
from cogs.campaigns.posts import CampaignPosts
from core.base.ids import CampaignId, ChannelId, DeliveryId, MessageId, RoleId, ServerId
from core.base.posts import MessagePlace
from core.campaigns.deliveries import Delivery, DeliveryState
from core.campaigns.screen import Held
from services.base.outbox import (
    ChannelProblem,
    Dropped,
    Kind,
    Later,
    Lost,
    OutboxRow,
    Posted,
    SendResult,
    Told,
    Waiting,
)
from services.base.texts import default_texts
from services.campaigns.deliveries import ClickableAddresses, ShownVersion, Turn
from services.campaigns.records import DeliveryRecord, UpdateRecord
from services.servers.settings import ServerSettings
from tests.cogs.campaigns.samples import ACTIONS, NORTH, NOW, ORIGIN, campaign, delivery_of, texts_in, update

ROW = OutboxRow(1, Kind.UPDATE_COPY, 3, NORTH, None, None, "nonce", 1, 1, None)
THERE = MessagePlace(ChannelId(9), MessageId(8))
STANDS = replace(ROW, channel=ChannelId(9), message=MessageId(8))


@dataclass
class FakeDeliveries:
    record: DeliveryRecord
    problems: list[ChannelProblem | None] = field(default_factory=list)
    next: Turn = Turn.NOW
    gone: list[RoleId] = field(default_factory=list)
    stands: MessagePlace | None = THERE
    owed: bool = False
    full: timedelta | None = None

    async def place(self, delivery: DeliveryId) -> tuple[MessagePlace | None, bool]:
        return self.stands, self.owed

    async def begin_pass_on(self, delivery: DeliveryId, channel: ChannelId) -> timedelta | None:
        return self.full

    async def role_is_gone(self, campaign: CampaignId, server: ServerId, role: RoleId) -> None:
        self.gone.append(role)

    async def turn(self, record: DeliveryRecord) -> Turn:
        return self.next

    async def get(self, delivery: DeliveryId) -> DeliveryRecord:
        return self.record

    async def shown(self, record: UpdateRecord, number: int, server: ServerId) -> ShownVersion:
        version = record.version(number)
        return ShownVersion(record, version, record.approved_before(number), ClickableAddresses())

    async def held_around_text(self, record: UpdateRecord, server: ServerId) -> Held:
        return {}

    async def note_problem(self, delivery: DeliveryId, problem: ChannelProblem | None) -> None:
        self.problems.append(problem)


@dataclass
class FakePostman:
    outcome: SendResult
    sent: list[tuple[int, Message]] = field(default_factory=list)

    async def deliver(self, row: OutboxRow, channel: ChannelId, message: Message) -> SendResult:
        self.sent.append((channel, message))
        return self.outcome

    async def crosspost(self, row: OutboxRow, place: MessagePlace) -> SendResult:
        return self.outcome


class FakeClient:
    """A server that has the role 7 and no other."""

    unavailable = False

    def get_guild(self, server: int) -> Any:
        return self

    def get_channel(self, channel: int) -> Any:
        return None

    def get_role(self, role: int) -> Any:
        return self if role == 7 else None


class FakeNotify:
    async def tell(self, record: DeliveryRecord) -> None:
        """Nobody listens."""


class FakeServers:
    async def get(self, server: ServerId) -> ServerSettings:
        return ServerSettings(server)


POSTED = Posted(ChannelId(9), MessageId(8))


async def perform(
    record: DeliveryRecord, outcome: SendResult = POSTED, row: OutboxRow = ROW, turn: Turn = Turn.NOW
) -> tuple[SendResult, FakePostman, FakeDeliveries]:
    postman, deliveries = FakePostman(outcome), FakeDeliveries(record, next=turn)
    posts: Any = CampaignPosts
    performer = posts(
        client=FakeClient(),
        postman=postman,
        review_post=None,
        updates=None,
        deliveries=deliveries,
        follows=deliveries,
        progress=None,
        notify=FakeNotify(),
        feeds=None,
        servers=FakeServers(),
        texts=default_texts(),
        actions=ACTIONS,
    )
    return await performer.copy(row), postman, deliveries


async def test_a_copy_mentions_the_chosen_role_if_it_is_still_there() -> None:
    for role, mentioned, gone in ((RoleId(7), 7, []), (RoleId(6), None, [RoleId(6)]), (None, None, [])):
        outcome, postman, deliveries = await perform(delivery_of(update(), role=role))
        assert outcome == POSTED
        assert postman.sent[0][1].role == mentioned
        assert deliveries.gone == gone


@pytest.mark.parametrize("problem", [ChannelProblem.DELETED, ChannelProblem.FORBIDDEN])
async def test_a_channel_that_takes_nothing_is_told_and_tried_again_ever_more_rarely(
    problem: ChannelProblem,
) -> None:
    outcome, _, deliveries = await perform(delivery_of(update()), Waiting(problem))
    assert deliveries.problems == [problem]
    assert isinstance(outcome, Later)
    waits = []
    for attempts in (1, 2, 5, 12, 500):
        outcome, _, _ = await perform(
            delivery_of(update()), Waiting(problem), replace(ROW, attempts=attempts)
        )
        assert isinstance(outcome, Later)
        assert outcome.wait is not None
        waits.append(outcome.wait.total_seconds())
    assert waits == sorted(waits)
    assert waits[-1] == 3600


async def test_the_end_of_a_problem_is_told() -> None:
    _, _, deliveries = await perform(delivery_of(update(), problem=ChannelProblem.DELETED))
    assert deliveries.problems == [None]


async def test_a_copy_that_people_deleted_stays_deleted() -> None:
    outcome, _, _ = await perform(delivery_of(update()), Lost(), STANDS)
    assert isinstance(outcome, Dropped)
    outcome, _, deliveries = await perform(delivery_of(update()), Waiting(ChannelProblem.DELETED), STANDS)
    assert isinstance(outcome, Dropped)
    assert deliveries.problems == []


async def test_a_copy_that_waits_for_approval_is_not_posted() -> None:
    outcome, postman, _ = await perform(delivery_of(update(), delivery=Delivery(approve=True, waiting=1)))
    assert isinstance(outcome, Dropped)
    assert postman.sent == []


async def test_after_unfollowing_or_a_withdrawal_only_what_stands_is_written_anew() -> None:
    ended = Delivery(approve=False, version=1, state=DeliveryState.ENDED)
    _, postman, _ = await perform(delivery_of(update(), delivery=ended), row=STANDS)
    assert postman.sent[0][1].edit_only
    outcome, _, _ = await perform(delivery_of(update(), delivery=ended, channel=None))
    assert isinstance(outcome, Dropped)
    _, postman, _ = await perform(delivery_of(update(withdrawn_at=NOW)), row=STANDS)
    assert postman.sent[0][1].edit_only


async def test_a_publisher_that_lost_trust_posts_and_corrects_nothing_but_can_withdraw() -> None:
    distrusted = campaign(trusted=False)
    for row in (ROW, STANDS):
        outcome, postman, _ = await perform(delivery_of(update(campaign=distrusted)), row=row)
        assert isinstance(outcome, Later)
        assert postman.sent == []
    gone = update(campaign=distrusted, withdrawn_at=NOW, withdrawn_reason="their words")
    _, postman, _ = await perform(delivery_of(gone), row=STANDS)
    assert "their words" not in "\n".join(texts_in(postman.sent[0][1].view))
    own = replace(delivery_of(update(campaign=distrusted)), server=ORIGIN)
    outcome, _, _ = await perform(own)
    assert outcome == POSTED


async def test_an_update_waits_for_the_one_before_it_and_an_edit_waits_for_nobody() -> None:
    for turn, seconds in ((Turn.SOON, 2), (Turn.ONCE_MENDED, 3600)):
        outcome, postman, _ = await perform(delivery_of(update()), turn=turn)
        assert isinstance(outcome, Later)
        assert outcome.wait is not None
        assert outcome.wait.total_seconds() == seconds
        assert postman.sent == []
        outcome, postman, _ = await perform(delivery_of(update()), row=STANDS, turn=turn)
        assert outcome == POSTED


class FakeNews(FakeClient):
    """A server all of whose channels announce."""

    def get_channel(self, channel: int) -> Any:
        return Mock(spec=discord.TextChannel, **{"is_news.return_value": True})


async def passed_on(deliveries: FakeDeliveries, client: FakeClient | None = None) -> SendResult:
    posts: Any = CampaignPosts
    nothing = dict.fromkeys(
        ("review_post", "updates", "follows", "progress", "notify", "feeds", "servers", "texts")
    )
    performer = posts(
        client=client or FakeNews(),
        postman=FakePostman(Told()),
        deliveries=deliveries,
        actions=ACTIONS,
        **nothing,
    )
    outcome: SendResult = await performer.crosspost(replace(ROW, kind=Kind.COPY_CROSSPOST))
    return outcome


async def test_a_copy_is_passed_on_once_there_is_room_and_it_still_says_something() -> None:
    here = FakeDeliveries(delivery_of(update()))
    assert await passed_on(here) == Told()
    waits = await passed_on(replace(here, full=timedelta(minutes=7)))
    assert isinstance(waits, Later)
    assert waits.wait == timedelta(minutes=7)
    assert isinstance(await passed_on(replace(here, stands=None, owed=True)), Later)
    gone = update(withdrawn_at=NOW, withdrawn_reason="No")
    for nothing in (
        replace(here, record=delivery_of(gone)),
        replace(here, stands=None),
    ):
        assert isinstance(await passed_on(nothing), Dropped)
    assert isinstance(
        await passed_on(here, FakeClient()), Dropped
    )  # a channel that announces nothing any more
