"""Posting the two messages of a question to a reporter:
theirs, in their inbox, and the moderators', in the review channel.
"""

import discord

from cogs.base.direct_messages import DirectMessages, not_kept, server_away
from cogs.base.layout import Card, Part, button
from cogs.base.postman import Message
from cogs.servers.blur import private_text
from cogs.servers.membership import Memberships
from cogs.servers.review_channel import ReviewPost
from core.base.defang import defang
from core.base.spoilers import without_lists
from core.reports.questions import RelayId
from services.base.outbox import Dropped, OutboxRow, Posted, SendResult, Waiting
from services.base.texts import Texts
from services.reports.questions import Answer, Question, QuestionFate, Questions
from services.servers.languages import Languages
from services.servers.settings import ServerSettings

# Characters of a text once it is defanged: of the two that stand in one message. More than that an answer has only
# where it is made of signs that must be escaped; its button shows all of it.
_SHOWN = 1700


class QuestionPosts:
    """Performs outbox rows of kind `relay_question`."""

    def __init__(
        self,
        *,
        direct: DirectMessages,
        questions: Questions,
        languages: Languages,
        texts: Texts,
    ) -> None:
        self._direct = direct
        self._questions = questions
        self._languages = languages
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Send one message to the reporter; where their direct messages are closed, note that."""
        question = await self._questions.outgoing(RelayId(row.subject))
        if question is None:
            return Dropped("nobody to ask")
        name = self._direct.name_of(question.server)
        if name is None:
            return server_away(row)
        language = await self._languages.of_letter(question.server, question.reporter)
        message = self._message(language, question, defang(name))
        outcome = await self._direct.deliver(row, question.reporter, message)
        if isinstance(outcome, Posted | Waiting):
            delivery = QuestionFate.DELIVERED if isinstance(outcome, Posted) else QuestionFate.CLOSED
            await self._questions.settle(question.id, delivery)
        return not_kept(outcome)

    def _message(self, language: str, question: Question, server: str) -> Message:
        say = self._texts.sayer(language)
        card = Card(discord.Colour.blue())
        card.text(f"### {say('relay-question', case=str(question.case), server=server)}")
        card.text("\n".join(f"> {line}" for line in defang(question.text).split("\n")))
        card.text(f"-# {say('relay-never-say', pseudonym=question.pseudonym)}")
        card.buttons(
            button(f"relay:{question.id}:answer", say("relay-button-answer"), discord.ButtonStyle.primary),
            button(f"relay:{question.id}:end", say("relay-button-end")),
        )
        return Message(card.view(), marker=f"relay:{question.id}:")


class AnswerPosts:
    """Performs outbox rows of kind `relay_answer`."""

    def __init__(
        self,
        *,
        review_post: ReviewPost,
        memberships: Memberships,
        questions: Questions,
        texts: Texts,
    ) -> None:
        self._review_post = review_post
        self._memberships = memberships
        self._questions = questions
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Post one message in the review channel. Where the case is about a moderator, the text stands behind a button,
        which that moderator cannot use.
        """
        answer = await self._questions.incoming(RelayId(row.subject))
        if answer is None:
            return await self._without_text(row)
        author = None
        if answer.author is not None:
            author = await self._memberships.caller(answer.server, answer.author.id)

        def render(settings: ServerSettings) -> Message:
            concerned = author is not None and author.is_moderator(settings.moderator_role)
            return self._message(settings.language, answer, concerned=concerned)

        outcome = await self._review_post.deliver(row, render)
        if isinstance(outcome, Posted):
            await self._questions.settle(answer.id, QuestionFate.DELIVERED)
        return outcome

    async def _without_text(self, row: OutboxRow) -> SendResult:
        """Write a message that stands there anew without the words of somebody who had them erased."""
        erased = await self._questions.erased(RelayId(row.subject))
        if erased is None or row.message is None:
            return Dropped("its time is over")

        def render(settings: ServerSettings) -> Message:
            say = self._texts.sayer(settings.language)
            title = say("relay-answered-title", case=str(erased.case), pseudonym=erased.pseudonym)
            card = Card(discord.Colour.light_grey()).text(f"### {title}").text(say("relay-answer-erased"))
            return Message(card.view(), marker=f"relay:{erased.id}:")

        return await self._review_post.deliver(row, render)

    def _message(self, language: str, answer: Answer, *, concerned: bool) -> Message:
        say = self._texts.sayer(language)
        card = Card(discord.Colour.blue())
        card.text(f"### {say('relay-answered-title', case=str(answer.case), pseudonym=answer.pseudonym)}")
        if concerned:
            card.text(say("relay-answer-hidden"))
        else:
            card.text(f"{say('relay-was-asked')}\n{_quoted(answer.question)}")
            card.text(f"||{_cut(without_lists(defang(answer.text)))}\n||")
        long = any(len(without_lists(defang(text))) > _SHOWN for text in (answer.question, answer.text))
        read = button(f"relay:{answer.id}:read", say("relay-button-read")) if concerned or long else None
        # Everybody sees these buttons alike. The others can ask again from the case.
        again = None if concerned else button(f"relay:{answer.id}:ask", say("relay-button-ask"))
        card.buttons(read, again)
        return Message(card.view(), marker=f"relay:{answer.id}:")


def answer_text(answer: Answer, *, blur: bool) -> Part:
    """A reporter's answer, all of it, for the one moderator who asked; blurred where they chose so."""
    return private_text(answer.text, blur=blur)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in _cut(defang(text)).split("\n"))


def _cut(text: str) -> str:
    # The backslashes at a cut would open the spoiler.
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip("\\") + "…"
