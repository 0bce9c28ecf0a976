"""Numbered SQL migrations: each applied once, in one transaction with its version and checksum.

A migration is a file `NNNN_name.sql`, with the same number and name in the folder of each dialect; it never imports live
code, so that it does tomorrow what it did today.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.engine.database import DatabaseFault
from db.engine.dialect import SQLITE, Dialect

MIGRATIONS = Path(__file__).parent.parent / "migrations"


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step of the schema."""

    version: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """SHA-256 of the text, hexadecimal; a change to an applied step is refused."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def load_migrations(dialect: Dialect = SQLITE) -> list[Migration]:
    """The steps of a dialect, in order."""
    return migrations_in(MIGRATIONS / dialect.name)


def migrations_in(folder: Path) -> list[Migration]:
    """The steps of a folder, in order. Raises ValueError where numbers are missing or doubled."""
    steps = [
        Migration(int(path.stem[:4]), path.stem[5:], path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    ]
    if [step.version for step in steps] != list(range(1, len(steps) + 1)):
        raise ValueError(f"migrations in {folder} are not numbered 1, 2, 3 ...")
    return steps


def not_applied(steps: Sequence[Migration], applied: Mapping[int, str]) -> list[Migration]:
    """The steps that are still to be applied. `applied`: the checksum of each version that was.

    Raises DatabaseFault where the database is of a newer program, or a step has changed since it was applied.
    """
    newest = max(applied, default=0)
    if newest > len(steps):
        raise DatabaseFault("database-newer", found=newest, known=len(steps))
    for step in steps:
        if step.version in applied and applied[step.version] != step.checksum:
            raise DatabaseFault("database-changed-migration", version=step.version, name=step.name)
    return [step for step in steps if step.version not in applied]
