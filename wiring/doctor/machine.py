"""What `bot.py doctor` finds on this machine: settings, rights of files, room on disks, the age of the newest backup."""

import os
import stat
from datetime import datetime, timedelta
from pathlib import Path

from db.engine.backups.files import BackupFiles
from db.engine.sqlite.files import free_megabytes
from services.base.operators.findings import Finding, fine, look, wrong
from services.base.ports import system_clock
from services.base.settings.env_file import Fault
from services.reports.support import Notice, load_support
from settings import Settings

_TOO_LITTLE, _LITTLE = 100, 1000  # megabytes
_LONG_LOG = 256_000_000  # bytes
_OLD = timedelta(days=2)


def of_machine(settings: Settings, now: datetime) -> list[Finding]:
    """Look at all of it."""
    found = [look(notice.key, **notice.values) for notice in notices_in(settings)]
    places = [settings.backups]
    if isinstance(settings.database, Path):
        found += _of_file(settings.database)
        places.append(settings.database)
    found += _of_disks(places)
    return [*found, _of_backups(settings, now)]


def notices_in(settings: Settings) -> list[Fault | Notice]:
    """What should be looked at in the settings and in the file of support resources; Rowan runs all the same."""
    today = system_clock().date()
    support = load_support(settings.support_file, today)
    return [*settings.notices, *support.notices(today)]


def _of_file(file: Path) -> list[Finding]:
    try:
        if not file.exists():
            return []
    except PermissionError:
        return [wrong("doctor-file-closed", path=str(file))]
    found = []
    for path in (file, *(file.with_name(file.name + ending) for ending in ("-wal", "-shm"))):
        if path.exists() and os.name == "posix" and path.stat().st_mode & stat.S_IRWXO:
            found.append(wrong("doctor-file-open", path=str(path), mode=f"{path.stat().st_mode & 0o777:04o}"))
        if path.exists() and not os.access(path, os.R_OK | os.W_OK):
            found.append(wrong("doctor-file-closed", path=str(path)))
    log = file.with_name(f"{file.name}{'-wal'}")
    if log.exists() and log.stat().st_size > _LONG_LOG:
        found.append(look("doctor-long-log", path=str(log), size=log.stat().st_size // 1_000_000))
    return found or [fine("doctor-file", path=str(file))]


def _of_disks(places: list[Path]) -> list[Finding]:
    found = []
    for place in places:
        free = free_megabytes(place)
        if free is None:
            continue
        if free < _TOO_LITTLE:
            found.append(wrong("doctor-disk-full", path=str(place.parent), free=free))
        elif free < _LITTLE:
            found.append(look("doctor-disk-little", path=str(place.parent), free=free))
        else:
            found.append(fine("doctor-disk", path=str(place.parent), free=free))
    return [each for number, each in enumerate(found) if each not in found[:number]]


def _of_backups(settings: Settings, now: datetime) -> Finding:
    try:
        next(settings.backups.iterdir(), None)
    except PermissionError:
        return wrong("doctor-file-closed", path=str(settings.backups))
    except OSError:
        """There is none."""
    newest = BackupFiles(settings.backups).newest(now)
    if newest is None:
        return look("doctor-no-backup", path=str(settings.backups))
    hours = max(0, int((now - newest).total_seconds() // 3600))
    key = "doctor-backup" if now - newest < _OLD else "doctor-backup-old"
    return (fine if now - newest < _OLD else look)(key, hours=hours, path=str(settings.backups))
