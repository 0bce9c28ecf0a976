"""What processes tell each other beside what they keep: that it is worth looking now (`NOTIFY`).

A hint may be lost, and says nothing itself: whoever waits for one looks every now and then all the same. Each process listens on
a connection of its own; where that is lost it listens anew, and looks, since a hint may have been missed meanwhile.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from db.engine.postgres.errors import passes, said
from db.engine.postgres.pool import ended

_log = logging.getLogger(__name__)

_CHANNEL = "rowan"
_AGAIN_SECONDS = 2.0  # between two tries to listen; who waits for a hint looks more often


class Hints:
    """Gives hints, and hears those of others. `connect` gives a connection that is nobody else's, `say` runs a statement."""

    def __init__(self, connect: Callable[[], Awaitable[Any]], say: Callable[[str], Awaitable[Any]]) -> None:
        self._connect = connect
        self._say = say
        self._mine = secrets.token_hex(8)  # nobody needs their own
        self._heard = asyncio.Event()
        self._listening: asyncio.Task[None] | None = None
        self._telling: asyncio.Task[None] | None = None
        self._untold = False
        self._connecting: asyncio.Future[Any] | None = None

    def tell(self) -> None:
        """Let the others look; whoever tells does not wait for it."""
        self._untold = True
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell(), name="hint")

    async def heard(self, seconds: float) -> None:
        """Wait until another process gives a hint, at most for so long."""
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen(), name="hints")
        heard = self._heard
        try:
            async with asyncio.timeout(seconds):
                await heard.wait()
        except TimeoutError:
            return

    async def close(self) -> None:
        """Neither listen nor tell any more."""
        self._untold = False
        # Neither is cancelled while it connects: asyncpg would leave a connection behind.
        if self._telling is not None:
            await asyncio.gather(self._telling, return_exceptions=True)
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        if self._connecting is not None:
            await asyncio.wait([self._connecting])
            if not self._connecting.cancelled() and self._connecting.exception() is None:
                await ended(self._connecting.result())

    async def _tell(self) -> None:
        while self._untold:
            self._untold = False
            try:
                await self._say(f"NOTIFY {_CHANNEL}, '{self._mine}'")
            except Exception as error:  # noqa: BLE001  # the others look by themselves in a moment
                _log.debug("no hint was given: %s", said(error))

    async def _listen(self) -> None:
        while True:
            try:
                await self._listen_once()
            except Exception as error:  # noqa: BLE001  # whoever waits looks by themselves
                if not passes(error):
                    _log.info("the database gives no hints: %s", said(error))
                    return
                _log.debug("no hints are heard: %s", said(error))
            await asyncio.sleep(_AGAIN_SECONDS)

    async def _listen_once(self) -> None:
        """Listen until the connection is lost."""
        self._connecting = asyncio.ensure_future(self._connect())
        connection = await asyncio.shield(self._connecting)
        self._connecting = None
        try:
            lost = asyncio.Event()
            connection.add_termination_listener(lambda _: lost.set())
            await connection.add_listener(_CHANNEL, self._hear)
            self._wake()
            await lost.wait()
        finally:
            await ended(connection)

    def _hear(self, _connection: Any, _process: int, _channel: str, who: object) -> None:
        if who != self._mine:
            self._wake()

    def _wake(self) -> None:
        """Whoever waits now goes on; whoever comes next waits for the next hint."""
        self._heard.set()
        self._heard = asyncio.Event()
