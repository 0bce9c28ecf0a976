"""Keeping the state of each shared entry beside it, so that pages and suggestions need not count a million stances.

The state is counted by core, in the transaction of the stance that changes it. It is counted again when a stance runs
out, when the operator trusts, untrusts or bans a server, and when the quorum is another one. What acts on a message never
goes by the kept state: it is counted from the stances.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from core.base.ids import ServerId
from core.lists.shared_standing import KeptState, kept_state
from core.lists.stances import SharedEntry
from services.base.ports import Storage
from services.lists.shared_list.holds import HoldsTx, follow_lifted

RECOUNT_EVERY = timedelta(minutes=1)
_AT_ONCE = 100  # entries in one transaction: some milliseconds


class SharedStateStore(Protocol):
    """The kept states in table `shared_entries`."""

    async def quorum(self) -> int:
        """Give the quorum that states are counted with."""
        ...

    async def use_quorum(self, quorum: int) -> None:
        """Count with this quorum from now on; where it is another one, every entry is to be counted anew."""
        ...

    async def word_changed(self, server: ServerId) -> None:
        """Note that what the server says began or ceased to count: its entries are to be counted anew."""
        ...

    async def any_to_count(self, now: datetime) -> bool:
        """Whether any entry is to be counted anew."""
        ...

    async def next_to_count(self, now: datetime, most: int) -> list[SharedEntry]:
        """Take the next entries that are to be counted anew; whoever takes them keeps their states in the same
        transaction.
        """
        ...

    async def keep(self, counted: Sequence[tuple[SharedEntry, KeptState]], now: datetime) -> None:
        """Write the states; what was not listed before and is now, is listed since now."""
        ...


class SharedStatesTx(HoldsTx, Protocol):
    """What a transaction offers to the kept states."""

    @property
    def shared_states(self) -> SharedStateStore:
        """The kept states in table `shared_entries`."""
        ...


async def keep_states(tx: SharedStatesTx, entries: Sequence[SharedEntry], now: datetime) -> None:
    """Count where the entries stand, and keep it; a hold that one of the words ended goes with the word."""
    quorum = await tx.shared_states.quorum()
    await tx.shared_states.keep(
        [(entry, kept_state((stance for _, stance in entry.stances), quorum, now)) for entry in entries], now
    )
    await follow_lifted(tx, entries, now)


async def recount(storage: Storage[SharedStatesTx], now: datetime) -> int:
    """Count anew what is to be counted anew, a portion in each transaction; returns how many entries that were."""
    counted = 0
    while await storage.read.shared_states.any_to_count(now):
        async with storage.bulk() as tx:
            entries = await tx.shared_states.next_to_count(now, _AT_ONCE)
            await keep_states(tx, entries, now)
        counted += len(entries)
    return counted


class SharedStates:
    """The job that keeps the states right."""

    def __init__(self, *, storage: Storage[SharedStatesTx], quorum: int) -> None:
        self._storage = storage
        self._quorum = quorum

    async def recount(self, now: datetime) -> int:
        """Count anew what is to be counted anew, with the quorum that is set."""
        if await self._storage.read.shared_states.quorum() != self._quorum:
            async with self._storage.durable() as tx:
                await tx.shared_states.use_quorum(self._quorum)
        return await recount(self._storage, now)
