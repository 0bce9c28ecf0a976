"""The connections to one PostgreSQL database. asyncpg's pool replaces those that were lost."""

import asyncio
import contextlib
from typing import Any, TypeAlias

import asyncpg

from db.engine.database import BUSY_SECONDS
from db.engine.postgres.url import PostgresUrl

SHORT_SECONDS = 30.0  # for one statement of people's work
LONG_SECONDS = 3600.0  # for one whose work grows with the data
MOST_READS = 3  # of any size at the same time: others must write and glance meanwhile
_MOST_CONNECTIONS = MOST_READS + 2
_FORGOTTEN_SECONDS = 30  # a transaction in which nothing happens for so long is ended by the server
_SESSION = {
    "synchronous_commit": "off",  # who promises more asks Confirmations
    "lock_timeout": str(int(BUSY_SECONDS * 1000)),
    "idle_in_transaction_session_timeout": str(_FORGOTTEN_SECONDS * 1000),
    "default_transaction_isolation": "read committed",
    "jit": "off",  # to compile a statement takes longer than any of Rowan's
}

Pool: TypeAlias = Any  # asyncpg has no types


async def connected(url: PostgresUrl) -> Pool:
    """Connect; one connection is had at once, the others when they are needed. Raises what asyncpg does."""
    pool = await asyncpg.create_pool(
        url.url,
        min_size=0,  # else asyncpg looks for a server that is away by itself, and writes each try into the log
        max_size=_MOST_CONNECTIONS,
        statement_cache_size=1024,
        max_cached_statement_lifetime=0,  # every statement of Rowan stays prepared
        reset=_as_it_is,
        **_of(url),
    )
    try:
        await pool.release(await pool.acquire(timeout=BUSY_SECONDS))
    except BaseException:
        pool.terminate()
        raise
    return pool


async def alone(url: PostgresUrl) -> Any:
    """A connection that is nobody else's. Raises what asyncpg does."""
    return await asyncpg.connect(url.url, **_of(url))


def _of(url: PostgresUrl) -> dict[str, Any]:
    """What every connection has. Of several servers, the one that takes writes is asked."""
    return {
        "database": url.database,
        "timeout": BUSY_SECONDS,
        "command_timeout": SHORT_SECONDS,
        "server_settings": {"application_name": url.program, **_SESSION},
        "target_session_attrs": "read-write" if url.several else None,
    }


async def begun(pool: Pool, sql: str, seconds: float) -> tuple[Any, str]:
    """A connection on which these statements were run, and what the server said of the last. Raises what asyncpg does;
    nothing is kept then.
    """
    connection = await pool.acquire(timeout=BUSY_SECONDS)
    try:
        status = await connection.execute(sql, timeout=seconds)
    except BaseException:
        # Whoever is cancelled twice must not keep the connection, and the turn on it.
        await asyncio.shield(asyncio.create_task(given_back(pool, connection, rolled_back=True)))
        raise
    return connection, status


async def given_back(pool: Pool, connection: Any, *, rolled_back: bool = False) -> None:
    """Give a connection back, with no transaction open on it; one that is of no use any more is replaced.

    `rolled_back`: whether a transaction was begun is not known, since what began it failed or was cancelled.
    """
    try:
        if rolled_back or connection.is_in_transaction():
            await connection.execute("ROLLBACK", timeout=BUSY_SECONDS)
    except Exception:  # noqa: BLE001  # lost, or too slow to be waited for
        with contextlib.suppress(asyncpg.InterfaceError):  # the pool heard of it, and has it back
            connection.terminate()
    with contextlib.suppress(Exception):  # it was ended then
        await pool.release(connection)


async def ended(connection: Any) -> None:
    """End a connection that is nobody else's."""
    try:
        await connection.close(timeout=BUSY_SECONDS)
    except Exception:  # noqa: BLE001  # lost, or too slow to be waited for
        connection.terminate()


async def _as_it_is(_connection: Any) -> None:
    """Leave a connection that is given back as it is: nothing of a session is ever changed."""
