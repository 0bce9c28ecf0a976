"""Small disks of a test's own, where this system lets one mount them."""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import pytest


@contextmanager
def small_disk(place: Path, size: str = "8m") -> Iterator[Path]:
    """A disk of a few megabytes in memory; the test is skipped, saying so, where it cannot be had."""
    place.mkdir()
    said = _run("mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(place))
    if said is not None:
        pytest.skip(f"no disk of its own can be mounted here: {said}")
    try:
        yield place
    finally:
        _run("umount", "-l", str(place))


@asynccontextmanager
async def full(disk: Path) -> AsyncIterator[None]:
    """Somebody else fills the disk to its last byte."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    assert os.statvfs(disk).f_bavail == 0
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def only_reads(disk: Path) -> Iterator[None]:
    """Nobody can write to the disk."""
    assert _run("mount", "-o", "remount,ro", str(disk)) is None
    try:
        yield
    finally:
        assert _run("mount", "-o", "remount,rw", str(disk)) is None


def _run(program: str, *arguments: str) -> str | None:
    """What it said of its failure; None: it did it."""
    path = shutil.which(program)
    if path is None:
        return f"there is no {program}"
    done = subprocess.run([path, *arguments], check=False, capture_output=True)  # noqa: S603  # our own words
    return done.stderr.decode().strip() or str(done.returncode) if done.returncode else None
