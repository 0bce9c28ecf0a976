"""Writing one portion of an import to a list: to a server's own, or to the shared one as the operator's word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.ids import ServerId, UserId
from core.lists.patterns import Pattern
from core.lists.shared_standing import STANCE_LASTS
from core.lists.stances import EntryWords, SharedEntry
from services.base.ports import Clock
from services.lists.imports.ports import OPERATOR, Import, ImportsTx
from services.lists.imports.survey import Item
from services.lists.shared_list.shared_states import keep_states


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one portion. `beyond`: entries for which the list had no room."""

    added: Sequence[Pattern]
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """What one portion of an undo did: entries that were gone through, and those that stood until then."""

    gone_through: int
    undone: int


class Target(Protocol):
    """A list that entries are brought to."""

    server: ServerId
    by: UserId | None

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
    """A server's own list. `by`: None is the operator, whose entries have a bound of their own; `most`: that bound."""

    def __init__(self, *, server: ServerId, by: UserId | None, most: int) -> None:
        self.server = server
        self.by = by
        self._most = most
        # The operator's entries may be a million: they are counted before an import, whose row says what it adds since.
        self._standing: int | None = None
        self._since: int | None = None

    async def known(self, tx: ImportsTx, patterns: Sequence[str]) -> set[str]:
        return await tx.imported.own_among(self.server, patterns)

    async def room(self, tx: ImportsTx) -> int:
        self._standing = await tx.imported.bound(self.server, beyond=self.by is None)
        self._since = None
        return max(0, self._most - self._standing)

    async def _room(self, tx: ImportsTx, which: Import) -> int:
        if self.by is not None or self._standing is None:
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
        added = await tx.imported.add_own(which, self.by, fitting, now) if fitting else []
        return Written(added, beyond)

    async def take_back(self, tx: ImportsTx, which: Import, most: int, now: datetime) -> Taken:
        taken = await tx.imported.take_back_own(which.id, most, now)
        return Taken(taken, taken)


class SharedTarget:
    """The shared list: the operator confirms each entry, in a group of its own."""

    def __init__(self, *, most: int, clock: Clock) -> None:
        self.server = OPERATOR
        self.by: UserId | None = None
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
        until = now + STANCE_LASTS
        await tx.imported.add_shared(
            [
                (item.pattern, EntryWords(item.category or which.category, item.note))
                for item in new
                if item.pattern.text not in texts
            ],
            now,
            recount_at=until,
        )
        patterns = [item.pattern for item in new]
        await tx.imported.confirm(which.id, patterns, until, now)
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
