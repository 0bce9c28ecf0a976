"""One gateway session: it outlives its socket, so that a RESUME can replay what was missed."""

import asyncio
import json
from collections import deque
from typing import Any

from aiohttp import web

from localdiscord.ids import snowflake

REPLAYED = 2000
"""How many events are kept for a RESUME."""


def control_frame(op: int, data: Any = None) -> str:
    """Make a frame that is no event: hello, heartbeat ack, reconnect, invalid session."""
    return json.dumps({"op": op, "d": data, "s": None, "t": None})


class Session:
    """A session's intents, its shard, the running number of its events, and the events to replay."""

    def __init__(self, intents: int, shard: tuple[int, int]) -> None:
        self.id = "s" + snowflake()
        self.intents = intents
        self.shard = shard
        self.seq = 0
        self.buffer: deque[tuple[int, str]] = deque(maxlen=REPLAYED)
        self.ws: web.WebSocketResponse | None = None
        self.outbox: asyncio.Queue[str] = asyncio.Queue()
        self.withheld: set[str] = set()
        """Servers that READY named and that did not arrive yet, or that an outage took away: no event of theirs is heard."""

    @property
    def connected(self) -> bool:
        return self.ws is not None and not self.ws.closed

    def attach(self, ws: web.WebSocketResponse, outbox: asyncio.Queue[str]) -> None:
        self.ws, self.outbox = ws, outbox

    def owns(self, guild: str) -> bool:
        """Whether this server belongs to the session's shard."""
        return (int(guild) >> 22) % self.shard[1] == self.shard[0]

    def dispatch(self, event: str, data: str) -> None:
        """Number an event, whose data is JSON already, keep it and send it."""
        self.seq += 1
        frame = f'{{"op":0,"t":"{event}","s":{self.seq},"d":{data}}}'
        self.buffer.append((self.seq, frame))
        if self.connected:
            self.outbox.put_nowait(frame)

    def control(self, op: int, data: Any = None) -> None:
        self.outbox.put_nowait(control_frame(op, data))

    def missed_since(self, seq: int) -> list[str] | None:
        """Give the frames after `seq`, or None where they are no longer all kept."""
        if seq > self.seq or (self.buffer and self.buffer[0][0] > seq + 1):
            return None
        return [frame for number, frame in self.buffer if number > seq]
