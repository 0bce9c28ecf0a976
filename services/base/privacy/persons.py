"""What is kept about one person, in every server: shown to them, or erased. `/privacy export` and `erase`, and the operator's commands.

Whoever asks need not be in any server any more. Looking for a person opens every sealed name, which takes as long as there is
much of it, and holds up nobody; what was found is erased in one transaction.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from core.base.errors import Unavailable, UserError
from core.base.ids import ServerId, UserId
from core.base.limits import Limit, next_possible
from services.base.ports import Clock, Storage
from services.base.worker import Bell

Value = str | int | bytes | None
Key = tuple[Value, ...]
Told = Mapping[str, str | int | None]


@dataclass
class Found:
    """Where a person stands: by the name of the trace, what tells its rows apart. `seen_to`: how far each table was read."""

    stands: dict[str, list[Key]] = field(default_factory=dict)
    seen_to: dict[str, Key] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Walked:
    """One portion of a table: the rows that name somebody, and the last row that was read."""

    rows: Sequence[Key]
    last: Key | None
    more: bool


class PersonStore(Protocol):
    """Everything that is about one person, whatever the table."""

    def walked(self) -> Sequence[str]:
        """The traces whose rows are opened one by one."""
        ...

    async def keyed(self, user: UserId) -> Mapping[str, list[Key]]:
        """The rows that stand under this person's look-up key in any server, by trace."""
        ...

    async def walk(self, trace: str, user: UserId, read_to: Key | None) -> Walked:
        """The rows of the next portion that name this person."""
        ...

    async def set_aside(self, user: UserId) -> list[int]:
        """The rows that an upgrade set aside, and that name this person."""
        ...

    async def shown(self, found: Found) -> Mapping[str, list[Told]]:
        """What they are shown of these rows, by section."""
        ...

    async def erase(self, user: UserId, found: Found, aside: Sequence[int], now: datetime) -> int:
        """Erase them from these rows, and from those that came since; returns how many rows named them."""
        ...


class PersonsTx(Protocol):
    """What a transaction offers to these use cases."""

    @property
    def persons(self) -> PersonStore:
        """Everything that is about one person."""
        ...


class Wish(StrEnum):
    """What a person asks for."""

    EXPORT = "export"
    ERASE = "erase"


LIMITS: Final[Mapping[Wish, Sequence[Limit]]] = {
    Wish.EXPORT: (Limit(1, timedelta(minutes=1)), Limit(5, timedelta(days=1))),
    Wish.ERASE: (Limit(1, timedelta(minutes=1)), Limit(3, timedelta(days=1))),
}
_REMEMBERED = 10_000  # people whose last wishes are remembered


class Persons:
    """The use cases. `log_bell`: rung once something was erased, for whoever empties the write-ahead log."""

    def __init__(
        self,
        *,
        storage: Storage[PersonsTx],
        clock: Clock,
        outbox_bell: Bell | None = None,
        log_bell: Bell | None = None,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._bells = [bell for bell in (outbox_bell, log_bell) if bell is not None]
        self._asked: dict[tuple[Wish, UserId], deque[datetime]] = {}
        self._turn = asyncio.Lock()  # one look through everything at a time

    def count(self, wish: Wish, user: UserId) -> None:
        """Count a wish. Raises UserError where somebody asks too often."""
        now, limits = self._clock(), LIMITS[wish]
        done = self._asked.pop((wish, user), deque())
        self._asked[wish, user] = done
        while len(self._asked) > _REMEMBERED:
            self._asked.pop(next(iter(self._asked)))
        possible = next_possible(done, limits, now)
        if possible is not None:
            raise UserError("privacy-too-often", when=f"<t:{int(possible.timestamp())}:R>")
        done.append(now)
        while len(done) > max(limit.count for limit in limits):
            done.popleft()

    @contextlib.contextmanager
    def counted(self, wish: Wish, user: UserId) -> Iterator[None]:
        """Count a wish that is fulfilled in the block; one that failed may be said again. Raises UserError as `count`."""
        self.count(wish, user)
        try:
            yield
        except Unavailable:
            self._asked[wish, user].pop()
            raise

    async def export(self, user: UserId) -> Mapping[str, list[Told]]:
        """What is kept about this person and is theirs to see, by section; empty where nothing is."""
        async with self._turn:
            found = await self._find(user)
            return await self._storage.read.persons.shown(found)

    async def erase(self, user: UserId) -> int:
        """Erase this person; returns how many rows named them. What is still needed goes by itself when that ends."""
        async with self._turn:
            found = await self._find(user)
            aside = await self._storage.read.persons.set_aside(user)
            async with self._storage.bulk() as tx:
                erased = await tx.persons.erase(user, found, aside, self._clock())
        for bell in self._bells:
            bell.ring()
        return erased

    async def _find(self, user: UserId) -> Found:
        persons = self._storage.read.persons
        found = Found({name: list(rows) for name, rows in (await persons.keyed(user)).items()})
        for trace in persons.walked():
            more = True
            while more:
                walked = await persons.walk(trace, user, found.seen_to.get(trace))
                found.stands.setdefault(trace, []).extend(walked.rows)
                if walked.last is not None:
                    found.seen_to[trace] = walked.last
                more = walked.more
                await asyncio.sleep(0)
        return found


def servers_in(told: Mapping[str, Sequence[Told]]) -> Sequence[ServerId]:
    """The servers in which something is kept, in the order of their ids."""
    found = {row["server"] for rows in told.values() for row in rows if row.get("server") is not None}
    return sorted(ServerId(int(server)) for server in found if server is not None)
