"""Figures of the connection to Discord."""

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
    "gateway_up", "1: the connection to Discord stands, of each shard that the process has"
)
GATEWAY_LATENCY: Final = Level(
    "gateway_latency_seconds", "From a heartbeat to Discord's answer, the last time"
)
SERVERS: Final = Level("servers", "Servers that Discord has told of")
