"""Table `list_changes`: which keys appeared on lists, left them or changed, in the order of their revisions."""

from db.base.shared_statements import list_changed
from db.engine.statements import Statements

_AT_ONCE = 4_000  # an import makes as many in a moment: each part is put in between two messages


class ListChangeRows:
    """Fills services.lists.live_index.ListChangeStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def note(self, key: str) -> None:
        await list_changed(self._sql, key)

    async def revision(self) -> int:
        row = await self._sql.one("SELECT coalesce(max(revision), 0) AS newest FROM list_changes")
        return 0 if row is None else int(row["newest"])

    async def oldest(self) -> int:
        row = await self._sql.one("SELECT coalesce(min(revision), 0) AS oldest FROM list_changes")
        return 0 if row is None else int(row["oldest"])

    async def since(self, revision: int) -> tuple[int, list[str]]:
        rows = await self._sql.all(
            "SELECT revision, key FROM list_changes WHERE revision > $1 ORDER BY revision LIMIT $2",
            revision,
            _AT_ONCE,
        )
        return (rows[-1]["revision"] if rows else revision), [row["key"] for row in rows]
