"""Making what reads subscribed lists, and what managers do with them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from cogs.lists.subscription_notices import SubscriptionButtons, SubscriptionPosts
from cogs.lists.subscriptions import SubscriptionAnswers
from db.engine.storage import DatabaseStorage
from db.reports.stores import ReportsStores
from services.base.health.fetches import CountedFetcher
from services.base.health.outcomes import Asked
from services.base.outbox import Kind, Performer
from services.base.polling import Fetches
from services.base.schedule import ScheduledJob
from services.lists.lookup import ListLookup
from services.lists.previews.previews import Effects
from services.lists.subscriptions.bringing import Bringing
from services.lists.subscriptions.first_looks import FirstLooks
from services.lists.subscriptions.following import Following
from services.lists.subscriptions.notices import SubscriptionNotices
from services.lists.subscriptions.rounds import FirstDays, Rounds
from wiring.base import Base
from wiring.fetching import make_fetcher
from wiring.wing import Work

_LOOK_EVERY: Final = timedelta(minutes=1)


class Subscribed:
    """The part of the wing of lists that follows lists by their address."""

    def __init__(
        self, base: Base, storage: DatabaseStorage[ReportsStores], lookup: ListLookup, effects: Effects
    ) -> None:
        self._base = base
        settings, clock, process = base.settings, base.clock, base.process
        fetches = Fetches(
            CountedFetcher(make_fetcher(base.database, base.vault, settings, clock), Asked.LIST, base.meter),
            settings.list_interval,
            frozenset(port for _, port in settings.net_test_addresses),
        )
        bringing = Bringing(storage=storage, clock=clock, process=process, changed=lookup.changed)
        looks = FirstLooks(storage=storage, effects=effects, clock=clock)
        self.following = Following(
            storage=storage,
            bringing=bringing,
            looks=looks,
            fetches=fetches,
            clock=clock,
            process=process,
            outbox_bell=base.outbox_bell,
            most=settings.subscriptions,
            entries=settings.subscribed_entries,
        )
        self.notices = SubscriptionNotices(
            storage=storage, looks=looks, clock=clock, outbox_bell=base.outbox_bell
        )
        self.rounds = Rounds(
            storage=storage,
            bringing=bringing,
            fetches=fetches,
            most=settings.subscribed_entries,
            clock=clock,
            process=process,
            outbox_bell=base.outbox_bell,
        )
        self.first_days = ScheduledJob(
            job="first-days",
            every=_LOOK_EVERY,
            work=FirstDays(storage=storage).end,
            leases=base.leases,
            outbox_bell=base.outbox_bell,
            clock=clock,
        )

    def answers(self) -> SubscriptionAnswers:
        """Make what answers the commands, and what handles the buttons of notices."""
        base = self._base
        SubscriptionButtons(answers=base.answers, router=base.router, notices=self.notices)
        return SubscriptionAnswers(
            answers=base.answers, router=base.router, following=self.following, policies=base.policy_rows
        )

    def performers(self) -> Mapping[Kind, Performer]:
        """Give who posts the notices."""
        base = self._base
        posts = SubscriptionPosts(
            review_post=base.review_post,
            notices=self.notices,
            policies=base.policy_rows,
            texts=base.texts,
        )
        return {Kind.LIST_HELD: posts.held, Kind.FIRST_DAY: posts.first_day}

    def background(self) -> Mapping[str, Work]:
        """Give the work that runs from the start on."""
        return {"subscribed-lists": self.rounds.run, "first-days": self.first_days.run}
