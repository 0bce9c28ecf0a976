"""What every wing stands on: the database, the outbox, the servers' settings, the client."""

import secrets
from dataclasses import dataclass

from cogs.base.answers import Answers
from cogs.base.client import RowanClient
from cogs.base.direct_messages import DirectMessages
from cogs.base.postman import Postman
from cogs.base.router import Router
from cogs.servers.managers import Managers
from cogs.servers.membership import Memberships
from cogs.servers.review_channel import ReviewPost
from db.base.lease_store import Leases
from db.base.outbox_store import OutboxRows
from db.engine.database import Database
from db.engine.vault import Vault
from db.servers.policy_store import PolicyRows
from db.servers.setup_store import ServerRows
from services.base.ports import system_clock
from services.base.texts import default_texts
from services.base.worker import Bell
from services.servers.cache import ServerCache
from services.servers.setup import Servers
from settings import Settings


@dataclass(frozen=True, slots=True)
class Known:
    """What the process was given: its settings, its database, whether Discord lets it read messages."""

    settings: Settings
    database: Database
    message_content: bool


class Base:
    """Made first; the wings take what they need from it."""

    def __init__(self, known: Known) -> None:
        database = known.database
        self.settings = known.settings
        self.database = database
        self.process = secrets.token_hex(8)
        self.clock = system_clock
        self.texts = default_texts()
        self.vault = Vault(known.settings.secret_key)
        self.leases = Leases(database)
        self.outbox_bell = Bell()
        self.outbox_rows = OutboxRows(database)
        self.server_rows = ServerRows(database, self.vault, self.clock)
        self.policy_rows = PolicyRows(database, self.vault, self.clock)
        self.server_cache = ServerCache(self.server_rows, self.policy_rows, self.policy_rows)
        self.servers = Servers(
            store=self.server_rows,
            outbox_store=self.outbox_rows,
            outbox_bell=self.outbox_bell,
            clock=self.clock,
            changed=self.server_cache.forget,
        )
        self.router = Router()
        self.answers = Answers(self.texts, self.servers.language)
        self.client = RowanClient(self.answers, self.router, message_content=known.message_content)
        self.postman = Postman(self.client)
        self.direct_messages = DirectMessages(self.client, self.postman)
        self.review_post = ReviewPost(self.client, self.postman, self.servers)
        self.managers = Managers(self.client, self.servers)
        self.memberships = Memberships(self.client, self.servers)
