"""Table `deliveries`: one server's copy of an update."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from core.base.authority import Caller
from core.base.ids import CampaignId, ChannelId, DeliveryId, RoleId, ServerId, UpdateId
from core.base.times import to_ms
from core.campaigns.deliveries import Delivery, DeliveryState
from db.base.shared_statements import next_ids
from db.campaigns.update_rows import name_in, read_update, seal_person
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from services.base.outbox import ChannelProblem, Kind
from services.campaigns.records import CopyCounts, DeliveryRecord, ServerDelivery

# Where a first copy goes: in a campaign's own server to its campaign channel, in a follower to the channel of its
# follow.
_SELECT = (
    "SELECT d.*, CASE WHEN c.server_id = d.server_id THEN s.campaign_channel_id ELSE f.channel_id END AS channel_id, "
    "f.role_id FROM deliveries d JOIN campaign_updates u ON u.id = d.update_id "
    "JOIN campaigns c ON c.id = u.campaign_id JOIN servers s ON s.id = d.server_id "
    "LEFT JOIN follows f ON f.campaign_id = c.id AND f.server_id = d.server_id AND f.ended_at IS NULL"
)


class DeliveryRows:
    """Fills services.campaigns.copies.DeliveryStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def get(self, delivery: DeliveryId) -> DeliveryRecord | None:
        return await self._record(await self._sql.one(f"{_SELECT} WHERE d.id = $1", delivery))

    async def here(self, update: UpdateId, server: ServerId) -> DeliveryRecord | None:
        return await self._record(
            await self._sql.one(f"{_SELECT} WHERE d.update_id = $1 AND d.server_id = $2", update, server)
        )

    async def _record(self, row: Row | None) -> DeliveryRecord | None:
        update = (
            None if row is None else await read_update(self._sql, self._vault, UpdateId(row["update_id"]))
        )
        if row is None or update is None:
            return None
        return DeliveryRecord(
            id=DeliveryId(row["id"]),
            server=ServerId(row["server_id"]),
            update=update,
            delivery=delivery_of(row),
            channel=None if row["channel_id"] is None else ChannelId(row["channel_id"]),
            role=None if row["role_id"] is None else RoleId(row["role_id"]),
            problem=_problem_of(row),
            paused=row["paused_at"] is not None,
            settled_by=name_in(self._vault, row["settled_by_sealed"], f"deliveries.settled_by/{row['id']}"),
        )

    async def row(self, delivery: DeliveryId) -> ServerDelivery | None:
        row = await self._sql.one("SELECT * FROM deliveries WHERE id = $1", delivery)
        return None if row is None else _server_delivery(row)

    async def of_update(self, update: UpdateId) -> Sequence[ServerDelivery]:
        rows = await self._sql.all("SELECT * FROM deliveries WHERE update_id = $1", update)
        return [_server_delivery(row) for row in rows]

    async def some_of(self, update: UpdateId, after: ServerId, most: int) -> Sequence[ServerDelivery]:
        rows = await self._sql.all(
            "SELECT * FROM deliveries WHERE update_id = $1 AND server_id > $2 ORDER BY server_id LIMIT $3",
            update,
            after,
            most,
        )
        return [_server_delivery(row) for row in rows]

    async def of_campaign(self, campaign: CampaignId, server: ServerId) -> Sequence[ServerDelivery]:
        rows = await self._sql.all(
            "SELECT d.* FROM deliveries d JOIN campaign_updates u ON u.id = d.update_id "
            "WHERE u.campaign_id = $1 AND d.server_id = $2",
            campaign,
            server,
        )
        return [_server_delivery(row) for row in rows]

    async def begin(
        self, update: UpdateId, copies: Mapping[ServerId, Delivery], now: datetime
    ) -> dict[ServerId, DeliveryId]:
        first = await next_ids(self._sql, "deliveries", len(copies)) if copies else 0
        numbers = {server: DeliveryId(first + number) for number, server in enumerate(copies)}
        await self._sql.run_many(
            "INSERT INTO deliveries (id, update_id, server_id, approve, version, waiting, state, made_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            [
                (
                    numbers[server],
                    update,
                    server,
                    int(copy.approve),
                    copy.version,
                    copy.waiting,
                    str(copy.state),
                    to_ms(now),
                )
                for server, copy in copies.items()
            ],
        )
        return numbers

    async def save(self, delivery: DeliveryId, stands: Delivery) -> None:
        await self._sql.run(
            "UPDATE deliveries SET version = $1, waiting = $2, state = $3 WHERE id = $4",
            stands.version,
            stands.waiting,
            str(stands.state),
            delivery,
        )

    async def sign(self, delivery: DeliveryId, number: int, by: Caller) -> bool:
        changed = await self._sql.run(
            "UPDATE deliveries SET settled_by_sealed = $1 WHERE id = $2 AND waiting = $3",
            seal_person(self._vault, by.user, by.name, f"deliveries.settled_by/{delivery}"),
            delivery,
            number,
        )
        return changed == 1

    async def look_first(self, campaign: CampaignId, server: ServerId, *, approve: bool) -> None:
        await self._sql.run(
            "UPDATE deliveries SET approve = $1 WHERE server_id = $2 AND state = 'open' "
            "AND update_id IN (SELECT id FROM campaign_updates WHERE campaign_id = $3)",
            int(approve),
            server,
            campaign,
        )

    async def set_problem(self, delivery: DeliveryId, problem: ChannelProblem | None, now: datetime) -> None:
        if problem is None:
            changes = "problem = $1, problem_at = NULL, paused_at = NULL"
        else:
            changes = "problem = $1, problem_at = coalesce(problem_at, $3)"
        await self._sql.run(
            f"UPDATE deliveries SET {changes} WHERE id = $2",
            None if problem is None else str(problem),
            delivery,
            *([] if problem is None else [to_ms(now)]),
        )

    async def pause(self, delivery: DeliveryId, since: datetime, now: datetime) -> bool:
        changed = await self._sql.run(
            "UPDATE deliveries SET paused_at = $1 "
            "WHERE id = $2 AND problem IS NOT NULL AND paused_at IS NULL AND problem_at <= $3",
            to_ms(now),
            delivery,
            to_ms(since),
        )
        return changed == 1

    async def held_up(self, delivery: DeliveryId, server: ServerId) -> tuple[int, int]:
        # By the index of what is due for one server: what was posted long ago is not looked at.
        row = await self._sql.one(
            "SELECT count(*) AS n, count(e.problem) AS stuck FROM outbox o JOIN deliveries e ON e.id = o.subject_id "
            "JOIN campaign_updates eu ON eu.id = e.update_id "
            "WHERE o.state = 'due' AND o.urgent IN (0, 1) AND o.server_id = $2 AND o.message_id IS NULL "
            f"AND coalesce(o.kind, '') = '{Kind.UPDATE_COPY}' "
            "AND e.id < $1 AND e.version IS NOT NULL AND e.state = 'open' AND eu.withdrawn_at IS NULL "
            "AND eu.campaign_id = (SELECT u.campaign_id FROM deliveries d JOIN campaign_updates u ON u.id = d.update_id "
            "WHERE d.id = $1)",
            delivery,
            server,
        )
        return (0, 0) if row is None else (row["n"], row["stuck"])

    async def counts(self, update: UpdateId) -> CopyCounts:
        row = await self._sql.one(
            "SELECT count(o.message_id) AS stand, "
            "count(*) FILTER (WHERE d.problem IS NULL AND o.state = 'due' AND o.message_id IS NULL) AS on_way, "
            "count(*) FILTER (WHERE d.waiting IS NOT NULL AND d.version IS NULL AND d.state = 'open') AS asked, "
            "count(*) FILTER (WHERE d.problem IS NOT NULL AND d.paused_at IS NULL AND o.message_id IS NULL) AS failing, "
            "count(*) FILTER (WHERE d.paused_at IS NOT NULL AND o.message_id IS NULL) AS paused, "
            "count(*) FILTER (WHERE o.message_id IS NOT NULL AND o.state = 'due') AS changing, "
            "count(d.id) AS known "
            f"FROM deliveries d LEFT JOIN outbox o ON o.kind = '{Kind.UPDATE_COPY}' AND o.subject_id = d.id "
            "WHERE d.update_id = $1",
            update,
        )
        going = await self._sql.one("SELECT 1 FROM update_rounds WHERE update_id = $1", update)
        assert row is not None  # noqa: S101  # an aggregate always answers
        return CopyCounts(
            stand=row["stand"],
            on_way=row["on_way"],
            asked=row["asked"],
            failing=row["failing"],
            paused=row["paused"],
            changing=row["changing"],
            known=row["known"],
            begins=going is not None,
        )

    async def stuck(self, server: ServerId) -> Sequence[DeliveryId]:
        rows = await self._sql.all(
            "SELECT id FROM deliveries WHERE server_id = $1 AND problem IS NOT NULL ORDER BY id", server
        )
        return [DeliveryId(row["id"]) for row in rows]


def delivery_of(row: Row) -> Delivery:
    """Read a row of `deliveries` as the state machine's value."""
    return Delivery(
        approve=bool(row["approve"]),
        version=row["version"],
        waiting=row["waiting"],
        state=DeliveryState(row["state"]),
    )


def _server_delivery(row: Row) -> ServerDelivery:
    return ServerDelivery(
        DeliveryId(row["id"]), ServerId(row["server_id"]), delivery_of(row), _problem_of(row)
    )


def _problem_of(row: Row) -> ChannelProblem | None:
    return None if row["problem"] is None else ChannelProblem(row["problem"])
