"""Table `case_files`: which file is to be hashed next, and what became of it."""

from datetime import datetime

from core.base.ids import CaseId
from core.base.times import to_ms
from core.reports.evidence_files import DueFile, FileState, NextTry
from db.engine.statements import Statements
from db.engine.vault import Vault
from db.reports.file_rows import name_and_size, place

_DUE = "state = 'due' AND due_at <= $1"


class FileRows:
    """Fills services.reports.evidence_files.FileStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def any_due(self, now: datetime) -> bool:
        return await self._sql.one(f"SELECT 1 FROM case_files WHERE {_DUE} LIMIT 1", to_ms(now)) is not None

    async def give_up(self, now: datetime, tries: int) -> None:
        await self._sql.run(
            f"UPDATE case_files SET state = 'gone', url_sealed = NULL WHERE {_DUE} AND attempts >= $2",
            to_ms(now),
            tries,
        )

    async def next_due(self, now: datetime) -> NextTry | None:
        row = await self._sql.one(
            f"SELECT case_id, file_id, attempts FROM case_files WHERE {_DUE} ORDER BY due_at, case_id, position LIMIT 1",
            to_ms(now),
        )
        return None if row is None else NextTry(CaseId(row["case_id"]), row["file_id"], row["attempts"])

    async def leave(self, next_try: NextTry, until: datetime) -> None:
        await self._sql.run(
            "UPDATE case_files SET attempts = attempts + 1, due_at = $3 WHERE case_id = $1 AND file_id = $2",
            next_try.case,
            next_try.file,
            to_ms(until),
        )

    async def get(self, next_try: NextTry) -> DueFile | None:
        case, file = next_try.case, next_try.file
        row = await self._sql.one(
            "SELECT * FROM case_files WHERE case_id = $1 AND file_id = $2 AND url_sealed IS NOT NULL",
            case,
            file,
        )
        if row is None:
            return None
        _, size = name_and_size(self._vault, row)
        return DueFile(case, file, self._vault.open(row["url_sealed"], place("url", case, file)), size)

    async def settle(self, file: DueFile, state: FileState, sha256: str) -> None:
        await self._sql.run(
            "UPDATE case_files SET state = $3, sha256_sealed = $4, url_sealed = NULL, due_at = NULL "
            "WHERE case_id = $1 AND file_id = $2 AND state = 'due'",
            file.case,
            file.file,
            str(state),
            self._vault.seal(sha256, place("sha256", file.case, file.file)) if sha256 else None,
        )
