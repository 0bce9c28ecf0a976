"""The copies of the database that are kept before it is migrated (db/engine/sqlite/migrate.py), and their end."""

import asyncio
import contextlib
import logging
import re
from datetime import UTC, datetime
from pathlib import Path

_log = logging.getLogger(__name__)


class FileCopies:
    """Fills services.base.retention.KeptCopies."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._name = re.compile(re.escape(database.name) + r"\.before-\d{4}(-\d+)?(-wal|-shm|-journal)?")

    async def forget(self, made_before: datetime) -> int:
        return await asyncio.to_thread(self._forget, made_before)

    def _forget(self, made_before: datetime) -> int:
        forgotten = 0
        with contextlib.suppress(FileNotFoundError):
            for file in sorted(self._database.parent.iterdir()):
                if self._name.fullmatch(file.name) and _is_over(file, made_before):
                    forgotten += _deleted(file)
        return forgotten


def _is_over(file: Path, made_before: datetime) -> bool:
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC) <= made_before
    except FileNotFoundError:
        return False


def _deleted(file: Path) -> int:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        _log.error(
            "the copy %s is older than it may be kept, and cannot be deleted: %s", file, error.strerror
        )
        return 0
    _log.info("deleted the copy %s, whose time is over", file)
    return 1
