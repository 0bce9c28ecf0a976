"""Table `imports`: lists that were brought in from files, and how far each is."""

from datetime import datetime

from core.base.categories import Category
from core.base.ids import ImportId, ServerId
from core.base.times import from_ms, to_ms
from core.lists.formats import Format
from db.base.shared_statements import next_id
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from db.lists.pattern_rows import as_named, sealed_by
from services.lists.imports.ports import Import, ImportState, NewImport

_PLAIN = (
    *("digest", "file_name", "position", "entries", "refused", "added", "known", "beyond", "undone"),
    "siteless",
)


class ImportRows:
    """Fills services.lists.imports.ports.ImportStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def get(self, which: ImportId) -> Import:
        row = await self._sql.one("SELECT * FROM imports WHERE id = $1", which)
        assert row is not None  # noqa: S101  # whoever asks has it from here
        return _import(row)

    async def find(self, server: ServerId, which: ImportId) -> Import | None:
        row = await self._sql.one("SELECT * FROM imports WHERE id = $1 AND server_id = $2", which, server)
        return None if row is None else _import(row)

    async def newest(self, server: ServerId, digest: str) -> Import | None:
        row = await self._sql.one(
            "SELECT * FROM imports WHERE server_id = $1 AND digest = $2 ORDER BY id DESC LIMIT 1",
            server,
            digest,
        )
        return None if row is None else _import(row)

    async def standing(self, server: ServerId, digest: str) -> list[Import]:
        rows = await self._sql.all(
            "SELECT * FROM imports WHERE server_id = $1 AND digest = $2 AND state <> 'undone' ORDER BY id DESC",
            server,
            digest,
        )
        return [_import(row) for row in rows]

    async def of_server(self, server: ServerId, most: int) -> list[Import]:
        rows = await self._sql.all(
            "SELECT * FROM imports WHERE server_id = $1 AND state <> 'undone' ORDER BY id DESC LIMIT $2",
            server,
            most,
        )
        return [_import(row) for row in rows]

    async def half(self) -> list[Import]:
        rows = await self._sql.all("SELECT * FROM imports WHERE state IN ('running', 'undoing') ORDER BY id")
        return [_import(row) for row in rows]

    async def begin(self, new: NewImport, now: datetime) -> Import:
        which = ImportId(await next_id(self._sql, "imports"))
        await self._sql.run(
            "INSERT INTO imports (id, server_id, digest, form, category, by_sealed, entries, refused, began_at, changed_at, "
            "beyond_bound, file_name, by_pattern) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12)",
            which,
            new.server,
            new.digest,
            str(new.form),
            str(new.category),
            sealed_by(self._vault, new.by, f"imports.by/{which}"),
            new.entries,
            new.refused,
            to_ms(now),
            int(new.beyond_bound),
            new.file_name,
            int(new.by_pattern),
        )
        return await self.get(which)

    async def advance(
        self, which: Import, by: int, now: datetime, *, added: int, known: int, beyond: int, siteless: int
    ) -> Import | None:
        row = await self._sql.one(
            "UPDATE imports SET position = position + $3, added = added + $4, known = known + $5, beyond = beyond + $6, "
            "changed_at = $7, siteless = siteless + $8 WHERE id = $1 AND position = $2 AND state = 'running' RETURNING *",
            which.id,
            which.position,
            by,
            added,
            known,
            beyond,
            to_ms(now),
            siteless,
        )
        return None if row is None else _import(row)

    async def turn(self, which: ImportId, state: ImportState, now: datetime, *, undone: int = 0) -> None:
        await self._sql.run(
            "UPDATE imports SET state = $2, undone = undone + $3, changed_at = $4 WHERE id = $1",
            which,
            str(state),
            undone,
            to_ms(now),
        )


def _import(row: Row) -> Import:
    return Import(
        id=ImportId(row["id"]),
        server=ServerId(row["server_id"]),
        form=Format(row["form"]),
        category=Category(row["category"]),
        state=ImportState(row["state"]),
        beyond_bound=bool(row["beyond_bound"]),
        by_pattern=bool(row["by_pattern"]),
        began_at=from_ms(row["began_at"]),
        **as_named(row, *_PLAIN),
    )
