"""The gateway as a bot without a library sees it."""

import json
from typing import Any

import aiohttp

from localdiscord import FakeDiscord


class GatewayClient:
    """One websocket, read in order."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        self.ws = ws

    async def send(self, op: int, data: Any) -> None:
        await self.ws.send_json({"op": op, "d": data})

    async def next(self, wanted: str | int) -> Any:
        """The data of the next event of that name, or of the next frame with that opcode."""
        while True:
            frame = json.loads((await self.ws.receive(timeout=60)).data)
            if wanted in (frame["t"], None if frame["op"] == 0 else frame["op"]):
                return frame["d"]

    async def events_before(self, last: str) -> list[str]:
        """The names of the events up to this one, which is left out."""
        names = []
        while True:
            frame = json.loads((await self.ws.receive(timeout=60)).data)
            if frame["t"] == last:
                return names
            if frame["op"] == 0:
                names.append(frame["t"])

    async def closed(self) -> int | None:
        """Wait until the other side closes; the code with which it does."""
        while not self.ws.closed:
            await self.ws.receive(timeout=60)
        return self.ws.close_code


def identify(fd: FakeDiscord, intents: int, shard: tuple[int, int] = (0, 1)) -> dict[str, Any]:
    """The data of an IDENTIFY."""
    return {"token": fd.token, "intents": intents, "shard": list(shard), "properties": {}}
