"""Table `list_changes`, and the keys that the index is made of (services/indexing.py)."""

from db.connection import Database


class ListChanges:
    """Fills services.indexing.ChangeStore."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def revision(self) -> int:
        row = await self._db.read.one("SELECT coalesce(max(revision), 0) AS newest FROM list_changes")
        return 0 if row is None else int(row["newest"])

    async def keys(self) -> list[str]:
        rows = await self._db.read.all(
            "SELECT key FROM own_entries WHERE removed_at IS NULL UNION SELECT e.key FROM shared_entries e "
            "WHERE EXISTS (SELECT 1 FROM current_stances c WHERE c.entry_id = e.id)"
        )
        return [row["key"] for row in rows]

    async def changes_since(self, revision: int) -> tuple[int, list[str]]:
        rows = await self._db.read.all(
            "SELECT revision, key FROM list_changes WHERE revision > $1 ORDER BY revision", revision
        )
        return (rows[-1]["revision"] if rows else revision), [row["key"] for row in rows]
