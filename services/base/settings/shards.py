"""Which shards this process runs: SHARD_COUNT and SHARD_IDS, and their faults."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

SHARD_SETTINGS: Final = ("SHARD_COUNT", "SHARD_IDS")
_MOST: Final = 16_000
_RANGE: Final = re.compile(r"(\d{1,5})(?:\s*-\s*(\d{1,5}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class ShardSettings:
    """`count`: of all processes together, None: what Discord recommends. `ids`: those of this process, None: its fair share."""

    count: int | None = None
    ids: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class ReadShards:
    """What was read; a fault is a message key with its values."""

    settings: ShardSettings = ShardSettings()
    faults: Sequence[tuple[str, Mapping[str, str | int]]] = ()


def read_shards(values: Mapping[str, str]) -> ReadShards:
    """Read both settings together: ids are below the count, and there are none without a count."""
    written, listed = values["SHARD_COUNT"], values["SHARD_IDS"]
    count = int(written) if written.isascii() and written.isdigit() and len(written) <= len(str(_MOST)) else 0
    if written and not 1 <= count <= _MOST:
        return ReadShards(faults=[("config-number", {"name": "SHARD_COUNT", "low": 1, "high": _MOST})])
    if not listed:
        return ReadShards(ShardSettings(count or None))
    ids = _ids(listed)
    if ids is None:
        return ReadShards(faults=[("config-shard-ids", {})])
    if not written:
        return ReadShards(faults=[("config-shard-ids-alone", {})])
    if max(ids) >= count:
        return ReadShards(faults=[("config-shard-ids-beyond", {"most": count - 1, "count": count})])
    return ReadShards(ShardSettings(count, ids))


def _ids(text: str) -> frozenset[int] | None:
    """`0-3,7` as numbers; None where it is no such list."""
    found: set[int] = set()
    for part in text.split(","):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            return None
        found.update(range(first, last + 1))
    return frozenset(found)
