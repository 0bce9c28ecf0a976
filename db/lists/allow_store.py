"""Table `allows`: servers' local exceptions. A row that was ended stays, with the time."""

from datetime import datetime

from core.base.ids import ServerId, UserId
from core.base.times import from_ms, to_ms
from core.lists.patterns import Pattern
from db.base.shared_statements import list_changed, next_id
from db.engine.statements import Statements
from db.engine.vault import Vault
from db.lists.pattern_rows import ServerPatterns, holding, opened_by, pattern_of, sealed_by
from services.lists.entries import Allowed


class AllowRows:
    """Fills services.lists.entries.AllowStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault
        self._patterns = ServerPatterns(sql, "allows")

    async def count(self, server: ServerId) -> int:
        return await self._patterns.count(server)

    async def naming(self, server: ServerId, part: str, most: int) -> list[Pattern]:
        rows = await self._sql.all(
            "SELECT pattern, kind, key FROM allows WHERE server_id = $1 AND removed_at IS NULL "
            "AND pattern LIKE $2 ESCAPE '!' ORDER BY pattern LIMIT $3",
            server,
            holding(part),
            most,
        )
        return [pattern_of(row) for row in rows]

    async def add(
        self, server: ServerId, pattern: Pattern, reason: str, by: UserId | None, now: datetime
    ) -> bool:
        if await self.get(server, pattern.text) is not None:
            return False
        allow = await next_id(self._sql, "allows")
        await self._sql.run(
            "INSERT INTO allows (id, server_id, pattern, kind, key, reason, by_sealed, added_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            allow,
            server,
            pattern.text,
            str(pattern.kind),
            pattern.key,
            reason,
            sealed_by(self._vault, by, f"allows.by/{allow}"),
            to_ms(now),
        )
        await list_changed(self._sql, pattern.key)
        return True

    async def end(self, server: ServerId, pattern: Pattern, now: datetime) -> bool:
        return await self._patterns.remove(server, pattern, now)

    async def get(self, server: ServerId, pattern: str) -> Allowed | None:
        row = await self._patterns.standing(server, pattern)
        if row is None:
            return None
        by = opened_by(self._vault, row["by_sealed"], f"allows.by/{row['id']}")
        return Allowed(pattern_of(row), row["reason"], from_ms(row["added_at"]), by)
