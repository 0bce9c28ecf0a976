"""The services of one process that know short links, and ask about them where there is somebody to ask."""

from typing import Any, Protocol

from core.lists.shorteners.hosts import Shorteners
from services.base.fetching import Stepper
from services.base.worker import Bell
from services.lists.live_index import LiveIndex
from services.lists.lookup import ListLookup, MatchSource
from services.lists.shorteners.behind import BehindLookup
from services.lists.shorteners.short_links import ShortLinks
from services.scanning.shorteners.asking import ShortQuestions
from services.scanning.shorteners.noting import ShortPosts
from tests.conftest import StandingClock


class Process(Protocol):
    """The services of the process; tests.services.scanning.process.ScanningProcess fills it."""

    lists: ListLookup
    indexing: LiveIndex
    storage: Any
    clock: StandingClock
    process: str


class ShortenersOf:
    """As wiring/hearing/shorteners.py. `stepper` None: shorteners are switched off."""

    def __init__(self, of: Process, stepper: Stepper | None, waiting_bell: Bell) -> None:
        lists, storage, clock = of.lists, of.storage, of.clock
        self.source: MatchSource = lists
        self.source_of_before: MatchSource = lists
        self.posts: ShortPosts | None = None
        if stepper is None:
            return
        bell, shorteners = Bell(), Shorteners()
        self.links = ShortLinks(storage=storage, shorteners=shorteners, bell=bell, clock=clock)
        self.source = BehindLookup(lookup=lists, short_links=self.links)
        self.source_of_before = BehindLookup(lookup=lists, short_links=self.links, of_any_age=True)
        self.posts = ShortPosts(storage=storage, bell=bell, waiting_bell=waiting_bell, clock=clock)
        self.questions = ShortQuestions(
            storage=storage,
            stepper=stepper,
            shorteners=shorteners,
            index=of.indexing,
            clock=clock,
            process=of.process,
            waiting_bell=waiting_bell,
            bell=bell,
        )
