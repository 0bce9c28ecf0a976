"""Shards: the parts into which Discord divides a bot's servers, and how processes share them out.

A server belongs to the shard `(id >> 22) % count`. Direct messages, and all else that is no server's, come to shard 0.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

_TIME_BITS = 22  # of a snowflake, below its time


def shard_of(server: int, count: int) -> int:
    """The shard of a server, of so many."""
    return (server >> _TIME_BITS) % count


@dataclass(frozen=True, slots=True)
class Ours:
    """The shards that this process listens to, of `count`. Without arguments: all there are."""

    count: int = 1
    shards: frozenset[int] = frozenset({0})

    def has(self, server: int) -> bool:
        """Whether this process has the server's shard."""
        return shard_of(server, self.count) in self.shards

    @property
    def are_all(self) -> bool:
        """Whether no other process can have a server."""
        return len(self.shards) == self.count


ALL_SHARDS = Ours()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a process does next, so that all shards are shared out fairly."""

    take: Sequence[int] = ()
    release: Sequence[int] = ()


def share_out(
    me: str,
    wanting: Mapping[str, Collection[int] | None],
    held: Mapping[int, str | None],
) -> Plan:
    """Say which free shards the process may take and which of its own it gives back.

    `wanting`: each living process with the shards that it was told to run, None: as many as are its share. `held`: each shard
    with the process that has it, None: nobody. A shard that some process was told to run is that process's alone. Of the rest
    each has the same number or one more, and those that have most keep the one more, so that few move.
    """
    told = wanting[me]
    mine = sorted(shard for shard, process in held.items() if process == me)
    free = sorted(shard for shard, process in held.items() if process is None)
    if told is not None:
        return Plan(
            take=[shard for shard in free if shard in told],
            release=[shard for shard in mine if shard not in told],
        )
    others = {shard for shards in wanting.values() if shards is not None for shard in shards}
    pool = [shard for shard in held if shard not in others]
    kept = [shard for shard in mine if shard not in others]
    target = _share_of(me, wanting, {shard: held[shard] for shard in pool})
    wanted = [shard for shard in free if shard not in others][: max(0, target - len(kept))]
    gone = [shard for shard in mine if shard in others]
    return Plan(take=wanted, release=[*gone, *kept[target:]])


def _share_of(me: str, wanting: Mapping[str, Collection[int] | None], pool: Mapping[int, str | None]) -> int:
    sharing = [process for process, told in wanting.items() if told is None]
    holders = list(pool.values())
    ordered = sorted(sharing, key=lambda process: (-holders.count(process), process))
    least, over = divmod(len(pool), len(ordered))
    return least + (ordered.index(me) < over)
