"""Making what tells authors of removals, and hears them: a part of the wing of scanning."""

from collections.abc import Mapping, Sequence

from discord.ext import commands

from cogs.scanning.appeals.buttons import AppealButtons
from cogs.scanning.appeals.card import AppealCards
from cogs.scanning.appeals.messages import AppealAnswerPosts, AppealNotes
from cogs.scanning.appeals.notices import AuthorNoticePosts
from cogs.scanning.appeals.objections import ObjectButtons
from cogs.scanning.detections.authors import Authors
from db.engine.storage import DatabaseStorage
from db.reports.stores import ReportsStores
from services.base.outbox import Kind, Performer
from services.base.schedule import ScheduledJob
from services.scanning.appeals.answers import AppealAnswers
from services.scanning.appeals.deciding import AppealDecisions
from services.scanning.appeals.notices import AuthorNotices
from services.scanning.appeals.objections import Objections
from services.scanning.appeals.reminders import LOOK_EVERY, AppealReminders
from wiring.base import Base
from wiring.lists import ListsWing


class AppealsPart:
    """The services of notices and appeals, and what shows them on Discord."""

    def __init__(
        self, base: Base, lists: ListsWing, authors: Authors, storage: DatabaseStorage[ReportsStores]
    ) -> None:
        self._base = base
        self._authors = authors
        self._answers = AppealAnswers(storage=storage)
        self.notices = AuthorNotices(storage=storage, clock=base.clock)
        self.objections = Objections(
            storage=storage,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
            keep_text=base.settings.kept.texts,
        )
        self.decisions = AppealDecisions(
            storage=storage,
            patterns=lists.patterns,
            lists=lists.lookup,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
        )
        self.reminders = AppealReminders(storage=storage)
        self.job = ScheduledJob(
            job="appeal-reminders",
            every=LOOK_EVERY,
            work=self.reminders.remind,
            leases=base.leases,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
        )

    def performers(self) -> Mapping[Kind, Performer]:
        """Give who posts each kind of outbox row that is about these."""
        base = self._base
        notices = AuthorNoticePosts(
            client=base.client,
            direct=base.direct_messages,
            notices=self.notices,
            languages=base.languages,
            texts=base.texts,
        )
        cards = AppealCards(
            decisions=self.decisions,
            authors=self._authors,
            servers=base.servers,
            review_post=base.review_post,
            texts=base.texts,
        )
        answers = AppealAnswerPosts(
            direct=base.direct_messages, answers=self._answers, languages=base.languages, texts=base.texts
        )
        notes = AppealNotes(
            review_post=base.review_post,
            decisions=self.decisions,
            reminders=self.reminders,
            texts=base.texts,
        )
        return {
            Kind.AUTHOR_NOTICE: notices.perform,
            Kind.APPEAL_CARD: cards.perform,
            Kind.APPEAL_ANSWER: answers.perform,
            Kind.APPEAL_NOTE: notes.perform,
            Kind.APPEAL_REMINDER: notes.perform_reminder,
        }

    def cogs(self) -> Sequence[commands.Cog]:
        """Give who handles the buttons."""
        base = self._base
        return [
            ObjectButtons(
                answers=base.answers,
                router=base.router,
                direct=base.direct_messages,
                objections=self.objections,
            ),
            AppealButtons(
                answers=base.answers,
                router=base.router,
                decisions=self.decisions,
                authors=self._authors,
                servers=base.servers,
                blur=base.blur,
            ),
        ]
