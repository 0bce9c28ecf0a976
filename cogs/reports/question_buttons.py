"""Questions to reporters and their answers: the forms, the buttons, the direct message, the message to moderators."""

import re

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.forms import Form, form_values
from cogs.base.layout import Card, button
from cogs.base.refused_form import give_back
from cogs.base.router import Router
from cogs.reports.clicks import clicked_case, clicked_place
from cogs.reports.question_posts import answer_text
from core.base.errors import Unavailable, UserError
from core.base.ids import CaseId, UserId
from services.reports.questions import RELAY_LENGTH, Answer, Questions, RelayId
from services.reports.records import Case
from services.reports.review import Review

_RELAY = r"relay:(?P<id>\d{1,18})"


class QuestionButtons(commands.Cog):
    """Translates; services/reports/questions.py does it."""

    def __init__(self, answers: Answers, router: Router, relaying: Questions, reviewing: Review) -> None:
        self._answers = answers
        self._relaying = relaying
        self._reviewing = reviewing
        router.add(r"case:(?P<id>\d{1,18}):reply", self._at_card, opens_form=True)
        router.add(r"case:(?P<id>\d{1,18}):reply:form", self._ask)
        router.add(f"{_RELAY}:ask", self._ask_again, opens_form=True)
        router.add(f"{_RELAY}:takeback", self._take_back)
        router.add(f"{_RELAY}:read", self._read)
        router.add(f"{_RELAY}:answer", self._open_answer, opens_form=True)
        router.add(f"{_RELAY}:answer:form", self._answer)
        router.add(f"{_RELAY}:end", self._end)

    # Moderators

    async def chosen(self, interaction: discord.Interaction, case: Case) -> None:
        """*reply* in the card's *More*; the click was held against the card."""
        self._answers.done(interaction)  # a form cannot follow a deferral
        if interaction.response.is_done():
            raise UserError("error-storage-busy")
        await self._answers.before_form(self._open_question(interaction, case))

    async def _at_card(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """The same as a button of the card."""
        case = await clicked_case(self._reviewing, interaction, match)
        await self._open_question(interaction, case)

    async def _open_question(self, interaction: discord.Interaction, case: Case, whom: str = "") -> None:
        """`whom`: who is asked unless another is chosen. Raises UserError where they cannot be asked any more."""
        people = await self._relaying.reachable(caller_of(interaction), case)
        whom = whom or people[0]
        if whom not in people:
            raise UserError("relay-unreachable")
        say = await self._answers.sayer(interaction)
        form = Form(f"case:{case.id}:reply:form", say("relay-ask-title", case=str(case.id)))
        if len(people) > 1:
            options = [discord.SelectOption(label=each, value=each, default=each == whom) for each in people]
            form.choice("reporter", say("relay-ask-whom"), options)
        form.text(
            "text",
            say("relay-ask-text"),
            description=say("relay-ask-help"),
            required=True,
            long=True,
            limit=RELAY_LENGTH,
        )
        await form.open(interaction)

    async def _ask(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        case, fields = CaseId(int(match["id"])), form_values(interaction)
        text = fields.get("text", "")
        try:
            asked = await self._relaying.ask(caller_of(interaction), case, fields.get("reporter", ""), text)
        except (UserError, Unavailable) as error:
            await give_back(self._answers, interaction, error, text)
            return
        language, say = await self._answers.language(interaction), self._answers.texts.say
        card = Card(discord.Colour.blue())
        card.text(say(language, "relay-asked", pseudonym=asked.pseudonym, case=str(case)))
        card.text(f"-# {say(language, 'relay-takeback-hint')}")
        card.buttons(button(f"relay:{asked.id}:takeback", say(language, "relay-button-takeback")))
        await self._answers.show(interaction, card.view())

    async def _take_back(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """The button stands in a private answer: there is no row to hold its message against."""
        case = await self._relaying.take_back(caller_of(interaction), RelayId(int(match["id"])))
        await self._answers.say(interaction, "relay-takeback-done", case=str(case))

    async def _ask_again(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        answer, case = await self._at_answer(interaction, match)
        await self._open_question(interaction, case, answer.pseudonym)

    async def _read(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        answer, case = await self._at_answer(interaction, match)
        await self._relaying.read(caller_of(interaction), answer, case)
        await self._answers.show(interaction, answer_text(answer))

    async def _at_answer(self, interaction: discord.Interaction, match: re.Match[str]) -> tuple[Answer, Case]:
        place = clicked_place(interaction)
        at = (place.channel, place.message)
        return await self._relaying.at_answer(caller_of(interaction), RelayId(int(match["id"])), at)

    # Reporters, in their direct messages: who presses is held against the report, whatever the message.

    async def _mine(self, interaction: discord.Interaction, match: re.Match[str]) -> tuple[RelayId, UserId]:
        relay, user = RelayId(int(match["id"])), UserId(interaction.user.id)
        self._answers.about(interaction, await self._relaying.for_reporter(relay, user))
        return relay, user

    async def _open_answer(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        relay, _ = await self._mine(interaction, match)
        await self._relaying.require_open(relay)
        language = await self._answers.language(interaction)
        say = self._answers.texts.say
        form = Form(f"relay:{relay}:answer:form", say(language, "relay-answer-title"))
        form.text(
            "text",
            say(language, "relay-answer-text"),
            description=say(language, "relay-answer-help"),
            required=True,
            long=True,
            limit=RELAY_LENGTH,
        )
        await form.open(interaction)

    async def _answer(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        relay, user = await self._mine(interaction, match)
        text = form_values(interaction).get("text", "")
        try:
            await self._relaying.answer(relay, user, text)
        except (UserError, Unavailable) as error:
            await give_back(self._answers, interaction, error, text)
        else:
            await self._answers.say(interaction, "relay-answer-sent")

    async def _end(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        relay, user = await self._mine(interaction, match)
        await self._relaying.end(relay, user)
        await self._answers.say(interaction, "relay-end-done")
