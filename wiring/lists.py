"""Making the wing of lists: a server's own, the shared one, and what both say about a text."""

import functools
from collections.abc import Mapping, Sequence

from discord.ext import commands

from cogs.lists.check import Check
from cogs.lists.commands import Blocklist
from cogs.lists.exports import Exports
from cogs.lists.followed_allows import AllowAnswers
from cogs.lists.imports import Lists
from db.engine.storage import DatabaseStorage
from db.reports.stores import ReportsStores
from db.scanning.stores import ScanningStores
from services.base.outbox import Kind, Performer
from services.base.schedule import ScheduledJob
from services.base.worker import Bell
from services.lists.check import TextCheck
from services.lists.followed_allows import FollowedAllows
from services.lists.hosts_seen import HostsSeen
from services.lists.imports.exporting import Exporting
from services.lists.imports.uploads import Uploads
from services.lists.invites import Invites
from services.lists.live_index import LiveIndex
from services.lists.lookup import ListLookup
from services.lists.own import OpenCases, OwnList
from services.lists.previews import Effects
from services.lists.refiling import LOOK_EVERY, Refiling
from services.lists.second_clicks import SecondClicks
from services.lists.shared_list.shared import SharedList
from services.lists.shared_list.shared_states import RECOUNT_EVERY, SharedStates
from services.lists.typed_pattern import PatternResolver
from services.scanning.reading_process import ReadingProcess
from services.scanning.slow_texts import SlowTexts
from wiring.base import Base
from wiring.list_sources import list_sources
from wiring.subscribed import Subscribed
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
        self.hosts_seen = HostsSeen(storage=storage, server_cache=base.server_cache, clock=clock)
        self.shared = SharedList(
            storage=storage, patterns=self.patterns, lookup=self.lookup, clock=clock, quorum=quorum
        )
        self.effects = Effects(
            storage=DatabaseStorage(base.database, functools.partial(ReportsStores, vault=base.vault)),
            clock=clock,
            quorum=quorum,
            seen_for=base.settings.kept.hosts_seen,
        )  # what was reported counts, too
        self.second_clicks = SecondClicks(
            storage=storage, patterns=self.patterns, effects=self.effects, clock=clock
        )
        self._states = ScheduledJob(
            job="shared-states",
            every=RECOUNT_EVERY,
            work=SharedStates(storage=storage, quorum=quorum).recount,
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
        self._followed_allows = FollowedAllows(storage=storage, clock=clock)
        self.own = OwnList(
            storage=storage,
            patterns=self.patterns,
            lookup=self.lookup,
            shared=self.shared,
            invites=self.invites,
            clock=clock,
        )
        self.uploads = Uploads(storage=storage, lookup=self.lookup, clock=clock)
        self.subscribed = Subscribed(base, storage, self.lookup)
        self._exporting = Exporting(storage=storage, clock=clock)
        self.check = TextCheck(
            storage=storage,
            lookup=self.lookup,
            invites=self.invites,
            index=self.index,
            apart=self.slow_texts,
            clock=clock,
        )

    def performers(self) -> Mapping[Kind, Performer]:
        return self.subscribed.performers()

    def cogs(self, open_cases: OpenCases) -> Sequence[commands.Cog]:
        base = self._base
        return [
            Blocklist(
                answers=base.answers,
                own=self.own,
                shared=self.shared,
                second_clicks=self.second_clicks,
                open_cases=open_cases,
                exports=Exports(answers=base.answers, exporting=self._exporting),
                router=base.router,
            ),
            Lists(
                answers=base.answers,
                uploads=self.uploads,
                subscriptions=self.subscribed.answers(),
                allows=AllowAnswers(answers=base.answers, allows=self._followed_allows),
            ),
            Check(answers=base.answers, checking=self.check),
        ]

    def background(self) -> Mapping[str, Work]:
        return {
            "live-index": self.index.run,
            "shared-states": self._states.run,
            "refiling": self._refiling.run,
            **self.subscribed.background(),
            "hosts-seen": self.hosts_seen.run,
        }

    def once_connected(self) -> Mapping[str, Work]:
        return {}

    async def finish(self, seconds: float) -> None:
        """Let what is read of subscribed lists end; what does not end is read again at the next start."""
        await self.subscribed.rounds.finish(seconds)
        await self.hosts_seen.finish(seconds)
