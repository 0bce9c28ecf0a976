"""What is told of subscribed lists by itself, and what managers answer: take what is held, keep the old one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.base.authority import Caller, require_manager
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import SubscriptionId
from core.base.posts import MessagePlace
from services.base.outbox import Kind
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.lists.previews.second_clicks import Asked, Verb
from services.lists.subscriptions.first_looks import Doubted, FirstLooks, Question
from services.lists.subscriptions.ports import SubscriptionsTx
from services.lists.subscriptions.values import Event, LogLine, Subscription


@dataclass(frozen=True, slots=True)
class FirstDay:
    """What a subscription found in its first day, by category, and some of the links."""

    found: Sequence[tuple[Category, int]]
    links: Sequence[str]

    @property
    def total(self) -> int:
        """How many links that were."""
        return sum(count for _, count in self.found)


class FirstDayStore(Protocol):
    """The store of table `detections`, as far as first days go."""

    async def first_day(self, subscription: Subscription, links: int) -> FirstDay:
        """Count what was only counted of this subscription, and give so many of its links."""
        ...


class FollowingTx(SubscriptionsTx, Protocol):
    """What a transaction offers to managers."""

    @property
    def first_days(self) -> FirstDayStore:
        """The store of table `detections`, as far as first days go."""
        ...


class SubscriptionNotices:
    """The use cases. Raise UserError, Unavailable."""

    def __init__(
        self, *, storage: Storage[FollowingTx], looks: FirstLooks, clock: Clock, outbox_bell: Bell
    ) -> None:
        self._storage = storage
        self._looks = looks
        self._clock = clock
        self._outbox_bell = outbox_bell

    async def get(self, which: SubscriptionId) -> Subscription | None:
        """Give a subscription, for its notices."""
        return await self._storage.read.subscriptions.get(which)

    async def place_of(self, kind: Kind, which: SubscriptionId) -> MessagePlace | None:
        """Where the notice of this kind stands."""
        return await self._storage.read.outbox.place_of(kind, which)

    async def entries(self, subscription: Subscription) -> int:
        """Count what acts of a subscription."""
        found = await self._storage.read.subscribed_lists.version(subscription.list, subscription.version)
        return found.size.entries if found else 0

    async def first_day(self, subscription: Subscription, links: int = 0) -> FirstDay:
        """Give what the first day found."""
        return await self._storage.read.first_days.first_day(subscription, links)

    async def sample(self, caller: Caller, which: SubscriptionId, links: int) -> Sequence[str]:
        """Give some links that the first day found, to a manager."""
        require_manager(caller)
        found = await self.get(which)
        if found is None or found.server != caller.server:
            raise UserError("subscription-over")
        return (await self.first_day(found, links)).links

    async def take(self, caller: Caller, which: SubscriptionId, version: int) -> int | Doubted:
        """Take a held version for this server alone; returns how many entries it has. Doubted: what is new in it would have
        done much here, so it is not taken before a second click.
        """
        require_manager(caller)
        return await self._weighed(caller, which, version, None)

    async def answered(self, caller: Caller, token: str) -> int | Doubted:
        """Take the version that was asked about, at the second click. Doubted: it would do clearly more than was shown."""
        require_manager(caller)
        question = await self._looks.question(caller, token, Verb.TAKE)
        options = question.kept.asked.options
        which, version = SubscriptionId(int(options["subscription"] or 0)), int(options["version"] or 0)
        done = await self._weighed(caller, which, version, question)
        if not isinstance(done, Doubted):
            await self._looks.drop(caller, token)
        return done

    async def _weighed(
        self, caller: Caller, which: SubscriptionId, version: int, question: Question | None
    ) -> int | Doubted:
        found = await self._held(self._storage.read, caller, which, version)
        look = await self._looks.of_version(caller.server, found.list, version, found.version)
        asked = Asked(Verb.TAKE, found.url, {"subscription": which, "version": version})
        entries = found.held.entries if found.held else 0
        doubted = await self._looks.doubted(caller, asked, entries, look, question)
        return doubted or await self._take(caller, which, version)

    async def _take(self, caller: Caller, which: SubscriptionId, version: int) -> int:
        async with self._storage.durable() as tx:
            found = await self._held(tx, caller, which, version)
            made = await tx.subscribed_lists.version(found.list, version)
            if found.held is None or made is None or not found.held.doubt.can_be_taken:
                raise UserError("subscription-over")
            now = self._clock()
            await tx.subscriptions.act_on(which, version, made.size)
            line = LogLine(now, Event.TAKEN, made.size.entries, found.held.added, found.held.removed)
            await tx.subscriptions.note(which, line)
            await tx.audit.note(
                caller.server, caller.user, "list-take", f"list/{found.list} version {version}", now
            )
            await tx.outbox.arm(Kind.LIST_HELD, which, caller.server, now)
        self._outbox_bell.ring()
        return made.size.entries

    async def keep(self, caller: Caller, which: SubscriptionId, version: int) -> None:
        """Keep the old version, and hear no more of this one."""
        require_manager(caller)
        async with self._storage.durable() as tx:
            found = await self._held(tx, caller, which, version)
            if found.held is None or not found.held.doubt.can_be_taken:  # there is nothing to refuse
                raise UserError("subscription-over")
            made = await tx.subscribed_lists.get(found.list)
            now = self._clock()
            await tx.subscriptions.keep(which, made.digest if made else "")
            await tx.subscriptions.note(which, LogLine(now, Event.KEPT, found.held.entries))
            await tx.audit.note(
                caller.server, caller.user, "list-keep", f"list/{found.list} version {version}", now
            )
            await tx.outbox.arm(Kind.LIST_HELD, which, caller.server, now)
        self._outbox_bell.ring()

    @staticmethod
    async def _held(tx: SubscriptionsTx, caller: Caller, which: SubscriptionId, version: int) -> Subscription:
        found = await tx.subscriptions.get(which)
        if found is None or found.server != caller.server or found.held is None:
            raise UserError("subscription-over")
        if found.held.version != version:
            raise UserError("subscription-changed")
        return found
