"""Pings of the alert role: once a case, and not at every one of a flood."""

from datetime import datetime, timedelta
from typing import Protocol

from core.base.ids import CaseId
from core.base.limits import Limit

PINGS = (Limit(1, timedelta(minutes=10)),)  # of one server


class PingStore(Protocol):
    """Table `alerts`, and what `cases` says of them."""

    async def may_ping(self, case: CaseId, now: datetime) -> bool:
        """Whether the card of this emergency may ping now; if so, the turn is its own, and those that were held back
        are told of in it. Else its card is due again when the next ping is possible, for where nobody has claimed it
        and no other ping has told of it by then.
        """
        ...

    async def pinged(self, case: CaseId, now: datetime) -> None:
        """Its card stands there, with those it tells of: none of them pings again."""
        ...
