"""Telling systemd how the process is (sd_notify(3)): ready, ending, and now and then that its event loop turns.

Where the unit says Type=notify and WatchdogSec, systemd ends a process that is silent, and starts another. Where there is no
systemd, nobody is told.
"""

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator, Mapping
from typing import Final

_MICRO: Final = 1_000_000
_TIMES: Final = 3  # a word so often within the time after which silence counts


class Supervisor:
    """Speaks to systemd where it asked for that."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._address = environment.get("NOTIFY_SOCKET", "")
        named = environment.get("WATCHDOG_USEC", "")
        is_for_this = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        self.seconds = int(named) / _MICRO if named.isascii() and named.isdigit() and is_for_this else 0.0
        """After so long a silence systemd ends the process; 0: it does not watch."""

    def tell(self, word: str) -> None:
        """Say one word, and do not wait. What cannot be said is not."""
        if not self._address or not hasattr(socket, "AF_UNIX"):
            return
        address = "\0" + self._address[1:] if self._address[0] == "@" else self._address
        with (
            contextlib.suppress(OSError),
            socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as speaking,
        ):
            speaking.setblocking(False)
            speaking.sendto(word.encode(), address)

    @contextlib.asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Say that the process works, and then again and again, as long as the block runs and the event loop turns."""
        self.tell("READY=1")
        beating = asyncio.create_task(self._beat(), name="watchdog")
        try:
            yield
        finally:
            beating.cancel()
            self.tell("STOPPING=1")

    async def _beat(self) -> None:
        while self.seconds:
            self.tell("WATCHDOG=1")
            await asyncio.sleep(self.seconds / _TIMES)
