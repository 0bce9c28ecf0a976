"""PostgreSQL's errors in the words of the contract (db/engine/database.py)."""

import contextlib
import logging
from collections.abc import Iterator

from asyncpg import InterfaceError, InternalClientError, InvalidCachedStatementError, PostgresError

from core.base.errors import StorageBusy
from db.engine.database import RuleBroken

_log = logging.getLogger(__name__)

_RULE = "23"  # the class of errors about checks and keys; the triggers of the schema raise of it, too
# Classes of errors, and errors, that pass: what was tried may be tried again.
_PASSES = (
    "08",  # the connection
    "40",  # serialisation, deadlock
    "53",  # resources: disk, memory, connections
    "57",  # the server is shut down or starts; a statement was cancelled
    "55P03",  # others held the lock for too long
    "25P03",  # the session waited too long in its transaction, and was ended
    "25P02",  # a statement before this one failed in the same transaction
    "25006",  # the server only reads: another took over
    "58",  # the system, input and output
)
_LOST = ("08", "57P", "25006")  # the connection is of no use any more; the last: it leads to a standby by now
_OVERLAPPED = (
    "40"  # serialisation, deadlock: nothing was changed, and the next try may find nobody in its way
)
_MADE_AT_ONCE = ("23505", "42P07")  # one of the server's own lists of tables and types has it already
# A connection whose end asyncpg has not understood yet says that it is busy with something else.
_AWAY = (OSError, InterfaceError, InternalClientError, TimeoutError)


def passes(error: BaseException) -> bool:
    """Whether what was tried may succeed in a moment."""
    if isinstance(error, PostgresError):  # a cached statement: another process has changed the tables
        return _code(error).startswith(_PASSES) or isinstance(error, InvalidCachedStatementError)
    return isinstance(error, _AWAY)


def is_lost(error: BaseException) -> bool:
    """Whether the connection went; a new one may be had at once."""
    if isinstance(error, PostgresError):
        return _code(error).startswith(_LOST)
    return passes(error) and not isinstance(error, TimeoutError)


def overlapped(error: BaseException) -> bool:
    """Whether others were in the way: what failed did nothing, and may be tried again at once."""
    return isinstance(error, PostgresError) and _code(error).startswith(_OVERLAPPED)


def made_at_once(error: BaseException) -> bool:
    """Whether another process made the same table in the same moment: it is there now."""
    return isinstance(error, PostgresError) and _code(error) in _MADE_AT_ONCE


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Translate what has a place in the contract; the rest is raised as it is."""
    try:
        yield
    except (PostgresError, *_AWAY) as error:
        if passes(error):
            _log.warning("database not available: %s", said(error))
            raise StorageBusy from error
        if isinstance(error, PostgresError) and _code(error).startswith(_RULE):
            raise RuleBroken(said(error)) from error
        raise


def said(error: BaseException) -> str:
    """What went wrong, without the row or the statement that it went wrong with: those hold what people wrote."""
    if isinstance(error, PostgresError):
        return f"{error.args[0] if error.args else type(error).__name__} ({_code(error)})"
    return str(error) or type(error).__name__


def _code(error: PostgresError) -> str:
    return str(getattr(error, "sqlstate", None) or "")
