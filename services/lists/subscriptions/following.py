"""What managers do with subscribed lists: subscribe, unsubscribe, show."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import filterfalse, islice
from typing import Final

from core.base.authority import Caller, require_manager
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ServerId
from core.base.web_address import WebAddress, WebAddressError
from core.lists.signed import Pinned
from core.lists.subscriptions import FIRST_DAY
from services.base.fetching import Content, FetchRequest, NotModified
from services.base.outbox import Kind
from services.base.polling import Fetches, Tried, problem_of
from services.base.ports import Clock, Storage
from services.base.worker import Bell, until_saved
from services.lists.subscriptions.bringing import Bringing, LostListError
from services.lists.subscriptions.ports import (
    Event,
    LogLine,
    SubscribedList,
    Subscription,
    SubscriptionsTx,
    Version,
)
from services.lists.subscriptions.reading import Fetched, is_no_address, read_list, refusals, require_list
from services.lists.subscriptions.rounds import LIMITS

LOG_LINES: Final = 5
_SAMPLE: Final = 5


@dataclass(frozen=True, slots=True)
class Begun:
    """What a new subscription holds. `why`: of what is refused, with how often; known where it was just fetched. `pinned`: of a
    signed list, the key that is believed from now on.
    """

    subscription: Subscription
    version: Version
    why: Sequence[tuple[str, int]] = ()
    sample: Sequence[str] = ()
    pinned: Pinned | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One subscription, its list, and the newest lines of its log."""

    subscription: Subscription
    list: SubscribedList
    entries: int
    log: Sequence[LogLine]


class Following:
    """The use cases. Raise UserError, Unavailable. `most`: lists that a server may follow; `entries`: that a list may have."""

    def __init__(
        self,
        *,
        storage: Storage[SubscriptionsTx],
        bringing: Bringing,
        fetches: Fetches,
        clock: Clock,
        process: str,
        outbox_bell: Bell,
        most: int,
        entries: int,
    ) -> None:
        self._storage = storage
        self._bringing = bringing
        self._fetches = fetches
        self._clock = clock
        self._process = process
        self._outbox_bell = outbox_bell
        self._most = most
        self._entries = entries

    async def subscribe(
        self, caller: Caller, typed: str, category: Category | None, *, act_now: bool
    ) -> Begun:
        """Follow a list: it is fetched and read first, if nobody follows it yet."""
        require_manager(caller)
        address = self._address(typed)
        await self._require_room(caller.server, address.url)
        chosen = category or Category.HARASSMENT
        known = await self._storage.read.subscribed_lists.by_url(address.url)
        if known is not None and known.newest:
            return await self._begin(caller, known, chosen, act_now=act_now)
        return await self._first(caller, address, chosen, act_now=act_now)

    async def unsubscribe(self, caller: Caller, typed: str) -> str:
        """Follow a list no more: all that it brought here is gone with it."""
        require_manager(caller)
        found = await self._named(caller.server, typed)
        async with self._storage.durable() as tx:
            now = self._clock()
            await tx.outbox.arm(Kind.LIST_HELD, found.id, caller.server, now)
            await tx.subscriptions.end(found.id)
            if not await tx.subscriptions.of_list(found.list):
                await tx.subscribed_lists.empty(found.list)
                await tx.subscribed_lists.due(found.list, now)
            await tx.audit.note(caller.server, caller.user, "list-unsubscribe", f"list/{found.list}", now)
        self._outbox_bell.ring()
        return found.url

    async def show(self, caller: Caller) -> list[Shown]:
        """Give everything that this server follows, with what was applied when and why."""
        require_manager(caller)
        reading = self._storage.read
        shown = []
        for each in await reading.subscriptions.of_server(caller.server):
            which = await reading.subscribed_lists.get(each.list)
            version = await reading.subscribed_lists.version(each.list, each.version)
            if which is not None:
                log = await reading.subscriptions.log(each.id, LOG_LINES)
                shown.append(Shown(each, which, version.size.entries if version else 0, log))
        return shown

    def _address(self, typed: str) -> WebAddress:
        try:
            return self._fetches.read(typed.strip())
        except WebAddressError as error:
            raise UserError(f"fetch-refused-{error.fault}") from None

    async def _require_room(self, server: ServerId, url: str) -> None:
        followed = await self._storage.read.subscriptions.of_server(server)
        if any(each.url == url for each in followed):
            raise UserError("subscription-already")
        if len(followed) >= self._most:
            raise UserError("subscription-too-many", limit=self._most)

    async def _named(self, server: ServerId, typed: str) -> Subscription:
        url = self._address(typed).url
        for each in await self._storage.read.subscriptions.of_server(server):
            if each.url == url:
                return each
        raise UserError("subscription-not-there")

    async def _first(
        self, caller: Caller, address: WebAddress, category: Category, *, act_now: bool
    ) -> Begun:
        """Fetch a list that nobody follows yet. Nothing is kept of what is no list."""
        result = await self._fetches.fetcher.fetch(FetchRequest(address.url, LIMITS))
        if not isinstance(result, Content):
            if isinstance(result, NotModified):  # it was asked for without a condition
                raise UserError("fetch-failed-no-http")
            key, status = problem_of(result).split()
            raise UserError(key, status=int(status))
        fetched = await read_list(result.body, address, self._entries, None, self._clock())
        try:
            require_list(fetched)
            now = self._clock()
            tried = Tried(
                self._fetches.due(now),
                fetched_at=now,
                etag=result.etag,
                last_modified=result.last_modified,
            )
            return await self._bring_first(caller, address.url, category, fetched, tried, act_now=act_now)
        finally:
            fetched.close()

    async def _bring_first(
        self,
        caller: Caller,
        url: str,
        category: Category,
        fetched: Fetched,
        tried: Tried,
        *,
        act_now: bool,
    ) -> Begun:
        async with self._storage.durable() as tx:
            which = await tx.subscribed_lists.make(url, tried.due_at)
            if not await tx.subscribed_lists.take_one(which, self._process, self._clock()):
                raise UserError("subscription-busy")
        try:
            known = await self._storage.read.subscribed_lists.get(which)
            if known is None:
                raise UserError("subscription-busy")
            if not known.newest:
                await self._bringing.bring(known, fetched, tried)
            begun = await self._begin(caller, known, category, act_now=act_now)
        except LostListError:
            raise UserError("subscription-busy") from None
        finally:

            async def release() -> None:
                async with self._storage.relaxed() as tx:
                    await tx.subscribed_lists.release(which, self._process)

            await until_saved(release)
        texts = fetched.found.spool.texts() if fetched.found else iter(())
        sample = list(islice(filterfalse(is_no_address, texts), _SAMPLE))
        return replace(begun, why=refusals(fetched), sample=sample)

    async def _begin(
        self, caller: Caller, which: SubscribedList, category: Category, *, act_now: bool
    ) -> Begun:
        async with self._storage.durable() as tx:
            await tx.servers.ensure(caller.server)
            now = self._clock()
            known = await tx.subscribed_lists.get(which.id)
            version = None if known is None else await tx.subscribed_lists.version(known.id, known.newest)
            if known is None or version is None:  # whoever followed it left in this moment
                raise UserError("subscription-busy")
            followed = await tx.subscriptions.of_server(caller.server)
            if any(each.list == which.id for each in followed):
                raise UserError("subscription-already")
            if len(followed) >= self._most:
                raise UserError("subscription-too-many", limit=self._most)
            if version.names_publisher or not version.size.entries:
                raise UserError("subscription-doubtful")
            until = None if act_now else now + FIRST_DAY
            made = await tx.subscriptions.begin(caller.server, which.id, category, version, until, now)
            await tx.subscriptions.note(made, LogLine(now, Event.BEGUN, version.size.entries))
            await tx.audit.note(
                caller.server,
                caller.user,
                "list-subscribe",
                f"list/{which.id}",
                now,
                after=f"{category}, {version.size.entries} entries" + (", at once" if act_now else ""),
            )
            found = await tx.subscriptions.get(made)
        assert found is not None  # noqa: S101  # it was made just now
        return Begun(found, version, pinned=known.pinned)
