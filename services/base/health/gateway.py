"""Figures of the connections to Discord."""

from enum import StrEnum
from typing import Final

from services.base.health.figures import Count, Level


class Session(StrEnum):
    """How a connection began."""

    NEW = "new"  # what was posted in between is looked through afterwards
    RESUMED = "resumed"  # what was posted in between was delivered


SESSIONS: Final = Count("gateway_sessions", "Connections to Discord that began", {"kind": Session})
DISCONNECTS: Final = Count("gateway_disconnects", "Connections to Discord that broke")
GATEWAY_UP: Final = Level(
    "gateway_up", "1: each shard of this process is connected; absent where it stands by"
)
SHARDS: Final = Level("shards", "Shards that this process runs; 0: it stands by, or is kept from its work")
SHARDS_AGREED: Final = Level("shards_agreed", "Shards that there are, in all processes together")
GATEWAY_LATENCY: Final = Level(
    "gateway_latency_seconds", "From a heartbeat to Discord's answer, the last time, of the slowest shard"
)
SERVERS: Final = Level("servers", "Servers of this process's shards")
