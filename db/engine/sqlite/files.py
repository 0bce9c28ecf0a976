"""The database as files: who may read them, and how much room they have."""

import contextlib
import os
import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path

PARTIAL = ".partial"
"""How the name of a file ends that is still being written."""


def made(path: Path) -> None:
    """Make an empty file that its owner alone may read. Raises FileExistsError where there is something, OSError."""
    number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        owner = owner_to_be(path)
        if owner is not None:
            os.fchown(number, *owner)
    finally:
        os.close(number)


def owner_to_be(path: Path) -> tuple[int, int] | None:
    """To whom something belongs that root makes in a folder of somebody else, who must be able to use it, as SQLite does with
    what it keeps beside a database; None: to whoever makes it.
    """
    if os.name != "posix" or os.geteuid() != 0:
        return None
    folder = path.parent.stat()
    return (folder.st_uid, folder.st_gid) if folder.st_uid else None


def make_private(path: Path) -> None:
    """Let nobody but its owner read the file, which is made where it is missing. What SQLite keeps beside it follows it.

    Rights that a group was given are left to it, as to those who make copies. Raises OSError.
    """
    with contextlib.suppress(FileExistsError):
        made(path)
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
    folder = next((each for each in path.parents if os.access(each, os.F_OK)), path.parent)
    try:
        return shutil.disk_usage(folder).free // 1_000_000
    except OSError:
        return None


@contextlib.contextmanager
def partial(folder: Path) -> Iterator[Path]:
    """An empty file for what is being written, which its owner alone may read; it is gone in the end, with all beside it."""
    path = folder / f".rowan-{os.getpid()}-{time.monotonic_ns()}{PARTIAL}"
    try:
        made(path)
        yield path
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def publish(written: Path, path: Path) -> None:
    """Give a file that is whole its name, once the disk has it. Raises FileExistsError where the name is taken, OSError."""
    number = os.open(written, os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)
    try:
        os.link(written, path)  # fails where the name is taken, in one step
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        made(path)
        written.replace(path)
    settle_names(path.parent)
