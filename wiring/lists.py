"""Making the wing of lists: a server's own, the shared one, and what both say about a text."""

import functools
from collections.abc import Mapping, Sequence

from discord.ext import commands

from cogs.lists.check import Check
from cogs.lists.commands import Blocklist
from cogs.lists.exports import Exports
from cogs.lists.followed_allows import AllowAnswers
from cogs.lists.import_answers import ImportAnswers
from cogs.lists.imports import Lists
from cogs.lists.shared_list.pending_buttons import PendingButtons
from cogs.lists.shared_list.renewals import RenewalButtons, RenewalPosts
from cogs.lists.shared_list.shared_news import SharedNewsPosts
from db.engine.storage import DatabaseStorage
from db.reports.stores import ReportsStores
from services.base.outbox import Kind, Performer
from services.base.schedule import ScheduledJob
from services.base.worker import Bell
from services.lists.check import TextCheck
from services.lists.entry_ends import LOOK_EVERY as LOOK_FOR_ENDS
from services.lists.entry_ends import EntryEnds
from services.lists.followed_allows import FollowedAllows
from services.lists.imports.exporting import Exporting
from services.lists.imports.uploads import Uploads
from services.lists.invites import Invites
from services.lists.live_index import LiveIndex
from services.lists.lookup import ListLookup
from services.lists.own import OpenCases, OwnList
from services.lists.previews.hosts_seen import HostsSeen
from services.lists.previews.previews import Effects
from services.lists.previews.second_clicks import SecondClicks
from services.lists.refiling import LOOK_EVERY, Refiling
from services.lists.shared_list.notices import NEWS_LOOK_EVERY, SharedNews
from services.lists.shared_list.renewals import RENEWALS_LOOK_EVERY, Renewals
from services.lists.shared_list.shared import SharedList
from services.lists.shared_list.shared_states import RECOUNT_EVERY, SharedStates
from services.lists.sites import Sites
from services.lists.typed_pattern import PatternResolver
from services.reports.reported_places import ReportedPlaces
from services.scanning.reading_process import ReadingProcess
from services.scanning.slow_texts import SlowTexts
from wiring.asking.short_links import KnownShortLinks, known_shorteners
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
            base.database, functools.partial(ReportsStores, vault=base.vault)
        )  # how often an entry was found, and in which cases
        clock, quorum = base.clock, base.settings.shared_quorum
        sources = list_sources(storage, clock, quorum)
        self.storage = storage
        self.patterns = PatternResolver(storage=storage)
        shorteners = known_shorteners(base)
        always = () if shorteners is None else shorteners.keys
        # Posts of what was reported are counted, too (services/scanning/brigades/).
        self.index = LiveIndex(
            storage=storage, sources=[*sources, ReportedPlaces(storage=storage)], always=always
        )
        self.lookup = ListLookup(storage=storage, sources=sources, index=self.index, clock=clock)
        self.short = KnownShortLinks(base, storage, self.lookup, shorteners)
        self.slow_texts = SlowTexts(reader=ReadingProcess(), index=self.index, meter=base.meter)
        self.invite_bell = Bell()
        self.invites = Invites(
            storage=storage, clock=clock, questions_bell=self.invite_bell, sleep=base.sleep
        )
        self.hosts_seen = HostsSeen(storage=storage, server_cache=base.server_cache, clock=clock)
        self.shared = SharedList(
            storage=storage, patterns=self.patterns, lookup=self.lookup, clock=clock, quorum=quorum
        )
        self.effects = Effects(
            storage=storage,
            clock=clock,
            quorum=quorum,
            seen_for=base.settings.kept.hosts_seen,
        )
        self.second_clicks = SecondClicks(
            storage=storage, patterns=self.patterns, effects=self.effects, lookup=self.lookup, clock=clock
        )
        self.news = SharedNews(storage=storage)
        self.renewals = Renewals(storage=storage, outbox_bell=base.outbox_bell, clock=clock)
        job = functools.partial(ScheduledJob, leases=base.leases, outbox_bell=base.outbox_bell, clock=clock)
        self._news = job(job="shared-news", every=NEWS_LOOK_EVERY, work=self.news.tell)
        self._renewals = job(job="renewals", every=RENEWALS_LOOK_EVERY, work=self.renewals.ask)
        self._states = job(
            job="shared-states",
            every=RECOUNT_EVERY,
            work=SharedStates(storage=storage, quorum=quorum).recount,
        )
        self._followed_allows = FollowedAllows(storage=storage, clock=clock)
        self._ends = job(job="entry-ends", every=LOOK_FOR_ENDS, work=EntryEnds(storage=storage).end)
        self._refiling = job(job="refiling", every=LOOK_EVERY, work=Refiling(storage=storage).refile)
        self.own = OwnList(
            storage=storage,
            patterns=self.patterns,
            lookup=self.lookup,
            shared=self.shared,
            invites=self.invites,
            clock=clock,
        )
        self.uploads = Uploads(
            storage=storage,
            lookup=self.lookup,
            effects=self.effects,
            clock=clock,
            operators_bound=base.settings.imported_entries,
        )
        self.subscribed = Subscribed(base, storage, self.lookup, self.effects)
        self._exporting = Exporting(storage=storage, clock=clock)
        self.sites = Sites(storage=storage, shared=self.shared, lookup=self.lookup, clock=clock)
        self.check = TextCheck(
            storage=storage,
            lookup=self.short.source,
            invites=self.invites,
            short_links=self.short.short_links,
            index=self.index,
            apart=self.slow_texts,
            clock=clock,
        )

    def performers(self) -> Mapping[Kind, Performer]:
        base = self._base
        news = SharedNewsPosts(review_post=base.review_post, news=self.news, texts=base.texts)
        renewals = RenewalPosts(review_post=base.review_post, renewals=self.renewals, texts=base.texts)
        return {
            Kind.SHARED_NEWS: news.perform,
            Kind.RENEWAL: renewals.perform,
            **self.subscribed.performers(),
        }

    def cogs(self, open_cases: OpenCases) -> Sequence[commands.Cog]:
        base = self._base
        return [
            Blocklist(
                answers=base.answers,
                own=self.own,
                sites=self.sites,
                shared=self.shared,
                second_clicks=self.second_clicks,
                open_cases=open_cases,
                exports=Exports(answers=base.answers, exporting=self._exporting),
                router=base.router,
                contact=base.settings.list_contact,
            ),
            Lists(
                answers=base.answers,
                imports=ImportAnswers(answers=base.answers, router=base.router, uploads=self.uploads),
                subscriptions=self.subscribed.answers(),
                allows=AllowAnswers(answers=base.answers, allows=self._followed_allows),
            ),
            PendingButtons(
                answers=base.answers,
                shared=self.shared,
                second_clicks=self.second_clicks,
                router=base.router,
            ),
            Check(answers=base.answers, checking=self.check, contact=base.settings.list_contact),
            RenewalButtons(answers=base.answers, router=base.router, renewals=self.renewals),
        ]

    def background(self) -> Mapping[str, Work]:
        return {
            "live-index": self.index.run,
            "shared-states": self._states.run,
            "refiling": self._refiling.run,
            **self.subscribed.background(),
            "hosts-seen": self.hosts_seen.run,
            "entry-ends": self._ends.run,
            self._news.job: self._news.run,
            self._renewals.job: self._renewals.run,
        }

    def once_connected(self) -> Mapping[str, Work]:
        return {}

    async def finish(self, seconds: float) -> None:
        """Let what is read of subscribed lists end; what does not end is read again at the next start."""
        await self.subscribed.rounds.finish(seconds)
        await self.hosts_seen.finish(seconds)
