"""Table `audit`: what it says of one case."""

from core.base.categories import Category
from core.base.ids import CaseId, ServerId, UserId
from core.base.times import from_ms
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from services.reports.cases.history import CaseEvent, HistoryPage

_HOUR_MS = 3_600_000
_BY_MODERATORS = "case-"  # how their actions begin; whoever did anything else is never opened


class HistoryRows:
    """Fills services.reports.cases.history.HistoryStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def page(
        self, server: ServerId, case: CaseId, category: Category, number: int, size: int
    ) -> HistoryPage:
        subject = f"case/{case}"
        counted = await self._sql.one(
            "SELECT count(*) AS n FROM audit WHERE server_id = $1 AND subject = $2", server, subject
        )
        pages = max(1, -(-(0 if counted is None else int(counted["n"])) // size))
        page = min(max(1, number), pages)
        # Sorted by what is shown: the place between two exact times would tell the minute of a report, too.
        hidden = 0 if category.emergency else 1
        rows = await self._sql.all(
            f"SELECT *, at - CASE WHEN $3 = 1 AND action NOT LIKE '{_BY_MODERATORS}%' THEN at % {_HOUR_MS} ELSE 0 END "
            "AS shown_at FROM audit WHERE server_id = $1 AND subject = $2 ORDER BY shown_at, id LIMIT $4 OFFSET $5",
            server,
            subject,
            hidden,
            size,
            (page - 1) * size,
        )
        return HistoryPage(case, category, tuple(self._event(row) for row in rows), page, pages)

    def _event(self, row: Row) -> CaseEvent:
        return CaseEvent(
            row["action"],
            from_ms(row["shown_at"]),
            self._who(row),
            row["before"],
            row["after"],
            self._why(row),
        )

    def _why(self, row: Row) -> str:
        if row["reason_sealed"] is None or not str(row["action"]).startswith(_BY_MODERATORS):
            return ""
        place = f"audit.reason/{row['server_id']}/{row['action']}/{row['subject']}/{row['at']}"
        return self._vault.open(row["reason_sealed"], place)

    def _who(self, row: Row) -> UserId | None:
        if row["actor_sealed"] is None or not str(row["action"]).startswith(_BY_MODERATORS):
            return None
        place = f"audit.actor/{row['server_id']}/{row['action']}/{row['subject']}/{row['at']}"
        opened = self._vault.open_or_none(row["actor_sealed"], place)
        return None if opened is None else UserId(int(opened))
