"""Writing one portion of an import to a list: to a server's own, or to the shared one as the operator's word."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.errors import UserError
from core.base.ids import ServerId, SiteId, UserId
from core.lists.patterns import Pattern
from core.lists.shared_standing import STANCE_LASTS
from core.lists.sites import ENTRIES_PER_SITE, NO_SITE, SiteWords, site_key
from core.lists.stances import EntryWords, SharedEntry
from services.base.ports import Clock
from services.lists.imports.ports import OPERATOR, Import, ImportsTx, Taken
from services.lists.imports.survey import Item
from services.lists.own_sites import join_site
from services.lists.shared_list.shared_states import keep_states


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one portion. `beyond`: entries for which the list had no room; `siteless`: those that stand without their
    site, which had none, or where the server has too many.
    """

    added: Sequence[Pattern]
    beyond: int = 0
    siteless: int = 0


class Target(Protocol):
    """A list that entries are brought to. `beyond_bound`: within the operator's bound, if it has one."""

    server: ServerId
    by: UserId | None
    beyond_bound: bool

    async def known(self, tx: ImportsTx, patterns: Sequence[str]) -> set[str]:
        """Give those patterns that stand there already."""
        ...

    async def room(self, tx: ImportsTx, /) -> int:
        """Say how many more entries the list takes."""
        ...

    async def write(self, tx: ImportsTx, which: Import, items: Sequence[Item], now: datetime) -> Written:
        """Bring in one portion."""
        ...

    async def take_back(self, tx: ImportsTx, which: Import, most: int, now: datetime) -> Taken:
        """Take back entries that the import brought, so many at most."""
        ...


class OwnTarget:
    """A server's own list. `by`: None is the operator, whose entries have a bound of their own; `most`: the bound."""

    def __init__(
        self, *, server: ServerId, by: UserId | None, most: int, beyond_bound: bool | None = None
    ) -> None:
        """`beyond_bound`: a manager goes on with what the operator began. None: as whoever brings it in has it."""
        self.server = server
        self.by = by
        self.beyond_bound = by is None if beyond_bound is None else beyond_bound
        self._most = most
        # The operator's entries may be a million: they are counted before an import, whose row says what it adds since.
        self._standing: int | None = None
        self._since: int | None = None

    async def known(self, tx: ImportsTx, patterns: Sequence[str]) -> set[str]:
        return await tx.imported.own_among(self.server, patterns)

    async def room(self, tx: ImportsTx) -> int:
        self._standing = await tx.imported.bound(self.server, beyond=self.beyond_bound)
        self._since = None
        return max(0, self._most - self._standing)

    async def _room(self, tx: ImportsTx, which: Import) -> int:
        if not self.beyond_bound or self._standing is None:
            return await self.room(tx)
        if self._since is None:
            self._since = which.added
        return max(0, self._most - self._standing - (which.added - self._since))

    async def write(self, tx: ImportsTx, which: Import, items: Sequence[Item], now: datetime) -> Written:
        room = await self._room(tx, which)
        fitting = items
        if room < len(items):
            known = await self.known(tx, [item.pattern.text for item in items])
            new = list(dict.fromkeys(item.pattern.text for item in items if item.pattern.text not in known))
            taken = set(new[:room])
            fitting = [item for item in items if item.pattern.text in taken]
            beyond = len(new) - len(taken)
        else:
            beyond = 0
        if not fitting:
            return Written([], beyond)
        sites = await self._sites(tx, fitting, now)
        fitting, siteless = await self._in_sites(tx, sites, fitting)
        added = await tx.imported.add_own(
            which, self.by, fitting, now, beyond_bound=self.beyond_bound, sites=sites
        )
        return Written(added, beyond, siteless)

    async def _sites(self, tx: ImportsTx, items: Sequence[Item], now: datetime) -> dict[str, SiteId]:
        """The sites that the entries join, by their names; one that cannot be made is left out."""
        found: dict[str, SiteId] = {}
        first = {item.site: item for item in reversed(items) if item.site}
        for name, item in first.items():
            with contextlib.suppress(
                UserError
            ):  # it is full, or the server has too many: the entry stands without it
                site = await join_site(tx, self.server, name, item.category, item.note, self.by, now)
                found[name] = site.id
        return found

    @staticmethod
    async def _in_sites(
        tx: ImportsTx, sites: Mapping[str, SiteId], items: Sequence[Item]
    ) -> tuple[Sequence[Item], int]:
        """The entries, each with a site that has room for it; and how many go without theirs."""
        if not any(item.site for item in items):
            return items, 0
        room = {name: ENTRIES_PER_SITE - await tx.sites.count_entries(site) for name, site in sites.items()}
        placed, siteless = list[Item](), 0
        for item in items:
            has_room = room.get(item.site, 0) > 0
            if has_room:
                room[item.site] -= 1
            siteless += bool(item.site) and not has_room
            placed.append(item if has_room or not item.site else item._replace(site=""))
        return placed, siteless

    async def take_back(self, tx: ImportsTx, which: Import, most: int, now: datetime) -> Taken:
        return await tx.imported.take_back_own(which.id, most, now)


class SharedTarget:
    """The shared list: the operator confirms each entry, in a group of its own."""

    def __init__(self, *, most: int, clock: Clock) -> None:
        self.server = OPERATOR
        self.by: UserId | None = None
        self.beyond_bound = True
        self._most = most
        self._clock = clock

    async def known(self, tx: ImportsTx, patterns: Sequence[str]) -> set[str]:
        return await tx.imported.confirmed_among(patterns, self._clock())

    async def room(self, _: ImportsTx, /) -> int:
        """The shared list has no bound; a file has."""
        return self._most

    async def write(self, tx: ImportsTx, which: Import, items: Sequence[Item], now: datetime) -> Written:
        wanted = {item.pattern.text: item for item in items}
        known = await self.known(tx, list(wanted))
        new = [item for text, item in wanted.items() if text not in known]
        there = await tx.imported.shared_among([item.pattern.text for item in new])
        texts = {entry.pattern.text for entry in there}
        await tx.imported.add_shared(
            [
                (item.pattern, _words(item, which), _until(item, now))
                for item in new
                if item.pattern.text not in texts
            ],
            now,
        )
        patterns = [item.pattern for item in new]
        await tx.imported.confirm(which.id, [(item.pattern, _until(item, now)) for item in new], now)
        await tx.imported.hold_shared(which.id, sorted(known))
        await self._count_anew(tx, there, now)
        return Written(patterns)

    async def take_back(self, tx: ImportsTx, which: Import, most: int, now: datetime) -> Taken:
        taken, patterns = await tx.imported.take_back_shared(which.id, most, now + STANCE_LASTS, now)
        await self._count_anew(tx, patterns, now)
        return Taken(taken, len(patterns))

    @staticmethod
    async def _count_anew(tx: ImportsTx, which: Sequence[Pattern | SharedEntry], now: datetime) -> None:
        texts = [each.text if isinstance(each, Pattern) else each.pattern.text for each in which]
        if texts:
            await keep_states(tx, await tx.imported.shared_among(texts), now)


def _words(item: Item, which: Import) -> EntryWords:
    site = SiteWords(item.site, "") if item.site and site_key(item.site) else NO_SITE
    return EntryWords(item.category or which.category, item.note, site)


def _until(item: Item, now: datetime) -> datetime:
    """When the operator's word ends: with the entry, where the file says so."""
    until = now + STANCE_LASTS
    return until if item.ends_at is None else min(until, item.ends_at)
