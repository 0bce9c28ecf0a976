"""What `/stats` counts, one statement a figure. No column that names anybody is read."""

import json
from datetime import UTC, date, datetime, timedelta

from core.base.ids import ServerId
from core.base.times import to_ms
from core.reports.stats import Activity, AppealCount, ClosedCase, Period, TierCount
from core.servers.policy import Tier
from db.engine.statements import Statements
from db.reports.cases.case_rows import UPHELD

# One pass without sorting: there are hundreds of thousands of rows, and four tiers.
_TIERS = ", ".join(
    f"count(*) FILTER (WHERE tier = '{tier}') AS {tier}, "
    f"count(*) FILTER (WHERE tier = '{tier}' AND settled = 'undone') AS {tier}_undone"
    for tier in Tier
)
_DAY_MS = 86_400_000
_MONTH_MS = 30 * _DAY_MS
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).date()


def _waits(milliseconds: str) -> list[timedelta]:
    """The waits of many cases, which came as one array: a row each would take three times as long."""
    return [timedelta(0, 0, 0, wait) for wait in json.loads(milliseconds)]


class StatsRows:
    """Fills services.reports.stats.StatsStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def activity(self, server: ServerId, period: Period) -> Activity:
        since = to_ms(period.since)
        return Activity(
            reports=await self._reports(server, since),
            claim_waits=await self._claim_waits(server, since),
            decisions=await self._decisions(server, since),
            detections=await self._detections(server, since, period.days),
            waiting=await self._waiting(server),
            appeals=await self._appeals(server, since),
        )

    async def _reports(self, server: ServerId, since: int) -> dict[date, int]:
        rows = await self._sql.all(
            f"SELECT made_at / {_DAY_MS} AS day, count(*) AS n FROM reports WHERE server_id = $1 AND made_at >= $2 "
            "GROUP BY day",
            server,
            since,
        )
        return {_EPOCH + timedelta(days=row["day"]): row["n"] for row in rows}

    async def _claim_waits(self, server: ServerId, since: int) -> list[timedelta]:
        row = await self._sql.one(
            f"SELECT {self._sql.dialect.numbers('first_claimed_at - opened_at')} AS waits FROM cases "
            "WHERE server_id = $1 AND first_claimed_at >= $2",
            server,
            since,
        )
        assert row is not None  # noqa: S101  # an array, though it be empty
        return _waits(row["waits"])

    async def _decisions(self, server: ServerId, since: int) -> list[ClosedCase]:
        waits = self._sql.dialect.numbers
        # Upheld as in a reporter's record.
        row = await self._sql.one(
            f"SELECT {waits('closed_at - opened_at', UPHELD)} AS upheld, "
            f"{waits('closed_at - opened_at', f'{UPHELD} IS NOT TRUE')} AS others "
            "FROM cases WHERE server_id = $1 AND closed_at >= $2",
            server,
            since,
        )
        assert row is not None  # noqa: S101  # two arrays, though they be empty
        return [
            *(ClosedCase(wait, upheld=True) for wait in _waits(row["upheld"])),
            *(ClosedCase(wait, upheld=False) for wait in _waits(row["others"])),
        ]

    async def _detections(self, server: ServerId, since: int, days: int) -> dict[Tier, TierCount]:
        # A month at a time: with ten million rows, one statement for all would keep other readers waiting too long.
        counted = dict.fromkeys(Tier, TierCount(0, 0))
        for month in range(since, since + days * _DAY_MS, _MONTH_MS):
            # A removal that a moderator ordered from a case is no detection: no entry found the message.
            row = await self._sql.one(
                f"SELECT {_TIERS} FROM detections WHERE server_id = $1 AND detected_at >= $2 AND detected_at < $3 "
                "AND rule <> 'case'",
                server,
                month,
                month + _MONTH_MS,
            )
            assert row is not None  # noqa: S101  # counts always answer
            for tier, before in counted.items():
                counted[tier] = TierCount(
                    before.detections + row[tier], before.undone + row[f"{tier}_undone"]
                )
        return {tier: count for tier, count in counted.items() if count.detections}

    async def _waiting(self, server: ServerId) -> int:
        row = await self._sql.one(
            "SELECT count(*) AS n FROM cases WHERE server_id = $1 AND state IN ('open', 'claimed')", server
        )
        return 0 if row is None else int(row["n"])

    async def _appeals(self, server: ServerId, since: int) -> AppealCount:
        decided = await self._sql.one(
            "SELECT count(*) FILTER (WHERE state = 'upheld') AS upheld, "
            "count(*) FILTER (WHERE state = 'overturned') AS overturned FROM appeals "
            "WHERE server_id = $1 AND decided_at >= $2",
            server,
            since,
        )
        waiting = await self._sql.one(
            "SELECT count(*) AS n FROM appeals WHERE server_id = $1 AND state = 'open'", server
        )
        assert decided is not None  # noqa: S101  # counts always answer
        assert waiting is not None  # noqa: S101  # the same
        return AppealCount(decided["upheld"], decided["overturned"], waiting["n"])
