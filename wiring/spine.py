"""What every wing stands on: the database, the outbox, the servers' settings, the lists, the client."""

import secrets
from dataclasses import dataclass

from cogs.answers import Answers
from cogs.client import RowanClient
from cogs.router import Router
from cogs.sending import Postman, ReviewPost
from db.candidate_store import CandidateRows
from db.connection import Database
from db.index_store import ListChanges
from db.invite_store import InviteRows
from db.lease_store import Leases
from db.list_store import OwnListRows
from db.outbox_store import OutboxRows
from db.policy_store import PolicyRows
from db.server_store import ServerRows
from db.vault import Vault
from services.indexing import Indexing
from services.invites import Invites
from services.listing import Lists
from services.naming import Naming
from services.outbox import Outbox, Performer
from services.ports import system_clock
from services.servers import Servers
from services.texts import default_texts
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
        self.naming = Naming(self.own_rows)
        self.indexing = Indexing(ListChanges(database))
        self.lists = Lists(
            CandidateRows(database, self.clock), self.indexing, self.clock, self.settings.shared_quorum
        )
        self.invite_rows = InviteRows(database)
        self.invites = Invites(self.invite_rows, self.clock)
        self.router = Router()
        self.answers = Answers(self.texts, self.server_rows)
        self.client = RowanClient(self.answers, self.router, message_content=known.message_content)
        self.postman = Postman(self.client)
        self.review_post = ReviewPost(self.client, self.postman, self.servers)
