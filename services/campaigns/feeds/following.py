"""What moderators do with feeds: add, remove, list; and what the cards show of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from core.base.authority import Caller
from core.base.defang import defang_link
from core.base.errors import UserError
from core.base.ids import FeedId, UpdateId
from core.base.web_address import WebAddress, WebAddressError
from core.campaigns.feeds.drafts import Waiting
from services.base.fetching import Content, FetchRequest, NotModified
from services.base.polling import Fetches, Tried, problem_of
from services.base.ports import Clock, Storage
from services.campaigns.campaigns import Campaigns, moderated
from services.campaigns.feeds.parsing import ReadFeed
from services.campaigns.feeds.ports import Feed, FeedsTx, NewFeed, Origin
from services.campaigns.feeds.reading import FeedReader, require_feed
from services.campaigns.feeds.rounds import LIMITS
from services.campaigns.records import Campaign
from services.campaigns.updates import MemberKey
from services.servers.settings import ServerSettings

MOST_OF_CAMPAIGN: Final = 5


@dataclass(frozen=True, slots=True)
class Added:
    """A feed that was added, with how many items it is known to have. `beyond`: items that were not read."""

    feed: Feed
    campaign: Campaign
    items: int
    beyond: int
    settings: ServerSettings


@dataclass(frozen=True, slots=True)
class Shown:
    """One feed, and what of it waits for moderators."""

    feed: Feed
    waiting: Waiting


class Feeds:
    """The use cases. Raise UserError, Unavailable. `most`: feeds that a server may have."""

    def __init__(
        self,
        *,
        storage: Storage[FeedsTx],
        campaigns: Campaigns,
        reader: FeedReader,
        fetches: Fetches,
        member_key: MemberKey,
        clock: Clock,
        most: int,
    ) -> None:
        self._storage = storage
        self._campaigns = campaigns
        self._reader = reader
        self._fetches = fetches
        self._member_key = member_key
        self._clock = clock
        self._most = most

    async def add(self, caller: Caller, typed: str, url: str) -> Added:
        """Follow a feed for one of this server's campaigns: what stands in it now is known, and drafted never."""
        campaign = await self._campaigns.own(caller, typed)
        if campaign.stopped_why is not None:
            raise UserError("campaign-stopped")
        settings = await self._storage.glance.servers.get(caller.server)
        address = self._address(url)
        await self._require_room(self._storage.read, campaign, address.url)
        content, read = await self._fetched(address)
        now = self._clock()
        tried = Tried(
            self._fetches.due(now), fetched_at=now, etag=content.etag, last_modified=content.last_modified
        )
        new = NewFeed(
            campaign=campaign.id,
            url=address.url,
            host=address.host,
            digest=sha256(content.body).hexdigest(),
            tried=tried,
            added_key=self._member_key(caller.server, caller.user),
        )
        async with self._storage.bulk() as tx:
            await self._require_room(tx, campaign, address.url)
            feed = await tx.feeds.add(new, caller.server, now)
            await tx.feed_items.add(feed, [item.keys for item in read.items], None, now)
            told = f"feed {feed}, {len(read.items)} items known"
            await tx.audit.note(
                caller.server, caller.user, "feed-add", f"campaign/{campaign.id}", now, after=told
            )
            made = await tx.feeds.get(feed)
        assert made is not None  # noqa: S101  # it was just written
        return Added(made, campaign, len(read.items), read.beyond, settings)

    async def remove(self, caller: Caller, typed: str, url: str) -> Feed:
        """Follow a feed no more. Its drafts that wait stay, as do the updates that came of it."""
        await moderated(self._storage.glance.servers, caller)
        campaign = await self._own(caller, typed)
        found = self._meant(await self._storage.read.feeds.of_campaign(campaign.id), url)
        now = self._clock()
        async with self._storage.bulk() as tx:
            if not await tx.feeds.remove(found.id):
                raise UserError("feed-not-there")
            await tx.audit.note(
                caller.server,
                caller.user,
                "feed-remove",
                f"campaign/{campaign.id}",
                now,
                before=f"feed {found.id}",
            )
        return found

    async def list(self, caller: Caller, typed: str) -> tuple[Campaign, Sequence[Shown]]:
        """Give the feeds of one of this server's campaigns."""
        await moderated(self._storage.glance.servers, caller)
        campaign = await self._own(caller, typed)
        reading = self._storage.read
        feeds = await reading.feeds.of_campaign(campaign.id)
        return campaign, [Shown(feed, await reading.feed_items.waiting(feed.id)) for feed in feeds]

    async def choices(self, caller: Caller) -> Sequence[Feed]:
        """Give what a moderator can remove; nothing for anybody else."""
        settings = await self._storage.glance.servers.get(caller.server)
        if not caller.is_moderator(settings.moderator_role):
            return []
        return await self._storage.read.feeds.of_server(caller.server)

    async def get(self, feed: FeedId) -> Feed | None:
        """Give a feed, for its notice."""
        return await self._storage.read.feeds.get(feed)

    async def origin(self, update: UpdateId, version: int) -> Origin | None:
        """Say from which feed a draft came; None: people wrote it."""
        return await self._storage.read.feed_items.origin(update, version)

    async def _own(self, caller: Caller, typed: str) -> Campaign:
        campaign = await self._campaigns.find(caller.server, typed)
        if campaign.server != caller.server:
            raise UserError("campaign-not-yours")
        return campaign

    def _address(self, typed: str) -> WebAddress:
        try:
            return self._fetches.read(typed.strip())
        except WebAddressError as error:
            raise UserError(f"fetch-refused-{error.fault}") from None

    def _meant(self, feeds: Sequence[Feed], typed: str) -> Feed:
        number = typed.strip().removeprefix("#")
        for feed in feeds:
            if number.isascii() and number.isdigit() and feed.id == int(number[:18]):
                return feed
        url = self._address(typed).url
        for feed in feeds:
            if feed.url == url:
                return feed
        raise UserError("feed-not-there")

    async def _require_room(self, at: FeedsTx, campaign: Campaign, url: str) -> None:
        here = await at.feeds.of_server(campaign.server)
        of_campaign = [feed for feed in here if feed.campaign == campaign.id]
        if any(feed.url == url for feed in of_campaign):
            raise UserError("feed-already")
        if len(of_campaign) >= MOST_OF_CAMPAIGN:
            raise UserError("feed-too-many-of-campaign", limit=MOST_OF_CAMPAIGN)
        if len(here) >= self._most:
            raise UserError("feed-too-many", limit=self._most)

    async def _fetched(self, address: WebAddress) -> tuple[Content, ReadFeed]:
        """Fetch a feed that nobody follows yet. Nothing is kept of what is none."""
        result = await self._fetches.fetcher.fetch(FetchRequest(address.url, LIMITS))
        if not isinstance(result, Content):
            if isinstance(result, NotModified):  # it was asked for without a condition
                raise UserError("fetch-failed-no-http")
            key, status = problem_of(result).split()
            raise UserError(key, status=int(status))
        read = await self._reader.read(result.body, result.media_type, address.url)
        require_feed(read, defang_link)
        return result, read
