"""Writing what core planned for the copies of an update, and making due the messages that must show it.

These run inside the transaction of what brought it about: an approval, a withdrawal, an unfollow, a follower's decision.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.ids import CampaignId, ChannelId, DeliveryId, ServerId, UpdateId
from core.campaigns.deliveries import (
    Audience,
    Delivery,
    DueMessages,
    due_messages,
    first_copies,
    published,
    recalled,
)
from services.base.outbox import ChannelProblem, Kind, OutboxStore
from services.campaigns.records import CopyCounts, DeliveryRecord, ServerDelivery


class DeliveryStore(Protocol):
    """The store of table `deliveries`."""

    async def get(self, delivery: DeliveryId) -> DeliveryRecord | None:
        """Give a delivery with its update; None where there is none."""
        ...

    async def here(self, update: UpdateId, server: ServerId) -> DeliveryRecord | None:
        """Give the delivery of an update to one server, with the update; None where there is none."""
        ...

    async def row(self, delivery: DeliveryId) -> ServerDelivery | None:
        """Give a delivery without its update; None where there is none."""
        ...

    async def of_update(self, update: UpdateId) -> Sequence[ServerDelivery]:
        """Give every server's delivery of an update."""
        ...

    async def some_of(self, update: UpdateId, after: ServerId, most: int) -> Sequence[ServerDelivery]:
        """Give an update's deliveries to the next servers after this one, in their order."""
        ...

    async def of_campaign(self, campaign: CampaignId, server: ServerId) -> Sequence[ServerDelivery]:
        """Give every delivery of a campaign's updates to one server."""
        ...

    async def begin(
        self, update: UpdateId, copies: Mapping[ServerId, Delivery], now: datetime
    ) -> Mapping[ServerId, DeliveryId]:
        """Write the first delivery of an update in each of these servers."""
        ...

    async def save(self, delivery: DeliveryId, stands: Delivery) -> None:
        """Write what is shown, what waits, and whether it may still be posted."""
        ...

    async def sign(self, delivery: DeliveryId, number: int, by: Caller) -> bool:
        """Note who decided about the version that waits. False: it does not wait any more, another click was first."""
        ...

    async def look_first(self, campaign: CampaignId, server: ServerId, *, approve: bool) -> None:
        """Note whether the server looks first at what still comes of a campaign's updates that were delivered to it."""
        ...

    async def set_problem(self, delivery: DeliveryId, problem: ChannelProblem | None, now: datetime) -> None:
        """Note (or clear) why it cannot be posted, and since when."""
        ...

    async def pause(self, delivery: DeliveryId, since: datetime, now: datetime) -> bool:
        """Note that it could not be posted since this time or longer. False: that is not so, or was noted before."""
        ...

    async def held_up(self, delivery: DeliveryId, server: ServerId) -> tuple[int, int]:
        """Count the earlier updates of the campaign that are still to be posted in this server, and those of them that
        cannot be at the moment.
        """
        ...

    async def counts(self, update: UpdateId) -> CopyCounts:
        """Count how far the update has come."""
        ...

    async def stuck(self, server: ServerId) -> Sequence[DeliveryId]:
        """Give the deliveries to a server that cannot be posted at the moment."""
        ...


class CrosspostStore(Protocol):
    """The store of table `crossposts`."""

    async def full_until(
        self, channel: ChannelId, besides: DeliveryId, most: int, now: datetime
    ) -> datetime | None:
        """Give the time from which on fewer than `most` copies of a channel count, this one left out; None: it is so now."""
        ...

    async def begin(self, delivery: DeliveryId, channel: ChannelId, free_at: datetime) -> None:
        """Note that a copy is passed on now, which counts until that time."""
        ...


class CopiesTx(Protocol):
    """What a transaction offers to copies."""

    @property
    def crossposts(self) -> CrosspostStore:
        """The store of table `crossposts`."""
        ...

    @property
    def deliveries(self) -> DeliveryStore:
        """The store of table `deliveries`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


async def begin_copies(
    tx: CopiesTx, update: UpdateId, audience: Audience, number: int, now: datetime
) -> None:
    """Begin a delivery in every server of the audience that is to get an update whose first version was approved."""
    copies = first_copies(audience, number)
    begun = await tx.deliveries.begin(update, copies, now)
    due = {server: due_messages(None, copy) for server, copy in copies.items()}
    posted: dict[int, ServerId] = {begun[server]: server for server in copies if due[server].copy}
    await tx.outbox.arm_all(Kind.UPDATE_COPY, posted, now)
    asked: dict[int, ServerId] = {
        begun[server]: server for server in copies if due[server].card or due[server].card_anew
    }
    await tx.outbox.arm_all(Kind.DELIVERY_DRAFT, asked, now)


async def publish(tx: CopiesTx, deliveries: Sequence[ServerDelivery], number: int, now: datetime) -> None:
    """Bring this version to servers that have the update."""
    for known in deliveries:
        await write_copy(tx, known, published(known.delivery, number), now)


async def recall(tx: CopiesTx, deliveries: Sequence[ServerDelivery], now: datetime) -> None:
    """Rewrite copies of an update that was withdrawn; nothing waits any more."""
    for known in deliveries:
        await write_copy(tx, known, recalled(known.delivery), now, withdrawn=True)


async def write_copy(
    tx: CopiesTx, known: ServerDelivery, after: Delivery, now: datetime, *, withdrawn: bool = False
) -> None:
    """Save how a delivery stands after a step of the state machine, and make due what must show it."""
    if after != known.delivery:
        await tx.deliveries.save(known.id, after)
    await _arm(tx, known.id, known.server, due_messages(known.delivery, after, withdrawn=withdrawn), now)


async def _arm(tx: CopiesTx, delivery: DeliveryId, server: ServerId, due: DueMessages, now: datetime) -> None:
    if due.copy:
        await tx.outbox.arm(Kind.UPDATE_COPY, delivery, server, now)
    if due.card_anew:
        await tx.outbox.arm_anew(Kind.DELIVERY_DRAFT, delivery, server, now)
    elif due.card:
        await tx.outbox.arm(Kind.DELIVERY_DRAFT, delivery, server, now)
