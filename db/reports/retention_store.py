"""The end of retention for reports: who reported, what was reported, whom a closed case names."""

from datetime import datetime

from core.base.ids import CaseId, ServerId
from core.base.times import to_ms
from db.engine.statements import Statements


class RetentionRows:
    """Fills services.reports.retention.ReportRetentionStore. Rows stay and count; what they said of people goes."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def forget_reporters(self, now: datetime) -> int:
        return await self._sql.run(
            "UPDATE reports SET reporter_sealed = NULL, reporter_key = NULL, details_sealed = NULL "
            "WHERE keep_until <= $1 AND reporter_key IS NOT NULL",
            to_ms(now),
        )

    async def forget_evidence(self, now: datetime) -> int:
        return await self._sql.run(
            "UPDATE cases SET evidence_sealed = NULL WHERE evidence_until <= $1 AND evidence_sealed IS NOT NULL",
            to_ms(now),
        )

    async def cases_naming_people(self, closed_before: datetime, most: int) -> list[tuple[CaseId, ServerId]]:
        rows = await self._sql.all(
            "SELECT id, server_id FROM cases WHERE state = 'closed' AND closed_at <= $1 "
            "AND (author_key IS NOT NULL OR claimed_key IS NOT NULL) LIMIT $2",
            to_ms(closed_before),
            most,
        )
        return [(CaseId(row["id"]), ServerId(row["server_id"])) for row in rows]

    async def forget_people(self, case: CaseId) -> None:
        await self._sql.run(
            "UPDATE cases SET author_sealed = NULL, author_key = NULL, claimed_by_sealed = NULL, "
            "claimed_key = NULL, note_sealed = NULL, evidence_sealed = NULL WHERE id = $1",
            case,
        )
