"""Making what asks shorteners where links of messages lead: nothing of it where the operator does not allow it."""

from collections.abc import Mapping

from db.engine.storage import DatabaseStorage
from db.reports.stores import ReportsStores
from services.base.worker import Bell
from services.lists.live_index import LiveIndex
from services.scanning.shorteners.asking import ShortQuestions
from services.scanning.shorteners.noting import ShortPosts
from wiring.asking.short_links import KnownShortLinks
from wiring.base import Base
from wiring.fetching import make_stepper
from wiring.wing import Work

Storage = DatabaseStorage[ReportsStores]


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
