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
from services.lists.previews.second_clicks import Asked, Options, Verb
from services.lists.subscriptions.bringing import Bringing, LostListError
from services.lists.subscriptions.first_looks import Doubted, FirstLooks, Look, Question
from services.lists.subscriptions.notices import FollowingTx
from services.lists.subscriptions.reading import Fetched, is_no_address, read_list, refusals, require_list
from services.lists.subscriptions.rounds import LIMITS
from services.lists.subscriptions.turns import Turns
from services.lists.subscriptions.values import Event, LogLine, SubscribedList, Subscription, Version

LOG_LINES: Final = 5
_SAMPLE: Final = 5


@dataclass(frozen=True, slots=True)
class Begun:
    """What a new subscription holds. `look`: what it would have done here. `why`: of what is refused, with how often; known
    where it was just fetched. `pinned`: of a signed list, the key that is believed from now on; `exceptions`: how many places
    it lets through.
    """

    subscription: Subscription
    version: Version
    look: Look
    why: Sequence[tuple[str, int]] = ()
    sample: Sequence[str] = ()
    pinned: Pinned | None = None
    exceptions: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """One subscription, its list, and the newest lines of its log. `counted`: how many links it found so far, in its
    first day; None: that is over. `exceptions`: how many places it lets through.
    """

    subscription: Subscription
    list: SubscribedList
    entries: int
    log: Sequence[LogLine]
    counted: int | None = None
    exceptions: int = 0


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a manager wants to follow, and how. `answered`: what they were asked about it."""

    url: str
    category: Category
    act_now: bool
    answered: Question | None = None


def _wanted(question: Question) -> _Wanted:
    asked = question.kept.asked
    category, act_now = Category(str(asked.options["category"])), asked.options["act_now"] is True
    return _Wanted(asked.pattern, category, act_now, question)


class Following:
    """The use cases. Raise UserError, Unavailable. `most`: lists that a server may follow; `entries`: that a list may have."""

    def __init__(
        self,
        *,
        storage: Storage[FollowingTx],
        bringing: Bringing,
        looks: FirstLooks,
        fetches: Fetches,
        clock: Clock,
        process: str,
        outbox_bell: Bell,
        most: int,
        entries: int,
    ) -> None:
        self._storage = storage
        self._looks = looks
        self._bringing = bringing
        self._fetches = fetches
        self._clock = clock
        self._process = process
        self._outbox_bell = outbox_bell
        self._most = most
        self._entries = entries
        self._turns = Turns(clock=clock)

    async def subscribe(
        self, caller: Caller, typed: str, category: Category | None, *, act_now: bool
    ) -> Begun | Doubted:
        """Follow a list: it is fetched and read first, if nobody follows it yet. Doubted: it would have done much here, so it
        is not followed before a second click.
        """
        require_manager(caller)
        url = self._address(typed).url
        return await self._follow(caller, _Wanted(url, category or Category.HARASSMENT, act_now))

    async def answered(self, caller: Caller, token: str) -> Begun | Doubted:
        """Follow the list that was asked about, at the second click. Doubted: it would do clearly more than was shown."""
        require_manager(caller)
        done = await self._follow(caller, _wanted(await self._looks.question(caller, token, Verb.SUBSCRIBE)))
        if isinstance(done, Begun):
            await self._looks.drop(caller, token)
        return done

    async def cancel(self, caller: Caller, token: str) -> None:
        """Do nothing of what was asked about: a list, or a version of one that was held."""
        require_manager(caller)
        await self._looks.question(caller, token, Verb.SUBSCRIBE, Verb.TAKE)
        await self._looks.drop(caller, token)

    async def sample(self, caller: Caller, token: str) -> Sequence[str]:
        """Give some of the links that the list would have found here, to whoever was asked about it."""
        require_manager(caller)
        return await self._looks.sample(caller, token)

    async def _follow(self, caller: Caller, wanted: _Wanted) -> Begun | Doubted:
        await self._require_room(caller.server, wanted.url)
        known = await self._storage.read.subscribed_lists.by_url(wanted.url)
        if known is None or not known.newest:
            async with self._turns.turn(caller.server):
                return await self._first(caller, wanted)
        version = await self._storage.read.subscribed_lists.version(known.id, known.newest)
        look = await self._looks.of_version(caller.server, known.id, known.newest)
        doubted = await self._doubted(caller, wanted, version.size.entries if version else 0, look)
        return doubted or await self._begin(caller, known, wanted, look)

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
        reading, now = self._storage.read, self._clock()
        shown = []
        for each in await reading.subscriptions.of_server(caller.server):
            which = await reading.subscribed_lists.get(each.list)
            version = await reading.subscribed_lists.version(each.list, each.version)
            if which is not None:
                log = await reading.subscriptions.log(each.id, LOG_LINES)
                counts = each.log_until is not None and now < each.log_until
                counted = (await reading.first_days.first_day(each, 0)).total if counts else None
                exceptions = await reading.subscribed_entries.exceptions(each.list, each.version)
                entries = version.size.entries if version else 0
                shown.append(Shown(each, which, entries, log, counted, exceptions))
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

    async def _doubted(self, caller: Caller, wanted: _Wanted, entries: int, look: Look) -> Doubted | None:
        options: Options = {"category": str(wanted.category), "act_now": wanted.act_now}
        asked = Asked(Verb.SUBSCRIBE, wanted.url, options)
        return await self._looks.doubted(caller, asked, entries, look, wanted.answered)

    async def _first(self, caller: Caller, wanted: _Wanted) -> Begun | Doubted:
        """Fetch a list that nobody follows yet. Nothing is kept of what is no list, or is asked about."""
        address = self._address(wanted.url)
        result = await self._fetches.fetcher.fetch(FetchRequest(address.url, LIMITS))
        if not isinstance(result, Content):
            if isinstance(result, NotModified):  # it was asked for without a condition
                raise UserError("fetch-failed-no-http")
            key, status = problem_of(result).split()
            raise UserError(key, status=int(status))
        fetched = await read_list(result.body, address, self._entries, None, self._clock())
        try:
            require_list(fetched)
            look = await self._looks.of_fetched(caller.server, fetched)
            doubted = await self._doubted(caller, wanted, fetched.size.entries, look)
            if doubted is not None:
                return doubted
            now = self._clock()
            tried = Tried(
                self._fetches.due(now),
                fetched_at=now,
                etag=result.etag,
                last_modified=result.last_modified,
            )
            return await self._bring_first(caller, wanted, fetched, look, tried)
        finally:
            fetched.close()

    async def _bring_first(
        self, caller: Caller, wanted: _Wanted, fetched: Fetched, look: Look, tried: Tried
    ) -> Begun:
        async with self._storage.durable() as tx:
            which = await tx.subscribed_lists.make(wanted.url, tried.due_at)
            if not await tx.subscribed_lists.take_one(which, self._process, self._clock()):
                raise UserError("subscription-busy")
        try:
            known = await self._storage.read.subscribed_lists.get(which)
            if known is None:
                raise UserError("subscription-busy")
            if not known.newest:
                await self._bringing.bring(known, fetched, tried)
            begun = await self._begin(caller, known, wanted, look)
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

    async def _begin(self, caller: Caller, which: SubscribedList, wanted: _Wanted, look: Look) -> Begun:
        category, act_now = wanted.category, wanted.act_now
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
            exceptions = await tx.subscribed_entries.exceptions(which.id, version.number)
        assert found is not None  # noqa: S101  # it was made just now
        return Begun(found, version, look, pinned=known.pinned, exceptions=exceptions)
