"""Campaign stores with three servers in them, for tests of stores and use cases."""

from dataclasses import dataclass

from core.base.authority import Caller
from core.base.ids import CampaignId, ChannelId, ServerId, UpdateId, UserId
from core.campaigns.texts import CampaignText, UpdateText
from core.campaigns.versions import UpdateKind
from db.base.outbox_store import OutboxRows
from db.campaigns.campaign_store import CampaignRows
from db.campaigns.delivery_store import DeliveryRows
from db.campaigns.timeline_store import TimelineRows
from db.campaigns.update_store import UpdateRows
from db.engine.database import Database
from db.engine.vault import Vault
from db.servers.setup_store import ServerRows
from services.campaigns.records import Campaign, Follow
from tests.conftest import StandingClock
from tests.stores import set_up, storage_of

ORIGIN, NORTH, SOUTH = ServerId(1), ServerId(2), ServerId(3)
TEXT = UpdateText(UpdateKind.WIN, "They listened", "At last.", "https://example.org/a")


def person(server: ServerId, user: int, *, moderator: bool = True) -> Caller:
    return Caller(server, UserId(user), f"person-{user}", manage_messages=moderator)


ANN, BEN = person(ORIGIN, 11), person(ORIGIN, 12)
NORA, SAM = person(NORTH, 21), person(SOUTH, 31)


@dataclass
class Stores:
    """Everything of the wing on one database."""

    database: Database
    vault: Vault
    clock: StandingClock
    campaigns: CampaignRows
    updates: UpdateRows
    deliveries: DeliveryRows
    timelines: TimelineRows
    servers: ServerRows
    outbox: OutboxRows

    async def set_up(self, server: ServerId, *, campaign_channel: bool = True, second: bool = False) -> None:
        await set_up(
            self.database,
            self.vault,
            server,
            review_channel=ChannelId(server * 100),
            campaign_channel=ChannelId(server * 100 + 1) if campaign_channel else None,
            second_approval=second,
            set_up=True,
        )

    async def trust(self, server: ServerId, *, trusted: bool = True) -> None:
        async with self.database.bulk() as tx:
            await tx.run(
                "UPDATE servers SET trust_group = $2 WHERE id = $1",
                server,
                f"group-{server}" if trusted else None,
            )

    async def campaign(self, title: str = "Drop the forum", form: str = "form-1") -> Campaign:
        return await self.campaigns.create(CampaignText(title), form, ANN, self.clock())

    async def draft(self, campaign: CampaignId, form: str = "draft-1", by: Caller = ANN) -> UpdateId:
        return (await self.updates.draft(campaign, TEXT, form, by, self.clock())).update

    async def publish(self, campaign: CampaignId, form: str = "draft-1") -> UpdateId:
        update = await self.draft(campaign, form)
        await self.updates.approve(update, 1, BEN, self.clock(), second=False)
        return update

    async def correct(self, update: UpdateId, headline: str, form: str) -> None:
        text = UpdateText(UpdateKind.WIN, headline, "At last.")
        made = await self.updates.redraft(update, 1, text, form, ANN, self.clock())
        await self.updates.approve(update, made.version, BEN, self.clock(), second=False)

    async def follow(self, campaign: CampaignId, by: Caller, *, approve: bool = False) -> bool:
        channel = ChannelId(by.server * 100 + 2)
        return await self.campaigns.follow(campaign, Follow(channel, None, approve), by, self.clock())

    async def due(self) -> list[tuple[str, int, int]]:
        """What the outbox must post: (kind, subject, server)."""
        rows = await self.database.read.all(
            "SELECT kind, subject_id, server_id FROM outbox WHERE state = 'due' ORDER BY kind, subject_id"
        )
        return [(row["kind"], row["subject_id"], row["server_id"]) for row in rows]

    async def all_posted(self) -> None:
        """As if the outbox had posted everything that is due."""
        async with self.database.bulk() as tx:
            await tx.run(
                "UPDATE outbox SET state = 'done', channel_id = server_id * 100, "
                "message_id = coalesce(message_id, id + 1000), shown = generation WHERE state = 'due'"
            )


def stores(database: Database, vault: Vault, clock: StandingClock) -> Stores:
    return Stores(
        database,
        vault,
        clock,
        CampaignRows(database, vault),
        UpdateRows(database, vault),
        DeliveryRows(database, vault),
        TimelineRows(database, vault),
        storage_of(database, vault).glance.servers,
        storage_of(database, vault).glance.outbox,
    )
