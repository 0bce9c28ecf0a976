"""Making the wing of lists: a server's own, the shared one, and what both say about a text."""

import functools
from collections.abc import Mapping, Sequence

from discord.ext import commands

from cogs.lists.check import Check
from cogs.lists.commands import Blocklist
from db.engine.storage import DatabaseStorage
from db.scanning.stores import ScanningStores
from services.base.outbox import Kind, Performer
from services.base.schedule import ScheduledJob
from services.base.worker import Bell
from services.lists.check import TextCheck
from services.lists.entry_ends import LOOK_EVERY as LOOK_FOR_ENDS
from services.lists.entry_ends import EntryEnds
from services.lists.invites import Invites
from services.lists.live_index import LiveIndex
from services.lists.lookup import ListLookup
from services.lists.own import OpenCases, OwnList
from services.lists.refiling import LOOK_EVERY, Refiling
from services.lists.shared_list.shared import SharedList
from services.lists.shared_list.shared_states import RECOUNT_EVERY, SharedStates
from services.lists.sites import Sites
from services.lists.typed_pattern import PatternResolver
from services.scanning.reading_process import ReadingProcess
from services.scanning.slow_texts import SlowTexts
from wiring.base import Base
from wiring.list_sources import list_sources
from wiring.wing import Work


class ListsWing:
    """The services of lists, for the wings above.

    Its cogs need those wings: an entry offers to close the cases that it covers.
    """

    def __init__(self, base: Base) -> None:
        self._base = base
        storage = DatabaseStorage(
            base.database, functools.partial(ScanningStores, vault=base.vault)
        )  # how often an entry was found
        clock, quorum = base.clock, base.settings.shared_quorum
        sources = list_sources(storage, clock, quorum)
        self.storage = storage
        self.patterns = PatternResolver(storage=storage)
        self.index = LiveIndex(storage=storage, sources=sources)
        self.lookup = ListLookup(storage=storage, sources=sources, index=self.index, clock=clock)
        self.slow_texts = SlowTexts(reader=ReadingProcess(), index=self.index)
        self.invite_bell = Bell()
        self.invites = Invites(
            storage=storage, clock=clock, questions_bell=self.invite_bell, sleep=base.sleep
        )
        self.shared = SharedList(
            storage=storage, patterns=self.patterns, lookup=self.lookup, clock=clock, quorum=quorum
        )
        self._states = ScheduledJob(
            job="shared-states",
            every=RECOUNT_EVERY,
            work=SharedStates(storage=storage, quorum=quorum).recount,
            leases=base.leases,
            outbox_bell=base.outbox_bell,
            clock=clock,
        )
        self._ends = ScheduledJob(
            job="entry-ends",
            every=LOOK_FOR_ENDS,
            work=EntryEnds(storage=storage).end,
            leases=base.leases,
            outbox_bell=base.outbox_bell,
            clock=clock,
        )
        self._refiling = ScheduledJob(
            job="refiling",
            every=LOOK_EVERY,
            work=Refiling(storage=storage).refile,
            leases=base.leases,
            outbox_bell=base.outbox_bell,
            clock=clock,
        )
        self.own = OwnList(
            storage=storage,
            patterns=self.patterns,
            lookup=self.lookup,
            shared=self.shared,
            invites=self.invites,
            clock=clock,
        )
        self.sites = Sites(storage=storage, shared=self.shared, lookup=self.lookup, clock=clock)
        self.check = TextCheck(
            storage=storage,
            lookup=self.lookup,
            invites=self.invites,
            index=self.index,
            apart=self.slow_texts,
            clock=clock,
        )

    def performers(self) -> Mapping[Kind, Performer]:
        return {}

    def cogs(self, open_cases: OpenCases) -> Sequence[commands.Cog]:
        base = self._base
        return [
            Blocklist(
                answers=base.answers,
                own=self.own,
                sites=self.sites,
                shared=self.shared,
                open_cases=open_cases,
                router=base.router,
            ),
            Check(answers=base.answers, checking=self.check),
        ]

    def background(self) -> Mapping[str, Work]:
        return {
            "live-index": self.index.run,
            "shared-states": self._states.run,
            "refiling": self._refiling.run,
            "entry-ends": self._ends.run,
        }

    def once_connected(self) -> Mapping[str, Work]:
        return {}

    async def finish(self, seconds: float) -> None:
        """Does nothing: nothing is under way here."""
