"""A backup that a test makes, and what it holds."""

from pathlib import Path

from tests.moving.driver import Run, export
from tests.wording import said

_OF_PROCESSES = (b"leases ", b"key_holders ")


def held(path: Path) -> list[bytes]:
    """All that a file holds, but for what processes of its day wrote about themselves."""
    return [line for line in export(path).splitlines() if not line.startswith(_OF_PROCESSES)]


def the_backup(folder: Path) -> Path:
    (found,) = (folder / "backups").glob("rowan-*Z.backup")
    return found


def back_up(run: Run, folder: Path, database: str = "") -> Path:
    status, out, err = run("backup", database=database)
    assert status == 0, err
    said(out, "backup-done")
    return the_backup(folder)
