"""Table `case_files`: which file is to be hashed next, and what became of it."""

from datetime import datetime

from core.base.ids import CaseId
from core.base.times import to_ms
from db.engine.database import Database
from db.engine.vault import Vault
from db.reports.file_rows import name_and_size, place
from services.reports.evidence_files import HASH_TRIES, HASH_WAIT, DueFile, FileState

_DUE = "state = 'due' AND due_at <= $1"


class FileRows:
    """Fills services.reports.evidence_files.FileStore."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._db = database
        self._vault = vault

    async def take(self, now: datetime) -> DueFile | None:
        if not await self._db.glance.all(f"SELECT 1 FROM case_files WHERE {_DUE} LIMIT 1", to_ms(now)):
            return None  # the usual answer costs no write
        async with self._db.bulk() as tx:
            await tx.run(
                f"UPDATE case_files SET state = 'gone', url_sealed = NULL WHERE {_DUE} AND attempts >= $2",
                to_ms(now),
                HASH_TRIES,
            )
            row = await tx.one(
                f"SELECT * FROM case_files WHERE {_DUE} ORDER BY due_at, case_id, position LIMIT 1",
                to_ms(now),
            )
            if row is None:
                return None
            case, file, tries = row["case_id"], row["file_id"], row["attempts"]
            await tx.run(
                "UPDATE case_files SET attempts = attempts + 1, due_at = $3 WHERE case_id = $1 AND file_id = $2",
                case,
                file,
                to_ms(now + HASH_WAIT * 2**tries),
            )
        _, size = name_and_size(self._vault, row)
        return DueFile(
            CaseId(case), file, self._vault.open(row["url_sealed"], place("url", case, file)), size
        )

    async def settle(self, file: DueFile, state: FileState, sha256: str) -> None:
        sealed = self._vault.seal(sha256, place("sha256", file.case, file.file)) if sha256 else None
        async with self._db.bulk() as tx:
            await tx.run(
                "UPDATE case_files SET state = $3, sha256_sealed = $4, url_sealed = NULL, due_at = NULL "
                "WHERE case_id = $1 AND file_id = $2 AND state = 'due'",
                file.case,
                file.file,
                str(state),
                sealed,
            )
