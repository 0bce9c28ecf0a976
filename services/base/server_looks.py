"""Looking at servers in the background, one after the other: Discord is asked there what became of messages while nobody
listened.
"""

from abc import ABC, abstractmethod

from core.base.ids import ServerId
from services.base.worker import Bell

PAUSE_SECONDS = 0.25  # between two questions to Discord: people's clicks go first


class ServerLooks(ABC):
    """Looks that somebody asks for; a look that fails is still asked for when `run` begins again."""

    def __init__(self) -> None:
        self._asked_for: dict[
            ServerId, object
        ] = {}  # the first that was asked for first; each time another object
        self._bell = Bell()

    @abstractmethod
    async def look_at_server(self, server: ServerId) -> None:
        """Ask Discord about what is kept of the server. Raises whatever the database raises."""

    def look_soon(self, server: ServerId) -> None:
        """Look at the server in the background: it arrived, and nobody told of what went meanwhile."""
        self._asked_for[server] = object()
        self._bell.ring()

    async def run(self) -> None:
        """Do what `look_soon` asks for, until cancelled."""
        while True:
            while await self.step():
                pass
            await self._bell.heard(None)
            self._bell.silence()

    async def step(self) -> bool:
        """Look at one server; False where none waits."""
        server = next(iter(self._asked_for), None)
        if server is None:
            return False
        asked = self._asked_for[server]
        await self.look_at_server(server)
        if self._asked_for.get(server) is asked:  # else it was asked for once more meanwhile
            del self._asked_for[server]
        return True
