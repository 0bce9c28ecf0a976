"""The wing of reports: taking them, reviewing them, asking and telling reporters, forgetting them when it is time."""

from collections.abc import Mapping, Sequence

from discord.ext import commands

from cogs.base.channels import Channels
from cogs.reports.card import CaseCards
from cogs.reports.card_buttons import CaseButtons, MoreAction
from cogs.reports.covered_cases import CoveredCases
from cogs.reports.digest import Digests
from cogs.reports.discord_files import DiscordFiles
from cogs.reports.handover import CaseHandover
from cogs.reports.history import CaseHistory
from cogs.reports.manager_alerts import ManagerAlerts
from cogs.reports.mutes import CaseMute
from cogs.reports.outcomes import OutcomeButtons, OutcomeNotices
from cogs.reports.privacy import Privacy
from cogs.reports.question_buttons import QuestionButtons
from cogs.reports.question_posts import AnswerPosts, QuestionPosts
from cogs.reports.queue import Queue
from cogs.reports.reminders import CaseReminders
from cogs.reports.report_command import ReportCommand
from cogs.reports.stats import Stats
from cogs.reports.support import SupportCommand, SupportWords
from cogs.reports.undo import CaseUndo
from db.reports.case_reader import Cases
from db.reports.digest_store import DigestRows
from db.reports.file_store import FileRows
from db.reports.handover_store import HandoverRows
from db.reports.history_store import HistoryRows
from db.reports.intake_store import IntakeRows
from db.reports.manager_alert_store import ManagerAlertRows
from db.reports.mute_store import MuteRows
from db.reports.outcome_store import OutcomeRows
from db.reports.ping_store import PingRows
from db.reports.question_store import QuestionRows
from db.reports.reminder_store import ReminderRows
from db.reports.report_purge import ReportPurge
from db.reports.stats_store import StatsRows
from db.reports.undo_store import UndoRows
from services.base.outbox import Kind, Performer
from services.base.retention import PURGE_EVERY, Retention
from services.base.schedule import ScheduledJob
from services.reports.already_listed import AlreadyListed
from services.reports.digest import DIGEST_LOOK_EVERY
from services.reports.evidence_files import Hashing
from services.reports.handover import Handover
from services.reports.history import CaseHistories
from services.reports.intake import Intake, new_token
from services.reports.manager_alerts import LOOK_FOR_CONCERNED_EVERY
from services.reports.mutes import UNMUTED_LOOK_EVERY, Mutes
from services.reports.outcomes import Outcomes
from services.reports.questions import Questions
from services.reports.reminders import LOOK_EVERY
from services.reports.review import Review
from services.reports.stats import ServerStats
from services.reports.support import load_support
from services.reports.undo import Undo
from wiring.base import Base
from wiring.lists import ListsWing
from wiring.scanning import ScanningWing
from wiring.wing import Work


class ReportsWing:
    """Fills wiring.wing.Wing. Removals go through the wing of scanning."""

    def __init__(self, base: Base, lists: ListsWing, scanning: ScanningWing) -> None:
        self._base, self._lists, self._scanning = base, lists, scanning
        database, vault = base.database, base.vault
        self.cases = Cases(database, vault)
        self.already_listed = AlreadyListed(indexing=lists.index, lists=lists.lookup, reader=scanning.reader)
        self.intake = Intake(
            IntakeRows(database, vault, base.settings.report_limits),
            base.server_rows,
            base.outbox_bell,
            self.already_listed,
            base.clock,
            new_token,
        )
        self.review = Review(
            self.cases,
            base.server_rows,
            base.outbox_rows,
            base.outbox_bell,
            lists.lookup,
            lists.invites,
            base.policy_rows,
            scanning.removal_bell,
            Channels(base.client),
            base.clock,
        )
        self._around_a_case()
        self._reporters()
        self.statistics = ServerStats(StatsRows(database), base.server_rows, base.clock)
        self.support = load_support(base.settings.support_file, base.clock().date())
        self.jobs = self._jobs()
        self.hashing = Hashing(FileRows(database, vault), DiscordFiles(), base.clock)

    def _around_a_case(self) -> None:
        base = self._base
        database, vault = base.database, base.vault
        self.undo = Undo(
            UndoRows(database, vault), self.review, self._lists.lookup, base.outbox_bell, base.clock
        )
        self.histories = CaseHistories(HistoryRows(database, vault), self.review)
        self.mute_rows = MuteRows(database, vault)
        self.mutes = Mutes(self.mute_rows, self.review, base.outbox_bell, base.clock)
        self.handover = Handover(
            HandoverRows(database, vault),
            self.review,
            base.memberships,
            base.server_rows,
            base.outbox_bell,
            base.clock,
        )

    def _reporters(self) -> None:
        base = self._base
        self.outcome_rows = OutcomeRows(base.database, base.vault)
        self.outcomes = Outcomes(self.outcome_rows, base.clock)
        self.question_rows = QuestionRows(base.database, base.vault)
        self.questions = Questions(
            self.question_rows,
            self.cases,
            base.server_rows,
            base.outbox_rows,
            base.outbox_bell,
            base.clock,
        )

    def _jobs(self) -> list[ScheduledJob]:
        base = self._base
        self._reminder_rows = ReminderRows(base.database)
        self._digest_rows = DigestRows(base.database)
        self._manager_alert_rows = ManagerAlertRows(base.database, base.vault)
        forgetting = Retention(
            [
                ReportPurge(base.database),
                self._scanning.kept_texts,
                self.question_rows,
                self.mute_rows,
                self._lists.invite_rows,
            ]
        )
        work = {
            "reminders": (LOOK_EVERY, self._reminder_rows.remind),
            "manager-alerts": (LOOK_FOR_CONCERNED_EVERY, self._manager_alert_rows.look),
            "unmuted": (UNMUTED_LOOK_EVERY, self.mute_rows.speak_up),
            "digest": (DIGEST_LOOK_EVERY, self._digest_rows.begin),
            "purge": (PURGE_EVERY, forgetting.purge),
        }
        return [
            ScheduledJob(
                job=name,
                every=every,
                work=do,
                leases=base.leases,
                outbox_bell=base.outbox_bell,
                clock=base.clock,
            )
            for name, (every, do) in work.items()
        ]

    def performers(self) -> Mapping[Kind, Performer]:
        base = self._base
        cards = CaseCards(
            base.client,
            base.review_post,
            self.cases,
            PingRows(base.database),
            self._lists.lookup,
            base.texts,
            base.clock,
        )
        alerts = ManagerAlerts(
            base.direct_messages,
            base.managers,
            base.memberships,
            self._manager_alert_rows,
            base.servers,
            base.texts,
            base.clock,
        )
        reminders = CaseReminders(base.review_post, self._reminder_rows, base.texts)
        outcomes = OutcomeNotices(base.direct_messages, self.outcome_rows, base.servers, base.texts)
        questions = QuestionPosts(
            base.direct_messages, self.question_rows, base.servers, base.texts, base.clock
        )
        answers = AnswerPosts(base.review_post, base.memberships, self.question_rows, base.texts, base.clock)
        return {
            Kind.CASE_CARD: cards.perform,
            Kind.CASE_REMINDER: reminders.perform,
            Kind.CONCERNED_NOTICE: alerts.perform,
            Kind.DIGEST: Digests(base.review_post, self._digest_rows, base.texts).perform,
            Kind.OUTCOME_NOTICE: outcomes.perform,
            Kind.RELAY_QUESTION: questions.perform,
            Kind.RELAY_ANSWER: answers.perform,
        }

    def cogs(self) -> Sequence[commands.Cog]:
        base = self._base
        answers, router = base.answers, base.router
        support = SupportWords(base.texts, self.support)
        questions = QuestionButtons(answers, router, self.questions, self.review)
        more: dict[str, MoreAction] = {
            "history": CaseHistory(answers, router, self.histories).show,
            "handover": CaseHandover(answers, router, self.handover).ask,
            "mute": CaseMute(answers, router, self.mutes).ask,
            "undelete": CaseUndo(answers, router, self.review, self.undo).undelete,
            "reply": questions.chosen,
        }
        return [
            SupportCommand(answers, support),
            ReportCommand(base.client, answers, router, self.intake, support, base.memberships),
            CaseButtons(answers, router, self.review, self._scanning.sightings, more),
            CoveredCases(answers, router, self._lists.own, self.review),
            questions,
            OutcomeButtons(answers, router, self.outcomes),
            Privacy(answers, self.outcomes),
            Queue(answers, router, self.review, base.servers, base.review_post, self.mutes),
            Stats(answers, self.statistics),
        ]

    def background(self) -> Mapping[str, Work]:
        return {job.job: job.run for job in self.jobs} | {self.hashing.job: self.hashing.run}

    def once_connected(self) -> Mapping[str, Work]:
        return {}

    async def finish(self, seconds: float) -> None:
        await self.already_listed.finish(seconds)
