"""Telling the authors of removed messages: which notice tells of a removal is decided in the transaction that saves that the
message is gone, so that none is forgotten.

Bots and webhooks have no member to tell. A message that was removed for two links is told of once. What was taken back before
its notice goes out is not told of (services/scanning/appeals/notices.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.categories import Category
from core.base.ids import DetectionId, NoticeId, ServerId
from core.scanning.author_notices import FARTHEST, LOOK_BACK, SERVER_MOST, WITHIN, Planned, earliest, plan
from services.base.outbox import Kind, OutboxStore
from services.servers.setup import ServerStore


@dataclass(frozen=True, slots=True)
class Untold:
    """A removal of which a member is to hear. `by_moderator`: a moderator ordered it, no list did."""

    id: DetectionId
    server: ServerId
    category: Category
    by_moderator: bool


class PlannedNotices(Protocol):
    """The store of table `author_notices`, as removals need it."""

    async def untold(self, detection: DetectionId) -> Untold | None:
        """Give a removal whose author is a member who was not told of it. None: there is nobody to tell, it was taken back, or
        a notice tells of it.
        """
        ...

    async def of_same_message(self, detection: DetectionId) -> NoticeId | None:
        """The notice that tells of another removal of the same message."""
        ...

    async def around(self, detection: DetectionId, since: datetime, until: datetime) -> Sequence[Planned]:
        """Some notices of the same author that were planned for that time, the latest first."""
        ...

    async def planned_in(self, server: ServerId, until: datetime, count: int) -> datetime | None:
        """For when the notice was planned that is so many notices back, of those planned in the server until then; None
        where there are fewer.
        """
        ...

    async def make(self, detection: DetectionId, at: datetime, now: datetime) -> NoticeId:
        """Plan a notice to the author of this removal, which tells of it."""
        ...

    async def tell_of(self, notice: NoticeId, detection: DetectionId) -> None:
        """Let the notice tell of this removal, too."""
        ...


class TellingTx(Protocol):
    """What a transaction offers to whoever saves that a message was removed."""

    @property
    def author_notices(self) -> PlannedNotices:
        """The store of table `author_notices`."""
        ...

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


async def tell_author(tx: TellingTx, detection: DetectionId, server: ServerId, now: datetime) -> None:
    """Have the author of a message that was removed hear of it. The outbox finds the notice in its time: to look for it after
    each removal would hold up the next ones.
    """
    if not (await tx.servers.get(server)).author_notices:
        return
    removal = await tx.author_notices.untold(detection)
    if removal is None:
        return
    earlier = await tx.author_notices.of_same_message(detection)
    if earlier is not None:
        await tx.author_notices.tell_of(earlier, detection)
        return
    at = earliest(now, removal.category, by_moderator=removal.by_moderator)
    theirs = await tx.author_notices.around(detection, at - LOOK_BACK, at + WITHIN)
    planned = plan(at, theirs, await tx.author_notices.planned_in(removal.server, at + FARTHEST, SERVER_MOST))
    if planned.joins is not None:
        await tx.author_notices.tell_of(planned.joins, detection)
        return
    notice = await tx.author_notices.make(detection, planned.at, now)
    await tx.outbox.arm_at(Kind.AUTHOR_NOTICE, notice, removal.server, planned.at)
