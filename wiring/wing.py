"""What each wing gives to the running bot."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Protocol

from services.base.outbox import Kind, Performer

Work = Callable[[], Coroutine[Any, Any, None]]
"""Background work: runs until it is cancelled."""


class Wing(Protocol):
    """Services are made in its constructor; the rest is asked for once. A wing's `cogs` stand for themselves: those of
    lists take a service of the reports.
    """

    def performers(self) -> Mapping[Kind, Performer]:
        """Give who posts each kind of outbox row that is this wing's."""
        ...

    def background(self) -> Mapping[str, Work]:
        """Give the work that runs from the start on, by a name for the log."""
        ...

    def once_connected(self) -> Mapping[str, Work]:
        """Give the work that runs once Discord's servers are known, by a name for the log."""
        ...

    async def finish(self, seconds: float) -> None:
        """Begin nothing more, and let what was begun reach Discord, for at most so long."""
        ...
