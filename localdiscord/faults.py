"""Misbehaviour on demand: calls that fail, and a bot that dies at an exact moment."""

import fnmatch
from dataclasses import dataclass
from typing import Literal, Protocol

from localdiscord.errors import ApiError
from localdiscord.shapes import Json
from localdiscord.state import State

Moment = Literal["before", "after"]
"""The moment of a death within a call: before Discord acts on it, or after it has acted and before it answers."""


class Killable(Protocol):
    """A bot that can die at once."""

    async def kill(self) -> None: ...


@dataclass
class Failure:
    """An answer that the next `times` calls that match get."""

    method: str
    path: str
    status: int
    times: int
    retry_after: float
    code: int

    def error(self) -> ApiError:
        error = ApiError(self.status, self.code, "injected", headers={"Via": "1.1 fake"})
        if self.status == 429:
            error.body |= {"retry_after": self.retry_after, "global": False}
        return error


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

    async def happened(self, timeout: float = 10) -> Json:  # noqa: ASYNC109  (a test's limit, with its own message)
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


class Faults:
    """Holds what is to go wrong, matched by method and a glob of the path."""

    def __init__(self) -> None:
        self._failures: list[Failure] = []
        self._crashes: list[Crash] = []

    def add_failure(self, failure: Failure) -> None:
        self._failures.append(failure)

    def add_crash(self, crash: Crash) -> None:
        self._crashes.append(crash)

    def fail(self, method: str, path: str) -> None:
        """Raise the failure that this call must meet, if any, and spend it."""
        for failure in self._failures:
            if failure.times > 0 and matches(method, path, failure.method, failure.path):
                failure.times -= 1
                raise failure.error()

    def crash_for(self, method: str, path: str) -> Crash | None:
        """The crash that is due at this call; counts the call for every crash that it matches."""
        for crash in self._crashes:
            if matches(method, path, crash.method, crash.path):
                crash.nth -= 1
        due = next((crash for crash in self._crashes if crash.nth <= 0), None)
        if due:
            self._crashes.remove(due)
        return due


def matches(method: str, path: str, wanted_method: str, glob: str) -> bool:
    """Whether a call matches. `*` is any method; in the glob it also passes over slashes."""
    return wanted_method in ("*", method) and fnmatch.fnmatchcase(path, glob)
