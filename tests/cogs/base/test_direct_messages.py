"""What it means for a row that a direct message cannot be opened."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

import discord
import pytest

from cogs.base.direct_messages import DirectMessages, not_kept
from cogs.base.layout import Card
from cogs.base.postman import Message
from cogs.base.refusals import outcome_of, personal_outcome_of
from core.base.ids import ChannelId, MessageId, ServerId, UserId
from services.base.outbox import (
    ChannelProblem,
    Dropped,
    Kind,
    Later,
    OutboxRow,
    Posted,
    SendResult,
    Told,
    Waiting,
)

POSTED = Posted(ChannelId(5), MessageId(6))


@dataclass
class Answer:
    """Discord's answer to a request, as discord.py's errors want it."""

    status: int
    reason: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    _body: bytes = b""


def refused(kind: type[discord.HTTPException], status: int, code: int = 50007) -> discord.HTTPException:
    return kind(cast("Any", Answer(status)), {"code": code, "message": ""})


def limited(**answer: Any) -> discord.HTTPException:
    """A 429 that did not come by way of Discord's own machines: discord.py makes an error of it at once."""
    return discord.HTTPException(cast("Any", Answer(429, **answer)), "too many requests")


class Client:
    """Opens a direct message, or raises."""

    def __init__(self, fault: Exception | None) -> None:
        self.fault = fault
        self.asked = 0

    async def create_dm(self, person: discord.Object) -> discord.Object:
        self.asked += 1
        if self.fault is not None:
            raise self.fault
        return discord.Object(5)


class Postman:
    """Posts whatever it is given."""

    async def deliver(self, row: OutboxRow, channel: ChannelId, message: Message) -> SendResult:
        return POSTED


def row(attempts: int = 1) -> OutboxRow:
    return OutboxRow(1, Kind.UNDO_NOTICE, 1, ServerId(1), None, None, "nonce", 1, attempts, None)


def direct_messages(fault: Exception | None) -> DirectMessages:
    return DirectMessages(client=cast("Any", Client(fault)), postman=cast("Any", Postman()))


MESSAGE = Message(Card().text("hello").view(), marker=None)


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (None, Posted),
        (refused(discord.Forbidden, 403), Waiting),
        (refused(discord.HTTPException, 400), Waiting),
        (refused(discord.Forbidden, 403, 50278), Waiting),
        (refused(discord.Forbidden, 403, 40003), Later),
        (refused(discord.HTTPException, 400, 40003), Later),
        (refused(discord.Forbidden, 403, 50001), Later),
        (refused(discord.HTTPException, 400, 50033), Later),
        (limited(), Later),
        (refused(discord.DiscordServerError, 500), Later),
        (discord.RateLimited(3.0), Later),
        (TimeoutError(), Later),
        (OSError(), Later),
    ],
)
async def test_what_each_answer_means(fault: Exception | None, outcome: type) -> None:
    sent = await direct_messages(fault).send(row(), UserId(9), MESSAGE)
    assert isinstance(sent, outcome)
    if isinstance(sent, Later):
        assert not sent.may_stand, "nothing was sent: there is nothing to look for"


async def test_it_is_given_up_after_a_day_where_nobody_may_learn_who_it_is() -> None:
    faulty = direct_messages(refused(discord.DiscordServerError, 500))
    assert isinstance(await faulty.deliver(row(), UserId(9), MESSAGE), Later)
    assert await faulty.deliver(row(300), UserId(9), MESSAGE) == Waiting("given up")
    assert isinstance(await faulty.send(row(300), UserId(9), MESSAGE), Later)


def test_the_outbox_does_not_learn_where_it_stands() -> None:
    assert not_kept(POSTED) == Told()
    assert isinstance(not_kept(Waiting("closed")), Dropped)


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        (discord.RateLimited(300.0), 300),
        (limited(headers={"Retry-After": "90"}), 90),
        (limited(_body=b'{"retry_after": 70.5}'), 70.5),
        (limited(_body=b"<html>"), 60),
        (refused(discord.Forbidden, 403, 40003), 60),
    ],
)
async def test_a_wait_that_discord_named_is_kept_for_everybody(fault: Exception, seconds: float) -> None:
    client = Client(fault)
    direct = DirectMessages(client=cast("Any", client), postman=cast("Any", Postman()))
    first = await direct.send(row(), UserId(9), MESSAGE)
    assert first == Later(
        cast("Later", first).reason, timedelta(seconds=seconds), may_stand=False, named=True
    )
    client.fault = None
    second = await direct.send(row(), UserId(8), MESSAGE)
    assert isinstance(second, Later)
    assert second.named
    assert second.wait is not None
    assert timedelta(seconds=seconds - 5) < second.wait <= timedelta(seconds=seconds)
    assert client.asked == 1, "nothing is sent before its time"


@pytest.mark.parametrize("fault", [discord.RateLimited(300.0), limited(headers={"Retry-After": "300"})])
async def test_a_message_that_is_refused_for_a_while_does_not_close_the_inbox(fault: Exception) -> None:
    assert personal_outcome_of(fault) == Later(
        "rate limited", timedelta(minutes=5), may_stand=False, named=True
    )
    assert outcome_of(fault) == personal_outcome_of(fault)


def test_a_refusal_in_a_channel_is_no_closed_inbox() -> None:
    forbidden = refused(discord.Forbidden, 403, 50013)
    assert outcome_of(forbidden) == Waiting(ChannelProblem.FORBIDDEN)
    assert isinstance(personal_outcome_of(forbidden), Later)
    assert isinstance(outcome_of(TimeoutError()), Later)
