"""A bot that dies at an exact moment of a call."""

from dataclasses import dataclass
from typing import Literal, Protocol

from localdiscord.interaction import PATIENCE
from localdiscord.shapes import Json
from localdiscord.state import State

Moment = Literal["before", "after"]
"""The moment of a death within a call: before Discord acts on it, or after it has acted and before it answers."""


class Killable(Protocol):
    """A bot that can die at once."""

    async def kill(self) -> None: ...


@dataclass(eq=False)
class Crash:
    """The death of a bot at a call that is still to come; made by `FakeDiscord.crash_on`."""

    world: State
    bot: Killable
    method: str
    path: str
    moment: Moment
    nth: int
    """At which matching call, counted from 1."""
    call: Json | None = None
    """The record of the call at which the bot died; its `crashed` is the moment."""
    dead: bool = False

    async def happened(self, timeout: float = PATIENCE) -> Json:  # noqa: ASYNC109  (a test's limit, with its own message)
        """Wait until the bot is dead; returns the record of the call. Raises TimeoutError."""
        await self.world.until(lambda: self.dead, timeout, f"crash {self.moment} {self.method} {self.path}")
        assert self.call is not None
        return self.call

    async def strike(self, call: Json) -> None:
        """Kill the bot now; whoever waits for its answers is told that none will come."""
        call["crashed"] = self.moment
        self.call = call
        await self.bot.kill()
        for it in self.world.interactions.values():
            it.fail()
        self.dead = True
        self.world.touch()
