"""What was decided on a day, counted; no column that names anybody, and no pattern, is read."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from core.base.categories import Category
from core.base.ids import ServerId
from core.base.times import to_ms
from core.reports.cases import CaseOutcome
from core.reports.decisions import Decided, Origin
from core.scanning.detections import DismissReason, Outcome, Settled
from core.servers.policy import Tier
from db.engine.statements import Row, Statements


class DecisionRows:
    """Fills services.reports.decisions.DecisionStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def of_day(self, server: ServerId, day: date) -> Sequence[Decided]:
        begins = datetime.combine(day, time(), tzinfo=UTC)
        between = (server, to_ms(begins), to_ms(begins + timedelta(days=1)))
        cases = [_of_case(day, row) for row in await self._cases(*between)]
        return [*cases, *(_of_found(day, row) for row in await self._found(*between))]

    async def _cases(self, server: ServerId, since: int, until: int) -> Sequence[Row]:
        return await self._sql.all(
            "SELECT category, outcome, coalesce(outcome_reason, '') AS reason, count(*) AS n, "
            "count(*) FILTER (WHERE removal_at IS NOT NULL AND removal_undone_at IS NULL) AS removed FROM cases "
            "WHERE server_id = $1 AND closed_at >= $2 AND closed_at < $3 AND outcome IS NOT NULL "
            "GROUP BY category, outcome, reason",
            server,
            since,
            until,
        )

    async def _found(self, server: ServerId, since: int, until: int) -> Sequence[Row]:
        # What a moderator removed from a case is that case's, as in `/stats`.
        return await self._sql.all(
            "SELECT category, tier, outcome, settled, settled_reason AS reason, count(*) AS n, "
            "count(*) FILTER (WHERE outcome = 'removed' AND settled <> 'undone') AS removed FROM detections "
            "WHERE server_id = $1 AND detected_at >= $2 AND detected_at < $3 AND rule <> 'case' "
            "GROUP BY category, tier, outcome, settled, settled_reason",
            server,
            since,
            until,
        )


def _of_case(day: date, row: Row) -> Decided:
    return Decided(
        day=day,
        origin=Origin.REPORT,
        category=Category(row["category"]),
        tier=None,
        outcome=CaseOutcome(row["outcome"]),
        reason=_reason(row),
        count=row["n"],
        removed=row["removed"],
    )


def _of_found(day: date, row: Row) -> Decided:
    settled = Settled(row["settled"])
    return Decided(
        day=day,
        origin=Origin.LIST,
        category=Category(row["category"]),
        tier=Tier(row["tier"]),
        outcome=Outcome(row["outcome"]) if settled is Settled.OPEN else settled,
        reason=_reason(row),
        count=row["n"],
        removed=row["removed"],
    )


def _reason(row: Row) -> DismissReason | None:
    return DismissReason(row["reason"]) if row["reason"] else None
