"""An interaction, seen from the side of the user who started it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from localdiscord.shapes import Json, is_ephemeral
from localdiscord.text import message_text

PATIENCE = 60.0
"""Seconds that a test waits for what comes at once, save where the machine has more to do."""

NO_ANSWER = "The application did not respond"
"""The sentence of Discord's client when the bot did not answer within three seconds."""


@dataclass(eq=False)
class Interaction:
    """One command, click or form with what it brought about; it goes on filling while the bot works."""

    until: Callable[[Callable[[], Any], float, str], Awaitable[Any]]
    """Waits for a condition, at most so many seconds; the words name it where it times out."""
    user: str
    channel: str
    payload: Json
    """What the bot was sent."""
    source: Json | None = None
    """The message on which the component sits."""
    created: float = field(default_factory=time.monotonic)
    ack: int | None = None
    """The callback type with which the bot answered: 4 message, 5 deferred, 6 and 7 update, 8 choices, 9 modal."""
    pending: bool = False
    """Deferred ("thinking ...") and not filled yet."""
    hidden: bool = False
    """The deferral was ephemeral."""
    original: Json | None = None
    followups: list[Json] = field(default_factory=list)
    modal: Json | None = None
    choices: list[Json] | None = None
    acked: asyncio.Event = field(default_factory=asyncio.Event)
    failed: str | None = None
    """What the user sees instead of an answer."""

    @property
    def id(self) -> str:
        return str(self.payload["id"])

    @property
    def token(self) -> str:
        return str(self.payload["token"])

    @property
    def messages(self) -> list[Json]:
        """The answer and its followups, in order."""
        return ([self.original] if self.original else []) + self.followups

    @property
    def text(self) -> str:
        return "\n".join(message_text(message) for message in self.messages)

    @property
    def ephemeral(self) -> bool:
        """Whether there is an answer and nobody but the user sees any of it."""
        return bool(self.messages) and all(is_ephemeral(message) for message in self.messages)

    async def finished(self, timeout: float = PATIENCE) -> "Interaction":  # noqa: ASYNC109  (a test's limit, with its own message)
        """Wait until a deferred response has been filled; raises TimeoutError after `timeout` seconds."""
        what = f"deferred answer to {self.payload.get('data')}"
        await self.until(lambda: self.failed or not self.pending, timeout, what)
        return self

    def fail(self) -> None:
        """Tell the user that the bot is gone or too late."""
        if self.ack is None:
            self.failed = NO_ANSWER
            self.acked.set()
