"""Stores of campaigns on a real database, with rows of three servers in it."""

import functools

from core.base.ids import CampaignId, ChannelId, ServerId, UpdateId
from core.campaigns.texts import CampaignText, UpdateText
from core.campaigns.versions import UpdateKind, Version, VersionState
from db.campaigns.stores import CampaignsStores
from db.engine.database import Database
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from services.campaigns.records import SentForm
from tests.conftest import StandingClock
from tests.people import moderator
from tests.stores import set_up

ORIGIN, NORTH, SOUTH = ServerId(1000), ServerId(2000), ServerId(3000)
TEXT = UpdateText(UpdateKind.WIN, "They listened", "At last.", "https://example.org/a")


# Whole names: two letters stand in sealed bytes by chance.
ANN, BEN = moderator(ORIGIN, 11, "Ann of the north gate"), moderator(ORIGIN, 12, "Ben of the south gate")
NORA = moderator(NORTH, 21, "Nora of the east gate")


class CampaignRowsDriver:
    """A storage, and the rows that most tests begin with."""

    own_channel = ChannelId(ORIGIN + 2)

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.database = database
        self.vault = vault
        self.clock = clock
        self.storage = DatabaseStorage(database, functools.partial(CampaignsStores, vault=vault))

    async def begin(self) -> "CampaignRowsDriver":
        for server in (ORIGIN, NORTH, SOUTH):
            await set_up(self.database, self.vault, server, campaign_channel=ChannelId(server + 2))
        self.campaign_id = await self.campaign("first")
        return self

    async def campaign(self, form: str = "form") -> CampaignId:
        async with self.storage.durable() as tx:
            return await tx.campaigns.add(CampaignText("Drop the forum"), form, ANN, self.clock())

    async def drafted(self, form: str = "form-1") -> UpdateId:
        """An update with a draft, written by Ann."""
        draft = Version(1, VersionState.DRAFT, b"ann")
        async with self.storage.durable() as tx:
            update = await tx.updates.begin(self.campaign_id, self.clock())
            await tx.updates.add(update, draft, SentForm(TEXT, form), ANN, self.clock())
        return update
