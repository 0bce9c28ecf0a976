"""What sharing shards out needs: its tables, the limits that Discord names, and a clock that no one sets."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from core.base.shards import ALL_SHARDS, Ours

Seconds = Callable[[], float]
"""A clock that only counts: the seconds since some moment."""
OurShards = Callable[[], Ours]
"""The shards that this process listens to now."""


def all_shards() -> Ours:
    """Nobody else has any."""
    return ALL_SHARDS


def seconds_of_this_machine() -> float:
    """The seconds since this machine started; where the system tells, those of its sleep too."""
    boot: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


@dataclass(frozen=True, slots=True)
class ShardProcess:
    """A process as its row tells. `told`: the shards that it was told to run, such as `0,1`; empty: its fair share."""

    name: str
    told: str = ""
    machine: str = ""
    beat: int = 0
    doomed: bool = False

    @property
    def ids(self) -> frozenset[int] | None:
        """The shards that it was told to run; None: its fair share."""
        return frozenset(int(each) for each in self.told.split(",")) if self.told else None


@dataclass(frozen=True, slots=True)
class Starts:
    """What Discord says of sessions: how many shards it recommends, how many starts are left, until when none is, and how many
    shards may identify in five seconds.
    """

    recommended: int
    left: int
    reset_seconds: float
    at_once: int


class ShardStore(Protocol):
    """The store of the tables of shards. `application`: whose shards they are."""

    async def count(self, application: int) -> int | None:
        """How many shards all processes agreed upon; None: no process ever ran."""
        ...

    async def keep_count(self, application: int, count: int) -> None:
        """Agree upon so many; each has a row from now on."""
        ...

    async def join(self, application: int, process: ShardProcess) -> None:
        """Note that the process is there."""
        ...

    async def beat(self, process: str) -> bool:
        """Count the process's beat up. False: others took it for dead."""
        ...

    async def is_living(self, process: str) -> bool:
        """Whether nobody took the process for dead."""
        ...

    async def processes(self, application: int) -> list[ShardProcess]:
        """Every process that is there, the doomed ones too."""
        ...

    async def doom(self, seen: ShardProcess) -> None:
        """Take a process for dead, unless it beat since it was seen."""
        ...

    async def bury(self, seen: ShardProcess) -> None:
        """Free what a process has that died, unless it is not as it was seen."""
        ...

    async def leave(self, process: str) -> None:
        """Free what this process has, since it stops."""
        ...

    async def owners(self, application: int) -> dict[int, str | None]:
        """Each shard with the process that has it."""
        ...

    async def take(self, application: int, shard: int, process: str) -> bool:
        """Take a shard that nobody has; whether it is the process's now."""
        ...

    async def release(self, application: int, shard: int, process: str) -> None:
        """Give a shard back."""
        ...

    async def take_turn(self, application: int, bucket: int, between_ms: int) -> bool:
        """Let a shard of this bucket identify now, if none did in the time before; whether it may."""
        ...

    async def until_turn(self, application: int, bucket: int, between_ms: int) -> int:
        """The milliseconds until a shard of this bucket may identify."""
        ...


class ShardsTx(Protocol):
    """What a transaction offers to sharing shards out."""

    @property
    def shards(self) -> ShardStore:
        """The store of the tables of shards."""
        ...


def this_process() -> str:
    """Where this process runs, by which another on the same machine knows for certain that it ended: the machine's start, the
    space of its numbers, its number, when it began. Empty where the system does not tell.
    """
    return _described(os.getpid())


def has_ended(machine: str) -> bool:
    """Whether a process that ran on this machine is there no more. False: it runs, or nobody can tell from here."""
    here, parts = this_process().split(" "), machine.split(" ")
    if len(here) != len(parts) or len(parts) != 4 or here[:2] != parts[:2]:  # noqa: PLR2004  # as `_described` writes it
        return False
    return _described(int(parts[2])) != machine


def _described(number: int) -> str:
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        space = str(Path("/proc/self/ns/pid").readlink())
        # After the name, which may hold anything, in parentheses: the state, and the 20th from there when it began.
        state, *fields = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except (OSError, ValueError):
        return ""
    return "" if state in "ZX" else f"{boot} {space} {number} {fields[18]}"
