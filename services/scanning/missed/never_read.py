"""What was posted while nobody listened and is never read: noted, told to the server's moderators and to the operator.

A catching-up that ends somewhere without saying so would be taken for one that looked at everything. So whatever is given up is
a row of `never_read`, a line of the log, a figure, and a post in the review channel that names all of the last week; more that is
given up within an hour of it goes onto the same post.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from core.base.ids import ServerId
from core.scanning.gaps import NeverRead
from services.base.health.figures import SILENT, Meter
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Clock, Storage
from services.scanning.figures import NEVER_READ

_log = logging.getLogger(__name__)

SHOWN_FOR = timedelta(days=7)
_ONE_POST = timedelta(hours=1)


class NeverReadStore(Protocol):
    """The store of table `never_read`."""

    async def note(self, server: ServerId, parts: Sequence[NeverRead], now: datetime) -> None:
        """Write down what is never read there."""
        ...

    async def since(self, server: ServerId, noted_since: datetime, limit: int) -> Sequence[NeverRead]:
        """Give what was noted since then, the newest first."""
        ...


class NeverReadTx(Protocol):
    """What a transaction offers here."""

    @property
    def never_read(self) -> NeverReadStore:
        """The store of table `never_read`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


async def give_up(
    tx: NeverReadTx, server: ServerId, parts: Sequence[NeverRead], now: datetime, meter: Meter = SILENT
) -> None:
    """Note what is never read, and have the moderators told."""
    if not parts:
        return
    lately = await tx.never_read.since(server, now - _ONE_POST, 1)
    await tx.never_read.note(server, parts, now)
    if lately:
        await tx.outbox.arm(Kind.NEVER_READ, server, server, now)
    else:
        await tx.outbox.arm_anew(Kind.NEVER_READ, server, server, now)
    for part in parts:
        meter.count(NEVER_READ, part.why)
        _log.warning(
            "catching up: a part is never read (%s): %s, from %s to %s; the moderators are told",
            part.why,
            "all channels of a server" if part.channel is None else "one channel",
            f"{part.since:%Y-%m-%d %H:%M}",
            f"{part.until:%Y-%m-%d %H:%M}",
        )


class NeverReadReads(Protocol):
    """What reads offer."""

    @property
    def never_read(self) -> NeverReadStore:
        """The store of table `never_read`."""
        ...


class NeverReadNotes:
    """What the post in the review channel shows."""

    def __init__(self, *, storage: Storage[NeverReadReads], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def lately(self, server: ServerId, limit: int) -> Sequence[NeverRead]:
        """Give what was given up in the last week, the newest first. Raises Unavailable."""
        return await self._storage.read.never_read.since(server, self._clock() - SHOWN_FOR, limit)
