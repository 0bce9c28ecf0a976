"""The filter in memory over the keys of every pattern of every list: one structure for hosts, paths, families, invites.

It says "perhaps" or "no" (a Bloom filter, rbloom). Only "perhaps" goes to the store, so an entry that was removed is
right at once without being taken out here. Measured: 2.9 MB and under 0.1 us a question at a million keys.
"""

from collections.abc import Callable, Iterable
from itertools import chain, islice
from typing import Final

from rbloom import Bloom

from core.links.address import FOLDERS, PAGES, folder_of
from core.lists.hashed import hash_of, is_hash

_BATCH: Final = 50_000
_CAPACITY: Final = 1_200_000
"""A million patterns, the hosts and folders of which pages are listed, and what is added until the next start."""

_REMEMBERED: Final = 20_000  # keys


class Filters(tuple[Bloom, ...]):
    """Several filters, asked as one. The compiled glance looks into them itself (core/links/glance/_sweep.c)."""

    __slots__ = ()

    def __call__(self, key: str) -> bool:
        """Whether one of them may hold the key."""
        for each in self:  # noqa: SIM110 - on every message; any() with a generator takes three times as long
            if key in each:
                return True
        return False


class Hashing(dict[str, bool]):
    """Whether keys may be filed, by themselves or by what stands for them in a hashed list. Made anew with each change.

    The keys of one message are asked for several times, and those of one host all day long: the last are remembered.
    """

    __slots__ = ("_holds",)

    def __init__(self, holds: Callable[[str], bool]) -> None:
        super().__init__()
        self._holds = holds

    def __missing__(self, key: str) -> bool:
        if len(self) >= _REMEMBERED:
            self.clear()
        # Which hosts and folders have hashed pages nobody knows: perhaps all.
        held = self[key] = self._holds(key) or key.endswith(PAGES) or self._holds(hash_of(key))
        return held


class Index:
    """Answers whether a key may be filed. `capacity` is in keys; more than that makes it grow, at one more look a step.

    `false_positive_rate` is for each filter that it grew to. The hash is seeded per process: rebuild at start.
    """

    def __init__(self, capacity: int = _CAPACITY, false_positive_rate: float = 0.0001) -> None:
        self._capacity = max(capacity, 1)
        self._rate = false_positive_rate
        self._filters: list[Bloom] = [Bloom(self._capacity, self._rate)]
        self._filters[0].update((PAGES, FOLDERS))
        self._room = self._capacity
        self._count = 0
        self.holds_hashes = False
        """Whether a hashed list is among what was taken in: then links must be asked for by their hashes, too."""
        self._holds: Callable[[str], bool] = self._filters[0].__contains__
        self.might_hold = self._holds
        """Tells whether a key may have been taken in: wrongly yes at the false positive rate, never wrongly no.

        For one look at one text: ask for it anew for the next, since the index may have grown.
        """

    def load(self, keys: Iterable[str]) -> None:
        """Forget everything and take in `keys`. The old content answers until the new one stands."""
        fresh = Index(max(self._capacity, _known_length(keys)), self._rate)
        fresh.add(keys)
        self._filters, self._room = fresh._filters, fresh._room
        self._capacity, self._count = fresh._capacity, fresh._count
        self.holds_hashes, self._holds, self.might_hold = fresh.holds_hashes, fresh._holds, fresh.might_hold

    def add(self, keys: Iterable[str]) -> None:
        """Take in `keys`, at once."""
        waiting = iter(keys)
        for first in waiting:
            if self._room <= 0:
                self._grow()
            batch = list(islice(chain((first,), waiting), min(_BATCH, self._room)))
            pages = [key for key in batch if "/" in key]
            above = {key.partition("/")[0] + PAGES for key in pages} | {*map(folder_of, pages)}
            self._filters[0].update(batch, above)
            self.holds_hashes = self.holds_hashes or any(map(is_hash, batch))
            self._room -= len(batch) + len(above)
            self._count += len(batch)
            if self.holds_hashes:
                self.might_hold = Hashing(self._holds).__getitem__

    def __len__(self) -> int:
        """How many keys were taken in; a key that came twice counts twice."""
        return self._count

    def _grow(self) -> None:
        self._capacity *= 2
        self._filters.insert(0, Bloom(self._capacity, self._rate))
        self._room = self._capacity
        self.might_hold = self._holds = Filters(self._filters)


def _known_length(keys: Iterable[str]) -> int:
    return len(keys) if isinstance(keys, (list, tuple, set, frozenset, dict)) else 0
