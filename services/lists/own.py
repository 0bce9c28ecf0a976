"""The use cases of a server's own list: add, remove, show, search, allow, unallow. Each checks who asks, itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from core.base.authority import Caller, require_moderator
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, EntryId, ServerId, UserId
from core.base.well_formed import well_formed
from core.links import canonical
from core.lists.invites import Holding
from core.lists.patterns import Pattern
from core.lists.shared_standing import StanceKind
from core.lists.verdicts import Match
from services.base.ports import Clock
from services.lists.invites import Invites
from services.lists.lookup import ListLookup
from services.lists.shared import SharedList, SharedView, Stood, require_not_banned
from services.lists.typed_pattern import (
    NOTE_LENGTH,
    REASON_LENGTH,
    PatternResolver,
    clipped,
    parsed,
    shown_pattern,
)
from services.servers.setup import ServerSettings, ServerStore

QUERY_LENGTH = 60  # it stands in the custom id of the buttons that turn pages
PAGE = 10
_SCHEME = re.compile(r"^h(?:tt|xx)ps?://(?:www\.)?")


class Suggested(StrEnum):
    """What an option offers while a moderator types."""

    OWN = "own"
    ALLOWED = "allowed"
    STANCES = "stances"  # what this server confirms or disputes
    SHARED = "shared"  # shared entries that this server may see


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a server's own list with its provenance."""

    id: EntryId
    pattern: Pattern
    category: Category
    note: str
    added_at: datetime
    added_by: UserId | None
    case: CaseId | None


@dataclass(frozen=True, slots=True)
class Allowed:
    """A local exception."""

    pattern: Pattern
    reason: str
    added_at: datetime
    added_by: UserId | None


@dataclass(frozen=True, slots=True)
class Hits:
    """How often a pattern was found in this server so far."""

    count: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an addition."""

    pattern: Pattern
    entry: EntryId
    category: Category
    new: bool  # False: it stood there already
    stood: Stood | None  # None: not shared with this
    set_up: bool  # False: the server scans nothing yet
    holding: Holding | None  # of an invite


@dataclass(frozen=True, slots=True)
class Removed:
    """What became of a removal."""

    pattern: Pattern
    retracted: bool  # the server's stance on the shared list went with it
    still_found: bool  # another entry covers it here


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that this server may know about one pattern."""

    pattern: Pattern
    own: Entry | None
    allowed: Allowed | None
    shared: SharedView | None
    hits: Hits
    covered_by: Sequence[Match]  # other entries that cover it
    holding: Holding | None  # of an invite


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One page of the own list; pages count from 0."""

    rows: Sequence[Entry]
    number: int
    pages: int
    total: int
    holdings: Mapping[str, Holding]  # of those entries that are invites, by pattern


class OpenCases(Protocol):
    """The server's open cases, as far as its list must know them."""

    async def covered(self, caller: Caller, pattern: Pattern) -> list[CaseId]:
        """Those that a pattern covers, for one that was listed without a case."""
        ...


class OwnListStore(Protocol):
    """Tables `own_entries` and `allows`; each change is one transaction with its audit and revision."""

    async def add(
        self,
        server: ServerId,
        pattern: Pattern,
        category: Category,
        note: str,
        by: UserId,
        now: datetime,
        *,
        share: bool,
    ) -> bool:
        """Add and, where asked, confirm on the shared list. False: it stood on the own list already."""
        ...

    async def remove(
        self, server: ServerId, pattern: Pattern, reason: str, by: UserId, now: datetime
    ) -> tuple[bool, bool]:
        """Remove and retract: whether it was on the list, and whether the server stood for or against it."""
        ...

    async def allow(self, server: ServerId, pattern: Pattern, reason: str, by: UserId, now: datetime) -> bool:
        """False: it was allowed already."""
        ...

    async def unallow(
        self, server: ServerId, pattern: Pattern, reason: str, by: UserId, now: datetime
    ) -> bool:
        """False: there was no such exception."""
        ...

    async def entry(self, server: ServerId, pattern: str) -> Entry | None:
        """The standing entry with this pattern."""
        ...

    async def allowed(self, server: ServerId, pattern: str) -> Allowed | None:
        """The standing exception with this pattern."""
        ...

    async def hits(self, server: ServerId, pattern: str) -> Hits:
        """Detections in this server that name the pattern."""
        ...

    async def search(self, server: ServerId, needle: str, start: int, limit: int) -> tuple[int, list[Entry]]:
        """How many entries hold the needle in pattern or note, and some of them, newest first."""
        ...

    async def suggest(
        self, server: ServerId, kind: Suggested, needle: str, limit: int
    ) -> list[tuple[EntryId, str]]:
        """Patterns of this kind that hold the needle."""
        ...

    async def note_look(self, server: ServerId, pattern: str, reason: str, by: UserId, now: datetime) -> None:
        """The audit says that somebody looked, and why."""
        ...


class OwnList:
    """The use cases. Raise UserError: no rights, a pattern that is refused, nothing there."""

    def __init__(
        self,
        store: OwnListStore,
        servers: ServerStore,
        naming: PatternResolver,
        lists: ListLookup,
        sharing: SharedList,
        invites: Invites,
        clock: Clock,
    ) -> None:
        self._store = store
        self._invites = invites
        self._naming = naming
        self._servers = servers
        self._lists = lists
        self._sharing = sharing
        self._clock = clock

    async def add(
        self, caller: Caller, typed: str, category: Category | None, note: str, *, share: bool
    ) -> Added:
        """Put a pattern on the own list, and confirm it on the shared list where asked."""
        settings = await self._moderated(caller)
        pattern = parsed(typed)
        if share:
            require_not_banned(settings)
        holding = await self._invites.before_listing(caller.server, pattern)
        chosen = category or Category.HARASSMENT
        text = clipped(note, NOTE_LENGTH)
        new = await self._store.add(
            caller.server, pattern, chosen, text, caller.user, self._clock(), share=share
        )
        self._lists.changed([pattern.key])
        if not new and not share:
            raise UserError("list-already", pattern=shown_pattern(pattern.text))
        stood = await self._sharing.stood(settings, pattern, StanceKind.CONFIRM) if share else None
        entry = await self._store.entry(caller.server, pattern.text)
        if entry is None:  # somebody removed it in this moment
            raise UserError("list-not-there", pattern=shown_pattern(pattern.text))
        return Added(pattern, entry.id, entry.category, new, stood, settings.set_up, holding)

    async def pattern_of(self, caller: Caller, entry: EntryId) -> Pattern:
        """The pattern of an entry of this server's own list."""
        await self._moderated(caller)
        return await self._naming.resolve(caller.server, f"#{entry}")

    async def remove(self, caller: Caller, typed: str, reason: str) -> Removed:
        """Take a pattern off the own list; this server's stance on the shared list goes with it."""
        await self._moderated(caller)
        pattern = await self._naming.resolve(caller.server, typed)
        there, retracted = await self._store.remove(
            caller.server, pattern, clipped(reason, REASON_LENGTH), caller.user, self._clock()
        )
        if not there:
            raise UserError("list-not-there", pattern=shown_pattern(pattern.text))
        self._lists.changed([pattern.key])
        return Removed(pattern, retracted, bool(await self._covering(caller.server, pattern)))

    async def allow(self, caller: Caller, typed: str, reason: str) -> Pattern:
        """Let what the pattern covers stand here, whatever lists say."""
        await self._moderated(caller)
        pattern = await self._naming.resolve(caller.server, typed)
        if not await self._store.allow(
            caller.server, pattern, clipped(reason, REASON_LENGTH), caller.user, self._clock()
        ):
            raise UserError("list-allowed-already", pattern=shown_pattern(pattern.text))
        return pattern

    async def unallow(self, caller: Caller, typed: str, reason: str) -> Pattern:
        """End an exception."""
        await self._moderated(caller)
        pattern = await self._naming.resolve(caller.server, typed)
        if not await self._store.unallow(
            caller.server, pattern, clipped(reason, REASON_LENGTH), caller.user, self._clock()
        ):
            raise UserError("list-not-allowed", pattern=shown_pattern(pattern.text))
        return pattern

    async def show(self, caller: Caller, typed: str, reason: str) -> Shown:
        """What this server may know about a pattern; the look is audited with its reason."""
        settings = await self._moderated(caller)
        pattern = await self._naming.resolve(caller.server, typed)
        await self._store.note_look(
            caller.server, pattern.text, clipped(reason, REASON_LENGTH), caller.user, self._clock()
        )
        holdings = await self._invites.holding(caller.server, [pattern.text])
        return Shown(
            pattern=pattern,
            own=await self._store.entry(caller.server, pattern.text),
            allowed=await self._store.allowed(caller.server, pattern.text),
            shared=await self._sharing.view(settings, pattern.text),
            hits=await self._store.hits(caller.server, pattern.text),
            covered_by=[
                match
                for match in await self._covering(caller.server, pattern)
                if match.pattern != pattern.text
            ],
            holding=holdings.get(pattern.text),
        )

    async def search(self, caller: Caller, query: str, number: int) -> EntryPage:
        """Entries of the own list that hold the query in their pattern or note."""
        await self._moderated(caller)
        needle = _needle(query)
        total, rows = await self._store.search(caller.server, needle, max(0, number) * PAGE, PAGE)
        holdings = await self._invites.holding(caller.server, [entry.pattern.text for entry in rows])
        return EntryPage(rows, number, -(-total // PAGE), total, holdings)

    async def suggest(self, caller: Caller, kind: Suggested, typed: str) -> list[tuple[EntryId, str]]:
        """Offers while a moderator types; nothing for anybody else."""
        settings = await self._servers.get(caller.server)
        if not caller.is_moderator(settings.moderator_role):
            return []
        if kind is Suggested.SHARED:
            return await self._sharing.suggest(settings, _needle(typed))
        return await self._store.suggest(caller.server, kind, _needle(typed), 25)

    async def _covering(self, server: ServerId, pattern: Pattern) -> Sequence[Match]:
        link = canonical(pattern.text.removeprefix("="))
        if link is None:  # a name under every ending is no address
            return []
        return [match for match in await self._lists.matches(server, [link]) if not match.allowed]

    async def _moderated(self, caller: Caller) -> ServerSettings:
        settings = await self._servers.get(caller.server)
        require_moderator(caller, settings.moderator_role)
        return settings


def _needle(query: str) -> str:
    """What is looked for: also where an address was copied from one of Rowan's own, defanged messages."""
    text = well_formed(query).strip().strip("`").casefold().replace("[.]", ".")
    return _SCHEME.sub("", text)[:QUERY_LENGTH]
