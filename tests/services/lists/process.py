"""One process of Rowan as far as lists go, over a real database."""

from core.base.categories import Category
from core.base.ids import ServerId
from core.links import find_links
from core.lists.verdicts import Match
from core.servers.policy import Tier
from db.engine.database import Database
from db.engine.vault import Vault
from services.lists.check import TextCheck
from services.lists.invites import Invites
from services.lists.live_index import LiveIndex
from services.lists.lookup import ListLookup
from services.lists.own import OwnList
from services.lists.shared_list.shared import SharedList
from services.lists.shared_list.trust import Trust
from services.lists.sites import Sites
from services.lists.sources import ListSource
from services.lists.typed_pattern import PatternResolver
from tests.conftest import StandingClock
from tests.fakes import FakeApart
from tests.people import moderator
from tests.stores import storage_of
from wiring.list_sources import list_sources

A, B, C, D = (ServerId(number * 10**16) for number in (11, 12, 13, 14))
QUORUM = 2


class Process:
    """The use cases, as one process has them."""

    def __init__(
        self, database: Database, vault: Vault, clock: StandingClock, *more_sources: ListSource
    ) -> None:
        self.database, self.vault, self.clock = database, vault, clock
        storage = storage_of(database, vault)
        sources = [*list_sources(storage, clock, QUORUM), *more_sources]
        self.storage, self.servers = storage, storage.glance.servers
        self.index = LiveIndex(storage=storage, sources=sources)
        self.lookup = ListLookup(storage=storage, sources=sources, index=self.index, clock=clock)
        patterns = PatternResolver(storage=storage)
        self.shared = SharedList(
            storage=storage, patterns=patterns, lookup=self.lookup, clock=clock, quorum=QUORUM
        )
        invites = Invites(storage=storage, clock=clock, questions_bell=None)
        self.own = OwnList(
            storage=storage,
            patterns=patterns,
            lookup=self.lookup,
            shared=self.shared,
            invites=invites,
            clock=clock,
        )
        self.sites = Sites(storage=storage, shared=self.shared, lookup=self.lookup, clock=clock)
        self.apart = FakeApart()
        self.trust = Trust(storage=storage, clock=clock)
        self.check = TextCheck(
            storage=storage,
            lookup=self.lookup,
            invites=invites,
            index=self.index,
            apart=self.apart,
            clock=clock,
        )

    async def add(self, server: ServerId, pattern: str, *, share: bool = False, note: str = "") -> None:
        await self.own.add(moderator(server), pattern, Category.DOXXING, note, share=share)

    async def trusted(self, *servers: ServerId, group: str | None = None) -> None:
        for server in servers:
            await self.trust.trust(str(server), group)

    async def found(self, server: ServerId, text: str) -> list[Match]:
        links = find_links(text, self.index.index.might_hold)
        return await self.lookup.matches(server, links)

    async def tiers(self, server: ServerId, text: str) -> list[Tier]:
        return [match.tier for match in await self.found(server, text)]
