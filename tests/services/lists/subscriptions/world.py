"""A web with one list that changes as tests say, and processes that follow it."""

from datetime import timedelta

from core.base.categories import Category
from core.base.ids import ServerId
from core.lists.verdicts import Match
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.fetching import Content, FetchRequest, FetchResult, Hop
from services.base.leases import Leases
from services.base.polling import Fetches
from services.base.worker import Bell
from services.lists.previews.previews import Effects
from services.lists.subscriptions.bringing import Bringing
from services.lists.subscriptions.first_looks import FirstLooks
from services.lists.subscriptions.following import Begun, Following, Shown
from services.lists.subscriptions.notices import SubscriptionNotices
from services.lists.subscriptions.rounds import FirstDays, Rounds
from tests.conftest import StandingClock
from tests.people import manager
from tests.services.lists.process import A, Process

URL = "https://lists.example/all.txt"
HOUR = timedelta(hours=1)


class Web:
    """Fills services.base.fetching.Fetcher with one answer."""

    def __init__(self) -> None:
        self.asked: list[FetchRequest] = []
        self.answer: FetchResult | None = None

    def holds(self, *lines: str) -> None:
        """The list has these lines from now on."""
        self.holds_bytes("".join(f"{line}\n" for line in lines).encode())

    def holds_bytes(self, body: bytes) -> None:
        """What stands at the address is this."""
        self.answer = Content(body, [Hop(URL, status=200)], etag=f'"{len(self.asked)}"')

    async def fetch(self, request: FetchRequest) -> FetchResult:
        self.asked.append(request)
        assert self.answer is not None
        return self.answer


def names(*numbers: int) -> list[str]:
    return [f"site-{number}.example" for number in numbers]


class Follower(Process):
    """One process that follows lists."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        clock: StandingClock,
        web: Web,
        name: str = "first",
        most: int = 50,
    ) -> None:
        super().__init__(database, vault, clock)
        self.name, self.web = name, web
        fetches = Fetches(web, HOUR, jitter=lambda: 0.0)
        effects = Effects(storage=self.storage, clock=clock, quorum=2, seen_for=timedelta(days=7))
        looks = FirstLooks(storage=self.storage, effects=effects, clock=clock)
        self.bringing = Bringing(storage=self.storage, clock=clock, process=name, changed=self.lookup.changed)
        self.following = Following(
            storage=self.storage,
            bringing=self.bringing,
            looks=looks,
            fetches=fetches,
            clock=clock,
            process=name,
            outbox_bell=Bell(),
            most=2,
            entries=most,
        )
        self.notices = SubscriptionNotices(storage=self.storage, looks=looks, clock=clock, outbox_bell=Bell())
        self.rounds = Rounds(
            storage=self.storage,
            bringing=self.bringing,
            fetches=fetches,
            most=most,
            clock=clock,
            process=name,
            outbox_bell=Bell(),
        )
        self.first_days = FirstDays(storage=self.storage)
        self.leases = Leases(storage=self.storage, clock=clock, process=name)

    async def subscribe(self, server: ServerId = A, url: str = URL, *, act_now: bool = True) -> Begun:
        await self.leases.renew()
        begun = await self.following.subscribe(manager(server), url, Category.SCAM, act_now=act_now)
        assert isinstance(begun, Begun)
        return begun

    async def round(self) -> int:
        """An hour later: ask for all lists that are due; returns how many that were."""
        self.clock.now += 25 * HOUR
        return await self.due()

    async def due(self) -> int:
        """Ask for all lists that are due."""
        await self.leases.renew()
        rows = await self.rounds.take(10)
        for row in rows:
            await self.rounds.perform(row)
        return len(rows)

    async def acting(self, server: ServerId = A, most: int = 30) -> list[int]:
        """Which of the sites act in a server."""
        await self.index.catch_up()
        found: list[Match] = []
        for number in range(most):
            found += await self.found(server, f"https://site-{number}.example/x")
        return [int(match.pattern.split("-")[1].split(".")[0]) for match in found]

    async def shown(self, server: ServerId = A) -> Shown:
        (one,) = await self.following.show(manager(server))
        return one
