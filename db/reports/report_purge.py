"""The end of retention for reports: who reported, what was reported, whom a closed case names."""

from datetime import datetime

from core.base.ids import ServerId
from core.base.times import to_ms
from db.base.shared_statements import arm
from db.engine.database import Database
from services.base.outbox import Kind
from services.base.retention import CLOSED_CASES_KEPT

_CASES_AT_ONCE = 200  # their cards are rendered again, so not all at once


class ReportPurge:
    """Fills services.base.retention.RetentionStore."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def purge(self, now: datetime) -> int:
        async with self._db.bulk() as tx:
            emptied = await tx.run("DELETE FROM report_drafts WHERE expires_at <= $1", to_ms(now))
            # The row stays and counts; whose it was cannot be found out any more.
            emptied += await tx.run(
                "UPDATE reports SET reporter_sealed = NULL, reporter_key = NULL, details_sealed = NULL "
                "WHERE keep_until <= $1 AND reporter_key IS NOT NULL",
                to_ms(now),
            )
            emptied += await tx.run(
                "UPDATE cases SET evidence_sealed = NULL WHERE evidence_until <= $1 AND evidence_sealed IS NOT NULL",
                to_ms(now),
            )
            named = await tx.all(
                "SELECT id, server_id FROM cases WHERE state = 'closed' AND closed_at <= $1 "
                "AND (author_key IS NOT NULL OR claimed_key IS NOT NULL) LIMIT $2",
                to_ms(now - CLOSED_CASES_KEPT),
                _CASES_AT_ONCE,
            )
            for row in named:
                await tx.run(
                    "UPDATE cases SET author_sealed = NULL, author_key = NULL, claimed_by_sealed = NULL, "
                    "claimed_key = NULL, note_sealed = NULL, evidence_sealed = NULL WHERE id = $1",
                    row["id"],
                )
                await arm(tx, Kind.CASE_CARD, row["id"], ServerId(row["server_id"]), now)
        emptied += len(named)
        if emptied:
            await self._db.forget_deleted()
        return emptied
