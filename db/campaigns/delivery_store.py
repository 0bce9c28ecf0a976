"""Table `deliveries`: one server's copy of an update."""

from collections.abc import Sequence
from datetime import datetime

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import ChannelId, DeliveryId, RoleId, ServerId, UpdateId
from core.campaigns.versions import accepted, declined
from db.base.shared_statements import arm, arm_anew, note
from db.campaigns.delivery_rows import delivery_of, write_delivery
from db.campaigns.update_rows import name_in, read_update, seal_person
from db.engine.database import Database, Row
from db.engine.vault import Vault
from services.base.outbox import Kind
from services.campaigns.records import DeliveryRecord

# Where a first copy goes: a server's own to its campaign channel, another's to where it follows.
_SELECT = (
    "SELECT d.*, CASE WHEN c.server_id = d.server_id THEN s.campaign_channel_id ELSE f.channel_id END AS channel_id, "
    "f.role_id FROM deliveries d JOIN campaign_updates u ON u.id = d.update_id "
    "JOIN campaigns c ON c.id = u.campaign_id JOIN servers s ON s.id = d.server_id "
    "LEFT JOIN follows f ON f.campaign_id = c.id AND f.server_id = d.server_id AND f.ended_at IS NULL"
)


class DeliveryRows:
    """Fills services.campaigns.deliveries.DeliveryStore."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._db = database
        self._vault = vault

    async def get(self, delivery: DeliveryId) -> DeliveryRecord | None:
        return await self._record(await self._db.read.one(f"{_SELECT} WHERE d.id = $1", delivery))

    async def here(self, update: UpdateId, server: ServerId) -> DeliveryRecord | None:
        return await self._record(
            await self._db.read.one(f"{_SELECT} WHERE d.update_id = $1 AND d.server_id = $2", update, server)
        )

    async def _record(self, row: Row | None) -> DeliveryRecord | None:
        update = (
            None if row is None else await read_update(self._db.read, self._vault, UpdateId(row["update_id"]))
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
            problem=row["problem"],
            settled_by=name_in(self._vault, row["settled_by_sealed"], f"deliveries.settled_by/{row['id']}"),
        )

    async def settle(
        self, delivery: DeliveryId, number: int, by: Caller, now: datetime, *, accept: bool
    ) -> None:
        async with self._db.bulk() as tx:
            row = await tx.one("SELECT * FROM deliveries WHERE id = $1", delivery)
            if row is None:
                raise UserError("delivery-settled-already")
            before = delivery_of(row)
            after = (accepted if accept else declined)(before, number)
            changed = await tx.run(
                "UPDATE deliveries SET settled_by_sealed = $1 WHERE id = $2 AND waiting = $3",
                seal_person(self._vault, by.user, by.name, f"deliveries.settled_by/{delivery}"),
                delivery,
                number,
            )
            if changed != 1:  # another click was first
                raise UserError("delivery-settled-already")
            await write_delivery(tx, row, before, after, now)
            action = "delivery-accept" if accept else "delivery-decline"
            subject = f"delivery/{delivery}"
            await note(tx, self._vault, by.server, by.user, action, subject, now, after=f"version {number}")

    async def set_problem(self, delivery: DeliveryId, problem: str | None, now: datetime) -> bool:
        async with self._db.bulk() as tx:
            row = await tx.one("SELECT server_id, problem FROM deliveries WHERE id = $1", delivery)
            if row is None or row["problem"] == problem:
                return False
            await tx.run("UPDATE deliveries SET problem = $1 WHERE id = $2", problem, delivery)
            # A new problem must be seen; that it is over may stand where it was told.
            say = arm_anew if row["problem"] is None else arm
            await say(tx, Kind.DELIVERY_DRAFT, delivery, ServerId(row["server_id"]), now)
        return True

    async def stuck(self, server: ServerId) -> Sequence[DeliveryId]:
        rows = await self._db.read.all(
            "SELECT id FROM deliveries WHERE server_id = $1 AND problem IS NOT NULL ORDER BY id", server
        )
        return [DeliveryId(row["id"]) for row in rows]
