"""The connections to one PostgreSQL database. asyncpg's pool replaces those that were lost."""

import contextlib
from typing import Any, TypeAlias

import asyncpg

from db.engine.database import BUSY_SECONDS
from db.engine.postgres.url import PostgresUrl

SHORT_SECONDS, LONG_SECONDS = (
    30.0,
    3600.0,
)  # for one statement of people's work, and of what grows with the data
_MOST_CONNECTIONS = 6  # one writes, one confirms, the rest read
_FORGOTTEN_SECONDS = 30  # a transaction in which nothing happens for so long is ended by the server
_SESSION = {
    "application_name": "rowan",
    "synchronous_commit": "off",  # who promises more asks Confirmations
    "lock_timeout": str(int(BUSY_SECONDS * 1000)),
    "idle_in_transaction_session_timeout": str(_FORGOTTEN_SECONDS * 1000),
    "default_transaction_isolation": "read committed",
    "jit": "off",  # to compile a statement takes longer than any of Rowan's
}

Pool: TypeAlias = Any  # asyncpg has no types


async def connected(url: PostgresUrl) -> Pool:
    """Connect; one connection is had at once, the others when they are needed. Raises what asyncpg does."""
    return await asyncpg.create_pool(
        url.url,
        min_size=1,
        max_size=_MOST_CONNECTIONS,
        timeout=BUSY_SECONDS,
        command_timeout=SHORT_SECONDS,
        statement_cache_size=1024,
        max_cached_statement_lifetime=0,  # every statement of Rowan stays prepared
        server_settings=_SESSION,
        reset=_as_it_is,
    )


async def begun(pool: Pool, sql: str, seconds: float) -> Any:
    """A connection on which these statements were run. Raises what asyncpg does; nothing is kept then."""
    connection = await pool.acquire(timeout=BUSY_SECONDS)
    try:
        await connection.execute(sql, timeout=seconds)
    except BaseException:
        await given_back(pool, connection, rolled_back=True)
        raise
    return connection


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


async def _as_it_is(_connection: Any) -> None:
    """Leave a connection that is given back as it is: nothing of a session is ever changed."""
