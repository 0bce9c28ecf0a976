"""Sending a notice to the author of removed messages: what it says now, when it may go, what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from core.base.ids import DetectionId, NoticeId
from core.scanning.appeals import Appeal, stands
from core.scanning.author_notices import MOST, WITHIN, NoticeState
from core.scanning.detections import Detection, Person
from services.base.outbox import OutboxStore
from services.base.ports import Clock, Storage
from services.scanning.appeals.ports import AppealStore, AuthorNotice, AuthorNoticeStore
from services.scanning.groups import CountingTx, show_again
from services.servers.setup import ServerStore


class NoticesTx(CountingTx, Protocol):
    """What a transaction offers here."""

    @property
    def author_notices(self) -> AuthorNoticeStore:
        """The store of table `author_notices`."""
        ...

    @property
    def appeals(self) -> AppealStore:
        """The store of table `appeals`."""
        ...

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


@dataclass(frozen=True, slots=True)
class Telling:
    """What a notice says now. `removals`: those that stand. `appeal`: what its author objected."""

    notice: AuthorNotice
    author: Person
    removals: Sequence[Detection]
    appeal: Appeal | None = None

    @property
    def sent(self) -> bool:
        """Whether it was sent before, so that what stands there is brought up to date and nothing is posted anew."""
        return self.notice.state is NoticeState.SENT


@dataclass(frozen=True, slots=True)
class NotYet:
    """Its author was sent as many as they are sent in ten minutes: it goes out after this time, and takes more in till then."""

    wait: timedelta


class AuthorNotices:
    """Prepares a notice for whoever sends it, and writes down what became of it."""

    def __init__(self, *, storage: Storage[NoticesTx], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def begin(self, notice: NoticeId) -> Telling | NotYet | None:
        """Begin to send the notice. None: there is nothing to tell, or nobody."""
        now = self._clock()
        async with self._storage.durable() as tx:
            found = await tx.author_notices.get(notice)
            if found is None or found.author is None:
                return None
            if found.state is not NoticeState.SENT:
                if found.state is not NoticeState.WAITING:
                    return None
                last = None if found.begun else await tx.author_notices.sent_before(notice, MOST)
                if last is not None and now - WITHIN < last <= now:
                    return NotYet(last + WITHIN - now)
            removals = await tx.author_notices.removals(notice)
            standing = [each for each in removals if stands(each)]
            if not removals:  # they are kept no longer
                return None
            if found.state is NoticeState.WAITING:
                wanted = (await tx.servers.get(found.server)).author_notices
                if not (standing and wanted):
                    await tx.author_notices.note(notice, NoticeState.DROPPED, now)
                    return None
                await tx.author_notices.begin(notice, now)
            return Telling(found, found.author, standing or removals, await tx.appeals.of_notice(notice))

    async def sent(self, notice: NoticeId) -> None:
        """It stands in the author's direct messages."""
        async with self._storage.durable() as tx:
            await tx.author_notices.note(notice, NoticeState.SENT, self._clock())

    async def closed(self, notice: NoticeId) -> None:
        """Its author takes no direct messages: the cards of what it tells of say so, and it is not tried again."""
        now = self._clock()
        async with self._storage.bulk() as tx:
            await tx.author_notices.note(notice, NoticeState.CLOSED, now)
            for each in await tx.author_notices.removals(notice):
                await show_again(tx, each.id, each.server, now)

    async def not_told(self, detection: DetectionId) -> int:
        """How many authors could not be told of what this detection's card shows."""
        return await self._storage.glance.author_notices.not_told(detection)
