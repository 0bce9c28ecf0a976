"""`bot.py move`: all that a database holds goes into another, SQLite or PostgreSQL, while no bot works on either."""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass

from core.base.errors import Unavailable
from db.base.lease_store import LeaseRows
from db.engine.database import DatabaseFault
from db.engine.moving.layout import Side
from db.engine.moving.layouts import side_of
from db.engine.moving.marks import Mark, MoveState, mark_of, refusal, set_mark
from db.engine.moving.mover import Mover, Tell, first_filled
from db.engine.place import Place
from services.base.ports import Clock
from services.base.waits import LEASE

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Move:
    """One move. `tell` is told what is done, as the key of a Fluent message and its values."""

    source: Place
    target: Place
    folder: str
    tell: Tell
    clock: Clock
    sleep: Sleep = asyncio.sleep

    async def run(self) -> None:
        """Move everything, or go on where a move that was ended stood still. Raises DatabaseFault."""
        async with _opened(self.source, self.folder) as source:
            with self._asked(self.source):
                mark = await self._leave(source)
            if mark is not None and mark.state is MoveState.GONE and not await self.target.is_there():
                raise refusal(source.database, mark)
            async with _opened(self.target, None) as target:
                with self._asked(self.target):
                    mover, mark = await self._arrive(source, target, mark)
                with self._asked(self.target, self.source):
                    await self._fill(source, mover, mark)

    async def _leave(self, source: Side) -> Mark | None:
        """Look at the source; returns how it is marked. Raises DatabaseFault where it cannot be moved."""
        if await self.source.missing(source.database):
            raise DatabaseFault("move-source-older", path=self.source.shown)
        mark = await mark_of(source.database)
        if mark is not None and mark.state is MoveState.COMING:
            raise refusal(source.database, mark)
        await self._nobody_lives(source)
        return mark

    async def _arrive(self, source: Side, target: Side, before: Mark | None) -> tuple[Mover, Mark]:
        """Prepare the target, and mark both. Raises DatabaseFault where the target is not empty."""
        there = await mark_of(target.database)
        is_ours = before is not None and there is not None and there.token == before.token
        if before is not None and before.state is MoveState.GONE and not is_ours:
            raise refusal(source.database, before)
        if there is None:
            await self._is_empty(target)
        elif there.state is not MoveState.COMING or not is_ours:
            raise DatabaseFault("move-target-other", path=self.target.shown, other=there.other)
        await self.target.migrate(target.database)
        mover = await Mover.between(source, target, self.tell)
        mark = before or Mark(MoveState.LEAVING, secrets.token_hex(8), self.target.shown)
        if mark.state is MoveState.LEAVING:
            await self._mark_source(source, mark, before)
        if there is None:
            coming = Mark(MoveState.COMING, mark.token, self.source.shown)
            await mover.begin(coming, self.clock())
        else:
            self.tell("move-goes-on", path=self.target.shown)
        return mover, mark

    async def _mark_source(self, source: Side, mark: Mark, before: Mark | None) -> None:
        """From here on no bot begins on the source. One that began meanwhile looks for the mark after it took its lease."""
        leaving = Mark(MoveState.LEAVING, mark.token, self.target.shown)
        async with source.database.bulk() as tx:
            await set_mark(tx, leaving, self.clock())
        try:
            await self._nobody_lives(source)
        except DatabaseFault:
            async with source.database.bulk() as tx:
                await set_mark(tx, before, self.clock())
            raise
        # A process that stood still all the while may go on now: it must not write what would be left behind.
        async with source.database.bulk() as tx:
            await source.layout.close(tx)

    async def _fill(self, source: Side, mover: Mover, mark: Mark) -> None:
        if mark.state is MoveState.LEAVING:
            await mover.copy()
            self.tell("move-verifies")
            rows, nulls = await mover.verify()
            if nulls:
                self.tell("move-nulls", count=nulls)
            self.tell("move-verified", rows=rows)
            gone = Mark(MoveState.GONE, mark.token, self.target.shown)
            async with source.database.bulk() as tx:
                await set_mark(tx, gone, self.clock())
        await mover.end(self.clock())

    async def _is_empty(self, target: Side) -> None:
        await self._nobody_lives(target)
        filled = await first_filled(target)
        if filled is not None:
            raise DatabaseFault("move-target-full", path=self.target.shown, table=filled)

    async def _nobody_lives(self, side: Side) -> None:
        """Wait as long as a process that died a moment ago still looks alive. Raises DatabaseFault where one is."""
        if not await side.layout.has_table(side.read, "leases"):
            return
        leases = LeaseRows(side.read)
        if await leases.others("", self.clock()):
            await self.sleep(LEASE.total_seconds() + 1)
            if await leases.others("", self.clock()):
                raise DatabaseFault("move-alive", path=side.database.place)

    @contextlib.contextmanager
    def _asked(self, *places: Place) -> Iterator[None]:
        """Say that a database went away; what was copied stays."""
        try:
            yield
        except Unavailable as error:
            said = places[0].fault_of("database-busy", error).values.get("reason")
            reason = str(said or type(error).__name__)
            where = " / ".join(place.shown for place in places)
            raise DatabaseFault("move-stopped", path=where, reason=reason) from error


async def use_again(place: Place, folder: str, tell: Tell, clock: Clock) -> None:
    """Have a database that was moved away, or was to be, used as before. Raises DatabaseFault, Unavailable."""
    async with _opened(place, folder) as side:
        mark = await mark_of(side.database)
        if mark is None:
            tell("move-nothing-to-cancel", path=place.shown)
            return
        if mark.state is MoveState.COMING:
            raise refusal(side.database, mark)
        async with side.database.bulk() as tx:
            await set_mark(tx, None, clock())
            await side.layout.reopen(tx)
        tell("move-cancelled", path=place.shown, other=mark.other)


@contextlib.asynccontextmanager
async def _opened(place: Place, folder: str | None) -> AsyncIterator[Side]:
    """Open a database, and close it at the end. `folder`: whose settings name it; None: it may be made."""
    if not await place.is_there() and folder is not None:
        raise DatabaseFault("database-not-there", path=place.shown, folder=folder)
    database = await place.open(to_move=True)
    try:
        yield side_of(database)
    finally:
        await database.close()
