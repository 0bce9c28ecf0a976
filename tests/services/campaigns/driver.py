"""The services of campaigns on a real database: three servers, lists that a test fills, an outbox that posts at once."""

import contextlib
import functools
from datetime import datetime, timedelta

from core.base.authority import Caller
from core.base.ids import CampaignId, ChannelId, MessageId, ServerId, UpdateId
from core.base.posts import MessagePlace
from db.campaigns.stores import CampaignsStores
from db.engine.database import Database
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from services.base.outbox import ChannelProblem, Kind, Posted, Waiting
from services.base.worker import Bell
from services.campaigns.campaigns import Campaigns
from services.campaigns.closing import Closing
from services.campaigns.deliveries import Deliveries
from services.campaigns.follows import Follows
from services.campaigns.notify import Notify
from services.campaigns.pictures import Pictures
from services.campaigns.progress import Progress
from services.campaigns.records import Campaign, DeliveryRecord, Drafted, Follow, UpdateRecord
from services.campaigns.relisted import Relisted
from services.campaigns.rounds import Rounds
from services.campaigns.schedule import Schedule, Times
from services.campaigns.screening import Screening
from services.campaigns.sent_forms import SentForms
from services.campaigns.stops import Stops
from services.campaigns.timelines import Timelines
from services.campaigns.updates import Updates
from services.lists.shared_list.trust import Trust
from services.servers.setup import Servers
from tests.conftest import StandingClock, at_once
from tests.people import moderator
from tests.services.campaigns.fakes import FakeFiles, FakeLists, FakeMaker, FakeReports
from tests.stores import set_up, walk

# As long as Discord's ids are: the operator's commands take no shorter ones.
ORIGIN, NORTH, SOUTH, STRANGER = (ServerId(100_000_000_000_000_000 + number * 1000) for number in range(4))

CREATE = {"title": "Drop the forum", "summary": "", "demand": "", "link": ""}
UPDATE = {"kind": "win", "headline": "They listened", "body": "At last.", "source": "", "warning": ""}
ELSEWHERE: MessagePlace = MessagePlace(ChannelId(7), MessageId(7))


ANN, BEN = moderator(ORIGIN, 11), moderator(ORIGIN, 12)
NORA, SAM = moderator(NORTH, 21), moderator(SOUTH, 31)


def review_channel(server: ServerId) -> ChannelId:
    return ChannelId(server + 1)


def campaign_channel(server: ServerId) -> ChannelId:
    return ChannelId(server + 2)


def following_channel(server: ServerId) -> ChannelId:
    return ChannelId(server + 3)


class _OnlyLooked(Exception):
    """Ends a transaction that is not to change anything."""


class CampaignsDriver:
    """What people do with campaigns, each step through its use case."""

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.database = database
        self.vault = vault
        self.clock = clock
        self.storage = DatabaseStorage(database, functools.partial(CampaignsStores, vault=vault))
        self.lists = FakeLists()
        self.bell = bell = Bell()
        servers = Servers(storage=self.storage, outbox_bell=bell, clock=clock, changed=lambda _: None)
        self.campaigns = Campaigns(storage=self.storage, lists=self.lists, clock=clock)
        self.follows = Follows(storage=self.storage, campaigns=self.campaigns, outbox_bell=bell, clock=clock)
        self.notify = Notify(
            storage=self.storage,
            campaigns=self.campaigns,
            member_key=vault.member_key,
            outbox_bell=bell,
            clock=clock,
        )
        self.closing = Closing(storage=self.storage, campaigns=self.campaigns, outbox_bell=bell, clock=clock)
        self.stops = Stops(storage=self.storage, outbox_bell=bell, clock=clock)
        self.reported = FakeReports()
        self.files = FakeFiles()
        self.pictures = Pictures(storage=self.storage, source=self.files, maker=FakeMaker(), clock=clock)
        self.relisted = Relisted(storage=self.storage, reported=self.reported)
        self.updates = Updates(
            storage=self.storage,
            campaigns=self.campaigns,
            forms=SentForms(storage=self.storage, lists=self.lists, pictures=self.pictures),
            member_key=vault.member_key,
            outbox_bell=bell,
            rounds_bell=bell,
            clock=clock,
            sleep=at_once,
        )
        self.rounds = Rounds(storage=self.storage, outbox_bell=bell, bell=bell, clock=clock)
        self.schedule = Schedule(storage=self.storage, outbox_bell=bell, rounds_bell=bell, clock=clock)
        self.progress = Progress(storage=self.storage, clock=clock, sleep=at_once)
        self.times = Times(storage=self.storage, clock=clock)
        self.deliveries = Deliveries(
            storage=self.storage,
            servers=servers,
            screening=Screening(lists=self.lists, reported=self.reported),
            pictures=self.pictures,
            outbox_bell=bell,
            clock=clock,
            sleep=at_once,
        )
        self.timelines = Timelines(
            storage=self.storage,
            campaigns=self.campaigns,
            screening=Screening(lists=self.lists, reported=self.reported),
        )
        self._trust = Trust(storage=self.storage, clock=clock)

    async def begin(self) -> "CampaignsDriver":
        """Set three servers up, of which the first is trusted."""
        for server in (ORIGIN, NORTH, SOUTH):
            await self.set_up(server)
        await self.trust(ORIGIN)
        return self

    # Servers.

    async def set_up(self, server: ServerId, *, own_channel: bool = True, second: bool = False) -> None:
        await set_up(
            self.database,
            self.vault,
            server,
            review_channel=review_channel(server),
            campaign_channel=campaign_channel(server) if own_channel else None,
            second_approval=second,
            set_up=True,
        )

    async def trust(self, server: ServerId) -> None:
        await self._trust.trust(str(server), None)

    async def untrust(self, server: ServerId) -> None:
        await self._trust.untrust(str(server))

    # Campaigns.

    async def campaign(self, title: str = "Drop the forum", form: str = "", by: Caller = ANN) -> Campaign:
        made = await self.campaigns.create(by, {**CREATE, "title": title}, form or f"form-{title}")
        return made.campaign

    async def follow(self, campaign: CampaignId, by: Caller, *, approve: bool = False) -> bool:
        how = Follow(following_channel(by.server), None, approve)
        _, is_new = await self.follows.follow(by, str(campaign), how)
        return is_new

    # Updates.

    async def draft(
        self,
        campaign: CampaignId,
        form: str = "draft-1",
        by: Caller = ANN,
        at: datetime | None = None,
        **fields: str,
    ) -> Drafted:
        drafted, _ = await self.updates.draft(by, campaign, {**UPDATE, **fields}, form, at)
        return drafted

    async def redraft(
        self,
        update: UpdateId,
        base: int,
        form: str,
        by: Caller = ANN,
        at: datetime | None = None,
        **fields: str,
    ) -> Drafted:
        return await self.updates.redraft(by, update, base, {**UPDATE, **fields}, form, at)

    async def approve(self, drafted: Drafted, by: Caller = BEN) -> int:
        """Press *Approve* on the card; returns how many servers are reached."""
        place = await self.card(Kind.UPDATE_DRAFT, drafted.update)
        return (await self.updates.approve(by, drafted.update, drafted.version, place)).reached

    async def publish(self, campaign: CampaignId, form: str = "draft-1", **fields: str) -> UpdateId:
        drafted = await self.draft(campaign, form, **fields)
        await self.approve(drafted)
        return drafted.update

    async def correct(self, update: UpdateId, headline: str, form: str) -> None:
        base = (await self.record(update)).standing or 1
        await self.approve(await self.redraft(update, base, form, headline=headline))

    async def withdraw(self, update: UpdateId, reason: str = "It was wrong", by: Caller = ANN) -> None:
        await self.updates.withdraw(by, str(update), reason)

    async def settle(self, update: UpdateId, number: int | None, by: Caller, *, accept: bool = True) -> None:
        """Press *Approve* or *Decline* on the card in a server that follows."""
        delivery = await self.delivery(update, by.server)
        place = await self.card(Kind.DELIVERY_DRAFT, delivery.id)
        await self.deliveries.settle(by, update, number, place, accept=accept)

    async def record(self, update: UpdateId) -> UpdateRecord:
        record = await self.storage.read.updates.get(update)
        assert record is not None
        return record

    async def delivery(self, update: UpdateId, server: ServerId) -> DeliveryRecord:
        delivery = await self.delivery_if_any(update, server)
        assert delivery is not None
        return delivery

    async def delivery_if_any(self, update: UpdateId, server: ServerId) -> DeliveryRecord | None:
        return await self.storage.read.deliveries.here(update, server)

    # What goes out.

    async def card(self, kind: Kind, subject: int) -> MessagePlace:
        """Where the card stands, once everything that is due was posted."""
        await self.all_posted()
        place = await self.place(kind, subject)
        assert place is not None
        return place

    async def place(self, kind: Kind, subject: int) -> MessagePlace | None:
        return await self.storage.read.outbox.place_of(kind, subject)

    async def due(self) -> list[tuple[Kind, int, ServerId]]:
        """What the outbox must post: (kind, subject, server)."""
        found: list[tuple[Kind, int, ServerId]] = []
        await walk(self.storage, self.clock)
        with contextlib.suppress(_OnlyLooked):
            async with self.storage.bulk() as tx:
                rows = await tx.outbox.take("tests", self.clock(), 1000)
                found = sorted((row.kind, row.subject, row.server) for row in rows)
                raise _OnlyLooked
        return found

    async def all_posted(self) -> None:
        """As if the outbox had posted everything that is due."""
        now = self.clock()
        async with self.storage.bulk() as tx:
            for row in await tx.outbox.take("tests", now, 1000):
                message = row.message or MessageId(row.id + 1000)
                await tx.outbox.settle(row, Posted(review_channel(row.server), message), now, now)

    async def no_copy_can_be_posted(self) -> None:
        """As if every channel of a copy that is due took nothing; the rest is posted."""
        now = self.clock()
        async with self.storage.bulk() as tx:
            for row in await tx.outbox.take("tests", now, 1000):
                is_copy = row.kind is Kind.UPDATE_COPY
                posted = Posted(review_channel(row.server), row.message or MessageId(row.id + 1000))
                outcome = Waiting(ChannelProblem.FORBIDDEN) if is_copy else posted
                await tx.outbox.settle(row, outcome, now, now + timedelta(hours=1))
