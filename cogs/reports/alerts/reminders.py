"""Posting the messages that tell the alert role of emergencies which nobody has claimed, or decided."""

from collections.abc import Sequence

import discord

from cogs.base.layout import Card, button
from cogs.base.postman import Message
from cogs.reports.cases.card import named_case
from cogs.reports.report_times import reported_at
from cogs.servers.review_channel import ReviewPost
from core.base.ids import CaseId, ServerId
from services.base.outbox import Dropped, OutboxRow, SendResult
from services.base.texts import Say, Texts
from services.reports.alerts.reminders import Reminder, Reminders, UnclaimedCase
from services.servers.settings import ServerSettings

_CASES_NAMED = 10


class CaseReminders:
    """Performs outbox rows of kinds `case_reminder` and `undecided_reminder`; the subject is the oldest case of the
    message.
    """

    def __init__(self, *, review_post: ReviewPost, reminders: Reminders, texts: Texts) -> None:
        self._review_post = review_post
        self._reminders = reminders
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Post the message once; post nothing where all are claimed or closed by now.

        A message that stands there stays as it is.
        """
        return await self._post(
            row, "reminder", "reminder-title", await self._reminders.reminder(CaseId(row.subject))
        )

    async def perform_undecided(self, row: OutboxRow) -> SendResult:
        """Post the message about claimed cases once; post nothing where all are decided by now."""
        return await self._post(
            row, "undecided", "undecided-title", await self._reminders.undecided(CaseId(row.subject))
        )

    async def _post(self, row: OutboxRow, about: str, title: str, found: Reminder | None) -> SendResult:
        if found is None or not found.cases:
            return Dropped("nothing waits any more")

        def render(settings: ServerSettings) -> Message:
            head = self._texts.say(settings.language, title, count=len(found.cases))
            return self._message(settings, head, f"{about}:{row.subject}:", found)

        return await self._review_post.deliver(row, render)

    def _message(self, settings: ServerSettings, head: str, marker: str, found: Reminder) -> Message:
        say = self._texts.sayer(settings.language)
        lines = [] if settings.alert_role is None else [f"<@&{settings.alert_role}>"]
        lines += [head, *case_lines(say, found.server, found.cases)]
        card = Card(discord.Colour.red()).text("\n".join(lines))
        card.buttons(button(f"{marker}active:1", say("reminder-queue")))
        return Message(card.view(), marker=marker, role=settings.alert_role)


def case_lines(say: Say, server: ServerId, cases: Sequence[UnclaimedCase]) -> list[str]:
    """A line for each of the first cases, and one that counts the rest."""
    lines = []
    for case in cases[:_CASES_NAMED]:
        number = named_case(server, case.id, case.card)
        category = say(f"category-{case.category}")
        when = reported_at(say, case.opened_at, case.category, case.message)
        lines.append(say("reminder-line", case=number, category=category, when=when))
    if len(cases) > _CASES_NAMED:
        lines.append(say("reminder-more", count=len(cases) - _CASES_NAMED))
    return lines
