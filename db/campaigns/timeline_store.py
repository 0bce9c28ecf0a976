"""Updates and deliveries read together, for `/updates`."""

from collections.abc import Sequence

from core.base.ids import CampaignId, ServerId, UpdateId
from core.campaigns.deliveries import Delivery
from db.campaigns.delivery_store import delivery_of
from db.campaigns.update_rows import read_published, read_update
from db.engine.statements import Statements
from db.engine.vault import Vault
from services.campaigns.records import UpdateRecord


class TimelineRows:
    """Fills services.campaigns.timelines.TimelineStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def timeline(
        self, campaign: CampaignId, server: ServerId
    ) -> Sequence[tuple[UpdateRecord, Delivery | None]]:
        records = await read_published(self._sql, self._vault, campaign)
        rows = await self._sql.all(
            "SELECT d.* FROM deliveries d JOIN campaign_updates u ON u.id = d.update_id "
            "WHERE u.campaign_id = $1 AND d.server_id = $2",
            campaign,
            server,
        )
        here = {row["update_id"]: delivery_of(row) for row in rows}
        return [(record, here.get(record.id)) for record in records]

    async def newest(self, server: ServerId, limit: int) -> Sequence[tuple[UpdateRecord, Delivery | None]]:
        rows = await self._sql.all(
            "SELECT u.id FROM campaign_updates u JOIN campaigns c ON c.id = u.campaign_id "
            "JOIN servers s ON s.id = c.server_id "
            "LEFT JOIN follows f ON f.campaign_id = c.id AND f.server_id = $1 AND f.ended_at IS NULL "
            "LEFT JOIN deliveries d ON d.update_id = u.id AND d.server_id = $1 "
            "WHERE u.standing IS NOT NULL AND (d.id IS NULL OR d.version IS NOT NULL) AND (c.server_id = $1 "
            "OR (f.id IS NOT NULL AND s.trust_group IS NOT NULL AND s.banned_at IS NULL)) "
            "ORDER BY u.published_at DESC, u.id DESC LIMIT $2",
            server,
            limit,
        )
        found = []
        for row in rows:
            record = await read_update(self._sql, self._vault, UpdateId(row["id"]))
            if record is not None:
                found.append((record, await self._delivery(record.id, server)))
        return found

    async def _delivery(self, update: UpdateId, server: ServerId) -> Delivery | None:
        row = await self._sql.one(
            "SELECT * FROM deliveries WHERE update_id = $1 AND server_id = $2", update, server
        )
        return None if row is None else delivery_of(row)
