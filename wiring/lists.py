"""The wing of lists: a server's own, the shared one, and what both say about a text."""

from collections.abc import Mapping, Sequence

from discord.ext import commands

from cogs.lists.check import Check
from cogs.lists.commands import Blocklist
from db.lists.index_store import ListChanges
from db.lists.invite_store import InviteRows
from db.lists.lookup_store import LookupRows
from db.lists.own_store import OwnListRows
from db.lists.shared_store import SharedRows
from services.base.outbox import Kind, Performer
from services.base.worker import Bell
from services.lists.check import TextCheck
from services.lists.invites import Invites
from services.lists.live_index import LiveIndex
from services.lists.lookup import ListLookup
from services.lists.own import OpenCases, OwnList
from services.lists.shared import SharedList
from services.lists.typed_pattern import PatternResolver
from wiring.base import Base
from wiring.wing import Work


class ListsWing:
    """What the wings above ask of lists. Its cogs need those wings: an entry offers to close the cases that it covers."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self.own_rows = OwnListRows(base.database, base.vault)
        self.patterns = PatternResolver(self.own_rows)
        self.index = LiveIndex(ListChanges(base.database))
        quorum = base.settings.shared_quorum
        self.lookup = ListLookup(LookupRows(base.database, base.clock), self.index, base.clock, quorum)
        self.invite_rows = InviteRows(base.database)
        self.invite_bell = Bell()
        self.invites = Invites(store=self.invite_rows, clock=base.clock, questions_bell=self.invite_bell)
        self.shared = SharedList(
            SharedRows(base.database, base.vault),
            base.server_rows,
            self.patterns,
            self.lookup,
            base.clock,
            quorum,
        )
        self.own = OwnList(
            self.own_rows,
            base.server_rows,
            self.patterns,
            self.lookup,
            self.shared,
            self.invites,
            base.clock,
        )
        self.check = TextCheck(
            base.server_rows, base.policy_rows, self.lookup, self.invites, self.index, base.clock
        )

    def performers(self) -> Mapping[Kind, Performer]:
        return {}

    def cogs(self, open_cases: OpenCases) -> Sequence[commands.Cog]:
        base = self._base
        return [
            Blocklist(base.answers, self.own, self.shared, open_cases, base.router),
            Check(base.answers, self.check),
        ]

    def background(self) -> Mapping[str, Work]:
        return {"live-index": self.index.run}

    def once_connected(self) -> Mapping[str, Work]:
        return {}

    async def finish(self, seconds: float) -> None:
        """Nothing is under way here."""
