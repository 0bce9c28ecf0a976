"""Table `update_rounds` (services/campaigns/rounds.py says what it is for)."""

from datetime import datetime

from core.base.ids import CampaignId, ServerId, UpdateId
from core.base.times import to_ms
from db.engine.statements import Statements
from services.campaigns.rounds import UpdateRound

_SELECT = (
    "SELECT r.*, u.campaign_id, u.standing, u.withdrawn_at FROM update_rounds r "
    "JOIN campaign_updates u ON u.id = r.update_id JOIN campaigns c ON c.id = u.campaign_id "
    # Of a campaign that is stopped nothing goes on but withdrawals.
    "WHERE (c.stopped_at IS NULL OR u.withdrawn_at IS NOT NULL)"
)


class RoundRows:
    """Fills services.campaigns.rounds.RoundStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def begin(self, update: UpdateId, now: datetime, *, first: bool) -> None:
        await self._sql.run(
            "INSERT INTO update_rounds (update_id, began_at, brought, begun, followed_to) "
            # Later than every round that is under way, whatever the clock says: updates arrive in their order.
            "VALUES ($1, (SELECT CASE WHEN coalesce(max(began_at), 0) < $2 THEN $2 ELSE max(began_at) + 1 END "
            "FROM update_rounds), 0, $3, (SELECT coalesce(max(id), 0) FROM follows)) "
            "ON CONFLICT (update_id) DO UPDATE SET brought = 0",
            update,
            to_ms(now),
            0 if first else None,
        )

    async def next(self, update: UpdateId | None = None) -> UpdateRound | None:
        if update is None:
            row = await self._sql.one(f"{_SELECT} ORDER BY r.began_at, r.update_id LIMIT 1")
        else:
            row = await self._sql.one(
                f"{_SELECT} AND u.campaign_id = (SELECT campaign_id FROM campaign_updates WHERE id = $1) "
                "ORDER BY r.began_at, r.update_id LIMIT 1",
                update,
            )
        if row is None:
            return None
        return UpdateRound(
            update=UpdateId(row["update_id"]),
            campaign=CampaignId(row["campaign_id"]),
            standing=row["standing"],
            withdrawn=row["withdrawn_at"] is not None,
            followed_to=row["followed_to"],
            brought=None if row["brought"] is None else ServerId(row["brought"]),
            begun=None if row["begun"] is None else ServerId(row["begun"]),
        )

    async def came_to(self, update: UpdateId, brought: ServerId | None, begun: ServerId | None) -> None:
        await self._sql.run(
            "UPDATE update_rounds SET brought = $2, begun = $3 WHERE update_id = $1", update, brought, begun
        )

    async def end(self, update: UpdateId) -> None:
        await self._sql.run("DELETE FROM update_rounds WHERE update_id = $1", update)
