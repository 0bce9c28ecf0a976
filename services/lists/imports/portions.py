"""Many changes in transactions of some milliseconds each, so that nobody who writes waits long."""

import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from itertools import islice
from typing import Final, TypeVar

HELD_SECONDS: Final = 0.008
"""How long one portion holds the right to write, about; whoever else writes waits for one of them at most."""

_FIRST: Final = 250
_LEAST: Final = 250
LARGEST: Final = 2000
_GROWS: Final = 1.5  # times, from one portion to the next, at most

Item = TypeVar("Item")
Tx = TypeVar("Tx")
Begin = Callable[[], AbstractAsyncContextManager[Tx]]


class Portions:
    """How many items go into one transaction, by how long the last ones took."""

    def __init__(self, largest: int = LARGEST) -> None:
        self.size = min(_FIRST, largest)
        self._largest = largest

    def took(self, items: int, seconds: float) -> None:
        """Note that so many items took so long."""
        fitting = items * HELD_SECONDS / max(seconds, 1e-6)
        self.size = int(max(_LEAST, min(self._largest, fitting, self.size * _GROWS)))


async def in_portions(
    items: Iterable[Item],
    begin: Begin[Tx],
    write: Callable[[Tx, Sequence[Item]], Awaitable[None]],
    committed: Callable[[int], None] = lambda _: None,
    largest: int = LARGEST,
) -> None:
    """Write all items, a portion in each transaction that `begin` opens. `committed` is told how many each portion had."""
    waiting, portions = iter(items), Portions(largest)
    while portion := list(islice(waiting, portions.size)):
        async with begin() as tx:
            started = time.perf_counter()
            await write(tx, portion)
            portions.took(len(portion), time.perf_counter() - started)
        committed(len(portion))


async def until_none(begin: Begin[Tx], change: Callable[[Tx, int], Awaitable[int]]) -> None:
    """Change rows until none is left: `change` takes at most so many, and says how many it took."""
    portions, taken = Portions(), 1
    while taken:
        async with begin() as tx:
            started = time.perf_counter()
            taken = await change(tx, portions.size)
            portions.took(max(taken, 1), time.perf_counter() - started)
