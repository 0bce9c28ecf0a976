"""The wing of reports: taking them, reviewing them, forgetting who reported when the time has come."""

from cogs.base.channels import Channels
from cogs.reports.card import CaseCards
from cogs.reports.card_buttons import CaseButtons
from cogs.reports.queue import Queue
from cogs.reports.report_command import ReportCommand
from cogs.reports.stats import Stats
from cogs.reports.support import SupportCommand, SupportWords
from cogs.servers.membership import Memberships
from db.reports.case_reader import Cases
from db.reports.intake_store import IntakeRows
from db.reports.ping_store import PingRows
from db.reports.report_purge import ReportPurge
from db.reports.stats_store import StatsRows
from services.base.outbox import Kind
from services.base.retention import PURGE_EVERY, Retention
from services.base.schedule import ScheduledJob
from services.reports.already_listed import AlreadyListed
from services.reports.intake import Intake, new_token
from services.reports.review import Review
from services.reports.stats import ServerStats
from services.reports.support import load_support
from wiring.case_work import CaseWork
from wiring.relay import RelayWork
from wiring.scanning import ScanningWing
from wiring.spine import Spine


class ReportsWing:
    """Its services; `add` puts its cogs on the client. Removals go through the scanning wing."""

    def __init__(self, spine: Spine, scanning: ScanningWing) -> None:
        self._spine = spine
        self._scanning = scanning
        self.cases = Cases(spine.database, spine.vault)
        self.known = AlreadyListed(spine.indexing, spine.lists)
        self.reporting = Intake(
            IntakeRows(spine.database, spine.vault, spine.settings.report_limits),
            spine.server_rows,
            spine.outbox,
            self.known,
            spine.clock,
            new_token,
        )
        self.reviewing = Review(
            self.cases,
            spine.server_rows,
            spine.outbox_rows,
            spine.outbox,
            spine.lists,
            spine.invites,
            spine.policy_rows,
            scanning.removals,
            Channels(spine.client),
            spine.clock,
        )
        self.work = CaseWork(spine, self.reviewing)
        self.relay = RelayWork(spine, self.reviewing, self.cases)
        self.support = load_support(spine.settings.support_file, spine.clock().date())
        self.statistics = ServerStats(StatsRows(spine.database), spine.server_rows, spine.clock)
        retention = Retention(
            [
                ReportPurge(spine.database),
                scanning.detection_rows,
                self.relay.rows,
                self.work.mute_rows,
                spine.invite_rows,
            ]
        )
        self.retention = ScheduledJob(
            "purge",
            PURGE_EVERY,
            retention.purge,
            spine.leases,
            spine.outbox,
            spine.clock,
            spine.process,
        )

    async def add(self) -> None:
        """Performers and cogs; after the scanning wing's."""
        spine = self._spine
        self.known.reader = self._scanning.asking.reader
        cards = CaseCards(
            spine.client,
            spine.review_post,
            self.cases,
            PingRows(spine.database),
            spine.lists,
            spine.texts,
            spine.clock,
        )
        spine.performers[Kind.CASE_CARD] = cards.perform
        support = SupportWords(spine.texts, self.support)
        await spine.client.add_cog(SupportCommand(spine.answers, support))
        await spine.client.add_cog(
            ReportCommand(
                spine.client,
                spine.answers,
                spine.router,
                self.reporting,
                support,
                Memberships(spine.client, spine.servers),
            )
        )
        more = {**self.work.more(), **self.relay.more()}
        await spine.client.add_cog(
            CaseButtons(spine.answers, spine.router, self.reviewing, self._scanning.sightings, more)
        )
        self.work.add()
        await self.relay.add()
        await spine.client.add_cog(
            Queue(
                spine.answers,
                spine.router,
                self.reviewing,
                spine.servers,
                spine.review_post,
                self.work.muting,
            )
        )
        await spine.client.add_cog(Stats(spine.answers, self.statistics))
