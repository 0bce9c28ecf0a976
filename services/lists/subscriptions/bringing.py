"""Making a new version of a list from what was fetched, and saying for each follower whether it acts.

Its entries are written a portion at a time under the next number, on which nobody acts yet. One transaction then makes the
version whole and moves everybody to it for whom it is in no doubt: nobody ever sees half a list. Whoever dies before that
leaves entries of a number that was never whole; the next who brings a version takes them away first.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Final

from core.base.ids import ListId
from core.lists.subscriptions import Change, Doubt, Size, doubt_about
from services.base.outbox import Kind
from services.base.polling import LostError, Tried
from services.base.ports import Clock, Storage
from services.lists.imports.portions import in_portions, until_none
from services.lists.imports.survey import Item
from services.lists.subscriptions.ports import SubscriptionsTx
from services.lists.subscriptions.reading import Fetched
from services.lists.subscriptions.values import (
    Event,
    Held,
    LogLine,
    SubscribedList,
    Subscription,
    Version,
)

_PORTION: Final = 250
_AT_ONCE: Final = 2_000
_NOTICED_AGAIN: Final = timedelta(days=7)

Counts = Mapping[int, tuple[int, int]]
"""By an older version: how many entries a newer one has more, and how many less."""


class LostListError(LostError):
    """Another process took the list meanwhile, since this one was not heard of for too long."""


@dataclass(frozen=True, slots=True)
class _Judged:
    version: Version
    digest: str


class Bringing:
    """The steps. `changed` is told which keys are new, for this process's own index. Raises Unavailable, LostListError."""

    def __init__(
        self,
        *,
        storage: Storage[SubscriptionsTx],
        clock: Clock,
        process: str,
        changed: Callable[[Sequence[str]], None] = lambda _: None,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._process = process
        self._changed = changed

    async def bring(self, which: SubscribedList, fetched: Fetched, tried: Tried) -> Version:
        """Make the next version of a list that this process has taken; `tried` is noted with it."""
        await self._take_away_half(which)
        async with self._storage.relaxed() as tx:
            number = await tx.subscribed_lists.begin(which.id)
        seen = await self._add(which.id, number, fetched)
        await self._end_others(which.id, number, seen)
        version = Version(
            number, Size(len(seen), fetched.size.protected), fetched.refused, fetched.names_publisher
        )
        followers = await self._storage.read.subscriptions.of_list(which.id)
        counts = {
            each.version: await self._storage.read.subscribed_entries.compare(which.id, each.version, number)
            for each in followers
        }
        async with self._storage.bulk() as tx:
            await self._require(tx, which.id)
            await tx.subscribed_lists.complete(which.id, version, fetched.digest)
            await tx.subscribed_lists.tried(which.id, tried)
            acts = await self._judge(tx, which.id, _Judged(version, fetched.digest), counts)
            # The first signed file of a list that was none binds nobody who holds it: else one bad file, on which nobody
            # acts, would have its publisher's own files refused from then on.
            if which.pinned is not None or acts or not followers:
                await tx.subscribed_lists.pin(which.id, fetched.pinned)
        self._storage.hint()
        await self.prune(which.id, number)
        return version

    async def as_it_was(self, which: SubscribedList, tried: Tried) -> None:
        """Note that the list still is what its newest version holds."""
        async with self._storage.bulk() as tx:
            await tx.subscribed_lists.tried(which.id, tried)
            followers = await tx.subscriptions.of_list(which.id)
            if any(each.held and not each.held.version for each in followers):
                version = await tx.subscribed_lists.version(which.id, which.newest)
                if version is not None:
                    await self._judge(tx, which.id, _Judged(version, which.digest), {})
        await self.prune(which.id, which.newest)

    async def no_list(self, which: SubscribedList, tried: Tried, doubt: Doubt = Doubt.NO_LIST) -> None:
        """Note that what came is no list, or a refused one: the old one stays, and its followers are told once."""
        async with self._storage.bulk() as tx:
            await tx.subscribed_lists.tried(which.id, tried)
            for each in await tx.subscriptions.of_list(which.id):
                if each.held is None or each.held.doubt is not doubt:
                    await self._hold(tx, each, Held(doubt, 0, 0, 0, 0), kept=each.kept)

    async def prune(self, which: ListId, newest: int) -> None:
        """Delete entries that are in no version on which anybody acts."""
        await until_none(
            self._storage.bulk, lambda tx, most: tx.subscribed_entries.prune(which, newest, most)
        )

    async def forget(self, which: SubscribedList) -> None:
        """Delete a list that nobody follows any more."""
        async with self._storage.durable() as tx:
            if await tx.subscriptions.of_list(which.id):
                return
            await tx.subscribed_lists.empty(which.id)
        await until_none(
            self._storage.bulk, lambda tx, most: tx.subscribed_entries.discard_half(which.id, 0, most)
        )
        async with self._storage.durable() as tx:
            if not await tx.subscriptions.of_list(which.id):
                await tx.subscribed_lists.forget(which.id)

    async def _take_away_half(self, which: SubscribedList) -> None:
        await until_none(
            self._storage.bulk,
            lambda tx, most: tx.subscribed_entries.discard_half(which.id, which.newest, most),
        )

    async def _add(self, which: ListId, number: int, fetched: Fetched) -> set[int]:
        """Write what is new; returns the hash of each pattern, which takes less room than the patterns."""
        seen: set[int] = set()
        new: list[str] = []

        async def write(tx: SubscriptionsTx, items: Sequence[Item]) -> None:
            await self._require(tx, which)
            added = await tx.subscribed_entries.add(which, number, items)
            now = self._clock()
            for pattern in added:
                await tx.invites.hold(pattern, now)
            new[:] = [pattern.key for pattern in added]

        def noted() -> Iterator[Item]:
            for item in fetched.items():
                seen.add(hash(item.pattern.text))
                yield item

        await in_portions(noted(), self._storage.bulk, write, lambda _: self._changed(list(new)), _PORTION)
        return seen

    async def _end_others(self, which: ListId, number: int, seen: set[int]) -> None:
        last = 0
        while rows := await self._storage.read.subscribed_entries.standing(which, last, _AT_ONCE):
            last = rows[-1][0]
            gone = iter([entry for entry, text in rows if hash(text) not in seen])
            while part := list(islice(gone, _PORTION)):
                async with self._storage.bulk() as tx:
                    await self._require(tx, which)
                    await tx.subscribed_entries.end(part, number)

    async def _require(self, tx: SubscriptionsTx, which: ListId) -> None:
        if not await tx.subscribed_lists.is_taken(which, self._process):
            raise LostListError

    async def _judge(self, tx: SubscriptionsTx, which: ListId, judged: _Judged, counts: Counts) -> bool:
        """Say for each follower whether the version acts; returns whether it does for any."""
        acts = False
        for each in await tx.subscriptions.of_list(which):
            added, removed = counts.get(each.version) or await tx.subscribed_entries.compare(
                which, each.version, judged.version.number
            )
            before = await tx.subscribed_lists.version(which, each.version)
            change = Change(
                before.size if before else each.accepted,
                judged.version.size,
                each.accepted,
                added,
                removed,
                judged.version.names_publisher,
            )
            acts = await self._decide(tx, each, judged, change) or acts
        return acts

    async def _decide(
        self, tx: SubscriptionsTx, follower: Subscription, judged: _Judged, change: Change
    ) -> bool:
        now, size = self._clock(), change.after.entries
        doubt = doubt_about(change)
        if doubt is None:
            await tx.subscriptions.act_on(follower.id, judged.version.number)
            if change.added or change.removed:
                line = LogLine(now, Event.APPLIED, size, change.added, change.removed)
                await tx.subscriptions.note(follower.id, line)
            if follower.held is not None:
                await tx.outbox.arm(Kind.LIST_HELD, follower.id, follower.server, now)
            return True
        held = Held(doubt, judged.version.number, size, change.added, change.removed)
        if follower.kept == judged.digest:
            await tx.subscriptions.hold(follower.id, held, follower.noticed_at, judged.digest)
            if not follower.is_kept:  # something else came between: its message says now what holds again
                await tx.outbox.arm(Kind.LIST_HELD, follower.id, follower.server, now)
            return False
        await self._hold(tx, follower, held)
        return False

    async def _hold(self, tx: SubscriptionsTx, follower: Subscription, held: Held, *, kept: str = "") -> None:
        now, told = self._clock(), follower.noticed_at
        line = LogLine(now, Event.HELD, held.entries, held.added, held.removed, held.doubt)
        await tx.subscriptions.note(follower.id, line)
        # A list that goes to and fro is said once a week; its message is brought up to date meanwhile.
        if told is None or now - told >= _NOTICED_AGAIN:
            told = now
            await tx.outbox.arm_anew(Kind.LIST_HELD, follower.id, follower.server, now)
        else:
            await tx.outbox.arm(Kind.LIST_HELD, follower.id, follower.server, now)
        await tx.subscriptions.hold(follower.id, held, told, kept)
