"""Making what knows where short links lead: nothing of it where the operator lets no shortener be asked."""

from core.lists.shorteners.hosts import Shorteners
from db.engine.storage import DatabaseStorage
from db.reports.stores import ReportsStores
from services.base.worker import Bell
from services.lists.lookup import ListLookup, MatchSource
from services.lists.shorteners.behind import BehindLookup
from services.lists.shorteners.short_links import ShortLinks
from wiring.base import Base

Storage = DatabaseStorage[ReportsStores]


class KnownShortLinks:
    """What is known of short links, for the wing of lists and those above. `short_links` None: nobody asks about any."""

    def __init__(
        self, base: Base, storage: Storage, lookup: ListLookup, shorteners: Shorteners | None
    ) -> None:
        self.shorteners = shorteners
        self.bell = Bell()
        self.source: MatchSource = lookup
        self.source_of_before: MatchSource = lookup
        self.short_links: ShortLinks | None = None
        if shorteners is not None:
            self.short_links = ShortLinks(
                storage=storage, shorteners=shorteners, bell=self.bell, clock=base.clock, sleep=base.sleep
            )
            self.source = BehindLookup(lookup=lookup, short_links=self.short_links)
            self.source_of_before = BehindLookup(lookup=lookup, short_links=self.short_links, of_any_age=True)


def known_shorteners(base: Base) -> Shorteners | None:
    """The shorteners that the operator lets Rowan ask; None: none."""
    settings = base.settings.shorteners
    return None if settings is None else Shorteners(settings.tests)
