"""Deliveries within other stores' transactions: an approval, a withdrawal, an unfollow changes them along with its own rows."""

from datetime import datetime

from core.base.ids import CampaignId, ServerId, UpdateId
from core.base.times import to_ms
from core.campaigns.versions import Delivery, DeliveryState, published, recalled, recipients
from db.base.shared_statements import arm, arm_anew, next_id
from db.engine.database import Row, Statements
from services.base.outbox import Kind


async def publish(tx: Statements, update: UpdateId, version: int, now: datetime, *, first: bool) -> int:
    """Bring this version to every server that has the update; a first one, to every server that is to get it.

    Returns how many servers see it or are asked.
    """
    if first:
        for server, approve in (await _recipients(tx, update)).items():
            await _begin(tx, update, server, published(Delivery(approve), version), now)
    reached = 0
    for row in await tx.all("SELECT * FROM deliveries WHERE update_id = $1", update):
        before = delivery_of(row)
        after = published(before, version)
        await write_delivery(tx, row, before, after, now)
        reached += version in (after.version, after.waiting)
    return reached


async def recall(tx: Statements, update: UpdateId, now: datetime) -> None:
    """The update was withdrawn: every copy is written anew, nothing waits any more."""
    for row in await tx.all("SELECT * FROM deliveries WHERE update_id = $1", update):
        before = delivery_of(row)
        await write_delivery(tx, row, before, recalled(before), now)
        if before.version is not None:
            await arm(tx, Kind.UPDATE_COPY, row["id"], ServerId(row["server_id"]), now)


async def _recipients(tx: Statements, update: UpdateId) -> dict[ServerId, bool]:
    row = await tx.one(
        "SELECT c.id, c.server_id, s.campaign_channel_id, "
        "(s.trust_group IS NOT NULL AND s.banned_at IS NULL) AS trusted FROM campaign_updates u "
        "JOIN campaigns c ON c.id = u.campaign_id JOIN servers s ON s.id = c.server_id WHERE u.id = $1",
        update,
    )
    if row is None:
        return {}
    follows = await tx.all(
        "SELECT server_id, approve FROM follows WHERE campaign_id = $1 AND ended_at IS NULL", row["id"]
    )
    return recipients(
        ServerId(row["server_id"]),
        {ServerId(follow["server_id"]): bool(follow["approve"]) for follow in follows},
        trusted=bool(row["trusted"]),
        own_channel=row["campaign_channel_id"] is not None,
    )


async def _begin(
    tx: Statements, update: UpdateId, server: ServerId, delivery: Delivery, now: datetime
) -> None:
    number = await next_id(tx, "deliveries")
    await tx.run(
        "INSERT INTO deliveries (id, update_id, server_id, approve, version, waiting, state, made_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        number,
        update,
        server,
        int(delivery.approve),
        delivery.version,
        delivery.waiting,
        str(delivery.state),
        to_ms(now),
    )
    kind = Kind.UPDATE_COPY if delivery.waiting is None else Kind.DELIVERY_DRAFT
    await arm(tx, kind, number, server, now)


async def deliveries_here(
    tx: Statements, campaign: CampaignId, server: ServerId
) -> list[tuple[Row, Delivery]]:
    """Every delivery of a campaign's updates to one server."""
    rows = await tx.all(
        "SELECT d.* FROM deliveries d JOIN campaign_updates u ON u.id = d.update_id "
        "WHERE u.campaign_id = $1 AND d.server_id = $2",
        campaign,
        server,
    )
    return [(row, delivery_of(row)) for row in rows]


async def write_delivery(tx: Statements, row: Row, before: Delivery, after: Delivery, now: datetime) -> None:
    """Save what changed, and make due what must show it: the copy, the card that asks for approval."""
    if before == after:
        return
    await tx.run(
        "UPDATE deliveries SET version = $1, waiting = $2, state = $3 WHERE id = $4",
        after.version,
        after.waiting,
        str(after.state),
        row["id"],
    )
    server = ServerId(row["server_id"])
    if after.version != before.version:
        await arm(tx, Kind.UPDATE_COPY, row["id"], server, now)
    if before.waiting is None and after.waiting is not None:
        await arm_anew(tx, Kind.DELIVERY_DRAFT, row["id"], server, now)
    elif before.waiting != after.waiting:
        await arm(tx, Kind.DELIVERY_DRAFT, row["id"], server, now)


def delivery_of(row: Row) -> Delivery:
    """A row of `deliveries` as the state machine sees it."""
    return Delivery(
        approve=bool(row["approve"]),
        version=row["version"],
        waiting=row["waiting"],
        state=DeliveryState(row["state"]),
    )
