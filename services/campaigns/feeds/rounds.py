"""Asking for feeds when they are due: the longest due first, few of one host side by side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from core.base.errors import UserError
from core.base.web_address import WebAddressError
from services.base.fetching import (
    Content,
    Failed,
    FetchLimits,
    FetchRequest,
    NotModified,
    RefusalReason,
    Refused,
)
from services.base.outbox import Kind
from services.base.polling import Fetches, Polling, Tried, problem_of
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.campaigns.feeds.ports import Due, Feed, FeedsTx
from services.campaigns.feeds.reading import FeedReader
from services.campaigns.feeds.taking import RESTYLED, Taking

LIMITS: Final = FetchLimits(size=5_000_000, seconds=20.0)
PAUSED_AFTER: Final = 5
"""Failures in a row after which a feed counts as paused: the review channel is told, and it is asked for once a day."""

_AT_ONCE: Final = 32
_OF_ONE_HOST: Final = 2
_PAGE: Final = 200
_NOTICED_AGAIN: Final = timedelta(days=7)
_HELD: Final = f"fetch-refused-{RefusalReason.HELD}"


class FeedRounds(Polling[Feed]):
    """Takes feeds that are due, and asks for them side by side."""

    def __init__(
        self,
        *,
        storage: Storage[FeedsTx],
        taking: Taking,
        reader: FeedReader,
        fetches: Fetches,
        clock: Clock,
        process: str,
        outbox_bell: Bell,
    ) -> None:
        super().__init__("feeds", outbox_bell=outbox_bell, unexpected="feed-failed", at_once=_AT_ONCE)
        self._storage = storage
        self._taking = taking
        self._reader = reader
        self._fetches = fetches
        self._clock = clock
        self._process = process
        self._hosts = Counter[str]()

    async def take(self, limit: int) -> Sequence[Feed]:
        now = self._clock()
        taken: list[Feed] = []
        after: Due | None = None
        while len(taken) < limit:
            page = await self._storage.glance.feeds.due(now, after, _PAGE)
            for each in page:
                if len(taken) < limit and self._hosts[each.host] < _OF_ONE_HOST:
                    await self._take_one(each, now, taken)
            if len(page) < _PAGE:
                break
            after = page[-1]
        if not taken:
            await self._reader.rest()
        return taken

    async def _take_one(self, due: Due, now: datetime, taken: list[Feed]) -> None:
        async with self._storage.relaxed() as tx:
            feed = await tx.feeds.take(due.id, self._process, now)
        if feed is not None:
            self._hosts[due.host] += 1
            taken.append(feed)

    async def perform(self, row: Feed) -> None:
        try:
            await super().perform(row)
        finally:
            self._hosts -= Counter([row.host])

    async def ask(self, row: Feed) -> None:
        if row.over:
            await self._end(row)
            return
        if row.stopped:
            await self._rest(row)
            return
        try:
            self._fetches.read(row.url)
        except WebAddressError as error:
            await self.later(row, f"fetch-refused-{error.fault} 0")
            return
        etag, modified = ("", "") if row.left_over else (row.etag, row.last_modified)
        match await self._fetches.fetcher.fetch(FetchRequest(row.url, LIMITS, etag, modified)):
            case Content() as content:
                await self._take_in(row, content)
            case NotModified():
                await self._well(row, self._tried())
            case (Refused() | Failed()) as result:
                wait = result.retry_after if isinstance(result, Failed) else None
                await self.later(row, problem_of(result), wait)

    async def _take_in(self, row: Feed, content: Content) -> None:
        digest = sha256(content.body).hexdigest()
        tried = self._tried(content)
        if digest == row.digest and not row.left_over:
            await self._well(row, tried)
            return
        read = await self._reader.read(content.body, content.media_type, row.url)
        if read.fault:
            await self.later(row, f"{read.fault} 0")
            return
        try:
            done = await self._taking.take_in(row, read, digest, tried)
        except UserError as error:
            if error.key == "campaign-stopped":
                await self._rest(row)
                return
            if error.key != "campaign-closed-already":
                raise
            await self._end(row)
            return
        await self._say(row, remark=RESTYLED if done.restyled else "")

    async def _end(self, row: Feed) -> None:
        """End a feed whose campaign is closed, or whose server Rowan left."""
        async with self._storage.bulk() as tx:
            if await tx.feeds.remove(row.id):
                now = self._clock()
                await tx.audit.note(row.server, None, "feed-end", f"feed/{row.id}", now)
                if row.told:
                    await tx.outbox.arm(Kind.FEED_NOTICE, row.id, row.server, now)

    async def _rest(self, row: Feed) -> None:
        """Leave a feed alone whose campaign is stopped: it may go on again."""
        due = self._fetches.due(self._clock())
        async with self._storage.relaxed() as tx:
            await tx.feeds.tried(row.id, Tried(due, row.failures, row.problem))

    def _tried(self, content: Content | None = None) -> Tried:
        now = self._clock()
        due = self._fetches.due(now)
        if content is None:
            return Tried(due, fetched_at=now)
        return Tried(due, fetched_at=now, etag=content.etag, last_modified=content.last_modified)

    async def _well(self, row: Feed, tried: Tried) -> None:
        async with self._storage.relaxed() as tx:
            await tx.feeds.tried(row.id, tried)
        await self._say(row)

    async def later(self, row: Feed, problem: str, retry_after: timedelta | None = None) -> None:
        now = self._clock()
        due = self._fetches.due(now, row.failures, retry_after)
        if not problem:  # it is this process's own database that gave no answer
            async with self._storage.relaxed() as tx:
                await tx.feeds.tried(row.id, Tried(due, row.failures, row.problem))
            return
        failures = row.failures + 1
        async with self._storage.durable() as tx:
            await tx.feeds.tried(row.id, Tried(due, failures, problem))
            if failures >= PAUSED_AFTER or problem.startswith(_HELD):
                await self._tell(tx, row, now)

    async def _tell(self, tx: FeedsTx, row: Feed, now: datetime, remark: str = "") -> None:
        """Have the review channel told; with a new message once a week at most, the one that stands is kept up to date."""
        again = row.noticed_at is None or now - row.noticed_at >= _NOTICED_AGAIN
        if row.told and not again:
            return
        arm = tx.outbox.arm_anew if again else tx.outbox.arm
        await arm(Kind.FEED_NOTICE, row.id, row.server, now)
        noticed = now if again else row.noticed_at
        await tx.feeds.tell(row.id, told=not remark, noticed_at=noticed, remark=remark)

    async def _say(self, row: Feed, remark: str = "") -> None:
        """Say that a feed is there again, or that it says everything in another way."""
        if not row.told and not remark:
            return
        now = self._clock()
        async with self._storage.durable() as tx:
            await tx.feeds.tell(row.id, told=False, noticed_at=row.noticed_at, remark="")
            if row.told:
                await tx.outbox.arm(Kind.FEED_NOTICE, row.id, row.server, now)
            if remark:
                await self._tell(tx, replace(row, told=False), now, remark)

    async def release(self, row: Feed) -> None:
        async with self._storage.relaxed() as tx:
            await tx.feeds.release(row.id, self._process)
