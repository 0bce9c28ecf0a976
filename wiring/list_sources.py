"""The sources of lists: where entries come from, for the running bot and for `bot.py check`."""

from collections.abc import Sequence
from typing import Protocol

from services.base.ports import Clock, Storage
from services.lists.sources import ListSource, OwnSource, SharedSource, SourceStores
from services.lists.subscriptions.source import SubscribedSource, SubscribedStores


class EverySourceStores(SourceStores, SubscribedStores, Protocol):
    """What reads offer to all sources."""


def list_sources(storage: Storage[EverySourceStores], clock: Clock, quorum: int) -> Sequence[ListSource]:
    """Make every source of lists. docs/recipes/adding-a-list-source.md says how to add one."""
    return [
        OwnSource(storage=storage),
        SharedSource(storage=storage, clock=clock, quorum=quorum),
        SubscribedSource(storage=storage, clock=clock),
    ]
