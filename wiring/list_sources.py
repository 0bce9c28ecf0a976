"""The sources of lists: where entries come from, for the running bot and for `bot.py check`."""

from collections.abc import Sequence

from services.base.ports import Clock, Storage
from services.lists.sources import ListSource, OwnSource, SharedSource, SourceStores


def list_sources(storage: Storage[SourceStores], clock: Clock, quorum: int) -> Sequence[ListSource]:
    """Make every source of lists. docs/adding-a-list-source.md says how to add one."""
    return [
        OwnSource(storage=storage),
        SharedSource(storage=storage, clock=clock, quorum=quorum),
    ]
