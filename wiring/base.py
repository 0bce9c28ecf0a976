"""Making what every wing stands on: the database, the outbox, the servers' settings, the client."""

import asyncio
import functools
import secrets
from dataclasses import dataclass, field

from cogs.base.answers import Answers
from cogs.base.direct_messages import DirectMessages
from cogs.base.discord_api.client import RowanClient
from cogs.base.discord_api.discord_clock import DiscordClock
from cogs.base.discord_api.discord_commands import DiscordCommands
from cogs.base.discord_api.gateway_watch import GatewayWatch
from cogs.base.discord_api.presence import ServerPresence
from cogs.base.postman import Postman
from cogs.base.refused_form import AGAIN
from cogs.base.router import Router
from cogs.servers.elsewhere import Elsewhere
from cogs.servers.managers import Managers
from cogs.servers.membership import Memberships
from cogs.servers.review_channel import ReviewPost
from cogs.servers.review_readers import ReviewReaders
from db.engine.database import Database
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from db.servers.stores import ServersStores
from services.base.leases import Leases
from services.base.patience import Sleep
from services.base.ports import Clock, system_clock
from services.base.registration import Registration
from services.base.shards.ports import all_shards
from services.base.texts import FALLBACK, default_texts
from services.base.worker import Bell
from services.servers.blur import Blur
from services.servers.cache import ServerCache
from services.servers.languages import Languages
from services.servers.setup import Servers
from settings import Settings
from wiring.health.watch import Watch
from wiring.keys.watch import KeyWatch
from wiring.shards.sharing import shards_of
from wiring.still_open import STILL_OPEN


@dataclass(frozen=True, slots=True)
class Known:
    """What the process was given: its settings, its database, whether Discord lets it read messages; what the time is, and
    how a moment is waited for.
    """

    settings: Settings
    database: Database
    message_content: bool
    vault: Vault | None = None
    """By which secrets values are opened and sealed; None: by that of the settings alone."""
    clock: Clock = system_clock
    sleep: Sleep = asyncio.sleep
    sharded: bool = False
    """Whether this process shares Discord's shards with others; else all is one connection."""
    watch: Watch = field(default_factory=Watch)
    """Who looks at the process from outside."""


class Base:
    """The services and cogs at the base, which are made first; the wings take what they need from them."""

    def __init__(self, known: Known) -> None:
        database = known.database
        self.settings = known.settings
        self.database = database
        self.process = secrets.token_hex(8)
        self.clock = known.clock
        self.sleep = known.sleep
        self.watch, self.meter = known.watch, known.watch.meter
        self.texts = default_texts()
        self.vault = known.vault or Vault(known.settings.secret_key)
        self.keys = KeyWatch(
            database=database, vault=self.vault, settings=self.settings, process=self.process
        )
        stores = functools.partial(ServersStores, vault=self.vault, still_open=STILL_OPEN)
        storage = DatabaseStorage(database, stores)
        self.storage = storage
        self.leases = Leases(storage=storage, clock=self.clock, process=self.process)
        self.outbox_bell = Bell()
        self.log_bell = Bell()  # rung where something was erased
        self.server_cache = ServerCache(storage=storage)
        self.servers = Servers(
            storage=storage,
            outbox_bell=self.outbox_bell,
            clock=self.clock,
            changed=self.server_cache.changed,
        )
        self.blur = Blur(storage=storage)
        # The wings above read these directly.
        self.server_rows = storage.glance.servers
        self.policy_rows = storage.read.policies
        self.router = Router()
        self.languages = Languages(storage=storage, spoken=self.texts.languages)
        self.answers = Answers(self.texts, self.servers.language, self.languages.chosen, meter=self.meter)
        self.router.add(AGAIN, self.answers.open_again, opens_form=True)
        self.shard_leases, shards = shards_of(
            storage, self.process, known.settings.shards, self.texts.sayer(FALLBACK)
        )
        self.ours = shards.ours if known.sharded else all_shards
        commands_differ = Bell()
        self.discord_clock = DiscordClock(self.clock)
        self.client = RowanClient(
            self.answers,
            self.router,
            message_content=known.message_content,
            commands_differ=commands_differ.ring,
            heard=self.discord_clock.heard,
            shards=shards if known.sharded else None,
            meter=self.meter,
        )
        wanted = shards.wanted if known.sharded else None
        self.gateway = GatewayWatch(client=self.client, meter=self.meter, wanted=wanted)
        self.registration = Registration(
            storage=storage,
            discord=DiscordCommands(client=self.client),
            differ=commands_differ,
            say=self.texts.sayer(FALLBACK),
            clock=self.clock,
        )
        self.presence = ServerPresence(client=self.client, ours=self.ours)
        self.postman = Postman(client=self.client)
        self.direct_messages = DirectMessages(client=self.client, postman=self.postman)
        self.review_readers = ReviewReaders(client=self.client)
        self.review_post = ReviewPost(
            client=self.client, postman=self.postman, servers=self.servers, readers=self.review_readers
        )
        self.elsewhere = Elsewhere(client=self.client, ours=self.ours)
        self.managers = Managers(self.client, self.servers)
        self.memberships = Memberships(self.elsewhere, self.servers)
