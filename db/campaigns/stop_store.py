"""What tables `campaigns` and `follows` say of campaigns of which nothing new goes out."""

from collections.abc import Sequence
from datetime import datetime

from core.base.ids import CampaignId, ServerId
from core.base.times import to_ms
from db.engine.statements import Statements
from services.base.outbox import Kind
from services.campaigns.records import StopReason
from services.campaigns.stops import Follower, StoppedFollow, Telling

# The copies of a campaign ($1) in one server ($2) that stand, or are still to be posted.
_COPIES = (
    "SELECT d.id FROM deliveries d JOIN campaign_updates u ON u.id = d.update_id "
    "WHERE d.server_id = $2 AND u.campaign_id = $1"
)


class StopRows:
    """Fills services.campaigns.stops.StopStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def stop(self, campaign: CampaignId, why: StopReason, now: datetime) -> bool:
        changed = await self._sql.run(
            "UPDATE campaigns SET stopped_at = $1, stopped_why = $2, told_to = 0 WHERE id = $3 AND stopped_at IS NULL",
            to_ms(now),
            str(why),
            campaign,
        )
        return changed == 1

    async def resume(self, campaign: CampaignId, why: StopReason) -> bool:
        changed = await self._sql.run(
            "UPDATE campaigns SET stopped_at = NULL, stopped_why = NULL, told_to = 0 WHERE id = $1 AND stopped_why = $2",
            campaign,
            str(why),
        )
        return changed == 1

    async def without_server(self, most: int) -> Sequence[tuple[CampaignId, StopReason]]:
        found: list[tuple[CampaignId, StopReason]] = []
        for column, why in (("banned_at", StopReason.BANNED), ("left_at", StopReason.LEFT)):
            rows = await self._sql.all(
                "SELECT id FROM campaigns WHERE stopped_at IS NULL "
                f"AND server_id IN (SELECT s.id FROM servers s WHERE s.{column} IS NOT NULL) LIMIT $1",
                most,
            )
            found += [(CampaignId(row["id"]), why) for row in rows]
        return list(dict(reversed(found)).items())

    async def with_server_again(self, most: int) -> Sequence[tuple[CampaignId, StopReason]]:
        found: list[tuple[CampaignId, StopReason]] = []
        for column, why in (("banned_at", StopReason.BANNED), ("left_at", StopReason.LEFT)):
            rows = await self._sql.all(
                f"SELECT c.id FROM campaigns c JOIN servers s ON s.id = c.server_id "
                f"WHERE c.stopped_why = '{why}' AND s.{column} IS NULL LIMIT $1",
                most,
            )
            found += [(CampaignId(row["id"]), why) for row in rows]
        return found

    async def telling(self) -> Telling | None:
        row = await self._sql.one(
            "SELECT id, server_id, stopped_why, told_to FROM campaigns WHERE told_to >= 0 ORDER BY told_to LIMIT 1"
        )
        if row is None:
            return None
        why = row["stopped_why"]
        return Telling(
            campaign=CampaignId(row["id"]),
            server=ServerId(row["server_id"]),
            why=None if why is None else StopReason(why),
            told_to=row["told_to"],
        )

    async def told(self, campaign: CampaignId, to: int | None) -> None:
        await self._sql.run("UPDATE campaigns SET told_to = $2 WHERE id = $1", campaign, to)

    async def followers(self, campaign: CampaignId, after: int, most: int) -> Sequence[Follower]:
        rows = await self._sql.all(
            "SELECT id, server_id, ended_at FROM follows WHERE campaign_id = $1 AND id > $2 ORDER BY id LIMIT $3",
            campaign,
            after,
            most,
        )
        return [
            Follower(row["id"], ServerId(row["server_id"]), follows=row["ended_at"] is None) for row in rows
        ]

    async def follow(self, row: int) -> StoppedFollow | None:
        found = await self._sql.one("SELECT campaign_id, server_id, ended_at FROM follows WHERE id = $1", row)
        if found is None:
            return None
        return StoppedFollow(
            CampaignId(found["campaign_id"]), ServerId(found["server_id"]), follows=found["ended_at"] is None
        )

    async def redraw(self, campaign: CampaignId, server: ServerId, now: datetime) -> None:
        await self._sql.run(
            "UPDATE outbox SET generation = generation + 1, wakes = wakes + 1, attempts = 0, "
            "due_at = CASE WHEN state = 'due' AND due_at < $3 THEN due_at ELSE $3 END, state = 'due' "
            f"WHERE kind = '{Kind.UPDATE_COPY}' AND (message_id IS NOT NULL OR state = 'due') AND subject_id IN ({_COPIES})",
            campaign,
            server,
            to_ms(now),
        )
