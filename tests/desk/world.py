"""Fresh worlds, as many as are asked for: each a bot with a database of its own, on a simulated Discord of its own."""

import itertools
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import discord

from tests.cogs.opening import built, connected, peopled
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.stage import MovingClock
from tests.threadless import open_here


class DeskStage(ReportsStage):
    """Knows everybody by name, and what they were refused."""

    @property
    def people(self) -> list[Any]:
        """Everybody who acts, those who joined later, too."""
        named = [self.member, self.moderator, self.manager, self.author]
        return [*named, *self.joined]

    @property
    def joined(self) -> list[Any]:
        """Those whom a scene let join."""
        found: list[Any] = vars(self).setdefault("_joined", [])
        return found

    @property
    def refusals(self) -> list[Exception]:
        """What people were told went wrong, in order."""
        found: list[Exception] = vars(self).setdefault("_refusals", [])
        return found

    def join(self, name: str, *roles: str, **user: Any) -> Any:
        """Another member, whom the stage remembers."""
        actor = super().join(name, *roles, **user)
        self.joined.append(actor)
        return actor

    def open_commands(self) -> None:
        """Show every command to everybody, as a server may choose under Integrations."""
        for command in self.env.backend.commands[None].values():
            command["default_member_permissions"] = None

    def listen(self) -> None:
        """Note from now on what people are told went wrong."""
        tell = self.answers.tell

        async def told(interaction: discord.Interaction, error: Exception, *, beside: str = "") -> None:
            self.refusals.append(error)
            await tell(interaction, error, beside=beside)

        vars(self.answers)["tell"] = told


class Worlds:
    """Opens worlds. `migrated`: an empty database; `folder`: for their own; `commands`: what Discord knows, once made."""

    def __init__(self, migrated: Path, folder: Path, commands: list[Any]) -> None:
        self._migrated = migrated
        self._folder = folder
        self._commands = commands
        self._numbers = itertools.count()

    @asynccontextmanager
    async def fresh(self, chosen: Mapping[str, Any]) -> AsyncIterator[DeskStage]:
        """A world in which nothing has happened yet."""
        path = self._folder / f"world{next(self._numbers)}.db"
        shutil.copyfile(self._migrated, path)
        database, clock = await open_here(path), MovingClock()
        try:
            rowan = await built(database, clock, dict(chosen))
            async with connected(rowan, self._commands) as env:
                stage = peopled(DeskStage, env, rowan, clock)
                stage.listen()
                yield stage
        finally:
            await database.close()
