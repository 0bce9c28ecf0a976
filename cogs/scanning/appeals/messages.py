"""What is told besides of an appeal: its author hears what was decided, the moderators that a decision was overturned, or that
some wait.
"""

import discord

from cogs.base.direct_messages import DirectMessages, not_kept, server_away
from cogs.base.layout import Card, button
from cogs.base.postman import Message
from cogs.scanning.appeals.card import named_appeal, people
from cogs.servers.review_channel import ReviewPost
from core.base.defang import defang
from core.base.ids import AppealId
from core.scanning.appeals import AppealState
from services.base.outbox import Dropped, Later, OutboxRow, SendResult
from services.base.texts import Texts
from services.scanning.appeals.answers import AppealAnswers
from services.scanning.appeals.deciding import AppealDecisions
from services.scanning.appeals.reminders import AppealReminders
from services.servers.languages import Languages
from services.servers.settings import ServerSettings

_PATIENCE = 300  # looks at a text that goes back, with growing waits: about a day
_NAMED = 10


class AppealAnswerPosts:
    """Performs outbox rows of kind `appeal_answer`; the subject is the appeal."""

    def __init__(
        self, *, direct: DirectMessages, answers: AppealAnswers, languages: Languages, texts: Texts
    ) -> None:
        self._direct = direct
        self._answers = answers
        self._languages = languages
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Tell the author once. Where a text goes back to them, the message that brings it says it all."""
        appeal = await self._answers.decided(AppealId(row.subject))
        if appeal is None or appeal.author is None:
            return Dropped("nothing to tell, or nobody")
        if appeal.state is not AppealState.UPHELD:
            if row.attempts <= _PATIENCE and await self._answers.letter_is_owed(appeal):
                return Later("a text goes back first", may_stand=False)
            if await self._answers.letter_was_sent(appeal):
                return Dropped("it was said with the text")
        name = self._direct.name_of(appeal.server)
        if name is None:
            return server_away(row)
        say = self._texts.sayer(await self._languages.of_letter(appeal.server, appeal.author.id))
        card = Card(discord.Colour.dark_grey())
        card.text(say(f"appeal-answer-{appeal.state}", server=defang(name)))
        card.buttons(button(f"appeal:{appeal.id}:mine", say("object-mine")))
        message = Message(card.view(), marker=f"appeal:{appeal.id}:mine")
        return not_kept(await self._direct.deliver(row, appeal.author.id, message))


class AppealNotes:
    """Performs outbox rows of kinds `appeal_note` and `appeal_reminder`: in the review channel, and nobody is mentioned."""

    def __init__(
        self,
        *,
        review_post: ReviewPost,
        decisions: AppealDecisions,
        reminders: AppealReminders,
        texts: Texts,
    ) -> None:
        self._review_post = review_post
        self._decisions = decisions
        self._reminders = reminders
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Say that an appeal overturned a decision, and whose that was; the card's edit is seen by few."""
        view = await self._decisions.view(AppealId(row.subject))
        if view is None or view.appeal.state is not AppealState.OVERTURNED or view.appeal.decided_by is None:
            return Dropped("nothing to say")
        appeal, by = view.appeal, view.appeal.decided_by
        place = await self._reminders.place_of(appeal.id)

        def render(settings: ServerSettings) -> Message:
            say = self._texts.sayer(settings.language)
            number = named_appeal(appeal.server, appeal.id, place)
            told = {"appeal": number, "name": defang(by.name), "reason": defang(appeal.reason)}
            if view.deciders:
                line = say("appeal-note", **told, names=people(say, view.deciders))
            else:
                line = say("appeal-note-nobody", **told)
            card, marker = Card(discord.Colour.dark_grey()).text(line), f"appeal:{appeal.id}:note"
            return Message(card.buttons(button(marker, say("appeal-button-read"))).view(), marker=marker)

        return await self._review_post.deliver(row, render)

    async def perform_reminder(self, row: OutboxRow) -> SendResult:
        """Post the message once; post nothing where all are decided by now. The subject is the oldest appeal."""
        found = await self._reminders.reminder(AppealId(row.subject))
        if found is None or not found.appeals:
            return Dropped("nothing waits any more")
        shown = [(each, await self._reminders.place_of(each.id)) for each in found.appeals[:_NAMED]]

        def render(settings: ServerSettings) -> Message:
            say = self._texts.sayer(settings.language)
            lines = [say("appeal-reminder", count=len(found.appeals))]
            for each, place in shown:
                number = named_appeal(found.server, each.id, place)
                when = discord.utils.format_dt(each.opened_at, "D")
                lines.append(say("appeal-reminder-line", appeal=number, when=when))
            if len(found.appeals) > _NAMED:
                lines.append(say("appeal-reminder-more", count=len(found.appeals) - _NAMED))
            card = Card(discord.Colour.orange()).text("\n".join(lines))
            marker = f"appeals:{row.subject}:"
            card.buttons(button(f"{marker}active:1", say("appeal-reminder-queue")))
            return Message(card.view(), marker=marker)

        return await self._review_post.deliver(row, render)
