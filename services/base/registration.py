"""Giving Discord Rowan's commands: beside everything else, only when they changed, and with patience.

Nothing waits for it. Until Discord has taken new commands it shows those that it was given before, and those work as
far as they are the same.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from core.base.errors import Unavailable
from services.base.ports import Clock, Storage
from services.base.texts import Say
from services.base.worker import Bell

_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
_BETWEEN_LOOKS = timedelta(hours=1)  # however often somebody meets an older form of a command

_log = logging.getLogger(__name__)


class NotTaken(StrEnum):
    """Why Discord does not have the commands yet."""

    LIMITED = "limited"  # it takes no more for a while, and says how long
    REFUSED = "refused"  # it will not have them
    FAILED = "failed"  # it could not be asked, or failed itself


class CommandsNotTaken(Exception):
    """Discord did not take the commands. `wait`: how long it asks to be left alone."""

    def __init__(self, why: NotTaken, reason: str, wait: timedelta | None = None) -> None:
        super().__init__(reason)
        self.why = why
        self.reason = reason
        self.wait = wait


@dataclass(frozen=True, slots=True)
class OfferedCommands:
    """What this program offers: for which application, and a digest of all that Discord is told of them."""

    application: int
    digest: str


class CommandsOfDiscord(Protocol):
    """Discord, as far as it keeps the commands of this application."""

    async def offered(self) -> OfferedCommands:
        """What is to be there; waits until Discord has said which application this is."""
        ...

    async def register(self) -> None:
        """Put them there in the place of what was. Raises CommandsNotTaken."""
        ...


class RegisteredStore(Protocol):
    """The store of table `registered_commands`."""

    async def digest_of(self, application: int) -> str | None:
        """The digest of what Discord was given last; None where nothing is known."""
        ...

    async def keep(self, offered: OfferedCommands, now: datetime) -> None:
        """Keep these commands as those that Discord has now."""
        ...


class RegistrationTx(Protocol):
    """What a transaction offers to the registration."""

    @property
    def registered(self) -> RegisteredStore:
        """The store of table `registered_commands`."""
        ...


class Registration:
    """Gives Discord the commands of this program, and knows whether it has them."""

    def __init__(
        self,
        *,
        storage: Storage[RegistrationTx],
        discord: CommandsOfDiscord,
        differ: Bell,
        say: Say,
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`differ` rings when Discord showed somebody a command that this program does not know. `say`: for the log."""
        self._storage = storage
        self._discord = discord
        self._differ = differ
        self._say = say
        self._clock = clock
        self._sleep = sleep
        self.behind: NotTaken | None = None
        """Why Discord does not have the newest commands; None where it has them, as far as is known."""
        self.taken = False
        """Whether Discord has the commands of this program, as far as is known."""

    async def run(self) -> None:
        """Register the commands until Discord has them; once an hour at most, again when somebody meets another form
        of one.
        """
        await self._until_taken(anew=False)
        while True:
            self._differ.silence()
            await self._sleep(_BETWEEN_LOOKS.total_seconds())
            await self._differ.heard(None)
            await self._until_taken(anew=True)

    async def _until_taken(self, *, anew: bool) -> None:
        attempts = 0
        while True:
            try:
                return await self.step(anew=anew)
            except CommandsNotTaken as error:
                self.taken, self.behind = False, error.why
                wait = error.wait or _wait_after(attempts, error.why)
                minutes = max(1, round(wait.total_seconds() / 60))
                _log.warning(self._say(f"commands-{error.why}", reason=error.reason, minutes=minutes))
            except Unavailable as error:
                wait = _FIRST_WAIT
                _log.warning("commands: %s", error.key)
            attempts += 1
            await self._sleep(wait.total_seconds())

    async def step(self, *, anew: bool = False) -> None:
        """Give them to Discord if it was given others, or in any case (`anew`). Raises CommandsNotTaken, Unavailable."""
        offered = await self._discord.offered()
        if (
            not anew
            and await self._storage.glance.registered.digest_of(offered.application) == offered.digest
        ):
            _log.debug("commands: Discord was given these before")
            self.taken = True
            return
        await self._discord.register()
        self.behind, self.taken = None, True
        _log.info(self._say("commands-taken"))
        async with self._storage.durable() as tx:
            await tx.registered.keep(offered, self._clock())


def _wait_after(attempts: int, why: NotTaken) -> timedelta:
    if why is NotTaken.REFUSED:  # it will refuse again, until somebody puts it right
        return _LONGEST_WAIT
    return min(_LONGEST_WAIT, _FIRST_WAIT * (1 << min(attempts, 9)))
