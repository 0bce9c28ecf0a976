"""What it means for a row that a direct message cannot be opened."""

from dataclasses import dataclass
from typing import Any, cast

import discord
import pytest

from cogs.base.direct_messages import DirectMessages, not_kept
from cogs.base.layout import Card
from cogs.base.postman import Message
from core.base.ids import ChannelId, MessageId, ServerId, UserId
from services.base.outbox import Dropped, Kind, Later, OutboxRow, Outcome, Posted, Told, Waiting

POSTED = Posted(ChannelId(5), MessageId(6))


@dataclass
class Answer:
    """Discord's answer to a request, as discord.py's errors want it."""

    status: int
    reason: str = ""


def refused(kind: type[discord.HTTPException], status: int) -> discord.HTTPException:
    return kind(cast("Any", Answer(status)), {"code": 50007, "message": ""})


class Client:
    """Opens a direct message, or raises."""

    def __init__(self, fault: Exception | None) -> None:
        self.fault = fault

    async def create_dm(self, person: discord.Object) -> discord.Object:
        if self.fault is not None:
            raise self.fault
        return discord.Object(5)


class Postman:
    """Posts whatever it is given."""

    async def deliver(self, row: OutboxRow, channel: ChannelId, message: Message) -> Outcome:
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
