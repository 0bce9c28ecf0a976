"""Handling questions to reporters and their answers: the forms, and the buttons under both messages."""

import re
from collections.abc import Sequence

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of, clicked_place
from cogs.base.forms import Form, form_values
from cogs.base.layout import OPTIONS, Card, Part, Turning, button, choice_of, messages_of, slices
from cogs.base.router import Router, chosen_values
from cogs.reports.clicks import CASE, CaseClicks, case_id
from cogs.reports.questions.posts import answer_text
from core.base.defang import defang
from core.base.errors import UserError
from core.base.ids import CaseId, UserId
from core.reports.questions import RELAY_LENGTH, RelayId
from services.base.texts import Say
from services.reports.cases.access import CaseAccess
from services.reports.questions import Answer, Questions
from services.reports.records import Case
from services.servers.blur import Blur

_RELAY = r"relay:(?P<id>\d{1,18})"


class QuestionButtons(commands.Cog):
    """The forms of a question and of its answer, and the buttons under both messages."""

    def __init__(
        self,
        *,
        answers: Answers,
        router: Router,
        access: CaseAccess,
        questions: Questions,
        clicks: CaseClicks,
        blur: Blur,
    ) -> None:
        self._answers = answers
        self._access = access
        self._questions = questions
        self._clicks = clicks
        self._blur = blur
        router.add(f"{CASE}:reply:form", self._ask)
        router.add(f"{CASE}:reply:whom", self._person_chosen, opens_form=True)
        router.add(rf"{CASE}:reply:page:(?P<page>\d{{1,6}})", self._turn_people)
        router.add(f"{_RELAY}:ask", self._ask_again, opens_form=True)
        router.add(f"{_RELAY}:takeback", self._take_back)
        router.add(f"{_RELAY}:read", self._read)
        router.add(f"{_RELAY}:answer", self._open_answer, opens_form=True)
        router.add(f"{_RELAY}:answer:form", self._answer)
        router.add(f"{_RELAY}:end", self._end)

    # What moderators press.

    async def open_question(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show the form of *ask the reporter*, which `_ask` reads."""
        await self._open_question(interaction, await self._clicks.clicked(interaction, match))

    async def _open_question(self, interaction: discord.Interaction, case: Case, whom: str = "") -> None:
        """Build and open the form. `whom`: the reporter who is asked unless another is chosen.

        Raises UserError where they cannot be asked any more.
        """
        people = await self._questions.reachable(caller_of(interaction), case)
        say = await self._answers.sayer(interaction)
        if not whom and len(people) > OPTIONS:
            await self._answers.show(interaction, _whom_to_ask(say, case.id, people, 0))
            return
        whom = whom or people[0]
        if whom not in people:
            raise UserError("relay-unreachable")
        offered = next(some for some in slices(people) if whom in some)
        await self._answers.open(interaction, _question_form(say, case.id, offered, whom))

    async def _turn_people(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        caller = caller_of(interaction)
        case = await self._access.case(caller, case_id(match))
        people = await self._questions.reachable(caller, case)
        page = _whom_to_ask(await self._answers.sayer(interaction), case.id, people, int(match["page"]))
        await self._answers.turn(interaction, page)

    async def _person_chosen(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Open the form for the one who was chosen of many, in a private answer: no row says where that stands."""
        case, chosen = (
            await self._access.case(caller_of(interaction), case_id(match)),
            chosen_values(interaction),
        )
        if len(chosen) != 1:
            raise UserError("case-form-unreadable")
        await self._open_question(interaction, case, chosen[0])

    async def _ask(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        case, fields = case_id(match), form_values(interaction)
        whom, text = fields.get("reporter", ""), fields.get("text", "")
        asked = await self._questions.ask(caller_of(interaction), case, whom, text)
        say = await self._answers.sayer(interaction)
        card = Card(discord.Colour.blue())
        card.text(say("relay-asked", pseudonym=asked.pseudonym, case=str(case)))
        card.text(f"-# {say('relay-takeback-hint')}")
        card.buttons(button(f"relay:{asked.id}:takeback", say("relay-button-takeback")))
        await self._answers.show(interaction, card.view())

    async def _take_back(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Take back a question that was not answered.

        The button stands in a private answer, so there is no row against which its message could be checked.
        """
        case = await self._questions.take_back(caller_of(interaction), RelayId(int(match["id"])))
        await self._answers.say(interaction, "relay-takeback-done", case=str(case))

    async def _ask_again(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        answer, case = await self._at_answer(interaction, match)
        await self._open_question(interaction, case, answer.pseudonym)

    async def _read(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        answer, case = await self._at_answer(interaction, match)
        caller = caller_of(interaction)
        await self._questions.read(caller, answer, case)
        say, blur = await self._answers.sayer(interaction), await self._blur.wanted(caller)
        parts = [Part(defang(answer.question), say("relay-was-asked")), answer_text(answer, blur=blur)]
        title = f"### {say('relay-answered-title', case=str(answer.case), pseudonym=answer.pseudonym)}"
        await self._answers.show_all(interaction, messages_of(discord.Colour.blue(), title, parts))

    async def _at_answer(self, interaction: discord.Interaction, match: re.Match[str]) -> tuple[Answer, Case]:
        relay, place = RelayId(int(match["id"])), clicked_place(interaction, "case-elsewhere")
        return await self._questions.at_answer(caller_of(interaction), relay, place)

    # What reporters press in their direct messages: the person is checked against the report, whatever the message.

    async def _mine(self, interaction: discord.Interaction, match: re.Match[str]) -> tuple[RelayId, UserId]:
        relay, user = RelayId(int(match["id"])), UserId(interaction.user.id)
        self._answers.about(interaction, await self._questions.for_reporter(relay, user))
        return relay, user

    async def _open_answer(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        relay, _ = await self._mine(interaction, match)
        await self._questions.require_open(relay)
        await self._answers.open(interaction, _answer_form(await self._answers.sayer(interaction), relay))

    async def _answer(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        relay, user = await self._mine(interaction, match)
        await self._questions.answer(relay, user, form_values(interaction).get("text", ""))
        await self._answers.say(interaction, "relay-answer-sent")

    async def _end(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        relay, user = await self._mine(interaction, match)
        await self._questions.end(relay, user)
        await self._answers.say(interaction, "relay-end-done")


def _whom_to_ask(say: Say, case: CaseId, people: Sequence[str], number: int) -> discord.ui.LayoutView:
    """A private answer that offers more reporters than a form has room for, page by page."""
    return choice_of(
        Card(discord.Colour.blue()),
        say("relay-ask-whom"),
        f"case:{case}:reply:whom",
        say("relay-ask-whom"),
        [discord.SelectOption(label=each, value=each) for each in people],
        number,
        Turning(say, lambda page: f"case:{case}:reply:page:{page}"),
    )


def _question_form(say: Say, case: CaseId, people: Sequence[str], whom: str) -> Form:
    """The form of a question. `people`: the reporters who can be asked, by their names in the case."""
    form = Form(f"case:{case}:reply:form", say("relay-ask-title", case=str(case)))
    if len(people) > 1:
        options = [discord.SelectOption(label=each, value=each, default=each == whom) for each in people]
        form.choice("reporter", say("relay-ask-whom"), options)
    return _with_text(form, say("relay-ask-text"), say("relay-ask-help"))


def _answer_form(say: Say, relay: RelayId) -> Form:
    form = Form(f"relay:{relay}:answer:form", say("relay-answer-title"))
    return _with_text(form, say("relay-answer-text"), say("relay-answer-help"))


def _with_text(form: Form, label: str, description: str) -> Form:
    return form.text("text", label, description=description, required=True, long=True, limit=RELAY_LENGTH)
