"""What every wing stands on: the database, the outbox, the servers' settings, the lists, the client."""

import secrets
from dataclasses import dataclass

from cogs.base.answers import Answers
from cogs.base.client import RowanClient
from cogs.base.postman import Postman
from cogs.base.router import Router
from cogs.servers.review_channel import ReviewPost
from db.base.lease_store import Leases
from db.base.outbox_store import OutboxRows
from db.engine.database import Database
from db.engine.vault import Vault
from db.lists.index_store import ListChanges
from db.lists.invite_store import InviteRows
from db.lists.lookup_store import LookupRows
from db.lists.own_store import OwnListRows
from db.servers.policy_store import PolicyRows
from db.servers.setup_store import ServerRows
from services.base.outbox import Outbox, Performer
from services.base.ports import system_clock
from services.base.texts import default_texts
from services.lists.invites import Invites
from services.lists.live_index import LiveIndex
from services.lists.lookup import ListLookup
from services.lists.typed_pattern import PatternResolver
from services.servers.setup import Servers
from settings import Settings


@dataclass(frozen=True, slots=True)
class Known:
    """What the process was given: its settings, its database, whether Discord lets it read messages."""

    settings: Settings
    database: Database
    message_content: bool


class Spine:
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
        self.performers: dict[str, Performer] = {}
        self.outbox_rows = OutboxRows(database)
        self.outbox = Outbox(self.outbox_rows, self.clock, self.process, self.performers)
        self.server_rows = ServerRows(database, self.vault, self.clock)
        self.servers = Servers(self.server_rows, self.outbox_rows, self.outbox, self.clock)
        self.policy_rows = PolicyRows(database, self.vault, self.clock)
        self.own_rows = OwnListRows(database, self.vault)
        self.naming = PatternResolver(self.own_rows)
        self.indexing = LiveIndex(ListChanges(database))
        self.lists = ListLookup(
            LookupRows(database, self.clock), self.indexing, self.clock, self.settings.shared_quorum
        )
        self.invite_rows = InviteRows(database)
        self.invites = Invites(self.invite_rows, self.clock)
        self.router = Router()
        self.answers = Answers(self.texts, self.servers.language)
        self.client = RowanClient(self.answers, self.router, message_content=known.message_content)
        self.postman = Postman(self.client)
        self.review_post = ReviewPost(self.client, self.postman, self.servers)
