"""The use cases of the shared list: share, confirm, dispute, retract, pending; and what a server may see of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import EntryId, ServerId
from core.lists.holds import Held
from core.lists.patterns import Pattern
from core.lists.shared_standing import SharedStanding, SharedState, Stance, StanceKind, standing, tier_of
from core.lists.sites import NO_SITE, SiteWords
from core.lists.stances import NO_WORDS, EntryWords, SharedEntry
from core.servers.policy import Tier
from services.base.ports import Clock, Storage
from services.lists.entries import EntryStore
from services.lists.lookup import ListLookup
from services.lists.shared_list.evidence import Evidence, EvidenceStores, evidence_of
from services.lists.shared_list.reads import NEEDLE, OFFERED, READ_A_DAY, ReadsTx, may_show
from services.lists.shared_list.stances import SharedEntryStore, StancesTx, retract_stance, take_stance
from services.lists.typed_pattern import REASON_LENGTH, PatternResolver, clipped, shown_pattern
from services.servers.moderators import require_moderator_of
from services.servers.settings import ServerSettings

PAGE = 5


@dataclass(frozen=True, slots=True)
class SharedView:
    """A shared entry as one server may see it.

    Untrusted servers see listed patterns and categories, and what they said themselves: for them `standing`, `said`
    and `note` are empty, and `state` is None unless the entry is listed.
    """

    pattern: Pattern
    category: Category | None
    state: SharedState | None
    own_word: Stance | None
    quorum: int
    standing: SharedStanding | None = None
    note: str = ""
    proposed_at: datetime | None = None
    said: tuple[Stance, ...] = ()  # by others and by this server, as far as they stand
    held: Held | None = None
    entry: EntryId | None = None
    evidence: Evidence | None = None  # on pages of what waits
    site: SiteWords = NO_SITE
    tier: Tier | None = None  # in which it acts in this server; None: it does not


@dataclass(frozen=True, slots=True)
class Stood:
    """What became of a stance that a server took."""

    pattern: Pattern
    kind: StanceKind
    counted: bool  # False: the server is not trusted
    view: SharedView | None


@dataclass(frozen=True, slots=True)
class PendingPage:
    """A page of what waits (for a trusted server) or of what is listed (for any other); pages count from 0."""

    trusted: bool
    rows: Sequence[SharedView]
    number: int
    pages: int
    total: int


class SharedStore(SharedEntryStore, Protocol):
    """The store of table `shared_entries`."""

    async def get_since(self, pattern: str) -> SharedEntry | None:
        """Give the entry with every server's newest stance, and since when each says so."""
        ...

    async def page(self, *, listed: bool, start: int, limit: int) -> tuple[int, list[SharedEntry]]:
        """Find entries that are listed (or wait): how many there are, and some of them;
        those that count first, then the newest.
        """
        ...

    async def pattern_of(self, entry: EntryId) -> str | None:
        """Give the pattern of an entry; None where there is none."""
        ...

    async def waiting(self) -> int:
        """Count what waits for confirms or is disputed, as far as a trusted group stands for it or against it."""
        ...

    async def suggest(self, needle: str, *, listed_only: bool, limit: int) -> list[tuple[EntryId, str]]:
        """Find patterns that hold the needle and that somebody stands for or against: those that begin with it among all,
        the others among the newest some thousands.
        """
        ...


class SharedTx(StancesTx, ReadsTx, EvidenceStores, Protocol):
    """What a transaction offers to the shared list."""

    @property
    def shared(self) -> SharedStore:
        """The store of table `shared_entries`."""
        ...

    @property
    def own(self) -> EntryStore:
        """The store of table `own_entries`."""
        ...


class SharedList:
    """The use cases of the shared list.

    They raise UserError: no rights, banned, a pattern that is refused, nothing to stand for.
    """

    def __init__(
        self,
        *,
        storage: Storage[SharedTx],
        patterns: PatternResolver,
        lookup: ListLookup,
        clock: Clock,
        quorum: int,
    ) -> None:
        self._storage = storage
        self._patterns = patterns
        self._lookup = lookup
        self._clock = clock
        self._quorum = quorum

    async def share(self, caller: Caller, typed: str, reason: str) -> Stood:
        """Propose an entry of the own list, which confirms it."""
        settings, why = await self._may_speak(caller), clipped(reason, REASON_LENGTH)
        pattern = await self._patterns.resolve(caller.server, typed)
        async with self._storage.durable() as tx:
            own = await tx.own.get(caller.server, pattern.text)
            if own is None or own.is_over(self._clock()):
                raise UserError("sharing-not-own", pattern=shown_pattern(pattern.text))
            words = EntryWords(own.category, own.note, own.site_words)
            await self._take(tx, caller, pattern, StanceKind.CONFIRM, words, why)
        return await self.stood(settings, pattern, StanceKind.CONFIRM)

    async def stand(self, caller: Caller, typed: str, kind: StanceKind, reason: str) -> Stood:
        """Confirm or dispute an entry; saying it again renews it."""
        settings, why = await self._may_speak(caller), clipped(reason, REASON_LENGTH)
        pattern = await self._patterns.resolve(caller.server, typed)
        may_propose = False
        if not settings.trusted:
            # It sees what is listed only, so its answers may not tell what others merely propose: a confirm of what
            # it does not see is always a proposal, a dispute of it never anything.
            seen = await self.view(settings, pattern.text)
            may_propose = kind is StanceKind.CONFIRM
            if not may_propose and (seen is None or seen.state is None):
                raise UserError("sharing-unknown", pattern=shown_pattern(pattern.text))
        async with self._storage.durable() as tx:
            words = await self._words(tx, caller.server, pattern, may_propose=may_propose)
            await self._take(tx, caller, pattern, kind, words, why)
        return await self.stood(settings, pattern, kind)

    async def _words(
        self, tx: SharedTx, server: ServerId, pattern: Pattern, *, may_propose: bool
    ) -> EntryWords:
        """Find the words that a new entry would have: those of the shared entry, else of the server's own.

        Raises UserError where nobody stands for the pattern or against it and the server may not propose it.
        """
        entry = await tx.shared.get(pattern.text)
        if entry is not None and entry.is_on_list(self._clock()):
            return entry.words
        if not may_propose:
            raise UserError("sharing-unknown", pattern=shown_pattern(pattern.text))
        own = await tx.own.get(server, pattern.text)
        return NO_WORDS if own is None else EntryWords(own.category, own.note, own.site_words)

    async def _take(
        self,
        tx: SharedTx,
        caller: Caller,
        pattern: Pattern,
        kind: StanceKind,
        words: EntryWords,
        reason: str,
    ) -> None:
        await take_stance(tx, caller.server, pattern, kind, words, reason, caller.user, self._clock())

    async def retract(self, caller: Caller, typed: str, reason: str) -> Stood:
        """Take this server's stance back."""
        settings = await self._moderated(caller)  # a banned server may take back what it said
        pattern, why = await self._patterns.resolve(caller.server, typed), clipped(reason, REASON_LENGTH)
        async with self._storage.durable() as tx:
            if not await retract_stance(tx, caller.server, pattern, why, caller.user, self._clock()):
                raise UserError("sharing-nothing-said", pattern=shown_pattern(pattern.text))
        return await self.stood(settings, pattern, StanceKind.NONE)

    async def pending(self, caller: Caller, number: int) -> PendingPage:
        """Give a page of what waits for confirms or is disputed; to a server that is not trusted, of what is listed."""
        settings = await self._moderated(caller)
        now, trusted, number = self._clock(), settings.trusted, max(0, number)
        total, entries = await self._storage.read.shared.page(
            listed=not trusted, start=number * PAGE, limit=PAGE
        )
        rows = [self._seen(settings, entry, now) for entry in entries]
        await self.spend(settings, len(rows))
        if trusted:
            known = await evidence_of(self._storage.read, caller.server, [row.pattern for row in rows], now)
            rows = [replace(row, evidence=known[row.pattern.text]) for row in rows]
        return PendingPage(trusted, rows, number, -(-total // PAGE), total)

    async def pattern_at(self, caller: Caller, entry: EntryId) -> str:
        """Give the pattern of an entry on whose button a moderator pressed. Raises UserError where this server sees none."""
        settings = await self._moderated(caller)
        pattern = await self._storage.read.shared.pattern_of(entry)
        seen = None if pattern is None else await self.view(settings, pattern)
        if pattern is None or seen is None:
            raise UserError("error-unknown-button")
        return pattern

    async def waiting(self, server: ServerId) -> int:
        """Count what waits for this server's word. What servers propose that are not trusted does not: who is not trusted can
        neither make others look nor bury what counts. Nothing waits for a server that is not trusted itself.
        """
        reading = self._storage.read
        return await reading.shared.waiting() if (await reading.servers.get(server)).trusted else 0

    async def spend(self, settings: ServerSettings, patterns: int) -> None:
        """Count that a server which is not trusted is shown listed patterns. Raises UserError where it saw enough today."""
        if not await may_show(self._storage, settings, patterns, self._clock()):
            raise UserError("sharing-read-enough", limit=READ_A_DAY)

    async def view(self, settings: ServerSettings, pattern: str, *, since: bool = False) -> SharedView | None:
        """Give what this server may know about a pattern of the shared list; None where that is nothing.

        `since`: with the time from which on each server says so.
        """
        shared = self._storage.read.shared
        entry = await (shared.get_since(pattern) if since else shared.get(pattern))
        if entry is None:
            return None
        view = self._seen(settings, entry, self._clock())
        return None if view.state is None and view.own_word is None else view

    async def suggest(self, settings: ServerSettings, needle: str) -> list[tuple[EntryId, str]]:
        """Offer shared patterns that this server may see."""
        found = await self._storage.read.shared.suggest(needle, listed_only=not settings.trusted, limit=25)
        if settings.trusted:
            return found
        found = found[:OFFERED] if len(needle) >= NEEDLE else []
        return found if await may_show(self._storage, settings, len(found), self._clock()) else []

    async def stood(self, settings: ServerSettings, pattern: Pattern, kind: StanceKind) -> Stood:
        """Tell the index of a stance that was committed; returns what it led to."""
        self._lookup.changed([pattern.key])
        return Stood(pattern, kind, settings.trusted, await self.view(settings, pattern.text))

    def _seen(self, settings: ServerSettings, entry: SharedEntry, now: datetime) -> SharedView:
        stances = [stance for _, stance in entry.stances]
        found = standing(stances, self._quorum, now)
        own = entry.stance_of(settings.server)
        if own is not None and not own.stands(now):
            own = None
        if settings.trusted:
            return SharedView(
                pattern=entry.pattern,
                category=entry.words.category,
                state=None if found.state is SharedState.RETIRED else found.state,
                own_word=own,
                quorum=self._quorum,
                standing=found,
                note=entry.words.note,
                site=entry.words.site,
                tier=tier_of(found, trusted=True),
                proposed_at=entry.proposed_at,
                said=tuple(stance for stance in stances if stance.stands(now)),
                held=entry.held,
                entry=entry.id,
            )
        listed = found.state is SharedState.LISTED
        return SharedView(
            pattern=entry.pattern,
            category=entry.words.category if listed else None,
            state=SharedState.LISTED if listed else None,
            tier=tier_of(found, trusted=False),
            own_word=own,
            quorum=self._quorum,
            held=entry.held if listed else None,
        )

    async def _may_speak(self, caller: Caller) -> ServerSettings:
        settings = await self._moderated(caller)
        require_not_banned(settings)
        return settings

    async def _moderated(self, caller: Caller) -> ServerSettings:
        return await require_moderator_of(self._storage.glance.servers, caller)


def require_not_banned(settings: ServerSettings) -> None:
    """Raises UserError for a server that the operator shut out of the shared list."""
    if settings.banned:
        raise UserError("sharing-banned")
