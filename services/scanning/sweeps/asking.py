"""What moderators do with sweeps: begin, start, pause, go on, stop, take back, look at a sample. Authority is asked at each click."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from core.base.authority import Caller, require_moderator
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ChannelId, MessageId, ServerId, SweepId
from core.base.posts import MessagePlace
from core.base.times import snowflake_at
from core.lists.patterns import Pattern
from core.scanning.detections import Person
from core.scanning.sweeps import (
    DAYS,
    Counts,
    Sweep,
    SweepAction,
    SweepState,
    SweepVerb,
    after,
    before,
    require_days,
    searched_host,
    verbs,
)
from core.servers.policy import Tier
from services.base.outbox import Kind, known_place
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.lists.lookup import About
from services.lists.typed_pattern import shown_pattern
from services.scanning.sweeps.matching import SweepMatching
from services.scanning.sweeps.ports import Beginning, SweepsTx, SweptDiscord
from services.scanning.sweeps.worker import Naming

OPEN_AT_ONCE: Final = 3  # sweeps of a server that go on or wait for somebody
_SAMPLE: Final = 5
_LOOKED_FOR_SAMPLE: Final = 12
_NAMED: Final = 6  # groups of removals to which a card leads


class ListAnswers(Protocol):
    """Says what lists have of a pattern; services.lists.lookup.ListLookup fills it."""

    async def about(self, server: ServerId, pattern: Pattern) -> About:
        """Find every entry and exception that covers it. Raises Unavailable."""
        ...


@dataclass(frozen=True, slots=True)
class Begun:
    """A sweep that was asked for. `new`: False where one of this pattern is open already. `place`: where its card stands, if it does."""

    sweep: Sweep
    new: bool
    place: MessagePlace | None = None
    review_channel: ChannelId | None = None


@dataclass(frozen=True, slots=True)
class SweepView:
    """What a card shows. `listed`: the pattern is on the server's own list, so that new messages are looked for, too. `verbs`: what can
    be done now. `groups`: where the cards of its removals stand.
    """

    sweep: Sweep
    counts: Counts
    verbs: frozenset[SweepVerb]
    listed: bool
    now: datetime
    groups: Sequence[MessagePlace] = ()


@dataclass(frozen=True, slots=True)
class Sampled:
    """A message of the sample, as it stands now."""

    channel: ChannelId
    message: MessageId
    text: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """Some of the messages that were found. `hidden`: how many of those that were asked for Discord did not show."""

    sweep: Sweep
    messages: Sequence[Sampled]


class Sweeps:
    """The use cases. Each raises UserError."""

    def __init__(
        self,
        *,
        storage: Storage[SweepsTx],
        patterns: Naming,
        lists: ListAnswers,
        matching: SweepMatching,
        discord: SweptDiscord,
        bell: Bell,
        outbox_bell: Bell,
        clock: Clock,
        discord_clock: Clock,
        reads_messages: bool,
    ) -> None:
        """`discord_clock`: the time as Discord has it, which is that of messages. `reads_messages`: False where Discord does not let
        Rowan read what messages say.
        """
        self._storage = storage
        self._patterns = patterns
        self._lists = lists
        self._matching = matching
        self._discord = discord
        self._bell = bell
        self._outbox_bell = outbox_bell
        self._clock = clock
        self._discord_clock = discord_clock
        self._reads_messages = reads_messages

    async def begin(self, caller: Caller, typed: str, days: int = DAYS) -> Begun:
        """Begin to look for a pattern, which need stand on no list. Of two moderators who begin the same, one does."""
        settings = await self._storage.glance.servers.get(caller.server)
        require_moderator(caller, settings.moderator_role)
        if not settings.set_up or settings.review_channel is None:
            raise UserError("sweep-not-set-up")
        if not self._reads_messages:
            raise UserError("sweep-blind")
        require_days(days)
        pattern = await self._patterns.resolve(caller.server, typed)
        about = await self._lists.about(caller.server, pattern)
        if about.allows:
            raise UserError("sweep-allowed", pattern=shown_pattern(pattern.text))
        since = self._discord_clock() - timedelta(days=days)
        beginning = Beginning(
            server=caller.server,
            pattern=pattern,
            days=days,
            category=_category(about),
            after=snowflake_at(since),
            by=Person(caller.user, caller.name),
            search_before=None if searched_host(pattern) is None else 0,
        )
        now = self._clock()
        async with self._storage.durable() as tx:
            open_now = await tx.sweeps.open_in(caller.server)
            sweep, new = await tx.sweeps.begin(beginning, now)
            if new:
                if open_now >= OPEN_AT_ONCE:
                    raise UserError("sweep-too-many", most=OPEN_AT_ONCE)
                await tx.audit.note(
                    caller.server, caller.user, "sweep-begin", _subject(sweep.id), now, after=pattern.text
                )
                await tx.outbox.arm(Kind.SWEEP_CARD, sweep.id, caller.server, now)
        self._ring()
        place = None if new else await self._storage.glance.outbox.place_of(Kind.SWEEP_CARD, sweep.id)
        return Begun(sweep, new, place, settings.review_channel)

    async def view(self, sweep: SweepId) -> SweepView | None:
        """What its card shows. None: there is no such sweep. Raises Unavailable."""
        reads = self._storage.read
        found = await reads.sweeps.get(sweep)
        if found is None:
            return None
        counts = await reads.sweeps.counts(sweep)
        groups = []
        for group in await reads.sweeps.groups(sweep, _NAMED):
            place = await reads.outbox.place_of(Kind.DETECTION_CARD, group)
            groups += [] if place is None else [place]
        return SweepView(
            found, counts, verbs(found, counts), await self._is_listed(found), self._clock(), groups
        )

    async def _is_listed(self, sweep: Sweep) -> bool:
        try:
            pattern = await self._patterns.resolve(sweep.server, sweep.pattern)
        except UserError:
            return False
        about = await self._lists.about(sweep.server, pattern)
        return any(match.tier is Tier.OWN and not match.allowed for match in about.matches)

    async def theirs(self, caller: Caller, sweep: SweepId, place: MessagePlace | None) -> Sweep:
        """Give a sweep of the caller's server. `place`: where its card was clicked; None: in a private answer or a form."""
        settings = await self._storage.glance.servers.get(caller.server)
        require_moderator(caller, settings.moderator_role)
        found = await self._storage.glance.sweeps.get(sweep)
        if found is None or found.server != caller.server:
            raise UserError("error-unknown-button")
        if place is not None:
            where = await known_place(self._storage.glance.outbox, Kind.SWEEP_CARD, sweep)
            if where != place:
                raise UserError("sweep-elsewhere")
        return found

    async def step(self, caller: Caller, sweep: SweepId, place: MessagePlace, verb: SweepVerb) -> Sweep:
        """Start, cancel, pause, go on with, or stop a sweep. Whoever starts it or goes on is who it removes for."""
        await self.theirs(caller, sweep, place)
        now = self._clock()
        async with self._storage.durable() as tx:
            found = await tx.sweeps.get(sweep)
            counts = await tx.sweeps.counts(sweep)
            if found is None or verb not in verbs(found, counts):
                raise UserError("sweep-not-now")
            goes_on = after(verb) is SweepState.RUNNING
            done = await tx.sweeps.step(
                sweep,
                before(verb),
                after(verb),
                now,
                by=Person(caller.user, caller.name) if goes_on else None,
                action=_ACTIONS.get(verb),
                done_before=counts.done if goes_on else None,
            )
            if not done:
                raise UserError("sweep-not-now")
            await tx.audit.note(
                caller.server, caller.user, f"sweep-{verb}", _subject(sweep), now, after=found.pattern
            )
            await tx.outbox.arm(Kind.SWEEP_CARD, sweep, caller.server, now)
        self._ring()
        return found

    async def undo(self, caller: Caller, sweep: SweepId) -> Sweep:
        """Have everything that a sweep removed taken back, as far as it can be."""
        await self.theirs(caller, sweep, None)
        now = self._clock()
        async with self._storage.durable() as tx:
            found = await tx.sweeps.get(sweep)
            if found is None or SweepVerb.UNDO not in verbs(found, await tx.sweeps.counts(sweep)):
                raise UserError("sweep-not-now")
            if not await tx.sweeps.begin_undo(sweep, Person(caller.user, caller.name), now):
                raise UserError("sweep-not-now")
            await tx.audit.note(
                caller.server, caller.user, "sweep-undo", _subject(sweep), now, after=found.pattern
            )
            await tx.outbox.arm(Kind.SWEEP_CARD, sweep, caller.server, now)
        self._ring()
        return found

    async def sample(self, caller: Caller, sweep: SweepId, place: MessagePlace) -> Sample:
        """Give some of the messages that were found, as they stand now; the audit says that somebody looked. Raises Unavailable."""
        found = await self.theirs(caller, sweep, place)
        pattern = await self._patterns.resolve(found.server, found.pattern)
        sampled: list[Sampled] = []
        for channel, message in await self._storage.glance.sweeps.sample(sweep, _LOOKED_FOR_SAMPLE):
            if len(sampled) == _SAMPLE:
                break
            page = await self._discord.page(found.server, channel, message + 1)
            posts = [each for each in (page.posts if page else ()) if each.post.message == message]
            for each in await self._matching.matched(found.server, pattern, posts):
                sure = each.hit is not None and each.hit.sure
                text = each.swept.post.words or "\n".join(each.swept.post.texts)
                sampled.append(Sampled(channel, message, text, sure))
        now = self._clock()
        async with self._storage.durable() as tx:
            await tx.audit.note(caller.server, caller.user, "sweep-reveal", _subject(sweep), now)
        return Sample(found, sampled)

    def _ring(self) -> None:
        self._bell.ring()
        self._outbox_bell.ring()


_ACTIONS: Final = {SweepVerb.START: SweepAction.DELETE, SweepVerb.REVIEW: SweepAction.REVIEW}


def _subject(sweep: SweepId) -> str:
    return f"sweep/{sweep}"


def _category(about: About) -> Category:
    """The category under which the place is listed here, the own list first."""
    ordered = sorted(about.matches, key=lambda match: match.tier.rank)
    return ordered[0].category if ordered else Category.OTHER
