"""What each wing gives to the running bot."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, Protocol

from discord.ext import commands

from services.base.outbox import Kind, Performer

Work = Callable[[], Coroutine[Any, Any, None]]
"""Background work: runs until it is cancelled."""


class Wing(Protocol):
    """What the running bot asks of a wing, whose constructor makes its services."""

    def performers(self) -> Mapping[Kind, Performer]:
        """Give who posts each kind of outbox row that is this wing's."""
        ...

    def cogs(self) -> Sequence[commands.Cog]:
        """Give the cogs that listen and answer on Discord."""
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
