"""Table `list_changes`, and the keys that the index is made of (services/lists/live_index.py)."""

from collections.abc import AsyncIterator

from core.links.link import INVITES
from db.engine.database import Database

_AT_ONCE = 20_000  # rows held in memory at a time
_OWN = "SELECT id, key FROM own_entries WHERE id > $1 AND removed_at IS NULL ORDER BY id LIMIT $2"
_SHARED = (
    "SELECT e.id, e.key FROM shared_entries e WHERE e.id > $1 "
    "AND EXISTS (SELECT 1 FROM current_stances c WHERE c.entry_id = e.id) ORDER BY e.id LIMIT $2"
)


class ListChanges:
    """Fills services.lists.live_index.ChangeStore."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def revision(self) -> int:
        row = await self._db.read.one("SELECT coalesce(max(revision), 0) AS newest FROM list_changes")
        return 0 if row is None else int(row["newest"])

    async def every_key(self) -> AsyncIterator[list[str]]:
        for statement in (_OWN, _SHARED):
            # One row for many keys: to hand a million rows from SQLite to Python takes three times as long.
            together = f"SELECT max(id) AS last, group_concat(key, char(10)) AS keys FROM ({statement})"
            last = 0
            while (row := await self._db.read.one(together, last, _AT_ONCE)) and row["last"] is not None:
                yield row["keys"].split("\n")  # a key is a host and a path: it holds no line break
                last = row["last"]
        # Where an entry holds the server behind an invite, every invite is a suspect.
        if await self._db.read.one(
            "SELECT 1 FROM invites WHERE listed = 1 AND server_id IS NOT NULL LIMIT 1"
        ):
            yield [INVITES]

    async def changes_since(self, revision: int) -> tuple[int, list[str]]:
        rows = await self._db.read.all(
            "SELECT revision, key FROM list_changes WHERE revision > $1 ORDER BY revision LIMIT $2",
            revision,
            _AT_ONCE,
        )
        return (rows[-1]["revision"] if rows else revision), [row["key"] for row in rows]
