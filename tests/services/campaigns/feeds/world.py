"""A site with a feed that changes as tests say, and processes that follow it."""

from dataclasses import dataclass
from datetime import timedelta
from html import escape

from core.base.authority import Caller
from core.base.ids import CampaignId, UpdateId
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.fetching import (
    Content,
    Failed,
    FailureReason,
    FetchRequest,
    FetchResult,
    Hop,
    NotModified,
    RefusalReason,
    Refused,
)
from services.base.leases import Leases
from services.base.polling import Fetches
from services.base.texts import default_texts
from services.base.worker import Bell
from services.campaigns.feeds.following import Added, Feeds
from services.campaigns.feeds.parsing import ReadFeed, read_feed
from services.campaigns.feeds.ports import Feed
from services.campaigns.feeds.rounds import FeedRounds
from services.campaigns.feeds.taking import Taking
from services.campaigns.records import Drafted, UpdateRecord
from tests.conftest import StandingClock
from tests.services.campaigns.driver import ANN, ORIGIN, CampaignsDriver

URL = "https://drop.example/feed.xml"
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Post:
    """An item of the site's feed."""

    number: int
    title: str = ""
    text: str = ""
    id: str = ""
    link: str = ""

    def xml(self) -> str:
        link = self.link or f"https://drop.example/posts/{self.number}"
        title = self.title or f"Headline {self.number}"
        text = self.text or f"What happened, part {self.number}"
        return (
            f"<item><guid isPermaLink='false'>{self.id or f'tag:{self.number}'}</guid><link>{escape(link)}</link>"
            f"<title>{escape(title)}</title><description>{escape(text)}</description></item>"
        )


def rss(*posts: Post) -> bytes:
    items = "".join(post.xml() for post in posts)
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Drop it</title><link>https://drop.example/</link>'
        f"{items}</channel></rss>"
    ).encode()


def numbered(*numbers: int) -> list[Post]:
    return [Post(number) for number in numbers]


class Web:
    """Fills services.base.fetching.Fetcher: a body for each address. `asked`: what was asked for."""

    def __init__(self) -> None:
        self.asked: list[FetchRequest] = []
        self.bodies: dict[str, bytes] = {}
        self.answers: dict[str, FetchResult] = {}
        self.tags = True

    def holds(self, *posts: Post, url: str = URL) -> None:
        """The newest stands first, as feeds have it."""
        self.holds_bytes(rss(*reversed(posts)), url)

    def holds_bytes(self, body: bytes, url: str = URL) -> None:
        self.bodies[url] = body
        self.answers.pop(url, None)

    def fails(
        self, reason: FailureReason = FailureReason.SLOW, url: str = URL, wait: timedelta | None = None
    ) -> None:
        self.answers[url] = Failed(reason, [Hop(url)], wait)

    def refuses(self, reason: RefusalReason, url: str = URL) -> None:
        self.answers[url] = Refused(reason, [Hop(url)])

    async def fetch(self, request: FetchRequest) -> FetchResult:
        self.asked.append(request)
        if request.url in self.answers:
            return self.answers[request.url]
        body = self.bodies[request.url]
        tag = f'"{hash(body)}"' if self.tags else ""
        if tag and request.etag == tag:
            return NotModified([Hop(request.url, status=304)])
        return Content(body, [Hop(request.url, status=200)], etag=tag, media_type="application/rss+xml")


@dataclass
class ReadHere:
    """Fills FeedReader in this process. `bodies`: how many were read."""

    bodies: int = 0

    async def read(self, body: bytes, media_type: str, url: str) -> ReadFeed:
        self.bodies += 1
        return read_feed(body, media_type, url)

    async def rest(self) -> None:
        """Nothing is held."""


class FeedWorld(CampaignsDriver):
    """One process that follows feeds."""

    def __init__(
        self, database: Database, vault: Vault, clock: StandingClock, web: Web, name: str = "first"
    ) -> None:
        super().__init__(database, vault, clock)
        self.web, self.name, self.reader = web, name, ReadHere()
        fetches = Fetches(web, HOUR, jitter=lambda: 0.0)
        self.feeds = Feeds(
            storage=self.storage,
            campaigns=self.campaigns,
            reader=self.reader,
            fetches=fetches,
            member_key=vault.member_key,
            clock=clock,
            most=7,
        )
        self.taking = Taking(
            storage=self.storage, lists=self.lists, texts=default_texts(), clock=clock, process=name
        )
        self.feed_rounds = FeedRounds(
            storage=self.storage,
            taking=self.taking,
            reader=self.reader,
            fetches=fetches,
            clock=clock,
            process=name,
            outbox_bell=Bell(),
        )
        self.leases = Leases(storage=self.storage, clock=clock, process=name)

    async def begins_with(self, *posts: Post, url: str = URL, by: Caller = ANN) -> CampaignId:
        """Begin a campaign that follows a feed with these items."""
        await self.leases.renew()
        self.web.holds(*posts, url=url)
        campaign = await self.campaign(by=by)
        await self.add(campaign.id, url, by)
        return campaign.id

    async def add(self, campaign: CampaignId, url: str = URL, by: Caller = ANN) -> Added:
        await self.leases.renew()
        return await self.feeds.add(by, str(campaign), url)

    async def brings(self, *posts: Post, after: timedelta = 25 * HOUR) -> int:
        """The feed has these items, and is asked when it is due; returns how many feeds were asked."""
        self.web.holds(*posts)
        return await self.round(after)

    async def round(self, after: timedelta = 25 * HOUR) -> int:
        self.clock.now += after
        return await self.due_feeds()

    async def due_feeds(self) -> int:
        await self.leases.renew()
        rows = await self.feed_rounds.take(50)
        for row in rows:
            await self.feed_rounds.perform(row)
        return len(rows)

    async def feed(self, campaign: CampaignId) -> Feed:
        _, (shown,) = await self.feeds.list(ANN, str(campaign))
        return shown.feed

    async def updates_made(self) -> list[UpdateRecord]:
        """Every update of the campaign's server, in the order in which they were made."""
        made = await self.storage.read.updates.choices(ORIGIN)
        return [await self.record(one.id) for one in sorted(made, key=lambda one: one.id)]

    async def headlines(self) -> list[str]:
        return [one.versions[-1].text.headline for one in await self.updates_made()]

    async def approve_all(self) -> list[UpdateId]:
        """Approve every draft that waits; returns of which updates."""
        waiting = [one for one in await self.updates_made() if one.pending is not None]
        for one in waiting:
            assert one.pending is not None
            await self.approve(Drafted(one.id, one.pending.number))
        return [one.id for one in waiting]
