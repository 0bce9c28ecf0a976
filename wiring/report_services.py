"""Builds the services of the wing of reports."""

import functools
import logging
from datetime import timedelta

from cogs.reports.cases.around import DiscordNeighbours
from cogs.reports.reported_messages import DiscordMessages
from core.reports.report_limits import ReportLimits
from db.engine.storage import DatabaseStorage
from db.reports.stores import ReportsStores
from services.base.texts import FALLBACK
from services.reports.already_listed import AlreadyListed
from services.reports.authors import AuthorCases
from services.reports.cases.access import CaseAccess
from services.reports.cases.around import Around
from services.reports.cases.card_again import CardAgain
from services.reports.cases.finishing import Finishing
from services.reports.cases.handover import Handover
from services.reports.cases.history import CaseHistories
from services.reports.cases.listing import CaseListings
from services.reports.cases.message_removal import MessageRemoval
from services.reports.cases.resting import Resting
from services.reports.cases.review import Review
from services.reports.cases.undo import Undo
from services.reports.claims import Claims
from services.reports.decisions import Decisions
from services.reports.intake import Intake, new_token
from services.reports.mutes import Mutes
from services.reports.outcomes import Outcomes
from services.reports.questions import Questions
from services.reports.reported_messages import ReportedMessages
from services.reports.stats import ServerStats
from services.reports.support import Notice, SupportFile
from wiring.base import Base
from wiring.lists import ListsWing
from wiring.scanning import ScanningWing

_log = logging.getLogger(__name__)


class ReportServices:
    """Every service of the wing of reports. Removals go through the wing of scanning."""

    def __init__(self, base: Base, lists: ListsWing, scanning: ScanningWing) -> None:
        self._base, self._lists, self._scanning = base, lists, scanning
        database, vault = base.database, base.vault
        self._storage = DatabaseStorage(database, functools.partial(ReportsStores, vault=vault))
        self.already_listed = AlreadyListed(
            index=lists.index,
            lists=lists.short.source,
            server_cache=base.server_cache,
            reader=scanning.reader,
        )
        self.intake = Intake(
            storage=self._storage,
            listed=self.already_listed,
            apart=lists.slow_texts,
            limits=ReportLimits(base.settings.report_limits, base.settings.emergency_limits),
            outbox_bell=base.outbox_bell,
            clock=base.clock,
            new_token=new_token,
            meter=base.meter,
        )
        self.access = CaseAccess(storage=self._storage, sleep=base.sleep)
        self.review = Review(
            storage=self._storage,
            access=self.access,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
            meter=base.meter,
        )
        self.listings = CaseListings(
            storage=self._storage,
            access=self.access,
            patterns=lists.patterns,
            lists=lists.lookup,
            invites=lists.invites,
            channels=scanning.surroundings,
            outbox_bell=base.outbox_bell,
            removal_bell=scanning.removal_bell,
            clock=base.clock,
            keep_text=base.settings.kept.texts,
            meter=base.meter,
        )
        self.removal = MessageRemoval(
            storage=self._storage,
            access=self.access,
            outbox_bell=base.outbox_bell,
            removal_bell=scanning.removal_bell,
            clock=base.clock,
            keep_text=base.settings.kept.texts,
            sleep=base.sleep,
        )
        self.finishing = Finishing(access=self.access, removal=self.removal, review=self.review)
        self.author_cases = AuthorCases(storage=self._storage, access=self.access, clock=base.clock)
        self._claim_lasts = timedelta(hours=base.settings.claim_hours)
        self._around_a_case()
        self._reporters()
        self.decisions = Decisions(storage=self._storage, clock=base.clock)
        self.statistics = ServerStats(storage=self._storage, clock=base.clock)
        self.support = SupportFile(path=base.settings.support_file, clock=base.clock, tell=self._warn)

    def _around_a_case(self) -> None:
        base = self._base
        storage, access, bell, clock = self._storage, self.access, base.outbox_bell, base.clock
        self.undo = Undo(
            storage=storage, access=access, lists=self._lists.lookup, outbox_bell=bell, clock=clock
        )
        neighbours = DiscordNeighbours(client=base.client)
        self.around = Around(storage=storage, access=access, source=neighbours, clock=clock)
        self.histories = CaseHistories(storage=storage, access=access)
        self.mutes = Mutes(storage=storage, access=access, outbox_bell=bell, clock=clock)
        self.card_again = CardAgain(
            storage=storage, access=access, cards=base.review_post, outbox_bell=bell, clock=clock
        )
        self.handover = Handover(
            storage=storage, access=access, members=base.memberships, outbox_bell=bell, clock=clock
        )
        self.resting = Resting(
            storage=storage, access=access, review=self.review, handover=self.handover, clock=clock
        )
        self.questions = Questions(storage=storage, access=access, outbox_bell=bell, clock=clock)
        self.claims = Claims(
            storage=storage,
            members=base.memberships,
            lasts=self._claim_lasts,
            outbox_bell=bell,
            clock=clock,
            ours=base.ours,
        )

    def _reporters(self) -> None:
        base = self._base
        self.messages = ReportedMessages(
            storage=self._storage, review=self.review, source=DiscordMessages(client=base.client)
        )
        self.outcomes = Outcomes(storage=self._storage, messages=self.messages)

    def _warn(self, notice: Notice) -> None:
        """Tell the operator, in the log, what they should look at."""
        _log.warning(self._base.texts.say(FALLBACK, notice.key, **notice.values))
