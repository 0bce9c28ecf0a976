"""Backups as files: how they are named, how none is ever half, and when they go."""

import asyncio
import contextlib
import errno
import logging
import os
import re
import time
from datetime import UTC, datetime, timedelta
from itertools import chain, count
from pathlib import Path

from db.engine.sqlite.files import PARTIAL, owner_to_be

_NAME = re.compile(r"rowan-(\d{8}T\d{6}Z)(-\d+)?(-before-restore)?\.backup(-wal|-damaged)?")
_ABANDONED_SECONDS = 3600.0  # whoever writes a file touches it more often
_MOMENT = timedelta(minutes=5)

_log = logging.getLogger(__name__)


class BackupFiles:
    """The backups of one folder. Fills services.base.retention.KeptCopies."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def name(self, now: datetime, *, before_restore: bool = False) -> Path:
        """A name that no file has yet: by it one sees when the backup was made."""
        made = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        ending = "-before-restore.backup" if before_restore else ".backup"
        names = (["rowan", made, str(number)] for number in count(2))
        return next(
            path
            for parts in chain([["rowan", made]], names)
            if not (path := self.folder / ("-".join(parts) + ending)).exists()
        )

    def newest(self, now: datetime) -> datetime | None:
        """When the newest backup was made that was not made before a restore; None: there is none. One whose name lies ahead
        of `now` by more than a moment was made by a clock that was wrong: nobody can say how old it is.
        """
        times = [when for path in self._all() if "restore" not in path.name and (when := _made_at(path))]
        return max((when for when in times if when <= now + _MOMENT), default=None)

    async def forget(self, made_before: datetime) -> int:
        """Delete those that are as old or older; returns how many."""
        return await asyncio.to_thread(self.forget_now, made_before)

    def forget_now(self, made_before: datetime) -> int:
        """As `forget`, on this thread."""
        forgotten = 0
        for path in self._all():
            made = _made_at(path)
            if made is not None and made <= made_before:
                forgotten += _deleted(path)
        self._forget_abandoned()
        return forgotten

    def _all(self) -> list[Path]:
        try:
            return sorted(path for path in self.folder.iterdir() if _NAME.fullmatch(path.name))
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            _log.error("the backups in %s cannot be looked at: %s", self.folder, error.strerror)
            return []

    def _forget_abandoned(self) -> None:
        """What a command left that was killed while it wrote."""
        with contextlib.suppress(OSError):
            for path in self.folder.iterdir():
                name = path.name.removesuffix("-wal").removesuffix("-shm").removesuffix("-journal")
                is_partial = name.startswith(".rowan-") and name.endswith(PARTIAL)
                with contextlib.suppress(OSError):
                    if is_partial and path.stat().st_mtime < time.time() - _ABANDONED_SECONDS:
                        path.unlink()


def chosen(where: str | None, usual: Path, now: datetime) -> tuple[Path, BackupFiles]:
    """Which file a backup is written to, and the backups of its folder. `where`: a file, or a folder; None: the usual folder.

    Raises OSError, also for a folder (a path that ends as one) that is not there, such as that of a disk that is not mounted.
    """
    if where is None:
        files = BackupFiles(usual)
        return files.name(now), files
    path = Path(where)
    if path.is_dir():
        files = BackupFiles(path)
        return files.name(now), files
    if where.endswith(os.sep):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), where)
    return path, BackupFiles(path.absolute().parent)


def megabytes(path: Path) -> str:
    """How large a file is, for people."""
    return f"{path.stat().st_size / 1_000_000:.1f}"


def refuse_taken(path: Path) -> None:
    """Raises FileExistsError where there is something of that name."""
    if path.exists():
        raise FileExistsError(path)


def make_folder(folder: Path) -> None:
    """Have the folder there; one that is made is its owner's alone, also of those above it. Raises OSError."""
    for one in (*reversed(folder.parents), folder):
        try:
            one.mkdir(mode=0o700)
        except FileExistsError:
            if not one.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(one)) from None
        except OSError:
            if not one.is_dir():  # else it is only that nothing may be made where it stands
                raise
        else:
            owner = owner_to_be(one)
            if owner is not None:
                os.chown(one, *owner, follow_symlinks=False)


def _made_at(path: Path) -> datetime | None:
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    with contextlib.suppress(ValueError):
        return datetime.strptime(found[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return None


def _deleted(path: Path) -> int:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _log.error(
            "the backup %s is older than it may be kept, and cannot be deleted: %s", path, error.strerror
        )
        return 0
    _log.info("deleted the backup %s, whose time is over", path)
    return 1
