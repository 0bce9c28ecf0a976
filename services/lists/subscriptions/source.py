"""The list source of subscribed lists: what each server follows, in the version that acts there."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from core.links.link import invite_code
from core.lists.covering import ListEntry
from core.lists.hashed import is_hash
from core.lists.patterns import Pattern, PatternKind, may_be_listed
from core.servers.policy import Tier
from services.base.ports import Clock, Storage
from services.lists.sources import FollowedAllow, Inquiry, KeyStore


class SubscribedStores(Protocol):
    """What reads offer to this source."""

    @property
    def subscribed_entries(self) -> KeyStore:
        """The store of table `subscribed_entries`."""
        ...


class SubscribedSource:
    """Fills services.lists.sources.ListSource."""

    def __init__(self, *, storage: Storage[SubscribedStores], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def keys(self) -> AsyncIterator[Sequence[str]]:
        return self._storage.read.subscribed_entries.every_key()

    async def entries(self, inquiry: Inquiry) -> Sequence[ListEntry]:
        now = self._clock()
        return [
            ListEntry(
                pattern,
                Tier.SUBSCRIBED,
                each.category,
                source=each.url,
                note=each.note,
                counts_only=each.log_until is not None and now < each.log_until,
            )
            for each in inquiry.found.subscribed
            for pattern in _in_clear(each.pattern, inquiry)
        ]

    async def allows(self, inquiry: Inquiry) -> Sequence[FollowedAllow]:
        """Who follows a signed list follows its exceptions; not while it is only counted."""
        now = self._clock()
        return [
            FollowedAllow(pattern, each.url)
            for each in inquiry.found.exempted
            if each.log_until is None or now >= each.log_until
            for pattern in _in_clear(each.pattern, inquiry)
        ]


def _in_clear(held: Pattern, inquiry: Inquiry) -> Sequence[Pattern]:
    """The patterns that an entry is: of a hashed one what the links show, as far as it could stand on a list in clear."""
    if not is_hash(held.key):
        return [held]
    met = inquiry.met.in_clear(held.key, held.text.removeprefix(held.key))
    return [each for each in met if may_be_listed(each) and _acts_here(each, inquiry)]


def _acts_here(met: Pattern, inquiry: Inquiry) -> bool:
    """An invite acts once Discord said to which server it leads; one to the very server, of which `leads` names none, never."""
    code = invite_code(met.text) if met.kind is PatternKind.INVITE else None
    return code is None or inquiry.found.leads.get(code) is not None
