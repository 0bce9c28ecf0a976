"""The use cases of the shared list: share, confirm, dispute, retract, pending; and what a server may see of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller, require_moderator
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import EntryId, ServerId, UserId
from core.lists.patterns import Pattern
from core.lists.shared_standing import SharedState, Stance, StanceKind, Standing, standing
from services.base.ports import Clock
from services.lists.lookup import ListLookup
from services.lists.typed_pattern import REASON_LENGTH, PatternResolver, clipped, shown_pattern
from services.servers.setup import ServerSettings, ServerStore

PAGE = 5


@dataclass(frozen=True, slots=True)
class SharedEntry:
    """One entry of the shared list with every server's newest word."""

    pattern: Pattern
    category: Category
    note: str
    proposed_at: datetime
    stances: tuple[tuple[ServerId, Stance], ...]


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
    standing: Standing | None = None
    note: str = ""
    proposed_at: datetime | None = None
    said: tuple[Stance, ...] = ()  # by others and by this server, as far as they stand


@dataclass(frozen=True, slots=True)
class Stood:
    """A server's word was noted."""

    pattern: Pattern
    kind: StanceKind
    counted: bool  # False: the server is not trusted
    view: SharedView | None


@dataclass(frozen=True, slots=True)
class Pending:
    """A page of what waits (for a trusted server) or of what is listed (for any other); pages count from 0."""

    trusted: bool
    rows: Sequence[SharedView]
    number: int
    pages: int
    total: int


class SharedStore(Protocol):
    """Tables `shared_entries` and `stances`; each change is one transaction with its audit and revision."""

    async def share(self, server: ServerId, pattern: Pattern, reason: str, by: UserId, now: datetime) -> bool:
        """Confirm with category and note of the server's own entry. False: it has no such entry."""
        ...

    async def stand(
        self,
        server: ServerId,
        pattern: Pattern,
        kind: StanceKind,
        reason: str,
        by: UserId,
        now: datetime,
        *,
        propose: bool,
    ) -> bool:
        """Confirm or dispute what is on the shared list. False: nothing there that anybody stands for.

        `propose`: then the entry is made, with the words of the server's own entry where it has one.
        """
        ...

    async def retract(
        self, server: ServerId, pattern: Pattern, reason: str, by: UserId, now: datetime
    ) -> bool:
        """Take this server's word back. False: it had said nothing."""
        ...

    async def entry(self, pattern: str) -> SharedEntry | None:
        """The entry with every server's newest word."""
        ...

    async def page(
        self, *, listed: bool, quorum: int, now: datetime, start: int, limit: int
    ) -> tuple[int, list[SharedEntry]]:
        """How many entries are listed (or wait), and some of them: those that count first, then newest first."""
        ...

    async def suggest_shared(
        self, needle: str, *, listed_only: bool, quorum: int, now: datetime, limit: int
    ) -> list[tuple[EntryId, str]]:
        """Patterns that somebody stands for or against and that hold the needle."""
        ...


class SharedList:
    """The use cases. Raise UserError: no rights, a banned server, a refused pattern, nothing there."""

    def __init__(
        self,
        store: SharedStore,
        servers: ServerStore,
        naming: PatternResolver,
        lists: ListLookup,
        clock: Clock,
        quorum: int,
    ) -> None:
        self._store = store
        self._servers = servers
        self._naming = naming
        self._lists = lists
        self._clock = clock
        self._quorum = quorum

    async def share(self, caller: Caller, typed: str, reason: str) -> Stood:
        """Propose an entry of the own list, which confirms it."""
        settings, reason = await self._may_speak(caller), clipped(reason, REASON_LENGTH)
        pattern = await self._naming.resolve(caller.server, typed)
        if not await self._store.share(caller.server, pattern, reason, caller.user, self._clock()):
            raise UserError("sharing-not-own", pattern=shown_pattern(pattern.text))
        return await self.stood(settings, pattern, StanceKind.CONFIRM)

    async def stand(self, caller: Caller, typed: str, kind: StanceKind, reason: str) -> Stood:
        """Confirm or dispute an entry; saying it again renews it."""
        settings, reason = await self._may_speak(caller), clipped(reason, REASON_LENGTH)
        pattern = await self._naming.resolve(caller.server, typed)
        propose = False
        if not settings.trusted:
            # It sees what is listed only, so its answers may not tell what others merely propose: a confirm of what
            # it does not see is always a proposal, a dispute of it never anything.
            seen = await self.view(settings, pattern.text)
            propose = kind is StanceKind.CONFIRM
            if not propose and (seen is None or seen.state is None):
                raise UserError("sharing-unknown", pattern=shown_pattern(pattern.text))
        if not await self._store.stand(
            caller.server, pattern, kind, reason, caller.user, self._clock(), propose=propose
        ):
            raise UserError("sharing-unknown", pattern=shown_pattern(pattern.text))
        return await self.stood(settings, pattern, kind)

    async def retract(self, caller: Caller, typed: str, reason: str) -> Stood:
        """Take this server's word back."""
        settings = await self._moderated(caller)  # a banned server may take back what it said
        pattern = await self._naming.resolve(caller.server, typed)
        if not await self._store.retract(
            caller.server, pattern, clipped(reason, REASON_LENGTH), caller.user, self._clock()
        ):
            raise UserError("sharing-nothing-said", pattern=shown_pattern(pattern.text))
        return await self.stood(settings, pattern, StanceKind.NONE)

    async def pending(self, caller: Caller, number: int) -> Pending:
        """What waits for confirms or is disputed; a server that is not trusted sees what is listed."""
        settings = await self._moderated(caller)
        now, trusted, number = self._clock(), settings.trusted, max(0, number)
        total, entries = await self._store.page(
            listed=not trusted, quorum=self._quorum, now=now, start=number * PAGE, limit=PAGE
        )
        rows = [self._seen(settings, entry, now) for entry in entries]
        return Pending(trusted, rows, number, -(-total // PAGE), total)

    async def view(self, settings: ServerSettings, pattern: str) -> SharedView | None:
        """What this server may know about a pattern of the shared list; None where that is nothing."""
        entry = await self._store.entry(pattern)
        if entry is None:
            return None
        view = self._seen(settings, entry, self._clock())
        return None if view.state is None and view.own_word is None else view

    async def suggest(self, settings: ServerSettings, needle: str) -> list[tuple[EntryId, str]]:
        """Shared patterns that this server may see."""
        return await self._store.suggest_shared(
            needle, listed_only=not settings.trusted, quorum=self._quorum, now=self._clock(), limit=25
        )

    async def stood(self, settings: ServerSettings, pattern: Pattern, kind: StanceKind) -> Stood:
        """After the commit of a server's word: what it led to."""
        self._lists.changed([pattern.key])
        return Stood(pattern, kind, settings.trusted, await self.view(settings, pattern.text))

    def _seen(self, settings: ServerSettings, entry: SharedEntry, now: datetime) -> SharedView:
        stances = [stance for _, stance in entry.stances]
        found = standing(stances, self._quorum, now)
        own = next((s for server, s in entry.stances if server == settings.server and s.stands(now)), None)
        if settings.trusted:
            return SharedView(
                pattern=entry.pattern,
                category=entry.category,
                state=None if found.state is SharedState.RETIRED else found.state,
                own_word=own,
                quorum=self._quorum,
                standing=found,
                note=entry.note,
                proposed_at=entry.proposed_at,
                said=tuple(stance for stance in stances if stance.stands(now)),
            )
        listed = found.state is SharedState.LISTED
        return SharedView(
            pattern=entry.pattern,
            category=entry.category if listed else None,
            state=SharedState.LISTED if listed else None,
            own_word=own,
            quorum=self._quorum,
        )

    async def _may_speak(self, caller: Caller) -> ServerSettings:
        settings = await self._moderated(caller)
        require_not_banned(settings)
        return settings

    async def _moderated(self, caller: Caller) -> ServerSettings:
        settings = await self._servers.get(caller.server)
        require_moderator(caller, settings.moderator_role)
        return settings


def require_not_banned(settings: ServerSettings) -> None:
    """Raises UserError for a server that the operator shut out of the shared list."""
    if settings.banned:
        raise UserError("sharing-banned")
