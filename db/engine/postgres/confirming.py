"""When what was committed is on the disk of PostgreSQL.

A transaction is committed with `synchronous_commit = off`: others see it at once, and write on it. Whoever promises more
waits here for a small transaction that is committed with `synchronous_commit = on`. PostgreSQL's log is a sequence: with one
commit stand all before it, on the standby servers too where the operator set those to be waited for. Whoever comes meanwhile
shares the next confirmation, so that a disk is asked once for many.

A server that crashes loses what it had not confirmed, and may be back before anybody notices. Then it would confirm what is no
longer there. So it is asked on a connection that was open before the commit: no crash leaves that open.
(docs/decisions/0132-who-confirms-was-there.md)
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any

from core.base.errors import StorageInDoubt
from db.engine.database import BUSY_SECONDS
from db.engine.postgres.errors import overlapped, passes, said
from db.engine.postgres.pool import SHORT_SECONDS, ended

# Processes that confirm at the same moment would wait for each other's row.
ROWS = 64
TABLE = f"""
CREATE TABLE IF NOT EXISTS confirmations (
    id    BIGINT PRIMARY KEY CHECK (id BETWEEN 1 AND {ROWS}),
    times BIGINT NOT NULL DEFAULT 0
)
"""
FILLED = f"INSERT INTO confirmations (id) SELECT * FROM generate_series(1, {ROWS}) ON CONFLICT DO NOTHING"
_CONFIRM = (
    "BEGIN; SET LOCAL synchronous_commit TO on; "
    "UPDATE confirmations SET times = times + 1 WHERE id = {row}; COMMIT"
)
_TRIES = 3


class Confirmations:
    """Waits for the disk on behalf of many. `connect` gives a connection that is nobody else's."""

    def __init__(self, connect: Callable[[], Awaitable[Any]]) -> None:
        self._connect = connect
        self._ask = _CONFIRM.format(row=random.randint(1, ROWS))  # noqa: S311  # no secret
        self._link: Any = None
        self._connecting: asyncio.Future[Any] | None = None
        self._given_up = False  # the link was ended, though it may not have heard of it yet
        self.losses = 0
        """How often a new connection stood in the place of one that was lost: the server may have crashed."""
        self._opening = asyncio.Lock()
        self._under_way: asyncio.Task[Any] | None = None
        self._next: asyncio.Task[Any] | None = None

    async def link(self) -> Any:
        """What `confirm` wants of whoever commits after this. Raises what asyncpg does."""
        async with self._opening:
            if self._link is None or self._given_up or self._link.is_closed():
                lost = self._link is not None
                self._link, self._given_up = await self._new_link(), False
                self.losses += lost
            return self._link

    async def _new_link(self) -> Any:
        """Connect. It goes on where whoever waits is cancelled: asyncpg would leave a connection behind."""
        if self._connecting is None:
            self._connecting = asyncio.ensure_future(self._connect())
        await asyncio.wait([self._connecting])
        made, self._connecting = self._connecting, None
        return made.result()

    def soon(self) -> None:
        """Have what was committed on the disk soon; nobody waits for it."""
        if self._next is None or self._next.cancelled():  # by whoever ends a loop with all that it has to do
            self._next = asyncio.create_task(self._confirm(self._under_way), name="disk")
            self._next.add_done_callback(_heard)

    async def confirm(self, link: Any) -> None:
        """Wait until all that was committed before is on the disk. Raises StorageInDoubt where that is not known."""
        self.soon()
        assert self._next is not None  # noqa: S101  # `soon` has seen to it
        if await asyncio.shield(self._next) is not link:
            raise StorageInDoubt("the server went away between the commit and the disk")

    async def _confirm(self, before: "asyncio.Task[Any] | None") -> Any:
        """Give the link on which it was confirmed."""
        if before is not None and not before.done():
            await asyncio.wait([before])
        # Whoever commits from here on may be too late for this one.
        self._under_way, self._next = self._next, None
        try:
            return await self._asked(await self.link())
        except Exception as error:
            if not passes(error):
                raise
            raise StorageInDoubt(said(error)) from error

    async def _asked(self, link: Any) -> Any:
        for tried in range(1, _TRIES + 1):
            try:
                await link.execute(self._ask, timeout=SHORT_SECONDS)
            except Exception as error:
                self._given_up = not await _rolled_back(link)
                if tried == _TRIES or not overlapped(error):
                    raise
            else:
                break
        return link

    async def close(self) -> None:
        """Let end what is under way."""
        tasks = {task for task in (self._under_way, self._next) if task is not None}
        if tasks:
            await asyncio.wait(tasks)
        if self._connecting is not None:
            await asyncio.wait([self._connecting])
            if not self._connecting.cancelled() and self._connecting.exception() is None:
                await ended(self._connecting.result())
        if self._link is not None:
            await ended(self._link)


async def _rolled_back(link: Any) -> bool:
    """Leave no transaction open. False: the connection does not answer, is of no use any more and was ended."""
    try:
        await link.execute("ROLLBACK", timeout=BUSY_SECONDS)
    except Exception:  # noqa: BLE001  # lost, or too slow to be waited for
        link.terminate()
        return False
    return True


def _heard(task: "asyncio.Task[Any]") -> None:
    """Take note of how it ended: whoever was cancelled does not ask."""
    if not task.cancelled():
        task.exception()
