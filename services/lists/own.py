"""The use cases of a server's own list: add, remove, show, search, allow, unallow. Each checks who asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, EntryId, ServerId
from core.base.well_formed import well_formed
from core.lists.effects import effect_of
from core.lists.patterns import Pattern
from core.lists.shared_standing import StanceKind
from core.lists.verdicts import winning_matches
from core.servers.policy import Tier
from services.base.ports import Clock, Storage
from services.lists.entries import (
    AllowsTx,
    EntriesTx,
    EntryStore,
    OwnEntry,
    add_allow,
    end_allow,
    remove_entry,
    standing_entry,
)
from services.lists.entry_changes import EntryChanges, put_entry
from services.lists.exceptions_around import EndedAllow, around, not_allowed
from services.lists.invites import Invites
from services.lists.lookup import ListLookup
from services.lists.own_results import AddedEntry, EntryPage, PatternReport, RemovedEntry
from services.lists.shared_list.shared import SharedList, require_not_banned
from services.lists.shared_list.stances import StancesTx, retract_stance
from services.lists.sightings import HitsTx
from services.lists.typed_pattern import (
    NOTE_LENGTH,
    REASON_LENGTH,
    PatternResolver,
    clipped,
    parsed,
    shown_pattern,
)
from services.servers.moderators import require_moderator_of
from services.servers.policy import PolicyStore
from services.servers.settings import ServerSettings

QUERY_LENGTH = 60  # characters; a query stands in the custom id of the buttons that turn pages
PAGE = 10
MOST_DAYS = 3_650  # until an entry ends by itself
_SCHEME = re.compile(r"^h(?:tt|xx)ps?://(?:www\.)?")


class Suggested(StrEnum):
    """The kinds of patterns that an option offers while a moderator types."""

    OWN = "own"
    ALLOWED = "allowed"
    STANCES = "stances"  # what this server confirms or disputes
    SHARED = "shared"  # shared entries that this server may see


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search found: how many entries, and some of them, newest first. `is_partial`: not all that the operator imported
    was looked through, and of the rest there are only those that begin with the needle; `more`: there are more than were counted.
    """

    total: int
    rows: Sequence[OwnEntry]
    is_partial: bool = False
    more: bool = False


class OpenCases(Protocol):
    """The server's open cases, as far as its list must know them."""

    async def covered(self, caller: Caller, pattern: Pattern) -> list[CaseId]:
        """Find the open cases that a pattern covers which was listed without a case."""
        ...


class OwnStore(EntryStore, Protocol):
    """The store of table `own_entries`, and what is offered while somebody types."""

    async def search(self, server: ServerId, needle: str, start: int, limit: int) -> Searched:
        """Find entries that hold the needle in pattern or note; of what the operator imported, in its pattern."""
        ...

    async def suggest(
        self, server: ServerId, kind: Suggested, needle: str, limit: int
    ) -> list[tuple[EntryId, str]]:
        """Find patterns of this kind that hold the needle; of what the operator imported those that begin with it."""
        ...


class OwnTx(EntriesTx, AllowsTx, StancesTx, HitsTx, Protocol):
    """What a transaction offers to a server's own list: an entry comes and goes together with its stance."""

    @property
    def own(self) -> OwnStore:
        """The store of table `own_entries`."""
        ...

    @property
    def policies(self) -> PolicyStore:
        """The store of tables `policy_*`."""
        ...


class OwnList:
    """The use cases of the own list.

    They raise UserError: no rights, a pattern that is refused, nothing there.
    """

    def __init__(
        self,
        *,
        storage: Storage[OwnTx],
        patterns: PatternResolver,
        lookup: ListLookup,
        shared: SharedList,
        invites: Invites,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._patterns = patterns
        self._lookup = lookup
        self._shared = shared
        self._invites = invites
        self._clock = clock

    async def add(
        self,
        caller: Caller,
        typed: str,
        category: Category | None,
        note: str,
        *,
        share: bool,
        site: str = "",
        days: int | None = None,
    ) -> AddedEntry:
        """Put a pattern on the own list, and confirm it on the shared list where asked.

        Where it stands there already, what is said is changed of it, and nothing else. `site`: the name of the site that it
        joins. `days`: after so many it ends by itself.
        """
        settings = await self._moderated(caller)
        pattern = await self._patterns.as_listed(caller.server, parsed(typed), typed)
        if share:
            require_not_banned(settings)
        if days is not None and not 1 <= days <= MOST_DAYS:
            raise UserError("list-days", limit=MOST_DAYS)
        ends_at = None if days is None else self._clock() + timedelta(days=days)
        said = EntryChanges(category, clipped(note, NOTE_LENGTH), site, ends_at)
        holding = await self._invites.before_listing(caller.server, pattern)
        async with self._storage.bulk() as tx:  # it counts the list
            put = await put_entry(tx, caller.server, pattern, said, caller.user, self._clock(), share=share)
        self._lookup.changed([pattern.key])
        stood = await self._shared.stood(settings, pattern, StanceKind.CONFIRM) if share else None
        return AddedEntry(pattern, put.entry, put.before, stood, settings.set_up, holding, put.follows)

    async def keep(self, caller: Caller, entry: EntryId) -> AddedEntry:
        """Have an entry stand until it is removed, which would have ended by itself."""
        settings = await self._moderated(caller)
        pattern = await self._patterns.resolve(caller.server, f"#{entry}")
        server, now = caller.server, self._clock()
        async with self._storage.bulk() as tx:
            standing = await standing_entry(tx, server, pattern, now)
            if standing is not None:
                said = EntryChanges(endless=True)
                put = await put_entry(tx, server, pattern, said, caller.user, now, share=False)
        if standing is None:
            raise UserError("list-not-there", pattern=shown_pattern(pattern.text))
        self._lookup.changed([pattern.key])
        return AddedEntry(pattern, put.entry, put.before, None, settings.set_up, None, put.follows)

    async def pattern_of(self, caller: Caller, entry: EntryId) -> Pattern:
        """Give the pattern of an entry of this server's own list."""
        await self._moderated(caller)
        return await self._patterns.resolve(caller.server, f"#{entry}")

    async def remove(self, caller: Caller, typed: str, reason: str) -> RemovedEntry:
        """Take a pattern off the own list; this server's stance on the shared list goes with it."""
        pattern, why = await self._named(caller, typed, reason)
        server, user, now = caller.server, caller.user, self._clock()
        async with self._storage.durable() as tx:
            if not await remove_entry(tx, server, pattern, why, user, now):
                raise UserError("list-not-there", pattern=shown_pattern(pattern.text))
            retracted = await retract_stance(tx, server, pattern, why, user, now)
        self._lookup.changed([pattern.key])
        about = await self._lookup.about(server, pattern)
        return RemovedEntry(pattern, retracted, next(iter(winning_matches(about.matches)), None))

    async def allow(self, caller: Caller, typed: str, reason: str) -> Pattern:
        """Let what the pattern covers stand here, whatever lists say."""
        pattern, why = await self._named(caller, typed, reason)
        async with self._storage.bulk() as tx:  # it counts the exceptions
            if not await add_allow(tx, caller.server, pattern, why, caller.user, self._clock()):
                raise UserError("list-allowed-already", pattern=shown_pattern(pattern.text))
        return pattern

    async def unallow(self, caller: Caller, typed: str, reason: str) -> EndedAllow:
        """End an exception. What else lets the place or a part of it through goes on, and is named."""
        pattern, why = await self._named(caller, typed, reason)
        # Asked first: where that is not known, nothing was ended and the person is told so.
        others = await around(self._storage.read.allows, self._lookup, caller.server, pattern)
        async with self._storage.durable() as tx:
            ended = await end_allow(tx, caller.server, pattern, why, caller.user, self._clock())
        if not ended:
            raise not_allowed(pattern, others)
        return EndedAllow(pattern, others)

    async def show(self, caller: Caller, typed: str, reason: str) -> PatternReport:
        """Give what this server may know about a pattern; the look is audited with its reason."""
        settings = await self._moderated(caller)
        server = caller.server
        pattern = await self._patterns.resolve(server, typed)
        async with self._storage.durable() as tx:
            why, now = clipped(reason, REASON_LENGTH), self._clock()
            await tx.audit.note(server, caller.user, "list-show", f"own/{pattern.text}", now, reason=why)
        reading = self._storage.read
        shared = await self._shared.view(settings, pattern.text, since=True)
        about = await self._lookup.about(server, pattern)
        read = {match.pattern for match in about.matches if match.tier is Tier.SHARED}
        if shared is not None and shared.state is not None:
            read.add(pattern.text)
        await self._shared.spend(settings, len(read))
        own = await reading.own.get(server, pattern.text)
        return PatternReport(
            pattern=pattern,
            own=None if own is None or own.is_over(now) else own,
            allowed=await reading.allows.get(server, pattern.text),
            shared=shared,
            hits=await reading.sightings.hits(server, pattern.text),
            covered_by=[match for match in about.matches if match.pattern != pattern.text],
            holding=(await self._invites.holding(server, [pattern.text])).get(pattern.text),
            let_through_by=about.let_through_by,
            effect=effect_of(about.matches, await reading.policies.get(server)),
            matches=about.matches,
            hidden_by=about.allows,
            set_up=settings.set_up,
        )

    async def search(self, caller: Caller, query: str, number: int) -> EntryPage:
        """Find entries of the own list that hold the query in their pattern or note."""
        await self._moderated(caller)
        needle = _needle(query)
        start = max(0, number) * PAGE
        found = await self._storage.read.own.search(caller.server, needle, start, PAGE)
        holdings = await self._invites.holding(caller.server, [entry.pattern.text for entry in found.rows])
        return EntryPage(
            found.rows,
            number,
            -(-found.total // PAGE),
            found.total,
            holdings,
            is_partial=found.is_partial,
            more=found.more,
        )

    async def suggest(self, caller: Caller, kind: Suggested, typed: str) -> list[tuple[EntryId, str]]:
        """Offer patterns while a moderator types; nothing to anybody else."""
        settings = await self._storage.glance.servers.get(caller.server)
        if not caller.is_moderator(settings.moderator_role):
            return []
        if kind is Suggested.SHARED:
            return await self._shared.suggest(settings, _needle(typed))
        return await self._storage.read.own.suggest(caller.server, kind, _needle(typed), 25)

    async def _named(self, caller: Caller, typed: str, reason: str) -> tuple[Pattern, str]:
        """Check that a moderator asks; returns the pattern that they mean and their reason, cut to its length."""
        await self._moderated(caller)
        return await self._patterns.resolve(caller.server, typed), clipped(reason, REASON_LENGTH)

    async def _moderated(self, caller: Caller) -> ServerSettings:
        return await require_moderator_of(self._storage.glance.servers, caller)


def _needle(query: str) -> str:
    """Make the needle of a search from what was typed;
    an address may be copied from one of Rowan's own, defanged messages.
    """
    text = well_formed(query).strip().strip("`").casefold().replace("[.]", ".")
    return _SCHEME.sub("", text)[:QUERY_LENGTH]
