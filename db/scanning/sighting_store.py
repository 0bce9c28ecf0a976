"""Tables `detections` and `detection_days`: how often a pattern was found, and which links were found lately."""

from collections.abc import Sequence
from datetime import datetime

from core.base.categories import Category
from core.base.ids import ChannelId, ServerId
from core.base.times import from_ms, to_ms
from core.lists.patterns import Pattern
from core.lists.verdicts import FIRST_DAY
from core.scanning.policy_effects import FoundAlike
from core.servers.policy import Action, Tier
from db.engine.statements import Statements
from services.lists.sightings import Hits, PatternSighting
from services.lists.subscriptions.notices import FirstDay
from services.lists.subscriptions.values import Subscription

_DAY_MS = 86_400_000
LOOKED_THROUGH = 5000
"""How many rows of a kind are looked through, the newest first."""
# A removal that was ordered from a case is that case, which db/reports/sighting_store.py counts.
_DETECTED = (
    "SELECT 'detection/' || id AS subject, link, tier, action FROM detections "
    "WHERE server_id = $1 AND detected_at > $2 AND case_id IS NULL AND link <> '' "
    f"ORDER BY detected_at DESC LIMIT {LOOKED_THROUGH}"
)


class SightingRows:
    """Fills services.lists.sightings.HitStore and services.lists.sightings.SightingStore for detections, and
    services.scanning.policy_effects.FoundStore.
    """

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def hits(self, server: ServerId, pattern: str) -> Hits:
        row = await self._sql.one(
            # Rows, and what is counted of those that are gone.
            "SELECT r.n + d.n AS n, coalesce(r.last, d.last) AS last FROM "
            "(SELECT count(*) AS n, max(detected_at) AS last FROM detections WHERE server_id = $1 AND pattern = $2) r, "
            f"(SELECT CAST(coalesce(sum(found + ordered), 0) AS BIGINT) AS n, max(day) * {_DAY_MS} AS last FROM detection_days "
            "WHERE server_id = $1 AND pattern = $2) d",
            server,
            pattern,
        )
        if row is None or not row["n"]:
            return Hits(0, None)
        return Hits(row["n"], from_ms(row["last"]))

    async def find(
        self, server: ServerId, patterns: Sequence[Pattern], since: datetime, limit: int
    ) -> list[PatternSighting]:
        return await links_like(self._sql, _DETECTED, server, patterns, since, limit)

    async def alike(self, server: ServerId, since: datetime, most: int) -> list[FoundAlike]:
        rows = await self._sql.all(
            "SELECT tier, category, guess, rule, channel_id, count(*) AS n FROM "
            "(SELECT tier, category, guess, rule, channel_id FROM detections WHERE server_id = $1 AND detected_at > $2 "
            "AND case_id IS NULL AND link <> '' ORDER BY detected_at DESC LIMIT $3) AS found "
            "GROUP BY tier, category, guess, rule, channel_id",
            server,
            to_ms(since),
            most,
        )
        return [
            FoundAlike(
                Tier(row["tier"]),
                Category(row["category"]),
                row["guess"],
                row["rule"],
                ChannelId(row["channel_id"]),
                row["n"],
            )
            for row in rows
        ]


class FirstDayRows:
    """Fills services.lists.subscriptions.notices.FirstDayStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def first_day(self, subscription: Subscription, links: int) -> FirstDay:
        where = (
            "FROM (SELECT category, link FROM detections WHERE server_id = $1 AND detected_at >= $2 AND detected_at < $3 "
            f"AND rule = '{FIRST_DAY}' AND source = $4 ORDER BY detected_at DESC LIMIT {LOOKED_THROUGH}) AS found"
        )
        about = (
            subscription.server,
            to_ms(subscription.began_at),
            to_ms(subscription.log_until or subscription.began_at),
            subscription.url,
        )
        counted = await self._sql.all(f"SELECT category, count(*) AS n {where} GROUP BY category", *about)
        shown = await self._sql.all(f"SELECT DISTINCT link {where} LIMIT $5", *about, links) if links else []
        return FirstDay(
            [(Category(row["category"]), row["n"]) for row in counted], [row["link"] for row in shown]
        )


async def links_like(
    sql: Statements, source: str, server: ServerId, patterns: Sequence[Pattern], since: datetime, limit: int
) -> list[PatternSighting]:
    """Find rows of `source` (`subject`, `link`; `$1` is the server, `$2` the time) that hold the fixed part of a pattern;
    without patterns, just the newest.
    """
    parts = sorted({pattern.fixed_part for pattern in patterns})
    holds = " OR ".join(sql.dialect.holds("link", f"${number}") for number in range(4, 4 + len(parts)))
    those = f"WHERE {holds} " if parts else ""
    rows = await sql.all(
        f"SELECT subject, link, tier, action FROM ({source}) AS each {those}LIMIT $3",
        server,
        to_ms(since),
        limit,
        *parts,
    )
    return [
        PatternSighting(row["subject"], row["link"], Tier(row["tier"]), Action(row["action"]))
        if row["tier"]
        else PatternSighting(row["subject"], row["link"])
        for row in rows
    ]
