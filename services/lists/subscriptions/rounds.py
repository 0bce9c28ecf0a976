"""Asking for subscribed lists when they are due: one fetch serves every server that follows, whichever process does it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from core.base.web_address import WebAddress, WebAddressError
from services.base.fetching import Content, Failed, FetchLimits, FetchRequest, NotModified, Refused
from services.base.outbox import Kind
from services.base.polling import Fetches, Polling, Tried, problem_of
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.lists.subscriptions.bringing import Bringing
from services.lists.subscriptions.notices import FollowingTx
from services.lists.subscriptions.ports import SubscriptionsTx
from services.lists.subscriptions.reading import read_list
from services.lists.subscriptions.values import Event, LogLine, SubscribedList

LIMITS: Final = FetchLimits(size=20_000_000, seconds=60.0)
_AT_ONCE: Final = 100


class Rounds(Polling[SubscribedList]):
    """Takes lists that are due, and asks for them side by side. `most`: entries that a list may have."""

    def __init__(
        self,
        *,
        storage: Storage[SubscriptionsTx],
        bringing: Bringing,
        fetches: Fetches,
        most: int,
        clock: Clock,
        process: str,
        outbox_bell: Bell,
    ) -> None:
        super().__init__("subscribed-lists", outbox_bell=outbox_bell, unexpected="subscription-failed")
        self._storage = storage
        self._bringing = bringing
        self._fetches = fetches
        self._most = most
        self._clock = clock
        self._process = process

    async def take(self, limit: int) -> Sequence[SubscribedList]:
        now = self._clock()
        if not await self._storage.glance.subscribed_lists.any_due(now):
            return []
        async with self._storage.relaxed() as tx:
            return await tx.subscribed_lists.take(self._process, now, limit)

    async def ask(self, row: SubscribedList) -> None:
        if not await self._storage.read.subscriptions.of_list(row.id):
            await self._bringing.forget(row)
            return
        try:
            address = self._fetches.read(row.url)
        except WebAddressError as error:
            await self.later(row, f"fetch-refused-{error.fault} 0")
            return
        request = FetchRequest(row.url, LIMITS, row.etag, row.last_modified)
        match await self._fetches.fetcher.fetch(request):
            case Content() as content:
                await self._take_in(row, content, address)
            case NotModified():
                await self._bringing.as_it_was(row, self._well())
            case (Refused() | Failed()) as result:
                wait = result.retry_after if isinstance(result, Failed) else None
                await self.later(row, problem_of(result), wait)

    async def _take_in(self, row: SubscribedList, content: Content, address: WebAddress) -> None:
        fetched = await read_list(content.body, address, self._most, row.pinned, self._clock())
        try:
            if fetched.fault:
                now = self._clock()
                due = self._fetches.due(now, row.failures)
                await self._bringing.no_list(row, Tried(due, row.failures + 1, fetched.fault), fetched.doubt)
            elif fetched.digest == row.digest:
                await self._bringing.as_it_was(row, self._well(content))
            else:
                await self._bringing.bring(row, fetched, self._well(content))
        finally:
            fetched.close()

    def _well(self, content: Content | None = None) -> Tried:
        now = self._clock()
        due = self._fetches.due(now)
        if content is None:
            return Tried(due, fetched_at=now)
        return Tried(due, fetched_at=now, etag=content.etag, last_modified=content.last_modified)

    async def later(self, row: SubscribedList, problem: str, retry_after: timedelta | None = None) -> None:
        due = self._fetches.due(self._clock(), row.failures, retry_after)
        async with self._storage.relaxed() as tx:
            await tx.subscribed_lists.tried(row.id, Tried(due, row.failures + 1, problem))

    async def release(self, row: SubscribedList) -> None:
        async with self._storage.relaxed() as tx:
            await tx.subscribed_lists.release(row.id, self._process)


class FirstDays:
    """Says of each new subscription, once its first day is over, what it would have done."""

    def __init__(self, *, storage: Storage[FollowingTx]) -> None:
        self._storage = storage

    async def end(self, now: datetime) -> int:
        """Have it said, and noted in the log with how many links it found; returns for how many."""
        reading, found = self._storage.read, {}
        for each in await reading.subscriptions.first_days_over(now, _AT_ONCE):
            found[each.id] = (await reading.first_days.first_day(each, 0)).total
        async with self._storage.bulk() as tx:
            over = [one for one in await tx.subscriptions.first_days_over(now, _AT_ONCE) if one.id in found]
            for each in over:
                await tx.subscriptions.told(each.id, now)
                line = LogLine(now, Event.ACTS, each.accepted.entries, added=found[each.id])
                await tx.subscriptions.note(each.id, line)
                await tx.outbox.arm(Kind.FIRST_DAY, each.id, each.server, now)
        return len(over)
