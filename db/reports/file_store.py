"""Table `case_files`: what a case keeps of reported files, which of them is to be hashed next, what became of it."""

import json
from collections.abc import Sequence
from datetime import datetime

from core.base.ids import CaseId
from core.base.times import to_ms
from core.reports.evidence_files import DueFile, EvidenceFile, FileState, NewFile, NextTry
from db.engine.statements import Row, Statements
from db.engine.vault import Vault

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
        _, size = _name_and_size(self._vault, row)
        url = self._vault.open_or_none(row["url_sealed"], _place("url", case, file))
        return None if url is None else DueFile(case, file, url, size)

    async def settle(self, file: DueFile, state: FileState, sha256: str) -> None:
        await self._sql.run(
            "UPDATE case_files SET state = $3, sha256_sealed = $4, url_sealed = NULL, due_at = NULL "
            "WHERE case_id = $1 AND file_id = $2 AND state = 'due'",
            file.case,
            file.file,
            str(state),
            self._vault.seal(sha256, _place("sha256", file.case, file.file)) if sha256 else None,
        )


async def file_ids(reading: Statements, case: CaseId) -> frozenset[int]:
    """Give Discord's ids of the files that the case has."""
    rows = await reading.all("SELECT file_id FROM case_files WHERE case_id = $1", case)
    return frozenset(row["file_id"] for row in rows)


async def add_files(
    tx: Statements, vault: Vault, case: CaseId, files: Sequence[NewFile], now: datetime
) -> None:
    """Add new files, with the intention to hash those that are due. They go with the case's evidence."""
    for new in files:
        file, due = new.file, new.state is FileState.DUE
        await tx.run(
            "INSERT INTO case_files (case_id, file_id, position, sealed, url_sealed, state, due_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7)",
            case,
            file.id,
            new.position,
            vault.seal(json.dumps({"name": file.name, "size": file.size}), _place("sealed", case, file.id)),
            vault.seal(file.url, _place("url", case, file.id)) if due else None,
            str(new.state),
            to_ms(now) if due else None,
        )


async def files_of(tx: Statements, vault: Vault, case: CaseId) -> tuple[EvidenceFile, ...]:
    """Give the case's files in the order in which the reports found them."""
    found = []
    for row in await tx.all("SELECT * FROM case_files WHERE case_id = $1 ORDER BY position", case):
        name, size = _name_and_size(vault, row)
        sha256 = vault.open_or_none(row["sha256_sealed"], _place("sha256", case, row["file_id"]))
        found.append(
            EvidenceFile(
                name=name,
                size=size,
                state=FileState(row["state"]),
                sha256=sha256 or "",
            )
        )
    return tuple(found)


def _name_and_size(vault: Vault, row: Row) -> tuple[str, int]:
    """What a file's row says of it, opened."""
    opened = vault.open_or_none(row["sealed"], _place("sealed", row["case_id"], row["file_id"]))
    if opened is None:
        return "?", 0
    kept = json.loads(opened)
    return kept["name"], kept["size"]


def _place(column: str, case: int, file: int) -> str:
    """Where a value of a file's row is sealed to."""
    return f"case_files.{column}/{case}/{file}"
