"""Which places stand on any list: Rowan's own network must not touch them (rule 7)."""

from collections.abc import Sequence
from typing import Protocol

from core.links import Link
from core.lists.hashed import Met, is_hash
from core.lists.held_places import hosts_of_pages
from core.lists.patterns import Pattern, may_be_listed
from services.base.ports import Storage


class HeldPlaceStore(Protocol):
    """The tables of lists, whatever the server and the tier."""

    async def patterns(self, keys: Sequence[str]) -> list[Pattern]:
        """Find the patterns under these keys: of every server's own list, and of the shared list where any server stands
        for them. What a banned server lists is left out.
        """
        ...

    async def any_page(self, hosts: Sequence[str]) -> bool:
        """Whether any page of these hosts stands on one of these lists."""
        ...


class HeldPlaceStores(Protocol):
    """What reads offer to the look-up."""

    @property
    def held_places(self) -> HeldPlaceStore:
        """The tables of lists."""
        ...


class ListedPlaces:
    """Fills services.base.fetching.HeldPlaces with the lists. core/lists/held_places.py says how far an entry reaches.

    An allow lifts nothing: it is one server's word about messages, and Rowan's network is everybody's.
    """

    def __init__(self, *, storage: Storage[HeldPlaceStores]) -> None:
        self._storage = storage

    async def hold(self, links: Sequence[Link]) -> bool:
        held = self._storage.read.held_places
        keys = sorted({key for link in links for key in link.keys})
        met = Met(links)
        found = await held.patterns([*keys, *met.hashes()]) if keys else []
        if any(pattern.covers(link) for each in found for pattern in _in_clear(each, met) for link in links):
            return True
        hosts = sorted({host for link in links for host in hosts_of_pages(link)})
        return bool(hosts) and await held.any_page(hosts)


def _in_clear(held: Pattern, met: Met) -> Sequence[Pattern]:
    """The patterns that an entry is: of a hashed one what the links show, of which nobody may list what is protected."""
    if not is_hash(held.key):
        return [held]
    return [each for each in met.in_clear(held.key, held.text.removeprefix(held.key)) if may_be_listed(each)]
