"""Making what asks shorteners where links lead, and what knows it: nothing of it where the operator does not allow it."""

from collections.abc import Mapping

from core.lists.shorteners.hosts import Shorteners
from db.engine.storage import DatabaseStorage
from db.reports.stores import ReportsStores
from services.base.worker import Bell
from services.lists.live_index import LiveIndex
from services.lists.lookup import ListLookup, MatchSource
from services.lists.shorteners.behind import BehindLookup
from services.lists.shorteners.short_links import ShortLinks
from services.scanning.shorteners.asking import ShortQuestions
from services.scanning.shorteners.noting import ShortPosts
from wiring.base import Base
from wiring.fetching import make_stepper
from wiring.wing import Work

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


class ShortenersPart:
    """What asks shorteners, and has messages wait for it: a part of the wing of scanning."""

    def __init__(
        self, base: Base, known: KnownShortLinks, index: LiveIndex, storage: Storage, waiting_bell: Bell
    ) -> None:
        self.posts: ShortPosts | None = None
        self.questions: ShortQuestions | None = None
        if known.shorteners is None:
            return
        self.posts = ShortPosts(storage=storage, bell=known.bell, waiting_bell=waiting_bell, clock=base.clock)
        self.questions = ShortQuestions(
            storage=storage,
            stepper=make_stepper(base.database, base.vault, base.settings, base.clock),
            shorteners=known.shorteners,
            index=index,
            clock=base.clock,
            process=base.process,
            waiting_bell=waiting_bell,
            bell=known.bell,
        )

    def once_connected(self) -> Mapping[str, Work]:
        """Give the work that runs once Discord's servers are known."""
        return {} if self.questions is None else {"short-links": self.questions.run}

    async def finish(self, seconds: float) -> None:
        """Let what was asked be answered, so long at most; what is not is asked again at the next start."""
        if self.questions is not None:
            await self.questions.finish(seconds)
