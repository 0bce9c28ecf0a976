"""When what was committed is on the disk of PostgreSQL.

A transaction is committed with `synchronous_commit = off`: others see it at once, and write on it. Whoever promises more
waits here for a small transaction that is committed with `synchronous_commit = on`. PostgreSQL's log is a sequence: with one
commit stand all before it, on the standby servers too where the operator set those to be waited for. Whoever comes meanwhile
shares the next confirmation, so that a disk is asked once for many.
"""

import asyncio
import random

from core.base.errors import StorageInDoubt
from db.engine.postgres.errors import passes, said
from db.engine.postgres.pool import SHORT_SECONDS, Pool, begun, given_back

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


class Confirmations:
    """Waits for the disk on behalf of many."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._ask = _CONFIRM.format(row=random.randint(1, ROWS))  # noqa: S311  # no secret
        self._under_way: asyncio.Task[None] | None = None
        self._next: asyncio.Task[None] | None = None

    async def confirm(self) -> None:
        """Wait until all that was committed before is on the disk. Raises StorageInDoubt where that is not known."""
        if self._next is None:
            self._next = asyncio.create_task(self._confirm(self._under_way), name="disk")
            self._next.add_done_callback(_heard)
        await asyncio.shield(self._next)

    async def _confirm(self, before: "asyncio.Task[None] | None") -> None:
        if before is not None and not before.done():
            await asyncio.wait([before])
        # Whoever commits from here on may be too late for this one.
        self._under_way, self._next = self._next, None
        try:
            await given_back(self._pool, await begun(self._pool, self._ask, SHORT_SECONDS))
        except Exception as error:
            if not passes(error):
                raise
            # A server that came back may have lost what it had not confirmed: asking it again would prove nothing.
            raise StorageInDoubt(said(error)) from error

    async def close(self) -> None:
        """Let end what is under way."""
        tasks = {task for task in (self._under_way, self._next) if task is not None}
        if tasks:
            await asyncio.wait(tasks)


def _heard(task: "asyncio.Task[None]") -> None:
    """Take note of how it ended: whoever was cancelled does not ask."""
    if not task.cancelled():
        task.exception()
