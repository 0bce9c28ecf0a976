"""What waits for a time, after this machine's clock was put back: no time of before is believed that lies ahead.

Every living process writes down each second until when it lives (services/base/leases.py). Where the newest of these notes
lies further ahead than any process can have written by the clock of now, the clock was put back: while this process ran, or
before it started. What was to be done at a time that lies ahead is then due now, what is counted from a moment that lies
ahead is counted from now, and what is kept of the shared list is counted anew. That does harm to nothing: what is due is
looked at, and waits again where it must.
"""

import logging
from datetime import datetime, timedelta
from typing import Protocol

_log = logging.getLogger(__name__)

LEASE = timedelta(seconds=4)
"""How long a process is believed to live after it last said so."""
_SLACK = timedelta(seconds=2)


class WaitStore(Protocol):
    """Every table whose rows wait for a time."""

    async def newest_note(self) -> datetime | None:
        """Give until when the process that wrote last is believed to live; None where none ever wrote."""
        ...

    async def bring_forward(self, now: datetime) -> None:
        """Have nothing wait for a time of before that lies ahead; the notes of processes are changed last."""
        ...


def was_put_back(newest: datetime | None, now: datetime) -> timedelta | None:
    """How far the clock was put back since the newest note; None: it was not. A few seconds are not told apart."""
    if newest is None or newest <= now + LEASE + _SLACK:
        return None
    return newest - LEASE - now


def tell(back: timedelta) -> None:
    """Say it in the log."""
    _log.warning("this machine's clock was put back by %s: nothing waits for a time that lies ahead", back)
