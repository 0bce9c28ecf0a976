"""Making the wing of reports: taking them, reviewing them, asking and telling reporters."""

import functools
from collections.abc import Mapping, Sequence

from discord.ext import commands

from cogs.base.card_actions import CardAction
from cogs.base.discord_files import DiscordFiles
from cogs.reports.alerts.digest import Digests
from cogs.reports.alerts.manager_alerts import ManagerAlerts
from cogs.reports.alerts.reminders import CaseReminders
from cogs.reports.cases.actions import CardActions, case_actions, with_reading
from cogs.reports.cases.around import CaseAround
from cogs.reports.cases.author_cases import CaseAuthorCases
from cogs.reports.cases.card_buttons import CaseButtons
from cogs.reports.cases.card_posts import CaseCards
from cogs.reports.cases.covered_cases import CoveredCases
from cogs.reports.cases.handover import CaseHandover
from cogs.reports.cases.history import CaseHistory
from cogs.reports.cases.next_case import NextCase
from cogs.reports.cases.reading import CaseReading
from cogs.reports.cases.resting import CaseResting
from cogs.reports.cases.sweeps import CaseSweep
from cogs.reports.cases.undo import CaseUndo
from cogs.reports.claims import ClaimNotices, HolderWatch
from cogs.reports.clicks import CaseClicks
from cogs.reports.evidence_files import EvidenceSource
from cogs.reports.message_links import MessageLinks
from cogs.reports.mutes import CaseMute
from cogs.reports.outcomes import OutcomeButtons, OutcomeNotices
from cogs.reports.privacy.command import Privacy
from cogs.reports.questions.buttons import QuestionButtons
from cogs.reports.questions.posts import AnswerPosts, QuestionPosts
from cogs.reports.queue import Queue
from cogs.reports.report_command import ReportCommand
from cogs.reports.reported_messages import ReportedMessageWatch
from cogs.reports.stats.command import Stats
from cogs.reports.support import SupportCommand, SupportWords
from services.base.outbox import Kind, Performer
from services.base.privacy.persons import Persons
from services.base.schedule import ScheduledJob
from services.reports.alerts.digest import DIGEST_LOOK_EVERY, WeeklyDigest
from services.reports.alerts.manager_alerts import LOOK_FOR_CONCERNED_EVERY, ConcernedManagers
from services.reports.alerts.pings import Pings
from services.reports.alerts.reminders import LOOK_EVERY, Reminders
from services.reports.cases.link_forms import LOOK_EVERY as FORMS_LOOK_EVERY
from services.reports.cases.link_forms import LinkForms
from services.reports.claims import CLAIMS_LOOK_EVERY
from services.reports.evidence_files import Hashing
from services.reports.mutes import UNMUTED_LOOK_EVERY
from services.reports.records import Case
from wiring.base import Base
from wiring.lists import ListsWing
from wiring.privacy.persons import persons_storage
from wiring.report_services import ReportServices
from wiring.scanning import ScanningWing
from wiring.wing import Work

_ASKING = frozenset({"holders"})  # jobs that ask Discord


class ReportsWing(ReportServices):
    """Fills wiring.wing.Wing with the services of reports, and what shows them on Discord."""

    def __init__(self, base: Base, lists: ListsWing, scanning: ScanningWing) -> None:
        super().__init__(base, lists, scanning)
        self.jobs = self._jobs()
        self.actions = self._card_actions()
        self.hashing = Hashing(storage=self._storage, source=EvidenceSource(DiscordFiles()), clock=base.clock)

    def _jobs(self) -> list[ScheduledJob]:
        base = self._base
        self.reminders = Reminders(storage=self._storage)
        self.digest = WeeklyDigest(storage=self._storage)
        self.concerned_managers = ConcernedManagers(storage=self._storage)
        work = {
            "reminders": (LOOK_EVERY, self.reminders.remind),
            "manager-alerts": (LOOK_FOR_CONCERNED_EVERY, self.concerned_managers.look),
            "claims": (CLAIMS_LOOK_EVERY, self.claims.end_idle),
            "holders": (CLAIMS_LOOK_EVERY, self.claims.ask),
            "unmuted": (UNMUTED_LOOK_EVERY, self.mutes.give_cards_where_due),
            "digest": (DIGEST_LOOK_EVERY, self.digest.begin),
            "link-forms": (FORMS_LOOK_EVERY, LinkForms(storage=self._storage).renew),
        }
        job = functools.partial(
            ScheduledJob, leases=base.leases, outbox_bell=base.outbox_bell, clock=base.clock
        )
        return [
            job(job=name, every=every, work=do, everywhere=name in _ASKING)
            for name, (every, do) in work.items()
        ]

    def performers(self) -> Mapping[Kind, Performer]:
        base = self._base
        cards = CaseCards(
            client=base.client,
            review_post=base.review_post,
            servers=base.servers,
            review=self.review,
            messages=self.messages,
            pings=Pings(storage=self._storage),
            lists=self._lists.short.source_of_before,
            listings=self.listings,
            actions=self.actions,
            authors=self._scanning.authors,
            texts=base.texts,
            clock=base.clock,
        )
        alerts = ManagerAlerts(
            direct=base.direct_messages,
            managers=base.managers,
            memberships=base.memberships,
            concerned=self.concerned_managers,
            servers=base.servers,
            languages=base.languages,
            texts=base.texts,
            clock=base.clock,
        )
        reminders = CaseReminders(review_post=base.review_post, reminders=self.reminders, texts=base.texts)
        digests = Digests(
            review_post=base.review_post, digest=self.digest, shared=self._lists.shared, texts=base.texts
        )
        outcomes = OutcomeNotices(
            direct=base.direct_messages, outcomes=self.outcomes, languages=base.languages, texts=base.texts
        )
        questions = QuestionPosts(
            direct=base.direct_messages,
            questions=self.questions,
            languages=base.languages,
            texts=base.texts,
        )
        answers = AnswerPosts(
            review_post=base.review_post,
            memberships=base.memberships,
            questions=self.questions,
            texts=base.texts,
        )
        claims = ClaimNotices(
            direct=base.direct_messages,
            claims=self.claims,
            languages=base.languages,
            texts=base.texts,
            lasts=self._claim_lasts,
        )
        return {
            Kind.CASE_CARD: cards.perform,
            Kind.CASE_REMINDER: reminders.perform,
            Kind.UNDECIDED_REMINDER: reminders.perform_undecided,
            Kind.CLAIM_NOTICE: claims.perform,
            Kind.CONCERNED_NOTICE: alerts.perform,
            Kind.DIGEST: digests.perform,
            Kind.OUTCOME_NOTICE: outcomes.perform,
            Kind.RELAY_QUESTION: questions.perform,
            Kind.RELAY_ANSWER: answers.perform,
        }

    def _card_actions(self) -> Sequence[CardAction[Case]]:
        """The actions of a case's card, with their handlers."""
        base = self._base
        answers, router, review = base.answers, base.router, self.review
        clicks = CaseClicks(review=review, access=self.access)
        self._case_buttons = CaseButtons(
            answers=answers,
            router=router,
            clicks=clicks,
            access=self.access,
            review=review,
            listings=self.listings,
            removal=self.removal,
            finishing=self.finishing,
            effects=self._lists.effects,
            second_clicks=self._lists.second_clicks,
            sites=self._lists.sites,
            next_case=NextCase(review=review, review_post=base.review_post),
        )
        self._question_buttons = QuestionButtons(
            answers=answers,
            router=router,
            access=self.access,
            questions=self.questions,
            clicks=clicks,
            blur=base.blur,
        )
        others = case_actions(
            buttons=self._case_buttons,
            handover=CaseHandover(answers=answers, router=router, clicks=clicks, handover=self.handover),
            history=CaseHistory(answers=answers, router=router, clicks=clicks, histories=self.histories),
            mute=CaseMute(answers=answers, router=router, clicks=clicks, mutes=self.mutes),
            questions=self._question_buttons,
            sweep=CaseSweep(clicks=clicks, offers=self._scanning.sweep.offers),
            undo=CaseUndo(answers=answers, router=router, clicks=clicks, undo=self.undo),
        )
        CaseAround(answers=answers, router=router, around=self.around, blur=base.blur)
        CaseAuthorCases(answers=answers, router=router, cases=self.author_cases)
        self._reading = CaseReading(
            answers=answers,
            router=router,
            review=review,
            clicks=clicks,
            actions=others,
            blur=base.blur,
            resting=CaseResting(answers=answers, router=router, resting=self.resting),
        )
        return with_reading(self._reading, others)

    def cogs(self) -> Sequence[commands.Cog]:
        base = self._base
        answers, router = base.answers, base.router
        support = SupportWords(texts=base.texts, support=self.support, clock=base.clock)
        return [
            SupportCommand(answers=answers, router=router, support_words=support),
            ReportCommand(
                client=base.client,
                answers=answers,
                router=router,
                intake=self.intake,
                links=MessageLinks(client=base.client, elsewhere=base.elsewhere),
                support=support,
                memberships=base.memberships,
                elsewhere=base.elsewhere,
            ),
            ReportedMessageWatch(review=self.review, messages=self.messages),
            CardActions(answers=answers, router=router, actions=self.actions),
            CoveredCases(answers=answers, router=router, own=self._lists.own, listings=self.listings),
            self._question_buttons,
            OutcomeButtons(
                answers=answers, router=router, direct=base.direct_messages, outcomes=self.outcomes
            ),
            Privacy(
                elsewhere=base.elsewhere,
                answers=answers,
                router=router,
                outcomes=self.outcomes,
                persons=Persons(
                    storage=persons_storage(base.database, base.vault),
                    clock=base.clock,
                    outbox_bell=base.outbox_bell,
                    log_bell=base.log_bell,
                ),
                kept=base.settings.kept,
                asks_shorteners=base.settings.shorteners is not None,
                clock=base.clock,
            ),
            Queue(
                answers=answers,
                router=router,
                review=self.review,
                servers=base.servers,
                review_post=base.review_post,
                card_again=self.card_again,
                reading=self._reading,
                appeals=self._scanning.appeals.reminders,
            ),
            Stats(answers, self.statistics, self.decisions),
            HolderWatch(claims=self.claims),
        ]

    def background(self) -> Mapping[str, Work]:
        jobs = {job.job: job.run for job in self.jobs if job.job not in _ASKING}
        return jobs | {self.hashing.job: self.hashing.run, "support": self.support.run}

    def once_connected(self) -> Mapping[str, Work]:
        asking = {job.job: job.run for job in self.jobs if job.job in _ASKING}
        return asking | {"reported-messages": self.messages.run}

    async def finish(self, seconds: float) -> None:
        await self.already_listed.finish(seconds)
