"""A campaign that is linked to a site, the service that asks who serves it, and registries around it."""

from core.base.ids import CampaignId, ServerId
from core.campaigns.providers.facts import FactKind
from db.engine.database import Database
from net.base.client import GuardedClient
from net.base.transport import GuardedTransport
from services.base.texts import default_texts
from services.base.worker import Bell
from services.campaigns.providers.facts import ProviderFacts
from services.campaigns.providers.ports import KnownFact
from services.campaigns.providers.questions import Questions
from services.campaigns.providers.settings import ProviderSettings
from services.campaigns.records import Campaign
from tests.net.base.loopback import Held, Names
from tests.services.campaigns.driver import ORIGIN, CampaignsDriver
from tests.services.campaigns.registries import Registries

NEST = "nest.example"


class Asking:
    """A campaign of ORIGIN that is linked to a site, and registries around it."""

    def __init__(self, driver: CampaignsDriver, world: Registries, database: Database) -> None:
        self.driver = driver
        self.world = world
        self.names, self.held = Names(), Held()
        self.facts = self.of(driver, database)

    def of(self, driver: CampaignsDriver, database: Database, *, allowed: bool = True) -> ProviderFacts:
        """The service, as one process has it."""
        test = ("127.0.0.1", self.world.port)
        transport = GuardedTransport(places=self.held, resolver=self.names, let_through=frozenset({test}))
        client = GuardedClient(
            transport=transport, clock=driver.clock, test_ports=frozenset({self.world.port})
        )
        settings = ProviderSettings(self.world.resolver, self.world.registry)
        return ProviderFacts(
            storage=driver.storage,
            campaigns=driver.campaigns,
            questions=Questions(fetcher=client, settings=settings) if allowed else None,
            texts=default_texts(),
            member_key=driver.vault.member_key,
            outbox_bell=Bell(),
            clock=driver.clock,
        )

    async def begin(self) -> Campaign:
        campaign = await self.driver.campaign()
        self.held.hosts.add(NEST)  # it is listed: nothing may go there
        await link(self.driver.database, campaign.id, ORIGIN, NEST)
        return campaign

    async def day(self, days: int = 1) -> int:
        """Let days pass; returns how many drafts were made."""
        drafts = 0
        for _ in range(days):
            self.driver.clock.forward(hours=25)
            drafts += await self.facts.work(self.driver.clock())
        return drafts

    async def known(self, campaign: Campaign) -> dict[FactKind, KnownFact]:
        found = await self.driver.storage.read.facts.of_campaign(campaign.id)
        return {each.kind: each for each in found}

    async def value(self, campaign: Campaign, kind: FactKind) -> str | None:
        fact = (await self.known(campaign))[kind].fact
        return None if fact is None else fact.value


async def link(database: Database, campaign: CampaignId, server: ServerId, *hosts: str) -> None:
    """Put hosts on the server's list, as a site that the campaign is about."""
    async with database.durable() as sql:
        await sql.run(
            "INSERT INTO own_sites (id, server_id, name, folded, summary, category, note, made_at) "
            "VALUES (1, $1, 'Nest', 'nest', '', 'harassment', '', 1)",
            server,
        )
        for number, host in enumerate(hosts):
            await sql.run(
                "INSERT INTO own_entries (id, server_id, pattern, kind, key, category, note, added_at, site_id) "
                "VALUES ($1, $2, $3, 'host', $3, 'harassment', '', 1, 1)",
                number + 1,
                server,
                host,
            )
        await sql.run("UPDATE campaigns SET site_id = 1 WHERE id = $1", campaign)
