"""Put what a case is about on the server's own list, and close the cases that the pattern covers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import Unavailable, UserError
from core.base.ids import CaseId, ChannelId, ServerId, StanceId
from core.links import Link, canonical
from core.lists.patterns import Pattern, Scope, pattern_for
from core.lists.refusals import PatternError
from core.lists.shared_standing import StanceKind
from core.lists.stances import EntryWords
from core.lists.verdicts import Match, decide
from core.reports.cases import CaseOutcome, Refusal, Step, advance
from core.reports.endings import Closure
from core.scanning.detections import KEEP_TEXT, Settled
from core.servers.policy import Policy, Tier
from services.base.health.figures import SILENT, Meter
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.lists.entries import EntriesTx, OwnEntry
from services.lists.entry_changes import LinkedEntry, list_link_in_site
from services.lists.invites import Invites
from services.lists.lookup import ListLookup
from services.lists.own_sites import known_site
from services.lists.shared_list.shared import require_not_banned
from services.lists.shared_list.stances import StancesTx, take_stance
from services.lists.typed_pattern import PatternResolver
from services.reports.cases.access import CaseAccess, stored_case, take_step
from services.reports.cases.closing import close
from services.reports.cases.message_removal import order_removal
from services.reports.cases.ports import ReviewTx
from services.reports.cases.traces import leave_traces
from services.reports.figures import CASES_CLOSED
from services.reports.forms import ListForm, read_list_form
from services.reports.records import Case, CaseLink
from services.servers.settings import ServerSettings


class ChannelTree(Protocol):
    """Discord's channels, those too of which the gateway does not tell, as an archived thread."""

    async def channels_around(self, server: ServerId, channel: ChannelId) -> Sequence[ChannelId]:
        """The place from the inside out: thread, channel, category. Raises Unavailable where that is not known: a server
        may have switched removals off there.
        """
        ...


class ListingTx(ReviewTx, EntriesTx, StancesTx, Protocol):
    """What a transaction offers to list what a case is about."""


@dataclass(frozen=True, slots=True)
class CaseListing:
    """What *list* puts on the own list, or did from a related case. `link`: the one of this case that the pattern
    covers. `remove`: the policy wants the message gone.
    """

    pattern: Pattern
    link: CaseLink
    category: Category
    note: str
    share: bool
    remove: bool
    site: str = ""


@dataclass(frozen=True, slots=True)
class ListDone:
    """What *list* did. `allowed`: an exception of this server lets the link stand all the same."""

    pattern: Pattern
    entry: OwnEntry
    new: bool
    shared: bool
    removing: bool
    allowed: bool
    related: tuple[CaseId, ...]


@dataclass(frozen=True, slots=True)
class RelatedDone:
    """Which cases were closed together, and which stay with whoever holds them. `open`: those that nobody looked at,
    since the entry was taken off the list meanwhile.
    """

    pattern: str
    closed: tuple[CaseId, ...]
    left: tuple[CaseId, ...]
    open: tuple[CaseId, ...] = ()


class _EntryGone(Exception):
    """The own list does not hold the pattern (any more)."""


class CaseListings:
    """The use cases of listing what a case is about. Each raises UserError: no rights, another server's
    case, a step that is not possible now.
    """

    def __init__(
        self,
        *,
        storage: Storage[ListingTx],
        access: CaseAccess,
        patterns: PatternResolver,
        lists: ListLookup,
        invites: Invites,
        channels: ChannelTree,
        outbox_bell: Bell,
        removal_bell: Bell,
        clock: Clock,
        keep_text: timedelta = KEEP_TEXT,
        meter: Meter = SILENT,
    ) -> None:
        """`keep_text`: how long the text of a removed message is kept."""
        self._keep_text = keep_text
        self._meter = meter
        self._storage = storage
        self._access = access
        self._patterns = patterns
        self._lists = lists
        self._invites = invites
        self._channels = channels
        self._outbox_bell = outbox_bell
        self._removal_bell = removal_bell
        self._clock = clock

    async def list_pattern(self, caller: Caller, case: CaseId, form: ListForm) -> ListDone:
        """Put the pattern on the own list and close the case; the removal of the message is owed where the policy
        says so. Claims by itself.
        """
        settings = await self._access.moderator(caller)
        listing = await self._listing(settings, await self._access.case(caller, case), form)
        put, removing = await self._list(caller, case, listing)
        self._meter.count(CASES_CLOSED, CaseOutcome.LISTED)
        self._lists.changed([listing.pattern.key])
        self._removal_bell.ring()
        self._outbox_bell.ring()
        related = await self._storage.read.case_reader.related_to(caller, listing.pattern, case)
        link = canonical(listing.link.canonical)
        return ListDone(
            pattern=listing.pattern,
            entry=put.entry,
            new=put.new,
            shared=listing.share,
            removing=removing,
            allowed=link is not None and await self._lists.allowed(caller.server, link),
            related=tuple(other for other, _ in related),
        )

    async def would_list(self, caller: Caller, case: CaseId, form: ListForm) -> Pattern:
        """The pattern that `list_pattern` would put on the list. Raises UserError where that would not."""
        settings, found = await self._access.moderator(caller), await self._access.case(caller, case)
        self._access.require_possible(caller, found, Step.LIST)
        read = read_list_form(found, form)
        if read.share:
            require_not_banned(settings)
        return await self._patterns.as_listed(found.server, read.pattern, read.link.canonical)

    async def _list(self, caller: Caller, case: CaseId, listing: CaseListing) -> tuple[LinkedEntry, bool]:
        """Put the pattern on the list. Returns what stands there, and whether the message's removal is owed."""
        now, pattern, server = self._clock(), listing.pattern, caller.server
        async with self._storage.bulk() as tx:  # the list is counted, each reporter is owed a word
            found, after = await take_step(tx, caller, case, Step.LIST)
            category, note = listing.category, listing.note
            put = await list_link_in_site(
                tx, server, pattern, category, note, caller.user, case, now, listing.site
            )
            stance = await self._share(tx, caller, pattern, put.words, now) if listing.share else None
            because = (pattern, listing.link, listing.category)
            removing = listing.remove and await order_removal(
                tx, caller, found, Settled.LISTED, now, because=because, keep_text=self._keep_text
            )
            ending = Closure.listed(pattern, listing.note, stance)
            await close(tx, caller, found, after, ending, now)
            told = f"{pattern.text} {listing.category}"
            await leave_traces(tx, caller, found, Step.LIST, now, after=told)
        return put, removing

    async def would_remove(self, case: Case, kept: CaseLink, link: Link) -> bool | None:
        """Whether listing this link in the case's own category has its message deleted; None where that is not known now."""
        try:
            pattern = pattern_for(link, Scope.PAGE)
            return await self._wants_removal(case, pattern, kept, case.category)
        except (PatternError, Unavailable):
            return None

    async def close_related(self, caller: Caller, case: CaseId) -> RelatedDone:
        """Close every other open case that the pattern listed from this one covers, as this one was closed."""
        found = await self._access.case(caller, case)
        if found.pattern is None:
            raise UserError("case-nothing-listed")
        try:
            pattern = await self._patterns.resolve(caller.server, found.pattern)
        except UserError:
            raise UserError("case-nothing-listed") from None
        return await self._close_covered(caller, pattern, along_with=case)

    async def covered(self, caller: Caller, pattern: Pattern) -> list[CaseId]:
        """The open cases that a pattern covers, for one that was listed without a case."""
        await self._access.moderator(caller)
        related = await self._storage.read.case_reader.related_to(caller, pattern, None)
        return [case for case, _ in related]

    async def close_covered(self, caller: Caller, pattern: Pattern) -> RelatedDone:
        """Close every open case that a pattern of the own list covers."""
        await self._access.moderator(caller)
        return await self._close_covered(caller, pattern, along_with=None)

    async def _close_covered(
        self, caller: Caller, pattern: Pattern, *, along_with: CaseId | None
    ) -> RelatedDone:
        closed: list[CaseId] = []
        left: list[CaseId] = []
        covered = await self._storage.read.case_reader.related_to(caller, pattern, along_with)
        try:
            for other, link in covered:
                done = await self._relate(caller, other, pattern, link, along_with)
                (closed if done else left).append(other)
                if done:
                    self._meter.count(CASES_CLOSED, CaseOutcome.RELATED)
        except _EntryGone:
            if not closed:
                raise UserError("case-nothing-listed") from None
        finally:  # each of them was committed by itself, whatever stopped the next
            self._removal_bell.ring()
            self._outbox_bell.ring()
        untouched = tuple(other for other, _ in covered[len(closed) + len(left) :])
        return RelatedDone(pattern.text, tuple(closed), tuple(left), untouched)

    @staticmethod
    async def _share(
        tx: ListingTx, caller: Caller, pattern: Pattern, words: EntryWords, now: datetime
    ) -> StanceId:
        """Share the entry and return which word of the server that is, so that it can be taken back."""
        kind = StanceKind.CONFIRM
        return await take_stance(tx, caller.server, pattern, kind, words, "", caller.user, now)

    async def _listing(self, settings: ServerSettings, case: Case, form: ListForm) -> CaseListing:
        read = read_list_form(case, form)
        if read.share:
            require_not_banned(settings)
        pattern = await self._patterns.as_listed(case.server, read.pattern, read.link.canonical)
        await self._invites.before_listing(case.server, pattern)
        category = read.category
        if category is None:
            category = (await known_site(self._storage.read, case.server, read.site)).category
        return CaseListing(
            pattern=pattern,
            link=read.link,
            category=category,
            note=read.note,
            share=read.share,
            remove=await self._wants_removal(case, pattern, read.link, category),
            site=read.site,
        )

    async def _wants_removal(self, case: Case, pattern: Pattern, link: CaseLink, category: Category) -> bool:
        if case.place is None:
            return False
        whole = canonical(link.canonical)
        allowed = whole is not None and await self._lists.allowed(case.server, whole)
        match = Match(pattern.text, Tier.OWN, category, link.canonical, link.how, allowed=allowed)
        policy = await self._storage.read.policies.get(case.server)
        around = await self._channels.channels_around(case.server, case.place.channel)
        return _deletes(match, policy, around)

    async def _relate(
        self, caller: Caller, case: CaseId, pattern: Pattern, link: CaseLink, along_with: CaseId | None
    ) -> bool:
        """Close one case that the pattern covers. False: it stays with whoever holds it, or is closed meanwhile.

        Raises _EntryGone.
        """
        other = await self._access.case(caller, case)
        whole = canonical(link.canonical)
        matches = await self._lists.matches(caller.server, [] if whole is None else [whole])
        entry = next(
            (match for match in matches if match.tier is Tier.OWN and match.pattern == pattern.text), None
        )
        if entry is None:
            raise _EntryGone
        remove = await self._wants_removal(other, pattern, link, entry.category)
        listing = CaseListing(pattern, link, entry.category, note="", share=False, remove=remove)
        now = self._clock()
        async with self._storage.bulk() as tx:
            stored = await stored_case(tx, caller, case)
            after = advance(stored.standing, Step.RELATE, tx.cases.actor(caller))
            if isinstance(after, Refusal):
                return False
            if listing.remove:
                because = (pattern, link, listing.category)
                await order_removal(
                    tx, caller, stored, Settled.LISTED, now, because=because, keep_text=self._keep_text
                )
            await close(tx, caller, stored, after, Closure.related(pattern, along_with), now)
            await leave_traces(tx, caller, stored, Step.RELATE, now, after=pattern.text)
        return True


def _deletes(match: Match, policy: Policy, channels: Sequence[ChannelId]) -> bool:
    decision = decide([match], policy, channels)
    return decision is not None and decision.action.deletes
