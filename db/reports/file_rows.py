"""What the stores of reports and cases put into their transactions about files of reported messages."""

import json
from collections.abc import Sequence
from datetime import datetime

from core.base.ids import CaseId
from core.base.times import to_ms
from core.reports.evidence_files import EvidenceFile, FileState, NewFile
from db.engine.statements import Row, Statements
from db.engine.vault import Vault


async def file_ids(reading: Statements, case: CaseId) -> frozenset[int]:
    """Discord's ids of the files that the case has."""
    rows = await reading.all("SELECT file_id FROM case_files WHERE case_id = $1", case)
    return frozenset(row["file_id"] for row in rows)


async def add_files(
    tx: Statements, vault: Vault, case: CaseId, files: Sequence[NewFile], now: datetime
) -> None:
    """New files, with the intention to hash those that are due. They go with the case's evidence."""
    for new in files:
        file, due = new.file, new.state is FileState.DUE
        await tx.run(
            "INSERT INTO case_files (case_id, file_id, position, sealed, url_sealed, state, due_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7)",
            case,
            file.id,
            new.position,
            vault.seal(json.dumps({"name": file.name, "size": file.size}), place("sealed", case, file.id)),
            vault.seal(file.url, place("url", case, file.id)) if due else None,
            str(new.state),
            to_ms(now) if due else None,
        )


async def files_of(tx: Statements, vault: Vault, case: CaseId) -> tuple[EvidenceFile, ...]:
    """In the order in which the reports found them."""
    found = []
    for row in await tx.all("SELECT * FROM case_files WHERE case_id = $1 ORDER BY position", case):
        name, size = name_and_size(vault, row)
        sha256 = row["sha256_sealed"]
        found.append(
            EvidenceFile(
                name=name,
                size=size,
                state=FileState(row["state"]),
                sha256="" if sha256 is None else vault.open(sha256, place("sha256", case, row["file_id"])),
            )
        )
    return tuple(found)


def name_and_size(vault: Vault, row: Row) -> tuple[str, int]:
    """What a file's row says of it, opened."""
    kept = json.loads(vault.open(row["sealed"], place("sealed", row["case_id"], row["file_id"])))
    return kept["name"], kept["size"]


def place(column: str, case: int, file: int) -> str:
    """Where a value of a file's row is sealed to."""
    return f"case_files.{column}/{case}/{file}"
