"""The stores of the wing of reports, on those of scanning."""

from functools import cached_property

from db.reports.alerts.digest_store import DigestRows
from db.reports.alerts.manager_alert_store import ManagerAlertRows
from db.reports.alerts.ping_store import PingRows
from db.reports.alerts.reminder_store import ReminderRows
from db.reports.author_store import AuthorRows
from db.reports.cases.case_reader import CaseReaderRows
from db.reports.cases.case_store import CaseCardRows, CaseRows
from db.reports.cases.history_store import HistoryRows
from db.reports.cases.resting_store import RestingRows
from db.reports.claim_store import ClaimRows
from db.reports.decision_store import DecisionRows
from db.reports.draft_store import DraftRows
from db.reports.file_store import FileRows
from db.reports.intake_store import IntakeRows
from db.reports.mute_store import MuteRows
from db.reports.outcome_store import OutcomeRows
from db.reports.question_store import QuestionRows
from db.reports.sighting_store import CaseSightingRows, LinkFormRows, ReportedPlaceRows
from db.reports.stats_store import StatsRows
from db.scanning.stores import ScanningStores


class ReportsStores(ScanningStores):
    """What a transaction of this wing offers."""

    @cached_property
    def authors(self) -> AuthorRows:
        return AuthorRows(self.sql, self.vault)

    @cached_property
    def cases(self) -> CaseRows:
        return CaseRows(self.sql, self.vault)

    @cached_property
    def case_reader(self) -> CaseReaderRows:
        return CaseReaderRows(self.sql, self.vault)

    @cached_property
    def claims(self) -> ClaimRows:
        return ClaimRows(self.sql, self.vault)

    @cached_property
    def history(self) -> HistoryRows:
        return HistoryRows(self.sql, self.vault)

    @cached_property
    def resting(self) -> RestingRows:
        return RestingRows(self.sql, self.vault)

    @cached_property
    def questions(self) -> QuestionRows:
        return QuestionRows(self.sql, self.vault)

    @cached_property
    def case_cards(self) -> CaseCardRows:
        return CaseCardRows(self.sql)

    @cached_property
    def digest(self) -> DigestRows:
        return DigestRows(self.sql)

    @cached_property
    def decisions(self) -> DecisionRows:
        return DecisionRows(self.sql)

    @cached_property
    def drafts(self) -> DraftRows:
        return DraftRows(self.sql, self.vault)

    @cached_property
    def files(self) -> FileRows:
        return FileRows(self.sql, self.vault)

    @cached_property
    def intake(self) -> IntakeRows:
        return IntakeRows(self.sql, self.vault)

    @cached_property
    def manager_alerts(self) -> ManagerAlertRows:
        return ManagerAlertRows(self.sql, self.vault)

    @cached_property
    def mutes(self) -> MuteRows:
        return MuteRows(self.sql, self.vault)

    @cached_property
    def outcomes(self) -> OutcomeRows:
        return OutcomeRows(self.sql, self.vault)

    @cached_property
    def pings(self) -> PingRows:
        return PingRows(self.sql)

    @cached_property
    def reminders(self) -> ReminderRows:
        return ReminderRows(self.sql)

    @cached_property
    def case_sightings(self) -> CaseSightingRows:
        return CaseSightingRows(self.sql)

    @cached_property
    def stats(self) -> StatsRows:
        return StatsRows(self.sql)

    @cached_property
    def link_forms(self) -> LinkFormRows:
        return LinkFormRows(self.sql)

    @cached_property
    def reported_places(self) -> ReportedPlaceRows:
        return ReportedPlaceRows(self.sql)
