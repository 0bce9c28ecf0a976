"""The database as files: who may read them, and how much room they have."""

import contextlib
import os
import shutil
import stat
from pathlib import Path


def make_private(path: Path) -> None:
    """Let nobody but its owner read the file, which is made where it is missing. What SQLite keeps beside it follows it.

    Rights that a group was given are left to it, as to those who make copies. Raises OSError.
    """
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    for file in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm"))):
        with contextlib.suppress(
            FileNotFoundError, PermissionError
        ):  # another's file: its owner answers for it
            mode = stat.S_IMODE(file.stat().st_mode)
            if mode & stat.S_IRWXO:
                file.chmod(0o600)


def settle_names(folder: Path) -> None:
    """Have the disk know the names of the files in a folder, where the system lets one ask for that."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def free_megabytes(path: Path) -> int | None:
    """What is left on the disk of this file, for whoever runs Rowan; None where nobody can say."""
    folder = next((each for each in path.parents if each.exists()), path.parent)
    try:
        return shutil.disk_usage(folder).free // 1_000_000
    except OSError:
        return None
