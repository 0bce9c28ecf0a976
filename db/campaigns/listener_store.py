"""Tables `update_listeners` and `update_letters`: who is written to about a campaign's updates."""

from collections.abc import Sequence
from datetime import datetime

from core.base.authority import Caller
from core.base.ids import CampaignId, DeliveryId, ServerId, UserId
from core.base.times import to_ms
from db.base.shared_statements import next_id, next_ids
from db.engine.statements import Statements
from db.engine.vault import Vault
from services.base.outbox import Kind
from services.campaigns.notify import Letter


class ListenerRows:
    """Fills services.campaigns.notify.ListenerStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def listens(self, campaign: CampaignId, server: ServerId, key: bytes) -> bool:
        row = await self._sql.one(
            "SELECT 1 FROM update_listeners WHERE campaign_id = $1 AND server_id = $2 AND member_key = $3",
            campaign,
            server,
            key,
        )
        return row is not None

    async def count(self, campaign: CampaignId, server: ServerId) -> int:
        row = await self._sql.one(
            "SELECT count(*) AS n FROM update_listeners WHERE campaign_id = $1 AND server_id = $2",
            campaign,
            server,
        )
        return 0 if row is None else int(row["n"])

    async def add(self, campaign: CampaignId, member: Caller, key: bytes, now: datetime) -> None:
        number = await next_id(self._sql, "update_listeners")
        await self._sql.run(
            "INSERT INTO update_listeners (id, campaign_id, server_id, member_key, member_sealed, began_at) "
            "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (campaign_id, server_id, member_key) DO NOTHING",
            number,
            campaign,
            member.server,
            key,
            self._vault.seal(str(member.user), f"update_listeners.member/{number}"),
            to_ms(now),
        )

    async def drop(self, campaign: CampaignId, server: ServerId, key: bytes) -> bool:
        of_member = "campaign_id = $1 AND server_id = $2 AND member_key = $3"
        await self._sql.run(
            f"DELETE FROM outbox WHERE kind = '{Kind.UPDATE_LETTER}' AND subject_id IN (SELECT w.id FROM update_letters w "
            f"WHERE w.listener_id = (SELECT l.id FROM update_listeners l WHERE {of_member}))",
            campaign,
            server,
            key,
        )
        changed = await self._sql.run(
            f"DELETE FROM update_listeners WHERE {of_member}", campaign, server, key
        )
        return changed == 1

    async def without_letter(self, delivery: DeliveryId, most: int) -> Sequence[int]:
        rows = await self._sql.all(
            "SELECT l.id FROM deliveries d JOIN campaign_updates u ON u.id = d.update_id "
            "JOIN update_listeners l ON l.campaign_id = u.campaign_id AND l.server_id = d.server_id WHERE d.id = $1 "
            "AND NOT EXISTS (SELECT 1 FROM update_letters w WHERE w.delivery_id = $1 AND w.listener_id = l.id) LIMIT $2",
            delivery,
            most,
        )
        return [row["id"] for row in rows]

    async def write(self, delivery: DeliveryId, listeners: Sequence[int]) -> Sequence[int]:
        if not listeners:
            return []
        first = await next_ids(self._sql, "update_letters", len(listeners))
        numbers = range(first, first + len(listeners))
        await self._sql.run_many(
            "INSERT INTO update_letters (id, delivery_id, listener_id) VALUES ($1, $2, $3)",
            [(number, delivery, listener) for number, listener in zip(numbers, listeners, strict=True)],
        )
        return numbers

    async def letter(self, number: int) -> Letter | None:
        row = await self._sql.one(
            "SELECT w.delivery_id, l.id, l.server_id, l.member_sealed FROM update_letters w "
            "JOIN update_listeners l ON l.id = w.listener_id WHERE w.id = $1",
            number,
        )
        if row is None:
            return None
        member = self._vault.open_or_none(row["member_sealed"], f"update_listeners.member/{row['id']}")
        if member is None:
            return None
        return Letter(UserId(int(member)), DeliveryId(row["delivery_id"]), ServerId(row["server_id"]))
