"""How often servers have Rowan fetch a list that nobody follows yet, and how many at once.

Whoever may subscribe names any address: without a bound, servers that somebody makes for it would have Rowan fetch without
end, in everybody's memory and name. Only this process's memory is at stake, so it keeps the count itself.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Final

from core.base.errors import UserError
from core.base.ids import ServerId
from services.base.ports import Clock

AN_HOUR: Final = 20
"""Lists that one server may have fetched within an hour."""
AT_ONCE: Final = 3
"""Lists that are fetched and read at once, of all servers: each may be of 20 MB."""
WAITING: Final = 10
_HOUR: Final = timedelta(hours=1)
_REMEMBERED: Final = 1_000  # servers


class Turns:
    """Gives servers their turns."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._free = asyncio.Semaphore(AT_ONCE)
        self._busy: set[ServerId] = set()
        self._taken: dict[ServerId, deque[datetime]] = {}

    @asynccontextmanager
    async def turn(self, server: ServerId) -> AsyncIterator[None]:
        """Wait for a turn, and hold it. Raises UserError: the server has one, had too many, or too many others wait."""
        if server in self._busy or len(self._busy) >= AT_ONCE + WAITING:
            raise UserError("subscription-busy")
        self._count(server)
        self._busy.add(server)
        try:
            async with self._free:
                yield
        finally:
            self._busy.discard(server)

    def _count(self, server: ServerId) -> None:
        now = self._clock()
        if len(self._taken) > _REMEMBERED:
            self._taken = {each: times for each, times in self._taken.items() if now - times[-1] < _HOUR}
        times = self._taken.setdefault(server, deque())
        while times and now - times[0] >= _HOUR:
            times.popleft()
        if len(times) >= AN_HOUR:
            again = times[0] + _HOUR
            raise UserError("subscription-often", limit=AN_HOUR, when=f"<t:{int(again.timestamp()) + 1}:R>")
        times.append(now)
